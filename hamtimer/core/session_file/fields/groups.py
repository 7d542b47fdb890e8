"""Every group of keys: in the value of which key it may stand, and its title in the reference."""

from __future__ import annotations

from hamtimer.core.session_file.fields.exercise import DEFAULTS, EXERCISE, VARIANT, WEEK
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.fields.set import PART, SET_GROUP
from hamtimer.core.session_file.tables import Table
from hamtimer.core.session_file.values.cues import CUE_TABLE, SIGNALS_TABLE, SOUNDS_TABLE
from hamtimer.core.session_file.values.planning import (
    PLAN_TABLE,
    PROGRESSION_TABLE,
    SCHEDULE_TABLE,
    WORDS_OF_PROGRESSION_TABLE,
)
from hamtimer.core.session_file.values.tempo import PHASES_TABLE, TEMPO_TABLE

LISTS = ("exercises", "warm-up", "cool-down")
ITEMS = (EXERCISE, BLOCK)
INSIDE: dict[str, tuple[Table, ...]] = {
    **dict.fromkeys(LISTS, ITEMS),
    "defaults": (DEFAULTS,),
    "easier": (VARIANT,),
    "harder": (VARIANT,),
    "sets": (SET_GROUP,),
    "then": (PART,),
    "weeks": (WEEK,),
    "tempo": (TEMPO_TABLE,),
    "phase-names": (PHASES_TABLE,),
    "cues": (CUE_TABLE,),
    "schedule": (SCHEDULE_TABLE,),
    "progression": (PROGRESSION_TABLE,),
    "plan": (PLAN_TABLE,),
    "signals": (SIGNALS_TABLE,),
    "sounds": (SOUNDS_TABLE,),
}
"""The groups that can be the value of a key."""
GROUPS_ONLY = ("defaults", "phase-names", "plan", "signals", "sounds", "easier", "harder")
"""Keys whose value begins on the next line."""
TABLES = (
    ("A session", SESSION),
    ("An exercise", EXERCISE),
    ("A block", BLOCK),
    ("A set (`sets`)", SET_GROUP),
    ("A part of a set (`then`)", PART),
    ("A week of a plan (`weeks`)", WEEK),
    ("A tempo as a group", TEMPO_TABLE),
    ("The names of phases (`phase-names`)", PHASES_TABLE),
    ("A cue (`cues`)", CUE_TABLE),
    ("A schedule as a group", SCHEDULE_TABLE),
    ("A progression", PROGRESSION_TABLE),
    ("The dates of a plan (`plan`)", PLAN_TABLE),
    ("Signals", SIGNALS_TABLE),
    ("Sounds", SOUNDS_TABLE),
)
KEY_GROUPS = (
    ("`defaults`", DEFAULTS),
    ("A variant (`easier`, `harder`)", VARIANT),
    ("The `progression` of a session", WORDS_OF_PROGRESSION_TABLE),
)
"""Groups whose keys are all described in the tables."""

"""The keys of a block and of the session, and the groups that the schema defines once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.fields.exercise import (
    BETWEEN,
    DEFAULTS_FIELD,
    EVERY,
    EXERCISE,
    HOW,
    NAME,
    ONLY_WEEKS,
    SIDE_HINTS,
    VARIANT,
    WEEK,
)
from hamtimer.core.session_file.fields.set import PART, SET_GROUP, WORK
from hamtimer.core.session_file.kinds import (
    Field,
    Kind,
    choice,
    duration,
    raw,
    text,
    whole_number,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import EACH_SIDE, Table
from hamtimer.core.session_file.values.basics import (
    ID,
    LEVEL,
    LINK,
    LONG,
    MINUTE_MS,
    VERSION,
    WORDS,
    YES_NO,
)
from hamtimer.core.session_file.values.cues import SIGNALS, SOUNDS
from hamtimer.core.session_file.values.planning import (
    PLAN,
    SCHEDULE,
    WEEKS,
    WORDS_OF_PROGRESSION,
)
from hamtimer.core.session_file.values.work import (
    ONE_REST,
)
from hamtimer.core.session_file.yaml_nodes import Node, Scalar

_SIDES_OF_ALL = dict.fromkeys(SIDE_HINTS, f"{EACH_SIDE} under `defaults:` or in an exercise")

_ITEMS = raw("a list of exercises and blocks", {"$ref": "#/$defs/items"})


def _elsewhere(fields: Iterable[Field], where: str) -> dict[str, str]:
    return {field.key: f"write `{field.key}` {where}" for field in fields}


def _rounds(node: Node, report: Report) -> Any:  # noqa: ANN401 - a number, MAX_ROUNDS or NOTHING
    if isinstance(node, Scalar) and node.text.strip().lower() in ("max", "amrap"):
        return MAX_ROUNDS
    return _NUMBER_OF_ROUNDS.read(node, report)


MOST_ROUNDS = 99
MAX_ROUNDS = "max"
"""The value of `rounds: max`."""
_NUMBER_OF_ROUNDS = whole_number("a whole number", 1, MOST_ROUNDS)
_ROUNDS = Kind(
    _NUMBER_OF_ROUNDS.words,
    _rounds,
    patterns.counted(f"{patterns.one_of(('max', 'amrap'))}|[0-9]+", least=1, most=MOST_ROUNDS),
    f"{_NUMBER_OF_ROUNDS.limits}, or max together with `within`",
)
BLOCK = Table(
    "a block",
    (
        Field("block", text(200), "The name of the block.", required=True),
        Field(
            "kind",
            choice("straight", "superset", "circuit"),
            "`straight`: all sets of one exercise, then the next. `superset` and `circuit`: one "
            "set of each exercise per round.",
            "straight",
        ),
        Field(
            "rounds",
            _ROUNDS,
            "How many rounds to do.",
            "1; in a superset or circuit the largest number of sets",
        ),
        Field(
            "every",
            EVERY,
            "In a superset or circuit: the time from the start of one round to the start of the "
            "next.",
        ),
        Field(
            "within",
            duration(3 * 60 * MINUTE_MS, least_ms=1),
            "The time cap, which ends the block.",
        ),
        Field("weeks", WEEKS, ONLY_WEEKS, "all weeks"),
        *BETWEEN,
        Field(
            "rest-after", ONE_REST, "The rest after the whole block.", "`rest-between-exercises`"
        ),
        DEFAULTS_FIELD,
        Field("exercises", _ITEMS, "The exercises of the block.", required=True),
    ),
    {
        "sets": "write `rounds` for the block, or `sets` in its exercises",
        "amrap": "write `rounds: max` with `within: 12 min`",
        "emom": "write `every: 60s` under `defaults:`, or in a superset or circuit for each round",
        "for time": "write `rounds: 5` with `within: 20 min`",
        **dict.fromkeys(
            ("description", "notes", "note", "link"),
            "write it in an exercise or in the session: a block has only a name",
        ),
        **_SIDES_OF_ALL,
        **_elsewhere(
            (f for f in (*WORK[1:], *HOW) if f.key not in ("every", "rest")),
            "under `defaults:` or in the exercises",
        ),
        "rest": "in a superset or circuit write `rest-between-rounds` or "
        "`rest-between-exercises`, otherwise write `rest` under `defaults:`",
    },
    is_layer=True,
)

SESSION = Table(
    "a session",
    (
        Field("hamtimer", VERSION, "The version of this format.", "1"),
        NAME,
        Field(
            "id",
            ID,
            "The id under which its records are kept, even if the name changes.",
            "the name of its file",
        ),
        Field("description", LONG, "What it is for."),
        Field("source", LONG, "Where it comes from."),
        Field("link", LINK, "A web page about it."),
        Field("tags", WORDS, "Words to search for."),
        Field("equipment", WORDS, "The equipment needed, besides what the exercises name."),
        Field("level", LEVEL, "Who it is for."),
        Field("schedule", SCHEDULE, "How often to do it."),
        Field("progression", WORDS_OF_PROGRESSION, "How the work should progress, in words."),
        Field("plan", PLAN, "When the weekly plan begins, and what follows a missed week."),
        DEFAULTS_FIELD,
        Field("warm-up", _ITEMS, "Exercises before the work; they do not count in the totals."),
        Field("exercises", _ITEMS, "The work.", required=True),
        Field("cool-down", _ITEMS, "Exercises after the work; they do not count in the totals."),
        Field("signals", SIGNALS, "When to count down and to signal.", "as each key says"),
        Field("sounds", SOUNDS, "Which sound to play for which cue."),
        Field("voice", YES_NO, "Whether to speak the cues.", "your own setting"),
    ),
    {
        **_SIDES_OF_ALL,
        **_elsewhere(
            (f for f in (*WORK, *HOW, *BETWEEN) if f.key != "signals"),
            "under `defaults:` or in an exercise, in the column of its `name`",
        ),
        "rounds": "write `sets` in the exercises, or put them in a block with `rounds`",
        "weeks": "write `weeks` under `defaults:` or in an exercise",
        **dict.fromkeys(
            ("repeat", "repeats", "laps", "times", "circuits"),
            "write `sets` in the exercises, or put them in a block with `rounds`",
        ),
        **dict.fromkeys(
            ("duration", "length", "total", "total time"),
            "delete the line: `hamtimer explain` works out how long the session is",
        ),
        **dict.fromkeys(
            ("version", "format"), "delete the line, or write `hamtimer: 1` for the format"
        ),
        **dict.fromkeys(
            ("days", "day", "date", "week"), "write how often, like `schedule: 3 times a week`"
        ),
        **dict.fromkeys(("goal", "aim"), "write `goal` under `progression:`"),
        **dict.fromkeys(
            ("cues", "rest after", "then", "easier", "harder", "skip"),
            "write it in an exercise, below its `name`",
        ),
        **dict.fromkeys(
            ("kind", "within"), "write it in a block: `- block: …` in the list of exercises"
        ),
    },
    is_layer=True,
)

GROUPS = {
    "set": SET_GROUP,
    "part": PART,
    "week": WEEK,
    "exercise": EXERCISE,
    "variant": VARIANT,
    "block": BLOCK,
}
"""The groups that the schema defines once, by name."""

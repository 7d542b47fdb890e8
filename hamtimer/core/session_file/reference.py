"""The reference of every key, from the tables of `fields/`; `hamtimer keys` prints it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from hamtimer.core.session_file.fields.exercise import DEFAULTS, EXERCISE, VARIANT, WEEK
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.fields.set import PART, SET_GROUP
from hamtimer.core.session_file.tables import Field, Table, what_to_write
from hamtimer.core.session_file.values.cues import CUE_TABLE, SIGNALS_TABLE, SOUNDS_TABLE
from hamtimer.core.session_file.values.planning import (
    PLAN_TABLE,
    PROGRESSION_TABLE,
    SCHEDULE_TABLE,
    WORDS_OF_PROGRESSION_TABLE,
)
from hamtimer.core.session_file.values.tempo import PHASES_TABLE, TEMPO_TABLE

_COLUMNS = 80

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


def reference_lines() -> Iterator[str]:
    """Yield the description of every key of every table, in lines of plain text."""
    for title, table in TABLES:
        yield f"{title}:"
        yield ""
        for field in table.fields:
            otherwise = "Required" if field.required else f"Default: {default_text(field)}"
            yield from _wrapped(f"{field.key}: {field.meaning}", "  ")
            yield from _wrapped(f"Write {what_to_write(field)}. {otherwise}.", "    ")
        yield ""
    for title, table in KEY_GROUPS:
        yield from _wrapped(keys_text(title, table), "")


def _wrapped(text: str, indent: str) -> list[str]:
    later = indent + "    "
    return textwrap.wrap(
        text, _COLUMNS, initial_indent=indent, subsequent_indent=later, break_on_hyphens=False
    )


def default_text(field: Field) -> str:
    """Return what applies when a key is left out."""
    return "required" if field.required else field.default or "none"


def keys_text(title: str, table: Table) -> str:
    """Return the keys of a group as one sentence."""
    return f"{title} may have: {', '.join(f'`{field.key}`' for field in table.fields)}."

"""The reference of every key, made from the tables of `fields.py`: as lines, and as a page.

`python -m hamtimer.core.session_file.reference` writes the one in docs/session-files.md anew; a
test holds the page to it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from hamtimer.core.session_file.fields import BLOCK, DEFAULTS, EXERCISE, SESSION, VARIANT, WEEK
from hamtimer.core.session_file.tables import Field, Table
from hamtimer.core.session_file.values import (
    CUE_TABLE,
    PHASES_TABLE,
    PROGRESSION_TABLE,
    SCHEDULE_TABLE,
    SOUNDS_TABLE,
    TEMPO_TABLE,
)

PAGE = Path(__file__).parents[3] / "docs" / "session-files.md"
BEGIN = "<!-- The tables below are made by `python -m hamtimer.core.session_file.reference`. -->\n"

_TABLES = (
    ("A session", SESSION),
    ("An exercise", EXERCISE),
    ("A block", BLOCK),
    ("A week of a plan (`weeks`)", WEEK),
    ("A tempo as a group", TEMPO_TABLE),
    ("The names of phases (`phase-names`)", PHASES_TABLE),
    ("A cue (`cues`)", CUE_TABLE),
    ("A schedule as a group", SCHEDULE_TABLE),
    ("A progression", PROGRESSION_TABLE),
    ("Sounds", SOUNDS_TABLE),
)
_COLUMNS = 80
_SUBSETS = (("`defaults`", DEFAULTS), ("A variant (`easier`, `harder`)", VARIANT))
"""Groups whose keys are all described in the tables."""


def reference_lines() -> Iterator[str]:
    """Describe every key of every table in lines of plain text."""
    for title, table in _TABLES:
        yield f"{title}:"
        yield ""
        for field in table.fields:
            otherwise = "It must be written" if field.required else f"Else: {_otherwise(field)}"
            yield from _wrapped(f"{field.key}: {field.meaning}", "  ")
            yield from _wrapped(f"Write {_what_to_write(field)}. {otherwise}.", "    ")
        yield ""
    for words, table in _SUBSETS:
        yield from _wrapped(_keys(words, table), "")


def _wrapped(text: str, indent: str) -> list[str]:
    later = indent + "    "
    return textwrap.wrap(
        text, _COLUMNS, initial_indent=indent, subsequent_indent=later, break_on_hyphens=False
    )


def reference_text() -> str:
    """Write every key of every table as Markdown."""
    return "\n".join(
        [
            BEGIN,
            *(_section(title, table) for title, table in _TABLES),
            *(f"{_keys(words, table)}\n" for words, table in _SUBSETS),
        ]
    )


def _section(title: str, table: Table) -> str:
    rows = "".join(_row(field) for field in table.fields)
    head = "| key | what to write | what it says | default |\n|---|---|---|---|\n"
    return f"### {title}\n\n{head}{rows}"


def _row(field: Field) -> str:
    cells = (f"`{field.key}`", _what_to_write(field), field.meaning, _otherwise(field))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _what_to_write(field: Field) -> str:
    return ", ".join(filter(None, (field.kind.words, field.kind.limits)))


def _otherwise(field: Field) -> str:
    return "must be written" if field.required else field.default or "nothing"


def _keys(words: str, table: Table) -> str:
    return f"{words} may have: {', '.join(f'`{field.key}`' for field in table.fields)}."


if __name__ == "__main__":
    written = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    PAGE.write_text(written + reference_text(), encoding="utf-8")

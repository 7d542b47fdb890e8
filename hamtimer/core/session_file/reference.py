"""The reference of every key in docs/session-files.md, made from the tables of `fields.py`.

`python -m hamtimer.core.session_file.reference` writes it anew; a test holds the page to it.
"""

from __future__ import annotations

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


def reference_text() -> str:
    """Write every key of every table as Markdown."""
    return "\n".join(
        [
            BEGIN,
            *(_section(title, table) for title, table in _TABLES),
            _keys("`defaults` may have", DEFAULTS),
            _keys("A variant (`easier`, `harder`) may have", VARIANT),
        ]
    )


def _section(title: str, table: Table) -> str:
    rows = "".join(_row(field) for field in table.fields)
    head = "| key | what to write | what it says | default |\n|---|---|---|---|\n"
    return f"### {title}\n\n{head}{rows}"


def _row(field: Field) -> str:
    default = "must be written" if field.required else field.default or "nothing"
    write = ", ".join(filter(None, (field.kind.words, field.kind.limits)))
    cells = (f"`{field.key}`", write, field.meaning, default)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _keys(words: str, table: Table) -> str:
    return f"{words}: {', '.join(f'`{field.key}`' for field in table.fields)}.\n"


if __name__ == "__main__":
    written = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    PAGE.write_text(written + reference_text(), encoding="utf-8")

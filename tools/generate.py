"""Write the files that are generated from the program's own tables.

    python -m tools.generate

Run it after a change to the keys of session files; a test compares each file with its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hamtimer.core.session_file.fields.groups import KEY_GROUPS, TABLES
from hamtimer.core.session_file.kinds import Field
from hamtimer.core.session_file.reference import default_text, keys_text
from hamtimer.core.session_file.schema import SCHEMA_NAME, schema_text
from hamtimer.core.session_file.tables import Table, what_to_write

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "sessions" / SCHEMA_NAME
"""The JSON Schema of session files, beside the sessions that refer to it."""
PAGE = ROOT / "docs" / "session-keys.md"
"""The page on every key of session files, which ends with the generated tables."""
BEGIN = "<!-- The tables below are generated: `poe generate` writes them. -->\n"


def generated_files() -> dict[Path, str]:
    """Return every generated file with the text it should have."""
    written_by_hand = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    return {
        SCHEMA: schema_text(),
        PAGE: written_by_hand + BEGIN + "\n" + "\n".join(_sections()),
    }


def _sections() -> Iterator[str]:
    """Yield the reference of every key as Markdown."""
    links = (f"[{title}](#{_anchor(title)})" for title, _ in TABLES)
    yield f"Tables: {', '.join(links)}\n"
    for title, table in TABLES:
        yield _section(title, table)
    for title, table in KEY_GROUPS:
        yield f"{keys_text(title, table)}\n"


def _anchor(title: str) -> str:
    """Return the anchor that hosts of Markdown give a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _section(title: str, table: Table) -> str:
    rows = "".join(map(_row, table.fields))
    head = "| key | what to write | what it means | default |\n|---|---|---|---|\n"
    return f"## {title}\n\n{head}{rows}"


def _row(field: Field) -> str:
    cells = (f"`{field.key}`", what_to_write(field), field.meaning, default_text(field))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def main() -> None:
    """Write each generated file."""
    for path, text in generated_files().items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""The reference of every key, from the tables of `fields/`; `hamtimer keys` prints it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from hamtimer.core.session_file.fields.groups import KEY_GROUPS, TABLES
from hamtimer.core.session_file.kinds import Field
from hamtimer.core.session_file.tables import Table, what_to_write

_COLUMNS = 80


def all_keys() -> dict[str, Field]:
    """Return every key of a session file; of those in several tables the first one."""
    return {field.key: field for _, table in reversed(TABLES) for field in reversed(table.fields)}


def reference_lines(key: str = "") -> Iterator[str]:
    """Yield the description of a key, or else of every key, of every table in plain lines."""
    for title, table in TABLES:
        fields = [field for field in table.fields if key in ("", field.key)]
        if not fields:
            continue
        yield f"{title}:"
        yield ""
        for field in fields:
            otherwise = "Required" if field.required else f"Default: {default_text(field)}"
            yield from _wrapped(f"{field.key}: {field.meaning}", "  ")
            yield from _wrapped(f"Write {what_to_write(field)}. {otherwise}.", "    ")
        yield ""
    for title, table in KEY_GROUPS if not key else ():
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

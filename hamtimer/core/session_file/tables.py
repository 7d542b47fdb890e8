"""Tables of keys: which keys a group of a session file may have, and reading such a group.

The loader, the JSON schema, the "did you mean" of messages and the reference all come from the
same tables (`fields.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session_file.kinds import NOTHING, Kind, meant, what_is
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table."""

    key: str
    kind: Kind
    meaning: str
    """What it says, in one line, for the reference and for editors."""
    default: str = ""
    """What holds when it is not written, in words; empty: nothing."""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The keys that one kind of group may have."""

    name: str
    """What such a group is: `an exercise`."""
    fields: tuple[Field, ...]
    hints: dict[str, str] = field(default_factory=dict)
    """Advice for keys that are often written here but belong elsewhere."""
    by_key: dict[str, Field] = field(init=False)
    required: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {field.key: field for field in self.fields})
        object.__setattr__(self, "required", tuple(f for f in self.fields if f.required))


@dataclass(slots=True)
class Value:
    """A value that was written, and where."""

    value: Any
    node: Node


Values = dict[str, Value]


def read_table(node: Node, table: Table, report: Report) -> Values:
    """Read a group of keys; what is wrong in it is reported and left out."""
    if not isinstance(node, Mapping):
        example = (table.required or table.fields)[0].key
        message = f"here should be {table.name}, not {what_is(node)}"
        report.error(node, message, f"write keys and values like `{example}: …`")
        return {}
    values: Values = {}
    meanings = ""
    for key, written in node.pairs:
        known = table.by_key.get(key.text)
        if known is None:
            message, advice = _unknown(key, table)
            report.error(key, message, advice)
            meanings += advice
        elif isinstance(written, Scalar) and written.is_null:
            message = f"nothing is written after `{known.key}:`"
            report.error(key, message, f"write {known.kind.words}, or delete the line")
        else:
            value = known.kind.read(written, report)
            if value is not NOTHING:
                values[known.key] = Value(value, written)
    for known in table.required:
        misspelt = f'"{known.key}"' in meanings
        if not misspelt and not any(key.text == known.key for key, _ in node.pairs):
            message = f"{table.name} needs `{known.key}`"
            report.error(node, message, f"add `{known.key}: …` ({known.kind.words})")
    return values


def _unknown(key: Scalar, table: Table) -> tuple[str, str]:
    message = f"{shown(key.text)} is not a key of {table.name}"
    if hint := table.hints.get(key.text):
        return message, hint
    return message, meant(key.text, list(table.by_key), "`hamtimer keys` lists them all")


def group(table: Table) -> Kind:
    """Make the kind of a value that is a group of keys."""
    return Kind(
        "a group of keys",
        lambda node, report: read_table(node, table, report),
        table_schema(table),
    )


def table_schema(table: Table) -> dict[str, Any]:
    """Describe a table in JSON Schema."""
    schema: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.key: _field_schema(field) for field in table.fields},
    }
    if table.required:
        schema["required"] = [field.key for field in table.required]
    return schema


def _field_schema(described: Field) -> dict[str, Any]:
    words = described.meaning
    if described.default:
        words += f" Default: {described.default}."
    return {**described.kind.schema, "description": words}

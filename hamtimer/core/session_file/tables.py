"""Tables of keys: which keys a group of a session file may have, and reading such a group.

The loader, the JSON schema, the "did you mean" of messages and the reference all come from the
same tables (`fields.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session_file.kinds import MOST_IN_LIST, NOTHING, Kind, meant, what_is
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence


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
    """Advice for keys that are often written here but belong elsewhere, in lower case."""
    is_layer: bool = False
    """Its values are laid over those from outside, so each remembers which layer it is from."""
    by_key: dict[str, Field] = field(init=False)
    required: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {field.key: field for field in self.fields})
        object.__setattr__(self, "required", tuple(f for f in self.fields if f.required))


@dataclass(slots=True, eq=False)
class Layer:
    """One place in which values are written: the defaults, an exercise, a week of its plan."""

    words: str
    """What it is: `an exercise`, `the defaults of block "Legs"`."""
    rank: int = 0
    """Layers are laid over each other in this order."""
    is_defaults: bool = False
    is_week: bool = False
    """It changes something in some weeks of a plan."""


@dataclass(slots=True)
class Value:
    """A value that was written, and where."""

    value: Any
    node: Node
    layer: Layer


@dataclass(slots=True)
class Counted(Value):
    """A number of sets that nobody has written: as many as a list has entries."""

    before: Value | None = None
    """The number that holds where the list does not."""


Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    """One group of keys of a list of them."""

    node: Node
    values: Values


_NO_LAYER = Layer("")


def read_table(node: Node, table: Table, report: Report) -> Values:
    """Return the values of a group of keys; what is wrong in it is reported and left out."""
    if not isinstance(node, Mapping):
        example = (table.required or table.fields)[0].key
        message = f"here should be {table.name}, not {what_is(node)}"
        report.error(node, message, f"write keys and values like `{example}: …`")
        return {}
    values: Values = {}
    layer = Layer(table.name) if table.is_layer else _NO_LAYER
    suggestions = ""
    for key, written in node.pairs:
        known = table.by_key.get(key.text)
        if known is None:
            message, advice = _unknown(key, table)
            report.error(key, message, advice)
            suggestions += advice
        elif isinstance(written, Scalar) and written.is_null:
            message = f"nothing is written after `{known.key}:`"
            report.error(key, message, f"write {known.kind.words}, or delete the line")
        else:
            value = known.kind.read(written, report)
            if value is not NOTHING:
                values[known.key] = Value(value, written, layer)
    for known in table.required:
        misspelt = f'"{known.key}"' in suggestions
        if not misspelt and not any(key.text == known.key for key, _ in node.pairs):
            message = f"{table.name} needs `{known.key}`"
            report.error(node, message, f"add `{known.key}: …` ({known.kind.words})")
    return values


def _unknown(key: Scalar, table: Table) -> tuple[str, str]:
    message = f"{shown(key.text)} is not a key of {table.name}"
    if hint := table.hints.get(" ".join(key.text.lower().replace("_", " ").split())):
        return message, hint
    return message, meant(key.text, list(table.by_key), "`hamtimer keys` lists them all")


def group(table: Table) -> Kind:
    """Return the kind of a value that is a group of keys."""
    return Kind(
        "a group of keys",
        lambda node, report: read_table(node, table, report),
        table_schema(table),
    )


def rows_of(
    table: Table, words: str, schema: dict[str, Any] | None = None, *, most: int = MOST_IN_LIST
) -> Kind:
    """Return the kind of a list of groups of keys; one group alone will do."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - rows, or NOTHING
        items = node.items if isinstance(node, Sequence) else [node]
        if not items:
            report.error(node, "this list is empty", "write something or delete the key")
            return NOTHING
        if len(items) > most:
            message = f"this list has {len(items)} entries"
            report.error(node, message, f"write {most} at the most")
            return NOTHING
        return tuple([Row(item, read_table(item, table, report)) for item in items])

    items = schema or table_schema(table)
    return Kind(words, read, {"type": "array", "minItems": 1, "items": items})


def table_schema(table: Table) -> dict[str, Any]:
    """Return a table as a JSON Schema."""
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

"""Tables of keys: the possible keys of each group in a session file, and how to read a group.

The loader, the JSON schema, the "did you mean" of messages and the reference all come from the same
tables (`fields/`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import MOST_IN_LIST, NOTHING, Field, Kind, what_is
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.suggestions import key_advice, special_space, value_lines
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Table:
    """The possible keys of one kind of group."""

    name: str
    """The name of such a group: `an exercise`."""
    fields: tuple[Field, ...]
    hints: dict[str, str] = field(default_factory=dict)
    """Advice for keys that are often written here by mistake, in lower case."""
    is_layer: bool = False
    """Its values are merged over outer ones, so each remembers its layer."""
    by_key: dict[str, Field] = field(init=False)
    required: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {field.key: field for field in self.fields})
        object.__setattr__(self, "required", tuple(f for f in self.fields if f.required))


@dataclass(slots=True, eq=False)
class Layer:
    """A place in which values are written: the defaults, an exercise, a week of its plan."""

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
    """An implicit number of sets: the number of entries of a list."""

    before: Value | None = None
    """The number that holds where the list does not."""


Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    """One group of keys of a list of them."""

    node: Node
    values: Values


FieldReaders = dict[str, tuple[str, Callable[[Any], Any]]]
"""By key: the field of the model that it is, and what turns its value into that of the field."""


def fields_of(values: Values, readers: FieldReaders) -> dict[str, Any]:
    """Return the fields that are written; the model has the defaults of all others."""
    written = ((*readers[key], value.value) for key, value in values.items() if key in readers)
    return {field: read(value) for field, read, value in written}


def as_read(value: Any) -> Any:  # noqa: ANN401 - as its kind says
    """Return a value that its field takes as it is."""
    return value


_NO_LAYER = Layer("")


def read_table(node: Node, table: Table, report: Report) -> Values:
    """Return the values of a group of keys; errors are reported and left out."""
    if not isinstance(node, Mapping):
        example = (table.required or table.fields)[0].key
        message = f"this should be {table.name}, not {what_is(node)}"
        report.error(node, message, f"write keys and values like `{example}: …`")
        return {}
    values: Values = {}
    layer = Layer(table.name) if table.is_layer else _NO_LAYER
    suggestions = ""
    for key, written in _without_decimals(node, table, report):
        known = table.by_key.get(key.text)
        if known is None:
            message, advice = _unknown(key, written, table, node)
            report.error(key, message, advice)
            suggestions += advice
        elif isinstance(written, Scalar) and written.is_null:
            message = f"nothing is written after `{known.key}:`"
            report.error(key, message, _fill(known, written, report))
        else:
            value = known.kind.read(written, report)
            if value is not NOTHING:
                values[known.key] = Value(value, written, layer)
            elif isinstance(written, Scalar):
                _rewrite(written, known, table, report)
    for known in table.required:
        misspelt = f'"{known.key}"' in suggestions
        if not misspelt and not any(key.text == known.key for key, _ in node.pairs):
            message = f"{table.name} needs `{known.key}`"
            report.error(node, message, f"add `{known.key}: …` ({known.kind.words})")
    return values


def _fill(known: Field, written: Scalar, report: Report) -> str:
    """Return what to write after a key without a value."""
    if note := report.note_after(written):
        return f'what follows a # is a note; write `{known.key}: "{shown(note)[1:-1]}"`'
    if known.required:
        return f"write {known.kind.words}"
    return f"write {known.kind.words}, or delete the line"


def _rewrite(written: Scalar, known: Field, table: Table, report: Report) -> None:
    """Advise what to write for a refused value, if known."""
    if report.is_not_understood(written):
        lines = value_lines(known, written.text, table.by_key)
        if lines:
            report.advise(written, f"write {lines}")


def _unknown(key: Scalar, written: Node, table: Table, node: Mapping) -> tuple[str, str]:
    word = " ".join(key.text.lower().replace("_", " ").split())
    if odd := re.search(r"[^\S ]", key.text):
        message = f"this key contains {special_space(odd[0])}"
        return message, "delete it and type an ordinary space"
    message = f"{shown(key.text)} is not a key of {table.name}"
    if hint := table.hints.get(word):
        refused = isinstance(written, Scalar) and written.text.lower() in ("no", "false", "off")
        if refused and hint.startswith(EACH_SIDE):
            return message, "delete the line: without `sides` both work at the same time"
        return message, hint
    present = {other.text for other, _ in node.pairs}
    otherwise = "`hamtimer keys` lists them all"
    return message, key_advice(key.text, written, table.by_key, otherwise, present)


EACH_SIDE = "write `sides: each`"
"""The hint for words that mean one side after the other."""


def _without_decimals(node: Mapping, table: Table, report: Report) -> list[tuple[Scalar, Node]]:
    """Return the keys and values without numbers split by a comma in braces."""
    if not any(key.text[:1].isdigit() and key.text not in table.by_key for key, _ in node.pairs):
        return node.pairs
    kept: list[tuple[Scalar, Node]] = []
    for key, written in node.pairs:
        if kept and _is_decimal(kept[-1][1], key, written):
            report.error(key, *_decimal_comma(kept.pop()[1], key))
        else:
            kept.append((key, written))
    return kept


def _is_decimal(before: Node, key: Scalar, written: Node) -> bool:
    """Return whether a comma inside braces has split a number: `{load: 2,5 kg}`."""
    empty = isinstance(written, Scalar) and written.is_null
    number = isinstance(before, Scalar) and before.plain and before.text[-1:].isdigit()
    return empty and number and key.text[:1].isdigit()


def _decimal_comma(before: Node, key: Scalar) -> tuple[str, str]:
    number = before.text if isinstance(before, Scalar) else ""
    message = f"{shown(f'{number},{key.text}')} has a comma in a number"
    return message, f"write {number}.{key.text[:20]} with a point, or put a list in brackets"


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
    """Return the kind of a list of groups of keys; a single group is accepted, too."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - rows, or NOTHING
        items = node.items if isinstance(node, Sequence) else [node]
        if not items:
            report.error(node, "this list is empty", "write something or delete the key")
            return NOTHING
        if len(items) > most:
            message = f"this list has {len(items)} entries"
            report.error(node, message, f"write at most {most}")
            return NOTHING
        return tuple([Row(item, read_table(item, table, report)) for item in items])

    return Kind(words, read, rows_schema(schema or table_schema(table)))


def rows_schema(group: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list of groups of keys, or of one alone, or of other values."""
    rows = patterns.array_of({"anyOf": [group, *others]} if others else group)
    alone = {"type": "object", "if": {"type": "object"}, "then": group}
    return patterns.either(*others, rows, alone)


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


def what_to_write(field: Field) -> str:
    """Return the kind of value that a key accepts, with its limits."""
    return ", ".join(filter(None, (field.kind.words, field.kind.limits)))


def _field_schema(described: Field) -> dict[str, Any]:
    words = f"{described.meaning} Write {what_to_write(described)}."
    if described.default:
        words += f" Default: {described.default}."
    advice = {"errorMessage": f"This should be {described.kind.words}."}
    # Editors that support it show this one as Markdown, and the other one literally.
    marked = {"markdownDescription": words} if "`" in words else {}
    return {
        "title": described.key,
        "description": words,
        **marked,
        **described.kind.schema,
        **advice,
    }

"""The origin of each value of an exercise: its layer, and its line and column in the file."""

from __future__ import annotations

from collections.abc import Iterator

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.choices import Choices, Written
from hamtimer.core.session_file.build import resolved_exercises
from hamtimer.core.session_file.choose import read_choices
from hamtimer.core.session_file.document import Document
from hamtimer.core.session_file.exclusive_keys import GROUPS
from hamtimer.core.session_file.fields.exercise import EXERCISE
from hamtimer.core.session_file.tables import Counted, Value
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar

_ORDER = {key: number for number, key in enumerate(EXERCISE.by_key)}


@dataclass(frozen=True, slots=True)
class Origin:
    """A value that applies to an exercise."""

    key: str
    written: str
    """The value as written, in one line."""
    layer: str
    line: int
    """From 1; 0: not in the file."""
    column: int


@dataclass(frozen=True, slots=True)
class ExerciseOrigins:
    """The values that apply to one exercise, in the order of the reference."""

    id: str
    name: str
    origins: tuple[Origin, ...]


def find_origins(
    document: Document, choices: Choices, signals: Written | None = None
) -> Iterator[ExerciseOrigins]:
    """Yield every exercise to do, with the values that apply to it.

    Built-in defaults are not included.

    Raises:
        ChoiceError: When a value of the choices cannot be understood.
    """
    for resolved in resolved_exercises(document, read_choices(choices, signals)):
        values = resolved.values
        name = values["name"].value if "name" in values else resolved.item.id
        found = (origin for key, value in values.items() for origin in _origins(key, value))
        ordered = sorted(found, key=lambda origin: _ORDER.get(origin.key, len(_ORDER)))
        yield ExerciseOrigins(resolved.item.id, name, tuple(ordered))


def _origins(key: str, value: Value) -> Iterator[Origin]:
    if key == "signals":
        for signal, written in value.value.items():
            yield _origin(f"signals: {signal}", written)
    elif key != GROUPS:
        yield _origin(key, value)


def _origin(key: str, value: Value) -> Origin:
    written = node_text(value.node)
    if isinstance(value, Counted):
        written = f"{value.value[1]}, as many as {written} has entries"
    return Origin(key, written, value.layer.words, value.node.line, value.node.column)


def node_text(node: Node) -> str:
    """Return the text of a node in one line."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Mapping):
        pairs = (f"{' '.join(key.text.split())}: {node_text(value)}" for key, value in node.pairs)
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(map(node_text, node.items))}]"

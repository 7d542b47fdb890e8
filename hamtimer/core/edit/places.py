"""Where an exercise is in the text of its file, and each layer that applies to it."""

from __future__ import annotations

from collections.abc import Iterator

from hamtimer.core.dataclass import dataclass
from hamtimer.core.edit.spans import Path
from hamtimer.core.session.model import BlockKind
from hamtimer.core.session_file.document import PART_KEYS, BlockItem, Document, ExerciseItem, Item
from hamtimer.core.session_file.tables import Layer, Value, Values
from hamtimer.core.session_file.values.planning import Weeks
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Sequence


@dataclass(frozen=True, slots=True)
class Place:
    """An exercise with its path in the file."""

    item: ExerciseItem
    path: Path
    blocks: tuple[tuple[BlockItem, Path], ...] = ()
    """The blocks around it, the outermost first."""

    @property
    def block(self) -> tuple[BlockItem, Path] | None:
        """The innermost block around it."""
        return self.blocks[-1] if self.blocks else None

    @property
    def in_rounds(self) -> bool:
        """Whether it alternates with others, as in a superset."""
        if self.block is None:
            return False
        kind = self.block[0].values.get("kind")
        return kind is not None and kind.value != BlockKind.STRAIGHT.value


def places_of(document: Document) -> dict[str, Place]:
    """Return the place of every exercise, by id and in order."""
    return {
        place.item.id: place
        for role, items in document.parts
        for place in _places(items, (PART_KEYS[role],), ())
    }


def _places(
    items: tuple[Item, ...], path: Path, blocks: tuple[tuple[BlockItem, Path], ...]
) -> Iterator[Place]:
    for index, item in enumerate(items):
        own = (*path, index)
        if isinstance(item, BlockItem):
            yield from _places(item.items, (*own, "exercises"), (*blocks, (item, own)))
        else:
            yield Place(item, own, blocks)


@dataclass(frozen=True, slots=True)
class LayerPlace:
    """A layer of an exercise with its path in the file."""

    layer: Layer | None
    """None: nothing is written there."""
    path: Path
    weeks: Weeks | None = None
    """The weeks in which it changes something; None: it applies in all weeks."""


def own_layers(place: Place, variant: str) -> list[LayerPlace]:
    """Return the layers that belong to an exercise alone, nearest first.

    For a chosen variant these are its own and the weeks of the exercise; values from the exercise
    itself are outer ones.
    """
    exercise = list(_layers(place.item, place.path))
    for name, rungs in (("easier", place.item.easier), ("harder", place.item.harder)):
        for index, rung in enumerate(rungs):
            if rung.id == variant:
                path = row_path(place.item.node, place.path, name, index)
                return [*_layers(rung, path), *(one for one in exercise if one.weeks)]
    return exercise


def _layers(item: ExerciseItem, path: Path) -> Iterator[LayerPlace]:
    for index, change in enumerate(item.place.changes):
        yield LayerPlace(
            layer_of(change.values), row_path(item.node, path, "weeks", index), change.weeks
        )
    yield LayerPlace(layer_of(item.place.values), path)


def row_path(node: Node, path: Path, key: str, index: int) -> Path:
    """Return the way to a row of a list of groups; one group alone needs no list."""
    pairs = node.pairs if isinstance(node, Mapping) else []
    value = next((value for name, value in pairs if name.text == key), None)
    return (*path, key, index) if isinstance(value, Sequence) else (*path, key)


def layer_of(values: Values) -> Layer | None:
    """Return the layer that values are from."""
    value: Value | None = next(iter(values.values()), None)
    return value.layer if value is not None else None

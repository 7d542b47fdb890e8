"""The document: the content of a session file, read but not yet merged.

It is kept beside the session that is built from it, so that another week or variant is built from
the document instead of being patched into a finished session.
"""

from __future__ import annotations

from collections.abc import Iterator

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Role
from hamtimer.core.session_file.tables import Values
from hamtimer.core.session_file.values.planning import Weeks
from hamtimer.core.session_file.yaml_nodes import Node

PART_KEYS = {Role.WARM_UP: "warm-up", Role.WORK: "exercises", Role.COOL_DOWN: "cool-down"}
"""The key of each part of a session, in playing order."""
RANK_OF_EXERCISE = 100
"""The layers of defaults are counted up from 1, two a block: the defaults and their weeks."""
RANK_OF_VARIANT = 102
RANK_OF_TARGET = 104
RANK_OF_TODAY = 105


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in some weeks of a plan."""

    weeks: Weeks
    values: Values
    node: Node


@dataclass(frozen=True, slots=True)
class Place:
    """Values that are laid over others, and directly after them what changes by week."""

    values: Values
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseItem:
    """An exercise or a variant as written."""

    id: str
    """A short name for commands and records, unique in the session: `wall-sit`, `bridge-2`."""
    node: Node
    place: Place
    only: Weeks | None = None
    """The only weeks it is done in."""
    easier: tuple[ExerciseItem, ...] = ()
    harder: tuple[ExerciseItem, ...] = ()
    usual: str = ""
    """The id of the variant that is done unless another is chosen; empty: the exercise itself."""

    def variants(self) -> tuple[ExerciseItem, ...]:
        """Return the whole ladder from the easiest to the hardest, this exercise in its place."""
        return (*reversed(self.easier), self, *self.harder)


@dataclass(frozen=True, slots=True)
class BlockItem:
    """A block as written."""

    node: Node
    values: Values
    defaults: Place
    """What it says for everything inside: its defaults, and its rests between exercises."""
    items: tuple[Item, ...]
    only: Weeks | None = None


Item = ExerciseItem | BlockItem


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A whole session file."""

    root: Node
    values: Values
    defaults: Place
    parts: tuple[tuple[Role, tuple[Item, ...]], ...]
    weeks: int
    """How many weeks its plan lasts; 0: it has none."""
    stretches: tuple[int, ...]
    """The first week of each stretch of the plan in which nothing changes; `(1,)` without one."""

    def exercises(self) -> Iterator[ExerciseItem]:
        """Yield every exercise, without its variants, in order."""
        for _, items in self.parts:
            yield from _exercises(items)


def _exercises(items: tuple[Item, ...]) -> Iterator[ExerciseItem]:
    for item in items:
        if isinstance(item, BlockItem):
            yield from _exercises(item.items)
        else:
            yield item


def name_layer(values: Values, words: str, rank: int, *, is_defaults: bool = False) -> None:
    """Name the layer of the values of one group of keys."""
    layer = next((value.layer for value in values.values()), None)
    if layer is None:
        return
    layer.words, layer.rank, layer.is_defaults = words, rank, is_defaults
    if "signals" in values:
        # They are laid over each other one by one.
        for signal in values["signals"].value.values():
            signal.layer = layer

"""From the written lists of exercises and blocks to the parts of a session."""

from __future__ import annotations

from dataclasses import dataclass

from hamtimer.core.notation.work import MOST_SETS
from hamtimer.core.session.model import Block, BlockKind, Exercise, Length, Part, Role
from hamtimer.core.session_file.cascade import given, merge
from hamtimer.core.session_file.exercises import ExerciseReader, Place
from hamtimer.core.session_file.fields import BLOCK, EXERCISE, REST_MS
from hamtimer.core.session_file.kinds import what_is
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Values, read_table
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Sequence

DEEPEST_BLOCK = 5
MOST_EXERCISES = 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise or a block as it was written."""

    node: Node
    values: Values
    is_block: bool


class BlockReader:
    """Reads the lists of one session."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.exercises = ExerciseReader(report)
        self.count = 0

    def part(self, role: Role, node: Node, defaults: Values) -> Part | None:
        """Read a warm-up, the work or a cool-down; None when nothing in it is to be done."""
        between = given(defaults, "rest-between-exercises", REST_MS)
        layout = _Layout(BlockKind.STRAIGHT, 1, between)
        items = self._children(self._items(node), defaults, layout, 1)
        return Part(role, Block(items)) if items else None

    def _items(self, node: Node) -> list[Item]:
        """Read what is written in a list, without building anything yet."""
        if not isinstance(node, Sequence):
            message = f"here should be a list, not {what_is(node)}"
            self.report.error(node, message, "begin each exercise with a dash: `- name: Bridge`")
            return []
        if not node.items:
            self.report.error(node, "this list is empty", "write an exercise or delete the key")
        items = []
        for item in node.items:
            self.count += 1
            if self.count > MOST_EXERCISES:
                message = f"there are more than {MOST_EXERCISES} exercises"
                self.report.error(item, message, "split the file into several sessions")
                break
            is_block = _is_block(item)
            values = read_table(item, BLOCK if is_block else EXERCISE, self.report)
            items.append(Item(item, values, is_block))
        return items

    def _block(self, item: Item, outer: Values, after_ms: int, depth: int) -> Block | None:
        """Build a block; `after_ms` is the rest that usually follows it."""
        if depth > DEEPEST_BLOCK:
            message = f"blocks are nested more than {DEEPEST_BLOCK} deep"
            self.report.error(item.node, message, "write the exercises in fewer blocks")
            return None
        values = item.values
        if "exercises" not in values:
            return None
        defaults: Values = given(values, "defaults", {})
        written = {**defaults, **{key: values[key] for key in _BETWEEN if key in values}}
        inner = merge(outer, written)
        items = self._items(values["exercises"].node)
        layout = _layout(values, written, inner, items)
        children = self._children(items, inner, layout, depth + 1)
        if not children:
            return None
        own_after = layout.kind is BlockKind.STRAIGHT and "rest-after" in items[-1].values
        rest_after = given(values, "rest-after", None if own_after else after_ms)
        return Block(
            items=children,
            name=given(values, "block", ""),
            kind=layout.kind,
            rounds=layout.rounds,
            rest_between_rounds=Length.fixed(given(inner, "rest-between-rounds", REST_MS)),
            rest_after=None if rest_after is None else Length.fixed(rest_after),
        )

    def _children(
        self, items: list[Item], outer: Values, layout: _Layout, depth: int
    ) -> tuple[Exercise | Block, ...]:
        """Build what is in a list, leaving out what is wrong or not to be done."""
        built: list[Exercise | Block] = []
        for item in items:
            child: Exercise | Block | None
            if item.is_block:
                child = self._block(item, outer, layout.between_ms, depth)
            else:
                place = layout.place(first=not built)
                child = self.exercises.read(item.node, item.values, outer, place)
            if child is not None:
                built.append(child)
        return tuple(built)


_BETWEEN = ("rest-between-exercises", "rest-between-rounds")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the items of one block follow each other."""

    kind: BlockKind
    rounds: int
    between_ms: int
    rounds_written: bool = False
    prepares: bool = False
    """The block itself asks for a get-ready before each of its exercises."""

    def place(self, *, first: bool) -> Place:
        """Say what the block means for its next exercise."""
        if self.kind is BlockKind.STRAIGHT:
            return Place(self.between_ms)
        straight_on = not first and not self.prepares
        return Place(self.between_ms, 0 if straight_on else None, self.rounds, self.rounds_written)


def _layout(values: Values, written: Values, inner: Values, items: list[Item]) -> _Layout:
    """Say how the items of a block follow each other.

    Of its options, `written` are those that the block itself says, `inner` all that hold in it:
    a rest between the exercises of the session is none for those of a superset.
    """
    kind = BlockKind(given(values, "kind", "straight"))
    straight = kind is BlockKind.STRAIGHT
    rounds = 1 if straight else _most_sets(items, inner)
    between = ("rest-between-exercises", REST_MS if straight else 0)
    return _Layout(
        kind=kind,
        rounds=given(values, "rounds", rounds),
        between_ms=given(inner if straight else written, *between),
        rounds_written="rounds" in values,
        prepares="prepare" in written,
    )


def _is_block(node: Node) -> bool:
    keys = {key.text for key, _ in node.pairs} if isinstance(node, Mapping) else set()
    return bool(keys & {"block", "exercises"})


def _most_sets(items: list[Item], outer: Values) -> int:
    """Return the largest number of sets that an exercise of the list asks for, at least 1."""
    most = 1
    for item in items:
        if not item.is_block:
            values = merge(outer, item.values)
            lists = [len(values[key].value) for key in ("reps", "hold") if key in values]
            most = max(most, given(values, "sets", (1, 1))[1], *lists)
    return min(most, MOST_SETS)

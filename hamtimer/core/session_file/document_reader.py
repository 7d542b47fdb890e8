"""Read a document: the lists of exercises and blocks, each exercise with its own id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session.progression import StepUnit
from hamtimer.core.session_file.document import (
    PART_KEYS,
    RANK_OF_EXERCISE,
    RANK_OF_VARIANT,
    BlockItem,
    Change,
    Document,
    ExerciseItem,
    Item,
    Place,
    name_layer,
)
from hamtimer.core.session_file.exclusive_keys import settle, settle_block
from hamtimer.core.session_file.fields.exercise import EXERCISE
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.kinds import meant, what_is
from hamtimer.core.session_file.problem_list import Report, TooManyProblemsError
from hamtimer.core.session_file.suggestions import in_quotes, item_advice, key_advice
from hamtimer.core.session_file.tables import Row, Value, Values, read_table
from hamtimer.core.session_file.values.planning import Weeks
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence

DEEPEST_BLOCK = 5
MOST_EXERCISES = 10_000
MOST_BUILT = 20_000
"""Exercises and variants times the stretches of a plan: each of them is built and checked."""


def read_document(root: Node, report: Report) -> Document:
    """Return the document of a session file; errors are reported and left out."""
    values = read_table(root, SESSION, report)
    name_layer(values, "the session", 0, is_defaults=True)
    lists = {role: values[key].node for role, key in PART_KEYS.items() if key in values}
    reader = _Reader(report, frozenset(_written_ids(lists.values())))
    defaults = reader.defaults(values, "the defaults of the session", 1)
    parts = tuple((role, reader.items(node, 1)) for role, node in lists.items())
    document = Document(
        root, values, defaults, parts, max(reader.last_weeks, default=0), reader.stretches()
    )
    if len(document.stretches) * reader.built > MOST_BUILT:
        message = (
            f"in all weeks of its plan there are more than {MOST_BUILT} exercises and variants"
        )
        report.error(root, message, "split the file into several sessions")
        raise TooManyProblemsError
    return document


@dataclass
class _Reader:
    """Reads the lists of one session and gives each exercise its own id."""

    report: Report
    written: frozenset[str]
    """Every id in the file."""
    count: int = 0
    """Exercises and blocks."""
    built: int = 0
    """Exercises and variants."""
    ids: dict[str, int] = field(default_factory=dict)
    """Every generated id, with the last number given to its name."""
    used: set[str] = field(default_factory=set)
    """The ids that are written so far."""
    last_weeks: set[int] = field(default_factory=set)
    boundaries: set[int] = field(default_factory=lambda: {1})
    """The weeks of the plan in which something may begin to differ."""

    def stretches(self) -> tuple[int, ...]:
        last = max(self.last_weeks, default=1)
        return tuple(sorted(week for week in self.boundaries if week <= last))

    def defaults(self, values: Values, words: str, rank: int) -> Place:
        """Return the defaults of a session or a block."""
        own: Values = values["defaults"].value if "defaults" in values else {}
        name_layer(own, words, rank, is_defaults=True)
        return self.place(own, f"in {words}", rank)

    def items(self, node: Node, depth: int) -> tuple[Item, ...]:
        """Return a list of exercises and blocks."""
        if not isinstance(node, Sequence):
            message = f"this should be a list, not {what_is(node)}"
            self.report.error(node, message, _begin_items(node))
            return ()
        if not node.items:
            self.report.error(node, "this list is empty", "write an exercise or delete the key")
        items: list[Item] = []
        for item in node.items:
            self.count += 1
            if self.count > MOST_EXERCISES:
                message = f"there are more than {MOST_EXERCISES} exercises"
                self.report.error(item, message, "split the file into several sessions")
                break
            items.append(self.block(item, depth) if _is_block(item) else self.exercise(item))
        return tuple(items)

    def block(self, node: Node, depth: int) -> BlockItem:
        if depth > DEEPEST_BLOCK:
            message = f"blocks are nested more than {DEEPEST_BLOCK} deep"
            self.report.error(node, message, "write the exercises in fewer blocks")
            return BlockItem(node, {}, Place({}), ())
        values = settle_block(read_table(node, BLOCK, self.report), self.report)
        name = f"block {shown(values['block'].value)}" if "block" in values else "a block"
        name_layer(values, name, 2 * depth + 1, is_defaults=True)
        defaults = self.defaults(values, f"the defaults of {name}", 2 * depth + 1)
        between = {key: values[key] for key in _BETWEEN if key in values}
        if between:
            defaults = Place({**defaults.values, **between}, defaults.changes)
        only = self.only(values)
        inside = values.get("exercises")
        items = self.items(inside.node, depth + 1) if inside else ()
        return BlockItem(node, values, defaults, items, only)

    def exercise(self, node: Node) -> ExerciseItem:
        node = self.named(node)
        values = read_table(node, EXERCISE, self.report)
        rank = RANK_OF_EXERCISE
        name_layer(values, "the exercise", rank)
        easier, harder = values.pop("easier", None), values.pop("harder", None)
        usual = values.pop("variant", None)
        only = self.only(values)
        self.built += 1
        own_id = self.id(values)
        place = self.place(values, "of the exercise", rank)
        rungs = self.variants(easier), self.variants(harder)
        item = ExerciseItem(own_id, node, place, only, *rungs)
        return replace(item, usual=self.usual(usual, item)) if usual is not None else item

    def usual(self, written: Value, item: ExerciseItem) -> str:
        """Return which variant is done unless another is chosen; empty for one there is not."""
        offered = [rung.id for rung in item.variants()]
        progression = item.place.values.get("progression")
        rule = progression.value.rule if progression is not None else None
        if written.value not in offered:
            message = f"there is no variant {shown(written.value)}"
            others = ", ".join(one for one in offered if one != item.id)
            advice = f"write one of: {others}" if others else "add it under `easier` or `harder`"
            self.report.error(written.node, message, advice)
            return ""
        if rule is not None and rule.step.unit is StepUnit.VARIANT:
            message = "the rule chooses the variant"
            self.report.error(written.node, message, "leave out `variant`, or write another rule")
            return ""
        return str(written.value)

    def named(self, node: Node) -> Node:
        """Report an exercise in prose, and return what can be read of it.

        People write `- 3x15 Glute bridge`, `- Plank: 30s`, and `- Bridge:` with keys below it.
        """
        if isinstance(node, Scalar) and not node.is_null:
            message = f"this should be an exercise, not {what_is(node)}"
            self.report.error(node, message, item_advice(node.text, EXERCISE.by_key))
            return Mapping(node.line, node.column, [(_NAME, node), (_REPS, _TEN)])
        if not isinstance(node, Mapping) or not node.pairs or _has_name(node):
            return node
        (key, value), *others = node.pairs
        if key.text in EXERCISE.by_key or meant(key.text, list(EXERCISE.by_key), ""):
            return node
        if key_advice(key.text, value, EXERCISE.by_key, ""):
            return node
        inner = value.pairs if isinstance(value, Mapping) else []
        message = f"{shown(key.text)} is not a key of an exercise"
        if isinstance(value, Scalar) and not value.is_null:
            advice = item_advice(f"{key.text} {value.text}", EXERCISE.by_key)
            self.report.error(key, message, advice)
            others = others or [(_REPS, _TEN)]
        else:
            below = ", and the keys below it in the column of `name`" if inner else ""
            advice = f"write `- name: {in_quotes(key.text)}`{below}"
            self.report.error(key, message, advice)
        return Mapping(node.line, node.column, [(_NAME, key), *inner, *others])

    def variants(self, written: Value | None) -> tuple[ExerciseItem, ...]:
        if written is None:
            return ()
        rows: tuple[Row, ...] = written.value
        self.built += len(rows)
        items = []
        for row in rows:
            name_layer(row.values, "the variant", RANK_OF_VARIANT)
            own_id = self.id(row.values)
            place = self.place(row.values, "of the variant", RANK_OF_VARIANT)
            items.append(ExerciseItem(own_id, row.node, place))
        return tuple(items)

    def place(self, values: Values, words: str, rank: int) -> Place:
        """Separate the weeks from the values of a place, and check these."""
        written = values.pop("weeks", None)
        settle(values, self.report)
        changes = self.changes(written.value, words, rank + 1) if written else ()
        return Place(values, changes)

    def only(self, values: Values) -> Weeks | None:
        """Separate the weeks in which something is done from its values."""
        weeks = values["weeks"].value if "weeks" in values else None
        if not isinstance(weeks, Weeks):
            return None
        del values["weeks"]
        self.remember(weeks)
        return weeks

    def changes(self, rows: tuple[Row, ...], words: str, rank: int) -> tuple[Change, ...]:
        """Return what changes in the weeks of a plan."""
        changes: list[Change] = []
        taken: set[int] = set()
        before = 0
        for row in rows:
            if "weeks" not in row.values:
                continue
            written = row.values.pop("weeks")
            weeks: Weeks = written.value
            first = weeks.stretches[0][0]
            again = taken.intersection(weeks.numbers())
            if again or first < before:
                message = (
                    f"week {min(again)} was already given"
                    if again
                    else f"week {first} comes after week {before}"
                )
                self.report.error(written.node, message, "put the weeks in order, each once")
                continue
            taken.update(weeks.numbers())
            before = first
            name_layer(row.values, f"week {weeks} {words}", rank)
            for value in row.values.values():
                value.layer.is_week = True
            changes.append(self.change(row, weeks))
            self.remember(weeks)
        return tuple(changes)

    def change(self, row: Row, weeks: Weeks) -> Change:
        skip = row.values.get("skip")
        if skip is not None and skip.value and len(row.values) > 1:
            message = "`skip: yes` leaves the exercise out, so nothing else has an effect"
            self.report.error(skip.node, message, "write it alone, or delete it")
        self.check_zero(row.values)
        return Change(weeks, settle(row.values, self.report), row.node)

    def check_zero(self, values: Values) -> None:
        """Report a week without sets or reps; `skip` is the way to leave it out."""
        for key, none in (("sets", (0, 0)), ("reps", None)):
            value = values.get(key)
            if value is None:
                continue
            empty = (
                value.value == none if none else all(parts[0].most == 0 for parts in value.value)
            )
            if empty:
                message = f"a week with 0 {key}"
                self.report.error(value.node, message, "write `skip: yes` to leave it out")
                del values[key]

    def remember(self, weeks: Weeks) -> None:
        """Keep where stretches of the plan begin and end."""
        self.last_weeks.add(weeks.last)
        for first, last in weeks.stretches:
            self.boundaries.add(first)
            if last is not None:
                self.boundaries.add(last + 1)

    def id(self, values: Values) -> str:
        """Separate the id from the values, or make one from the name.

        That is `wall-sit`, and for the next of that name `wall-sit-2`; written ids of other
        exercises are not used.
        """
        if "id" in values:
            return self.written_id(values.pop("id"))
        name = values["name"].value if "name" in values else ""
        slug = _slug(name) or "exercise"
        number = self.ids.get(slug, 0) + 1
        while (own_id := slug if number == 1 else f"{slug}-{number}") in self.ids or (
            own_id in self.written
        ):
            number += 1
        self.ids[slug] = number
        self.ids.setdefault(own_id, 1)
        return own_id

    def written_id(self, written: Value) -> str:
        own_id: str = written.value
        if own_id in self.used:
            message = f"another exercise already has the id {own_id}"
            self.report.error(written.node, message, "write another id")
        self.used.add(own_id)
        return own_id


_NAME = Scalar(0, 0, "name", plain=True)
_REPS, _TEN = Scalar(0, 0, "reps", plain=True), Scalar(0, 0, "10", plain=True)


def _begin_items(node: Node) -> str:
    """Return how to write the exercises that are not in a list."""
    if isinstance(node, Mapping) and node.pairs:
        key, value = node.pairs[0]
        if key.text.startswith("-"):
            return f"write a space after the dash: `- {key.text.lstrip('-').strip()}: …`"
        if isinstance(value, Mapping):
            return f"write `- name: {in_quotes(key.text)}`, and its keys in the column of `name`"
    return "begin each exercise with a dash: `- name: Bridge`"


def _has_name(node: Mapping) -> bool:
    return any(key.text.lower() == "name" for key, _ in node.pairs)


_BETWEEN = ("rest-between-exercises", "rest-between-rounds")


def _written_ids(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield every id that is written for an exercise or a variant."""
    for node in nodes:
        if isinstance(node, Sequence):
            yield from _written_ids(node.items)
        elif isinstance(node, Mapping):
            for key, value in node.pairs:
                if key.text == "id" and isinstance(value, Scalar):
                    yield value.text
                elif key.text in _WITH_EXERCISES:
                    yield from _written_ids((value,))


_WITH_EXERCISES = ("exercises", "easier", "harder")


def _slug(name: str) -> str:
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _is_block(node: Node) -> bool:
    if isinstance(node, Mapping):
        for key, _ in node.pairs:
            if key.text in _KEYS_OF_BLOCKS:
                return True
    return False


_KEYS_OF_BLOCKS = ("block", "exercises")

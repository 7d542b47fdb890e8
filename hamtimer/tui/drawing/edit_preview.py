"""The preview of an edited session: a bar, and every exercise with its facts.

Pure functions from a text to its drawing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from textwrap import wrap

from rich.cells import cell_len

from hamtimer.core.dataclass import dataclass
from hamtimer.core.differences import (
    Aspect,
    Differences,
    ExerciseDifference,
    compare,
    tension_of,
)
from hamtimer.core.garbage_collection import without_collector
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import ExerciseTotals, Totals, plan_totals
from hamtimer.core.session.model import Block, Exercise
from hamtimer.core.session_file.document import BlockItem, Document, Item
from hamtimer.core.session_file.extents import ends_of
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.text import capitalized, length_text, literal, sets_text
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.differences import aspect_words, exercise_lines, session_lines
from hamtimer.front.words.exercises import (
    block_words,
    effort_words,
    open_round_ids,
    planned_length,
    rest_words,
    role_words,
    tempo_words,
    work_words,
)
from hamtimer.front.words.explain import known_text

_NO_BREAK = "\u00a0"
MARK, NO_MARK = "▸ ", "  "


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the preview."""

    text: str
    tone: str = ""
    """Its kind: `head`, `name`, `fact`, `change`, `group`; empty: none."""
    exercise: str = ""
    """The id of its exercise."""


@dataclass(frozen=True)
class Reading:
    """A parsed text, and its preview."""

    loaded: Loaded
    timeline: Timeline | None
    """None: it has errors."""
    opened: Timeline | None
    """The session when the file was opened."""
    columns: int
    """The width of its rows."""

    @cached_property
    def totals(self) -> Totals:
        """The totals of the plan."""
        assert self.timeline is not None  # noqa: S101 - asked for where there is one
        return plan_totals(plan_of(self.timeline))

    @cached_property
    def differences(self) -> Differences | None:
        """The differences from the opened file; None: unknown."""
        if self.opened is None or self.timeline is None:
            return None
        return compare(self.opened, self.timeline)

    @cached_property
    def lengths(self) -> dict[str, int]:
        """The planned length of each exercise with its rests, by id."""
        found: dict[str, int] = {}
        for step in self.timeline.steps if self.timeline else ():
            found[step.exercise.id] = found.get(step.exercise.id, 0) + step.assumed_ms
        return found

    @cached_property
    def marks(self) -> tuple[tuple[int, int, int], ...]:
        """The places of the problems: a row, a first column and an end column, all from 0."""
        problems = self.loaded.problems
        places = zip(problems, ends_of(problems, self.loaded.text), strict=True)
        return tuple(
            (problem.line - 1, problem.column - 1, end - 1 if line == problem.line else 10_000)
            for problem, (line, end) in places
        )

    @cached_property
    def by_id(self) -> dict[str, ExerciseTotals]:
        """The totals of each exercise of the work, by id."""
        return {one.id: one for one in self.totals.exercises}

    @cached_property
    def head(self) -> tuple[Row, ...]:
        """The length and the totals of the session."""
        return tuple(head_rows(self, self.columns))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The exercises."""
        return tuple(exercise_rows(self, self.columns))

    @cached_property
    def _starts(self) -> list[tuple[int, str]]:
        """The lines on which items begin, with the id for an exercise."""
        document = self.loaded.document
        return sorted(_starts(document)) if document else []

    def exercise_at(self, line: int) -> str:
        """Return the id of the exercise that contains a line (from 1); empty: none."""
        starts = self._starts
        index = bisect_right([start for start, _ in starts], line) - 1
        return starts[index][1] if index >= 0 else ""


def read_text(text: str, file: str, opened: Timeline | None, columns: int) -> Reading:
    """Parse a text and lay it out; all slow work is done here."""
    # The collector would visit all objects made here, for a third of the time.
    with without_collector():
        loaded = load_session(text, file)
        timeline = compile_session(loaded.session) if loaded.session else None
        found = Reading(loaded, timeline, opened, columns)
        _ = (found.head, found.rows, found.marks, found.exercise_at(1))
        return found


def _starts(document: Document) -> Iterator[tuple[int, str]]:
    root = document.root
    for key, _ in getattr(root, "pairs", ()):
        yield key.line, ""
    for _, items in document.parts:
        yield from _item_starts(items)


def _item_starts(items: Iterable[Item]) -> Iterator[tuple[int, str]]:
    for item in items:
        if isinstance(item, BlockItem):
            yield item.node.line, ""
            yield from _item_starts(item.items)
        else:
            yield item.node.line, item.id


# ------------------------------------------------------------------ the rows
def head_rows(reading: Reading, columns: int) -> Iterator[Row]:
    """Yield the length, the totals, and their changes."""
    timeline = reading.timeline
    if timeline is None:
        return
    totals, found = reading.totals, reading.differences
    length, tension = planned_length(timeline), known_text(totals.tension_ms)
    facts = [
        length,
        sets_text(totals.sets, totals.reps),
        f"under tension {tension}" if totals.tension_ms is not None else "",
    ]
    yield from _wrapped(facts, columns, "", "head")
    if found:
        before = tension_of(found.before)
        changed = [
            _pair("", planned_length(found.before), length),
            _pair("under tension ", known_text(before), tension),
        ]
        yield from _wrapped(changed, columns, "", "change")


def _pair(label: str, before: str, after: str) -> str:
    return f"{label}{before} → {after}" if before != after else ""


def exercise_rows(reading: Reading, columns: int) -> Iterator[Row]:
    """Yield every exercise with its work, and its changes since the file was opened."""
    timeline = reading.timeline
    if timeline is None:
        return
    changes = (
        {one.exercise.id: one for one in reading.differences.exercises}
        if (reading.differences)
        else {}
    )
    each_round = open_round_ids(timeline)
    for part in timeline.session.parts:
        if heading := capitalized(role_words(part.role)):
            yield Row(heading, "group")
        for row in _block_rows(part.block, 0):
            if isinstance(row, Row):
                yield from _wrapped([row.text.strip()], columns, _indent_of(row.text), "group")
                continue
            exercise, depth = row
            indent = "  " * depth
            yield from _one(reading, exercise, indent, columns, is_round=exercise.id in each_round)
            yield from _changes(changes.get(exercise.id), indent, columns)
    yield from _elsewhere(reading, changes, columns)


def _indent_of(text: str) -> str:
    return " " * (len(text) - len(text.lstrip()))


def _block_rows(block: Block, depth: int) -> Iterator[Row | tuple[Exercise, int]]:
    if words := block_words(block) or literal(block.name):
        yield Row("  " * depth + words, "group")
        depth += 1
    for item in block.items:
        if isinstance(item, Block):
            yield from _block_rows(item, depth)
        else:
            yield item, depth


def _one(
    reading: Reading, exercise: Exercise, indent: str, columns: int, *, is_round: bool
) -> Iterator[Row]:
    length = length_text(reading.lengths.get(exercise.id, 0) // 1_000 * 1_000)
    name = indent + literal(exercise.name)
    room = columns - len(NO_MARK) - cell_len(length) - 1
    shown = name if cell_len(name) <= room else name[: max(1, room - 1)] + "…"
    gap = " " * max(1, room - cell_len(shown) + 1)
    yield Row(f"{shown}{gap}{length}", "name", exercise.id)
    found = reading.by_id.get(exercise.id)
    tension = found.tension_ms if found else None
    facts = [
        literal(work_words(exercise, each_round=is_round)),
        tempo_words(exercise),
        rest_words(exercise),
        literal(exercise.load),
        effort_words(exercise.rpe),
        f"under tension {length_text(tension // 1_000 * 1_000)}" if tension else "",
    ]
    for row in _wrapped(facts, columns - len(NO_MARK), f"{indent}  ", "fact"):
        yield Row(row.text, row.tone, exercise.id)


def _changes(one: ExerciseDifference | None, indent: str, columns: int) -> Iterator[Row]:
    if one is None:
        return
    words = ["added"] if one.before is None else []
    if one.before is not None and one.after is not None:
        aspects = [each for each in one.aspects if each is not Aspect.BLOCKS]
        words += [aspect_words(aspect, one.before, one.after) for aspect in aspects]
    words += ["moved"] if one.moved else []
    for row in _wrapped(words, columns - len(NO_MARK), f"{indent}  ", "change"):
        yield Row(row.text, row.tone, one.exercise.id)


def _elsewhere(
    reading: Reading, changes: dict[str, ExerciseDifference], columns: int
) -> Iterator[Row]:
    """Yield the changes besides the listed exercises: removed ones, groups, the session."""
    if reading.differences is None:
        return
    removed = [one for one in changes.values() if one.after is None]
    regrouped = [
        ExerciseDifference(one.before, one.after, (Aspect.BLOCKS,))
        for one in changes.values()
        if Aspect.BLOCKS in one.aspects
    ]
    for line in (*session_lines(reading.differences), *exercise_lines([*removed, *regrouped])):
        yield from _wrapped([line], columns, "", "change")


def _lines(text: str, columns: int) -> list[str]:
    """Return a text as several lines, keeping a number and its unit together."""
    together = re.sub(r"(?<=[0-9]) (?=(?:s|x|kg|lb|reps?|sets?)\b)", _NO_BREAK, text)
    return [line.replace(_NO_BREAK, " ") for line in wrap(together, columns)]


def _wrapped(facts: Iterable[str], columns: int, indent: str, tone: str) -> Iterator[Row]:
    """Yield facts separated by dots, on several lines if they do not fit on one."""
    room = max(1, columns - cell_len(indent))
    line = ""
    for fact in filter(None, facts):
        longer = f"{line} · {fact}" if line else fact
        if line and cell_len(longer) > room:
            yield Row(indent + line, tone)
            longer = fact
        *full, line = _lines(longer, room) if len(longer) > room else [longer]
        for part in full:
            yield Row(indent + part, tone)
    if line:
        yield Row(indent + line, tone)

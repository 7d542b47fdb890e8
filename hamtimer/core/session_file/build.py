"""Build a session from a document and the choices for one run.

`cascade.py` resolves every value first; rounds, rests and totals are derived from the resolved
values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from functools import partial
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import (
    Block,
    BlockKind,
    Exercise,
    Part,
    Session,
    SessionSettings,
)
from hamtimer.core.session.work import NO_TIME, Length
from hamtimer.core.session_file.cascade import given, has_work, lay, lay_place
from hamtimer.core.session_file.document import BlockItem, Document, ExerciseItem, Item, Place
from hamtimer.core.session_file.exercises import USUAL_REST, Around, build_exercise
from hamtimer.core.session_file.fields.session import MAX_ROUNDS
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Values


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices for one run, read and ready to be layered over the document."""

    choices: Choices
    targets: Mapping[str, Values]
    """The next target of each progression, by exercise."""
    today: Mapping[str, Values]
    """Today's changes, by exercise."""
    signals: Values = field(default_factory=dict)
    """The signals of the person's settings, which override all others."""


NOTHING_CHOSEN = Chosen(Choices(), {}, {})


def build_session(
    document: Document, chosen: Chosen, report: Report, absent: set[str] | None = None
) -> Session:
    """Return the session as chosen; it has no parts when there is nothing to do.

    Exercises that are left out because no week says how much of them to do are added to `absent`.
    """
    week = shown_week(document, chosen.choices)
    builder = _Builder(chosen, week, report, set() if absent is None else absent)
    outer = _outermost(document, week)
    layout = Around(
        rest_between=given(outer, "rest-between-exercises", USUAL_REST),
        plan_has_work=_plan_has_work(document.defaults),
    )
    parts: list[Part] = []
    for role, items in document.parts:
        built = builder.children(items, outer, layout)
        if built:
            parts.append(Part(role, Block(built)))
    values = document.values
    return Session(
        **{"name": "", **_written(values, _FIELDS)},
        parts=tuple(parts),
        equipment=_equipment(given(values, "equipment", ()), parts),
        settings=SessionSettings(**_written(values, {"sounds": "sounds", "voice": "voice"})),
        week=week if document.weeks else 0,
        weeks=document.weeks,
    )


_FIELDS = {
    **{key: key for key in ("name", "description", "source", "tags", "level", "link", "id")},
    **{key: key for key in ("schedule", "progression", "plan")},
    "hamtimer": "version",
}
"""The keys that are a single field of the session, with the field."""


def _written(values: Values, fields: dict[str, str]) -> dict[str, Any]:
    """Return the fields that are written; the model has the defaults of the others."""
    return {name: values[key].value for key, name in fields.items() if key in values}


def shown_week(document: Document, choices: Choices) -> int:
    """Return the current week of the plan; after the last week, that week repeats."""
    return max(1, min(choices.week or 1, document.weeks))


def _outermost(document: Document, week: int) -> Values:
    """Return the values that the session sets for all of its exercises."""
    around = {key: document.values[key] for key in ("signals",) if key in document.values}
    return lay_place(around, document.defaults, week)


def resolved_exercises(document: Document, chosen: Chosen) -> Iterator[Resolved]:
    """Yield every exercise to do, with all its layers merged, in order."""
    week = shown_week(document, chosen.choices)
    builder = _Builder(chosen, week, Report(""), set())
    layout = Around(plan_has_work=_plan_has_work(document.defaults))
    for _, items in document.parts:
        yield from builder.walk(items, _outermost(document, week), layout)


def _equipment(own: tuple[str, ...], parts: list[Part]) -> tuple[str, ...]:
    """Collect the equipment, each item once, ignoring case."""
    needed = {thing.casefold(): thing for thing in reversed(own)}
    things = [*own]
    for part in parts:
        for exercise in part.block.exercises():
            for thing in exercise.equipment:
                if thing.casefold() not in needed:
                    needed[thing.casefold()] = thing
                    things.append(thing)
    return tuple(dict.fromkeys(needed[thing.casefold()] for thing in things))


# ------------------------------------------------------------------ resolving
@dataclass(frozen=True, slots=True)
class Resolved:
    """An exercise, or the variant chosen for it, with all layers merged."""

    item: ExerciseItem
    """The item to do: the exercise itself or the variant."""
    exercise: ExerciseItem
    """The exercise, or the one that the variant replaces."""
    values: Values
    base: Values
    """The exercise's own values, under those of its variants."""


def resolve(item: ExerciseItem, outer: Values, week: int, chosen: Chosen) -> Resolved:
    """Merge all layers of an exercise."""
    base = lay_place(outer, item.place, week)
    done, values = item, base
    wanted = chosen.choices.variants.get(item.id, item.usual or item.id)
    if wanted != item.id:
        done = next((rung for rung in item.variants() if rung.id == wanted), item)
        values = lay_place(base, done.place, week, is_variant=True)
    if item.id in chosen.targets:
        values = lay(values, chosen.targets[item.id])
    if item.id in chosen.today:
        values = lay(values, chosen.today[item.id])
    values = lay(values, chosen.signals)
    return Resolved(done, item, values, base)


# ------------------------------------------------------------------ blocks
@dataclass
class _Builder:
    """Builds the blocks of a session for one week of its plan."""

    chosen: Chosen
    week: int
    report: Report
    absent: set[str]
    """The exercises for which no week of the plan states how much to do in this week."""

    def children(
        self, items: tuple[Item, ...], outer: Values, layout: Around
    ) -> tuple[Exercise | Block, ...]:
        """Build the items of a list, leaving out those that are wrong or not done."""
        return self.built(self.resolved(items, outer, layout), outer, layout)

    def resolved(
        self, items: tuple[Item, ...], outer: Values, layout: Around
    ) -> list[Resolved | BlockItem]:
        """Resolve the exercises of a list that are done."""
        found: list[Resolved | BlockItem] = []
        for item in items:
            if item.only is not None and self.week not in item.only:
                continue
            if isinstance(item, BlockItem):
                found.append(item)
            elif item.id not in self.chosen.choices.skip:
                resolved = resolve(item, outer, self.week, self.chosen)
                if self.is_done(item, resolved, layout):
                    found.append(resolved)
        return found

    def walk(self, items: tuple[Item, ...], outer: Values, layout: Around) -> Iterator[Resolved]:
        """Yield the resolved exercises of a list and of the blocks in it."""
        for found in self.resolved(items, outer, layout):
            if isinstance(found, BlockItem):
                inner = self.inside(found, outer)
                inside = layout.plan_has_work or _plan_has_work(found.defaults)
                yield from self.walk(found.items, inner, replace(layout, plan_has_work=inside))
            else:
                yield found

    def is_done(self, item: ExerciseItem, resolved: Resolved, layout: Around) -> bool:
        """Return whether an exercise is done in this week of the plan."""
        values = resolved.values
        if given(values, "skip", default=False):
            return False
        if has_work(values):
            return True
        plans = (change for change in item.place.changes)
        if layout.plan_has_work or any(has_work(change.values) for change in plans):
            self.absent.add(item.id)
            return False
        return True

    def built(
        self, found: list[Resolved | BlockItem], outer: Values, layout: Around
    ) -> tuple[Exercise | Block, ...]:
        built: list[Exercise | Block] = []
        for item in found:
            if isinstance(item, BlockItem):
                inside = replace(layout, is_first=layout.is_first and not built)
                block = self.block(item, outer, inside)
                if block is not None:
                    built.append(block)
            else:
                exercise = self.exercise(item, layout, is_first=not built)
                if exercise is not None:
                    built.append(exercise)
        return tuple(built)

    def exercise(self, resolved: Resolved, around: Around, *, is_first: bool) -> Exercise | None:
        """Build an exercise with its ladder, or the chosen variant."""
        item = resolved.item
        is_first = is_first and (around.is_first or around.clock is None)
        build = partial(build_exercise, around=around, report=self.report, is_first=is_first)
        exercise = build(item, resolved.values)
        if exercise is None:
            return None
        if resolved.exercise is not item:
            exercise = replace(exercise, base=resolved.exercise.id)
            # If the file chooses a variant, the exercise itself is checked here.
            is_usual = resolved.exercise.id not in self.chosen.choices.variants
            unseen = partial(build, report=self.report if is_usual else Report(""))
            instead_of = unseen(resolved.exercise, resolved.base)
            whole = self.ladder(resolved.exercise, instead_of, resolved, unseen)
            rungs = whole.variants() if whole else ()
            found = tuple(exercise if rung.id == exercise.id else rung for rung in rungs)
            return replace(exercise, chosen_from=found if exercise in found else ())
        return self.ladder(item, exercise, resolved, build)

    def ladder(
        self,
        item: ExerciseItem,
        exercise: Exercise | None,
        resolved: Resolved,
        build: Callable[[ExerciseItem, Values], Exercise | None],
    ) -> Exercise | None:
        """Return an exercise with its variants."""
        if exercise is None or not (item.easier or item.harder):
            return exercise
        easier, harder = (
            self.variants(rungs, item.id, resolved.base, build)
            for rungs in (item.easier, item.harder)
        )
        return replace(exercise, easier=easier, harder=harder)

    def variants(
        self,
        rungs: tuple[ExerciseItem, ...],
        exercise: str,
        base: Values,
        build: Callable[[ExerciseItem, Values], Exercise | None],
    ) -> tuple[Exercise, ...]:
        """Build the easier or harder variants of an exercise."""
        built = []
        for rung in rungs:
            values = lay_place(base, rung.place, self.week, is_variant=True)
            if not given(values, "skip", default=False):
                variant = build(rung, values)
                if variant is not None:
                    built.append(replace(variant, base=exercise))
        return tuple(built)

    def block(self, item: BlockItem, outer: Values, around: Around) -> Block | None:
        """Build a block; `around` is the enclosing one."""
        values = item.values
        inner = self.inside(item, outer)
        layout = self.layout(item, inner, around)
        found = self.resolved(item.items, inner, layout)
        if layout.kind is not BlockKind.STRAIGHT and layout.rounds_written is None:
            layout = replace(layout, rounds=_most_sets(found))
        children = self.built(found, inner, layout)
        if not children:
            return None
        within_ms, every_ms = self.clock(item, layout, around)
        is_plain = layout.kind is BlockKind.STRAIGHT and not within_ms
        own_after = is_plain and "rest-after" in found[-1].values
        block = Block(
            items=children,
            name=given(values, "block", ""),
            kind=layout.kind,
            rounds=layout.rounds,
            within_ms=within_ms,
            every_ms=every_ms,
            rest_between_rounds=_between_rounds(inner, children, layout, every_ms),
            rest_after=given(values, "rest-after", None if own_after else around.rest_between),
        )
        if block.every_ms:
            from hamtimer.core.session_file.intervals import check_round

            check_round(block, item.node, self.report)
        return block

    def inside(self, item: BlockItem, outer: Values) -> Values:
        """Return the values that apply in a block; one with a cap has no rests except its own."""
        if "within" in item.values:
            outer = {key: value for key, value in outer.items() if key not in _RESTS}
        return lay_place(outer, item.defaults, self.week)

    def layout(self, item: BlockItem, inner: Values, around: Around) -> Around:
        """Return how the items of a block follow each other."""
        values = item.values
        kind = BlockKind(given(values, "kind", "straight"))
        straight = kind is BlockKind.STRAIGHT
        own = next((value.layer for value in values.values()), None)
        runs_by_clock = "within" in values or ("every" in values and not straight)
        clock = around.clock or (own if runs_by_clock else None)
        usual = NO_TIME if clock is not None or not straight else USUAL_REST
        written = item.defaults.values
        return Around(
            kind=kind,
            rest_between=given(inner if straight else written, "rest-between-exercises", usual),
            rounds=_rounds(values),
            rounds_written=values.get("rounds"),
            prepares="prepare" in written,
            layer=own,
            has_blocks=any(isinstance(inside, BlockItem) for inside in item.items),
            clock=clock,
            is_first=around.is_first or around.clock is None,
            plan_has_work=around.plan_has_work or _plan_has_work(item.defaults),
        )

    def clock(self, item: BlockItem, layout: Around, around: Around) -> tuple[int, int]:
        """Return the time cap and the interval of a block, after checking that it has only one."""
        values = item.values
        if around.clock is not None:
            for key in ("within", "every", "rounds"):
                if key in values and (key != "rounds" or values[key].value == MAX_ROUNDS):
                    message = "the block around this one runs by a clock already"
                    self.report.error(values[key].node, message, f"leave out `{key}` here")
            return 0, 0
        if "every" in values and layout.kind is BlockKind.STRAIGHT:
            message = "the rounds of a straight block have no interval"
            advice = "write `every` under `defaults` for each set, or `kind: circuit`"
            self.report.error(values["every"].node, message, advice)
            return 0, 0
        return given(values, "within", 0), given(values, "every", 0)


_RESTS = frozenset(("rest", "rest-between-exercises", "rest-between-rounds"))


def _rounds(values: Values) -> int | None:
    rounds = given(values, "rounds", 1)
    return None if rounds == MAX_ROUNDS else rounds


def _plan_has_work(defaults: Place) -> bool:
    return any(has_work(change.values) for change in defaults.changes)


def _most_sets(found: list[Resolved | BlockItem]) -> int:
    """Return the largest number of sets of an exercise in the list, at least 1."""
    sets = (given(item.values, "sets", (1, 1)) for item in found if isinstance(item, Resolved))
    return max([1, *(int(most) for _, most in sets)])


def _between_rounds(
    inner: Values, children: tuple[Exercise | Block, ...], layout: Around, every_ms: int
) -> Length:
    """Return the rest between two rounds; none if the clock starts the next one."""
    last = children[-1]
    in_turn = layout.kind is not BlockKind.STRAIGHT
    if every_ms or (in_turn and isinstance(last, Exercise) and last.every_ms):
        return NO_TIME
    usual = NO_TIME if layout.clock is not None else USUAL_REST
    rest: Length = given(inner, "rest-between-rounds", usual)
    return rest

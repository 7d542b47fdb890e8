"""Build a complete exercise from its resolved values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.defaults import PREPARE_MS, REST_MS
from hamtimer.core.session.model import BlockKind, Exercise, Side, Sides, Signals
from hamtimer.core.session.work import NO_TIME, Effort, Length
from hamtimer.core.session_file.cascade import given, is_to_report
from hamtimer.core.session_file.document import ExerciseItem
from hamtimer.core.session_file.effects import Turns, check_effects, has_plain_hold, work_layer
from hamtimer.core.session_file.exclusive_keys import GROUPS, check_gaps
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.rules import RuledExercise, fit_rule
from hamtimer.core.session_file.sets import Work, build_sets, phase_names
from hamtimer.core.session_file.tables import FieldReaders, Layer, Value, Values, as_read, fields_of
from hamtimer.core.text import count_text

USUAL_REST = Length.fixed(REST_MS)


@dataclass(frozen=True, slots=True)
class Around:
    """The block around exercises: how they follow each other, and the consequences for them."""

    kind: BlockKind = BlockKind.STRAIGHT
    rest_between: Length = USUAL_REST
    rounds: int | None = 1
    """None: until its time cap."""
    rounds_written: Value | None = None
    prepares: bool = False
    """The block itself has a get-ready before each of its exercises."""
    layer: Layer | None = None
    """The block's own values; None: there is no block."""
    has_blocks: bool = False
    """It contains other blocks."""
    clock: Layer | None = None
    """The block with a clock (an interval or a time cap): this one or an enclosing one."""
    is_first: bool = True
    """Nothing precedes it in the block with a clock."""
    plan_has_work: bool = False
    """The weeks of the enclosing defaults say how much to do."""

    @property
    def takes_turns(self) -> bool:
        """Whether each round has one set of each exercise."""
        return self.kind is not BlockKind.STRAIGHT

    @property
    def turns(self) -> Turns | None:
        """The block in which exercises take turns, if this is one."""
        if not self.takes_turns or self.layer is None:
            return None
        return Turns(self.layer, self.has_blocks)


def build_exercise(
    item: ExerciseItem, values: Values, around: Around, report: Report, *, is_first: bool
) -> Exercise | None:
    """Return the exercise; None if it has errors or is not done.

    `is_first` says whether it is the first one of the block.
    """
    every_ms = _interval(values, around, report)
    least, number = _number_of_sets(values, around, report)
    if not number or _is_zero(values, report):
        return None
    on_clock = around.clock is not None
    usual_rest = NO_TIME if on_clock else USUAL_REST
    work = Work(item.node, bool(every_ms) or on_clock, usual_rest, report)
    sets = build_sets(values, number, work)
    if not sets or "name" not in values:
        return None
    exercise = Exercise(
        id=item.id,
        name=values["name"].value,
        sets=sets,
        least_sets=least if least < number else 0,
        rest_after=_rest_after(values, around, every_ms),
        every_ms=every_ms,
        prepare_ms=_prepare(values, around, is_first=is_first),
        **fields_of(values, _FIELDS),
    )
    if exercise.sides is Sides.ALTERNATING and has_plain_hold(exercise):
        exercise = _without_turns(exercise, values, report)
    check_effects(exercise, values, around.turns, report)
    return _with_rule(exercise, item, values, around, report)


def _with_rule(
    exercise: Exercise, item: ExerciseItem, values: Values, around: Around, report: Report
) -> Exercise:
    """Return an exercise with its rule, if it has one that fits."""
    if exercise.progression.rule is None:
        return exercise
    written = around.rounds_written is not None
    ruled = RuledExercise(
        item, exercise, values, around.takes_turns, written, around.rounds is None
    )
    return fit_rule(ruled, report)


def _without_turns(exercise: Exercise, values: Values, report: Report) -> Exercise:
    """Return an isometric exercise, which cannot alternate between sides, with both sides."""
    sides = values["sides"]
    if is_to_report(sides, work_layer(values)):
        message = "a hold cannot alternate between the sides"
        report.error(sides.node, message, "write `sides: each`, or give `reps`")
    return replace(exercise, sides=Sides.BOTH)


def _load(entries: tuple[str, ...]) -> str:
    """Return the load of all sets; empty if it differs from set to set."""
    return entries[0] if len(entries) == 1 else ""


def _effort(entries: tuple[Effort, ...]) -> Effort | None:
    return entries[0] if len(entries) == 1 else None


def _signals(written: Values) -> Signals:
    """Return when to count down and to signal."""
    return signals_over(Signals(), written)


def signals_over(signals: Signals, written: Values) -> Signals:
    """Return signals with the written values merged over them."""
    fields = {_SIGNALS[key]: _signal(key, value.value) for key, value in written.items()}
    return replace(signals, **fields)


def _signal(key: str, value: Any) -> Any:  # noqa: ANN401 - as its kind says
    return value // 1_000 if key == "countdown" else value


_SIGNALS = {
    "countdown": "countdown_s",
    "halfway": "halfway",
    "periodic": "periodic_ms",
    "rest-soon": "rest_soon_ms",
}
_FIELDS: FieldReaders = {
    "sides": ("sides", Sides),
    "first-side": ("first_side", Side),
    "switch": ("switch_ms", as_read),
    "start": ("start", as_read),
    "load": ("load", _load),
    "rpe": ("rpe", _effort),
    "description": ("description", as_read),
    "cues": ("cues", as_read),
    "phase-names": ("phase_names", phase_names),
    "equipment": ("equipment", as_read),
    "assume": ("assumed_ms", as_read),
    "schedule": ("schedule", as_read),
    "progression": ("progression", as_read),
    "link": ("link", as_read),
    "feedback": ("feedback", as_read),
    "signals": ("signals", _signals),
    "measure": ("measure", as_read),
}
"""The keys that are a single field of an exercise, with the field and its reader."""


# ------------------------------------------------------------------ sets
def _number_of_sets(values: Values, around: Around, report: Report) -> tuple[int, int]:
    """Return the minimum and maximum number of sets; 0 if the exercise is left out."""
    written = values.get("sets")
    if around.takes_turns and around.rounds is None:
        return _sets_until_cap(written, values, around, report)
    usual = (around.rounds or 1) if around.takes_turns else 1
    least, most = written.value if written else (usual, usual)
    if written and not most:
        report.warn(written.node, "0 sets: this is left out", "write 1 or more")
        return 0, 0
    rest = values.get("rest")
    if rest is not None and is_to_report(rest, written.layer if written else None):
        check_gaps(rest, most, report)
    if around.takes_turns and most > usual:
        rounds = around.rounds_written
        if written and rounds and is_to_report(written, rounds.layer):
            message = f"{count_text(most, 'set')} do not fit into {count_text(usual, 'round')}"
            advice = "each round has one set of it: raise `rounds` or lower `sets`"
            report.error(written.node, message, advice)
        most = usual
    return min(least, most), most


def _sets_until_cap(
    written: Value | None, values: Values, around: Around, report: Report
) -> tuple[int, int]:
    """Return the sets in a block that repeats until its cap: one, or one per listed entry.

    The last one applies to all further rounds.
    """
    if written is None:
        return 1, 1
    if GROUPS in values or any(len(values[key].value) > 1 for key in _LISTS if key in values):
        return written.value[1], written.value[1]
    if is_to_report(written, around.rounds_written.layer if around.rounds_written else None):
        message = "`sets` has no effect: with `rounds: max` the block goes round until its cap"
        report.error(written.node, message, "leave it out")
    return 1, 1


_LISTS = ("reps", "hold", "time", "tempo", "load", "rpe")


def _is_zero(values: Values, report: Report) -> bool:
    """Report an exercise whose sets have no reps: it is left out."""
    reps = values.get("reps")
    if reps is None or GROUPS in values or any(parts[0].most != 0 for parts in reps.value):
        return False
    report.warn(reps.node, "0 reps: this is left out", "write 1 or more")
    return True


# ------------------------------------------------------------------ clock
def _interval(values: Values, around: Around, report: Report) -> int:
    """Return the interval of the sets; 0 for none, and in a block with a clock."""
    every = values.get("every")
    if every is None:
        return 0
    if around.clock is None:
        interval: int = every.value
        return interval
    if every.layer.rank >= around.clock.rank:
        message = "`every` has no effect: the block around it runs by a clock already"
        report.error(every.node, message, "leave it out, or the `every` or `within` of the block")
    return 0


def _rest_after(values: Values, around: Around, every_ms: int) -> Length:
    if every_ms and around.takes_turns:
        return NO_TIME
    rest: Length = given(values, "rest-after", around.rest_between)
    return rest


def _prepare(values: Values, around: Around, *, is_first: bool) -> int:
    prepare = values.get("prepare")
    in_turn = around.takes_turns and not is_first and not around.prepares
    later_on_clock = around.clock is not None and not is_first
    if (in_turn or later_on_clock) and (prepare is None or prepare.layer.is_defaults):
        return 0
    length: int = prepare.value if prepare else PREPARE_MS
    return length

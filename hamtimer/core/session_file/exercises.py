"""From the resolved values of an exercise to a complete exercise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hamtimer.core.session.defaults import PREPARE_MS, REST_MS
from hamtimer.core.session.model import (
    NO_TIME,
    Effort,
    Exercise,
    Length,
    Side,
    Sides,
    Signals,
)
from hamtimer.core.session_file.cascade import given, is_to_report
from hamtimer.core.session_file.document import ExerciseItem
from hamtimer.core.session_file.effects import Turns, check_effects, has_plain_hold, work_layer
from hamtimer.core.session_file.places import GROUPS, check_gaps
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.rules import RuledExercise, fit_rule
from hamtimer.core.session_file.sets import Work, build_sets, phase_names
from hamtimer.core.session_file.tables import Layer, Value, Values
from hamtimer.core.text import count_text

USUAL_REST = Length.fixed(REST_MS)


@dataclass(frozen=True, slots=True)
class Position:
    """What the block around an exercise means for it."""

    rest_after: Length
    takes_turns: bool = False
    """In a superset or circuit: each round has one set of it."""
    rounds: int | None = 1
    """Of a block in which exercises take turns; None: until its time cap."""
    rounds_written: Value | None = None
    is_first: bool = True
    """Of the block."""
    block: Layer | None = None
    """The innermost block."""
    has_blocks: bool = False
    """Blocks stand in it too."""
    prepares: bool = False
    """The block itself asks for a get-ready before each of its exercises."""
    clock: Layer | None = None
    """The block around it that runs by a clock: an interval for its rounds, or a time cap."""

    @property
    def turns(self) -> Turns | None:
        """The block in which the exercise takes turns with others, if it does."""
        if not self.takes_turns or self.block is None:
            return None
        return Turns(self.block, self.has_blocks)


def build_exercise(
    item: ExerciseItem, values: Values, position: Position, report: Report
) -> Exercise | None:
    """Return the exercise; None when it is wrong or nothing of it is to be done."""
    every_ms = _interval(values, position, report)
    least, number = _number_of_sets(values, position, report)
    if not number or _is_zero(values, report):
        return None
    on_clock = position.clock is not None
    usual_rest = NO_TIME if on_clock else USUAL_REST
    work = Work(item.node, bool(every_ms) or on_clock, usual_rest, report)
    sets = build_sets(values, number, work)
    if not sets or "name" not in values:
        return None
    said = {
        field: read(value.value)
        for key, value in values.items()
        if (known := _FIELDS.get(key)) is not None
        for field, read in (known,)
    }
    exercise = Exercise(
        id=item.id,
        name=values["name"].value,
        sets=sets,
        least_sets=least if least < number else 0,
        rest_after=_rest_after(values, position, every_ms),
        every_ms=every_ms,
        prepare_ms=_prepare(values, position),
        **said,
    )
    if exercise.sides is Sides.ALTERNATING and has_plain_hold(exercise):
        exercise = _without_turns(exercise, values, report)
    check_effects(exercise, values, position.turns, report)
    if exercise.progression.rule is None:
        return exercise
    written = position.rounds_written is not None
    ruled = RuledExercise(
        item, exercise, values, position.takes_turns, written, position.rounds is None
    )
    return fit_rule(ruled, report)


def _without_turns(exercise: Exercise, values: Values, report: Report) -> Exercise:
    """Return an exercise that holds, and so cannot alternate between the sides, for both."""
    sides = values["sides"]
    if is_to_report(sides, work_layer(values)):
        message = "a hold cannot alternate between the sides"
        report.error(sides.node, message, "write `sides: each`, or give `reps`")
    return replace(exercise, sides=Sides.BOTH)


def _as_read(value: Any) -> Any:  # noqa: ANN401 - as its kind says
    return value


def _load(entries: tuple[str, ...]) -> str:
    """Return the load of all sets; nothing when it differs from set to set."""
    return entries[0] if len(entries) == 1 else ""


def _effort(entries: tuple[Effort, ...]) -> Effort | None:
    return entries[0] if len(entries) == 1 else None


def _signals(written: Values) -> Signals:
    """Return when to count down and to signal."""
    return Signals(**{_SIGNALS[key]: _signal(key, value.value) for key, value in written.items()})


def _signal(key: str, value: Any) -> Any:  # noqa: ANN401 - as its kind says
    return value // 1_000 if key == "countdown" else value


_SIGNALS = {
    "countdown": "countdown_s",
    "halfway": "halfway",
    "periodic": "periodic_ms",
    "rest-soon": "rest_soon_ms",
}
_FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "sides": ("sides", Sides),
    "first-side": ("first_side", Side),
    "switch": ("switch_ms", _as_read),
    "start": ("start", _as_read),
    "load": ("load", _load),
    "rpe": ("rpe", _effort),
    "description": ("description", _as_read),
    "cues": ("cues", _as_read),
    "phase-names": ("phase_names", phase_names),
    "equipment": ("equipment", _as_read),
    "assume": ("assumed_ms", _as_read),
    "schedule": ("schedule", _as_read),
    "progression": ("progression", _as_read),
    "link": ("link", _as_read),
    "signals": ("signals", _signals),
}
"""The keys that are one field of an exercise: which, and how its value is made."""


# ------------------------------------------------------------------ sets
def _number_of_sets(values: Values, position: Position, report: Report) -> tuple[int, int]:
    """Return the least and the most sets; 0 of them when the exercise is to be left out."""
    written = values.get("sets")
    if position.takes_turns and position.rounds is None:
        return _sets_until_cap(written, values, position, report)
    usual = (position.rounds or 1) if position.takes_turns else 1
    least, most = written.value if written else (usual, usual)
    if written and not most:
        report.warn(written.node, "0 sets: this is left out", "write 1 or more")
        return 0, 0
    rest = values.get("rest")
    if rest is not None and is_to_report(rest, written.layer if written else None):
        check_gaps(rest, most, report)
    if position.takes_turns and most > usual:
        rounds = position.rounds_written
        if written and rounds and is_to_report(written, rounds.layer):
            message = f"{count_text(most, 'set')} do not fit into {count_text(usual, 'round')}"
            advice = "each round has one set of it: raise `rounds` or lower `sets`"
            report.error(written.node, message, advice)
        most = usual
    return min(least, most), most


def _sets_until_cap(
    written: Value | None, values: Values, position: Position, report: Report
) -> tuple[int, int]:
    """Return the sets of a block that goes round until its cap: one, or one per listed entry.

    The last one serves all further rounds.
    """
    if written is None:
        return 1, 1
    if GROUPS in values or any(len(values[key].value) > 1 for key in _LISTS if key in values):
        return written.value[1], written.value[1]
    if is_to_report(written, position.rounds_written.layer if position.rounds_written else None):
        message = "`sets` has no effect: with `rounds: max` the block goes round until its cap"
        report.error(written.node, message, "leave it out")
    return 1, 1


_LISTS = ("reps", "hold", "time", "tempo", "load", "rpe")


def _is_zero(values: Values, report: Report) -> bool:
    """Report an exercise whose sets have no reps at all: it is left out."""
    reps = values.get("reps")
    if reps is None or GROUPS in values or any(parts[0].most != 0 for parts in reps.value):
        return False
    report.warn(reps.node, "0 reps: this is left out", "write 1 or more")
    return True


# ------------------------------------------------------------------ clock
def _interval(values: Values, position: Position, report: Report) -> int:
    """Return the interval of the sets; 0 for none, and in a block that runs by a clock itself."""
    every = values.get("every")
    if every is None:
        return 0
    if position.clock is None:
        interval: int = every.value
        return interval
    if every.layer.rank >= position.clock.rank:
        message = "`every` has no effect: the block around it runs by a clock already"
        report.error(every.node, message, "leave it out, or the `every` or `within` of the block")
    return 0


def _rest_after(values: Values, position: Position, every_ms: int) -> Length:
    if every_ms and position.takes_turns:
        return NO_TIME
    rest: Length = given(values, "rest-after", position.rest_after)
    return rest


def _prepare(values: Values, position: Position) -> int:
    prepare = values.get("prepare")
    in_turn = position.takes_turns and not position.is_first and not position.prepares
    later_on_clock = position.clock is not None and not position.is_first
    if (in_turn or later_on_clock) and (prepare is None or prepare.layer.is_defaults):
        return 0
    length: int = prepare.value if prepare else PREPARE_MS
    return length

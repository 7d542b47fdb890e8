"""One measure of an exercise over time, by side: what a plot of the history shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.progression import LOAD_NUMBER
from hamtimer.core.records.exercise_days import ExerciseDay
from hamtimer.core.session.model import Side


class Measure(StrEnum):
    """What is drawn over time."""

    REPS = "reps"
    HOLD = "longest hold"
    LOAD = "load"
    DOSE = "time under tension"
    SIDES = "left-right difference"
    TEMPO = "tempo error"


UNITS = {
    Measure.REPS: "reps",
    Measure.HOLD: "s",
    Measure.DOSE: "s",
    Measure.SIDES: "%",
    Measure.TEMPO: "%",
}
"""The unit of each measure; a load has the one that the person wrote."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value on one day: of one run."""

    day: date
    value: float
    coverage: float | None = None
    """For a dose: the measured share of the work."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of one side, or of both together, oldest run first."""

    side: Side
    points: tuple[Point, ...]


def measures_of(runs: Sequence[tuple[date, Sequence[ExerciseDay]]]) -> tuple[Measure, ...]:
    """Return the measures that have values."""
    return tuple(measure for measure in Measure if series_of(runs, measure))


def series_of(
    runs: Sequence[tuple[date, Sequence[ExerciseDay]]], measure: Measure
) -> tuple[Series, ...]:
    """Return a measure of one exercise, a series for each side that has it.

    `runs` are the days of the exercise in each run, the oldest first.
    """
    if measure is Measure.SIDES:
        points = tuple(_differences(runs))
        return (Series(Side.BOTH, points),) if points else ()
    found: dict[Side, list[Point]] = {}
    for day, sides in runs:
        for one in sides:
            value = _value(one, measure)
            if value or (value is not None and measure is Measure.TEMPO):
                coverage = one.dose.coverage if measure is Measure.DOSE else None
                found.setdefault(one.side, []).append(Point(day, value, coverage))
    return tuple(Series(side, tuple(found[side])) for side in Side if side in found)


def _value(one: ExerciseDay, measure: Measure) -> float | None:
    """Return a value in the unit of its measure; None or 0: there is none."""
    if measure is Measure.REPS:
        return one.reps
    if measure is Measure.HOLD:
        return one.longest_hold_ms / 1_000
    if measure is Measure.DOSE:
        return one.dose.received_ms / 1_000
    if measure is Measure.TEMPO:
        return one.tempo_error
    found = LOAD_NUMBER.search(one.load)
    return float(found[1]) if found else None


def _differences(runs: Iterable[tuple[date, Sequence[ExerciseDay]]]) -> Iterator[Point]:
    """Yield how much more the right side did than the left, in percent of the stronger side.

    Reps are compared if there are any, else the longest holds.
    """
    for day, sides in runs:
        by_side = {one.side: one for one in sides}
        left, right = by_side.get(Side.LEFT), by_side.get(Side.RIGHT)
        if left is None or right is None:
            continue
        by_reps = bool(left.reps or right.reps)
        one = left.reps if by_reps else left.longest_hold_ms
        other = right.reps if by_reps else right.longest_hold_ms
        if most := max(one, other):
            yield Point(day, 100 * (other - one) / most)

"""One side of an exercise in one run: a point in every plot of the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from statistics import fmean

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Result
from hamtimer.core.records.dose import Dose, add_doses, phase_lengths_of
from hamtimer.core.records.ledger import Attempt, Ledger
from hamtimer.core.records.record import DoneSet, RunRecord
from hamtimer.core.session.model import Role, Side


@dataclass(frozen=True, slots=True)
class ExerciseDay:
    """One side of an exercise in one run; only of work in which something was done."""

    exercise: str
    """Its id, even if a variant replaced it."""
    name: str
    """The name of what was done; a variant has its own."""
    side: Side
    sets: int
    reps: int
    longest_hold_ms: int
    """0: nothing was held."""
    load: str
    """The load used last, as reported or planned."""
    dose: Dose
    tempo_error: float | None = None
    """How far the measured phases were from the tempo, either way, in percent of their lengths;
    None: nothing was measured."""
    pain: float | None = None
    """The highest that was reported."""


def exercise_days(run: RunRecord, ledger: Ledger) -> tuple[ExerciseDay, ...]:
    """Return every side of every exercise done in a run, in the order of their first sets.

    `ledger` holds the lines of the same record.
    """
    groups: dict[tuple[str, Side], list[DoneSet]] = {}
    for one in run.sets:
        if one.work.role is Role.WORK and one.done is not None:
            groups.setdefault((one.work.exercise, one.side), []).append(one)
    led, rate = ledger.led(), run.header.played.rate if run.header.played else Fraction(1)
    return tuple(_day(*place, sets, led, rate) for place, sets in groups.items())


def _day(
    exercise: str, side: Side, sets: Sequence[DoneSet], led: dict[int, Attempt], rate: Fraction
) -> ExerciseDay:
    done = [one.done for one in sets if one.done is not None]
    errors = list(_tempo_errors(sets, side, led, rate))
    return ExerciseDay(
        exercise=exercise,
        name=sets[-1].work.name,
        side=side,
        sets=len({one.work.set_number for one in sets if not _is_cut_off(one)}),
        reps=sum(share.reps for share in done),
        longest_hold_ms=max(share.held_ms for share in done),
        load=sets[-1].load,
        dose=add_doses(one.dose.dose for one in sets),
        tempo_error=round(fmean(errors), 1) if errors else None,
        pain=max((one.pain for one in sets if one.pain is not None), default=None),
    )


def _is_cut_off(one: DoneSet) -> bool:
    return one.outcome is not None and one.outcome.result is Result.CUT_OFF


def _tempo_errors(
    sets: Iterable[DoneSet], side: Side, led: dict[int, Attempt], rate: Fraction
) -> Iterator[float]:
    """Yield the error of every measured phase of a side, in percent of its length."""
    for one in sets:
        attempt = led.get(one.work.step)
        lengths = phase_lengths_of(one.work)
        for found in attempt.measured if attempt else ():
            wanted = float(sum(lengths.get(phase, 0) for phase in found.phases) / rate)
            if wanted and found.side in (None, side):
                yield 100 * abs(found.length_ms - wanted) / wanted

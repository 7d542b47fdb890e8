"""Weeks of training added up: planned, done, dose, effort and pain, by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Result
from hamtimer.core.play.totals import Totals
from hamtimer.core.records.dose import Dose, SideDose, add_doses
from hamtimer.core.records.record import DoneSet, RunRecord
from hamtimer.core.run.self_reports import MORNING
from hamtimer.core.session.model import Role, Side
from hamtimer.core.session.work import Phase


@dataclass(frozen=True, slots=True)
class WeekReport:
    """The totals of the runs in one week."""

    monday: date
    runs: int
    planned_sets: int
    done_sets: int
    planned_reps: int
    """Of all sides; as many as possible count as their minimum."""
    done_reps: int
    dose: Dose
    least_rpe: float | None
    most_rpe: float | None
    pain: dict[Side, float]
    """The highest report for a side; `BOTH`: side not reported."""
    morning_pain: dict[Side, float]
    """The same of the mornings after."""


@dataclass(frozen=True, slots=True)
class ExerciseReport:
    """The totals of one side in an exercise over all weeks."""

    exercise: str
    """Its id, or that of the variant in its place."""
    name: str
    side: Side
    sets: int
    """Sets with work done that were not cut off by the end of the run."""
    planned_reps: int
    reps: int
    dose: Dose
    phases: dict[tuple[Phase, ...], Dose]
    pain: float | None
    """The worst report on one of its sets."""


def first_day(today: date, weeks: int) -> date:
    """Return the Monday on which a number of weeks, ending with this one, begins."""
    return today - timedelta(days=today.weekday() + 7 * (weeks - 1))


def report_weeks(runs: Iterable[RunRecord], today: date, weeks: int) -> list[WeekReport]:
    """Return every week, the oldest first; a run belongs to the local day on which it began."""
    first = first_day(today, weeks)
    by_week: dict[int, list[RunRecord]] = {number: [] for number in range(weeks)}
    for run in runs:
        number = (date.fromisoformat(run.header.started[:10]) - first).days // 7
        if number in by_week:
            by_week[number].append(run)
    return [_week(first + timedelta(weeks=n), found) for n, found in by_week.items()]


def _week(monday: date, runs: Sequence[RunRecord]) -> WeekReport:
    efforts = [
        float(said) for run in runs for _, said in run.reports.all("rpe") if said is not None
    ]
    planned = [run.summary.planned for run in runs]
    done = [run.summary.done for run in runs]
    return WeekReport(
        monday=monday,
        runs=len(runs),
        planned_sets=_sum_sets(planned),
        done_sets=_sum_sets(done),
        planned_reps=sum(totals.reps for totals in planned),
        done_reps=sum(totals.reps for totals in done),
        dose=add_doses(run.dose() for run in runs),
        least_rpe=min(efforts, default=None),
        most_rpe=max(efforts, default=None),
        pain=_worst("pain", runs),
        morning_pain=_worst(MORNING, runs),
    )


def _sum_sets(totals: Iterable[Totals]) -> int:
    return sum(one.sets for one in totals)


def _worst(key: str, runs: Iterable[RunRecord]) -> dict[Side, float]:
    worst: dict[Side, float] = {}
    for run in runs:
        for place, said in run.reports.all(key):
            side = place.side or Side.BOTH
            worst[side] = max(worst.get(side, 0.0), float(said or 0))
    return worst


def report_exercises(runs: Iterable[RunRecord]) -> list[ExerciseReport]:
    """Return each side of each exercise of the work parts, in the order of their first sets."""
    groups: dict[str, dict[Side, list[DoneSet]]] = {}
    for run in runs:
        for one in run.sets:
            if one.work.role is Role.WORK:
                sides = groups.setdefault(one.work.played, {})
                sides.setdefault(one.side, []).append(one)
    return [
        _exercise(played, side, sets)
        for played, sides in groups.items()
        for side, sets in sorted(sides.items(), key=lambda pair: list(Side).index(pair[0]))
    ]


def _exercise(played: str, side: Side, sets: Sequence[DoneSet]) -> ExerciseReport:
    done = [one.done for one in sets if one.done is not None]
    return ExerciseReport(
        exercise=played,
        name=sets[-1].work.name,
        side=side,
        sets=sum(_is_set(one) for one in sets),
        planned_reps=sum(one.planned.reps for one in sets if one.work.is_planned),
        reps=sum(share.reps for share in done),
        dose=add_doses(one.dose.dose for one in sets),
        phases=add_phases(one.dose for one in sets),
        pain=max((one.pain for one in sets if one.pain is not None), default=None),
    )


def _is_set(one: DoneSet) -> bool:
    """Return whether it counts as a set; later parts of a set do not."""
    cut_off = one.outcome is not None and one.outcome.result is Result.CUT_OFF
    return one.done is not None and not cut_off and one.part == 1


def add_phases(doses: Iterable[SideDose]) -> dict[tuple[Phase, ...], Dose]:
    """Return the sums of doses by phase."""
    sums: dict[tuple[Phase, ...], Dose] = {}
    for one in doses:
        for phases, dose in one.phases.items():
            sums[phases] = sums.get(phases, Dose()) + dose
    return sums

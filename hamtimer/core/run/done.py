"""The results of a run by exercise and set, for next targets and what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.progression import is_lighter
from hamtimer.core.play.outcomes import Outcome, Result, best_attempts
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.run.played import Played
from hamtimer.core.run.self_reports import SelfReports
from hamtimer.core.run.tally import Tally
from hamtimer.core.session.model import Side

_NOT_TRIED = (Result.SKIPPED, Result.NOT_REACHED)


@dataclass(frozen=True, slots=True)
class DoneExercise:
    """An exercise of one run in which at least one set was not skipped."""

    exercise: str
    """Its id."""
    variant: str
    """The id of the variant that was done in its place, or empty."""
    asked: tuple[tuple[int, int | None], ...]
    """The minimum and maximum of each set, per side, without optional sets."""
    done: tuple[int, ...]
    """The result of each of these sets, by the weaker side."""
    is_time: bool
    """Whether the numbers are milliseconds, not reps."""
    load: str
    """As planned."""
    is_finished: bool
    """Whether the run is over, and the last of these sets was begun."""
    target: dict[str, Any] | None = None
    """See `PlannedWork`."""
    effort: float | None = None
    """The highest reported effort."""
    pain: float | None = None
    """The worst reported pain of it or of the whole run, then or the next morning."""
    was_lighter: bool = False
    """Whether the person reported less than the planned load."""


def done_exercises(tally: Tally, said: SelfReports | None = None) -> tuple[DoneExercise, ...]:
    """Return every exercise that was tried in a run, in the order of its first set.

    `said` are the reports on the run.
    """
    said = said or SelfReports()
    played, best = tally.played or Played(), best_attempts(tally.log)
    works: dict[tuple[str, str], list[PlannedWork]] = {}
    for work in played.plan:
        if work.is_planned:  # a variant chosen in the middle counts separately
            works.setdefault((work.exercise, work.variant), []).append(work)
    return tuple(
        _done(exercise, plan, best, said, is_over=tally.is_over)
        for (exercise, _), plan in works.items()
        if any(work.step in best and best[work.step].result not in _NOT_TRIED for work in plan)
    )


@dataclass
class _Set:
    """The steps of one set, added up for each side."""

    least: dict[Side, int] = field(default_factory=dict)
    most: dict[Side, int | None] = field(default_factory=dict)
    done: dict[Side, int] = field(default_factory=dict)
    is_begun: bool = False

    def add(self, work: PlannedWork, outcome: Outcome | None, *, is_time: bool) -> None:
        """Add one step, in which one side works, or both in turn."""
        least = work.least_ms if is_time else work.least_reps
        most = work.most_ms if is_time else work.most_reps
        number = _number(work, outcome, is_time=is_time)
        for side in work.sides:
            before = self.most.get(side, 0)
            self.least[side] = self.least.get(side, 0) + least
            self.most[side] = None if most is None or before is None else before + most
            self.done[side] = self.done.get(side, 0) + number
        if outcome is not None and outcome.result is not Result.NOT_REACHED:
            self.is_begun = True


def _done(
    exercise: str,
    plan: Sequence[PlannedWork],
    best: Mapping[int, Outcome],
    said: SelfReports,
    *,
    is_over: bool,
) -> DoneExercise:
    needed = [work for work in plan if not work.is_optional] or plan
    first = needed[0]
    is_time = _is_time(first)
    sets: dict[int, _Set] = {}
    for work in needed:
        if _is_time(work) is is_time:  # of several parts the first kind of work counts
            one = sets.setdefault(work.set_number, _Set())
            one.add(work, best.get(work.step), is_time=is_time)
    all_sets = list(sets.values())
    return DoneExercise(
        exercise=exercise,
        variant=first.variant,
        asked=tuple((min(s.least.values()), _least_most(s)) for s in all_sets),
        done=tuple(min(s.done.values()) for s in all_sets),
        is_time=is_time,
        load=first.load,
        is_finished=is_over and all_sets[-1].is_begun,
        target=first.target,
        effort=said.effort(exercise),
        pain=said.pain(exercise),
        was_lighter=any(_was_lighter(work, said) for work in needed),
    )


def _was_lighter(work: PlannedWork, said: SelfReports) -> bool:
    """Return whether the person reported less than the planned load for a set."""
    loads = (said.load(work.exercise, work.set_number, side) for side in work.sides)
    return any(used and is_lighter(used, work.load) for used in loads)


def _is_time(work: PlannedWork) -> bool:
    return work.most_ms != 0


def _least_most(one: _Set) -> int | None:
    bounded = [most for most in one.most.values() if most is not None]
    return min(bounded) if bounded else None


def _number(work: PlannedWork, outcome: Outcome | None, *, is_time: bool) -> int:
    """Return the result of a step, per side."""
    if outcome is None or outcome.result in _NOT_TRIED:
        return 0
    if not is_time:
        return (outcome.reps or 0) // len(work.sides)
    if outcome.by_plan and outcome.result is Result.DONE:
        return work.most_ms or work.least_ms
    return max(outcome.held_ms, outcome.work_ms)

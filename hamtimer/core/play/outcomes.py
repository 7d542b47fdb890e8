"""Outcomes: what was done in each set or hold, and which attempt counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import WorkKind
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind

BEGUN_MS = 3_000
"""From this time a set counts as begun: a hold that ends sooner was not done at all."""


class Result(StrEnum):
    """How a set, or one side or part of it, ended."""

    DONE = "done"
    STOPPED = "stopped early"
    CUT_OFF = "cut off"
    """The run was ended in the middle of the set, which does not count."""
    SKIPPED = "skipped"
    TIME_UP = "time up"
    """Ended by the cap of its block."""
    NOT_REACHED = "not reached"
    """The cap of its block was reached before it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done in one work step."""

    step: int
    """The id of the step."""
    side: Side
    result: Result
    reps: int | None = 0
    """Reps of all sides together. None: not counted."""
    held_ms: int = 0
    tension_ms: int | None = 0
    """Time under tension. None: unknown, as for self-paced work."""
    corrected: bool = False
    """Whether the person corrected the number of reps afterwards."""
    work_ms: int = 0
    """How long the person worked."""
    by_plan: bool = False
    """Whether the reps are those of the plan because they were not counted."""
    cap_ms: int | None = None
    """When it ended on the clock of its block's cap. None: no cap."""


def measure(step: Step, position: int, counted: int, result: Result) -> Outcome:
    """Return the outcome of a work step that ends at `position`.

    `counted` is the number of reps counted by key in a self-paced set.
    """
    position = max(0, position)
    plan, done = step.reps, Outcome(step.id, step.side, result, work_ms=position)
    if plan is None:
        return replace(done, held_ms=position, tension_ms=position)
    if not plan.phases:
        if counted or result is not Result.DONE or not (planned := planned_reps(plan)):
            return replace(done, reps=counted or None, tension_ms=None)
        return replace(done, reps=planned, tension_ms=None, by_plan=True)
    tension = position // plan.rep_ms * plan.tension_ms
    tension += min(position % plan.rep_ms, plan.tension_ms)
    held = tension if step.work.kind is WorkKind.HOLD else 0
    return replace(done, reps=plan.whole_reps(position), held_ms=held, tension_ms=tension)


def planned_reps(plan: RepPlan) -> int:
    """Return the reps credited to a set that was done without counting."""
    return plan.total or plan.least * len(plan.sides)


def by_plan(step: Step) -> Outcome:
    """Return the outcome of a work step that counts as done by plan."""
    position = step.assumed_ms if step.length_ms is None else step.length_ms
    done = measure(step, position, 0, Result.DONE)
    return replace(done, by_plan=True, work_ms=0)


def ended_by_person(step: Step, outcome: Outcome) -> Outcome:
    """Return the outcome of a step that the person ended, with its actual result."""
    plan, meant = step.reps, outcome.result
    if plan is None or step.kind is StepKind.TIMED:
        nothing, enough = outcome.work_ms < BEGUN_MS, outcome.work_ms >= _enough_ms(step)
    else:
        reps = outcome.reps or 0
        nothing, enough = not reps, reps >= plan.least * len(plan.sides)
        if nothing and meant is Result.DONE:
            # A self-paced set may be done without counting.
            enough = not plan.phases
    if nothing and meant is not Result.DONE and not outcome.reps:
        return replace(outcome, result=Result.SKIPPED)
    short = Result.CUT_OFF if meant is Result.CUT_OFF else Result.STOPPED
    return replace(outcome, result=Result.DONE if enough else short)


def _enough_ms(step: Step) -> int:
    """Return how long a hold or timed work must last to count as done."""
    return step.minimum_ms or step.length_ms or 0


def corrected(step: Step, outcome: Outcome, change: int) -> Outcome | None:
    """Return an outcome with its reps changed; None when they would be negative."""
    plan, reps = step.reps, (outcome.reps or 0) + change
    if plan is None or reps < 0:
        return None
    tension = outcome.tension_ms
    if tension is not None:
        tension += change * plan.tension_ms
    fixed = replace(outcome, reps=reps, tension_ms=tension, corrected=True, by_plan=False)
    if step.kind is StepKind.TIMED:
        return fixed
    return ended_by_person(step, replace(fixed, result=Result.SKIPPED))


def best_attempts(outcomes: Iterable[Outcome]) -> dict[int, Outcome]:
    """Return the attempt that counts for each step, by index: the best, or the corrected one."""
    best: dict[int, Outcome] = {}
    for outcome in outcomes:
        before = best.get(outcome.step)
        if before is None or outcome.corrected or _worth(outcome) >= _worth(before):
            best[outcome.step] = outcome
    return best


def _worth(outcome: Outcome) -> tuple[bool, int, int]:
    time = max(outcome.held_ms, outcome.work_ms if outcome.reps is None else 0)
    return outcome.result is not Result.SKIPPED, outcome.reps or 0, time

"""Outcomes: what was done in each set or hold, and which of several attempts counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from hamtimer.core.session.model import Side
from hamtimer.core.timeline.steps import Step

BEGUN_MS = 3_000
"""Later than this a set has truly begun: a hold that is given up sooner was not done at all."""


class Result(StrEnum):
    """How a set, or one side of it, ended."""

    DONE = "done"
    STOPPED = "stopped early"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done in one work step."""

    step: int
    side: Side
    result: Result
    reps: int = 0
    """Repetitions of all sides together."""
    held_ms: int = 0
    tension_ms: int = 0
    """Time under tension."""
    corrected: bool = False
    """The person set the number of repetitions afterwards."""


def measure(step: Step, position: int, counted: int, result: Result) -> Outcome:
    """Say what has been done in a work step when it ends at `position`.

    `counted` are the repetitions of a self-paced set that were counted by key.
    """
    position = max(0, position)
    plan = step.reps
    if plan is None:
        return Outcome(step.index, step.side, result, held_ms=position, tension_ms=position)
    if not plan.phases:
        # Nobody saw the repetitions of a self-paced set: what was counted by key or, when the
        # person says that it is done, the plan.
        planned = plan.total or plan.least * len(plan.sides)
        reps = counted or (planned if result is Result.DONE else 0)
        return Outcome(step.index, step.side, result, reps=reps, tension_ms=position)
    reps = position // plan.rep_ms
    within = min(position % plan.rep_ms, plan.tension_ms)
    tension = reps * plan.tension_ms + within
    return Outcome(step.index, step.side, result, reps=reps, tension_ms=tension)


def ended_by_person(step: Step, outcome: Outcome) -> Outcome:
    """Return the outcome of a step that a person ended with the result that tells the truth."""
    plan, meant = step.reps, outcome.result
    if plan is None:
        least = step.minimum_ms if step.length_ms is None else step.length_ms
        nothing, enough = outcome.held_ms < BEGUN_MS, outcome.held_ms >= least
    else:
        nothing, enough = not outcome.reps, outcome.reps >= plan.least * len(plan.sides)
        if nothing and meant is Result.DONE:
            # Who does a set at their own pace and counts nothing has done it all the same.
            enough = not plan.phases
    if nothing and meant is not Result.DONE:
        return replace(outcome, result=Result.SKIPPED)
    return replace(outcome, result=Result.DONE if enough else Result.STOPPED)


def corrected(step: Step, outcome: Outcome, change: int) -> Outcome | None:
    """Return an outcome with its reps changed; None when there are none to take away."""
    if step.reps is None or outcome.reps + change < 0:
        return None
    reps = outcome.reps + change
    tension = outcome.tension_ms + change * step.reps.tension_ms
    fixed = replace(outcome, reps=reps, tension_ms=tension, corrected=True, result=Result.SKIPPED)
    return ended_by_person(step, fixed)


def best_attempts(outcomes: Iterable[Outcome]) -> dict[int, Outcome]:
    """Return what counts of the attempts at each step, by its index: the best, or as corrected."""
    best: dict[int, Outcome] = {}
    for outcome in outcomes:
        before = best.get(outcome.step)
        if before is None or outcome.corrected or _worth(outcome) >= _worth(before):
            best[outcome.step] = outcome
    return best


def _worth(outcome: Outcome) -> tuple[bool, int, int]:
    return outcome.result is not Result.SKIPPED, outcome.reps, outcome.held_ms

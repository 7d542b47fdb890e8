"""Corrections: the result of a set as the person reports it afterwards.

A correction is derived from the original outcome, so that one correction undoes another.
"""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.play.outcomes import Outcome, Result
from hamtimer.core.play.plan import PlannedWork


def correct_reps(work: PlannedWork, before: Outcome | None, reps: int) -> Outcome:
    """Return the outcome of a work step with `reps` done, over all its sides."""
    if before is not None and before.reps == reps:
        return replace(before, corrected=True)
    least = work.least_reps * len(work.sides)
    result = _result(done=bool(reps), enough=reps >= least)
    if before is None:
        return Outcome(work.step, work.sides[0], result, reps, tension_ms=None, corrected=True)
    change, tension = reps - (before.reps or 0), before.tension_ms
    if tension is not None:
        tension = max(0, tension + change * work.rep_tension_ms)
    held = max(0, before.held_ms + change * work.held_rep_ms)
    fixed = replace(before, result=result, reps=reps, held_ms=held, tension_ms=tension)
    return replace(fixed, corrected=True, by_plan=False)


def correct_time(work: PlannedWork, before: Outcome | None, held_ms: int) -> Outcome:
    """Return the outcome of a hold or timed work that lasted `held_ms` of session time."""
    if before is not None and before.held_ms == held_ms:
        return replace(before, corrected=True)
    result = _result(done=bool(held_ms), enough=held_ms >= work.least_ms)
    if before is None:
        side = work.sides[0]
        return Outcome(work.step, side, result, 0, held_ms, tension_ms=None, corrected=True)
    tension = None if before.tension_ms is None else held_ms
    work_ms = min(before.work_ms, held_ms)  # the part that was cut was not work
    fixed = replace(before, result=result, held_ms=held_ms, tension_ms=tension, work_ms=work_ms)
    return replace(fixed, corrected=True, by_plan=False)


def _result(*, done: bool, enough: bool) -> Result:
    if not done:
        return Result.SKIPPED
    return Result.DONE if enough else Result.STOPPED

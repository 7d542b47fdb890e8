"""The cues of an open step as data: single cues, and rules for those that repeat."""

from __future__ import annotations

from typing import Any

from hamtimer.core.timeline.cue_kinds import Cue
from hamtimer.core.timeline.cues import cues_between
from hamtimer.core.timeline.notes import single_notes
from hamtimer.core.timeline.steps import Step, StepKind

Values = dict[str, Any]


def cue_rules(step: Step) -> tuple[tuple[Cue, ...], list[Values]]:
    """Return the cues of an open step as data: single cues, and rules for repeating ones.

    The rules are derived from the cues themselves, far enough into the step that all single cues
    are over, so that both have one source.
    """
    last = _last_single_ms(step)
    rep_ms = step.reps.rep_ms * len(step.reps.sides) if step.reps else 0
    in_time = step.kind in (StepKind.HOLD, StepKind.TIMED)
    time_ms = step.exercise.signals.periodic_ms if in_time else 0
    rules, single = list[Values](), list[Cue]()
    for of_reps, period in ((True, rep_ms), (False, time_ms)):
        far = (last // period + 1) * period if period else last

        def cues(after: int, until: int, *, of_reps: bool = of_reps) -> tuple[Cue, ...]:
            found = cues_between(step, after, until)
            return tuple(cue for cue in found if bool(cue.rep) is of_reps)

        early, own = cues(-1, far), list[Values]()
        if period:
            pairs = zip(cues(far, far + period), cues(far + period, far + 2 * period), strict=True)
            own = [_rule(*pair, period, early) for pair in pairs]
        single += [cue for cue in early if not any(_follows(cue, rule) for rule in own)]
        rules += own
    return tuple(sorted(single, key=lambda cue: cue.at_ms)), rules


def _last_single_ms(step: Step) -> int:
    """Return a position after all single cues."""
    plan = step.reps
    rep_ms = plan.rep_ms * len(plan.sides) if plan else 0
    last_rep = plan.least * rep_ms if plan else 0
    notes = single_notes(step)
    return max([step.minimum_ms, last_rep, *(note.at_ms for note in notes)])


def _rule(cue: Cue, again: Cue, period: int, early: tuple[Cue, ...]) -> Values:
    """Return the rule of a repeating cue; values that differ each time are left open."""
    first = cue.at_ms % period
    if not any(c.at_ms == first and _is_like(c, cue) for c in early):
        first += period
    return {
        "kind": cue.kind,
        "first_ms": first,
        "every_ms": period,
        "side": cue.side,
        "length_ms": cue.length_ms,
        "depth": cue.depth,
        "text": cue.text if cue.text == again.text else None,
        "sounds": cue.sounds,
    }


def _is_like(one: Cue, other: Cue) -> bool:
    return one.kind is other.kind and one.side is other.side


def _follows(cue: Cue, rule: Values) -> bool:
    """Return whether the rule predicts the cue."""
    past = cue.at_ms - rule["first_ms"]
    fits = cue.kind is rule["kind"] and cue.side is rule["side"]
    return fits and rule["text"] in (None, cue.text) and past >= 0 and past % rule["every_ms"] == 0

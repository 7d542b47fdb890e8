"""The limb: where in its range it should be at any moment of a set."""

from __future__ import annotations

from hamtimer.core.session.work import Phase
from hamtimer.core.timeline.steps import RepPlan


def depth_at(plan: RepPlan, position_ms: float) -> float:
    """Return where the limb should be: 0 muscle shortened (top), 1 stretched (bottom).

    `position_ms` is on the timeline, from the beginning of the set. Before the set the limb is
    where a rep begins, after it where a rep ends.
    """
    start = _start(plan)
    total = plan.total
    if position_ms <= 0 or not plan.rep_ms:
        return start
    if total is not None and position_ms >= total * plan.rep_ms:
        return legs(plan)[-1][2]
    within = position_ms % plan.rep_ms
    for length, begins, ends in legs(plan):
        if within < length:
            return begins + (ends - begins) * within / length
        within -= length
    return start


_ENDS = {
    Phase.ECCENTRIC: (0.0, 1.0),
    Phase.STRETCHED: (1.0, 1.0),
    Phase.CONCENTRIC: (1.0, 0.0),
    Phase.SHORTENED: (0.0, 0.0),
}
"""The depths at both ends of each phase except the reset."""
HELD = frozenset(phase for phase, (begins, ends) in _ENDS.items() if begins == ends)
"""The phases in which the limb stays where it is."""


def _start(plan: RepPlan) -> float:
    return _ENDS[plan.phases[0][0]][0] if plan.phases and plan.phases[0][0] in _ENDS else 0.0


def legs(plan: RepPlan) -> list[tuple[int, float, float]]:
    """Return the length of each phase of a rep, and the depths at its ends."""
    start = depth = _start(plan)
    found = []
    for phase, length in plan.phases:
        # The unloaded return leads to where a rep begins.
        begins, ends = _ENDS.get(phase, (depth, start))
        found.append((length, begins, ends))
        depth = ends
    return found

"""The target turns of a set: when one phase changes to the next."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase
from hamtimer.core.timeline.steps import Step


class TapMode(StrEnum):
    """Where in a rep the person taps."""

    TURNS = "turns"
    """At every phase change."""
    ENDS = "ends"
    """Only at the bottom and at the top."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Turn:
    """An instant at which one phase changes to the next."""

    at_ms: int
    """From the beginning of the set, on the clock, not in beats."""
    rep: int = 0
    """The rep whose phase ends here, per side and from 1; 0 for the beginning of the set."""
    side: Side = Side.BOTH
    phases: tuple[Phase, ...] = ()
    """The phases between the previous turn and this one; none at the beginning."""
    target_ms: int = 0
    """How long these phases should last together."""
    judged: bool = True
    """Whether accuracy counts: not for an unloaded return, nor for "as fast as you can"."""


_ENDS = frozenset((Phase.ECCENTRIC, Phase.CONCENTRIC, Phase.RESET))
"""The phases that end at the bottom or at the top."""


def ends_range(phase: Phase) -> bool:
    """Return whether a phase ends at the bottom or at the top."""
    return phase in _ENDS


def target_turns(
    step: Step, rate: Fraction, mode: TapMode, until_ms: int | None = None
) -> tuple[Turn, ...]:
    """Return the turns of a set, its beginning first; none without a tempo.

    `rate` is how many milliseconds of the timeline pass in one of the clock. Each time is rounded
    from its exact value, so errors do not accumulate. A set of as many reps as possible is laid out
    to `until_ms` of the timeline.
    """
    plan = step.reps
    if plan is None or not plan.rep_ms or mode is TapMode.OFF:
        return ()
    total = plan.total
    if total is None:
        total = (until_ms or 0) // plan.rep_ms + 1
    explosive = _is_explosive(step)
    turns = [Turn(0)]
    position, waiting = 0, list[Phase]()
    for index in range(total):
        rep, side = index // len(plan.sides) + 1, plan.sides[index % len(plan.sides)]
        for phase, length in plan.phases:
            position += length
            waiting.append(phase)
            if mode is TapMode.ENDS and not ends_range(phase):
                continue
            at = round(position / rate)
            fast = explosive and Phase.CONCENTRIC in waiting
            judged = not fast and Phase.RESET not in waiting
            lasted = at - turns[-1].at_ms
            turns.append(Turn(at, rep, side, tuple(waiting), lasted, judged))
            waiting.clear()
    return tuple(turns)


def _is_explosive(step: Step) -> bool:
    tempo = step.work.tempo
    return tempo is not None and tempo.explosive

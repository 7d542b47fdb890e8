"""The view: everything a front shows at one instant, as plain values.

A front gets it a few times a second and draws what changed. It contains no training logic.
"""

from __future__ import annotations

import math
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.current_step import effective_step, upcoming
from hamtimer.core.play.player import Player
from hamtimer.core.play.remaining import interval_left_ms, left_ms
from hamtimer.core.play.state import State, Status
from hamtimer.core.session.model import Exercise, Side
from hamtimer.core.session.work import Phase
from hamtimer.core.timeline.limb import depth_at
from hamtimer.core.timeline.notes import note_at
from hamtimer.core.timeline.steps import SECOND, RepPlan, Step


@dataclass(frozen=True, slots=True)
class PhaseView:
    """The phase of the rep in progress."""

    phase: Phase
    name: str
    """The person's own word for it."""
    position_ms: int
    length_ms: int
    beat_ms: Fraction = SECOND
    """The unit of counting: a second, or the beat of the tempo."""

    @property
    def beats_left(self) -> int:
        """The rest of the phase in seconds or beats, rounded up: 1 until it is over."""
        # Where beats are not whole milliseconds, the ends of a phase are rounded.
        rounded = 0 if self.beat_ms.denominator == 1 else 1
        return math.ceil(max(0, self.remaining_ms - rounded) / self.beat_ms)

    @property
    def remaining_ms(self) -> int:
        """The remaining time of the phase."""
        return self.length_ms - self.position_ms


@dataclass(frozen=True, slots=True)
class View:
    """The state of a run at one instant. Lengths and positions are in milliseconds."""

    status: Status
    step: Step
    """The current step, with everything added to or cut from it."""
    position_ms: int
    """In the step, never negative."""
    count_in_ms: int
    """The remaining count-in before the step; 0: none."""
    remaining_ms: int | None
    """Of the step; None while it is open."""
    side: Side
    rep: int
    """The rep in progress, per side and from 1; 0 outside sets."""
    reps: int | None
    """The planned reps per side; None: as many as possible."""
    reps_done: int
    """Whole reps done in this step, of all sides."""
    phase: PhaseView | None
    """None outside reps with a tempo."""
    depth: float
    """Where the limb is in its range: 0 muscle shortened (top), 1 stretched (bottom)."""
    cue: str
    """The person's own cue shown now, which is the last one spoken; or empty."""
    next_step: Step | None
    """The next step that is not skipped."""
    next_work: Step | None
    """The next set or hold that is not skipped."""
    elapsed_ms: int
    """Of the session, without pauses."""
    session_remaining_ms: int
    """Of the session, with assumed lengths for open steps."""
    progress: float
    """Of the session as planned: 0 to 1."""
    interval_left_ms: int | None = None
    """The remaining time of the current interval; None: no interval."""
    cap_left_ms: int | None = None
    """The remaining time until the cap; None: no cap."""
    cap_round: int = 0
    """The round under the cap; 0: no cap."""
    cap_rounds: int | None = None
    """The planned rounds under the cap; None: as many as fit, or no cap."""

    @property
    def load(self) -> str:
        """The load of the current set, or of the next one."""
        return self.step.load

    @property
    def description(self) -> str:
        """The exercise's own description."""
        return self.exercise.description

    @property
    def exercise(self) -> Exercise:
        """The current exercise, or the one after this rest or get-ready."""
        return self.step.exercise


def seconds_left(ms: int) -> int:
    """Return a remaining time in seconds, rounded up: 1 until it is over."""
    return -(-ms // 1_000)


def look(player: Player, now: int) -> View:
    """Return the view at the clock's `now` if nothing interferes."""
    timeline, state = player.timeline, player.peek(now)
    step = effective_step(timeline, state)
    raw = state.position_ms(now)
    position = max(0, raw)
    if step.length_ms is not None:
        position = min(position, step.length_ms)
    plan = step.reps
    index, within = _rep_in_progress(state, plan, position)
    phase = _phase_at(step, plan, within) if plan and plan.phases else None
    cap = None if step.cap_ms is None or step.cap is None else timeline.caps[step.cap]
    left = left_ms(timeline, state, step, position)
    done = timeline.assumed_ms - left
    if step.interval is None and cap is None:
        done = step.start_ms + min(position, step.assumed_ms)
    return View(
        status=state.status,
        step=step,
        position_ms=position,
        count_in_ms=max(0, -raw),
        remaining_ms=None if step.length_ms is None else step.length_ms - position,
        side=plan.sides[index % len(plan.sides)] if plan else step.side,
        rep=_rep_number(state, plan, index),
        reps=plan.of if plan else 0,
        reps_done=_reps_done(state, plan, position),
        phase=phase,
        depth=depth_at(plan, position) if plan else 0.0,
        cue=note_at(step, raw),
        next_step=next(upcoming(timeline, state), None),
        next_work=next((s for s in upcoming(timeline, state) if s.kind.is_work), None),
        elapsed_ms=state.session_ms(now),
        session_remaining_ms=0 if state.status.is_over else left,
        progress=max(0.0, min(1.0, done / timeline.assumed_ms)) if timeline.assumed_ms else 1.0,
        interval_left_ms=interval_left_ms(state, step, position),
        cap_left_ms=None if step.cap_ms is None else max(0, step.cap_ms - position),
        cap_round=cap.round_of(step.index) if cap else 0,
        cap_rounds=cap.rounds if cap else None,
    )


def _rep_in_progress(state: State, plan: RepPlan | None, position: int) -> tuple[int, int]:
    """Return the index of the current rep, counting all sides, and the position in it."""
    if plan is None:
        return 0, 0
    if not plan.phases:
        return state.extra_reps, 0  # reps counted by key
    index, within = divmod(position, plan.rep_ms)
    if plan.total is not None and position >= plan.length_ms(plan.total):
        return max(0, plan.total - 1), plan.rep_ms - plan.gap_ms
    return index, within


def _rep_number(state: State, plan: RepPlan | None, index: int) -> int:
    if plan is None:
        return 0
    if not plan.phases:
        return plan.before + -(-state.extra_reps // len(plan.sides))
    return plan.before + index // len(plan.sides) + 1


def _reps_done(state: State, plan: RepPlan | None, position: int) -> int:
    if plan is None:
        return 0
    return plan.whole_reps(position) if plan.phases else state.extra_reps


def _phase_at(step: Step, plan: RepPlan, within: int) -> PhaseView:
    """Return the phase at a position inside a rep; at its very end the last one."""
    start = 0
    for phase, length in plan.phases:
        is_last = within == start + length and within >= plan.rep_ms - plan.gap_ms
        if within < start + length or is_last:
            name = step.phase_name(phase)
            return PhaseView(phase, name, within - start, length, plan.beat_ms)
        start += length
    msg = "a rep with a length has a phase at every position"
    raise AssertionError(msg)

"""The view: everything a front shows at one instant, as plain values.

A front asks for it a few times a second and draws what changed. It never computes training.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hamtimer.core.play.player import Player
from hamtimer.core.play.state import State, Status, effective_step, find_step, upcoming
from hamtimer.core.session.model import Exercise, Phase, Side
from hamtimer.core.timeline.limb import depth_at
from hamtimer.core.timeline.notes import note_at
from hamtimer.core.timeline.steps import RepPlan, Step, Timeline


@dataclass(frozen=True, slots=True)
class PhaseView:
    """The phase of the repetition that is going on."""

    phase: Phase
    name: str
    """The person's own word for it."""
    position_ms: int
    length_ms: int

    @property
    def remaining_ms(self) -> int:
        """What is left of the phase."""
        return self.length_ms - self.position_ms


@dataclass(frozen=True, slots=True)
class View:
    """What is going on now. Lengths and positions are in milliseconds."""

    status: Status
    step: Step
    """The current step, with what was added to it or cut from it."""
    position_ms: int
    """In the step, never below zero."""
    count_in_ms: int
    """What is left of a count-in before the step; 0 when there is none."""
    remaining_ms: int | None
    """Of the step; None while it is open."""
    side: Side
    rep: int
    """The repetition that is going on, per side and from 1; 0 outside sets."""
    reps: int | None
    """How many there will be per side; None: as many as possible."""
    reps_done: int
    """Whole repetitions done in this step, of all sides."""
    phase: PhaseView | None
    """None outside repetitions with a tempo."""
    depth: float
    """Where the limb is in its range: 0 muscle shortened (top), 1 stretched (bottom)."""
    cue: str
    """The person's own cue that is shown now, the last one spoken; or empty."""
    next_step: Step | None
    """The next step that is not skipped."""
    next_work: Step | None
    """The next set or hold that is not skipped."""
    elapsed_ms: int
    """Of the session: what was played, pauses left out."""
    session_remaining_ms: int
    """Of the session, with assumed lengths for open steps."""
    progress: float
    """Of the session as planned: 0 to 1."""

    @property
    def exercise(self) -> Exercise:
        """The exercise that is done now, or that comes after this rest or get-ready."""
        return self.step.exercise


def seconds_left(ms: int) -> int:
    """Round a remaining time up, so that 1 is shown until it is over."""
    return -(-ms // 1_000)


def look(player: Player, now: int) -> View:
    """Return the view at the clock's `now`, as it will be if nobody interferes."""
    timeline, state = player.timeline, player.peek(now)
    step = effective_step(timeline, state)
    raw = state.position_ms(now)
    position = max(0, raw)
    if step.length_ms is not None:
        position = min(position, step.length_ms)
    plan = step.reps
    index, within = _repetition(state, plan, position)
    phase = _phase_at(step, plan, within) if plan and plan.phases else None
    left = max(0, step.assumed_ms - position) + _left_after(timeline, state)
    planned = step.start_ms + min(position, step.assumed_ms)
    return View(
        status=state.status,
        step=step,
        position_ms=position,
        count_in_ms=max(0, -raw),
        remaining_ms=None if step.length_ms is None else step.length_ms - position,
        side=plan.sides[index % len(plan.sides)] if plan else step.side,
        rep=_rep_number(state, plan, index),
        reps=plan.count if plan else 0,
        reps_done=_reps_done(state, plan, index, within),
        phase=phase,
        depth=depth_at(plan, position) if plan else 0.0,
        cue=note_at(step, raw),
        next_step=next(upcoming(timeline, state), None),
        next_work=next((s for s in upcoming(timeline, state) if s.kind.is_work), None),
        elapsed_ms=state.session_ms(now),
        session_remaining_ms=0 if state.status.is_over else left,
        progress=min(1.0, planned / timeline.assumed_ms) if timeline.assumed_ms else 1.0,
    )


def _left_after(timeline: Timeline, state: State) -> int:
    """Return the planned length of all that comes after the current step."""
    if not state.skipped:
        step = timeline.steps[state.step]
        return timeline.assumed_ms - step.start_ms - step.assumed_ms
    return _left_with_skips(timeline, state.step, state.skipped)


@lru_cache(maxsize=4)
def _left_with_skips(timeline: Timeline, step: int, skipped: frozenset[str]) -> int:
    left, index = 0, step
    while (index := find_step(timeline, index + 1, skipped)) < len(timeline.steps):
        left += timeline.steps[index].assumed_ms
    return left


def _repetition(state: State, plan: RepPlan | None, position: int) -> tuple[int, int]:
    """Return the index of the current rep, counting all sides, and the position in it."""
    if plan is None:
        return 0, 0
    if not plan.phases:
        return state.extra_reps, 0  # those counted by key
    index, within = divmod(position, plan.rep_ms)
    if plan.total is not None and index >= plan.total:
        return plan.total - 1, plan.rep_ms
    return index, within


def _rep_number(state: State, plan: RepPlan | None, index: int) -> int:
    if plan is None:
        return 0
    if not plan.phases:
        return -(-state.extra_reps // len(plan.sides))
    return index // len(plan.sides) + 1


def _reps_done(state: State, plan: RepPlan | None, index: int, within: int) -> int:
    if plan is None:
        return 0
    if not plan.phases:
        return state.extra_reps
    return index + (within >= plan.rep_ms)


def _phase_at(step: Step, plan: RepPlan, within: int) -> PhaseView:
    """Find the phase at a position inside a repetition."""
    start = 0
    for phase, length in plan.phases:
        if within < start + length or (phase, length) == plan.phases[-1]:
            name = step.exercise.phase_name(phase)
            return PhaseView(phase, name, min(within - start, length), length)
        start += length
    msg = "a repetition with a length has a phase at every position"
    raise AssertionError(msg)

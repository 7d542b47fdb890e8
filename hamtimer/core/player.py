"""The player: a run of a timeline, steered by commands and by the passing of time.

It is asked "what happened up to now?" and answers with every event since it was last asked.
The time is always an argument, so a test plays an hour in no time, and a journal replays a run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from hamtimer.core.state import (
    Event,
    EventKind,
    Outcome,
    Result,
    State,
    Status,
    advance,
    closing_event,
    effective_step,
    enter,
    log_outcome,
    measure,
)
from hamtimer.core.timeline import Step, StepKind, Timeline

REST_CHANGE_MS = 15_000
"""How much one press adds to a rest or cuts from it."""
COUNT_IN_MS = 3_000
"""The count before a set that a person starts by key: the hand must get back to the floor."""
GAP_MS = 2_000
"""A silence of the program longer than this is not exercise done: it was stopped or asleep."""
BACK_RESTARTS_MS = 3_000
"""Later than this into a set, "back" goes to its beginning instead of the set before."""


class Command(StrEnum):
    """Everything a person can tell the player."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    TOGGLE = "toggle"
    """The one big key: start, pause, resume; where the run waits for the person, go on."""
    DONE = "done"
    """This is done: end an open or running set, a rest, a wait; go on."""
    COMPLETE = "complete"
    """Every repetition of this set is done, sooner than its tempo has it: end it as done."""
    NEXT = "next"
    """Skip the step."""
    BACK = "back"
    RESTART = "restart"
    SKIP_EXERCISE = "skip-exercise"
    UNDO = "undo"
    MORE_REST = "more-rest"
    LESS_REST = "less-rest"
    MORE_REPS = "more-reps"
    FEWER_REPS = "fewer-reps"
    STOP = "stop"


_UNDOABLE = frozenset(
    (
        Command.DONE,
        Command.COMPLETE,
        Command.TOGGLE,
        Command.NEXT,
        Command.BACK,
        Command.RESTART,
        Command.SKIP_EXERCISE,
        Command.MORE_REST,
        Command.LESS_REST,
        Command.MORE_REPS,
        Command.FEWER_REPS,
    )
)


class Player:
    """One run of a timeline.

    `lead_ms` is how much later than a key a start happens, so that sound, which is written
    ahead, and screen begin together. `count_in_ms` is counted down before a set that a person
    starts; 0 where nobody is there. `gap_ms` is the longest silence that counts as running;
    None takes any (a replay, a run faster than real time).
    """

    def __init__(
        self,
        timeline: Timeline,
        *,
        lead_ms: int = 0,
        gap_ms: int | None = GAP_MS,
        rate: Fraction = Fraction(1),
        count_in_ms: int = COUNT_IN_MS,
    ) -> None:
        """Stand ready at the beginning of the timeline; for `rate` see `State`."""
        self.timeline = timeline
        self.count_in_ms = count_in_ms
        self.lead_ms = lead_ms
        self.gap_ms = gap_ms
        status = Status.READY if timeline.steps else Status.FINISHED
        self.state = State(status=status, rate=rate)
        self.epoch = 0
        """Grows whenever time was rebased: whatever was scheduled ahead is void then."""
        self.pauses = 0
        self.paused_ms = 0
        """The time spent in pauses that have ended."""
        self._closing: Event | None = None
        """The cue that closes what the person just ended by key, heard `lead_ms` later."""
        self._seen = 0
        self._log: list[Outcome] = []
        self._undo: list[State] = []

    @property
    def is_running(self) -> bool:
        """Whether time is passing."""
        return self.state.status is Status.RUNNING

    @property
    def is_over(self) -> bool:
        """Whether the run has ended, one way or the other."""
        return self.state.status.is_over

    @property
    def can_undo(self) -> bool:
        """Whether there is a command to take back."""
        return bool(self._undo)

    @property
    def step(self) -> Step:
        """The current step, with what was added to it or cut from it."""
        return effective_step(self.timeline, self.state)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Give what was done in each work step: its best attempt, or as corrected, in order."""
        best: dict[int, Outcome] = {}
        for outcome in self._log[: self.state.outcomes]:
            before = best.get(outcome.step)
            if before is None or outcome.corrected or _beats(outcome, before):
                best[outcome.step] = outcome
        return tuple(best[index] for index in sorted(best))

    def advance(self, now: int) -> tuple[Event, ...]:
        """Give everything that happened since the last call, up to the clock's `now`.

        After a gap in time the run is paused at the last moment it was alive.
        """
        if self._overslept(now):
            return self._pause(self._seen, "the program was stopped or the machine asleep")
        self._seen = max(self._seen, now)
        self.state, events = advance(self.timeline, self.state, now)
        self._keep(events)
        return tuple(events)

    def ahead(self, now: int, until: int) -> tuple[Event, ...]:
        """Give the cues that will be due after `now` and up to `until` if nothing interferes."""
        _, events = advance(self.timeline, self.state, until)
        due = [self._closing, *events] if self._closing else events
        return tuple(e for e in due if e.kind is EventKind.CUE and now < e.due_ms <= until)

    def next_due(self, now: int) -> int | None:
        """Give the time of the next thing that will happen by itself, or None if there is none.

        For fronts that play without waiting.
        """
        if not self.is_running:
            return None
        horizon = 1_000
        longest = self.step.length_ms
        while True:
            _, events = advance(self.timeline, self.state, now + horizon)
            due = [event.due_ms for event in events if event.due_ms > now]
            if due:
                return min(due)
            if longest is None and horizon > _OPEN_HORIZON_MS:
                return None
            horizon *= 4

    def do(self, command: Command, now: int) -> tuple[Event, ...]:
        """Carry a command out and give all that happened. One that makes no sense does nothing."""
        before = self.advance(now)
        if self.is_over and command is not Command.UNDO:
            return before
        snapshot = self.state.at(now)
        events = self._HANDLERS[command](self, now)
        if command in _UNDOABLE and not _only_stops_the_clock(events):
            self._undo.append(snapshot)
        return (*before, *events)

    # Starting, pausing, stopping

    def _overslept(self, now: int) -> bool:
        return self.is_running and self.gap_ms is not None and now - self._seen > self.gap_ms

    def _resume(self, now: int) -> tuple[Event, ...]:
        if self.state.status not in (Status.READY, Status.PAUSED):
            return ()
        first = self.state.status is Status.READY
        if not first:
            self.paused_ms += now - self.state.base_now
        self._rebase(replace(self.state, status=Status.RUNNING, base_now=now + self.lead_ms))
        self._seen = now
        if not first:
            return (self._event(EventKind.RESUMED),)
        self.state, entered = enter(self.timeline, self.state, 0, count_in_ms=self.count_in_ms)
        self._keep(entered)
        return (self._event(EventKind.STARTED), *entered)

    def _toggle(self, now: int) -> tuple[Event, ...]:
        if not self.is_running:
            return self._resume(now)
        if self.step.kind is StepKind.WAIT:
            return self._end_step(now, Result.DONE)
        return self._pause(now)

    def _pause(self, now: int, why: str = "") -> tuple[Event, ...]:
        if not self.is_running:
            return ()
        self.pauses += 1
        self._rebase(replace(self.state.at(now), status=Status.PAUSED))
        return (self._event(EventKind.PAUSED, text=why),)

    def _stop(self, now: int) -> tuple[Event, ...]:
        state, events = self._with_outcome(self.state.at(now), Result.STOPPED)
        self._rebase(replace(state, status=Status.STOPPED))
        self._keep(events)
        return (*events, self._event(EventKind.STOPPED))

    def _take_back(self, now: int) -> tuple[Event, ...]:
        if not self._undo:
            return ()
        then = self._undo.pop()
        paused = self.state.status is Status.PAUSED
        status = Status.PAUSED if paused else then.status
        base_now = now if status is Status.PAUSED else now + self.lead_ms
        self._rebase(replace(then, status=status, base_now=base_now))
        self._seen = now
        return (self._event(EventKind.UNDONE, step=self.step),)

    # Moving about

    def _end_step(self, now: int, result: Result) -> tuple[Event, ...]:
        if self.state.status is Status.READY:
            return self._resume(now)
        if self.state.position_ms(now) < 0 and result is Result.DONE:
            return self._move(now, self.state.step, count_in=False)
        step = self.step
        state, events = self._with_outcome(self.state.at(now), result)
        closing = None
        if result is Result.DONE and step.kind.is_work:
            closing = closing_event(step, state, now + self.lead_ms)
            events.append(closing)
        told = self._go(state, step.index + 1, events, count_in_ms=self.count_in_ms)
        self._closing = closing
        return told

    def _complete(self, now: int) -> tuple[Event, ...]:
        step = self.step
        if step.kind is not StepKind.SET or step.length_ms is None or not self.is_running:
            return ()
        whole = replace(self.state.at(now), base_ms=step.length_ms)
        state, events = self._with_outcome(whole, Result.DONE)
        closing = closing_event(step, state, now + self.lead_ms)
        told = self._go(state, step.index + 1, [*events, closing], count_in_ms=COUNT_IN_MS)
        self._closing = closing
        return told

    def _skip_exercise(self, now: int) -> tuple[Event, ...]:
        state, events = self._with_outcome(self.state.at(now), Result.SKIPPED)
        skipped = state.skipped | {self.step.exercise.id}
        state = replace(state, skipped=skipped)
        return self._go(state, state.step + 1, events, count_in_ms=self.count_in_ms)

    def _move(self, now: int, index: int, *, count_in: bool = True) -> tuple[Event, ...]:
        if self.state.status is Status.READY:
            return ()
        lead = self.count_in_ms if count_in else 0
        return self._go(self.state.at(now), index, [], count_in_ms=lead)

    def _go(
        self, state: State, index: int, events: list[Event], *, count_in_ms: int
    ) -> tuple[Event, ...]:
        """Begin another step because a person said so; a paused run stays paused there."""
        state, entered = enter(self.timeline, state, index, count_in_ms=count_in_ms)
        if state.status is Status.RUNNING:
            state = replace(state, base_now=state.base_now + self.lead_ms)
        self._rebase(state)
        self._keep([*events, *entered])
        return (*events, *entered)

    def _with_outcome(self, state: State, result: Result) -> tuple[State, list[Event]]:
        """Note what has been done if a work step is being left."""
        step = self.step
        position = state.base_ms
        if not step.kind.is_work or position < 0 or state.status is Status.READY:
            return state, []
        outcome = measure(step, state, position, result)
        outcome = replace(outcome, result=_honest(step, outcome, result))
        state, event = log_outcome(state, outcome)
        return state, [event]

    def _step_to_restart(self) -> int:
        """Find the work step that "restart the set" begins again: this one or the one before."""
        index = self.state.step
        while index > 0 and not self.timeline.steps[index].kind.is_work:
            index -= 1
        return index

    def _step_back(self, now: int) -> int:
        index = self.state.step
        if self.step.kind.is_work and self.state.position_ms(now) > BACK_RESTARTS_MS:
            return index
        index -= 1
        while index > 0 and not self.timeline.steps[index].kind.is_work:
            index -= 1
        return max(0, index)

    # Changing and correcting

    def _change_rest(self, now: int, change_ms: int) -> tuple[Event, ...]:
        step = self.step
        if step.kind not in (StepKind.REST, StepKind.PREPARE) or step.length_ms is None:
            return ()
        state = self.state.at(now)
        left = step.length_ms - state.base_ms
        change = max(change_ms, -left)
        self._rebase(replace(state, extra_ms=state.extra_ms + change))
        text = f"rest {'+' if change >= 0 else '-'}{abs(change) // 1_000} s"
        return (self._event(EventKind.ADJUSTED, text=text),)

    def _change_reps(self, now: int, change: int) -> tuple[Event, ...]:
        step, plan, state = self.step, self.step.reps, self.state.at(now)
        if not step.kind.is_work:
            return self._correct(state, change)
        if plan is None or (plan.rep_ms and plan.count is None):
            return ()
        if not plan.rep_ms:
            counted = state.extra_reps + change
            if counted < 0:
                return ()
            self._rebase(replace(state, extra_reps=counted))
            return (self._event(EventKind.ADJUSTED, text=f"{counted} counted"),)
        count = (plan.count or 0) + change
        begun = max(0, state.base_ms) // (plan.rep_ms * len(plan.sides)) + 1
        if count < begun:
            return ()
        self._rebase(replace(state, extra_reps=state.extra_reps + change))
        return (self._event(EventKind.ADJUSTED, text=f"{count} repetitions"),)

    def _correct(self, state: State, change: int) -> tuple[Event, ...]:
        """Correct the repetitions of the set that was done last."""
        done = self._log[: state.outcomes]
        last = next((o for o in reversed(done) if self.timeline.steps[o.step].reps), None)
        if last is None or last.reps + change < 0:
            return ()
        plan = self.timeline.steps[last.step].reps
        tension = max(0, last.tension_ms + change * (plan.tension_ms if plan else 0))
        fixed = replace(last, reps=last.reps + change, tension_ms=tension, corrected=True)
        state, event = log_outcome(state, fixed)
        self.state = state
        self._keep([event])
        return (event,)

    # Keeping the books

    def _rebase(self, state: State) -> None:
        self.state = state
        self.epoch += 1
        self._closing = None

    def _keep(self, events: list[Event]) -> None:
        """Log the outcomes among the events; what an undo took back is overwritten."""
        new = [event.outcome for event in events if event.outcome is not None]
        del self._log[self.state.outcomes - len(new) :]
        self._log += new

    def _event(self, kind: EventKind, *, step: Step | None = None, text: str = "") -> Event:
        return Event(kind, self.state.base_now, self.state.elapsed_ms, step=step, text=text)

    _HANDLERS: ClassVar[dict[Command, Callable[[Player, int], tuple[Event, ...]]]] = {
        Command.START: _resume,
        Command.PAUSE: _pause,
        Command.RESUME: _resume,
        Command.TOGGLE: _toggle,
        Command.DONE: lambda self, now: self._end_step(now, Result.DONE),
        Command.COMPLETE: _complete,
        Command.NEXT: lambda self, now: self._end_step(now, Result.SKIPPED),
        Command.BACK: lambda self, now: self._move(now, self._step_back(now)),
        Command.RESTART: lambda self, now: self._move(now, self._step_to_restart()),
        Command.SKIP_EXERCISE: _skip_exercise,
        Command.UNDO: _take_back,
        Command.MORE_REST: lambda self, now: self._change_rest(now, REST_CHANGE_MS),
        Command.LESS_REST: lambda self, now: self._change_rest(now, -REST_CHANGE_MS),
        Command.MORE_REPS: lambda self, now: self._change_reps(now, 1),
        Command.FEWER_REPS: lambda self, now: self._change_reps(now, -1),
        Command.STOP: _stop,
    }


_OPEN_HORIZON_MS = 24 * 3_600_000
"""How far ahead to look for the next cue of an open step before saying there is none."""


def _only_stops_the_clock(events: tuple[Event, ...]) -> bool:
    """Whether nothing happened that could be taken back: at most a start, a pause, a resume."""
    clock = (EventKind.STARTED, EventKind.PAUSED, EventKind.RESUMED)
    return not events or events[0].kind in clock


def _beats(outcome: Outcome, before: Outcome) -> bool:
    """Whether a new attempt at the same step replaces an earlier one: never by less."""
    return (outcome.reps, outcome.held_ms) >= (before.reps, before.held_ms)


def _honest(step: Step, outcome: Outcome, result: Result) -> Result:
    """Say how a step that a person ended did end, by what was done in it."""
    plan = step.reps
    if plan is not None:
        nothing, enough = not outcome.reps, outcome.reps >= plan.least * len(plan.sides)
    else:
        least = step.minimum_ms if step.length_ms is None else step.length_ms
        nothing, enough = not outcome.held_ms, outcome.held_ms >= least
    if result is Result.SKIPPED and (nothing or not enough):
        return Result.SKIPPED if nothing else Result.STOPPED
    return Result.DONE if enough else Result.STOPPED

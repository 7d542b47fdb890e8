"""The player: a run of a timeline, driven by commands and by time.

`advance` returns every event since the last call. The time is always an argument, so a test plays
an hour in no time, and a journal replays a run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

from hamtimer.core.play.commands import AFTER_THE_END, BEFORE_THE_START, UNDOABLE, Command
from hamtimer.core.play.outcomes import (
    BEGUN_MS,
    Outcome,
    Result,
    best_attempts,
    by_plan,
    corrected,
    ended_by_person,
    measure,
)
from hamtimer.core.play.score import Score, change_score, score_of
from hamtimer.core.play.state import (
    NOTHING_EMITTED,
    Event,
    EventKind,
    State,
    Status,
    advance,
    closing_event,
    effective_step,
    enter,
    find_step,
    log_outcome,
    peek,
    uncut,
)
from hamtimer.core.text import count_text
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.steps import Cap, Step, StepKind, Timeline

REST_CHANGE_MS = 15_000
"""How much one press adds to a rest or cuts from it."""
COUNT_IN_MS = 3_000
"""The count-in before a set started by key: the hand must get back to the floor."""
GAP_MS = 2_000
"""After a longer gap between calls the run is paused: the program was stopped or asleep."""


class Player:
    """One run of a timeline.

    `lead_ms` is the delay between a key and the start it causes, so that sound, which is written
    ahead, and screen start together. `count_in_ms` is counted down before a set that a person
    starts; 0 without a person. `gap_ms` is the longest gap between calls that counts as running;
    None allows any gap (a replay, a run faster than real time).
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
        """Make a player at the beginning of the timeline; for `rate` see `State`."""
        self.timeline = timeline
        self.count_in_ms = count_in_ms
        self.lead_ms = lead_ms
        self.gap_ms = gap_ms
        status = Status.READY if timeline.steps else Status.FINISHED
        self.state = State(status=status, rate=rate)
        self.by_old_rules = False
        """Whether a record of the first format is played: DONE cut a count-in short then, and the
        end of the run in the middle of a set stopped it early."""
        self.epoch = 0
        """Grows whenever time is rebased, which voids everything scheduled ahead."""
        self.pauses = 0
        self.paused_ms = 0
        """The time spent in pauses that have ended."""
        self._closing: Event | None = None
        """The cue that closes what the person just ended by key, heard `lead_ms` later."""
        self._scored: Cap | None = None
        """The capped block that the person has chosen to correct; None: the last one."""
        self._seen = 0
        self._paused_at = 0
        self._log: list[Outcome] = []
        self._undo: list[State] = []

    @property
    def is_running(self) -> bool:
        """Whether time is passing."""
        return self.state.status is Status.RUNNING

    @property
    def is_over(self) -> bool:
        """Whether the run has finished or was stopped."""
        return self.state.status.is_over

    @property
    def can_undo(self) -> bool:
        """Whether there is a command to undo."""
        return bool(self._undo)

    @property
    def step(self) -> Step:
        """The current step, with everything added to or cut from it."""
        return effective_step(self.timeline, self.state)

    @property
    def has_begun(self) -> bool:
        """Whether the current step has begun: its count-in, or the lead of a key, is over."""
        return self.state.emitted_ms > NOTHING_EMITTED

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return the outcome of each work step, in order: its best attempt, or as corrected."""
        best = best_attempts(self._log[: self.state.outcomes])
        return tuple(best[index] for index in sorted(best))

    def attempts(self) -> tuple[Outcome, ...]:
        """Return every attempt at a work step that was not undone, the oldest first."""
        return tuple(self._log[: self.state.outcomes])

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return all events since the last call, up to the clock's `now`.

        After a gap the run is paused at the time of the last call.
        """
        if self._overslept(now):
            return self._pause(self._seen, "the program was stopped or the computer was asleep")
        self._seen = max(self._seen, now)
        self.state, events = advance(self.timeline, self.state, now)
        self._keep(events)
        if any(event.outcome or _is_cap(event) for event in events):
            self._forget_undo()
            self._scored = None
        return tuple(events)

    def peek(self, now: int) -> State:
        """Return the state at the clock's `now` if nothing interferes."""
        return peek(self.timeline, self.state, now)

    def ahead(self, now: int, until: int) -> tuple[Event, ...]:
        """Return the cues due after `now` and up to `until` if nothing interferes."""
        _, events = advance(self.timeline, self.state, until)
        due = [self._closing, *events] if self._closing else events
        return tuple(e for e in due if e.kind is EventKind.CUE and now < e.due_ms <= until)

    def next_due(self, now: int) -> int | None:
        """Return the time of the next event without a command; None when there is none.

        It serves fronts that play faster than real time.
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

    def can(self, command: Command, now: int) -> bool:
        """Return whether a command would change anything at the clock's `now`.

        It tries the command on a copy, so it always agrees with `do`.
        """
        trial = object.__new__(type(self))  # `copy.copy` takes as long as all the rest
        trial.__dict__ |= self.__dict__ | {"_log": [*self._log], "_undo": [*self._undo]}
        trial.advance(now)
        return bool(trial.act(command, now))

    def do(self, command: Command, now: int) -> tuple[Event, ...]:
        """Advance to the clock's `now`, carry out a command, and return all events."""
        return (*self.advance(now), *self.act(command, now))

    def act(self, command: Command, now: int) -> tuple[Event, ...]:
        """Carry out a command in a player advanced to `now`; return the events it causes.

        A command without effect now changes nothing and returns nothing.
        """
        was_over = self.is_over
        if was_over and command not in AFTER_THE_END:
            return ()
        if self.state.status is Status.READY and command not in BEFORE_THE_START:
            return ()
        snapshot = self.state.at(now)
        events = self._HANDLERS[command](self, now)
        # After the end undo takes back the end, not the corrections since.
        if command in UNDOABLE and not was_over and not _only_stops_the_clock(events):
            self._undo.append(snapshot)
        return events

    # Starting, pausing, stopping

    def _overslept(self, now: int) -> bool:
        return self.is_running and self.gap_ms is not None and now - self._seen > self.gap_ms

    def _resume(self, now: int) -> tuple[Event, ...]:
        if self.state.status not in (Status.READY, Status.PAUSED):
            return ()
        first = self.state.status is Status.READY
        if not first:
            self.paused_ms += now - self._paused_at
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
        if self.waits_at(now):
            return self._end_step(now, Result.DONE)
        return self._pause(now)

    def waits_at(self, now: int) -> bool:
        """Return whether it waits for the person, or a rest before a wait has been long enough."""
        step = self.step
        if step.kind is StepKind.WAIT:
            return True
        enough = 0 < step.minimum_ms <= self.state.position_ms(now)
        return step.kind is StepKind.REST and step.followed_by is StepKind.WAIT and enough

    def _pause(self, now: int, why: str = "") -> tuple[Event, ...]:
        if not self.is_running:
            return ()
        self.pauses += 1
        self._paused_at = now
        self._rebase(replace(self.state.at(now), status=Status.PAUSED))
        return (self._event(EventKind.PAUSED, text=why),)

    def _stop(self, now: int) -> tuple[Event, ...]:
        if self.state.status is Status.PAUSED:
            self.paused_ms += now - self._paused_at
        result = Result.STOPPED if self.by_old_rules else Result.CUT_OFF
        state, events = self._with_outcome(self.state.at(now), result)
        self._rebase(replace(state, status=Status.STOPPED))
        self._keep(events)
        return (*events, self._event(EventKind.STOPPED))

    def _take_back(self, now: int) -> tuple[Event, ...]:
        if not self._undo:
            return ()
        then = self._undo.pop()
        # An undo neither stops nor starts the clock, unless it takes back the end of the run.
        status = then.status if self.is_over else self.state.status
        if self.is_over and status is Status.PAUSED:
            self._paused_at = now
        base_now = now + self.lead_ms if status is Status.RUNNING else now
        self._rebase(replace(then, status=status, base_now=base_now))
        self._seen = now
        return (self._event(EventKind.UNDONE, step=self.step),)

    def _forget_undo(self) -> None:
        """Drop the commands that cannot be undone without losing the set just done.

        Skipping an exercise stays undoable for long; undoing it keeps all that was done since.
        """
        now = self.state
        kept = [then for then in self._undo if then.skipped != now.skipped]
        self._undo = [replace(then, outcomes=now.outcomes) for then in kept]

    # Moving about

    def _end_step(self, now: int, result: Result) -> tuple[Event, ...]:
        if self.state.status is Status.READY:
            return self._resume(now)
        if result is Result.DONE and self.step.kind.is_work and not self.has_begun:
            if not self.by_old_rules:
                return ()
            if self.state.position_ms(now) < 0:
                return self._cut_count_in(now)
        return self._leave(self.state.at(now), result, waited=self.waits_at(now))

    def _cut_count_in(self, now: int) -> tuple[Event, ...]:
        """End a count-in at once."""
        state = self.state.at(now)
        zero = state.zero_ms
        interval, cap = state.interval_began_ms, state.cap_began_ms
        state = replace(
            state,
            base_ms=0,
            emitted_ms=NOTHING_EMITTED,
            # Clocks that start with the set start now as well.
            interval_began_ms=state.elapsed_ms if interval == zero else interval,
            cap_began_ms=state.elapsed_ms if cap == zero else cap,
        )
        if self.is_running:
            state = replace(state, base_now=now + self.lead_ms)
        self._rebase(state)
        return (self._event(EventKind.ADJUSTED, text="no count-in"),)

    def _complete(self, now: int) -> tuple[Event, ...]:
        step = self.step
        led = step.kind is StepKind.SET and step.reps and step.reps.phases
        if not led or step.length_ms is None or not self.is_running:
            return ()
        return self._leave(replace(self.state.at(now), base_ms=step.length_ms), Result.DONE)

    def _leave(self, state: State, result: Result, *, waited: bool = False) -> tuple[Event, ...]:
        """Log the outcome of a step, and go to the next; skipping a set skips its later parts too.

        `waited`: the person has started what the session would wait for.
        """
        step = self.step
        state, events = self._with_outcome(state, result)
        closing = None
        if result is Result.DONE and step.kind.is_work:
            ended = uncut(self.timeline, self.state)
            closing = closing_event(ended, state, state.base_now + self.lead_ms)
            events.append(closing)
        after = self._after_skipped(step) if result is Result.SKIPPED else step.index + 1
        if waited and step.followed_by is StepKind.WAIT:
            after = find_step(self.timeline, after, state.skipped) + 1
        emitted = self._go(state, after, events, count_in_ms=self.count_in_ms)
        self._closing = closing
        return emitted

    def _after_skipped(self, step: Step) -> int:
        """Return the step after the remaining parts of a skipped set, on the same side."""
        steps, index = self.timeline.steps, step.index + 1
        in_set = step.kind.is_work or step.within_set
        while in_set and index < len(steps):
            other = steps[index]
            if other.place is not step.place or other.side is not step.side:
                break
            index += 1
        return index

    def _round_done(self, now: int) -> tuple[Event, ...]:
        """Log the current round under a cap as planned; after the cap, add one to the result."""
        cap = self.running_cap
        if cap is None:
            return self._change_score(now, 1, 0)
        state, events = self.state.at(now), list[Event]()
        for index in cap.round_steps(cap.round_of(state.step)):
            planned = self.timeline.steps[index]
            passed = index < state.step or planned.exercise.id in state.skipped
            if not planned.kind.is_work or passed:
                continue
            state, event = log_outcome(self.timeline, state, self._as_planned(planned, state))
            events.append(event)
        after = cap.round_steps(cap.round_of(state.step)).stop
        return self._go(state, after, events, count_in_ms=self.count_in_ms)

    def _as_planned(self, planned: Step, state: State) -> Outcome:
        """Return the planned outcome of a step of a round, with more reps if more were counted."""
        done = by_plan(planned)
        if planned.index != state.step:
            return done
        done = replace(done, work_ms=max(0, state.base_ms))
        more = planned.reps is not None and state.extra_reps > (done.reps or 0)
        return replace(done, reps=state.extra_reps, by_plan=False) if more else done

    @property
    def running_cap(self) -> Cap | None:
        """The cap whose clock is running, if any."""
        index = self.timeline.steps[self.state.step].cap if self.timeline.steps else None
        running = index is not None and self.state.cap_began_ms is not None and not self.is_over
        return self.timeline.caps[index] if running and index is not None else None

    def _change_score(self, now: int, rounds: int, reps: int) -> tuple[Event, ...]:
        """Change what was done in a block with a cap: its full rounds, the reps after."""
        cap = self.scored_cap
        if cap is None:
            return ()
        log = self._log[: self.state.outcomes]
        changed = change_score(self.timeline, cap, best_attempts(log), rounds, reps)
        state = self.state.at(now)
        self.state = replace(self.state, outcomes=state.outcomes + len(changed))
        events = [
            Event(EventKind.OUTCOME, state.base_now, state.elapsed_ms, outcome=outcome)
            for outcome in changed
        ]
        self._keep(events)
        return tuple(events)

    def score(self, cap: Cap) -> Score | None:
        """Return what was done in a block with a cap; None: not known."""
        return score_of(self.timeline, cap, best_attempts(self._log[: self.state.outcomes]))

    @property
    def ended_caps(self) -> tuple[Cap, ...]:
        """The blocks with a cap that are over; none while one is going on."""
        if self.running_cap is not None:
            return ()
        end = len(self.timeline.steps) if self.is_over else self.state.step
        return tuple(cap for cap in self.timeline.caps if cap.first < end)

    @property
    def scored_cap(self) -> Cap | None:
        """The block with a cap that is corrected: the chosen one, or else the last that is over."""
        caps = self.ended_caps
        return self._scored if self._scored in caps else next(reversed(caps), None)

    def _next_score(self, now: int) -> tuple[Event, ...]:
        """Choose the next of several capped blocks to be corrected, round and round."""
        caps, cap = self.ended_caps, self.scored_cap
        if cap is None or len(caps) < 2:
            return ()
        self._scored = caps[(caps.index(cap) + 1) % len(caps)]
        state, name = self.state.at(now), self._scored.block or "rounds"
        text = f"corrections are for {name} now"
        return (Event(EventKind.ADJUSTED, state.base_now, state.elapsed_ms, text=text),)

    def _skip_exercise(self, now: int) -> tuple[Event, ...]:
        exercise = self.step.exercise
        state, events = self._with_outcome(self.state.at(now), Result.SKIPPED)
        state = replace(state, skipped=state.skipped | {exercise.id})
        index = find_step(self.timeline, state.step, state.skipped)
        if index != state.step:
            return self._go(state, index, events, count_in_ms=self.count_in_ms)
        self._rebase(state)  # the rest continues, and leads to another step now
        return (self._event(EventKind.ADJUSTED, text=f"{exercise.name} is skipped"),)

    def _move(self, now: int, index: int) -> tuple[Event, ...]:
        """Go to another step, and keep what was done of the set that is left."""
        state = self.state.at(now)
        left, events = self._with_outcome(state, Result.SKIPPED)
        if any(event.outcome and event.outcome.result is Result.SKIPPED for event in events):
            left, events = state, []
        return self._go(left, index, events, count_in_ms=self.count_in_ms, jumped=True)

    def _go(
        self,
        state: State,
        index: int,
        events: list[Event],
        *,
        count_in_ms: int,
        jumped: bool = False,
    ) -> tuple[Event, ...]:
        """Enter another step by command; a paused run stays paused."""
        if state.status is Status.RUNNING:
            state = replace(state, base_now=state.base_now + self.lead_ms)
        state, entered = enter(self.timeline, state, index, count_in_ms=count_in_ms, jumped=jumped)
        self._rebase(state)
        self._keep([*events, *entered])
        return (*events, *entered)

    def _with_outcome(self, state: State, result: Result) -> tuple[State, list[Event]]:
        """Log the outcome if a work step is being left."""
        step = self.step
        position = state.base_ms
        if not step.kind.is_work or position < 0 or state.status is Status.READY:
            return state, []
        outcome = measure(step, position, state.extra_reps, result)
        outcome = ended_by_person(step, outcome)
        state, event = log_outcome(self.timeline, state, outcome)
        return state, [event]

    def _step_to_restart(self) -> int:
        """Return the work step that RESTART repeats: this one or the one before."""
        return self._work_before(self.state.step + 1)

    def _step_back(self, now: int) -> int:
        index = self.state.step
        begun = self.step.kind.is_work and self.state.position_ms(now) > BEGUN_MS
        return index if begun else self._work_before(index)

    def _work_before(self, index: int) -> int:
        """Return the last work step before `index` that is not skipped, or else the first step."""
        steps, skipped = self.timeline.steps, self.state.skipped
        for before in range(index - 1, -1, -1):
            if steps[before].kind.is_work and steps[before].exercise.id not in skipped:
                return before
        return 0

    # Changing and correcting

    def _change_rest(self, now: int, change_ms: int) -> tuple[Event, ...]:
        step = self.step
        if step.kind not in (StepKind.REST, StepKind.PREPARE) or step.length_ms is None:
            return ()
        state = self.state.at(now)
        left = step.length_ms - state.base_ms
        # Work that follows directly has a count-in; one more, as the count starts after now.
        least = self.count_in_ms + 1 if self.count_in_ms and step.starts_work else 0
        change = max(change_ms, min(0, least - left))
        if not change:
            return ()
        if change > change_ms and state.status is Status.RUNNING:
            state = replace(state, base_now=now + self.lead_ms)
        began = state.interval_began_ms
        # On a fixed interval this boundary and all later ones move.
        state = replace(state, interval_began_ms=None if began is None else began + change)
        if not step.fills_interval:
            state = replace(state, extra_ms=state.extra_ms + change)
        self._rebase(state)
        name = "get-ready" if step.kind is StepKind.PREPARE else "rest"
        text = f"{name} {'+' if change > 0 else '-'}{abs(change) // 1_000} s"
        return (self._event(EventKind.ADJUSTED, text=text),)

    def _change_reps(self, now: int, change: int) -> tuple[Event, ...]:
        step, plan, state = self.step, self.step.reps, self.state.at(now)
        if self.is_over or not step.kind.is_work:
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
        return (self._event(EventKind.ADJUSTED, text=count_text(count, "rep")),)

    def _correct(self, state: State, change: int) -> tuple[Event, ...]:
        """Correct the reps of the last set, or of the last block with a cap."""
        log, steps = self._log[: state.outcomes], self.timeline.steps
        cap = self.scored_cap
        chosen = cap is not None and self._scored is cap
        if cap is not None and (chosen or (log and cap.first <= log[-1].step <= cap.last)):
            return self._change_score(state.base_now, 0, change)
        last = next((o.step for o in reversed(log) if steps[o.step].reps), None)
        fixed = None if last is None else corrected(steps[last], best_attempts(log)[last], change)
        if fixed is None:
            return ()
        # The clock is unchanged: what was scheduled ahead stays valid.
        self.state = replace(self.state, outcomes=state.outcomes + 1)
        event = Event(EventKind.OUTCOME, state.base_now, state.elapsed_ms, outcome=fixed)
        self._keep([event])
        return (event,)

    # Keeping the books

    def _rebase(self, state: State) -> None:
        self.state = state
        self.epoch += 1
        self._closing = None
        self._scored = None

    def _keep(self, events: list[Event]) -> None:
        """Log the outcomes among the events; undone ones are overwritten."""
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
        Command.ROUND_DONE: _round_done,
        Command.FEWER_ROUNDS: lambda self, now: self._change_score(now, -1, 0),
        Command.NEXT_SCORE: _next_score,
        Command.UNDO: _take_back,
        Command.MORE_REST: lambda self, now: self._change_rest(now, REST_CHANGE_MS),
        Command.LESS_REST: lambda self, now: self._change_rest(now, -REST_CHANGE_MS),
        Command.MORE_REPS: lambda self, now: self._change_reps(now, 1),
        Command.FEWER_REPS: lambda self, now: self._change_reps(now, -1),
        Command.STOP: _stop,
    }


_OPEN_HORIZON_MS = 24 * 3_600_000
"""How far ahead to look for the next cue of an open step."""


def _is_cap(event: Event) -> bool:
    return event.cue is not None and event.cue.kind is CueKind.TIME_UP


def _only_stops_the_clock(events: tuple[Event, ...]) -> bool:
    """Return whether nothing happened but at most a start, a pause or a resume."""
    clock = (EventKind.STARTED, EventKind.PAUSED, EventKind.RESUMED)
    return not events or events[0].kind in clock

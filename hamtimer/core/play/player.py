"""The player: a run of a timeline, driven by commands and by time.

`advance` returns every event since the last call. The time is always an argument, so a test plays
an hour in no time, and a journal replays a run.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from hamtimer.core.play.changes import ExercisePlace, exercise_places
from hamtimer.core.play.clock_commands import pause
from hamtimer.core.play.commands import AFTER_THE_END, BEFORE_THE_START, UNDOABLE, Command
from hamtimer.core.play.corrections import scored_cap
from hamtimer.core.play.current_step import effective_step
from hamtimer.core.play.fit import Fit, find_fit
from hamtimer.core.play.handlers import carry_out, would_do
from hamtimer.core.play.moment import Effect, Moment
from hamtimer.core.play.outcomes import Outcome, best_attempts
from hamtimer.core.play.plan_change import go_on_in
from hamtimer.core.play.progress import advance, peek
from hamtimer.core.play.reload import reload
from hamtimer.core.play.rounds import ended_caps, running_cap
from hamtimer.core.play.score import Score, score_of
from hamtimer.core.play.state import NOTHING_EMITTED, Event, EventKind, State, Status
from hamtimer.core.session.model import Session
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.core.timeline.cues import introduction
from hamtimer.core.timeline.steps import Cap, Step, Timeline

COUNT_IN_MS = 3_000
"""The count-in before a set started by key: the hand must get back to the floor."""
GAP_MS = 2_000
"""After a longer gap between calls the run is paused: the program was stopped or asleep."""


class _Before(NamedTuple):
    """The state that undo returns to."""

    timeline: Timeline
    state: State
    plan_only: bool = False
    """Whether undo restores only the plan, because sets have been done since."""


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
        """Whether a record of the first format is played: then DONE cut a count-in short, and the
        end of the run in the middle of a set stopped the set early."""
        self.epoch = 0
        """Grows whenever time is rebased, which voids everything scheduled ahead."""
        self.pauses = 0
        self.paused_ms = 0
        """The time spent in pauses that have ended."""
        self._due: int | None = None
        """The next event that happens without a command; None: none."""
        self._quiet = (-1, 0)
        """The epoch for which it is known, and until when: to look for cues again at every drawing
        would be a quarter of the work."""
        self._closing: Event | None = None
        """The closing cue of what the person just ended by key, heard `lead_ms` later."""
        self._seen = 0
        self._paused_at = 0
        self._undo: tuple[_Before, ...] = ()
        self._news: tuple[Event, ...] = ()
        self._trial: tuple[tuple[object, ...], Player, State] | None = None
        """The last copy on which commands were tried: what it was made from, the copy, and its
        state at that time."""

    @property
    def is_running(self) -> bool:
        """Whether time is passing."""
        return self.state.status is Status.RUNNING

    @property
    def is_over(self) -> bool:
        """Whether the run has finished or was stopped."""
        return self.state.status.is_over

    @property
    def undoable(self) -> int:
        """How many commands can be undone."""
        return len(self._undo)

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
        best = best_attempts(self.state.outcomes)
        order = (step.id for step in self.timeline.steps if step.id in best)
        return tuple(best[step_id] for step_id in order)

    def attempts(self) -> tuple[Outcome, ...]:
        """Return every attempt at a work step that was not undone, the oldest first."""
        return self.state.outcomes

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return all events since the last call, up to the clock's `now`.

        After a gap the run is paused at the time of the last call.
        """
        if self._overslept(now):
            why = "the program was stopped or the computer was asleep"
            paused = pause(self._moment(self.state.at(self._seen)), why)
            return self._apply(paused, self._seen)
        self._seen = max(self._seen, now)
        if self._is_quiet(now):
            self.state = self.peek(now)
            return ()
        self.state, events = advance(self.timeline, self.state, now)
        if any(event.outcome or _is_cap(event) for event in events):
            self._undo = _lasting(self._undo, self.timeline, self.state)
            self.state = replace(self.state, scored=None)
        return tuple(events)

    def peek(self, now: int) -> State:
        """Return the state at the clock's `now` if nothing interferes."""
        return peek(self.timeline, self.state, now)

    def ahead(self, now: int, until: int) -> tuple[Event, ...]:
        """Return the cues due after `now` and up to `until` if nothing interferes."""
        _, events = advance(self.timeline, self.state, until)
        due = [self._closing, *events] if self._closing else events
        return tuple(e for e in due if e.kind is EventKind.CUE and now < e.due_ms <= until)

    def unforeseen(self) -> tuple[Event, ...]:
        """Return, once, the cues that `ahead` could not know: what comes next after a change."""
        news, self._news = self._news, ()
        return news

    def next_due(self, now: int) -> int | None:
        """Return the time of the next event without a command; None when there is none."""
        if not self.is_running:
            return None
        if self._is_quiet(now):
            return self._due
        self._due = due = self._find_due(now)
        # What is due already, but was not returned yet, comes first.
        is_quiet = not advance(self.timeline, self.state, now)[1]
        until = now + _OPEN_HORIZON_MS if due is None else due
        self._quiet = (self.epoch, until if is_quiet else 0)
        return due

    def _is_quiet(self, now: int) -> bool:
        """Return whether it is known that nothing happens up to the clock's `now`."""
        epoch, until = self._quiet
        return epoch == self.epoch and now < until

    def _find_due(self, now: int) -> int | None:
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

    def can(self, command: Command, now: int, value: str = "") -> bool:
        """Return whether a command would change anything at the clock's `now`.

        It tries the command on a copy, so it always agrees with `do`.
        """
        trial, state = self._trial_at(now)
        if not trial.allows(command):
            return False
        if command is Command.UNDO:
            return bool(trial.undoable)
        return would_do(command, self._moment(state, value))

    def _trial_at(self, now: int) -> tuple[Player, State]:
        """Return a copy advanced to `now`, and its state based there.

        They are kept, because a screen asks about every command at once.
        """
        key = (now, self._seen, self.timeline, self.state, self._undo)
        if self._trial is None or self._trial[0] != key:
            trial = object.__new__(type(self))  # `copy.copy` takes as long as all the rest
            trial.__dict__ |= self.__dict__
            trial._trial = None
            trial.advance(now)
            self._trial = key, trial, trial.state.at(now)
        return self._trial[1:]

    def allows(self, command: Command) -> bool:
        """Return whether a command is allowed in this stage of the run."""
        if self.is_over:
            return command in AFTER_THE_END
        return self.state.status is not Status.READY or command in BEFORE_THE_START

    def do(self, command: Command, now: int, value: str = "") -> tuple[Event, ...]:
        """Advance to the clock's `now`, carry out a command, and return all events."""
        return (*self.advance(now), *self.act(command, now, value))

    def act(self, command: Command, now: int, value: str = "") -> tuple[Event, ...]:
        """Carry out a command in a player advanced to `now`; return the events it causes.

        A command without effect changes nothing and returns nothing. `value` is its argument, see
        `commands.py`.
        """
        was_over = self.is_over
        if not self.allows(command):
            return ()
        here = self.step
        if command is Command.UNDO:
            events = self._take_back(now)
            self._announce_change(here, now)
            return events
        before = _Before(self.timeline, self.state.at(now))
        moment = self._moment(before.state, value)
        events = self._apply(carry_out(command, moment), now)
        self._announce_change(here, now)
        # After the end, undo undoes the end, not the corrections since.
        if command in UNDOABLE and not was_over and not _only_stops_the_clock(events):
            self._undo += (before,)
        return events

    def reload(self, session: Session, now: int) -> tuple[Event, ...]:
        """Continue in another version of the session; see `reload.py`. It can be undone.

        It has no effect before the run has begun or after its end.
        """
        if self.is_over or self.state.status is Status.READY:
            return ()
        before = _Before(self.timeline, self.state.at(now))
        self._undo += (before,)
        here = self.step
        events = self._apply(reload(self._moment(before.state), session), now)
        self._announce_change(here, now)
        return events

    def _announce_change(self, before: Step, now: int) -> None:
        """Have it said what comes next, where a change has put that in place of something else.

        A step that only begins says it by itself.
        """
        step = self.step
        goes_on = self.has_begun and not self.is_over and not step.kind.is_work
        words = introduction(step) if goes_on and not before.kind.is_work else ""
        self._news = ()
        if words and words != introduction(before):
            cue = Cue(CueKind.CHANGED, 0, speech=words)
            session_ms, due = self.state.session_ms(now), now + self.lead_ms
            self._news = (Event(EventKind.CUE, due, session_ms, step=step, cue=cue),)

    def fit(self, minutes: str, now: int) -> Fit | None:
        """Return what would be left out to fit into some minutes; None: not a number."""
        return find_fit(self._moment(self.peek(now).at(now), minutes))

    def exercises(self) -> tuple[ExercisePlace, ...]:
        """Return the exercises in order, with what is left of each."""
        return exercise_places(self.timeline, self.state)

    def _moment(self, state: State, value: str = "") -> Moment:
        rules = self.by_old_rules
        return Moment(self.timeline, state, self.lead_ms, self.count_in_ms, rules, value)

    def _overslept(self, now: int) -> bool:
        return self.is_running and self.gap_ms is not None and now - self._seen > self.gap_ms

    def _apply(self, effect: Effect | None, now: int) -> tuple[Event, ...]:
        """Adopt what a command did at the clock's `now`."""
        if effect is None:
            return ()
        after = effect.state
        if effect.keeps_clock:
            self.state = replace(self.state, outcomes=after.outcomes, scored=after.scored)
            return effect.events
        self.pauses += any(event.kind is EventKind.PAUSED for event in effect.events)
        self.timeline = effect.timeline or self.timeline
        self._rebase(after, now)
        self._closing = effect.closing
        return effect.events

    def _rebase(self, state: State, now: int) -> None:
        """Continue from another state, which voids what was scheduled ahead."""
        was_paused, is_paused = (one.status is Status.PAUSED for one in (self.state, state))
        if was_paused and not is_paused:
            self.paused_ms += now - self._paused_at
        elif is_paused and not was_paused:
            self._paused_at = now
        self.state, self._seen = replace(state, scored=None), now
        self._closing = None
        self.epoch += 1

    def _take_back(self, now: int) -> tuple[Event, ...]:
        if not self._undo:
            return ()
        *before, then = self._undo
        self._undo = tuple(before)
        if then.plan_only:
            went_on = go_on_in(self._moment(self.state.at(now)), then.timeline, "")
            # Steps that only the newer plan has were not done.
            then = then._replace(state=replace(went_on.state, outcomes=self.state.outcomes))
        # An undo neither stops nor starts the clock, unless it undoes the end of the run.
        status = then.state.status if self.is_over else self.state.status
        base_now = now + self.lead_ms if status is Status.RUNNING else now
        self.timeline = then.timeline
        self._rebase(replace(then.state, status=status, base_now=base_now), now)
        state = self.state
        return (Event(EventKind.UNDONE, state.base_now, state.elapsed_ms, step=self.step),)

    # Time caps

    @property
    def running_cap(self) -> Cap | None:
        """The cap whose clock is running, if any."""
        return running_cap(self.timeline, self.state)

    @property
    def ended_caps(self) -> tuple[Cap, ...]:
        """The finished blocks with a cap; none while one is running."""
        return ended_caps(self.timeline, self.state)

    @property
    def scored_cap(self) -> Cap | None:
        """The capped block to correct: the chosen one, or else the last finished one."""
        return scored_cap(self.timeline, self.state)

    def score(self, cap: Cap) -> Score | None:
        """Return what was done in a block with a cap; None: not known."""
        return score_of(self.timeline, cap, best_attempts(self.state.outcomes))


_OPEN_HORIZON_MS = 24 * 3_600_000
"""How far ahead to look for the next cue of an open step."""


def _is_cap(event: Event) -> bool:
    return event.cue is not None and event.cue.kind is CueKind.TIME_UP


def _lasting(undo: tuple[_Before, ...], timeline: Timeline, now: State) -> tuple[_Before, ...]:
    """Return the commands that can still be undone without losing the set just done.

    Skipping an exercise stays undoable for long, and so do changes to a plan that includes
    everything done; undoing them keeps everything done since.
    """
    kept, after = list[_Before](), timeline
    for then in reversed(undo):
        if not all(then.timeline.has_step(one.step) for one in now.outcomes):
            break
        state = replace(then.state, outcomes=now.outcomes)
        if then.timeline is not after:
            if not now.status.is_over:
                kept.append(then._replace(state=state, plan_only=True))
        elif then.state.skipped != now.skipped:
            kept.append(then._replace(state=state))
        after = then.timeline
    return tuple(reversed(kept))


def _only_stops_the_clock(events: tuple[Event, ...]) -> bool:
    """Return whether nothing happened except a start, a pause or a resume."""
    clock = (EventKind.STARTED, EventKind.PAUSED, EventKind.RESUMED)
    return not events or events[0].kind in clock

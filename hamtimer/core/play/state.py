"""The state of a run, and its events, as plain values."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.timeline.cue_kinds import Cue
from hamtimer.core.timeline.steps import Cap, Step

NOTHING_EMITTED = -1
"""`emitted_ms` before the cue at position 0 is emitted."""


class Status(StrEnum):
    """What the run as a whole is doing."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    """Ended by the person before the end."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self in (Status.FINISHED, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class RestChange:
    """A rest that the person made longer or shorter."""

    exercise: str
    """The id of the exercise before it."""
    next_exercise: str
    """The id of the exercise after it."""
    number: int
    """Of the set before it."""
    new_round: bool
    """Whether another round of a superset or circuit begins after it."""
    change_ms: int


@dataclass(frozen=True, slots=True)
class State:
    """Where a run is. Times named `now` are on the clock, the others are lengths."""

    step: int = 0
    status: Status = Status.READY
    base_ms: int = 0
    """The position in the step at the clock's `base_now`; negative in a count-in."""
    base_now: int = 0
    emitted_ms: int = NOTHING_EMITTED
    """Cues up to this position of the step have been emitted."""
    elapsed_ms: int = 0
    """Session time at `base_now`: the time played so far, without pauses."""
    extra_ms: int = 0
    """The time that the person added to (or cut from) this step."""
    extra_reps: int = 0
    """Reps added to the plan of this set; in a self-paced set, reps counted by key."""
    skipped: frozenset[str] = frozenset()
    """The ids of skipped exercises."""
    postponed: str = ""
    """The exercise that was just postponed, until the next step begins."""
    outcomes: tuple[Outcome, ...] = ()
    """Every attempt at a work step that was not undone, and every correction; oldest first."""
    rest_changes: tuple[RestChange, ...] = ()
    """Every change of a rest by the person that was not undone, the oldest first."""
    scored: Cap | None = None
    """The capped block that the person has chosen to correct; None: the last one."""
    interval_began_ms: int | None = None
    """Session time at which the current interval began."""
    cap_began_ms: int | None = None
    """Session time at which the clock of the current cap began."""
    rate: Fraction = Fraction(1)
    """How many milliseconds of the timeline pass in one of the clock. Half speed is 1/2; at
    90 beats per minute a timeline in beats of a second runs at 3/2. It is exact, so it never
    drifts."""

    def played_ms(self, now: int) -> int:
        """Return how much of the step has been played since `base_now`."""
        if self.status is not Status.RUNNING:
            return 0
        return max(0, now - self.base_now) * self.rate.numerator // self.rate.denominator

    def due_ms(self, position: int) -> int:
        """Return when the clock reaches a position of the step, `base_now` at the earliest."""
        ahead = (position - self.base_ms) * self.rate.denominator
        return self.base_now + max(0, -(-ahead // self.rate.numerator))  # rounded up

    def position_ms(self, now: int) -> int:
        """Return the position in the step; negative in a count-in."""
        return self.base_ms + self.played_ms(now)

    def session_ms(self, now: int) -> int:
        """Return session time: the time played so far, without pauses."""
        return self.elapsed_ms + self.played_ms(now)

    @property
    def zero_ms(self) -> int:
        """Session time at which the step begins."""
        return self.elapsed_ms - self.base_ms

    def at(self, now: int) -> State:
        """Return the same state based at `now`."""
        position, elapsed = self.position_ms(now), self.session_ms(now)
        return replace(self, base_ms=position, base_now=now, elapsed_ms=elapsed)

    def when_reached(self, position: int) -> State:
        """Return the same state based at the moment a position of the step is reached."""
        elapsed = self.elapsed_ms + position - self.base_ms
        due = self.due_ms(position)
        return replace(self, base_ms=position, base_now=due, elapsed_ms=elapsed)


class EventKind(StrEnum):
    """The kind of an event."""

    STARTED = "started"
    STEP = "step"
    """A step began."""
    CUE = "cue"
    OUTCOME = "outcome"
    """A set, or one side of it, ended; or its outcome was corrected."""
    PAUSED = "paused"
    RESUMED = "resumed"
    ADJUSTED = "adjusted"
    """The rest or the number of reps was changed."""
    UNDONE = "undone"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with the exact time it was due."""

    kind: EventKind
    due_ms: int
    """On the clock."""
    session_ms: int
    """Session time, without pauses."""
    step: Step | None = None
    cue: Cue | None = None
    outcome: Outcome | None = None
    text: str = ""
    """Details in plain words, where the kind is not enough."""

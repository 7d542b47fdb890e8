"""The timeline: a session laid out as steps in integer milliseconds.

Every tone, word and printed line comes from here. Nothing in it knows about clocks, sound
cards or screens. `compiler.py` makes it from a session; `cues.py` says what is heard and seen
inside a step.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hamtimer.core.session.model import Exercise, Phase, Role, Session, SetPart, SetPlan, Side


class StepKind(StrEnum):
    """What the person does in a step."""

    PREPARE = "prepare"
    """Get ready: not exercise, not rest."""
    SET = "set"
    """Repetitions of one set, or of one side of it."""
    HOLD = "hold"
    """An isometric hold of one set, or of one side of it."""
    SWITCH = "switch"
    """Change over to the other side inside a set."""
    REST = "rest"
    WAIT = "wait"
    """Nothing happens until the person says so."""

    @property
    def is_work(self) -> bool:
        """Whether the muscle works in this step."""
        return self in (StepKind.SET, StepKind.HOLD)


@dataclass(frozen=True, slots=True)
class RepPlan:
    """How the repetitions of one step run.

    `count` and `least` count repetitions per side; an alternating set plays
    `count * len(sides)` of them.
    """

    count: int | None
    """How many to play; None: as many as possible."""
    least: int
    """From this repetition on the person may stop. Equal to `count` when it is not a range."""
    phases: tuple[tuple[Phase, int], ...]
    """The phases of one repetition in playing order; empty: self-paced."""
    sides: tuple[Side, ...]
    """The sides in turn, a repetition each: one entry unless the set alternates."""
    tension_ms: int
    """Time under tension of one repetition."""

    @property
    def rep_ms(self) -> int:
        """The length of one repetition; 0 when self-paced."""
        return sum(length for _, length in self.phases)

    @property
    def total(self) -> int | None:
        """The repetitions of all sides together."""
        return None if self.count is None else self.count * len(self.sides)

    @property
    def halfway_rep(self) -> int | None:
        """The first repetition of the second half; None: nobody knows where half of it is."""
        return None if self.count is None or not self.phases else (self.count + 1) // 2 + 1


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the timeline.

    Rest and get-ready steps carry the exercise that comes next, so that a rest screen can
    show it.
    """

    index: int
    kind: StepKind
    start_ms: int
    """Where it begins when every open step before it takes its assumed length."""
    length_ms: int | None
    """None: open, it ends by key."""
    assumed_ms: int
    """The length to plan with: `length_ms`, or for an open step what is likely."""
    exercise: Exercise
    plan: SetPlan
    """What is planned for the set that is done now or that comes next."""
    role: Role
    set_number: int
    """1-based, counted over all rounds."""
    sets: int
    round_number: int
    rounds: int
    side: Side
    """For an alternating set the side of its first repetition."""
    block: str = ""
    """The name of the innermost block, or empty."""
    reps: RepPlan | None = None
    """Only for sets."""
    minimum_ms: int = 0
    """Only for open holds: the least to hold."""
    followed_by: StepKind | None = None
    """What comes next; None: nothing, the session ends with this step."""
    first_of_exercise: bool = False
    ends_set: bool = False
    """The set, both its sides, is complete when this step ends."""
    comes_at_once: bool = False
    """It follows a set of another exercise with nothing between: nothing else announces it."""
    is_optional: bool = False
    """The set is above the bottom of a range of sets: it may be left out."""

    def __hash__(self) -> int:
        """Tell most steps apart at no cost; the usual hash would go through all of the exercise."""
        return hash((self.index, self.kind, self.start_ms, self.length_ms))

    @property
    def work(self) -> SetPart:
        """What is done now, or what comes next."""
        return self.plan.parts[0]

    @property
    def is_open(self) -> bool:
        """Whether the step ends by key only."""
        return self.length_ms is None

    @property
    def starts_work(self) -> bool:
        """Whether work begins the moment this step ends by itself: it counts down to that."""
        return not self.kind.is_work and self.followed_by in (StepKind.SET, StepKind.HOLD)

    @property
    def least_ms(self) -> int:
        """The shortest the step can honestly be: its length, or an open hold's minimum."""
        return self.minimum_ms if self.length_ms is None else self.length_ms


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """A session laid out from its first get-ready to its last repetition.

    Two timelines are equal when they are the same object: comparing every step takes long.
    """

    session: Session
    steps: tuple[Step, ...]
    least_ms: int
    """The length when open steps take their least."""
    assumed_ms: int
    """The length when open steps take their assumed length."""

    @property
    def is_exact(self) -> bool:
        """Whether no step is open, so that the length is known to the millisecond."""
        return not any(step.is_open for step in self.steps)

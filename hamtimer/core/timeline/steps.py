"""The timeline: a session laid out as steps in integer milliseconds.

Every tone, word and printed line comes from it. It knows nothing about clocks, sound cards or
screens. `compiler.py` makes it from a session; `cues.py` has the cues inside a step.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import BlockKind, Exercise, Role, Session, Side
from hamtimer.core.session.work import CueText, Effort, Phase, SetPart, SetPlan
from hamtimer.core.timeline.sets_in_order import Turn

SECOND = Fraction(1_000)


class StepKind(StrEnum):
    """What the person does in a step."""

    PREPARE = "prepare"
    """Get ready: neither work nor rest."""
    SET = "set"
    """Reps of one set, or of one side or part of it; isometric reps too."""
    HOLD = "hold"
    """An isometric hold of one set, or of one side or part of it."""
    TIMED = "timed"
    """Moving work for a time."""
    SWITCH = "switch"
    """Change to the other side inside a set."""
    REST = "rest"
    """A rest after a set, or a pause inside it."""
    WAIT = "wait"
    """Wait until the person continues."""

    @property
    def is_work(self) -> bool:
        """Whether the muscle works in this step."""
        return self in _WORK


_WORK = frozenset((StepKind.SET, StepKind.HOLD, StepKind.TIMED))


@dataclass(frozen=True, slots=True)
class RepPlan:
    """How the reps of one step run.

    `count` and `least` count reps per side; an alternating set plays `count * len(sides)` of them.
    """

    count: int | None
    """How many to play; None: as many as possible, or as fit into the time."""
    least: int
    """After this rep the person may stop. Equal to `count` unless it is a range."""
    phases: tuple[tuple[Phase, int], ...]
    """The phases of one rep in playing order; empty: self-paced."""
    sides: tuple[Side, ...]
    """The sides in turn, one rep each: one entry unless the set alternates."""
    tension_ms: int
    """Time under tension of one rep; 0 when self-paced, where it is unknown."""
    beat_ms: Fraction = SECOND
    """The unit of counting inside a phase."""
    before: int = 0
    """The reps of earlier parts of the cluster, per side; numbering continues from there."""
    of: int | None = None
    """All reps of the set, per side, as numbered; None: as many as possible."""

    @property
    def rep_ms(self) -> int:
        """The time from the start of one rep to the start of the next; 0 when self-paced."""
        return sum(length for _, length in self.phases)

    @property
    def gap_ms(self) -> int:
        """The part of `rep_ms` that leads to the next rep: the relax of an isometric rep."""
        phase, length = self.phases[-1] if self.phases else (None, 0)
        return length if phase is Phase.RELAX else 0

    @property
    def total(self) -> int | None:
        """The reps of all sides together."""
        return None if self.count is None else self.count * len(self.sides)

    @property
    def halfway_rep(self) -> int | None:
        """The first rep of the second half of the set; None: unknown."""
        return None if self.of is None or not self.phases else (self.of + 1) // 2 + 1

    def length_ms(self, total: int) -> int:
        """Return the length of so many reps, over all sides."""
        return max(0, total * self.rep_ms - self.gap_ms)

    def whole_reps(self, position_ms: int) -> int:
        """Return how many reps are done at a position of the step, over all sides."""
        reps = (position_ms + self.gap_ms) // self.rep_ms if self.rep_ms else 0
        return reps if self.total is None else min(reps, self.total)


@dataclass(frozen=True, slots=True)
class SetPlace:
    """The set that a step belongs to. All steps of a set share it."""

    exercise: Exercise
    plan: SetPlan
    role: Role
    number: int
    """1-based, counted over all rounds."""
    count: int
    """All sets of the exercise in this part of the session."""
    round_number: int
    rounds: int
    """0: as many as fit."""
    block: str
    """The name of the innermost block that has one, or empty."""
    is_optional: bool
    """Whether the set is above the bottom of a range of sets, so that it may be left out."""
    is_planned: bool
    """Whether it is within the rounds expected to fit under a cap, and not an extra set."""
    turn: Turn = field(repr=False)
    """The turn that was laid out here."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A fixed interval from the start of one set or round to the start of the next."""

    first: int
    """The index of the step with which it begins."""
    every_ms: int


class Cut(StrEnum):
    """What ends a step before its own end."""

    INTERVAL = "interval"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the timeline.

    Rest and get-ready steps carry the set that comes next, so that a rest screen can show it.
    """

    index: int
    """Where it stands in the timeline."""
    id: int
    """Its id in records: the work of a set keeps it when the timeline is laid out again."""
    kind: StepKind
    start_ms: int
    """When it begins if every step before it takes its assumed length."""
    length_ms: int | None
    """Its length. None: open, it ends by key."""
    least_ms: int
    assumed_ms: int
    """The length assumed for planning."""
    most_ms: int | None
    """None: unbounded."""
    place: SetPlace
    side: Side
    """In an alternating set the side of its first rep."""
    part: int = 1
    """Which part of the set, 1-based."""
    reps: RepPlan | None = None
    """Of sets and timed work."""
    minimum_ms: int = 0
    """From here the person may continue: for open holds and ranges of time, else 0."""
    followed_by: StepKind | None = None
    """The kind of the next step; None: the session ends with this step."""
    ends_set: bool = False
    """Whether the set, with all its sides and parts, is complete when this step ends."""
    comes_at_once: bool = False
    """Whether it directly follows a set of another exercise, so that nothing else announces it."""
    within_set: bool = False
    """Whether this rest is a pause between two parts of a set."""
    interval: Interval | None = None
    fills_interval: bool = False
    """Whether this rest lasts until the interval is over, plus any planned rest after it."""
    cap: int | None = None
    """The index of the cap it is under."""
    begins_round: int = 0
    """The round of a block with a cap or interval that begins with this step; 0: none."""
    cut: Cut | None = None
    """What ends it before its own end; only set while being played."""
    cap_ms: int | None = None
    """Where in the step its cap is reached, even after its end; only set while being played."""

    def __hash__(self) -> int:
        """Return a cheap hash; the default one would hash the whole exercise."""
        return hash((self.index, self.kind, self.start_ms, self.length_ms))

    @property
    def exercise(self) -> Exercise:
        """The current exercise, or the next one."""
        return self.place.exercise

    @property
    def plan(self) -> SetPlan:
        """The plan of the current set, or of the next one."""
        return self.place.plan

    @property
    def work(self) -> SetPart:
        """The current part of the set, or the next one."""
        return self.place.plan.parts[self.part - 1]

    @property
    def parts(self) -> int:
        """How many parts the set has."""
        return len(self.place.plan.parts)

    @property
    def name(self) -> str:
        """The name of the part if it has one, else of the exercise."""
        return self.work.name or self.exercise.name

    @property
    def cues(self) -> tuple[CueText, ...]:
        """The person's own cues: of the part if it has any, else of the exercise."""
        return self.work.cues or self.exercise.cues

    @property
    def goes_on(self) -> bool:
        """Whether it is work with more parts to follow on the same side."""
        return self.kind.is_work and self.part < self.parts

    @property
    def load(self) -> str:
        """The load of this part or set, or else of the exercise."""
        return self.work.load or self.plan.load or self.exercise.load

    @property
    def rpe(self) -> Effort | None:
        """The target effort of this part or set, or else of the exercise."""
        return self.work.rpe or self.plan.rpe or self.exercise.rpe

    @property
    def role(self) -> Role:
        """The role of the set."""
        return self.place.role

    @property
    def set_number(self) -> int:
        """The number of the set in the exercise, 1-based, counted over all rounds."""
        return self.place.number

    @property
    def sets(self) -> int:
        """All sets of the exercise in this part of the session."""
        return self.place.count

    @property
    def round_number(self) -> int:
        """The round of the block, 1-based."""
        return self.place.round_number

    @property
    def rounds(self) -> int:
        """How many rounds the block has; 0: as many as fit."""
        return self.place.rounds

    @property
    def block(self) -> str:
        """The name of the innermost block that has one, or empty."""
        return self.place.block

    @property
    def block_kind(self) -> BlockKind:
        """The kind of the innermost block."""
        return self.place.turn.round.run.block.kind

    @property
    def is_optional(self) -> bool:
        """Whether the set may be left out: it is above the bottom of a range of sets."""
        return self.place.is_optional

    @property
    def first_of_exercise(self) -> bool:
        """Whether it belongs to the first set of the exercise."""
        return self.place.number == 1

    @property
    def is_open(self) -> bool:
        """Whether the step ends by key only."""
        return self.length_ms is None

    @property
    def rest_word(self) -> str:
        """The word for this rest; inside a set it is too short to be called a rest."""
        return "Breathe" if self.within_set else "Rest"

    @property
    def starts_work(self) -> bool:
        """Whether work begins when this step ends by itself, so that it counts down."""
        return not self.kind.is_work and self.followed_by in _WORK

    def phase_name(self, phase: Phase) -> str:
        """Return the word for a phase: that of the part, else of the exercise."""
        return dict(self.work.phase_names).get(phase) or self.exercise.phase_name(phase)


@dataclass(frozen=True, slots=True)
class Cap:
    """A time cap over the steps of a block."""

    block: str
    first: int
    """The index of the block's first step."""
    last: int
    """The index of its last step."""
    within_ms: int
    rounds: int | None
    """None: as many as fit."""
    round_starts: tuple[int, ...]
    """The index of the first step of each round."""

    def round_of(self, index: int) -> int:
        """Return the round, 1-based, that a step of the block belongs to."""
        return max(1, bisect_right(self.round_starts, index))

    def round_steps(self, number: int) -> range:
        """Return the indexes of the steps of a round; none when there is no such round."""
        starts = (*self.round_starts, self.last + 1)
        return range(*starts[number - 1 : number + 1]) if number < len(starts) else range(0)


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """A session laid out from its first get-ready to its last rep.

    Two timelines are equal when they are the same object: comparing every step takes long.
    """

    session: Session
    steps: tuple[Step, ...]
    least_ms: int
    """The length if every step takes its least."""
    assumed_ms: int
    """The length if every step takes its assumed length."""
    most_ms: int | None
    """The length if every step takes its most; None: unbounded."""
    caps: tuple[Cap, ...] = ()
    turns: tuple[Turn, ...] = field(default=(), repr=False)
    """The sets in their order, from which it was laid out."""
    next_id: int = 0
    """No step has this id or a higher one, nor had any before it was laid out again."""
    next_key: int = 0
    """The same for the keys of turns."""

    def step_of(self, step_id: int) -> Step:
        """Return the step with an id; raise `KeyError` when there is none."""
        return self.steps[_positions(self)[step_id]]

    def has_step(self, step_id: int) -> bool:
        """Return whether there is a step with an id."""
        return step_id in _positions(self)

    @property
    def is_exact(self) -> bool:
        """Whether the length is known to the millisecond."""
        return self.least_ms == self.most_ms


@lru_cache(maxsize=4)
def _positions(timeline: Timeline) -> dict[int, int]:
    """Return the index of each step by its id."""
    return {step.id: step.index for step in timeline.steps}

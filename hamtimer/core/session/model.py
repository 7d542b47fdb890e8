"""The session: validated, complete and immutable.

The loader fills in every default, so the rest of the program never handles missing values. All
times are integer milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.defaults import (
    COUNTDOWN_MS,
    PERIODIC_MS,
    PREPARE_MS,
    REST_SOON_MS,
    SWITCH_MS,
)
from hamtimer.core.session.progression import NO_PROGRESSION, Progression
from hamtimer.core.session.work import (
    PHASE_NAMES,
    USUAL_REST,
    CueText,
    Effort,
    Length,
    Phase,
    SetPlan,
)


class Sides(StrEnum):
    """Which side works, and how the sides share a set."""

    BOTH = "both"
    EACH = "each"
    """All of one side, a switch, then all of the other: one set."""
    ALTERNATING = "alternating"
    """The side changes at every rep."""
    LEFT = "left"
    RIGHT = "right"


class Side(StrEnum):
    """The side that works now."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"

    @property
    def word(self) -> str:
        """`left` or `right`; nothing where both work together."""
        return "" if self is Side.BOTH else self.value


class StartKind(StrEnum):
    """What begins a set."""

    AUTO = "auto"
    KEY = "key"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Start:
    """How a set begins: automatically, by key, or by key within a time."""

    kind: StartKind = StartKind.AUTO
    after_ms: int = 0
    """How long to wait for the key; only for `AFTER`."""


@dataclass(frozen=True, slots=True)
class Signals:
    """When a run counts and announces."""

    countdown_s: int = COUNTDOWN_MS // 1_000
    """The seconds counted before a start and before the end of a hold; 0: none."""
    halfway: bool = True
    periodic_ms: int = PERIODIC_MS
    """How often the elapsed time of a hold or timed work is announced; 0: never."""
    rest_soon_ms: int = REST_SOON_MS
    """How long before its end a rest is announced to end; 0: never."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often something should be done: so many times in some days. 0 times: not set."""

    times: int = 0
    days: int = 1
    at_least: bool = False
    """Whether more often is optional."""
    most: int = 0
    """The upper end of a range, in times. 0: not a range."""


class Missed(StrEnum):
    """What follows a week of a plan in which less was done than it asks."""

    WAIT = "wait"
    """The same week again."""
    GO_ON = "go on"
    """The next week all the same."""
    BACK = "back"
    """The same week again; after a block without any session, the week before."""


@dataclass(frozen=True, slots=True)
class DatedPlan:
    """When the plan of a session begins, and what follows a week that was missed."""

    start: date | None = None
    """None: the day of the first run."""
    missed: Missed = Missed.WAIT


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise with everything that is needed to guide it."""

    id: str
    """A short name for commands and records, unique in the session: `wall-sit`, `bridge-2`."""
    name: str
    sets: tuple[SetPlan, ...]
    """The sets in order; in a superset or circuit one a round."""
    least_sets: int = 0
    """The bottom of a range of sets ("2-3 sets"). 0: not a range, all sets are asked for."""
    sides: Sides = Sides.BOTH
    first_side: Side = Side.LEFT
    switch_ms: int = SWITCH_MS
    """The time to change sides in the middle of a set."""
    rest_after: Length = USUAL_REST
    """The rest between this exercise and the next."""
    every_ms: int = 0
    """The time from the start of one set to the start of the next; 0: none, the rest counts."""
    prepare_ms: int = PREPARE_MS
    """The get-ready before the first set."""
    start: Start = Start()
    load: str = ""
    rpe: Effort | None = None
    description: str = ""
    cues: tuple[CueText, ...] = ()
    phase_names: tuple[tuple[Phase, str], ...] = ()
    """The person's own words for phases; the others keep the usual ones."""
    equipment: tuple[str, ...] = ()
    assumed_ms: int = 0
    """The length to plan with per side where a set is open. 0: derived from the work."""
    easier: tuple[Exercise, ...] = ()
    """Variants, the nearest first. A variant's own `easier` and `harder` are empty."""
    harder: tuple[Exercise, ...] = ()
    schedule: Schedule = Schedule()
    progression: Progression = NO_PROGRESSION
    link: str = ""
    signals: Signals = Signals()
    feedback: str = "each"
    """Which results are shown when its turns are tapped; see `taps/results.py`."""
    measure: bool = False
    """Whether to tap every turn of its reps, to measure time under tension."""
    base: str = ""
    """For a variant: the id of the exercise that it replaces."""
    chosen_from: tuple[Exercise, ...] = field(default=(), compare=False, repr=False)
    """For a variant in place of an exercise: the whole ladder, from the easiest."""

    def phase_name(self, phase: Phase) -> str:
        """Return the person's word for `phase`, or else the usual one."""
        return dict(self.phase_names).get(phase, PHASE_NAMES[phase])

    def phases_name(self, phases: Iterable[Phase]) -> str:
        """Return the words for phases that are measured together: `Top and Lower`."""
        return " and ".join(map(self.phase_name, phases))

    def variants(self) -> tuple[Exercise, ...]:
        """Return the whole ladder from the easiest to the hardest, this exercise in its place."""
        return (*reversed(self.easier), self, *self.harder)

    def neighbour(self, steps: int) -> Exercise | None:
        """Return the variant some rungs harder, or easier if negative; None: there is none.

        It knows its own neighbours.
        """
        ladder = self.chosen_from or self.variants()
        ids = [rung.id for rung in ladder]
        wanted = ids.index(self.id) + steps
        if not 0 <= wanted < len(ladder):
            return None
        return replace(ladder[wanted], chosen_from=ladder)


class BlockKind(StrEnum):
    """How the exercises of a block follow each other."""

    STRAIGHT = "straight"
    """All sets of one exercise, then the next exercise."""
    SUPERSET = "superset"
    """One set of each exercise without rest, then the rest; again for each round."""
    CIRCUIT = "circuit"
    """One set of each exercise with its own rest between them; again for each round."""


class Role(StrEnum):
    """What a block is for. Only work counts in the totals."""

    WARM_UP = "warm-up"
    WORK = "work"
    COOL_DOWN = "cool-down"


@dataclass(frozen=True, slots=True)
class Block:
    """Exercises, and blocks inside, that belong together."""

    items: tuple[Exercise | Block, ...]
    name: str = ""
    kind: BlockKind = BlockKind.STRAIGHT
    rounds: int | None = 1
    """The number of rounds. In a superset or circuit, an exercise with fewer sets than rounds drops
    out of later rounds. None: as many as fit into `within_ms`."""
    within_ms: int = 0
    """The time cap: the block ends when it is over; 0: none."""
    every_ms: int = 0
    """The time from the start of one round to the start of the next; 0: none."""
    rest_between_rounds: Length = USUAL_REST
    rest_after: Length | None = None
    """The rest after the whole block. None: that of its last exercise."""

    def exercises(self) -> tuple[Exercise, ...]:
        """Return every exercise of the block and of the blocks inside, in order."""
        found: list[Exercise] = []
        for item in self.items:
            found.extend(item.exercises() if isinstance(item, Block) else (item,))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the session with one role."""

    role: Role
    block: Block


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """Choices of the session file that fronts may follow; the person's own settings win."""

    sounds: tuple[tuple[str, str], ...] = ()
    """Sound per cue kind: a built-in sound's name, a file, or `none`."""
    voice: bool | None = None
    """Whether the session asks for speech. None: not said."""


@dataclass(frozen=True, slots=True)
class Session:
    """A whole session, ready to be laid out on a timeline."""

    name: str
    parts: tuple[Part, ...]
    """Warm-up, work and cool-down, in playing order, none of them empty."""
    description: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    """Everything needed: what the session names itself and what its exercises name."""
    level: str = ""
    link: str = ""
    schedule: Schedule = Schedule()
    progression: Progression = NO_PROGRESSION
    version: int = 1
    settings: SessionSettings = SessionSettings()
    week: int = 0
    """The week of its plan that is shown; 0: it has no plan."""
    weeks: int = 0
    """How many weeks its plan lasts; 0: it has none."""
    id: str = ""
    """What its records are known by. Empty: the name of its file."""
    plan: DatedPlan = DatedPlan()

    @property
    def follows_records(self) -> bool:
        """Whether the next run may follow from those before: by a plan by weeks, or by a rule."""
        return self.weeks > 0 or any(
            rung.progression.rule for exercise in self.exercises() for rung in exercise.variants()
        )

    @property
    def has_schedule(self) -> bool:
        """Whether the session, an exercise of it or a variant has a schedule."""
        rungs = (rung for exercise in self.exercises() for rung in exercise.variants())
        return bool(self.schedule.times) or any(rung.schedule.times for rung in rungs)

    def exercises(self) -> tuple[Exercise, ...]:
        """Return every exercise of the session in order of its first set."""
        return tuple(e for part in self.parts for e in part.block.exercises())

"""The session: validated, complete and immutable.

The loader fills in every default, so the rest of the program never handles missing values. All
times are integer milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from hamtimer.core.session.defaults import (
    COUNTDOWN_MS,
    PERIODIC_MS,
    PREPARE_MS,
    REST_MS,
    REST_SOON_MS,
    SWITCH_MS,
)
from hamtimer.core.session.progression import Rule


class Phase(StrEnum):
    """A part of one rep, named for the action of the working muscle."""

    ECCENTRIC = "eccentric"
    """The muscle lengthens under load: lowering."""
    STRETCHED = "stretched"
    """The pause where the muscle is longest: the bottom."""
    CONCENTRIC = "concentric"
    """The muscle shortens: lifting."""
    SHORTENED = "shortened"
    """The pause where the muscle is shortest: the top, the contraction."""
    RESET = "reset"
    """The unloaded return after a pure eccentric, as with the hands in a Nordic lowering."""
    HOLD = "hold"
    """Of an isometric rep: the muscle works without moving."""
    RELAX = "relax"
    """Between two isometric reps."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long each phase of a rep lasts, in milliseconds.

    Written eccentric - pause stretched - concentric - pause shortened, always in that order;
    `first` is the moving phase that a rep of this exercise begins with.
    """

    eccentric_ms: int
    stretched_ms: int
    concentric_ms: int
    shortened_ms: int
    first: Phase = Phase.ECCENTRIC
    """`ECCENTRIC` (a squat, a deadlift) or `CONCENTRIC` (a bridge, a curl)."""
    explosive: bool = False
    """The concentric was written `X`: as fast as good form allows. It still has a length."""
    reset_ms: int = 0
    """Above zero for a pure eccentric: the time to return without load."""
    beat_ms: Fraction | None = None
    """The length of a written second, the unit of counting; None: a second."""

    def phases(self) -> tuple[tuple[Phase, int], ...]:
        """Return the phases of one rep with their lengths, in playing order, none empty."""
        lowering = [(Phase.ECCENTRIC, self.eccentric_ms), (Phase.STRETCHED, self.stretched_ms)]
        lifting = [(Phase.CONCENTRIC, self.concentric_ms), (Phase.SHORTENED, self.shortened_ms)]
        order = lifting + lowering if self.first is Phase.CONCENTRIC else lowering + lifting
        order.append((Phase.RESET, self.reset_ms))
        return tuple((phase, length) for phase, length in order if length > 0)

    @property
    def rep_ms(self) -> int:
        """The length of one rep."""
        return self.tension_ms + self.reset_ms

    @property
    def tension_ms(self) -> int:
        """The time under tension of one rep: all of it except an unloaded return."""
        return self.eccentric_ms + self.stretched_ms + self.concentric_ms + self.shortened_ms


@dataclass(frozen=True, slots=True)
class Reps:
    """The reps of one set, counted per side."""

    least: int
    """The bottom of the range, after which the person may stop. 0: no minimum."""
    most: int | None
    """The top of the range, to which the set plays. None: as many as possible."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: fixed, a range, or open. For holds, timed work, rests and pauses."""

    least_ms: int
    """From here the person may continue. 0 in an open length: no minimum."""
    most_ms: int | None
    """The length. None: as long as the person can, it ends by key."""

    @classmethod
    def fixed(cls, length_ms: int) -> Length:
        """Return a fixed length."""
        return cls(length_ms, length_ms)

    @property
    def is_open(self) -> bool:
        """Whether only the person ends it."""
        return self.most_ms is None

    @property
    def is_fixed(self) -> bool:
        """Whether it is neither a range nor open."""
        return self.most_ms == self.least_ms


NO_TIME = Length(0, 0)


@dataclass(frozen=True, slots=True)
class Effort:
    """Target rating of perceived exertion, 1 to 10 (Borg CR10 as used in strength training)."""

    least: float
    most: float
    """The top of the range; equal to `least` when it is not one."""


class WorkKind(StrEnum):
    """The kind of work in a part of a set."""

    REPS = "reps"
    """Counted reps, at a tempo or self-paced."""
    HOLD = "hold"
    """Isometric work: one hold, or isometric reps with a relax between them."""
    TIME = "time"
    """Moving work for a time."""


@dataclass(frozen=True, slots=True)
class SetPart:
    """One kind of work without interruption. Most sets have one part; clusters have several.

    What a part says of itself (load to assumed length) wins over its exercise's; where it says
    nothing, the exercise's holds.
    """

    kind: WorkKind
    reps: Reps | None = None
    """Always of counted work; of a hold: it is done so many times, with `relax_ms` between."""
    length: Length = NO_TIME
    """Of a hold, or of each of the holds, and of timed work."""
    relax_ms: int = 0
    """Between two isometric reps."""
    tempo: Tempo | None = None
    """None: self-paced, or a hold."""
    pause: Length = NO_TIME
    """Before this part, inside the set."""
    continues: bool = False
    """A later part of a cluster: its reps are numbered on from the part before."""
    load: str = ""
    rpe: Effort | None = None
    name: str = ""
    cues: tuple[CueText, ...] = ()
    phase_names: tuple[tuple[Phase, str], ...] = ()
    assumed_ms: int = 0


@dataclass(frozen=True, slots=True)
class SetPlan:
    """One set of an exercise. Sets that are alike share one plan."""

    parts: tuple[SetPart, ...]
    rest: Length = Length(REST_MS, REST_MS)
    """The rest after this set; without meaning after the last and in a round of a block."""
    load: str = ""
    """Empty: the exercise's."""
    rpe: Effort | None = None
    """None: the exercise's."""


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


class Moment(StrEnum):
    """When a person's own cue is shown and spoken."""

    ALWAYS = "always"
    """Spoken in the get-ready and the rests, and shown in turn through the set."""
    PREPARE = "prepare"
    START = "start"
    ECCENTRIC = "eccentric"
    STRETCHED = "stretched"
    CONCENTRIC = "concentric"
    SHORTENED = "shortened"
    RESET = "reset"
    HOLD = "hold"
    RELAX = "relax"
    HALFWAY = "halfway"
    LAST_REP = "last rep"
    REP = "rep"
    """At the start of rep `CueText.number`."""
    TIME = "time"
    """`CueText.number` milliseconds into the set or hold."""
    REST = "rest"


@dataclass(frozen=True, slots=True)
class CueText:
    """A cue in the person's own words."""

    text: str
    moment: Moment = Moment.ALWAYS
    number: int = 0


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
    """How often something should be done: so many times in so many days. 0 times: not said."""

    times: int = 0
    days: int = 1
    at_least: bool = False
    """More often is welcome."""
    most: int = 0
    """The upper end of a range: welcome up to so many times. 0: not a range."""


@dataclass(frozen=True, slots=True)
class Progression:
    """How the work should grow: the person's own words and, where they give one, a rule."""

    start: str = ""
    step: str = ""
    goal: str = ""
    note: str = ""
    rule: Rule | None = None
    """What the next target follows from. None: the words are shown, and nothing follows."""


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
    rest_after: Length = Length(REST_MS, REST_MS)
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
    progression: Progression = Progression()
    link: str = ""
    signals: Signals = Signals()
    feedback: str = "each"
    """Which results are told where its turns are tapped; see `taps/results.py`."""
    measure: bool = False
    """Whether every turn of its reps is to be tapped, so that time under tension is measured."""
    base: str = ""
    """Of a variant: the id of the exercise that it stands for."""
    chosen_from: tuple[Exercise, ...] = field(default=(), compare=False, repr=False)
    """Of a variant that is done in place of an exercise: the whole ladder, from the easiest."""

    def phase_name(self, phase: Phase) -> str:
        """Return the person's word for `phase`, or else the usual one."""
        return dict(self.phase_names).get(phase, PHASE_NAMES[phase])

    def variants(self) -> tuple[Exercise, ...]:
        """Return the whole ladder from the easiest to the hardest, this exercise in its place."""
        return (*reversed(self.easier), self, *self.harder)

    def neighbour(self, steps: int) -> Exercise | None:
        """Return the variant so many rungs harder, or easier if negative; None: there is none.

        It knows its own neighbours.
        """
        ladder = self.chosen_from or self.variants()
        ids = [rung.id for rung in ladder]
        wanted = ids.index(self.id) + steps
        if not 0 <= wanted < len(ladder):
            return None
        return replace(ladder[wanted], chosen_from=ladder)


PHASE_NAMES = {
    Phase.ECCENTRIC: "Lower",
    Phase.STRETCHED: "Bottom",
    Phase.CONCENTRIC: "Lift",
    Phase.SHORTENED: "Top",
    Phase.RESET: "Return",
    Phase.HOLD: "Hold",
    Phase.RELAX: "Relax",
}
"""The words for the phases, on every front and in every report.

A pause of a tempo is named for its place: "Pause" would be taken for a pause of the program, and
"Hold" for an isometric hold.
"""


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
    """How often the block is gone through. In a superset or circuit an exercise with fewer
    sets than rounds drops out of the later rounds. None: as often as fits into `within_ms`."""
    within_ms: int = 0
    """The time cap: the block ends when it is over; 0: none."""
    every_ms: int = 0
    """The time from the start of one round to the start of the next; 0: none."""
    rest_between_rounds: Length = Length(REST_MS, REST_MS)
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
    progression: Progression = Progression()
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

    def exercises(self) -> tuple[Exercise, ...]:
        """Return every exercise of the session in order of its first set."""
        return tuple(e for part in self.parts for e in part.block.exercises())

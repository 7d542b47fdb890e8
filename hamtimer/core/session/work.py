"""The work of a set as data: phases, tempo, reps, lengths, effort and a person's own cues."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.defaults import (
    REST_MS,
)


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
USUAL_REST = Length(REST_MS, REST_MS)


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
    """For counted work always; for a hold: how many times, with `relax_ms` between."""
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

    def reps_ms(self, reps: int) -> int:
        """Return the length of a number of reps; 0 if self-paced."""
        if self.kind is WorkKind.HOLD:
            return reps * self.length.least_ms + max(reps - 1, 0) * self.relax_ms
        return reps * self.tempo.rep_ms if self.tempo else 0


@dataclass(frozen=True, slots=True)
class SetPlan:
    """One set of an exercise. Sets that are alike share one plan."""

    parts: tuple[SetPart, ...]
    rest: Length = USUAL_REST
    """The rest after this set; without meaning after the last and in a round of a block."""
    load: str = ""
    """Empty: the exercise's."""
    rpe: Effort | None = None
    """None: the exercise's."""


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

"""The kinds of cue, the facts about each, and the cue itself.

Every cue has three channels: a tone, a word for the screen, and words for speech. Tones belong
to one of two tracks, movement (phases and ticks) and signal (everything else), whose sounds
are designed to be heard together.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Side


class Speech(IntEnum):
    """The subject of a spoken cue, most important first."""

    SIDE = 0
    EXERCISE = 1
    SET = 2
    LAST = 3
    """The last rep, or half of the work."""
    NOTE = 4
    NUMBER = 5

    @property
    def is_vital(self) -> bool:
        """Whether it is never left out: without it a person would do the wrong thing."""
        return self in (Speech.SIDE, Speech.EXERCISE)


class CueKind(StrEnum):
    """The meaning of a cue, in order of importance, most important first."""

    SESSION_DONE = "session-done"
    TIME_UP = "time-up"
    """The cap of a block is reached."""
    START = "start"
    SWITCH = "switch"
    SET_DONE = "set-done"
    COUNTDOWN = "countdown"
    MINIMUM = "minimum"
    """The bottom of a range is reached: of reps, or of the time of a set, a hold or a rest."""
    LAST_REP = "last-rep"
    HALFWAY = "halfway"
    GET_READY = "get-ready"
    REST = "rest"
    WAIT = "wait"
    REST_SOON = "rest-soon"
    CHANGE_SIDE = "change-side"
    """An alternating set changes to the other side."""
    REP_DONE = "rep-done"
    PERIODIC = "periodic"
    NOTE = "note"
    """The person's own words."""
    EARLY = "early"
    """A tap showed that a turn came early; so with the next two."""
    RIGHT = "right"
    LATE = "late"
    RESULT = "result"
    """The result of a finished set."""
    CHANGED = "changed"
    """Another exercise, side or variant comes next than before."""
    ECCENTRIC = "eccentric"
    STRETCHED = "stretched"
    CONCENTRIC = "concentric"
    SHORTENED = "shortened"
    RESET = "reset"
    HOLD = "hold"
    RELAX = "relax"
    TICK = "tick"

    @property
    def facts(self) -> Facts:
        """The facts about this kind of cue."""
        return FACTS[self]

    @property
    def is_movement(self) -> bool:
        """Whether its tone is on the movement track, not on the signal track."""
        return self.facts.is_movement


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts about one kind of cue."""

    meaning: str
    """In one sentence, for people who choose its sound."""
    sound: str = ""
    """Its default built-in sound; empty: words only."""
    speech: Speech = Speech.NUMBER
    late_ms: int = 200
    """How late its tone may be played: a silent cue is better than a wrong one."""
    is_movement: bool = False
    falls: bool | None = None
    """Whether the limb sinks in this phase, for a sweep that follows it; None: nothing moves."""
    is_around_set: bool = False
    """Whether it comes around a set, not inside it: a practice never fades it."""
    rings: bool = False
    """Whether it is important enough for the terminal bell."""
    is_notice: bool = False
    """Whether the screen shows its words for a moment."""
    has_line: bool = True
    """Whether the plain front prints its words. Otherwise another line of the instant has them."""


def _movement(meaning: str, sound: str, *, falls: bool | None = None) -> Facts:
    return Facts(meaning, sound, late_ms=40, is_movement=True, falls=falls)


FACTS: dict[CueKind, Facts] = {
    CueKind.GET_READY: Facts(
        "Time to get ready.",
        "open",
        Speech.EXERCISE,
        late_ms=1_500,
        is_around_set=True,
        has_line=False,
    ),
    CueKind.COUNTDOWN: Facts("Three, two, one before a start.", "beep", is_around_set=True),
    CueKind.START: Facts("A set begins.", "go", Speech.SIDE, is_around_set=True, rings=True),
    CueKind.ECCENTRIC: _movement("The lowering begins.", "fall", falls=True),
    CueKind.TICK: _movement("Each second inside a phase.", "tick"),
    CueKind.STRETCHED: _movement("The pause where the muscle is stretched begins.", "low"),
    CueKind.CONCENTRIC: _movement("The lifting begins.", "rise", falls=False),
    CueKind.SHORTENED: _movement("The pause where the muscle is shortened begins.", "high"),
    CueKind.RESET: _movement("The way back without load begins.", "return"),
    CueKind.HOLD: _movement("The hold of an isometric rep begins.", "level"),
    CueKind.RELAX: _movement("The relax between two isometric reps begins.", "loose"),
    CueKind.REP_DONE: Facts("A rep is done.", "drop", has_line=False),
    CueKind.CHANGE_SIDE: Facts(
        "The next rep is for the other side.", "hop", Speech.SIDE, has_line=False
    ),
    CueKind.NOTE: Facts("Your own cue.", "", Speech.NOTE),
    CueKind.HALFWAY: Facts("Half of the set is done.", "double", Speech.LAST, is_notice=True),
    CueKind.LAST_REP: Facts("The last rep begins.", "triple", Speech.LAST, is_notice=True),
    CueKind.PERIODIC: Facts("More seconds of a hold or timed set have passed.", "bell"),
    CueKind.MINIMUM: Facts(
        "From now on you may stop or continue.",
        "reached",
        Speech.SET,
        rings=True,
        is_notice=True,
    ),
    CueKind.EARLY: Facts("A practised turn came early.", "chirp", has_line=False),
    CueKind.RIGHT: Facts("A practised turn was right.", "chime", has_line=False),
    CueKind.LATE: Facts("A practised turn came late.", "sag", has_line=False),
    CueKind.RESULT: Facts(
        "The result of a practised set.", "", Speech.SET, is_around_set=True, has_line=False
    ),
    CueKind.CHANGED: Facts(
        "By your change another exercise, side or variant comes next.",
        "",
        Speech.EXERCISE,
        late_ms=1_500,
        is_around_set=True,
        has_line=False,
    ),
    CueKind.SWITCH: Facts(
        "Time to change sides.",
        "seesaw",
        Speech.SIDE,
        is_around_set=True,
        rings=True,
        has_line=False,
    ),
    CueKind.SET_DONE: Facts(
        "A set is over.",
        "close",
        Speech.SET,
        is_around_set=True,
        rings=True,
        is_notice=True,
        has_line=False,
    ),
    CueKind.TIME_UP: Facts(
        "The time cap of a block is reached.",
        "gong",
        Speech.SET,
        is_around_set=True,
        rings=True,
        is_notice=True,
        has_line=False,
    ),
    CueKind.REST: Facts("A rest begins.", "", Speech.SET, is_around_set=True, has_line=False),
    CueKind.REST_SOON: Facts(
        "The rest is over soon.",
        "knock",
        Speech.EXERCISE,
        is_around_set=True,
        rings=True,
        is_notice=True,
    ),
    CueKind.WAIT: Facts(
        "The session waits for you.", "", Speech.EXERCISE, is_around_set=True, has_line=False
    ),
    CueKind.SESSION_DONE: Facts(
        "The session is over.",
        "fanfare",
        Speech.SET,
        is_around_set=True,
        rings=True,
        has_line=False,
    ),
}
"""The one table of facts about cues, in the order of a session."""

SOUNDING = tuple(kind for kind, facts in FACTS.items() if facts.sound)
"""The kinds that have a tone, in the order of a session."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to hear or read at one instant of a step."""

    kind: CueKind
    at_ms: int
    """From the beginning of the step."""
    rep: int = 0
    """The rep it belongs to, per side and from 1; 0 outside reps."""
    side: Side = Side.BOTH
    count: int = 0
    """The number of a countdown, a tick (from 1 in its phase), or the seconds of a hold."""
    length_ms: int = 0
    """Of a phase cue the length of its phase, for sweeps; of a note the longest time it is shown,
    0: until the next note or the end of the step."""
    depth: float | None = None
    """Of a tick where the limb is, from 0 (muscle shortened) to 1 (stretched); None: nothing
    moves."""
    text: str = ""
    """The word on the screen; empty when the screen shows it by other means."""
    speech: str = ""
    """The words for the voice; empty: nothing is spoken."""
    sounds: bool = True
    """Whether its tone is played: only if no more important one sounds at the same instant."""

"""A short sound sample, to hear immediately what a setting does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hamtimer.audio.cue_source import CueList
from hamtimer.audio.output import Output, is_opening
from hamtimer.core.play.clock import Clock
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.home.settings_table import Part, Setting

LEAD_MS = 200
GAP_MS = 500
RINGS_MS = 1_500
"""The longest time for the last sound."""
_PHASE_MS = 2_000
_SPOKEN = "Lower slowly. Three, two, one."


def sample_of(setting: Setting) -> tuple[Cue, ...]:
    """Return cues that demonstrate a setting; none for an inaudible setting."""
    if setting.part is Part.CUES:
        return (Cue(CueKind(setting.name), 0, length_ms=_PHASE_MS),)
    if setting.part is Part.VOICE:
        return (Cue(CueKind.GET_READY, 0, speech=_SPOKEN),)
    if setting.key == "tick_volume":
        return tuple(Cue(CueKind.TICK, 0, depth=0.5) for _ in range(3))
    if setting.key == "movement":
        ticks = (Cue(CueKind.TICK, 0, depth=depth) for depth in (0.25, 0.5, 0.75))
        return (Cue(CueKind.ECCENTRIC, 0, length_ms=_PHASE_MS), *ticks, Cue(CueKind.STRETCHED, 0))
    return (Cue(CueKind.START, 0),) if setting.part is Part.SOUND else ()


class SoundPreview:
    """Plays samples, each with the current settings."""

    def __init__(self, open_sound: Callable[[], Output], clock: Clock) -> None:
        self._open_sound = open_sound
        self._clock = clock
        self._sound: Output | None = None
        self._cues: Sequence[Cue] = ()
        self._plan: CueList | None = None

    def play(self, cues: Sequence[Cue]) -> None:
        """Play a sample in place of the one before."""
        self.close()
        if cues:
            self._cues = cues
            self._sound = self._open_sound()
            # A person who tries a sound wants to hear it.
            self._sound.set_muted(False)
            self._sound.start()

    def service(self) -> None:
        """Continue playing; call it about ten times a second."""
        sound, now = self._sound, self._clock()
        if sound is None or is_opening(sound):
            return
        if self._plan is None:
            self._plan = CueList(self._cues, now + LEAD_MS, GAP_MS)
        sound.sync(self._plan, now)
        if now > self._plan.events[-1].due_ms + RINGS_MS + sum(cue.length_ms for cue in self._cues):
            self.close()

    @property
    def problem(self) -> str:
        """Why there is no sound; empty: there is, or nothing is played."""
        return self._sound.status().notice if self._sound is not None else ""

    def close(self) -> None:
        """End all sound."""
        if self._sound is not None:
            self._sound.close()
        self._sound = self._plan = None

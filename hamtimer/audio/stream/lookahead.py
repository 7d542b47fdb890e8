"""The upcoming cues, each returned once, as sounds with their times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamtimer.audio.cue_source import CueReader, CueSource, cues_ahead
from hamtimer.audio.stream.arrange import READY_MS, Arranger
from hamtimer.audio.stream.mixer import Sound
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.state import Event, Status

if TYPE_CHECKING:
    # It imports numpy.
    from hamtimer.audio.speech.speaker import Speaker

REACH_MS = 8_000
"""How far ahead sounds are placed. The front may stall this long without a gap. It must be longer
than the longest phrase, whose placement depends on what comes after it."""

LOOK_EVERY_MS = 1_000
"""The least new stretch to look ahead: computing seconds of cues at every call of the front would
cost more than all other sound work."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The changes since the last look."""

    void: bool
    """Whether everything returned before is void, after a command to the player."""
    ring_out: bool
    """Whether current sounds may end normally: the session is over, not interrupted."""
    sounds: tuple[Sound, ...]


_NOTHING = Upcoming(void=False, ring_out=False, sounds=())


class Lookahead:
    """Follows a player and returns each sound once."""

    def __init__(self, arranger: Arranger, reach_ms: int = REACH_MS) -> None:
        """Make a lookahead that has returned nothing."""
        self.arranger = arranger
        self.reach_ms = reach_ms
        self._reader = CueReader()
        self._words_anew = False

    def restart(self) -> None:
        """Return everything upcoming again at the next look."""
        self._reader.restart()

    def speak_with(self, speaker: Speaker | None) -> None:
        """Speak upcoming words from the next look on; with None, stop speaking.

        Tones returned before stay valid; speech returned before is void.
        """
        if speaker is not self.arranger.speaker:
            self.arranger.speaker = speaker
            self._words_anew = True

    def look(self, player: CueSource, now_ms: int, written_to_ms: int = 0) -> Upcoming:
        """Return the sounds after `now_ms` that were not returned before.

        Up to `written_to_ms` nothing can be added, except after a command to the player: then
        everything is written again.
        """
        void = self._reader.begins_anew(player, now_ms)
        if void:
            self.arranger.clear()
        elif self._words_anew:
            self.arranger.respeak(cues_ahead(player, now_ms, self._reader.read_to_ms))
        self._words_anew = False
        inserted = self.arranger.insert(self._reader.unforeseen())
        events: tuple[Event, ...] = ()
        until = now_ms + self.reach_ms
        if until - self._reader.read_to_ms >= LOOK_EVERY_MS:
            events = self._reader.read(now_ms, until)
        elif not (void or inserted or self.arranger.waits_for_speech):
            return _NOTHING
        speak_from = now_ms + READY_MS if void else max(now_ms + READY_MS, written_to_ms)
        sounds = self.arranger.arrange(events, self._reader.read_to_ms, speak_from)
        over = player.state.status is Status.FINISHED
        return Upcoming(void, ring_out=over, sounds=(*inserted, *sounds))

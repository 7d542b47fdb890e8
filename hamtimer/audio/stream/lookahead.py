"""The cues to come, each handed out once, as sounds with their times."""

from __future__ import annotations

from dataclasses import dataclass

from hamtimer.audio.cue_source import CueReader, CueSource, cues_ahead
from hamtimer.audio.speech.speaker import Speaker
from hamtimer.audio.stream.arrange import READY_MS, Arranger
from hamtimer.audio.stream.mixer import Sound
from hamtimer.core.play.state import Event, Status

REACH_MS = 8_000
"""How far ahead sounds are placed. The front may stand still for as long without a gap; it must
be longer than the longest thing that is spoken, which needs to know what comes after it."""

LOOK_EVERY_MS = 250
"""How much more must have come into reach before it is looked for: laying out seconds of cues
at each of the front's many looks would cost more than all the rest of the sound."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What changed since the last look."""

    void: bool
    """Whether everything handed out before is void: the player was steered."""
    ring_out: bool
    """Whether what is sounding may end all the same: the session is over, not interrupted."""
    sounds: tuple[Sound, ...]


_NOTHING = Upcoming(void=False, ring_out=False, sounds=())


class Lookahead:
    """Watches a player and returns the sounds that it has not returned before."""

    def __init__(self, arranger: Arranger, reach_ms: int = REACH_MS) -> None:
        """Begin with nothing handed out."""
        self.arranger = arranger
        self.reach_ms = reach_ms
        self._reader = CueReader()
        self._words_anew = False

    def restart(self) -> None:
        """Return everything that is still to come anew at the next look."""
        self._reader.restart()

    def speak_with(self, speaker: Speaker | None) -> None:
        """Speak what is to come from the next look on; with None, speak no more.

        The tones stay as they were given. What was given to be said is void.
        """
        if speaker is not self.arranger.speaker:
            self.arranger.speaker = speaker
            self._words_anew = True

    def look(self, player: CueSource, now_ms: int, written_to_ms: int = 0) -> Upcoming:
        """Return what is to sound after `now_ms` and was not given before.

        Up to `written_to_ms` nothing can be added any more, unless the player was steered: then
        everything is written anew.
        """
        void = self._reader.begins_anew(player, now_ms)
        if void:
            self.arranger.clear()
        elif self._words_anew:
            self.arranger.say_anew(cues_ahead(player, now_ms, self._reader.read_to_ms))
        self._words_anew = False
        events: tuple[Event, ...] = ()
        until = now_ms + self.reach_ms
        if until - self._reader.read_to_ms >= LOOK_EVERY_MS:
            events = self._reader.read(now_ms, until)
        elif not self.arranger.waits_for_speech:
            return _NOTHING
        speak_from = now_ms + READY_MS if void else max(now_ms + READY_MS, written_to_ms)
        sounds = self.arranger.arrange(events, self._reader.read_to_ms, speak_from)
        over = player.state.status is Status.FINISHED
        return Upcoming(void, ring_out=over, sounds=tuple(sounds))

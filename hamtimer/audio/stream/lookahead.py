"""The cues to come, each handed out once, as sounds with their times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from hamtimer.audio.cue_source import CueSource
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
class Coming:
    """What changed since the last look."""

    void: bool
    """Whether everything handed out before is void: the player was steered."""
    ring_out: bool
    """Whether what is sounding may end all the same: the session is over, not interrupted."""
    sounds: tuple[Sound, ...]


_NOTHING = Coming(void=False, ring_out=False, sounds=())


def cues_ahead(player: CueSource, after_ms: int, until_ms: int) -> tuple[Event, ...]:
    """Return the cues to come with their phases as long as they last on the clock.

    A run at half speed keeps the lengths of its session; what sounds through a whole phase must
    last twice as long.
    """
    events = player.ahead(after_ms, until_ms)
    rate = player.state.rate
    return events if rate == 1 else tuple(_at_rate(event, rate) for event in events)


def _at_rate(event: Event, rate: Fraction) -> Event:
    if event.cue is None or not event.cue.length_ms:
        return event
    return replace(event, cue=replace(event.cue, length_ms=int(event.cue.length_ms / rate)))


class Lookahead:
    """Watches one player and gives the sounds that were not given before."""

    def __init__(self, arranger: Arranger, reach_ms: int = REACH_MS) -> None:
        """Begin knowing nothing."""
        self.arranger = arranger
        self.reach_ms = reach_ms
        self._player: CueSource | None = None
        self._epoch = -1
        self._until = 0
        self._words_anew = False

    def restart(self) -> None:
        """Return everything that is still to come anew at the next look."""
        self._player = None

    def speak_with(self, speaker: Speaker | None) -> None:
        """Speak what is to come, or with None no more, from the next look on.

        The tones stay as they were given. What was given to be said is void.
        """
        if speaker is not self.arranger.speaker:
            self.arranger.speaker = speaker
            self._words_anew = True

    def look(self, player: CueSource, now_ms: int, written_to_ms: int = 0) -> Coming:
        """Return what is to sound after `now_ms` and was not given before.

        Up to `written_to_ms` nothing can be added any more, unless the player was steered: then
        everything is written anew.
        """
        void = player is not self._player or player.epoch != self._epoch
        if void:
            self._player, self._epoch = player, player.epoch
            self._until = now_ms - 1
            self.arranger.clear()
        elif self._words_anew:
            self.arranger.say_anew(cues_ahead(player, now_ms, self._until))
        self._words_anew = False
        events: tuple[Event, ...] = ()
        until = now_ms + self.reach_ms
        if until - self._until >= LOOK_EVERY_MS:
            # Someone who comes late plays nothing late: what was due meanwhile is not asked for.
            events = cues_ahead(player, max(self._until, now_ms - 1), until)
            self._until = until
        elif not self.arranger.waits_for_speech:
            return _NOTHING
        speak_from = now_ms + READY_MS if void else max(now_ms + READY_MS, written_to_ms)
        sounds = self.arranger.arrange(events, self._until, speak_from)
        over = player.state.status is Status.FINISHED
        return Coming(void, ring_out=over, sounds=tuple(sounds))

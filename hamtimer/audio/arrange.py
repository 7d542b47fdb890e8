"""From cues to sounds: every tone at its cue's instant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hamtimer.audio.mixer import Sound
from hamtimer.audio.sound_bank import SoundBank
from hamtimer.core.state import Event


class Arranger:
    """Turns cue events, which come in order of time, into sounds."""

    def __init__(self, bank: SoundBank) -> None:
        """Begin with nothing arranged."""
        self.bank = bank
        self._step = -1

    def clear(self) -> None:
        """Forget what was to come."""
        self._step = -1

    def arrange(self, events: Iterable[Event], known_until_ms: int) -> Iterator[Sound]:
        """Give the sounds of new events; everything up to `known_until_ms` is known now."""
        del known_until_ms
        for event in events:
            if event.cue is None:
                continue
            samples = self.bank.tone(event.cue)
            if samples is None:
                continue
            step = event.step.index if event.step else -1
            yield Sound(event.due_ms, samples, begins_step=step != self._step)
            self._step = step

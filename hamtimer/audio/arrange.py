"""From cues to sounds: every tone at its cue's instant, and speech in the gaps between."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from hamtimer.audio.mixer import LATE_MS, LATE_NEWS_MS, LATE_SIGNAL_MS, Sound
from hamtimer.audio.palette import SAMPLES_PER_MS, Samples
from hamtimer.audio.sound_bank import SoundBank
from hamtimer.audio.speech import Speaker
from hamtimer.core.cues import CueKind
from hamtimer.core.state import Event

GAP_MS = 40
"""The silence between a tone and speech, before and after."""
PATIENCE_MS = 1_500
"""How much later than its cue a phrase may begin, when other phrases are before it."""
LONGEST_PHRASE_MS = 5_000
"""A phrase is placed when everything is known that will sound in this time after its cue."""
READY_MS = 350
"""What is spoken now can be heard this much later at the earliest."""


@dataclass(frozen=True, slots=True)
class _Tone:
    at_ms: int
    end_ms: int


class Arranger:
    """Turns cue events, which come in order of time, into sounds.

    Ticks may sound under speech. All other tones are kept free of it: a phrase that does not fit
    between two of them is spoken faster, and left out if it does not fit even so. Nothing is lost
    by that, for its words are on the screen.
    """

    def __init__(self, bank: SoundBank, speaker: Speaker | None = None) -> None:
        """Begin with nothing arranged; without a speaker there are only tones."""
        self.bank = bank
        self.speaker = speaker
        self._step = -1
        self._phrases: deque[Event] = deque()
        self._tones: deque[_Tone] = deque()
        self._speech_end_ms = 0

    def clear(self) -> None:
        """Forget what was to come."""
        self._step = -1
        self._phrases.clear()
        self._tones.clear()
        self._speech_end_ms = 0

    def arrange(
        self, events: Iterable[Event], known_until_ms: int, now_ms: int | None = None
    ) -> list[Sound]:
        """Give the sounds of new events, and of earlier ones that had to wait.

        All that will happen up to `known_until_ms` has been told. Without `now_ms` there is no
        hurry: every phrase is waited for.
        """
        sounds = []
        for event in events:
            if event.cue is None:
                continue
            samples = self.bank.tone(event.cue)
            if samples is not None:
                sounds.append(self._place_tone(event, samples))
            if self.speaker is not None and event.cue.speech:
                self._phrases.append(event)
        if self.speaker is not None:
            sounds += self._speak(self.speaker, known_until_ms, now_ms)
        return sounds

    def _place_tone(self, event: Event, samples: Samples) -> Sound:
        index = event.step.index if event.step else -1
        late = _may_be_late(event.cue.kind) if event.cue else LATE_MS
        sound = Sound(event.due_ms, samples, index != self._step, late)
        self._step = index
        if self.speaker is not None and event.cue and event.cue.kind is not CueKind.TICK:
            end = event.due_ms + _length_ms(samples)
            if event.cue.length_ms and end - event.due_ms >= event.cue.length_ms:
                # A sweep lasts as long as its phase; speech is heard over it.
                end = event.due_ms
            self._tones.append(_Tone(event.due_ms, end))
        return sound

    def _speak(self, speaker: Speaker, known_until_ms: int, now_ms: int | None) -> list[Sound]:
        sounds = []
        while self._phrases:
            event = self._phrases[0]
            if event.due_ms + LONGEST_PHRASE_MS > known_until_ms:
                break
            start = self._start_of(event, now_ms)
            if start <= event.due_ms + PATIENCE_MS:
                waiting, samples = self._fit(speaker, event, start, now_ms)
                if waiting:
                    break
                if samples is not None:
                    sounds.append(Sound(start, samples, late_ms=LATE_SIGNAL_MS))
                    self._speech_end_ms = start + _length_ms(samples)
            self._phrases.popleft()
        return sounds

    def _start_of(self, event: Event, now_ms: int | None) -> int:
        """Give when a phrase can begin: after the tones of its instant and earlier phrases."""
        while self._tones and self._tones[0].end_ms + GAP_MS <= event.due_ms:
            self._tones.popleft()
        ends = [tone.end_ms + GAP_MS for tone in self._tones if tone.at_ms <= event.due_ms]
        earliest = [event.due_ms, *ends, self._speech_end_ms + GAP_MS]
        if now_ms is not None:
            earliest.append(now_ms + READY_MS)
        return max(earliest)

    def _fit(
        self, speaker: Speaker, event: Event, start: int, now_ms: int | None
    ) -> tuple[bool, Samples | None]:
        """Give whether the phrase must be waited for, and else what is heard of it, if anything."""
        text = event.cue.speech if event.cue else ""
        later = [tone.at_ms for tone in self._tones if tone.at_ms > event.due_ms]
        room = min(later, default=start + LONGEST_PHRASE_MS) - GAP_MS - start
        for hurried in (False, True):
            if now_ms is None:
                samples: Samples | None = speaker.say(text, hurried=hurried)
            else:
                samples = speaker.ready(text, hurried=hurried)
            if samples is None:
                return True, None
            if len(samples) and _length_ms(samples) <= room:
                return False, samples
        return False, None


def _may_be_late(kind: CueKind) -> int:
    """Give how late the tone of a cue may be and still be heard."""
    if kind is CueKind.GET_READY:
        return LATE_NEWS_MS
    return LATE_MS if kind.is_movement else LATE_SIGNAL_MS


def _length_ms(samples: Samples) -> int:
    return -(-len(samples) // SAMPLES_PER_MS)

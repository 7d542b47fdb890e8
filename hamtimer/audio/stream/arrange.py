"""From cues to sounds: every tone at its cue's instant, and speech in the gaps between."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from hamtimer.audio.sounds.palette import SAMPLES_PER_MS, Samples
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.sounds.sweep import Tone
from hamtimer.audio.speech.speaker import Speaker
from hamtimer.audio.stream.mixer import LATE_MS, Sound
from hamtimer.core.play.state import Event
from hamtimer.core.timeline.cue_kinds import CueKind

GAP_MS = LATE_MS
"""The silence between a tone and speech, before and after: what is spoken as late as it may be
still ends before the next tone."""
PATIENCE_MS = 1_500
"""How much later than its cue a phrase may begin, when other phrases are before it."""
LONGEST_PHRASE_MS = 5_000
"""A phrase is placed when everything is known that will sound in this time after its cue."""
KEPT_MS = 10_000
"""How long tones are remembered behind the newest cue, which may be seconds ahead of the clock:
whatever may still be spoken must know them."""
READY_MS = 350
"""What is placed now can be heard this much later, even if a stream must be begun for it."""


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
        self.waits_for_speech = False
        """Whether a phrase could be placed that has not been spoken into samples yet."""

    def clear(self) -> None:
        """Forget what was to come."""
        self._step = -1
        self._phrases.clear()
        self._tones.clear()
        self._speech_end_ms = 0
        self.waits_for_speech = False

    def say_anew(self, events: Iterable[Event]) -> None:
        """Have the words of events spoken whose tones were arranged; other words are void."""
        self._phrases.clear()
        self._speech_end_ms = 0
        for event in events:
            self._note_phrase(self.speaker, event, wait=False)
        self.waits_for_speech = bool(self._phrases)

    def arrange(
        self, events: Iterable[Event], known_until_ms: int, speak_from_ms: int | None = None
    ) -> list[Sound]:
        """Return the sounds of new events, and of earlier ones that had to wait.

        All that will happen up to `known_until_ms` has been told. Nothing can be spoken before
        `speak_from_ms`; None: there is no hurry, and every phrase is waited for.
        """
        speaker = self.speaker
        sounds = []
        for event in events:
            if event.cue is None:
                continue
            samples = self.bank.tone(event.cue)
            if samples is not None:
                sounds.append(self._place_tone(event, samples))
            self._note_phrase(speaker, event, wait=speak_from_ms is None)
        if speaker is not None:
            sounds += self._speak(speaker, known_until_ms, speak_from_ms)
        return sounds

    def _note_phrase(self, speaker: Speaker | None, event: Event, *, wait: bool) -> None:
        """Note what is to be said; where it cannot be waited for, have it spoken ahead of time."""
        if speaker is not None and event.cue and event.cue.speech:
            self._phrases.append(event)
            if not wait:
                speaker.ready(event.cue.speech)

    def _place_tone(self, event: Event, samples: Tone) -> Sound:
        index = event.step.index if event.step else -1
        late = event.cue.kind.facts.late_ms if event.cue else LATE_MS
        sound = Sound(event.due_ms, samples, index != self._step, late)
        self._step = index
        if event.cue and event.cue.kind is not CueKind.TICK:
            end = event.due_ms + _length_ms(samples)
            if event.cue.length_ms and end - event.due_ms >= event.cue.length_ms:
                # A sweep lasts as long as its phase; speech is heard over it.
                end = event.due_ms
            self._tones.append(_Tone(event.due_ms, end))
        first = self._phrases[0] if self._phrases else event
        while self._tones and self._tones[0].end_ms < first.due_ms - KEPT_MS:
            self._tones.popleft()
        return sound

    def _speak(
        self, speaker: Speaker, known_until_ms: int, speak_from_ms: int | None
    ) -> list[Sound]:
        sounds = []
        self.waits_for_speech = False
        while self._phrases:
            event = self._phrases[0]
            if event.due_ms + LONGEST_PHRASE_MS > known_until_ms:
                break
            start = self._start_of(event, speak_from_ms)
            if start <= event.due_ms + PATIENCE_MS:
                wait = speak_from_ms is None
                self.waits_for_speech, samples = self._fit(speaker, event, start, wait=wait)
                if self.waits_for_speech:
                    break
                if samples is not None:
                    sounds.append(Sound(start, samples, is_speech=True))
                    self._speech_end_ms = start + _length_ms(samples)
            self._phrases.popleft()
        return sounds

    def _start_of(self, event: Event, speak_from_ms: int | None) -> int:
        """Return when a phrase can begin: after the tones of its instant and earlier phrases."""
        ends = [tone.end_ms + GAP_MS for tone in self._tones if tone.at_ms <= event.due_ms]
        earliest = [event.due_ms, *ends, self._speech_end_ms + GAP_MS]
        if speak_from_ms is not None:
            earliest.append(speak_from_ms)
        return max(earliest)

    def _fit(
        self, speaker: Speaker, event: Event, start: int, *, wait: bool
    ) -> tuple[bool, Samples | None]:
        """Return whether to wait for the phrase, and otherwise what is heard of it, if anything."""
        text = event.cue.speech if event.cue else ""
        later = [tone.at_ms for tone in self._tones if tone.at_ms > event.due_ms]
        room = min([*later, event.due_ms + LONGEST_PHRASE_MS]) - GAP_MS - start
        if room <= 0:
            return False, None
        for hurried in (False, True):
            if wait:
                samples: Samples | None = speaker.say(text, hurried=hurried)
            else:
                samples = speaker.ready(text, hurried=hurried)
            if samples is None:
                return True, None
            if len(samples) and _length_ms(samples) <= room:
                return False, samples
        return False, None


def _length_ms(samples: Tone) -> int:
    return -(-len(samples) // SAMPLES_PER_MS)

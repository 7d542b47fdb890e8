"""Arrange cues as sounds: every tone at its cue's instant, and speech in the gaps."""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from hamtimer.audio.sounds.samples import SAMPLES_PER_MS, Samples
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.sounds.sweep import Tone
from hamtimer.audio.stream.mixer import LATE_MS, Sound
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.state import Event
from hamtimer.core.timeline.cue_kinds import Cue, CueKind, Speech

if TYPE_CHECKING:
    # It imports numpy.
    from hamtimer.audio.speech.speaker import Speaker

GAP_MS = LATE_MS
"""The silence between a tone and speech, before and after: even the latest speech ends before
the next tone."""
PATIENCE_MS = {
    Speech.SIDE: 3_000,
    Speech.EXERCISE: 3_000,
    Speech.SET: 1_500,
    Speech.LAST: 1_500,
    Speech.NOTE: 4_000,
    Speech.NUMBER: 1_500,
}
"""How much later than its cue a phrase may begin."""
COUNT_PATIENCE_MS = 500
"""The same for a countdown, which would be wrong after the next count."""
LONGEST_PHRASE_MS = 5_000
"""A phrase is placed once every sound within this time after its cue is known."""
KEPT_MS = 10_000
"""How long tones are kept behind the newest cue, which may be seconds ahead of the clock: phrases
that may still be spoken need them."""
FOREVER_MS = 3_600_000
"""Longer than any phrase."""
READY_MS = 350
"""How soon a new sound can be heard, even if a stream must be started for it."""


@dataclass(frozen=True, slots=True)
class _Tone:
    at_ms: int
    end_ms: int
    is_movement: bool


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """Words to be spoken, ordered by time, then by importance."""

    due_ms: int
    speech: Speech
    text: str = field(compare=False)
    latest_ms: int = field(compare=False)
    """The latest start at which it may still be placed between tones."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of time in which a phrase may be spoken."""

    start_ms: int
    room_ms: int
    is_last_resort: bool = False
    """Whether it covers tones, so that the phrase is spoken fast."""


class Arranger:
    """Turns cue events, in order of time, into sounds.

    Ticks may sound under speech; other tones may not. A phrase that does not fit between two of
    them is spoken faster or a little later, and left out if it still does not fit or would delay a
    more important one; the screen shows its words anyway. But sides and exercises are never left
    out: without a gap, they are spoken over movement tones, or else over all.
    """

    def __init__(
        self,
        bank: SoundBank,
        speaker: Speaker | None = None,
        *,
        on_phrase: Callable[[Phrase, Sound | None], None] | None = None,
    ) -> None:
        """Make an arranger; without a speaker there are only tones.

        `on_phrase` is called with every phrase and its sound; None: it was left out.
        """
        self.bank = bank
        self.speaker = speaker
        self._on_phrase = on_phrase
        self._step = -1
        self._phrases: list[Phrase] = []
        self._tones: deque[_Tone] = deque()
        self._last: tuple[Phrase, Sound] | None = None
        self.waits_for_speech = False
        """Whether a phrase that could be placed has not been synthesised yet."""

    def clear(self) -> None:
        """Forget everything upcoming."""
        self._step = -1
        self._tones.clear()
        self._forget_speech()

    def _forget_speech(self) -> None:
        self._phrases.clear()
        self._last = None
        self.waits_for_speech = False

    def respeak(self, events: Iterable[Event]) -> None:
        """Arrange the words of events whose tones were arranged before; other words are void."""
        self._forget_speech()
        for event in events:
            self._note_phrase(event, wait=False)
        self.waits_for_speech = bool(self._phrases)

    def arrange(
        self, events: Iterable[Event], known_until_ms: int, speak_from_ms: int | None = None
    ) -> list[Sound]:
        """Return the sounds of new events, and of earlier ones that were waiting.

        All events up to `known_until_ms` have been passed in. Nothing can be spoken before
        `speak_from_ms`; None: wait for every phrase.
        """
        sounds = []
        for event in events:
            if event.cue is None:
                continue
            samples = self.bank.tone(event.cue)
            if samples is not None and not self._is_taken(event.due_ms, event.cue.kind):
                sounds.append(self._place_tone(event, samples))
            self._note_phrase(event, wait=speak_from_ms is None)
        if self.speaker is not None:
            sounds += self._speak(self.speaker, known_until_ms, speak_from_ms)
        return sounds

    def insert(self, events: Iterable[Event]) -> list[Sound]:
        """Return the tones of events among those arranged before, and note their words."""
        sounds = []
        for event in events:
            if event.cue is None:
                continue
            self._note_phrase(event, wait=False)
            samples = self.bank.tone(event.cue)
            if samples is not None:
                sounds.append(Sound(event.due_ms, samples, late_ms=event.cue.kind.facts.late_ms))
        self.waits_for_speech = bool(self._phrases)
        return sounds

    def _is_taken(self, due_ms: int, kind: CueKind) -> bool:
        """Return whether the track has a tone at this instant, as when a wait takes no time."""
        track = (due_ms, kind.is_movement)
        return any((tone.at_ms, tone.is_movement) == track for tone in self._tones)

    def _note_phrase(self, event: Event, *, wait: bool) -> None:
        """Note a phrase; if it cannot be waited for, request its synthesis ahead."""
        cue = event.cue
        if self.speaker is not None and cue is not None and cue.speech:
            insort(self._phrases, _phrase(event.due_ms, cue))
            if not wait:
                self.speaker.ready(cue.speech)

    def _place_tone(self, event: Event, samples: Tone) -> Sound:
        index = event.step.index if event.step else -1
        kind = event.cue.kind if event.cue else CueKind.TICK
        sound = Sound(event.due_ms, samples, index != self._step, kind.facts.late_ms)
        self._step = index
        if event.cue and kind is not CueKind.TICK:
            end = event.due_ms + _length_ms(samples)
            if event.cue.length_ms and end - event.due_ms >= event.cue.length_ms:
                # A sweep lasts as long as its phase; speech is heard over it.
                end = event.due_ms
            self._tones.append(_Tone(event.due_ms, end, kind.is_movement))
        first_ms = self._phrases[0].due_ms if self._phrases else event.due_ms
        while self._tones and self._tones[0].end_ms < first_ms - KEPT_MS:
            self._tones.popleft()
        return sound

    def _speak(
        self, speaker: Speaker, known_until_ms: int, speak_from_ms: int | None
    ) -> list[Sound]:
        sounds = []
        self.waits_for_speech = False
        while self._phrases and self._phrases[0].due_ms + LONGEST_PHRASE_MS <= known_until_ms:
            phrase = self._phrases[0]
            sound = self._being_said(phrase)
            if sound is None:
                self.waits_for_speech, sound = self._say(speaker, phrase, speak_from_ms)
                if self.waits_for_speech:
                    break
                if sound is not None:
                    sounds.append(sound)
                    self._last = (phrase, sound)
            self._phrases.pop(0)
            if self._on_phrase is not None:
                self._on_phrase(phrase, sound)
        return sounds

    def _being_said(self, phrase: Phrase) -> Sound | None:
        """Return the sound at a phrase's time, if it has the same words."""
        if self._last and phrase.text in self._last[0].text and phrase.due_ms < self._speech_end_ms:
            return self._last[1]
        return None

    @property
    def _speech_end_ms(self) -> int:
        return self._last[1].at_ms + _length_ms(self._last[1].samples) if self._last else 0

    def _say(
        self, speaker: Speaker, phrase: Phrase, speak_from_ms: int | None
    ) -> tuple[bool, Sound | None]:
        """Return whether to wait for a phrase; if not, also its sound, or None if left out."""
        for place in self._places(phrase, speak_from_ms):
            wait = speak_from_ms is None
            waits, samples = _fit(speaker, phrase.text, place, wait=wait)
            if waits:
                return True, None
            if samples is not None:
                return False, Sound(place.start_ms, samples, is_speech=True)
        return False, None

    def _places(self, phrase: Phrase, speak_from_ms: int | None) -> Iterator[Place]:
        """Yield where a phrase may be spoken, best place first."""
        start = max(phrase.due_ms, self._speech_end_ms + GAP_MS, speak_from_ms or 0)
        end = phrase.due_ms + LONGEST_PHRASE_MS
        if not phrase.speech.is_vital:
            end = min([end, *(p.due_ms - GAP_MS for p in self._phrases if _comes_first(p, phrase))])
        latest = phrase.latest_ms
        tones = [tone for tone in self._tones if tone.at_ms <= end]
        yield from _gaps(tones, start, latest, end)
        if phrase.speech.is_vital and start <= end:
            yield from _gaps([tone for tone in tones if not tone.is_movement], start, latest, end)
            own = [tone.end_ms + GAP_MS for tone in tones if tone.at_ms <= phrase.due_ms]
            yield Place(max([start, *own]), FOREVER_MS, is_last_resort=True)


def _phrase(due_ms: int, cue: Cue) -> Phrase:
    speech = cue.kind.facts.speech
    patience = PATIENCE_MS[speech]
    if cue.kind is CueKind.COUNTDOWN:
        patience = COUNT_PATIENCE_MS
    elif cue.kind is CueKind.NOTE and cue.length_ms:
        patience = min(patience, cue.length_ms)  # it is not shown any longer
    return Phrase(due_ms, speech, cue.speech, due_ms + patience)


def _comes_first(one: Phrase, other: Phrase) -> bool:
    """Return whether a phrase due later is more important, so that nothing may delay it."""
    return one.due_ms > other.due_ms and one.speech < other.speech


def _gaps(tones: list[_Tone], start: int, latest: int, end: int) -> Iterator[Place]:
    """Yield the gaps between tones that begin from `start` to `latest`, until `end`."""
    for tone in tones:
        if tone.end_ms + GAP_MS <= start:
            continue
        if start > latest:
            return
        if tone.at_ms - GAP_MS > start:
            yield Place(start, min(tone.at_ms - GAP_MS, end) - start)
        start = max(start, tone.end_ms + GAP_MS)
    if start <= latest and start < end:
        yield Place(start, end - start)


def _fit(speaker: Speaker, text: str, place: Place, *, wait: bool) -> tuple[bool, Samples | None]:
    """Return whether to wait for a phrase; if not, also its samples if they fit a place."""
    for hurried in (True,) if place.is_last_resort else (False, True):
        samples: Samples | None
        if wait:
            samples = speaker.say(text, hurried=hurried)
        else:
            samples = speaker.ready(text, hurried=hurried)
        if samples is None:
            return True, None
        if not len(samples):
            return False, None
        if _length_ms(samples) <= place.room_ms:
            return False, samples
    return False, None


def _length_ms(samples: Tone) -> int:
    return -(-len(samples) // SAMPLES_PER_MS)

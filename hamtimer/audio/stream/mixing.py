"""Mix sounds into samples of 16 bits, which never clip.

Most of a session is silence, and most sounds are alone: only where sounds are is anything computed.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import add

from hamtimer.audio.sounds.samples import FULL_SCALE, SAMPLES_PER_MS, Samples, peak_of
from hamtimer.audio.sounds.sweep import Tone
from hamtimer.core.dataclass import dataclass

KNEE = 0.9
"""Above this share of full scale peaks are rounded off, so that sums never clip."""
GAIN_STEP_MS = 10
"""The time in which the volume glides to a new value: a jump would click."""
_GLIDE = GAIN_STEP_MS * SAMPLES_PER_MS


@dataclass(frozen=True, slots=True)
class Gain:
    """The volume of a stretch, 0 to 1: it glides to `new` from the stretch's beginning on."""

    old: float
    new: float

    @classmethod
    def level(cls, gain: float) -> Gain:
        """Return a volume that stays."""
        return cls(gain, gain)

    def at(self, place: int) -> float:
        """Return the volume at a sample of the stretch."""
        return self.old + (self.new - self.old) * min(1.0, (place + 1) / _GLIDE)


FULL = Gain.level(1.0)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is heard of one sound in a stretch."""

    begin: int
    """Its place in the stretch."""
    samples: Samples

    @property
    def end(self) -> int:
        return self.begin + len(self.samples)


def mix(
    first: int, frames: int, sounds: Iterable[tuple[int | None, Tone]], gain: Gain = FULL
) -> bytes:
    """Return `frames` samples of a stream from position `first` on.

    Each sound comes with the position of its first sample; None: it is left out.
    """
    mixed = array("h", bytes(2 * frames))
    for parts in _overlapping(_parts(first, frames, sounds)):
        begin, end = parts[0].begin, max(part.end for part in parts)
        if len(parts) > 1:
            together = _rounded_off(_at_volume(_sum(parts, begin, end), begin, gain))
            mixed[begin:end] = array("h", map(int, together))
        elif gain == FULL:
            memoryview(mixed)[begin:end] = parts[0].samples
        else:
            mixed[begin:end] = array("h", map(int, _at_volume(parts[0].samples, begin, gain)))
    return mixed.tobytes()


def _parts(first: int, frames: int, sounds: Iterable[tuple[int | None, Tone]]) -> Iterator[_Part]:
    """Yield what is heard of each sound."""
    for start, tone in sounds:
        if start is None:
            continue
        begin, end = max(start, first), min(start + len(tone), first + frames)
        if begin < end:
            yield _Part(begin - first, tone[begin - start : end - start])


def _overlapping(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Yield groups of parts, each without a gap in between."""
    group: list[_Part] = []
    for part in sorted(parts, key=lambda part: part.begin):
        if group and part.begin >= max(other.end for other in group):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _sum(parts: list[_Part], begin: int, end: int) -> list[int]:
    """Return what is heard of some parts together."""
    levels = [0] * (end - begin)
    for part in parts:
        place = slice(part.begin - begin, part.end - begin)
        levels[place] = map(add, levels[place], part.samples)
    return levels


def _at_volume(levels: Sequence[float], begin: int, gain: Gain) -> Sequence[float]:
    """Return levels, which begin at a place of the stretch, at their volume."""
    if gain.old != gain.new and begin < _GLIDE:
        return [gain.at(place) * level for place, level in enumerate(levels, start=begin)]
    factor = gain.new
    return levels if factor == 1 else [factor * level for level in levels]


def _rounded_off(levels: Sequence[float]) -> Sequence[float]:
    """Return the sum of sounds such that it stays below full scale.

    Together the tracks do. Overlapping signals, or a phrase over tones, may exceed it.
    """
    knee, room = KNEE * FULL_SCALE, (1 - KNEE) * FULL_SCALE
    if peak_of(levels) <= knee:
        return levels
    return [level if abs(level) <= knee else _above_knee(level, knee, room) for level in levels]


def _above_knee(level: float, knee: float, room: float) -> float:
    over = (abs(level) - knee) / room
    rounded = knee + room * over / (1 + over)
    return rounded if level > 0 else -rounded

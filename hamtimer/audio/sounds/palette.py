"""The built-in sounds, which are synthesised.

Every sound is a few notes written as data below, so a new one is a line, not a function. Tests
check these rules:

- the loudest part of a sound is between 390 and 1600 Hz, audible from a laptop speaker across the
  room; lower sounds have overtones as well;
- through such a speaker the softest sound is at most 12 dB below the loudest
  (`python -m benchmarks.loudness` measures it), and the movement softer than the signals;
- the sounds of the movement track are soft (few overtones), those of the signal track are bright,
  so that the two tracks can be distinguished when they sound together;
- every note begins within `ATTACK_MS` and ends at zero: a sharp onset without a click;
- a sound's peak is within its track's share of full scale, so that a movement sound together with
  a signal or with speech stays below full scale.
"""

from __future__ import annotations

import math
from collections.abc import MutableSequence
from dataclasses import replace
from functools import cache
from itertools import accumulate, repeat
from operator import add, mul

from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS, Samples, peak_of, samples_of
from hamtimer.core.dataclass import dataclass
from hamtimer.core.timeline.cue_kinds import SOUNDING

ATTACK_MS = 3
"""From silence to full level: short enough to be precise, long enough not to click."""
RELEASE_MS = 12
"""From wherever the decay has got to down to silence."""
MOVEMENT_PEAK = 0.40
TICK_PEAK = 0.36
TICK_LIMIT = 0.48
"""The loudest setting of the ticks."""
SWEEP_PEAK = 0.13
"""A sweep through a whole phase has ticks on top, and both are on the movement track."""
SIGNAL_PEAK = 0.48
SPEECH_PEAK = 0.48
"""Speech sounds together with ticks and sweeps, hardly ever with a signal."""

SOFT = (1.0, 0.12)
"""The levels of the harmonics of movement sounds."""
_ROUND = (1.0, 0.35, 0.15)
_FULL = (1.0, 0.7, 0.45, 0.25)
"""For low sounds: a small loudspeaker loses the fundamental, and the ear restores it."""
_TICKING = (1.0, 0.4, 0.3, 0.1)
_REED = (1.0, 0.0, 0.4, 0.0, 0.18)
"""Odd overtones, as in a clarinet or a kitchen timer."""
_BELL = (1.0, 0.45, 0.0, 0.3)


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a sound."""

    at_ms: int
    length_ms: int
    hz: float
    """The fundamental at the beginning."""
    to_hz: float = 0.0
    """The fundamental at the end, if the note glides; 0: the same throughout."""
    overtones: tuple[float, ...] = SOFT
    """The levels of the first, second, third ... harmonic."""
    fade: float = 0.0
    """How fast it decays: 0 stays level, 4 ends near silence."""


def _repeat(times: int, every_ms: int, note: Note) -> tuple[Note, ...]:
    return tuple(replace(note, at_ms=n * every_ms) for n in range(times))


def _tick_note(hz: float) -> Note:
    return Note(0, 85, hz, overtones=_TICKING, fade=0.8)


_NOTES: dict[str, tuple[Note, ...]] = {
    # Movement: soft, short.
    "fall": (Note(0, 230, 988, 440, fade=0.6),),
    "rise": (Note(0, 200, 440, 988, fade=0.3),),
    "low": (Note(0, 190, 392, overtones=_FULL, fade=0.8),),
    "high": (Note(0, 150, 988, fade=0.8),),
    "return": _repeat(2, 100, Note(0, 75, 523, overtones=_FULL, fade=0.8)),
    "level": (Note(0, 190, 659, overtones=_ROUND, fade=0.6),),
    "loose": (Note(0, 240, 587, 392, overtones=_ROUND, fade=0.5),),
    "tick": (_tick_note(1_568),),
    # Signals: bright.
    "beep": (Note(0, 130, 622, overtones=_REED),),
    "go": (Note(0, 380, 1_320, overtones=_REED, fade=0.8),),
    "hop": (
        Note(0, 60, 587, overtones=_BELL),
        Note(70, 110, 880, overtones=_BELL, fade=1.5),
    ),
    "seesaw": (
        Note(0, 110, 523, overtones=_REED),
        Note(130, 110, 784, overtones=_REED),
        Note(260, 110, 523, overtones=_REED),
        Note(390, 150, 784, overtones=_REED, fade=1.0),
    ),
    "close": (
        Note(0, 160, 784, overtones=_BELL, fade=1.0),
        Note(170, 330, 523, overtones=_BELL, fade=2.5),
    ),
    "fanfare": (
        Note(0, 140, 523, overtones=_REED),
        Note(150, 140, 659, overtones=_REED),
        Note(300, 140, 784, overtones=_REED),
        Note(450, 750, 1_047, overtones=_BELL, fade=2.5),
    ),
    "reached": (
        Note(0, 90, 988, overtones=_BELL, fade=0.5),
        Note(100, 260, 1_319, overtones=_BELL, fade=2.0),
    ),
    "triple": _repeat(3, 100, Note(0, 60, 1_047, overtones=_REED)),
    "double": _repeat(2, 180, Note(0, 120, 698, overtones=_BELL, fade=1.5)),
    "open": (
        Note(0, 180, 440, overtones=_BELL, fade=1.0),
        Note(200, 320, 554, overtones=_BELL, fade=2.0),
    ),
    "knock": _repeat(2, 150, Note(0, 80, 554, overtones=_REED, fade=2.5)),
    "drop": (Note(0, 120, 1_175, overtones=_BELL, fade=2.5),),
    "chirp": (
        Note(0, 45, 1_245, overtones=_REED),
        Note(50, 110, 1_480, overtones=_REED, fade=0.5),
    ),
    "chime": (
        Note(0, 60, 698, overtones=_BELL),
        Note(65, 160, 1_047, overtones=_BELL, fade=2.0),
    ),
    "sag": (
        Note(0, 80, 740, overtones=_BELL),
        Note(85, 80, 554, overtones=_BELL),
        Note(170, 130, 415, overtones=_BELL, fade=1.0),
    ),
    "gong": (
        Note(0, 260, 392, overtones=_FULL, fade=0.5),
        Note(270, 600, 392, overtones=_FULL, fade=2.0),
    ),
    "bell": (Note(0, 420, 466, overtones=_BELL, fade=1.5),),
}

_PEAKS = dict.fromkeys(
    ("fall", "rise", "low", "high", "return", "level", "loose"), MOVEMENT_PEAK
) | {"tick": TICK_PEAK, "go": 0.38, "seesaw": 0.36, "fanfare": 0.38, "triple": 0.42}
"""The peaks of those that would be too loud, or are the movement's; the others': `SIGNAL_PEAK`."""

TICK_PITCHES = 13
"""How many pitches of the tick there are between the top and the bottom."""
_TICK_TOP_HZ, _TICK_BOTTOM_HZ = 1_568.0, 659.0

NAMES = tuple(_NOTES)
"""The names of the built-in sounds, for settings and session files."""

DEFAULTS = {kind: kind.facts.sound for kind in SOUNDING}
"""The default built-in sound of each cue that has one."""


@cache
def synthesise(name: str) -> Samples:
    """Return the built-in sound `name` at its level.

    Raises `KeyError` for a name that is not in `NAMES`.
    """
    notes = _NOTES[name]
    length = max(note.at_ms + note.length_ms for note in notes) * SAMPLES_PER_MS
    mixed = [0.0] * length
    for note in notes:
        place = slice(note.at_ms * SAMPLES_PER_MS, (note.at_ms + note.length_ms) * SAMPLES_PER_MS)
        mixed[place] = map(add, mixed[place], _wave(note))
    return _finish(mixed, _PEAKS.get(name, SIGNAL_PEAK))


@cache
def tick_at(place: int) -> Samples:
    """Return the tick at one of the `TICK_PITCHES`, from 0, the highest.

    The lower the limb, the lower the tick: so ticks step down through the eccentric and up through
    the concentric.
    """
    hz = _TICK_TOP_HZ * (_TICK_BOTTOM_HZ / _TICK_TOP_HZ) ** (place / (TICK_PITCHES - 1))
    return _finish(_wave(_tick_note(hz)), TICK_PEAK)


def _wave(note: Note) -> list[float]:
    """Return one note, not scaled yet."""
    count = note.length_ms * SAMPLES_PER_MS
    # Pitch is perceived in ratios, so an even glide is exponential.
    glide = ((note.to_hz or note.hz) / note.hz) ** (1 / count)
    first = 2 * math.pi * note.hz / RATE
    steps = accumulate(repeat(glide, count - 1), mul, initial=first)
    wave = harmonics(list(accumulate(steps)), note.overtones)
    if note.fade:
        fades = accumulate(repeat(math.exp(-note.fade / count), count - 1), mul, initial=1.0)
        wave = list(map(mul, wave, fades))
    shape_edges(wave, 0, count)
    return wave


def harmonics(angles: list[float], levels: tuple[float, ...]) -> list[float]:
    """Return a sine at these angles with its overtones, each at its level; the first is 1."""
    wave = list(map(math.sin, angles))
    for harmonic, level in enumerate(levels[1:], start=2):
        if level:
            overtone = [level * math.sin(harmonic * angle) for angle in angles]
            wave = list(map(add, wave, overtone))
    return wave


def shape_edges(wave: MutableSequence[float], first: int, count: int) -> None:
    """Let a sound of `count` samples, given from `first` on, rise from zero and fall back to it."""
    attack = min(ATTACK_MS * SAMPLES_PER_MS, count // 2)
    release = min(RELEASE_MS * SAMPLES_PER_MS, count // 2)
    for at in range(first, min(first + len(wave), attack)):
        wave[at - first] *= _ramp(at / attack)
    for at in range(max(first, count - release), first + len(wave)):
        wave[at - first] *= _ramp((count - 1 - at) / release)


def _ramp(part: float) -> float:
    """Return a rise from 0 to 1 along half a cosine."""
    return 0.5 - 0.5 * math.cos(math.pi * part)


def _finish(wave: list[float], peak: float) -> Samples:
    """Scale a sound to its peak."""
    scale = peak / peak_of(wave)
    return samples_of([scale * level for level in wave])

"""The sounds that a recording of a session should have, and their errors.

The sound of every cue is known to the sample, so each is searched by its own shape (a matched
filter), and the recording without them should be silent.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.audio_server import RATE
from hamtimer.audio.sounds.loudness import wave_of
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.core.timeline.cue_kinds import Cue, CueKind

Wave = npt.NDArray[np.float64]

LIKENESS = 0.6
"""How much of a sound's shape must be present for it to count as found; 1 is all of it."""
LEFT_OVER = 0.1
"""After removing all sounds, anything above this share of the loudest is an extra sound."""


@dataclass(frozen=True, slots=True)
class Instant:
    """The cues of one step that sound together."""

    at_s: float
    """From the beginning of the session."""
    step: int
    in_step_s: float
    """From the beginning of its step."""
    kinds: tuple[str, ...]
    shape: Wave


@dataclass(frozen=True, slots=True)
class Found:
    """An instant in a recording."""

    instant: Instant
    heard_s: float
    """From the beginning of the recording."""
    likeness: float


def explained(session: Path) -> list[Instant]:
    """Return the instants at which `explain --json` promises sound."""
    command = [sys.executable, "-m", "hamtimer", "explain", "--json", str(session)]
    answer = subprocess.run(command, check=True, capture_output=True, timeout=60)
    steps = json.loads(answer.stdout)["steps"]
    cues: dict[int, list[tuple[int, Cue]]] = {}
    for step in steps:
        for cue in step["cues"]:
            if cue["sounds"]:
                at = step["start_ms"] + cue["at_ms"]
                made = Cue(CueKind(cue["kind"]), cue["at_ms"], depth=cue["depth"])
                cues.setdefault(at, []).append((step["index"], made))
    instants = []
    for at, together in sorted(cues.items()):
        # The end of a step sounds together with the beginning of the next.
        step = max(step for step, _ in together)
        of_instant = [cue for _, cue in together]
        kinds = tuple(cue.kind.value for cue in of_instant)
        in_step_s = (at - steps[step]["start_ms"]) / 1_000
        instants.append(Instant(at / 1_000, step, in_step_s, kinds, shape_of(of_instant)))
    return instants


def shape_of(cues: Sequence[Cue]) -> Wave:
    """Return the mixed sounds of cues that begin together."""
    bank = SoundBank()
    sounds = [sound[:] for cue in cues if (sound := bank.tone(cue)) is not None]
    mixed = np.zeros(max(map(len, sounds)))
    for sound in sounds:
        mixed[: len(sound)] += wave_of(sound)
    return mixed


def find(recording: Wave, instant: Instant, around_s: float, within_s: float) -> Found | None:
    """Return an instant near a time of the recording; None if it is not found."""
    shape = instant.shape
    first = max(0, round((around_s - within_s) * RATE))
    last = round((around_s + within_s) * RATE) + len(shape)
    place = recording[first:last]
    if len(place) < len(shape):
        return None
    size = 1 << int(np.ceil(np.log2(len(place) + len(shape))))
    spectrum = np.fft.rfft(place, size) * np.conj(np.fft.rfft(shape, size))
    product = np.fft.irfft(spectrum, size)[: len(place) - len(shape) + 1]
    energy = np.r_[0, np.cumsum(place**2)]
    energy = np.maximum(energy[len(shape) :] - energy[: -len(shape)], 1e-9)
    # In near silence any shape correlates, so the product decides the position.
    best = int(np.argmax(product))
    likeness = float(product[best] / np.sqrt(energy[best]) / np.linalg.norm(shape))
    if likeness < LIKENESS:
        return None
    return Found(instant, (first + best) / RATE, likeness)


def take_out(recording: Wave, found: Sequence[Found]) -> Wave:
    """Return a recording without the sounds found in it."""
    left = recording.copy()
    for one in found:
        start = round(one.heard_s * RATE)
        place = left[start : start + len(one.instant.shape)]
        shape = one.instant.shape[: len(place)]
        level = float(place @ shape) / float(shape @ shape)
        place -= level * shape
    return left


def count_extra(recording: Wave, found: Sequence[Found]) -> int:
    """Return the number of stretches of sound that no found sound explains."""
    left = np.abs(take_out(recording, found))
    loud = np.flatnonzero(left > LEFT_OVER * np.max(np.abs(recording), initial=1e-9))
    return 0 if len(loud) == 0 else 1 + int(np.count_nonzero(np.diff(loud) > 0.1 * RATE))


def beginning_of(recording: Wave, instants: Sequence[Instant]) -> float:
    """Return where in the recording the session began, from a sound that occurs only once.

    Raises `ValueError` if no such sound is found.
    """
    times = Counter(instant.kinds for instant in instants)
    reach = len(recording) / RATE / 2
    for instant in instants:
        if times[instant.kinds] == 1:
            found = find(recording, instant, reach, reach)
            if found is not None:
                return found.heard_s - instant.at_s
    raise ValueError("no sound of the session is in the recording")

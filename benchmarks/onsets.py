"""Find when sounds begin in a recording, and compare that with when they should.

As a program it prints when each sound of a WAV file begins, how long it is, and its pitch:

    python -m benchmarks.onsets recording.wav
"""

from __future__ import annotations

import argparse
import sys
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float64]
Times = npt.NDArray[np.float64]

BLOCK_S = 0.005
"""The noise floor and the loudest sounds are taken from the peaks of blocks this long."""
PITCH_WINDOW_S = 0.06
"""The pitch of a sound is measured over this time from its beginning."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A stretch of sound between two silences."""

    onset_s: float
    """Its first sample above the threshold, from the start of the recording."""
    length_s: float
    peak: float
    """Of full scale, 0 to 1."""
    pitch_hz: float
    """The strongest partial of its beginning; not a number if that is too short."""


@dataclass(frozen=True, slots=True)
class Match:
    """Sounds compared with the times at which they should have begun."""

    errors_ms: tuple[float, ...]
    """Positive is late; one for each expected time that was met, in order."""
    missing_s: tuple[float, ...]
    """The expected times at which nothing began."""
    extra_s: tuple[float, ...]
    """The unexpected onsets."""


def threshold(samples: Samples, rate: int) -> float:
    """Return the level above which samples count as sound.

    It is 6 % of the loudest ordinary block, well above the noise floor (median and median absolute
    deviation of the blocks), and not affected by a single click or by digital silence.
    """
    block = max(1, int(rate * BLOCK_S))
    blocks = len(samples) // block
    faintest = 0.001
    if blocks == 0:
        return faintest
    peaks = np.abs(samples[: blocks * block]).reshape(blocks, block).max(axis=1)
    middle = float(np.median(peaks))
    floor = middle + 1.4826 * float(np.median(np.abs(peaks - middle)))
    if floor > 0.25 * peaks.max():  # sound most of the time: the quietest tenth is the floor
        floor = min(floor, 4 * float(np.percentile(peaks, 10)))
    loud = peaks[peaks > max(2 * floor, faintest)]
    if len(loud) == 0:
        return faintest
    loudest = min(float(np.percentile(loud, 99.5)), 3 * float(np.median(loud)))
    return max(faintest, 0.06 * loudest, min(8 * floor, 0.5 * loudest))


def find_sounds(
    samples: Samples, rate: int, *, level: float | None = None, silence_s: float = 0.008
) -> list[Sound]:
    """Return every sound, in order.

    Args:
        samples: one channel, between -1 and 1.
        rate: samples per second.
        level: the least level of sound, 0 to 1; by default from `threshold`.
        silence_s: sounds closer to each other than this are one sound.
    """
    above = np.flatnonzero(np.abs(samples) > (threshold(samples, rate) if level is None else level))
    if len(above) == 0:
        return []
    cuts = np.flatnonzero(np.diff(above) > silence_s * rate)
    starts = above[np.r_[0, cuts + 1]]
    ends = above[np.r_[cuts, len(above) - 1]] + 1
    return [
        Sound(
            onset_s=float(start / rate),
            length_s=float((end - start) / rate),
            peak=float(np.abs(samples[start:end]).max()),
            pitch_hz=pitch(samples[start : min(end, start + int(PITCH_WINDOW_S * rate))], rate),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def pitch(samples: Samples, rate: int) -> float:
    """Return the strongest partial in hertz: a parabola through the peak of a padded transform."""
    if len(samples) < 0.004 * rate:
        return float("nan")
    size = max(8192, 1 << int(np.ceil(np.log2(8 * len(samples)))))
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), size))
    spectrum[: int(40 * size / rate)] = 0  # below hearing
    peak = int(np.argmax(spectrum))
    if peak in (0, len(spectrum) - 1):
        return float("nan")
    before, at, after = np.log(spectrum[peak - 1 : peak + 2] + 1e-30)
    return float((peak + 0.5 * (before - after) / (before - 2 * at + after)) * rate / size)


def find_tone(samples: Samples, rate: int, hertz: float, *, window_s: float = 0.004) -> Times:
    """Return when one tone begins, in seconds, whatever else sounds.

    Its level is followed by shifting it to 0 Hz and averaging over `window_s`, which gives times to
    about a millisecond; tones nearer than about 1.5 / `window_s` hertz get through.
    """
    # Whole cycles, so that the tone itself leaves no ripple.
    width = max(8, round(round(max(8, window_s * rate) * hertz / rate) * rate / hertz))
    turn = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / rate)
    total = np.r_[0, np.cumsum(samples * turn)]
    level = np.zeros(len(samples))
    level[width - 1 :] = np.abs(total[width:] - total[:-width]) * 2 / width
    loud = level[level > 0.05 * level.max(initial=0)]
    if len(loud) == 0 or np.percentile(loud, 90) <= 0.001:
        return np.array([])
    share = 0.35
    above = np.flatnonzero(level > share * np.percentile(loud, 90))
    starts = above[np.r_[0, np.flatnonzero(np.diff(above) > 0.015 * rate) + 1]]
    # A tone with an instant onset reaches that share of its level this much later.
    return np.asarray((starts - share * width) / rate)


def match(
    onsets_s: Sequence[float], expected_s: Sequence[float], tolerance_s: float = 0.25
) -> Match:
    """Pair each expected time with the nearest onset within `tolerance_s`, each only once."""
    left = list(onsets_s)
    errors, missing = [], []
    for time_s in expected_s:
        nearest = min(left, key=lambda onset_s: abs(onset_s - time_s), default=None)
        if nearest is None or abs(nearest - time_s) > tolerance_s:
            missing.append(time_s)
        else:
            left.remove(nearest)
            errors.append((nearest - time_s) * 1000)
    return Match(tuple(errors), tuple(missing), tuple(left))


def best_offset(onsets_s: Sequence[float], expected_s: Sequence[float]) -> float:
    """Return the offset to subtract from onsets so that most match an expected time.

    For recordings whose start is not known on the clock of the expected times. It tries each early
    onset for each early expected time, keeps what pairs the most and the closest, and takes the
    median error out.

    Raises:
        ValueError: if there is nothing to compare.
    """
    if not len(onsets_s) or not len(expected_s):
        raise ValueError("no sounds, or no expected times, to line up")

    def errors_at(offset_s: float) -> Times:
        shifted = np.asarray(onsets_s) - offset_s
        apart = shifted[None, :] - np.asarray(expected_s)[:, None]
        return np.asarray(apart[np.arange(len(apart)), np.abs(apart).argmin(axis=1)])

    candidates = [onset - wanted for onset in onsets_s[:8] for wanted in expected_s[:8]]
    close_s = 0.1

    def quality(offset_s: float) -> tuple[int, float]:
        errors = np.abs(errors_at(offset_s))
        return int(np.count_nonzero(errors < close_s)), -float(np.median(errors))

    best = max(candidates, key=quality)
    errors = errors_at(best)
    return best + float(np.median(errors[np.abs(errors) < close_s]))


def load_wav(path: Path) -> tuple[Samples, int]:
    """Read a 16-bit WAV file as one channel between -1 and 1, with its rate.

    Raises:
        ValueError: if its samples have another size.
    """
    with wave.open(str(path), "rb") as file:
        if file.getsampwidth() != 2:
            raise ValueError(f"{path}: {8 * file.getsampwidth()}-bit samples; 16 bits are read")
        data = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        samples = data.reshape(-1, file.getnchannels()).mean(axis=1) / 32_768
        return samples, file.getframerate()


def main() -> int:
    """Print the sounds of a WAV file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    print(f"{'onset s':>10} {'length ms':>10} {'pitch Hz':>9} {'peak':>6}")
    for sound in find_sounds(*load_wav(options.file)):
        length_ms = sound.length_s * 1000
        print(f"{sound.onset_s:10.4f} {length_ms:10.1f} {sound.pitch_hz:9.1f} {sound.peak:6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

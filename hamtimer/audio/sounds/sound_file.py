"""Read a person's own sounds: WAV, FLAC, OGG (Vorbis) and MP3.

A sound file may come with a session from the internet, so size and length are limited before
anything is decoded.
"""

from __future__ import annotations

import stat
import wave
from array import array
from pathlib import Path

from hamtimer.audio.light_import import import_without
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS, Samples, samples_of
from hamtimer.core.errors import UserError, reason_of

LONGEST_MS = 5_000
"""Longer sounds are cut, with a short fade."""
LARGEST_BYTES = 10_000_000
_LONGEST = LONGEST_MS * SAMPLES_PER_MS
_FADE_MS = 10
_PIECE_FRAMES = 4_096
_NOT_A_SOUND = ("this is not a sound that hamtimer can read", "use a WAV, FLAC, OGG or MP3 file")


class SoundFileError(UserError):
    """A sound file cannot be used; the message says which, why, and what can be."""


def read_sound_file(path: Path) -> Samples:
    """Read a sound as one channel at the palette's rate. Raises `SoundFileError`."""
    _check(path)
    try:
        samples = _decode(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:  # a truncated file
        raise SoundFileError(*_NOT_A_SOUND, path) from error
    if not len(samples):
        raise SoundFileError("there is no sound in this file", "choose another file", path)
    return _cut(samples) if len(samples) >= _LONGEST else samples


def _cut(samples: Samples) -> Samples:
    """Return the first samples with a fade, for a click would end them."""
    fade = _FADE_MS * SAMPLES_PER_MS
    kept = array("h", samples[:_LONGEST])
    for at in range(1, fade + 1):
        kept[-at] = kept[-at] * (at - 1) // fade
    return memoryview(kept).toreadonly()


def _check(path: Path) -> None:
    """Raise `SoundFileError` if a file is missing, too large, or unreadable."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise SoundFileError("this is not a sound file", "name a file", path)
        if found.st_size > LARGEST_BYTES:
            limit = LARGEST_BYTES // 1_000_000
            raise SoundFileError(f"this file is larger than {limit} MB", "shorten it", path)
        with path.open("rb"):
            pass  # the decoder could not give the reason
    except (FileNotFoundError, NotADirectoryError) as error:
        advice = "write the name of a sound or of a file"
        raise SoundFileError("there is no such file", advice, path) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:
        raise SoundFileError("no file can have this name", "write another", path) from error


def _unreadable(path: Path, error: OSError) -> SoundFileError:
    message = f"this file cannot be read ({reason_of(error)})"
    return SoundFileError(message, "choose another file", path)


def _decode(path: Path) -> Samples:
    try:
        miniaudio = import_without("numpy", "miniaudio")
    except ImportError:
        return _decode_wav(path)
    samples = array("h")
    try:
        stream = miniaudio.stream_file(
            str(path), miniaudio.SampleFormat.SIGNED16, 1, RATE, _PIECE_FRAMES
        )
        for piece in stream:
            samples.extend(piece)
            if len(samples) >= _LONGEST:
                break
    except miniaudio.MiniaudioError as error:
        raise SoundFileError(*_NOT_A_SOUND, path) from error
    return memoryview(samples).toreadonly()


def _decode_wav(path: Path) -> Samples:
    """Return a plain WAV file, where no decoder for other formats is installed."""
    try:
        with wave.open(str(path)) as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            data = file.readframes(min(file.getnframes(), LONGEST_MS * rate // 1_000))
    except (wave.Error, EOFError) as error:
        message = "this file cannot be played on this system"
        raise SoundFileError(message, "use a plain WAV file", path) from error
    if width != 2 or channels < 1 or rate < 1:
        message = "this file cannot be played on this system"
        raise SoundFileError(message, "use a WAV file with 16 bits a sample", path)
    values = array("h", data[: len(data) // (2 * channels) * 2 * channels])
    sums = map(sum, zip(*(values[channel::channels] for channel in range(channels)), strict=True))
    mono = [value / channels / 32_768 for value in sums]
    return _at_rate(mono, rate)


def _at_rate(levels: list[float], rate: int) -> Samples:
    """Return levels of another rate at the palette's, along straight lines between them."""
    levels = [*levels, *levels[-1:]]
    places = [place * rate / RATE for place in range((len(levels) - 1) * RATE // rate)]
    return samples_of(
        levels[int(at)] + (levels[int(at) + 1] - levels[int(at)]) * (at % 1) for at in places
    )

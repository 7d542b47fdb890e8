"""Read a person's own sounds: WAV, FLAC, OGG (Vorbis) and MP3.

A sound file may come with a session from the internet, so size and length are limited before
anything is decoded.
"""

from __future__ import annotations

import stat
import wave
from pathlib import Path

import numpy as np

from hamtimer.audio.sounds.palette import RATE, Samples
from hamtimer.core.errors import UserError, reason_of

LONGEST_MS = 5_000
"""Longer sounds are cut, with a short fade."""
LARGEST_BYTES = 10_000_000
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
    longest = LONGEST_MS * RATE // 1_000
    if len(samples) >= longest:
        samples = samples[:longest].copy()
        fade = _FADE_MS * RATE // 1_000
        samples[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return samples


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
        import miniaudio
    except ImportError:
        return _decode_wav(path)
    pieces = []
    left = LONGEST_MS * RATE // 1_000
    try:
        stream = miniaudio.stream_file(
            str(path), miniaudio.SampleFormat.FLOAT32, 1, RATE, _PIECE_FRAMES
        )
        for piece in stream:
            pieces.append(np.array(piece, dtype=np.float32))
            left -= len(piece)
            if left <= 0:
                break
    except miniaudio.MiniaudioError as error:
        raise SoundFileError(*_NOT_A_SOUND, path) from error
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


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
    mono = np.frombuffer(data, "<i2").reshape(-1, channels).mean(axis=1) / 32_768
    count = len(mono) * RATE // rate
    if not count:
        return np.zeros(0, np.float32)
    positions = np.arange(count) * rate / RATE
    return np.asarray(np.interp(positions, np.arange(len(mono)), mono), np.float32)

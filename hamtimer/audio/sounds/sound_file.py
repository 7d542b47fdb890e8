"""Reading a person's own sounds: WAV, FLAC, OGG (Vorbis) and MP3.

A sound file may come with a session from the internet, so what is read is limited in size and
in length before anything is decoded.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from hamtimer.audio.sounds.palette import RATE, Samples

LONGEST_MS = 5_000
"""What is longer is cut, with a short fade."""
LARGEST_BYTES = 10_000_000
_FADE_MS = 10
_PIECE_FRAMES = 4_096
_NOT_A_SOUND = "not a sound that hamtimer can read; use a WAV, FLAC, OGG or MP3 file"


class SoundFileError(Exception):
    """A sound file cannot be used; the message says which, why and what would do."""


def read_sound_file(path: Path) -> Samples:
    """Read a sound as one channel at the palette's rate. Raises `SoundFileError`."""
    try:
        if not path.is_file():
            raise SoundFileError(f"{path}: there is no such file; write a sound's name or a file")
        if path.stat().st_size > LARGEST_BYTES:
            raise SoundFileError(f"{path}: larger than {LARGEST_BYTES // 1_000_000} MB")
        samples = _decode(path)
    except OSError as error:
        raise SoundFileError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:  # a name that no file can have, or a file that was cut off
        raise SoundFileError(f"{path}: {_NOT_A_SOUND}") from error
    if not len(samples):
        raise SoundFileError(f"{path}: there is no sound in it")
    longest = LONGEST_MS * RATE // 1_000
    if len(samples) >= longest:
        samples = samples[:longest].copy()
        fade = _FADE_MS * RATE // 1_000
        samples[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return samples


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
        raise SoundFileError(f"{path}: {_NOT_A_SOUND}") from error
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def _decode_wav(path: Path) -> Samples:
    """Read a plain WAV file where there is no decoder for anything else."""
    try:
        with wave.open(str(path)) as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            data = file.readframes(min(file.getnframes(), LONGEST_MS * rate // 1_000))
    except (wave.Error, EOFError) as error:
        message = f"{path}: on this system only plain WAV files can be read ({error})"
        raise SoundFileError(message) from error
    if width != 2 or channels < 1 or rate < 1:
        raise SoundFileError(f"{path}: on this system WAV files must have 16 bits a sample")
    mono = np.frombuffer(data, "<i2").reshape(-1, channels).mean(axis=1) / 32_768
    count = len(mono) * RATE // rate
    if not count:
        return np.zeros(0, np.float32)
    positions = np.arange(count) * rate / RATE
    return np.asarray(np.interp(positions, np.arange(len(mono)), mono), np.float32)

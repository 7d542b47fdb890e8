"""Write audio files: always WAV; FLAC, OGG and MP3 with the package PyAV."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from hamtimer.audio.export.render import Description
from hamtimer.audio.install import pip_install
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS
from hamtimer.core.errors import UserError, reason_of
from hamtimer.home.writing import whole_file

if TYPE_CHECKING:
    import av.container

SUFFIXES = (".wav", ".flac", ".ogg", ".mp3")
LONGEST_MS = 12 * 3_600_000
"""A WAV file counts its bytes in 32 bits; that is about 12 hours here."""
_CODECS = {
    ".flac": ("flac", 0, {}),
    ".ogg": ("libopus", 64_000, {"compression_level": "3"}),
    ".mp3": ("libmp3lame", 96_000, {"compression_level": "9"}),
}
"""Codec, bits per second, and compression effort: beeps and speech need no more, and it is
several times faster. Opus is today's codec for OGG files."""


class AudioFileError(UserError):
    """The file cannot be written; the message gives the reason, the advice what can be."""


def check_can_write(path: Path, length_ms: int) -> None:
    """Raise `AudioFileError`, before any work, if such a file cannot be written here."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise AudioFileError(f'no audio file ends in "{suffix}"', f"choose one of {known}", path)
    if length_ms > LONGEST_MS:
        raise AudioFileError(
            "the session is longer than 12 hours", "use --only to render a part of it", path
        )
    if suffix != ".wav":
        _import_av(suffix)


def write_audio(path: Path, pieces: Iterable[bytes], description: Description) -> None:
    """Write samples, piece by piece, in the format of the file's name.

    The file is written completely or not at all: an existing file stays until the end.
    Raises `AudioFileError`, `OSError`, and whatever `pieces` raises.
    """
    with whole_file(path) as part:
        if path.suffix.lower() == ".wav":
            with part.open("wb") as file:
                _write_wav(file, pieces, description)
        else:
            _write_compressed(part, path.suffix.lower(), pieces, description)


# ------------------------------------------------------------------ WAV


def _write_wav(file: BinaryIO, pieces: Iterable[bytes], description: Description) -> None:
    """Write a WAV file with a cue point and its label for each mark.

    The chunks are those of Microsoft's "Multimedia Programming Interface and Data
    Specifications 1.0": RIFF, fmt, data, cue, LIST adtl, LIST INFO.
    """
    file.write(bytes(44))
    size = 0
    for piece in pieces:
        file.write(piece)
        size += len(piece)
    extra = _cue_chunks(description) + _info_chunk(description)
    file.write(extra)
    file.seek(0)
    file.write(struct.pack("<4sI4s", b"RIFF", 36 + size + len(extra), b"WAVE"))
    file.write(struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16))
    file.write(struct.pack("<4sI", b"data", size))


def _cue_chunks(description: Description) -> bytes:
    points, labels = b"", b""
    for number, mark in enumerate(description.marks, start=1):
        frame = mark.at_ms * SAMPLES_PER_MS
        points += struct.pack("<II4sIII", number, frame, b"data", 0, 0, frame)
        labels += _chunk(b"labl", struct.pack("<I", number) + _text(mark.title))
    count = struct.pack("<I", len(description.marks))
    return _chunk(b"cue ", count + points) + _chunk(b"LIST", b"adtl" + labels)


def _info_chunk(description: Description) -> bytes:
    title, comment = _text(description.title), _text(description.comment)
    return _chunk(b"LIST", b"INFO" + _chunk(b"INAM", title) + _chunk(b"ICMT", comment))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(data)) + data + bytes(len(data) % 2)


def _text(words: str) -> bytes:
    return words.replace("\0", " ").encode("utf-8", "replace") + b"\0"


# ------------------------------------------------------------------ FLAC, OGG, MP3


def _import_av(suffix: str) -> Any:  # noqa: ANN401 - it may be missing
    try:
        import av
    except ImportError:
        raise AudioFileError(
            f"{suffix} files need the package av",
            f"install it with {pip_install('hamtimer[render]')} or write a .wav file",
        ) from None
    return av


def _write_compressed(
    path: Path, suffix: str, pieces: Iterable[bytes], description: Description
) -> None:
    av = _import_av(suffix)
    codec, bits, options = _CODECS[suffix]
    try:
        with av.open(str(path), "w", format=suffix[1:]) as container:
            container.metadata.update(title=description.title, comment=description.comment)
            if suffix == ".mp3":
                _set_chapters(container, description)
            else:
                container.metadata.update(_chapter_comments(description))
            stream = container.add_stream(codec, rate=RATE, options=options, layout="mono")
            if bits:
                stream.bit_rate = bits
            container.start_encoding()
            _encode(av, container, stream, pieces)
    except av.error.FFmpegError as error:
        raise AudioFileError(f"the file cannot be written ({reason_of(error)})") from error


def _set_chapters(container: av.container.OutputContainer, description: Description) -> None:
    starts = [mark.at_ms for mark in description.marks]
    ends = [*starts[1:], description.length_ms]
    container.set_chapters(
        [
            {
                "id": number,
                "start": start,
                "end": end,
                "time_base": Fraction(1, 1_000),
                "metadata": {"title": mark.title},
            }
            for number, (mark, start, end) in enumerate(
                zip(description.marks, starts, ends, strict=True)
            )
        ]
    )


def _chapter_comments(description: Description) -> dict[str, str]:
    """Return the chapters as comments, the form that players of FLAC and OGG files know.

    FFmpeg itself omits them from FLAC, and in OGG writes those at half seconds a second late.
    """
    comments = {}
    for number, mark in enumerate(description.marks, start=1):
        seconds, ms = divmod(mark.at_ms, 1_000)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
        comments[f"CHAPTER{number:03}"] = clock
        comments[f"CHAPTER{number:03}NAME"] = mark.title
    return comments


def _encode(av: Any, container: Any, stream: Any, pieces: Iterable[bytes]) -> None:  # noqa: ANN401
    """Feed the encoder frames of the size and format it needs."""
    import numpy as np

    context = stream.codec_context
    resampler = av.AudioResampler(
        format=context.format, layout="mono", rate=RATE, frame_size=context.frame_size or None
    )
    position = 0
    for piece in pieces:
        samples = np.frombuffer(piece, "<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, position, Fraction(1, RATE)
        position += samples.shape[1]
        for resampled in resampler.resample(frame):
            container.mux(stream.encode(resampled))
    for resampled in resampler.resample(None):
        container.mux(stream.encode(resampled))
    container.mux(stream.encode(None))

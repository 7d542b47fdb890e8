"""Voices: a package with its own synthesiser, or else the system's.

eSpeak NG is under the GPL and therefore never part of hamtimer: the person installs it, as the
extra `hamtimer[voice]` or from the system, and it is loaded or called if present.
"""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hamtimer.audio.install import pip_install
from hamtimer.audio.sounds.loudness import Wave
from hamtimer.audio.speech.speaker import Speaker, Synthesise
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.home.settings import Settings

SPEAKS_WITHIN_S = 10
"""How long a system program may take for one phrase."""

# From eSpeak NG's speak_lib.h.
_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_RATE = 1
_UTF8 = 1
_BY_CHARACTER = 1
_OK = 0


def open_speaker(settings: Settings) -> Speaker:
    """Return the first voice that works here. Raises `UnavailableError`, with advice."""
    reasons = []
    for find in (_espeak_library, _espeak_program, _say, _sapi):
        try:
            name, synthesise = find(settings.voice_language)
            synthesise("ready", settings.voice_speed)
        except UnavailableError as error:
            reasons.append(str(error))
        except (OSError, ValueError):
            reasons.append("it does not speak")
        else:
            return Speaker(synthesise, settings.voice_speed, name=name)
    reason = next((reason for reason in reasons if reason), "there is none on this system")
    raise UnavailableError(f"no voice: {reason}; {pip_install('hamtimer[voice]')} brings one")


# ------------------------------------------------------------------ eSpeak NG as a library

_espeak_lock = threading.Lock()
_espeak: list[tuple[Any, int]] = []
"""The library and its sample rate, once loaded: it can be initialised only once."""


def _espeak_library(language: str) -> tuple[str, Synthesise]:
    try:
        import espeakng_loader
    except ImportError:
        raise UnavailableError("") from None
    with _espeak_lock:
        if not _espeak:
            _espeak.append(_load(espeakng_loader.get_library_path(), _data_path(espeakng_loader)))
        library, rate = _espeak[0]
        if library.espeak_SetVoiceByName(language.encode()) != _OK:
            raise UnavailableError(f'eSpeak NG has no language "{language}"')

    def synthesise(text: str, words_per_minute: int) -> tuple[Wave, int]:
        with _espeak_lock:
            return _speak_with(library, text, words_per_minute), rate

    return "eSpeak NG (espeakng-loader)", synthesise


def _data_path(loader: Any) -> str:  # noqa: ANN401 - the package has no types
    try:
        return str(loader.get_data_path())
    except RuntimeError as error:
        raise UnavailableError("espeakng-loader lacks its data") from error


def _load(path: str, data: str) -> tuple[Any, int]:
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise UnavailableError("espeakng-loader does not load on this system") from error
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, os.fsencode(data), _DONT_EXIT)
    if rate <= 0:
        raise UnavailableError("eSpeak NG does not start")
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    return library, int(rate)


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def _speak_with(library: Any, text: str, words_per_minute: int) -> Wave:  # noqa: ANN401
    spoken = bytearray()

    def collect(samples: Any, count: int, _events: Any) -> int:  # noqa: ANN401 - from C
        if samples and count > 0:
            spoken.extend(ctypes.string_at(samples, 2 * count))
        return 0

    callback = _Callback(collect)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetParameter(_RATE, words_per_minute, 0)
    data = _harmless(text).encode("utf-8", "replace") + b"\0"
    library.espeak_Synth(data, len(data), 0, _BY_CHARACTER, 0, _UTF8, None, None)
    return _from_int16(bytes(spoken))


# ------------------------------------------------------------------ programs of the system


def _espeak_program(language: str) -> tuple[str, Synthesise]:
    program = shutil.which("espeak-ng") or shutil.which("espeak")
    if program is None:
        raise UnavailableError("")

    def synthesise(text: str, words_per_minute: int) -> tuple[Wave, int]:
        options = ["--stdin", "--stdout", "-b", "1", "-v", language, "-s", str(words_per_minute)]
        return _read_wav(_run([program, *options], text))

    return Path(program).name, synthesise


def _say(language: str) -> tuple[str, Synthesise]:
    """Return the macOS voice. Its voices have names of people, so no language is passed."""
    del language
    program = shutil.which("say") if sys.platform == "darwin" else None
    if program is None:
        raise UnavailableError("")

    def options(file: str, words_per_minute: int) -> list[str]:
        kind = ["--file-format=WAVE", "--data-format=LEI16@22050"]
        return [program, "-r", str(words_per_minute), "-o", file, *kind, "-f", "-"]

    return "say", _through_a_file(options)


_SAPI_SCRIPT = """
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$voice.Rate = {rate}
$voice.SetOutputToWaveFile('{file}')
$voice.Speak([Console]::In.ReadToEnd())
$voice.Dispose()
"""


def _sapi(language: str) -> tuple[str, Synthesise]:
    """Return the Windows voice chosen in its settings."""
    del language
    program = shutil.which("powershell") if sys.platform == "win32" else None
    if program is None:
        raise UnavailableError("")

    def options(file: str, words_per_minute: int) -> list[str]:
        # Its rates go from -10 to 10, and 0 is about 170 words a minute.
        rate = max(-10, min(10, round((words_per_minute - 170) / 15)))
        script = _SAPI_SCRIPT.format(rate=rate, file=file.replace("'", "''"))
        return [program, "-NoProfile", "-NonInteractive", "-Command", script]

    return "Windows speech", _through_a_file(options)


def _through_a_file(options: Callable[[str, int], list[str]]) -> Synthesise:
    """Return a synthesiser that runs a program which speaks into a file."""

    def synthesise(text: str, words_per_minute: int) -> tuple[Wave, int]:
        with tempfile.TemporaryDirectory(prefix="hamtimer-") as folder:
            file = Path(folder) / "phrase.wav"
            _run(options(str(file), words_per_minute), text)
            return _read_wav(file.read_bytes())

    return synthesise


def _run(command: list[str], text: str) -> bytes:
    """Run a program with a phrase on its standard input, never in its arguments."""
    try:
        done = subprocess.run(  # noqa: S603 - found on the path by its fixed name
            command,
            input=_harmless(text).encode("utf-8", "replace"),
            capture_output=True,
            timeout=SPEAKS_WITHIN_S,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise OSError(f"{command[0]} failed") from error
    return done.stdout


def _harmless(text: str) -> str:
    """Remove what a synthesiser might take for a command: control characters and markup."""
    return "".join(" " if c in "<>[]{}\\|`" or not c.isprintable() else c for c in text)


def _read_wav(data: bytes) -> tuple[Wave, int]:
    try:
        with wave.open(io.BytesIO(data)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            # A program that writes to a pipe cannot know the length for the header.
            frames = file.readframes(min(file.getnframes(), 60 * rate))
    except (wave.Error, EOFError) as error:
        raise ValueError("that is not a WAV file") from error
    if width != 2 or channels != 1:
        raise ValueError("one channel of 16 bits was asked for")
    return _from_int16(frames), rate


def _from_int16(data: bytes) -> Wave:
    return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / np.float32(32_768)

"""Open and close the sound device, with workarounds for known miniaudio problems.

Problems seen with miniaudio 1.71, and the workarounds:

- without a device it silently opens a "Null" backend: real backends are named explicitly;
- a server that never answers blocks opening for over a minute: it runs in a thread, which is
  abandoned with its connection after a few seconds; while several are abandoned, no other is
  started;
- libasound writes dozens of lines to standard error while it looks for devices, and Textual
  draws on standard error: libasound's error handler is replaced, the descriptor is left alone;
- a device still open when the interpreter exits makes it hang: all are closed before;
- a closed device leaves its connection to the server open: see `playback.py`.
"""

from __future__ import annotations

import atexit
import ctypes
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from typing import Any

from hamtimer.audio.guarded import start_thread
from hamtimer.audio.light_import import import_without
from hamtimer.audio.sounds.samples import RATE
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.dataclass import dataclass

OPEN_LIMIT_S = 4.0
"""How long opening may take before the device counts as missing."""
CLOSE_LIMIT_S = 1.0
"""How long closing may block; a dead server may never answer."""
MOST_HANGING = 3
"""How many openings may hang at once; each holds a thread and a connection."""
APP_NAME = "hamtimer"

Pump = Generator[bytes, int, None]
"""A generator that receives a number of samples and yields as many."""


@dataclass(frozen=True, slots=True)
class Buffering:
    """How far ahead a backend is filled."""

    backends: tuple[str, ...]
    """Names of `miniaudio.Backend`."""
    period_ms: int
    """How much it requests at a time."""
    periods: int
    """How many periods it buffers; 0: its own choice."""

    @property
    def total_ms(self) -> int:
        """The most that is written ahead."""
        return self.period_ms * max(1, self.periods)


# Measured: PulseAudio keeps about half of one long period in reserve, whatever the number of
# periods; the others keep the number of periods requested. The reserve, about 400 ms, is how
# long the interpreter may stall without a gap. Nothing waits for the buffer: void samples are
# discarded with their stream. 830 is not a multiple of common timer intervals, so that requests
# do not coincide with the same work every time.
BUFFERINGS: dict[str, tuple[Buffering, ...]] = {
    "linux": (Buffering(("PULSEAUDIO",), 830, 0), Buffering(("ALSA",), 100, 5)),
    "darwin": (Buffering(("COREAUDIO",), 100, 5),),
    "win32": (Buffering(("WASAPI", "DSOUND", "WINMM"), 100, 5),),
}
ANYWHERE = (Buffering(("SNDIO", "AUDIO4", "OSS", "PULSEAUDIO", "ALSA", "JACK"), 100, 5),)


@dataclass(eq=False)
class Device:
    """An open device that plays what `pump` yields."""

    handle: Any
    backend: str
    buffering: Buffering

    def close(self) -> None:
        """Stop immediately and release the device.

        Never raises, and returns within `CLOSE_LIMIT_S` even if the server does not answer.
        """
        if not _run_within(CLOSE_LIMIT_S, self.close_at_once):
            _keep_for_ever(self.handle)

    def close_at_once(self) -> None:
        """Close the device, however long it takes. Never raises."""
        _open_devices.discard(self)
        # A device that cannot be closed is gone anyway.
        with suppress(Exception):
            self.handle.close()


_open_devices: set[Device] = set()
_hanging: set[threading.Thread] = set()
"""The abandoned openings that have not ended."""


def open_device(
    pump: Pump,
    *,
    extra_ms: int = 0,
    instead_of: Device | None = None,
    limit_s: float = OPEN_LIMIT_S,
) -> Device:
    """Open the system's sound device and feed it from `pump`.

    `extra_ms` makes the buffer longer than usual. `instead_of` is closed first, which discards
    everything written ahead. Raises `UnavailableError` after `limit_s` seconds at the latest.
    """
    import_miniaudio()
    no_answer = UnavailableError(f"the audio server did not answer within {limit_s:g} seconds")
    if _too_many_hang():
        if instead_of is not None:
            instead_of.close()
        raise no_answer
    opening = _Opening()

    def work() -> None:
        if instead_of is not None:
            instead_of.close_at_once()
        opening.finish(_open_first(pump, extra_ms))

    thread = start_thread("open-audio", work, failed=opening.finish)
    result = opening.wait(limit_s)
    if result is None:
        _hanging.add(thread)
        if instead_of is not None:
            _keep_for_ever(instead_of.handle)
        raise no_answer
    if isinstance(result, Exception):
        raise result
    return result


class _Opening:
    """An attempt to open a device, which may be abandoned before it ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._result: Device | Exception | None = None
        self._given_up = False

    def finish(self, found: Device | Exception) -> None:
        """Hand over the result; the device of an abandoned opening is closed."""
        with self._lock:
            self._result = found
            given_up = self._given_up
        self._done.set()
        if given_up and isinstance(found, Device):
            found.close()

    def wait(self, limit_s: float) -> Device | Exception | None:
        """Return the result, or None if it was not in time."""
        self._done.wait(limit_s)
        with self._lock:
            self._given_up = self._result is None
            return self._result


def _too_many_hang() -> bool:
    """Return whether too many openings hang to start another."""
    _hanging.difference_update([thread for thread in _hanging if not thread.is_alive()])
    return len(_hanging) >= MOST_HANGING


def import_miniaudio() -> Any:  # noqa: ANN401 - the package has no types
    """Return the miniaudio module. Raises `UnavailableError` if it is not installed."""
    try:
        miniaudio = import_without("numpy", "miniaudio")
    except ImportError as error:
        raise UnavailableError("the package miniaudio is not installed") from error
    _quieten_alsa()
    return miniaudio


def _open_first(pump: Pump, extra_ms: int) -> Device:
    """Open with the first backends that work."""
    reason = ""
    for buffering in BUFFERINGS.get(sys.platform, ANYWHERE):
        try:
            return _open_with(buffering, pump, extra_ms)
        except UnavailableError as error:
            reason = str(error)
    raise UnavailableError(reason)


def _open_with(buffering: Buffering, pump: Pump, extra_ms: int) -> Device:
    import miniaudio

    from hamtimer.audio.stream.playback import Playback

    backends = [miniaudio.Backend[name] for name in buffering.backends]
    try:
        handle = Playback(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=buffering.period_ms + extra_ms,
            callback_periods=buffering.periods,
            backends=backends,
            app_name=APP_NAME,
        )
    except miniaudio.MiniaudioError as error:
        raise UnavailableError("no sound device was found") from error
    device = Device(handle, handle.backend, buffering)
    _open_devices.add(device)
    try:
        handle.start(pump)
    except miniaudio.MiniaudioError as error:
        device.close()
        raise UnavailableError("the sound device could not be started") from error
    return device


def _run_within(limit_s: float, action: Callable[[], None]) -> bool:
    """Run work that may hang; return whether it ended in time."""
    # During shutdown Python 3.12 and later start no more threads.
    thread = start_thread("close-audio", action, failed=lambda _: action())
    if thread.ident is not None:
        thread.join(limit_s)
    return not thread.is_alive()


def _keep_for_ever(handle: object) -> None:
    """Keep a hanging device alive, so that it is not closed again when the interpreter exits."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(handle))


@atexit.register
def _close_all() -> None:
    for device in tuple(_open_devices):
        device.close()


_alsa_handler: list[object] = []


def _quieten_alsa() -> None:
    """Keep libasound from printing its errors."""
    if sys.platform != "linux" or _alsa_handler:
        return
    try:
        library = ctypes.CDLL("libasound.so.2")
        kind = ctypes.CFUNCTYPE(
            None,
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_char_p,
        )
        handler = kind(lambda *_: None)
        library.snd_lib_error_set_handler(handler)
    except (OSError, AttributeError):
        return
    _alsa_handler.append(handler)

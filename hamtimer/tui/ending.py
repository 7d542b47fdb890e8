"""Ending when the system asks for it, even while the screen is blocked by its terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import FrameType
from typing import Any

from hamtimer.front.leaving import HUNG_UP

EVERY_S = 0.3
"""How often to look for a terminal that was closed without a signal."""
ANSWERS_S = 0.5
"""How long the program may take to keep everything; only a blocked terminal keeps it waiting."""
GONE_S = 0.3
"""How long it may then take to end without a terminal."""
RESTORES_S = 2.5
"""How long it may then take to restore its terminal."""


class Ending:
    """Watches for signals and for a closed terminal, and ends the program whatever blocks it.

    Python runs a signal handler even while the screen is blocked writing to a terminal that takes
    nothing, in which the event loop would never hear of the signal.
    """

    def __init__(self, end_now: Callable[[int], None]) -> None:
        """Make one that is not watching; `end_now` keeps everything and leaves with a status."""
        self._end_now = end_now
        self._loop: asyncio.AbstractEventLoop | None = None
        self._asked = False
        self._answered = threading.Event()
        self._stop = threading.Event()
        self._handlers: dict[int, Any] = {}

    def watch(self, loop: asyncio.AbstractEventLoop, *, terminal: bool) -> None:
        """Watch from now on: for signals and, where there is one, the terminal."""
        self._loop = loop
        for number in _signals():
            with suppress(ValueError):  # only the main thread can have handlers
                self._handlers[number] = signal.signal(number, self._on_signal)
        stream = sys.__stdin__
        if terminal and stream is not None and os.isatty(stream.fileno()):
            watched = stream.fileno()
            thread = threading.Thread(
                target=self._look, args=(watched,), name="terminal", daemon=True
            )
            thread.start()

    def stop(self) -> None:
        """Stop watching; once the end was asked for, later signals break nothing off."""
        self._stop.set()
        if not self._asked:
            for number, handler in self._handlers.items():
                signal.signal(number, handler)

    def _look(self, watched: int) -> None:
        while not self._stop.wait(EVERY_S):
            if not os.isatty(watched):
                self._ask(HUNG_UP, GONE_S)
                return

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._ask(128 + number, RESTORES_S)

    def _ask(self, return_code: int, patience_s: float) -> None:
        if self._asked or self._loop is None:
            return
        self._asked = True
        force = threading.Thread(target=self._force, args=(return_code, patience_s), daemon=True)
        force.start()
        with suppress(RuntimeError):  # it has ended meanwhile
            self._loop.call_soon_threadsafe(self._end, return_code)

    def _end(self, return_code: int) -> None:
        for number in self._handlers:
            # A second signal while everything is being saved must not interrupt that.
            signal.signal(number, signal.SIG_IGN)
        self._end_now(return_code)
        self._answered.set()

    def _force(self, return_code: int, patience_s: float) -> None:
        """End the program once it had its time."""
        if self._answered.wait(ANSWERS_S):
            threading.Event().wait(patience_s)
        os._exit(return_code)


def _signals() -> Iterator[int]:
    """Yield the signals that end the program. Ctrl+C is a key here; SIGINT comes from elsewhere."""
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None:
            yield number

"""Stopping work on a file when the system or the person asks for it, at a moment that is safe."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType


@contextmanager
def stop_at_checks() -> Iterator[Callable[[], None]]:
    """Yield a check that ends the program once Ctrl+C or a signal has asked for it.

    An exception raised by a signal can be lost inside a library that calls back from C, and then
    the work would continue to its end. The exit status is 128 and the number of the signal. Whoever
    asks a second time ends it at once.
    """
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        if asked:
            sys.exit(128 + number)
        asked.append(number)

    def check() -> None:
        if asked:
            sys.exit(128 + asked[0])

    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP; outside of the main thread nothing can be handled.
        with suppress(AttributeError, ValueError):
            number = getattr(signal, name)
            # Ignored from outside, as nohup does it, it stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, note)
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""Stop work on a file at a safe moment when the system or the person asks for it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType


@contextmanager
def stop_at_checks() -> Iterator[Callable[[], None]]:
    """Yield a check that ends the program after Ctrl+C or a signal.

    An exception raised by a signal can be lost inside a library that calls back from C, and then
    the work would continue to its end. The exit status is 128 and the number of the signal. A
    second one ends it immediately.
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
        # Windows has no SIGHUP; only the main thread can handle signals.
        with suppress(AttributeError, ValueError):
            number = getattr(signal, name)
            # If it was ignored from outside, as by nohup, it stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, note)
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

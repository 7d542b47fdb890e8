"""Ending when the system asks for it, with everything kept and the last word said."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Protocol

from hamtimer.cli.terminal import say
from hamtimer.front.leaving import INTERRUPTED


class Front(Protocol):
    """What plays in plain lines."""

    def play(self) -> None:
        """Play to the end."""
        ...

    def leave(self) -> None:
        """Keep the run for later, and say what was done."""
        ...


def play_to_end(front: Front) -> None:
    """Play to the end; Ctrl-C and other signals leave the run as typing `quit` does."""
    with _exit_on_signals():
        try:
            front.play()
        except KeyboardInterrupt:
            front.leave()
            sys.exit(INTERRUPTED)
        except SystemExit:
            with suppress(OSError):  # nobody may be left to read it
                front.leave()
            raise


@contextmanager
def _exit_on_signals() -> Iterator[None]:
    """Make SIGTERM, and SIGHUP of a terminal that is closed, raise `SystemExit` in here.

    Without this they would end the program at once, as Ctrl-C does not.
    """
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP; outside of the main thread nothing can be handled.
        with suppress(AttributeError, ValueError):
            number = getattr(signal, name)
            # Ignored from outside, as nohup does it, it stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, _exit)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exit(number: int, _frame: FrameType | None) -> None:
    # Asked again while everything is being kept, nothing may be broken off.
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)


def say_if_heard(line: str) -> None:
    """Write a line where the terminal may be gone."""
    try:
        say(line)
    except OSError:
        # What could not be written would be tried again at the end, and change the exit status.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

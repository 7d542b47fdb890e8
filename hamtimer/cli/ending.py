"""End when the system asks for it: keep everything and print the closing message."""

from __future__ import annotations

import atexit
import errno
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Protocol

from hamtimer.cli.terminal import say
from hamtimer.front.leaving import (
    HUNG_UP,
    INTERRUPTED,
    TerminalClosedError,
    discard_unheard,
    exit_with,
)


class Front(Protocol):
    """What plays in plain lines."""

    def play(self) -> None:
        """Play to the end."""
        ...

    def leave(self) -> None:
        """Keep what was done."""
        ...


def play_to_end(front: Front) -> None:
    """Play to the end; a signal or a closed terminal leaves the run as `quit` does."""
    with _exit_on_signals():
        try:
            front.play()
        except (KeyboardInterrupt, SystemExit, TerminalClosedError, OSError) as error:
            with suppress(OSError):  # there may be no reader left
                front.leave()
            if isinstance(error, KeyboardInterrupt):
                sys.exit(INTERRUPTED)
            if isinstance(error, TerminalClosedError) or _is_closed_terminal(error):
                exit_with(HUNG_UP)
            raise


def _is_closed_terminal(error: BaseException) -> bool:
    """Return whether an error means that the terminal is gone, even if SIGHUP is ignored."""
    return isinstance(error, OSError) and error.errno == errno.EIO


@contextmanager
def _exit_on_signals() -> Iterator[None]:
    """Let Ctrl+C, SIGTERM, and the SIGHUP of a closed terminal raise `SystemExit` in this block."""
    before = {}
    for name in _SIGNALS:
        # Windows has no SIGHUP; only the main thread can handle signals.
        with suppress(AttributeError, ValueError):
            number = getattr(signal, name)
            # If it was ignored from outside, as by nohup, it stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, _exit)
    yield
    # Not if the program ends in this block: then all stay ignored until it is gone.
    for number, handler in before.items():
        signal.signal(number, handler)


_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def _exit(number: int, _frame: FrameType | None) -> None:
    # A second signal while everything is being saved must not interrupt that. One that has come
    # already must find a function; at the very end none is left.
    _handle_all(lambda _number, _frame: None)
    atexit.register(_handle_all, signal.SIG_IGN)
    sys.exit(128 + number)


def _handle_all(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for name in _SIGNALS:
        with suppress(AttributeError):
            signal.signal(getattr(signal, name), handler)


def say_if_heard(line: str) -> None:
    """Write a line where the terminal may be gone."""
    with suppress(OSError):
        say(line)
    discard_unheard()

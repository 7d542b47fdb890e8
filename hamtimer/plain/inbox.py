"""The lines that a person types, read without blocking.

A thread reads standard input and puts whole lines into a queue, because waiting with a limit works
for a queue on every system, but for a console or a pipe only on some.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from typing import Protocol

LONGEST_LINE = 1_000
"""In bytes. No command is longer; the rest of a longer line is discarded."""


class Inbox(Protocol):
    """The source of typed lines."""

    @property
    def ended(self) -> bool:
        """Whether no more lines will come."""

    def get(self, timeout_s: float) -> str | None:
        """Wait for a line; return None if none came in time."""


class NoInbox:
    """No input: `get` only waits."""

    ended = True

    def get(self, timeout_s: float) -> str | None:
        """Wait."""
        time.sleep(timeout_s)
        return None


class TypedLines:
    """The lines of an open file descriptor."""

    def __init__(self, descriptor: int) -> None:
        """Start reading. The thread does not keep the program from ending."""
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._ended = False
        threading.Thread(target=self._read, args=(descriptor,), daemon=True).start()

    @property
    def ended(self) -> bool:
        """Whether the file has ended and every line has been returned."""
        return self._ended

    def get(self, timeout_s: float) -> str | None:
        """Wait for a line; return None if none came in time."""
        try:
            line = self._lines.get(timeout=max(0.0, timeout_s))
        except queue.Empty:
            return None
        if line is None:
            self._ended = True
        return line

    def _read(self, descriptor: int) -> None:
        # Read from the descriptor: a thread that waits inside sys.stdin holds its lock, and
        # Python then cannot end.
        rest = b""
        while data := _read_some(descriptor):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                self._lines.put(line[:LONGEST_LINE].decode("utf-8", "replace").strip("\r"))
            rest = rest[:LONGEST_LINE]
        if rest:
            self._lines.put(rest.decode("utf-8", "replace"))
        self._lines.put(None)


def _read_some(descriptor: int) -> bytes:
    """Wait for input and return it; empty at the end of the input."""
    try:
        return os.read(descriptor, 4096)
    except OSError:
        return b""


def open_inbox(stream: object) -> Inbox:
    """Return the lines of standard input, if there is one."""
    if hasattr(signal, "SIGTTIN"):
        # In the background of a shell, reading would stop the program. With the signal ignored,
        # reading fails instead, as if there were no input.
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)
    try:
        return TypedLines(stream.fileno())  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return NoInbox()

"""The lines a person types, without waiting for them.

A thread reads standard input and puts whole lines into a queue, because waiting for input with a
limit works on a queue on every system, and on a console or a pipe only on some.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from typing import Protocol

LONGEST_LINE = 1_000
"""In bytes. No command is longer; what comes after is thrown away up to the end of the line."""


class Inbox(Protocol):
    """Where typed lines come from."""

    @property
    def ended(self) -> bool:
        """Whether no line will ever come again."""

    def get(self, timeout_s: float) -> str | None:
        """Wait for a line; None when none came in time."""


class NoInbox:
    """Nobody can type: waiting is only waiting."""

    ended = True

    def get(self, timeout_s: float) -> str | None:
        """Wait."""
        time.sleep(timeout_s)
        return None


class TypedLines:
    """The lines of an open file, as a descriptor of the system."""

    def __init__(self, descriptor: int) -> None:
        """Begin to read. The thread does not keep the program from ending."""
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._ended = False
        threading.Thread(target=self._read, args=(descriptor,), daemon=True).start()

    @property
    def ended(self) -> bool:
        """Whether the file has come to its end, and every line of it was got."""
        return self._ended

    def get(self, timeout_s: float) -> str | None:
        """Wait for a line; None when none came in time."""
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
    """Wait for input and give it; nothing when there will be no more."""
    try:
        return os.read(descriptor, 4096)
    except OSError:
        return b""


def open_inbox(stream: object) -> Inbox:
    """Read the lines of standard input, if there is one."""
    if hasattr(signal, "SIGTTIN"):
        # Started in the background of a shell, reading would stop the program. Ignored, it
        # makes reading fail instead: nobody can type there.
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)
    try:
        return TypedLines(stream.fileno())  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return NoInbox()

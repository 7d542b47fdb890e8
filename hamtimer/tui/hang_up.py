"""Noticing that the terminal was closed, even where no signal reports it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

EVERY_S = 0.5
"""How often to look: sooner than the screen waits for a terminal that takes nothing any more."""


def watch_terminal(when_closed: Callable[[], None]) -> Callable[[], None]:
    """Call `when_closed` in a thread of its own once the terminal is gone; return what ends that.

    The screen cannot look by itself: it may be waiting for ever to write to that terminal.
    """
    stop = threading.Event()
    stream = sys.__stdin__
    if stream is not None and os.isatty(stream.fileno()):
        watched = stream.fileno()

        def watch() -> None:
            while not stop.wait(EVERY_S):
                if not os.isatty(watched):
                    when_closed()
                    return

        threading.Thread(target=watch, name="terminal", daemon=True).start()
    return stop.set

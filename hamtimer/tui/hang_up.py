"""Notice that the terminal was closed, even if no signal reports it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

EVERY_S = 0.5
"""How often to check: more often than the screen's limit for a blocked terminal."""


def watch_terminal(when_closed: Callable[[], None]) -> Callable[[], None]:
    """Call `when_closed` in a separate thread once the terminal is gone.

    Return a function that stops watching. The screen cannot check itself: it may be blocked writing
    to that terminal.
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

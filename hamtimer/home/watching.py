"""Notice when a session file is saved while it is used."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.home.library import Stamp, stamp_of

if TYPE_CHECKING:
    from hamtimer.core.session_file.loader import Loaded

EVERY_S = 1.0
"""How often the file's times are checked, which costs next to nothing."""
SETTLED_S = 0.1
"""A file that is being written is read once its times have not changed for this long."""


class SessionWatch:
    """Checks a session file in a separate thread, and reads it when it was saved.

    It waits for a missing file: some editors write a new one in its place.
    """

    def __init__(self, path: Path, text: str) -> None:
        """Watch `path`, whose text is known; it may have changed since it was read."""
        self._path = path
        self._text = text
        self._stamp: Stamp | None = None
        self._found: Loaded | None = None
        self._stop = threading.Event()

    def start(self) -> None:
        """Start checking; call it once."""
        threading.Thread(target=self._watch, name="hamtimer-watch", daemon=True).start()

    def stop(self) -> None:
        """Stop checking."""
        self._stop.set()

    def take(self) -> Loaded | None:
        """Return the session if it was saved since the last call, else None."""
        found, self._found = self._found, None
        return found

    def expect(self, text: str) -> None:
        """Ignore a text that the program itself writes."""
        self._text = text

    def look(self) -> None:
        """Check once, and read the file if its text has changed."""
        from hamtimer.core.session_file.loader import read_session

        stamp = stamp_of(self._path)
        # A pipe would be drained, or would block.
        if stamp is None or stamp == self._stamp or not self._path.is_file():
            return
        while not self._stop.wait(SETTLED_S) and stamp != (stamp := stamp_of(self._path)):
            pass
        if stamp is None:
            return
        self._stamp = stamp
        found = read_session(self._path)
        if found.text != self._text:
            self._text = found.text
            self._found = found

    def _watch(self) -> None:
        while not self._stop.wait(EVERY_S):
            self.look()

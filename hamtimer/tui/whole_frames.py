"""Send each drawing to the terminal in one piece.

Textual hands the start of a drawing, its content and its end to the thread that writes them one by
one, and each wakes that thread.
"""

from __future__ import annotations

import sys

from textual.driver import Driver

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
"""The sequences around a drawing that a terminal shows as a whole (synchronized output)."""


def with_whole_frames(driver: type[Driver]) -> type[Driver]:
    """Return a driver that writes what stands between `BEGIN` and `END` as one text.

    Not on Windows: long texts must stay in pieces there (CPython issue 82052).
    """
    if sys.platform == "win32":
        return driver

    class WholeFrames(driver):  # type: ignore[valid-type,misc]  # which one depends on the system
        _pieces: list[str] | None = None

        def write(self, data: str) -> None:
            if data == BEGIN:
                self._pieces = []
            if self._pieces is None:
                super().write(data)
                return
            self._pieces.append(data)
            if data == END:
                whole, self._pieces = "".join(self._pieces), None
                super().write(whole)

    return WholeFrames

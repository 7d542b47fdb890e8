"""The line at the top of every screen: program, place, sound and the time of day."""

from __future__ import annotations

import time

from hamtimer.tui.drawing.boxes import Ink
from hamtimer.tui.widgets.row import TextRow

PROGRAM = "hamtimer"


def time_of_day() -> tuple[str, float]:
    """Return the time as `18:42`, and in how many seconds it is another."""
    now = time.time()
    return time.strftime("%H:%M", time.localtime(now)), 60 - now % 60


class StatusLine(TextRow):
    """Shows where the person is in the program; it draws itself again once a minute."""

    def __init__(self, place: str = "", *, sound: str = "", id: str | None = "status") -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._place = place
        self._sound = sound

    def on_mount(self) -> None:
        self._follow_clock()

    def _follow_clock(self) -> None:
        self.tell(self._place, self._sound)
        self.set_timer(time_of_day()[1] + 0.1, self._follow_clock)

    def tell(self, place: str, sound: str = "") -> None:
        """Show a place in the program, and how sound is made."""
        self._place, self._sound = place, sound
        clock, _ = time_of_day()
        left = f" · {place}" if place else ""
        right = f"{sound} · {clock}" if sound else clock
        self.show((PROGRAM, Ink.STRONG), (left, Ink.QUIET), right=((right, Ink.QUIET),))

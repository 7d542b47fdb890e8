"""The line at the top of every screen: program, place, sound and the time of day."""

from __future__ import annotations

from textual.geometry import Size

from hamtimer.home import wall_clock
from hamtimer.tui.drawing.boxes import Ink
from hamtimer.tui.widgets.row import TextRow

PROGRAM = "hamtimer"
WITH_TIME_FROM = Size(60, 18)
"""The size of a screen from which there is room for all of it."""


def time_of_day() -> tuple[str, float]:
    """Return the time as `18:42`, and in how many seconds it is another."""
    now = wall_clock.now()
    return f"{now:%H:%M}", 60 - now.second - now.microsecond / 1_000_000


class StatusLine(TextRow):
    """Shows where the person is in the program; it draws itself again once a minute.

    A screen with little room shows the place alone, without the program and the time.
    """

    DEFAULT_CSS = "StatusLine { padding: 0 1; }"

    def __init__(
        self,
        place: str = "",
        *,
        short: str = "",
        id: str | None = "status",  # noqa: A002 - Textual's own name
    ) -> None:
        """Show a place; where there is little room `short`, if given."""
        super().__init__(id=id)
        self._place = place
        self._aside = ""
        self._short = short

    def on_mount(self) -> None:
        # A screen that only becomes lower or higher leaves the size of its line as it is.
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._show())
        self._follow_clock()

    def _follow_clock(self) -> None:
        self._show()
        self.set_timer(time_of_day()[1] + 0.1, self._follow_clock)

    def tell(self, place: str, aside: str = "") -> None:
        """Show a place in the program, and beside the time how sound is made or the like."""
        self._place, self._aside = place, aside
        self._show()

    def _show(self) -> None:
        columns, rows = self.app.size
        if columns < WITH_TIME_FROM.width or rows < WITH_TIME_FROM.height:
            place = self._short or self._place or PROGRAM
            aside = ((self._aside, Ink.QUIET),) if self._aside else ()
            self.show((place, Ink.STRONG), right=aside)
            return
        clock, _ = time_of_day()
        left = f" · {self._place}" if self._place else ""
        right = f"{self._aside} · {clock}" if self._aside else clock
        self.show((PROGRAM, Ink.STRONG), (left, Ink.QUIET), right=((right, Ink.QUIET),))

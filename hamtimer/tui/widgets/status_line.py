"""The line at the top of every screen: program, place, sound and the time of day."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from hamtimer.home import wall_clock
from hamtimer.tui.drawing.boxes import Ink
from hamtimer.tui.widgets.row import GAP, TextRow

PROGRAM = "hamtimer"


def time_of_day() -> tuple[str, float]:
    """Return the time as `18:42`, and the seconds until it changes."""
    now = wall_clock.now()
    return f"{now:%H:%M}", 60 - now.second - now.microsecond / 1_000_000


class StatusLine(TextRow):
    """Shows where the person is in the program; it redraws itself once a minute.

    Where there is no room for all of it, the program goes first, then the time; what stands aside,
    such as how sound is made, never does.
    """

    DEFAULT_CSS = "StatusLine { padding: 0 1; }"

    def __init__(
        self,
        place: str = "",
        *,
        id: str | None = "status",  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._place = place
        self._aside = ""

    def on_mount(self) -> None:
        self._follow_clock()

    def _follow_clock(self) -> None:
        self.redraw()
        self.set_timer(time_of_day()[1] + 0.1, self._follow_clock)

    def show_place(self, place: str, aside: str = "") -> None:
        """Show a place in the program, and a note beside the time, such as how sound is played."""
        if (place, aside) != (self._place, self._aside):
            self._place, self._aside = place, aside
            self.redraw()

    def redraw(self) -> None:
        columns = self.size.width
        for left, right in self._ways():
            width = cell_len("".join(left)) + (GAP + cell_len(right) if right else 0)
            if width <= columns:
                break
        first, *others = left
        self._left = ((first, Ink.STRONG), *((text, Ink.QUIET) for text in others))
        self._right = ((right, Ink.QUIET),) if right else ()
        super().redraw()

    def _ways(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield what may stand at the left and at the right, from all of it to the least."""
        clock, _ = time_of_day()
        with_clock = f"{self._aside} · {clock}" if self._aside else clock
        place = self._place or PROGRAM
        if self._place:
            yield (PROGRAM, f" · {self._place}"), with_clock
        yield (place,), with_clock
        yield (place,), self._aside

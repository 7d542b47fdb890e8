"""The canvas of a practice: it redraws when the picture or its size has changed."""

from __future__ import annotations

from hamtimer.tui.drawing.place import Place
from hamtimer.tui.drawing.practice_stage import PracticePicture, draw_practice
from hamtimer.tui.widgets.canvas import Canvas


class PracticeCanvas(Canvas):
    """Shows an instant of a practice."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._picture: PracticePicture | None = None
        self._screen_rows = 0

    def show(self, picture: PracticePicture, screen_rows: int) -> None:
        """Show a picture on a screen with a number of rows."""
        self._picture, self._screen_rows = picture, screen_rows
        self.redraw()

    def redraw(self) -> None:
        if self._picture is not None:
            place = Place(*self.size, self._screen_rows)
            self.paint(draw_practice(self._picture, place))

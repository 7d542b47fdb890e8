"""The canvas of a practice: it redraws when the picture or its size has changed."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.tui.drawing.boxes import Box
from hamtimer.tui.drawing.place import Place
from hamtimer.tui.drawing.practice_face import PracticeFace
from hamtimer.tui.drawing.practice_stage import PracticePicture, draw_around, draw_path
from hamtimer.tui.widgets.canvas import Canvas


class PracticeCanvas(Canvas):
    """Shows an instant of a practice."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._picture: PracticePicture | None = None
        self._screen_rows = 0
        self._around: tuple[Box, ...] = ()
        """Everything but the path."""

    def show(self, picture: PracticePicture, screen_rows: int) -> None:
        """Show a picture on a screen with a number of rows."""
        self._picture, self._screen_rows = picture, screen_rows
        self.redraw()

    def move(self, face: PracticeFace) -> None:
        """Draw only what moves in a face, the limb on its path."""
        if self._picture is not None:
            self._picture = replace(self._picture, face=face)
            self._paint_path(self._picture)

    def redraw(self) -> None:
        if self._picture is not None:
            self._around = tuple(draw_around(self._picture, self._place))
            self._paint_path(self._picture)

    def _paint_path(self, picture: PracticePicture) -> None:
        self.paint([*self._around, *draw_path(picture, self._place)])

    @property
    def _place(self) -> Place:
        return Place(*self.size, self._screen_rows)

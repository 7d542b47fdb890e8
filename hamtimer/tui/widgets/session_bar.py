"""The bar of the whole session: a stretch for each exercise, proportional to its length."""

from __future__ import annotations

from hamtimer.core.play.view import View
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.screen import time_words
from hamtimer.tui.drawing.boxes import Box, Ink
from hamtimer.tui.drawing.session_bar import Stretch, draw_bar, draw_names, stretches
from hamtimer.tui.widgets.canvas import Canvas


class SessionBar(Canvas):
    """The whole session: stretches between the times, with the names below."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._timeline: Timeline | None = None
        self._parts: tuple[Stretch, ...] = ()
        self._times = ("", "")
        self._played_ms = 0
        self._drawn: tuple[object, ...] = ()

    def show(self, view: View, timeline: Timeline) -> None:
        """Draw one instant of a timeline, which may change during a run."""
        if timeline is not self._timeline:
            self._timeline = timeline
            self._parts = stretches(timeline)
            self._drawn = ()
        self._times = time_words(view, timeline)
        self._played_ms = round(view.progress * timeline.assumed_ms)
        self.redraw()

    def redraw(self) -> None:
        elapsed, left = self._times
        if (elapsed, left, self.size) == self._drawn:
            return
        self._drawn = (elapsed, left, self.size)
        start, width = len(elapsed) + 1, self.size.width
        columns = max(0, width - start - len(left) - 2)
        bar = draw_bar(self._parts, self._played_ms, columns)
        names = draw_names(self._parts, columns)
        self.paint(
            [
                Box("elapsed", 0, 0, (elapsed,), Ink.QUIET, elapsed),
                Box("bar", start, 0, (bar,), Ink.TEXT, bar),
                Box("left", max(0, width - len(left)), 0, (left,), Ink.QUIET, left),
                Box("names", start, 1, (names,), Ink.QUIET, names),
            ]
        )

"""The stage of the guided screen: the gauge, and beside it word, number and facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal

from hamtimer.core.play.view import View
from hamtimer.core.timeline.steps import Step
from hamtimer.front.words.screen import CardLine, card
from hamtimer.tui.drawing.face import Face
from hamtimer.tui.drawing.facts import Fact, coming_facts, work_facts
from hamtimer.tui.drawing.place import Place
from hamtimer.tui.drawing.stage import draw_stage
from hamtimer.tui.drawing.wrapping import PAGE_MS
from hamtimer.tui.widgets.canvas import Canvas
from hamtimer.tui.widgets.gauge import Gauge, Mark

NARROW = 60
"""Below this many columns there is no room for margins."""


def gauge_columns(columns: int) -> tuple[int, int]:
    """Return the columns of the gauge, and of the gap beside it."""
    return (2, 1) if columns < NARROW else (max(4, columns // 16), 2 + columns // 100)


class _StageCanvas(Canvas):
    """A canvas that its stage draws."""

    def __init__(self, redraw: Callable[[], None], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._draw_again = redraw

    def redraw(self) -> None:
        self._draw_again()


class Stage(Horizontal):
    """The part of the screen that is followed from three metres.

    It draws a `Face`; only a new window size changes its layout.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.gauge = Gauge(id="gauge")
        self.canvas = _StageCanvas(self.redraw, id="canvas")
        self._shown: tuple[Face, View, int] | None = None
        self._drawn: tuple[object, ...] = ()
        self._card: tuple[Step | None, tuple[CardLine, ...]] = (None, ())

    def compose(self) -> ComposeResult:
        yield self.gauge
        yield self.canvas

    def show(self, face: Face, view: View, screen_rows: int) -> None:
        """Draw one instant on a screen with a number of rows."""
        self._shown = (face, view, screen_rows)
        self.move(face)
        facts = coming_facts(view.step) if face.name else work_facts(view)
        page = view.position_ms // PAGE_MS if face.name else 0
        lines = self._card_of(view.step) if face.name else ()
        place = Place(*self.canvas.size, screen_rows)
        self._draw(face, place, facts, lines, page)

    def move(self, face: Face) -> None:
        """Draw only what moves in a face, the gauge."""
        mark = None if face.mark is None else Mark(face.mark, face.mark_text)
        self.gauge.show(face.level, mark, face.tone)

    def _draw(
        self,
        face: Face,
        place: Place,
        facts: tuple[Fact, ...],
        lines: tuple[CardLine, ...],
        page: int,
    ) -> None:
        # Without the gauge and the prompt, which change on their own.
        still = replace(face, level=0.0, mark=None, prompt="")
        drawn = (place, still, facts, lines, page)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.canvas.paint(draw_stage(face, place, facts=facts, card=lines, page=page))

    def _card_of(self, step: Step) -> tuple[CardLine, ...]:
        if self._card[0] is not step:
            self._card = (step, card(step))
        return self._card[1]

    def on_resize(self) -> None:
        gauge, gap = gauge_columns(self.size.width)
        self.gauge.styles.width = gauge
        self.gauge.styles.margin = (0, gap, 0, 0)

    def redraw(self) -> None:
        """Redraw the same instant at another size."""
        if self._shown is not None:
            self.show(*self._shown)

"""The gauge: a column that falls and rises with the limb.

It moves by eighths of a row, so that the eye can follow a slow movement.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.core.dataclass import dataclass
from hamtimer.tui.drawing import shapes
from hamtimer.tui.drawing.tones import TONE_CSS, TONES, Tone, tone_style
from hamtimer.tui.narrow_updates import redraw

EIGHTHS = shapes.EIGHTHS
EMPTY = "░"


def filled_eighths(level: float, rows: int) -> int:
    """Return how many eighths of a row a column of `rows` is filled at `level` (0 to 1)."""
    return round(max(0.0, min(1.0, level)) * rows * 8)


@dataclass(frozen=True, slots=True)
class Mark:
    """A height on the gauge, and its label."""

    level: float
    text: str = ""


def gauge_rows(level: float, columns: int, rows: int, mark: Mark | None = None) -> tuple[str, ...]:
    """Return the rows of a column filled up to `level`, from the top.

    A mark is a line at its height with its text, visible in the fill as a gap.
    """
    filled = filled_eighths(level, rows)
    cells = [
        EIGHTHS[max(0, min(8, filled - 8 * (rows - 1 - row)))] * columns for row in range(rows)
    ]
    if mark is not None and rows:
        row = max(0, min(rows - 1, rows - round(mark.level * rows)))
        line = "─" if cells[row].isspace() else "━"
        cells[row] = (
            mark.text.center(columns, line) if len(mark.text) <= columns else line * columns
        )
    return tuple(cells)


class Gauge(Widget):
    """A column that is filled up to a level; only changed rows are redrawn."""

    COMPONENT_CLASSES = TONES
    DEFAULT_CSS = f"""
    Gauge {{
        width: 6;
        height: 1fr;
        {TONE_CSS}
    }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._level = 0.0
        self._mark: Mark | None = None
        self._rows: tuple[str, ...] = ()
        self._tone: Tone | None = None
        self._style: Style | None = None
        """Looked up once for all rows, and again after a change of tone or theme."""

    def show(self, level: float, mark: Mark | None = None, tone: Tone | None = None) -> None:
        """Fill up to `level`, and mark a height."""
        self._level, self._mark = level, mark
        if tone is not self._tone:
            self._tone, self._style = tone, None
            self.refresh()
        rows = gauge_rows(level, *self.size, mark)
        if rows == self._rows:
            return
        before, self._rows = self._rows, rows
        if len(before) != len(rows):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, rows, strict=True)) if old != new]
        redraw(self, Region(0, changed[0], self.size.width, changed[-1] - changed[0] + 1))

    def on_resize(self) -> None:
        self.show(self._level, self._mark, self._tone)

    def render_line(self, y: int) -> Strip:
        if self._style is None:
            self._style = tone_style(self, self._tone)
        columns = self.size.width
        row = self._rows[y] if y < len(self._rows) else ""
        if not row.strip() and self.app.native_ansi_color:
            # There is no terminal colour in between for the empty part.
            row = EMPTY * columns
        return Strip([Segment(row.ljust(columns)[:columns], self._style)], columns)

    def notify_style_update(self) -> None:
        self._style = None
        super().notify_style_update()

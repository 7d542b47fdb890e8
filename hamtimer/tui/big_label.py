"""A label whose text is as large as its place allows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.tui.big_text import draw, fit, plain
from hamtimer.tui.shapes import Shape, draw_shape

LEAST_ROWS = 3
"""The height of the smallest large letters."""


class BigLabel(Widget):
    """Lines of text, each as large as fits; it draws only the rows that changed."""

    DEFAULT_CSS = """
    BigLabel { width: 1fr; height: 1fr; }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        spaced: bool = False,
    ) -> None:
        """Begin with nothing to show; `spaced` letters where there are no large ones."""
        super().__init__(id=id)
        self._spaced = spaced
        self._lines: tuple[str, ...] = ()
        self._among: tuple[str, ...] = ()
        self._rows: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join(self._lines)

    def show(self, *lines: str, among: Sequence[str] = ()) -> None:
        """Show these lines, at a size at which every text of `among` fits too."""
        if (lines, tuple(among)) != (self._lines, self._among):
            self._lines, self._among = lines, tuple(among)
            self._draw()

    def on_resize(self) -> None:
        """Draw to the new size."""
        self._draw()

    def _draw(self) -> None:
        columns, rows = self.size
        drawn = draw_lines(self._lines, self._among, columns, rows, spaced=self._spaced)
        if drawn == self._rows:
            return
        before, self._rows = self._rows, drawn
        if len(before) != len(drawn):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, drawn, strict=True)) if old != new]
        self.refresh(Region(0, changed[0], columns, changed[-1] - changed[0] + 1))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        columns = self.size.width
        row = self._rows[y] if y < len(self._rows) else ""
        return Strip([Segment(set_cell_size(row, columns), self.rich_style)], columns)


def draw_lines(
    lines: Sequence[str], among: Sequence[str], columns: int, rows: int, *, spaced: bool = False
) -> tuple[str, ...]:
    """Draw lines under each other as large as fits, with a free row between them.

    A line that has no large form at this size stands there plainly. The last lines are left
    out when not every one would have the rows of the smallest letters.
    """
    lines = [line for line in lines if line][: max(1, (rows + 1) // (LEAST_ROWS + 1))]
    if not lines or rows < 1:
        return ("",) * rows
    each = max(1, (rows + 1) // len(lines) - 1)
    drawn: list[str] = []
    for line in lines:
        size = fit((line, *among), columns, each)
        drawn += draw(line, size) if size else (plain(line, columns) if spaced else line,)
        drawn.append("")
    return (*drawn[:-1], *("",) * rows)[:rows]


class ShapeLabel(Widget):
    """A shape, as large as its place."""

    DEFAULT_CSS = """
    ShapeLabel { width: 10; height: 1fr; }
    """
    shape: Shape | None = None

    def show(self, shape: Shape) -> None:
        """Show this shape."""
        if shape is not self.shape:
            self.shape = shape
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        columns, rows = self.size
        drawn = draw_shape(self.shape, columns, rows) if self.shape else ()
        row = drawn[y] if y < len(drawn) else " " * columns
        return Strip([Segment(row, self.rich_style)], columns)

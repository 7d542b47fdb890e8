"""A label with text as large as its place allows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.tui.drawing.big_text import draw, fit, plain
from hamtimer.tui.drawing.tones import TONES, Tone, tone_style

LEAST_ROWS = 3
"""The height of the smallest large letters."""


class BigLabel(Widget):
    """Lines of text, each as large as fits; only changed rows are redrawn."""

    COMPONENT_CLASSES = TONES
    DEFAULT_CSS = """
    BigLabel { width: 1fr; height: 1fr; }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        spaced: bool = False,
        right: bool = False,
        wrapped: bool = False,
    ) -> None:
        """Start empty.

        `spaced`: letters are spaced out if there are no large ones. `right`: aligned to the right
        of the widest text, so that a number keeps its place. `wrapped`: on two lines if one is too
        long.
        """
        super().__init__(id=id)
        self._spaced = spaced
        self._right = right
        self._wrapped = wrapped
        self._lines: tuple[str, ...] = ()
        self._among: tuple[str, ...] = ()
        self._rows: tuple[str, ...] = ()
        self._fitted = Size(0, 0)
        """The place for which the rows were drawn."""
        self._tone: Tone | None = None
        self._least = 0

    @property
    def text(self) -> str:
        """The text shown, as plain text."""
        return "\n".join(self._lines)

    def show(
        self, *lines: str, among: Sequence[str] = (), tone: Tone | None = None, least: int = 0
    ) -> None:
        """Show these lines, at a size that also fits every text of `among`.

        Without a tone they have the label's own colour. The last lines are left out if the others
        would get fewer than `least` rows.
        """
        self._least = least
        if (lines, tuple(among), tone) != (self._lines, self._among, self._tone):
            recoloured = tone is not self._tone
            self._lines, self._among, self._tone = lines, tuple(among), tone
            self._draw(every_row=recoloured)

    def on_resize(self) -> None:
        self._draw()

    def _draw(self, *, every_row: bool = False) -> None:
        """Redraw the changes: nothing, some rows, or everything that is not empty."""
        before, columns = self._rows, self.size.width
        drawn = self._fit()
        if len(before) != len(drawn):
            self.refresh()
            return
        pairs = list(zip(before, drawn, strict=True))
        changed = [y for y, (old, new) in enumerate(pairs) if old != new or (every_row and new)]
        if changed:
            width = min(columns, max(cell_len(row) for pair in pairs for row in pair))
            self.refresh(Region(0, changed[0], width, changed[-1] - changed[0] + 1))

    def _fit(self) -> tuple[str, ...]:
        """Draw the lines as large as they fit the place."""
        self._fitted = self.size
        columns, rows = self.size
        lines = self._lines
        if self._wrapped:
            lines = tuple(part for line in lines for part in wrap(line, columns, rows))
        self._rows = draw_lines(
            lines, self._among, columns, rows, spaced=self._spaced, least=self._least
        )
        if self._right:
            self._rows = tuple(row.rjust(columns) if row else row for row in self._rows)
        return self._rows

    def render_line(self, y: int) -> Strip:
        if self._fitted != self.size:
            # A new place is painted before its widget knows it.
            self._fit()
        columns = self.size.width
        row = self._rows[y] if y < len(self._rows) else ""
        return Strip([Segment(set_cell_size(row, columns), tone_style(self, self._tone))], columns)


def wrap(text: str, columns: int, rows: int) -> tuple[str, ...]:
    """Return a text as one line, or as two if they allow larger letters."""
    words = text.split()
    best: tuple[str, ...] = (text,)
    height = _height(best, columns, rows)
    for place in range(1, len(words)):
        lines = (" ".join(words[:place]), " ".join(words[place:]))
        if (tall := _height(lines, columns, (rows - 1) // 2)) > height:
            best, height = lines, tall
    return best


def _height(lines: tuple[str, ...], columns: int, rows: int) -> int:
    size = fit(lines, columns, rows)
    return size.height if size else 0


def draw_lines(
    lines: Sequence[str],
    among: Sequence[str],
    columns: int,
    rows: int,
    *,
    spaced: bool = False,
    least: int = 0,
) -> tuple[str, ...]:
    """Draw lines below each other as large as fits, with a free row between them.

    The first lines matter most: last lines are left out as long as fewer lines allow large letters,
    `least` rows high if one line can be. Lines without large letters are plain text.
    """
    lines = [line for line in lines if line][: max(1, (rows + 1) // (LEAST_ROWS + 1))]
    if not lines or rows < 1:
        return ("",) * rows
    sizes = {
        shown: size
        for shown in range(len(lines), 0, -1)
        if (size := fit((*lines[:shown], *among), columns, (rows + 1) // shown - 1))
    }
    tall = [shown for shown, size in sizes.items() if size.height >= 2 * least]
    if sizes:
        shown = max(tall or sizes)
        drawn = [draw(line, sizes[shown]) for line in lines[:shown]]
    else:
        drawn = [(plain(line, columns) if spaced else line,) for line in lines]
    under_each_other = [row for line in drawn for row in (*line, "")]
    return (*under_each_other[:-1], *("",) * rows)[:rows]

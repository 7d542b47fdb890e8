"""The canvas: boxes drawn into one widget, which redraws only changed cells."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.tui.drawing.boxes import Box, Cell, Ink, Row, Shade, cells_of, changed_spans, rows_of
from hamtimer.tui.drawing.tones import TONE_CSS, TONES
from hamtimer.tui.narrow_updates import redraw

LEAST_GAP = 16
"""Spans closer than this are drawn as one: the position and colour of each cost about this many
bytes."""
SHADES = TONES | {f"ink--{ink}" for ink in Ink}
"""The component classes of a canvas."""


class Canvas(Widget):
    """Shows boxes. Textual lays out nothing in it, so only redrawn cells can move."""

    COMPONENT_CLASSES = SHADES
    DEFAULT_CSS = f"""
    Canvas {{
        width: 1fr;
        height: 1fr;
        {TONE_CSS}
        .ink--text {{ color: $foreground; }}
        .ink--strong {{ color: $foreground; text-style: bold; }}
        .ink--quiet {{ color: $text-muted; }}
        .ink--alert {{ background: $paused; color: $on-paused; text-style: bold; }}
    }}
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.boxes: tuple[Box, ...] = ()
        """What is shown."""
        self._rows: tuple[Row, ...] = ()
        self._cells: list[list[Cell]] = []
        """The cells of each row."""
        self._columns = 0
        self._styles: dict[Shade | None, Style] = {}
        """Styles looked up since the last change of the theme: that takes longer than drawing a
        line."""

    def redraw(self) -> None:
        """Redraw for another size; subclasses that know their content override it."""

    def on_resize(self) -> None:
        self.redraw()

    def text_of(self, name: str) -> str:
        """Return the text of the boxes of a name, as plain text."""
        return "\n".join(box.text for box in self.boxes if box.name == name)

    def paint(self, boxes: Sequence[Box]) -> None:
        """Show these boxes."""
        columns, height = self.size
        self.boxes = tuple(boxes)
        rows = rows_of(boxes, columns, height)
        before, self._rows = self._rows, rows
        if len(before) != len(rows) or columns != self._columns:
            self._columns = columns
            self._cells = [cells_of(row, columns) for row in rows]
            self.refresh()
            return
        regions = []
        for y, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old == new:
                continue
            cells_before, self._cells[y] = self._cells[y], cells_of(new, columns)
            for start, end in changed_spans(cells_before, self._cells[y], LEAST_GAP):
                regions.append(Region(start, y, end - start, 1))
        if regions:
            redraw(self, *regions)

    def render_line(self, y: int) -> Strip:
        columns = self.size.width
        if y >= len(self._rows):
            return Strip.blank(columns, self.rich_style)
        # Of another size, until it is drawn for that.
        cells = self._cells[y] if columns == self._columns else cells_of(self._rows[y], columns)
        segments: list[Segment] = []
        text, shade = "", None
        for character, of in cells:
            if text and of is not shade and character:
                segments.append(Segment(text, self._style(shade)))
                text = ""
            shade = of
            text += character
        if text:
            segments.append(Segment(text, self._style(shade)))
        return Strip(segments, columns)

    def _style(self, shade: Shade | None) -> Style:
        style = self._styles.get(shade)
        if style is None:
            style = self._styles[shade] = self._looked_up(shade)
        return style

    def _looked_up(self, shade: Shade | None) -> Style:
        if shade is None:
            return self.rich_style
        kind = "ink" if isinstance(shade, Ink) else "tone"
        return self.get_component_rich_style(f"{kind}--{shade}")

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

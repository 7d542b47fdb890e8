"""A row of text: pieces from the left, and right-aligned pieces, which always have room."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from hamtimer.core.text import literal
from hamtimer.tui.drawing.boxes import Box, Ink, Shade
from hamtimer.tui.widgets.canvas import Canvas

Text = tuple[str, Shade]
GAP = 2
"""The minimum gap between left and right."""


class TextRow(Canvas):
    """One row that redraws only changed characters, never as markup."""

    DEFAULT_CSS = """
    TextRow { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._left: tuple[Text, ...] = ()
        self._right: tuple[Text, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, as if there were enough room."""
        return "".join(text for text, _ in (*self._left, *self._right))

    def show(self, *left: Text, right: Sequence[Text] = ()) -> None:
        """Show pieces of text; the left part is cut with an ellipsis if needed."""
        if (left, tuple(right)) != (self._left, self._right):
            self._left, self._right = left, tuple(right)
            self.redraw()

    def say(self, text: str, shade: Shade = Ink.TEXT) -> None:
        """Show one piece of text."""
        self.show(*(((text, shade),) if text else ()))

    def redraw(self) -> None:
        columns = self.size.width
        width = sum(cell_len(literal(text)) for text, _ in self._right)
        self.paint(
            [
                *placed(self._left, 0, columns - (width + GAP if width else 0)),
                *placed(self._right, max(0, columns - width), columns),
            ]
        )


def placed(pieces: Sequence[Text], start: int, end: int) -> list[Box]:
    """Place pieces one after the other, up to a column."""
    boxes: list[Box] = []
    for piece, shade in pieces:
        text = literal(piece)
        room = end - start
        if room <= 0:
            break
        if cell_len(text) > room:
            text = f"{set_cell_size(text, room - 1).rstrip()}…"
        boxes.append(Box("text", start, 0, (text,), shade, text))
        start += cell_len(text)
        if text.endswith("…") and text != literal(piece):
            break
    return boxes

"""A line of text that is redrawn only when it changes, and never parsed as markup."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from hamtimer.core.text import literal


class Line(Static):
    """A line of plain text, cut with an ellipsis if it does not fit."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 - Textual's own name
        super().__init__(Content(literal(text)), id=id, classes=classes, markup=False)
        self._text = text

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def show(self, text: str) -> None:
        """Show a text literally, whatever characters it contains."""
        if text != self._text:
            self._text = text
            self.update(Content(literal(text)), layout=False)


class Card(Static):
    """Several lines of styled text."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self._content = Content()

    def show(self, content: Content) -> None:
        """Show a text made with `Content`."""
        if content != self._content:
            self._content = content
            self.update(content, layout=False)

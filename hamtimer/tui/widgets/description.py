"""The description of a session, which scrolls where it is longer than its place."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from hamtimer.tui.widgets.line import Card


class Description(VerticalScroll, can_focus=False):
    """Shows a text of any length; what it has no room for is read a page at a time."""

    DEFAULT_CSS = """
    Description {
        height: auto; max-height: 40%; padding: 0 1; margin-bottom: 1;
        scrollbar-size-vertical: 1;
        & > Card { height: auto; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._card = Card()

    def compose(self) -> ComposeResult:
        yield self._card

    def show(self, content: Content) -> None:
        """Show a text from its beginning."""
        self._card.update(content)

    @property
    def is_longer(self) -> bool:
        """Whether it is longer than its place."""
        return self.max_scroll_y > 0

    def read_on(self) -> None:
        """Show the next page; after the last one, the first."""
        if self.scroll_offset.y >= self.max_scroll_y:
            self.scroll_home(animate=False)
        else:
            self.scroll_page_down(animate=False)

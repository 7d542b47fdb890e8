"""The preview beside the list: the highlighted row is read and shown a moment later."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.widgets import Static

from hamtimer.home.library_rows import Past, Row
from hamtimer.tui.front_screen import call_from_thread

if TYPE_CHECKING:
    # Loaded when needed, so that the list appears sooner.
    from hamtimer.home.records.resume import Resumable

AFTER_S = 0.05
"""How long a row must be highlighted before its file is read, so that passed rows are not."""


class LibraryPreview(Static):
    """Shows a session, or an interrupted run."""

    DEFAULT_CSS = """
    LibraryPreview { width: 1fr; height: 1fr; padding: 0 1; border-left: solid $panel; }
    """

    def __init__(self) -> None:
        super().__init__(id="preview", markup=False)
        self._wanted: Row | Resumable | None = None

    def show_soon(self, wanted: Row | Resumable | None, past: Past, today: date) -> None:
        """Show a row of the list, unless another one is requested meanwhile."""
        self._wanted = wanted
        if wanted is not None and self.display:
            self.set_timer(AFTER_S, partial(self._show, wanted, past, today))

    def _show(self, wanted: Row | Resumable, past: Past, today: date) -> None:
        if wanted is not self._wanted:
            return
        if isinstance(wanted, Row):
            self._read(wanted, past, today, self.content_size.width)
            return
        from hamtimer.tui.drawing.library_preview import run_preview

        self.update(run_preview(wanted, today), layout=False)

    @work(thread=True, exclusive=True)
    def _read(self, row: Row, past: Past, today: date, columns: int) -> None:
        from hamtimer.core.session_file.loader import read_session
        from hamtimer.tui.drawing.library_preview import preview_content

        content = preview_content(read_session(row.path), row.path, past, today, columns)
        call_from_thread(self, self._show_read, row, content)

    def _show_read(self, row: Row, content: Content) -> None:
        if row is self._wanted:
            self.update(content, layout=False)

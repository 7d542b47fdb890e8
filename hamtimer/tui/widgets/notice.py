"""Lines that appear for a while in their own place, so that they cover nothing."""

from __future__ import annotations

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from hamtimer.core.text import literal


class Notice(Static):
    """Notices for the person; the widget takes room only while it is shown."""

    DEFAULT_CSS = """
    Notice { height: auto; max-height: 40%; color: $warning; display: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="run-notice", markup=False)
        self._timer: Timer | None = None
        self._waiting: list[tuple[str, float]] = []

    def show(self, text: str, seconds: float) -> None:
        """Show a text for some seconds, after those already shown."""
        self._waiting.append((text, seconds))
        if self._timer is None:
            self._next()

    def show_at_once(self, text: str, seconds: float) -> None:
        """Show a text immediately, replacing the current one."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._waiting.insert(0, (text, seconds))
        self._next()

    def _next(self) -> None:
        self._timer = None
        self.display = bool(self._waiting)
        if self._waiting:
            text, seconds = self._waiting.pop(0)
            self.update(Content("\n".join(literal(line) for line in text.splitlines())))
            self._timer = self.set_timer(seconds, self._next)

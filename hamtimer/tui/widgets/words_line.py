"""The words of the moment: the program's prompt, and the person's own cue."""

from __future__ import annotations

from hamtimer.core.text import literal
from hamtimer.tui.drawing.big_text import draw, fit
from hamtimer.tui.drawing.boxes import Box, Ink
from hamtimer.tui.widgets.row import TextRow, placed

LARGE_ROWS = 3
"""The rows of a cue in large letters; the prompt is in a row above."""
GAP = 2


class WordsLine(TextRow):
    """Shows prompt and cue beside each other; with enough room, the cue in large letters."""

    DEFAULT_CSS = """
    WordsLine { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._words = ("", "", False)

    @property
    def text(self) -> str:
        """What is shown."""
        return "  ".join(word for word in self._words[:2] if word)

    def show_words(self, prompt: str, cue: str, *, alert: bool = False) -> None:
        """Show a prompt and a cue; with `alert`, the prompt is highlighted."""
        if (prompt, cue, alert) != self._words:
            self._words = (prompt, cue, alert)
            self.redraw()

    def redraw(self) -> None:
        prompt, cue, alert = self._words
        columns, rows = self.size
        ink = Ink.ALERT if alert else Ink.STRONG
        pieces = [(f" {prompt} " if alert else prompt, ink)] if prompt else []
        size = fit((cue,), columns, LARGE_ROWS) if rows > LARGE_ROWS else None
        if cue and size:
            large = Box("cue", 0, 1, draw(cue, size), Ink.TEXT, literal(cue))
            self.paint([*placed(pieces, 0, columns), large])
            return
        if cue:
            pieces += [(" " * GAP if prompt else "", Ink.TEXT), (cue, Ink.TEXT)]
        self.paint(placed(pieces, 0, columns))

"""The question before a session file is changed, with the changes in words and as lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hamtimer.core.edit.line_diff import LineChange, line_changes
from hamtimer.core.text import literal
from hamtimer.tui.widgets.key_line import KeyLine

_STYLES = {"-": "$error", "+": "$success", " ": "dim"}


def lines_content(changes: Sequence[LineChange]) -> Content:
    """Return changed lines in the usual style of a diff, with their numbers."""
    return Content("\n").join(
        Content.styled(f"{one.number:>4} {one.sign} {literal(one.text)}", _STYLES[one.sign])
        for one in changes
    )


class ConfirmChange(ModalScreen[bool]):
    """Shows the changes of a file, and asks whether to write them."""

    DEFAULT_CSS = """
    ConfirmChange { align: center middle; background: $background 60%; }
    ConfirmChange #keep {
        width: 90%; max-width: 100; height: auto; max-height: 90%;
        padding: 0 2; border: round $accent; background: $surface;
        Static { width: 1fr; margin-bottom: 1; }
        #keep-lines { text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter,K,y", "answer(True)", "Keep", priority=True),
        Binding("escape,q,n", "answer(False)", "Cancel", priority=True),
    ]

    def __init__(
        self, words: Sequence[str], before: str, after: str, file: Path, copy: str
    ) -> None:
        """Ask whether to replace `before` by `after` in a file.

        `words` are the changes in training terms; `copy` is where a copy is made, if any.
        """
        super().__init__()
        self._words = words
        self._changes = tuple(line_changes(before, after))
        self._file = file
        self._copy = copy

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="keep") as box:
            box.border_title = Content(f"Keep in {literal(self._file.name)}?")
            yield Static(Content("\n").join(Content.styled(w, "bold") for w in self._words))
            if self._copy:
                yield Static(literal(self._copy), markup=False)
            yield Static(lines_content(self._changes), id="keep-lines")
        yield KeyLine()

    def action_answer(self, keep: bool) -> None:  # noqa: FBT001 - a binding gives it
        self.dismiss(keep)

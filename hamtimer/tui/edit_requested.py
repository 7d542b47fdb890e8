"""The message that asks to edit the file of a session."""

from __future__ import annotations

from pathlib import Path

from textual.message import Message


class EditRequested(Message):
    """The person wants to edit a session."""

    def __init__(self, path: Path | None = None, line: int = 0) -> None:
        """Edit a file, by default that of the open run, with the caret in `line`."""
        super().__init__()
        self.path = path
        self.line = line

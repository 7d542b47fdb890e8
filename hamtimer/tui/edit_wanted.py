"""The message that the file of a session is to be edited."""

from __future__ import annotations

from pathlib import Path

from textual.message import Message


class EditWanted(Message):
    """The person wants to edit a session."""

    def __init__(self, path: Path | None = None, line: int = 0) -> None:
        """Edit a file, without one that of the run that is open; the caret begins in `line`."""
        super().__init__()
        self.path = path
        self.line = line

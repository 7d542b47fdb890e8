"""The message that has the app keep a change of the sound."""

from __future__ import annotations

from textual.message import Message


class SoundChanged(Message):
    """Settings of the sound were changed by key."""

    def __init__(self, kept: dict[str, object]) -> None:
        """Name the settings with their new values: they hold for the next run too."""
        super().__init__()
        self.kept = kept

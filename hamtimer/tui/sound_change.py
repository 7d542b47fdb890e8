"""The message that asks the app to keep a change of the sound."""

from __future__ import annotations

from textual.message import Message


class SoundChanged(Message):
    """Sound settings were changed by key."""

    def __init__(self, kept: dict[str, object]) -> None:
        """Create it with the new values of the settings, which also apply to the next run."""
        super().__init__()
        self.kept = kept

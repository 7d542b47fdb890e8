"""A bundled session is never edited itself: the person gets a copy."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.home.folders import sessions_folder
from hamtimer.home.keeping import copy_to_own, is_bundled


@dataclass(frozen=True, slots=True)
class ToEdit:
    """The file to edit."""

    path: Path
    notice: str = ""
    """What was done first, in words; empty: nothing."""
    line: int = 0
    """Where the caret begins, from 1; 0: at the top."""


def file_to_edit(path: Path) -> ToEdit:
    """Return a session's file; for a bundled one the person's copy, made if needed.

    Raises:
        UserError: When the copy cannot be written.
    """
    if not is_bundled(path):
        return ToEdit(path)
    own = sessions_folder() / path.name
    if own.exists():
        return ToEdit(own, f"This is your own copy of a bundled session: {own}")
    copy_to_own(path)
    words = f"This is your own copy, which now replaces the bundled session: {own}"
    return ToEdit(own, words)

"""A session's own sound files, and their paths."""

from __future__ import annotations

import os
from pathlib import Path

from hamtimer.core.errors import UserError
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.sound_choice import BUILT_IN, NONE


def sounds_folder(session_file: Path) -> Path | None:
    """Return the folder of a session's own sounds: that of its file, not of a link to it.

    None when the working directory, where the file would be, has been deleted.
    """
    try:
        return Path(os.path.realpath(session_file)).parent
    except OSError:
        return None


def sound_files(session: Session) -> dict[str, str]:
    """Return the sound files that a session names, by cue."""
    return {
        cue: sound
        for cue, sound in session.settings.sounds
        if sound not in BUILT_IN and sound != NONE
    }


def locate_sound(name: str, folder: Path | None) -> Path:
    """Return the path of a session's sound file, which must be inside the session's `folder`.

    Raises:
        UserError: When it leads out of the folder, or does not exist.
    """
    if folder is None:
        message = "this session is not in a folder that could hold the file"
        raise UserError(message, "save the session as a file", name)
    root = Path(os.path.realpath(folder))
    try:
        path = Path(os.path.realpath(root / name))
    except ValueError:
        raise UserError("no file can have this name", "write another", name) from None
    if not path.is_relative_to(root):
        raise UserError(
            "a session's sounds must lie in its own folder", "move the file there", name
        )
    return path

"""A bundled session is never changed itself: the person gets a copy."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError, reason_of
from hamtimer.home.editing.saving import ChangedMeanwhileError, read_bytes, save, save_new
from hamtimer.home.folders import is_bundled, sessions_folder
from hamtimer.home.session_sounds import locate_sound, sound_files, sounds_folder

_MARK = "\ufeff".encode()


def own_path(path: Path) -> Path:
    """Return where changes of a session are written: its file, or the copy of a bundled one."""
    return sessions_folder() / path.name if is_bundled(path) else path


def keep_text(path: Path, before: str, text: str) -> Path:
    """Write a changed session where it belongs, and return the path.

    `before` is the text as read, without a byte-order mark; the file keeps its own.

    Raises:
        ChangedMeanwhileError: When the file has changed since.
        UserError: When it cannot be written; then nothing is changed.
    """
    if path.exists() and not path.is_file():
        raise UserError("this session is not in a file", "save it to a file", path)
    try:
        data = read_bytes(path)
    except OSError as error:
        raise UserError(f"this file cannot be read ({reason_of(error)})", "", path) from None
    if data is None or data.removeprefix(_MARK) != before.encode():
        raise ChangedMeanwhileError(path, data)
    mark = _MARK if data.startswith(_MARK) else b""
    if is_bundled(path):
        return copy_to_own(path, text)
    save(path, mark + text.encode(), data)
    return path


def copy_to_own(path: Path, text: str | None = None) -> Path:
    """Copy a session with its sounds into the person's folder; return the path.

    With `text`, the copy has this text instead.

    Raises:
        UserError: When the person already has one of this name, or it cannot be copied.
    """
    from hamtimer.core.session_file.loader import read_session
    from hamtimer.core.session_file.schema import with_schema_line
    from hamtimer.home.session_schema import provide_schema

    target = sessions_folder() / path.name
    loaded = read_session(path)
    save_new(target, with_schema_line(loaded.text if text is None else text).encode())
    provide_schema(target.parent)
    for name in dict.fromkeys(sound_files(loaded.session).values()) if loaded.session else ():
        if not (target.parent / name).exists():
            save_new(target.parent / name, _sound_data(path, name))
    return target


def _sound_data(path: Path, name: str) -> bytes:
    """Return a sound of a session.

    Raises:
        UserError: When it cannot be read.
    """
    sound = locate_sound(name, sounds_folder(path))
    try:
        return sound.read_bytes()
    except OSError as error:
        raise UserError(f"this sound cannot be read ({reason_of(error)})", "", sound) from None


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
    own = own_path(path)
    if own.exists():
        return ToEdit(own, f"This is your own copy of a bundled session: {own}")
    copy_to_own(path)
    words = f"This is your own copy, which now replaces the bundled session: {own}"
    return ToEdit(own, words)

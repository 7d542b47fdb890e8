"""Save an edited session file, so that nothing is ever lost.

A file that another program has changed is not overwritten; a valid file that is replaced by one
with errors is kept beside it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.run.lock import InUseError, lock
from hamtimer.home.editing.recovery import recovery_folder, recovery_name
from hamtimer.home.writing import make_folder, read_file, whole_file, write_bytes

LAST_VALID = ".last-valid"
"""The suffix of the last version without errors."""
OTHER = ".other"
"""The suffix of another program's version that was replaced."""


class ChangedMeanwhileError(UserError):
    """Another program changed or deleted the file since it was read."""

    def __init__(self, path: Path, data: bytes | None) -> None:
        words = "deleted" if data is None else "changed"
        super().__init__(f"another program has {words} this file meanwhile", "", path)
        self.data = data
        """The content of the file now; None: it is gone."""


def read_bytes(path: Path) -> bytes | None:
    """Return the content of a file; None if there is none.

    Raises:
        OSError: When it cannot be read.
    """
    try:
        return read_file(path)
    except FileNotFoundError:
        return None


def save(path: Path, data: bytes, before: bytes | None) -> None:
    """Write a whole file if it still contains `before`; None: there was no file.

    Raises:
        ChangedMeanwhileError: When it contains something else.
        UserError: When it cannot be written; then it is unchanged.
    """
    try:
        unlock = _lock(path)
        try:
            _check(path, before)
            with whole_file(path) as part:
                part.write_bytes(data)
                with part.open("rb+") as file:
                    # The slow half is done: checking again now is quick and leaves little room for
                    # changes.
                    os.fsync(file.fileno())
                _check(path, before)
        finally:
            unlock()
    except ChangedMeanwhileError:
        raise
    except (OSError, ValueError) as error:
        raise _not_saved(path, error) from None


def save_with_errors(path: Path, data: bytes, before: bytes | None, valid: bytes | None) -> None:
    """Save a text with errors; `valid` is the last text without errors, kept beside it.

    Raises: as `save`. If the valid text cannot be kept, nothing is saved.
    """
    if valid is not None:
        try:
            write_bytes(last_valid_path(path), valid)
        except (OSError, ValueError) as error:
            raise _not_saved(last_valid_path(path), error) from None
    save(path, data, before)


def save_valid(path: Path, data: bytes, before: bytes | None) -> None:
    """Save a text without errors; the last valid one beside it is no longer needed.

    Raises: as `save`.
    """
    save(path, data, before)
    with suppress(OSError):
        last_valid_path(path).unlink(missing_ok=True)


def save_over_other(path: Path, data: bytes, other: bytes | None) -> Path | None:
    """Save over another program's version, which is kept beside it; return its path.

    Raises: as `save`, also when the file was changed once more.
    """
    kept = None
    if other is not None:
        kept = free_path(path.with_name(path.name + OTHER))
        try:
            write_bytes(kept, other, overwrite=False)
        except (OSError, ValueError) as error:
            raise _not_saved(kept, error) from None
    save(path, data, other)
    return kept


def save_new(path: Path, data: bytes) -> None:
    """Write a new file, with the folders it needs.

    Raises:
        UserError: When it exists or cannot be written.
    """
    try:
        make_folder(path.parent)
        write_bytes(path, data, overwrite=False)
    except (OSError, ValueError) as error:
        raise _not_saved(path, error) from None


def last_valid_path(path: Path) -> Path:
    """Return the path at which the last valid text of a file is kept."""
    return path.with_name(path.name + LAST_VALID)


def free_path(path: Path) -> Path:
    """Return a free path: `path` itself, or one with a number appended."""
    number = 1
    found = path
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _check(path: Path, before: bytes | None) -> None:
    now = read_bytes(path)
    if now != before:
        raise ChangedMeanwhileError(path, now)


def _lock(path: Path) -> Callable[[], None]:
    """Keep other editors of hamtimer from saving the file at the same time."""
    folder = recovery_folder()
    try:
        make_folder(folder)
        return lock(folder / f"{recovery_name(path)}.save")
    except InUseError:
        raise
    except OSError:
        return lambda: None


def _not_saved(path: Path, error: Exception) -> UserError:
    if isinstance(error, FileExistsError):
        return UserError("this file already exists", "choose another name", path)
    if isinstance(error, InUseError):
        return UserError("another editor is saving this file", "save again", path)
    return UserError(f"this file cannot be saved ({reason_of(error)})", _advice(path), path)


def _advice(path: Path) -> str:
    if not path.parent.is_dir():
        return "its folder is gone: save a copy somewhere else"
    if not os.access(path.parent, os.W_OK):
        return "its folder is read-only: save a copy somewhere else"
    if path.exists() and not os.access(path, os.W_OK):
        return "the file is read-only: change its permissions, or save a copy"
    return "free some space or save a copy somewhere else, then save again"

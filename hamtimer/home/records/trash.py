"""Move records to a trash folder beside them, and back. The files are unchanged."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.errors import UserError
from hamtimer.core.moving import move
from hamtimer.core.run.lock import lock
from hamtimer.home.writing import make_folder

MOST_OF_A_NAME = 1_000
"""How many records of one name the trash keeps."""


def trash_folder(runs: Path) -> Path:
    """Return the folder of deleted records; it need not exist."""
    return runs / "trash"


def delete_record(path: Path) -> Path:
    """Move a record to the trash, and return its new path.

    Raises `OSError` when it cannot be moved, or a program is playing the run right now.
    """
    folder = trash_folder(path.parent)
    make_folder(folder)
    unlock = lock(path)
    try:
        for number in range(1, MOST_OF_A_NAME):
            ending = "" if number == 1 else f"-{number}"
            try:
                return move(path, folder / f"{path.stem}{ending}{path.suffix}")
            except FileExistsError:
                continue
    finally:
        unlock()
    raise UserError("the trash holds too many records of this name", "empty it", folder)


def restore_record(path: Path) -> Path:
    """Move a record out of the trash, and return its new path.

    Raises `OSError` when it cannot be moved, `UserError` when a record of this name exists.
    """
    target = path.parent.parent / path.name
    try:
        return move(path, target)
    except FileExistsError:
        message, advice = "there is a record of this name", "rename the file in the trash"
        raise UserError(message, advice, target) from None

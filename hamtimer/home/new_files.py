"""Write files that do not exist yet, with the folders they need."""

from __future__ import annotations

import os
from pathlib import Path

from hamtimer.core.errors import UserError, reason_of
from hamtimer.home.writing import make_folder, write_bytes


def write_new(path: Path, text: str) -> None:
    """Write a new text file, with the folders it needs; raise `UserError` if it cannot."""
    write_new_bytes(path, text.encode("utf-8"))


def write_new_bytes(path: Path, data: bytes) -> None:
    """Write a new file, with the folders it needs; raise `UserError` if it cannot."""
    check_is_new(path)
    try:
        make_folder(path.parent)
        write_bytes(path, data, overwrite=False)
    except FileExistsError:
        check_is_new(path)
        raise
    except (OSError, ValueError) as error:
        reason = f"this file cannot be written ({reason_of(error)})"
        raise UserError(reason, "choose another folder", path) from None


def check_is_new(path: Path) -> None:
    """Raise `UserError` if the file already exists."""
    if os.path.lexists(path):
        raise UserError("this file already exists", "choose another name", path)

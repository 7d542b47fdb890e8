"""Move a file without replacing another one."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def move(path: Path, target: Path) -> Path:
    """Rename a file, and return its new path.

    Raises `FileExistsError` instead of replacing another file, `OSError` when it cannot be moved.
    """
    if not path.is_symlink() and _has_second_name(path, target):
        path.unlink()
        return target
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    path.rename(target)
    return target


def _has_second_name(path: Path, target: Path) -> bool:
    """Give a file a second name, if the file system supports it. Never replaces another file."""
    try:
        os.link(path, target)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:
        return False
    return True

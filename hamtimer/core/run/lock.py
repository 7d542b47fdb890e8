"""Locks on records: two programs must not follow the same run.

The lock is a separate file beside the record, and the system releases it however a program ends.
filelock provides this on Linux, macOS and Windows.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE_S = 0.3
"""How long to wait for a lock: a program that only checks holds it far shorter."""
_EVERY_S = 0.01


class InUseError(BlockingIOError):
    """Another program is writing the file."""

    def __init__(self) -> None:
        super().__init__(errno.EWOULDBLOCK, "another hamtimer is following this run")


def lock(path: Path) -> Callable[[], None]:
    """Keep other programs from writing `path`, and return the function that releases it.

    Raises `InUseError` when another program holds the lock. On a file system without locks nothing
    is prevented.
    """
    from filelock import FileLock, Timeout

    beside = _beside(path)
    # The lock may be released by another thread during shutdown.
    held = FileLock(beside, timeout=PATIENCE_S, thread_local=False)
    try:
        held.acquire(poll_interval=_EVERY_S)
    except Timeout:
        raise InUseError from None
    except (OSError, NotImplementedError):
        return lambda: None

    def unlock() -> None:
        # Remove it while still held: once released it may be another program's lock.
        # Windows cannot remove an open file; there filelock removes it.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        with suppress(OSError):
            held.release()

    return unlock


def is_in_use(path: Path) -> bool:
    """Return whether another program, or this one, is writing `path`.

    A normal exit removes the lock file, so one left by a crash is tried for an instant; it stays in
    place.
    """
    from filelock import FileLock, Timeout

    beside = _beside(path)
    if not beside.exists():
        return False
    held = FileLock(beside, timeout=0, thread_local=False)
    try:
        held.acquire()
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False
    with suppress(OSError):
        held.release()
    return False


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")

"""Which files a running program writes: two of them must not follow the same run.

The lock stands beside the file, in one of its own, and the system gives it back when a program
ends in whatever way. filelock does this alike on Linux, macOS and Windows.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE_S = 0.3
"""How long to wait for a lock: one that only looks may have it, for far less than this."""
_EVERY_S = 0.01


class InUseError(BlockingIOError):
    """Another program writes the file."""

    def __init__(self) -> None:
        """Give the reason in the words of an `OSError`."""
        super().__init__(errno.EWOULDBLOCK, "another hamtimer is following this run")


def lock(path: Path) -> Callable[[], None]:
    """Keep other programs from writing `path`, and return what ends that.

    Raises `InUseError` when another program has it. Where a file system knows no locks there is
    none, and nothing is prevented.
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
        # While it is still held: once released it may be another's, whose name must not go.
        # Windows does not let go of an open file's name; there filelock does this itself.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        with suppress(OSError):
            held.release()

    return unlock


def is_in_use(path: Path) -> bool:
    """Return whether another program, or this one, writes `path`.

    Only after a crash is there anything to look at: whoever ends in order takes the lock's file
    away. What is left of a crash is held for an instant and stays where it is.
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

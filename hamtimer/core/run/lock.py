"""Which files a running program writes: two of them must not follow the same run.

The lock stands beside the file, in one of its own, and the system gives it back when a program
ends in whatever way. filelock does this alike on Linux, macOS and Windows.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class InUseError(BlockingIOError):
    """Another program writes the file."""

    def __init__(self) -> None:
        """Say so in the words of an `OSError`."""
        super().__init__(errno.EWOULDBLOCK, "another hamtimer is following this run")


def lock(path: Path) -> Callable[[], None]:
    """Keep other programs from writing `path`, and give what ends that.

    Raises `InUseError` when another program has it. Where a file system knows no locks there is
    none, and nothing is prevented.
    """
    from filelock import FileLock, Timeout

    beside = path.with_name(f"{path.name}.lock")
    # The thread that ends a program in need is not the one that began.
    held = FileLock(beside, timeout=0, thread_local=False)
    try:
        held.acquire()
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
    """Whether another program, or this one, writes `path`."""
    try:
        lock(path)()
    except InUseError:
        return True
    return False

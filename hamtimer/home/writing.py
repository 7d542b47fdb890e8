"""Write files atomically: all or nothing, keeping mode, owner, links and line ends."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_BOM = "\ufeff"
NO_FILE = "it is not an ordinary file"


@contextmanager
def whole_file(path: Path, *, overwrite: bool = True, wait_for_disk: bool = True) -> Iterator[Path]:
    """Yield an empty file beside `path` to write to, which replaces `path` at the end.

    After an exception, Ctrl+C included, `path` is unchanged and nothing is left beside it. A
    replaced file keeps its mode and owner, and symbolic links to it stay valid. Without
    `wait_for_disk` a power cut soon after can lose the file: the caller flushes it to disk.

    Raises:
        FileExistsError: When there is such a file and `overwrite` is false.
        OSError: When the file cannot be written.
    """
    if not overwrite and os.path.lexists(path):
        raise _os_error(errno.EEXIST, path)
    target = Path(os.path.realpath(path))
    before = _stat_of(target)
    # Not made from the name of the target, which may already have the maximum length.
    part = target.with_name(f".hamtimer-{os.urandom(4).hex()}.part")
    try:
        # Partial private files must not be readable; new files get the usual mode.
        mode = 0o666 if before is None else 0o600
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        yield part
        if wait_for_disk:
            _see_to_disk(part)
        if before is None:
            give_to_owner_of_folder(part)
        else:
            _make_like(part, target, before)
        if overwrite:
            part.replace(target)
        else:
            from hamtimer.core.moving import move

            move(part, path)
    except OSError as error:
        # Writing, unlike opening, names no file; and the part is not the person's.
        if error.filename in (None, str(part)):
            error.filename = str(path)
        raise
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_text(path: Path, text: str, *, overwrite: bool = True) -> None:
    """Write a text in UTF-8 with its own line ends; see `whole_file`."""
    write_bytes(path, text.encode("utf-8"), overwrite=overwrite)


def write_bytes(
    path: Path, data: bytes, *, overwrite: bool = True, wait_for_disk: bool = True
) -> None:
    """Write a whole file; see `whole_file`."""
    with whole_file(path, overwrite=overwrite, wait_for_disk=wait_for_disk) as part:
        part.write_bytes(data)


def make_folder(folder: Path) -> None:
    """Make a folder and any missing parents."""
    missing = [folder, *folder.parents]
    while missing and os.path.lexists(missing[-1]):
        missing.pop()
    folder.mkdir(parents=True, exist_ok=True)
    for made in reversed(missing):
        give_to_owner_of_folder(made)


def give_to_owner_of_folder(path: Path) -> None:
    """Under sudo, give a new file to the owner of its folder instead of root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    with suppress(OSError):
        folder = path.parent.stat()
        if folder.st_uid != 0:
            os.chown(path, folder.st_uid, folder.st_gid)


# ------------------------------------------------------------------ a person's text


def read_file(path: Path, most: int = -1) -> bytes:
    """Return the bytes of a file, at most so many.

    A pipe, on which reading would wait for ever, is an error.
    """
    found = path.stat()
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise OSError(errno.EINVAL, NO_FILE, str(path))
    with path.open("rb") as file:
        return file.read(most)


def read_as_written(path: Path) -> str:
    """Return a text in UTF-8 with its line ends and any byte order mark."""
    return read_file(path).decode("utf-8")


def without_mark(text: str) -> str:
    """Return a text without a byte order mark, which some editors write."""
    return text.removeprefix(_BOM)


def as_written_before(text: str, before: str) -> str:
    """Return a changed text with the byte order mark and line ends of `before`."""
    if "\r\n" in before and not re.search(r"(?<!\r)\n", before):
        text = re.sub(r"(?<!\r)\n", "\r\n", text)
    mark = _BOM if before.startswith(_BOM) else ""
    return mark + without_mark(text)


# ------------------------------------------------------------------ the details


def _stat_of(target: Path) -> os.stat_result | None:
    """Return the status of the file to replace, None if there is none.

    Raises:
        OSError: When it must not be replaced.
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise _os_error(errno.EISDIR, target)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, NO_FILE, str(target))
    frozen = getattr(found, "st_flags", 0) & (stat.UF_IMMUTABLE | stat.SF_IMMUTABLE)
    if frozen or not os.access(target, os.W_OK):
        # Its folder would allow replacing it, but a read-only file must be kept.
        raise _os_error(errno.EACCES, target)
    return found


def _see_to_disk(part: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _make_like(part: Path, target: Path, before: os.stat_result) -> None:
    """Copy the owner, mode and extended attributes of the replaced file."""
    import shutil

    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(part, -1, before.st_gid)
        with suppress(OSError):
            os.chown(part, before.st_uid, -1)
    with suppress(OSError):
        shutil.copystat(target, part)
    with suppress(OSError):
        os.utime(part)


def _os_error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))

"""Write new records, each to a file of its own."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from hamtimer.core.run.header import Header
from hamtimer.core.run.journal import Journal, first_line
from hamtimer.home.writing import make_folder, write_bytes

_LONGEST_NAME = 60


def begin_journal(folder: Path, header: Header, now: int) -> Journal:
    """Begin the record of a run at the clock's `now`, in a folder that is made when missing.

    Raises `OSError` when the file cannot be made.
    """
    path = write_record(folder, header, first_line(header), wait_for_disk=False)
    return Journal.begin(path, now)


def write_record(folder: Path, header: Header, text: str, *, wait_for_disk: bool = True) -> Path:
    """Write a new record under a free name, and return its path.

    Raises `OSError` when it cannot be written.
    """
    make_folder(folder)
    stem = _file_stem(header)
    # Bytes of a file name that are no text become JSON escapes.
    data = text.encode("utf-8", "backslashreplace")
    for number in range(1, 1_000):
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}.jsonl"
        try:
            write_bytes(path, data, overwrite=False, wait_for_disk=wait_for_disk)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(errno.EEXIST, f"no free file name for {stem}", os.fspath(folder))


def _file_stem(header: Header) -> str:
    """Make a file name that sorts by time: `2026-11-22T07-30-00-glute-bridge`."""
    when = re.sub(r"[^0-9T-]", "-", header.started[:19])
    name = re.sub(r"[^a-z0-9]+", "-", header.name.lower()).strip("-")[:_LONGEST_NAME]
    return f"{when}-{name or 'session'}"

"""Read journals: completely, line by line, or as a list of files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import reason_of
from hamtimer.core.run.header import Header, JournalError, read_header
from hamtimer.core.run.tally import Tally, whole_ms

LARGEST_BYTES = 64 * 1024 * 1024
"""A larger file is not a record of a run: a run of a whole day writes a tenth of this."""
DEEPEST = 8
"""A line whose values are nested deeper is damaged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line after the header."""

    t: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A journal that was read."""

    path: Path
    header: Header
    entries: tuple[Entry, ...] = field(compare=False)

    @property
    def last_ms(self) -> int:
        """The last moment the run is known to have been alive."""
        return max((entry.t for entry in self.entries), default=0)

    @property
    def is_over(self) -> bool:
        """Whether the run reached its end or the person ended it."""
        return self.tally().is_over

    def tally(self) -> Tally:
        """Return what was done according to the lines."""
        tally = Tally(self.header.played)
        for entry in self.entries:
            tally.take(entry.values)
        return tally


def read_journal(path: Path) -> Recorded:
    """Return a journal without a last line cut short by a crash.

    Raises `JournalError` when it is not a journal or cannot be read.
    """
    lines = read_lines(path)
    header = next(lines)
    entries = (Entry(values["t"], values) for values in lines)
    return Recorded(path, read_first_line(path, header), tuple(entries))


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the values of a journal's header, then of every line after it that is whole.

    Raises `JournalError` when it is not a journal or cannot be read.
    """
    return _read_lines(path, lambda _line: False)


def read_relevant_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield what `read_lines` does, but only the last of each run of cues and signs of life.

    The rest holds all that was done and takes a fifth of the time to read.
    """
    return _read_lines(path, _only_keeps_time)


def _only_keeps_time(line: bytes) -> bool:
    return b'"cue":' in line or b'"alive":' in line or b'"tap":' in line


def _read_lines(path: Path, passes: Callable[[bytes], bool]) -> Iterator[dict[str, Any]]:
    passed: list[bytes] = []
    try:
        if not path.is_file():
            raise JournalError("this is not a file", place=path)
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > LARGEST_BYTES:
                raise JournalError("it is too large to be a record of a run", place=path)
            yield parse_line(stream.readline()) or {}
            for line in stream:
                if passes(line):
                    # The last of them may be cut off.
                    passed = [*passed[-1:], line]
                    continue
                values = _timed(line)
                if values is not None:
                    passed = [] if "session_ms" in values else passed
                    yield values
    except (OSError, ValueError) as error:
        raise JournalError(reason_of(error), place=path) from error
    yield from filter(None, map(_timed, passed))


def _timed(line: bytes) -> dict[str, Any] | None:
    """Return the values of a line after the header; None when it is damaged or has no time."""
    values = parse_line(line)
    return values if values is not None and whole_ms(values.get("t")) is not None else None


def read_first_line(path: Path, values: dict[str, Any]) -> Header:
    """Return the header of the journal at `path`; raise `JournalError` when it has none."""
    try:
        return read_header(values)
    except JournalError as error:
        raise JournalError(error.message, error.advice, path) from error.__cause__


def parse_line(line: bytes) -> dict[str, Any] | None:
    """Return the values of a line; None when it is empty, cut off or damaged."""
    try:
        values = json.loads(line.decode("utf-8", errors="replace"))
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) and is_shallow(values, DEEPEST) else None


def is_shallow(value: object, deepest: int) -> bool:
    """Return whether values are nested at most this deep, so that they can be walked safely."""
    if not isinstance(value, dict | list):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return deepest > 0 and all(is_shallow(one, deepest - 1) for one in inner)


def list_journals(directory: Path) -> list[Path]:
    """Return the journals in a directory, the newest name first; none when it is missing.

    Hidden files and anything but files are left out. Raises `OSError` when it cannot be read.
    """
    try:
        with os.scandir(directory) as found:
            names = [entry.name for entry in found if _is_journal(entry)]
    except FileNotFoundError:
        return []
    return [directory / name for name in sorted(names, reverse=True)]


def _is_journal(entry: os.DirEntry[str]) -> bool:
    try:
        is_file = entry.is_file()
    except OSError:
        return False
    return is_file and entry.name.endswith(".jsonl") and not entry.name.startswith(".")

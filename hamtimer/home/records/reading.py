"""Find a record by its id or number, and read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hamtimer.core.errors import UserError
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.records.ledger import Ledger
from hamtimer.core.records.record import RunRecord, understand
from hamtimer.core.run.header import Header
from hamtimer.core.run.journal_reader import read_first_line, read_relevant_lines
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.rows import Row, take_converted


class RunNotFoundError(UserError):
    """No record matches, or more than one."""


def find_row(rows: Sequence[Row], word: str, list_command: str) -> Row:
    """Return the record with a number in the list, an id, or the beginning of an id.

    Raises:
        RunNotFoundError: When there is none, or several.
    """
    see = f"to list them: {list_command}"
    if not rows:
        raise RunNotFoundError("there are no records", see)
    if word.isascii() and word.isdigit() and len(word) < 7:
        if not 1 <= int(word) <= len(rows):
            raise RunNotFoundError(f"there is no run {word}", f"write 1 to {len(rows)}; {see}")
        return rows[int(word) - 1]
    wanted = word.removesuffix(".jsonl")
    whole = [row for row in rows if row.path.stem == wanted]
    found = whole or [row for row in rows if wanted and row.path.stem.startswith(wanted)]
    if len(found) != 1:
        message = (
            f"{shown(word)} matches {len(found)} runs"
            if found
            else f"there is no run {shown(word)}"
        )
        raise RunNotFoundError(message, f"write its whole id, or its number; {see}")
    return found[0]


def read_record_lines(path: Path) -> tuple[dict[str, Any], Header, Iterator[dict[str, Any]]]:
    """Return the first line of a record as text and as values, and the lines that matter.

    Raises `JournalError` when it is not a record or cannot be read.
    """
    lines = read_relevant_lines(path)
    first = next(lines)
    return first, read_first_line(path, first), lines


def read_run_record(path: Path) -> RunRecord:
    """Return the content of a record; one of the old format is converted.

    Raises `JournalError` when it is not a record or cannot be read.
    """
    _, header, lines = read_record_lines(path)
    ledger = Ledger.of(header.played)
    for line in lines:
        ledger.take(line)
    if ledger.tally.played is None:
        take_converted(ledger, path)
    return understand(header, ledger)


def read_runs(folder: Path, since: str = "") -> Iterator[tuple[Row, RunRecord]]:
    """Yield the records of a folder that began on the day `since` or later, oldest first.

    Unreadable ones are left out; the list of runs says why. Raises `OSError` when the folder cannot
    be read.
    """
    for row in reversed(list_rows(folder)):
        if not row.problem and row.started[:10] >= since:
            yield row, read_run_record(row.path)

"""Export records as one CSV or JSON file, and import such a JSON file."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hamtimer import __version__
from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.records.record import RunRecord
from hamtimer.core.records.set_values import COLUMNS, TEXTS, set_values
from hamtimer.core.run.header import Header, JournalError, header_values, read_header
from hamtimer.core.run.journal_reader import LARGEST_BYTES, parse_line
from hamtimer.core.run.tally import whole_ms
from hamtimer.home import wall_clock
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.new_record import write_record
from hamtimer.home.records.reading import read_record_lines, read_runs
from hamtimer.home.records.rows import Row
from hamtimer.home.records.trash import trash_folder

FORMAT = 1
"""The version of the export; docs/records.md describes it."""
LARGEST_IMPORT_BYTES = 512 * 1024 * 1024
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Characters with which a spreadsheet formula may begin."""


def export_csv(folder: Path, since: str = "") -> Iterator[str]:
    """Yield the records of a folder as CSV, a line for each side of a set, the oldest first."""
    yield _csv_line(COLUMNS)
    for row, record in read_runs(folder, since):
        for values in _sets(row, record):
            cells = (_cell(name, value) for name, value in values.items())
            yield _csv_line(tuple(cells))


def export_json(folder: Path, since: str = "") -> Iterator[str]:
    """Yield the records of a folder as JSON, the oldest first.

    Each run has its sets, and the lines of its record without cues and signs of life.
    """
    yield f'{{"hamtimer-log": {FORMAT}, "version": {json.dumps(__version__)}, "runs": ['
    between = "\n"
    for row, record in read_runs(folder, since):
        first, _, lines = read_record_lines(row.path)
        run = {"id": row.path.stem, "sets": list(_sets(row, record)), "record": [first, *lines]}
        yield between + json.dumps(run)
        between = ",\n"
    yield "\n]}\n"


def _sets(row: Row, record: RunRecord) -> Iterator[dict[str, Any]]:
    return (set_values(row.path.stem, record, one) for one in record.sets)


def _cell(name: str, value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in TEXTS and str(value).startswith(_FORMULA):
        return f"'{value}"
    return value


def _csv_line(cells: tuple[object, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import."""

    added: tuple[str, ...] = ()
    """The ids of the new records."""
    known: int = 0
    """How many runs were already here."""
    in_trash: int = 0
    """How many of these are in the trash."""
    problems: tuple[str, ...] = ()
    """Why other runs could not be read."""


def import_json(source: Path, folder: Path) -> Imported:
    """Add the runs of a JSON export that are not here yet, as records marked imported.

    A run that began at the same instant under the same name is the same. Raises `UserError` when
    the file is not such an export, `OSError` when a record cannot be written.
    """
    runs = _read_export(source)
    trashed = _count(trash_folder(folder))
    here = _count(folder) + trashed
    seen, added, problems = Counter[tuple[int, str]](), list[str](), list[str]()
    known = in_trash = 0
    for number, run in enumerate(runs, 1):
        try:
            header, text = _record_text(run)
        except JournalError as error:
            problems.append(f"{source}: run {number}: {error}")
            continue
        key = (header.started_ms, header.name)
        seen[key] += 1
        if seen[key] <= here[key]:
            known += 1
            in_trash += seen[key] <= trashed[key]
            continue
        added.append(write_record(folder, header, text).stem)
    return Imported(tuple(added), known, in_trash, tuple(problems))


def _count(folder: Path) -> Counter[tuple[int, str]]:
    return Counter((row.started_ms, row.name) for row in list_rows(folder) if not row.problem)


def _read_export(source: Path) -> list[Any]:
    advice = "choose a file that was written by: hamtimer log export --json"
    try:
        if source.stat().st_size > LARGEST_IMPORT_BYTES:
            raise UserError("it is too large", advice, source)
        read: Callable[..., Any] = json.loads
        found = read(source.read_bytes().decode("utf-8"))
    except OSError as error:
        raise UserError(f"this file cannot be read ({reason_of(error)})", "", source) from None
    except (ValueError, RecursionError):
        raise UserError("it is not JSON", advice, source) from None
    if not isinstance(found, dict) or not isinstance(found.get("runs"), list):
        raise UserError("it is not an export of records", advice, source)
    if found.get("hamtimer-log") != FORMAT:
        raise UserError("another version of hamtimer wrote it", "update hamtimer", source)
    runs: list[Any] = found["runs"]
    return runs


def _record_text(run: object) -> tuple[Header, str]:
    """Return the record of a run that was exported; `JournalError` when it is damaged."""
    record = run.get("record") if isinstance(run, dict) else None
    if not isinstance(record, list) or not record or not isinstance(record[0], dict):
        raise JournalError("it has no record")
    header = read_header(record[0])
    known = {*header_values(header), "hamtimer-run"}
    now = wall_clock.now().isoformat(timespec="seconds")
    first = {key: value for key, value in record[0].items() if key in known} | {"imported": now}
    lines = [json.dumps(line) for line in (first, *record[1:])]
    for line in lines[1:]:
        values = parse_line(line.encode())
        if values is None or whole_ms(values.get("t")) is None:
            raise JournalError("a line of it is damaged")
    if parse_line(lines[0].encode()) is None or sum(map(len, lines)) > LARGEST_BYTES // 2:
        raise JournalError("it is damaged or too large")
    return header, "".join(f"{line}\n" for line in lines)

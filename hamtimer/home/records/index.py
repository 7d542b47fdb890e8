"""An index of all records, so that each file is read once.

The index is a database in the cache folder. A record is identified by the size, time and number of
its file, so a changed one is read again. The records stay the source of truth: the index may be
deleted at any time, and without it everything works, only slower.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, astuple
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hamtimer import __version__
from hamtimer.core.records.dose import Dose
from hamtimer.core.records.exercise_days import ExerciseDay
from hamtimer.core.run.done import DoneExercise
from hamtimer.core.run.journal_reader import list_journals
from hamtimer.core.run.measurements import PracticeSample
from hamtimer.core.run.tally import RunState
from hamtimer.core.session.model import Side
from hamtimer.home.folders import cache_folder
from hamtimer.home.records.rows import RecordRead, Row, file_identity, read_record
from hamtimer.home.writing import give_to_owner_of_folder, make_folder

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")
CONTENT = f"{__version__} 5"
"""Change this when the contents of a row change: rows of another version are read again."""
AT_ONCE = 500
"""How many records are read before they are stored."""
WAIT_S = 0.5
"""How long to wait for another program that is writing the index."""
_TABLE = """
CREATE TABLE IF NOT EXISTS runs (
  folder TEXT, name TEXT, identity TEXT, row TEXT, samples TEXT, days TEXT,
  PRIMARY KEY (folder, name)
)"""


def list_rows(folder: Path) -> list[Row]:
    """Return the row of every record in a folder, newest first.

    Raises `OSError` when the folder cannot be read.
    """
    paths = list_journals(folder)
    with closing(_Index(folder)) as index:
        rows = [index.row(path) for path in paths]
        index.forget_all_but({path.name for path in paths})
    return sorted(rows, key=lambda row: row.order, reverse=True)


def read_practice(folder: Path, unreadable: Callable[[str], None]) -> Iterator[PracticeSample]:
    """Yield every measured phase in a folder of records, oldest record first.

    `unreadable` is called with the reason for each record that cannot be read. Raises `OSError`
    when the folder cannot be read.
    """
    rows = list_rows(folder)
    with closing(_Index(folder)) as index:
        while rows:
            row = rows.pop()
            if row.problem:
                unreadable(row.problem)
            else:
                yield from index.samples(row)


def newest_practice(folder: Path) -> Iterator[tuple[Row, list[PracticeSample]]]:
    """Yield each record with measurements and these, newest first; each is read when asked for.

    Raises `OSError` when the folder cannot be read.
    """
    rows = list_rows(folder)
    with closing(_Index(folder)) as index:
        for row in rows:
            if not row.problem and (samples := list(index.samples(row))):
                yield row, samples


def read_days(folder: Path, rows: Iterable[Row]) -> Iterator[tuple[ExerciseDay, ...]]:
    """Yield the exercise days of each row."""
    with closing(_Index(folder)) as index:
        for row in rows:
            yield index.days(row)


class _Index:
    """The index of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder.absolute())
        self._database = _Database()
        select = "SELECT name, identity, row FROM runs WHERE folder = ?"
        found = self._database.run(select, (self._folder,))
        self._known = {name: (identity, row) for name, identity, row in found}
        self._fresh: list[tuple[str, ...]] = []

    def row(self, path: Path) -> Row:
        """Return the row of a record, from the index or else from its file."""
        identity, row = self._known.get(path.name, ("", ""))
        if identity == _identity(path):
            with suppress(KeyError, TypeError, ValueError):
                values = json.loads(row)
                return _known_row(path, values)
        return self._read(path).row

    def samples(self, row: Row) -> Iterator[PracticeSample]:
        """Yield the measurements in a record."""
        select = "SELECT identity, samples FROM runs WHERE folder = ? AND name = ?"
        for identity, samples in self._database.run(select, (self._folder, row.path.name)):
            if identity == _identity(row.path):
                with suppress(KeyError, TypeError, ValueError):
                    yield from [_sample(values) for values in json.loads(samples)]
                    return
        yield from self._read(row.path).samples

    def days(self, row: Row) -> tuple[ExerciseDay, ...]:
        """Return every side of every exercise in a record."""
        identity, days = self._all_days.get(row.path.name, ("", ""))
        if identity == _identity(row.path):
            with suppress(KeyError, TypeError, ValueError):
                return tuple(map(_exercise_day, json.loads(days)))
        return self._read(row.path).days

    @cached_property
    def _all_days(self) -> dict[str, tuple[str, str]]:
        select = "SELECT name, identity, days FROM runs WHERE folder = ?"
        found = self._database.run(select, (self._folder,))
        return {name: (identity, days) for name, identity, days in found}

    def forget_all_but(self, names: set[str]) -> None:
        """Delete the rows of missing files."""
        delete = "DELETE FROM runs WHERE folder = ? AND name = ?"
        gone = [(self._folder, name) for name in self._known if name not in names]
        self._database.change(delete, gone)

    def close(self) -> None:
        """Store new rows."""
        self._store()
        self._database.close()

    def _read(self, path: Path) -> RecordRead:
        read = read_record(path)
        if read.identity:
            row = {key: value for key, value in asdict(read.row).items() if key != "path"}
            samples = [asdict(sample) for sample in read.samples]
            identity = f"{CONTENT} {read.identity}"
            texts = map(json.dumps, (row, samples, list(map(astuple, read.days))))
            self._fresh.append((self._folder, path.name, identity, *texts))
        if len(self._fresh) >= AT_ONCE:
            self._store()
        return read

    def _store(self) -> None:
        fresh, self._fresh = self._fresh, []
        self._database.change("INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?)", fresh)


def _identity(path: Path) -> str:
    return f"{CONTENT} {file_identity(path)}"


def _known_row(path: Path, values: dict[str, Any]) -> Row:
    done = tuple(map(_done_exercise, values["exercises"]))
    scores = tuple(score and (score[0], score[1]) for score in values["scores"])
    known = {"state": RunState(values["state"]), "exercises": done, "scores": scores}
    return Row(path, **values | known)


def _done_exercise(values: dict[str, Any]) -> DoneExercise:
    asked = tuple((least, most) for least, most in values["asked"])
    return DoneExercise(**values | {"asked": asked, "done": tuple(values["done"])})


def _sample(values: dict[str, Any]) -> PracticeSample:
    lists = {name: tuple(one) for name, one in values.items() if isinstance(one, list)}
    return PracticeSample(**values | lists)


def _exercise_day(values: list[Any]) -> ExerciseDay:
    """Return a day from its values in field order; without names, because there are many."""
    exercise, name, side, sets, reps, hold_ms, load, dose, error, pain = values
    return ExerciseDay(
        exercise, name, Side(side), sets, reps, hold_ms, load, Dose(*dose), error, pain
    )


class _Database:
    """A database that acts as empty when it is missing, locked or damaged."""

    def __init__(self) -> None:
        self._connection: sqlite3.Connection | None = None
        with suppress(ImportError, OSError):
            import sqlite3

            self._path = cache_folder() / "records.sqlite"
            make_folder(self._path.parent)
            with suppress(sqlite3.Error):
                self._connection = sqlite3.connect(self._path, timeout=WAIT_S)
            self.change(_TABLE, [()])
            give_to_owner_of_folder(self._path)

    def run(self, select: str, values: Sequence[str]) -> list[Any]:
        """Return the result of a query."""
        return self._try(lambda connection: connection.execute(select, values).fetchall()) or []

    def change(self, statement: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Execute a statement for every row, in one transaction."""

        def carry_out(connection: sqlite3.Connection) -> None:
            with connection:
                for row in rows:
                    connection.execute(statement, row)

        self._try(carry_out)

    def _try(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """Use the database; delete a damaged one, to be made again next time."""
        if self._connection is None:
            return None
        from sqlite3 import DatabaseError, Error, OperationalError

        try:
            return act(self._connection)
        except OperationalError:  # locked, full or inaccessible
            return None
        except DatabaseError:
            self.close()
            with suppress(OSError):
                self._path.unlink()
        except Error:
            pass
        return None

    def close(self) -> None:
        """Close the database."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

"""The history row of a record, read from its file without compiling anything."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.records.exercise_days import ExerciseDay, exercise_days
from hamtimer.core.records.ledger import Ledger
from hamtimer.core.records.record import understand
from hamtimer.core.run.done import DoneExercise, done_exercises
from hamtimer.core.run.header import Header, JournalError, session_name
from hamtimer.core.run.journal_reader import read_first_line, read_relevant_lines
from hamtimer.core.run.measurements import PracticeSample, SampleReader
from hamtimer.core.run.self_reports import MORNING, SelfReports
from hamtimer.core.run.tally import CONVERTED, RunState, Tally


@dataclass(frozen=True, slots=True)
class Row:
    """The history row of a record."""

    path: Path
    started: str = ""
    """Local time in ISO 8601 with its offset; empty when it cannot be read."""
    started_ms: int = 0
    """Since 1970 in UTC; for an unreadable record, from its file name."""
    name: str = ""
    elapsed_ms: int = 0
    sets: int = 0
    reps: int = 0
    state: RunState = RunState.NOT_STARTED
    is_practice: bool = False
    is_dismissed: bool = False
    """The run was interrupted and is not to be resumed."""
    session: str = ""
    """The id under which its session's records are kept; empty for a practice."""
    exercises: tuple[DoneExercise, ...] = ()
    """The exercises that were tried, set by set."""
    scores: tuple[tuple[int, int] | None, ...] = ()
    """Full rounds, and reps of the next one, of each block with a time cap; None: not known."""
    has_morning: bool = False
    """Whether the next morning's pain was reported."""
    problem: str = ""
    """Why it cannot be read; else empty."""

    @property
    def day(self) -> date:
        """The local day on which it began; only for readable records."""
        return datetime.fromisoformat(self.started).date()

    @property
    def order(self) -> tuple[int, str, int]:
        """The sort key of rows: the instant, then the number in the file name."""
        found = re.fullmatch(r"(.*?)(?:-(\d{1,6}))?", self.path.stem, re.DOTALL)
        name, number = found.groups() if found else ("", None)
        return (self.started_ms, name, int(number or 1))


@dataclass(frozen=True, slots=True)
class RecordRead:
    """The result of reading a record."""

    row: Row
    samples: tuple[PracticeSample, ...] = ()
    """The measurements in it."""
    days: tuple[ExerciseDay, ...] = ()
    """Every side of every exercise in it."""
    identity: str = ""
    """The identity of the file when read; empty if reading may give another result next time."""


def read_record(path: Path) -> RecordRead:
    """Read a record; the row of an unreadable one has the reason."""
    identity = file_identity(path)
    try:
        lines = read_relevant_lines(path)
        header = read_first_line(path, next(lines))
        ledger = Ledger.of(header.played)
        reader = SampleReader(header.started, bool((header.practice or {}).get("is_test")))
        for values in lines:
            ledger.take(values)
            reader.take(values)
        if ledger.tally.played is None:
            take_converted(ledger, path)
            identity = file_identity(path)
    except JournalError as error:
        row = Row(path, started_ms=_written_in(path.stem), problem=str(error))
        may_pass = isinstance(error.__cause__, OSError)
        return RecordRead(row, identity="" if may_pass else identity)
    days = exercise_days(understand(header, ledger), ledger) if header.practice is None else ()
    row = _row(path, header, ledger.tally, SelfReports(ledger.reports))
    return RecordRead(row, tuple(reader.samples), days, identity)


def take_converted(ledger: Ledger, path: Path) -> None:
    """Add what a record of the old format lacks."""
    # Imported here, as it loads the reader and the compiler of sessions.
    from hamtimer.home.records.convert import convert_record

    for entry in convert_record(path).entries:
        if CONVERTED in entry.values:
            ledger.take(entry.values)


def file_identity(path: Path) -> str:
    """Return a text that changes when a file is changed or replaced; empty for no file."""
    try:
        stat = path.stat()
    except OSError:
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}"


def _row(path: Path, header: Header, tally: Tally, said: SelfReports) -> Row:
    summary = tally.summary()
    return Row(
        path=path,
        started=header.started,
        started_ms=header.started_ms,
        name=header.name,
        elapsed_ms=summary.elapsed_ms,
        sets=summary.done.sets,
        reps=summary.done.reps,
        scores=tuple((one.rounds, one.reps) if one else None for _, one in summary.scores),
        state=tally.state,
        has_morning=any(said.all(MORNING)),
        is_practice=header.practice is not None,
        is_dismissed=tally.is_dismissed,
        session=session_name(header.session, header.file) if header.practice is None else "",
        exercises=done_exercises(tally, said) if header.practice is None else (),
    )


def _written_in(stem: str) -> int:
    """Return the time in a file name, in milliseconds since 1970; 0 if there is none."""
    with suppress(ValueError, OverflowError, OSError):
        when = datetime.strptime(stem[:19], "%Y-%m-%dT%H-%M-%S").replace(tzinfo=UTC)
        return round(when.timestamp() * 1_000)
    return 0

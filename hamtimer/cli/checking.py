"""Check session files, one by one or many at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hamtimer.cli.opening import find_session
from hamtimer.cli.sound_problems import sound_problems
from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.extents import Place, ends_of
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.session_file.problems import Problem, Severity
from hamtimer.core.text import count_text, folded
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.words.exercises import planned_length
from hamtimer.home.library import SUFFIXES, names_a_file

MANY = 200
"""From this many files on, a process for each processor saves more time than it takes to start."""
_AT_ONCE = 25
"""How many files a process is given at a time."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking one file."""

    path: Path
    problems: tuple[Problem, ...]
    ends: tuple[Place, ...]
    """Where the text that each problem names ends."""
    sum: str
    """The totals of the session: `2 exercises, 6 sets, 10:30`; empty when it has errors."""

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def files_to_check(names: Iterable[str]) -> Iterator[Path]:
    """Yield the files that names refer to, each once; for a folder, those in it and below.

    Raises:
        UserError: When a name leads nowhere, or a folder has no session files.
    """
    seen: set[str] = set()
    for name in names:
        found = _files_in(Path(name)) if _is_folder(name) else [find_session(name)]
        for path in found:
            if (key := os.path.abspath(path)) not in seen:  # noqa: PTH100 - links stay links
                seen.add(key)
                yield path


def _is_folder(name: str) -> bool:
    return os.path.isdir(name) and not names_a_file(name)  # noqa: PTH112 - it never raises


def _files_in(folder: Path) -> list[Path]:
    """Return the session files in a folder and below, except hidden ones."""
    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted((f for f in folders if not f.startswith(".")), key=folded)
        names = (f for f in files if f.lower().endswith(SUFFIXES) and not f.startswith("."))
        paths = (Path(parent) / name for name in sorted(names, key=folded))
        # A link that leads nowhere is an error; a pipe is no session.
        found += (path for path in paths if os.path.isfile(path) or not os.path.exists(path))  # noqa: PTH110, PTH113 - they never raise
    if not found:
        message = "there are no session files in this folder"
        raise UserError(message, "session files end in .yaml or .yml", folder)
    return found


def _raise(error: OSError) -> None:
    raise error


def check_files(paths: Sequence[Path]) -> Iterator[Checked]:
    """Check files in order; many files are divided among the processors."""
    if len(paths) < MANY:
        yield from map(check_file, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    try:
        pool = ProcessPoolExecutor(initializer=_ignore_interrupts)
    except (ImportError, NotImplementedError, OSError):  # this system has no shared memory
        yield from map(check_file, paths)
        return
    try:
        yield from pool.map(check_file, paths, chunksize=_AT_ONCE)
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    """Leave Ctrl+C to the process that the person started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def check_file(path: Path) -> Checked:
    """Check one file."""
    loaded = read_session(path)
    problems = (*loaded.problems, *sound_problems(loaded, path))
    total = _sum(loaded.session) if loaded.session is not None else ""
    return Checked(path, problems, tuple(ends_of(problems, loaded.text)), total)


def _sum(session: Session) -> str:
    timeline = compile_session(session)
    totals = plan_totals(plan_of(timeline))
    exercises = count_text(len(totals.exercises), "exercise")
    return f"{exercises}, {count_text(totals.sets, 'set')}, {planned_length(timeline)}"

"""What the records of practices lead to: the level to begin with, and what to practise next."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.practice.memory import remembered
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.plan_values import read_plan
from hamtimer.core.practice.proposals import Proposal, proposals
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.journal import read_first_line, read_lines
from hamtimer.core.run.measurements import PracticeSample
from hamtimer.home.records.index import list_rows, read_practice


def remember(plan: PracticePlan, folder: Path) -> PracticePlan:
    """Return a plan that begins at the level where the last practice of its tempo ended."""
    return remembered(plan, _samples(folder))


def propose(folder: Path, today: date) -> tuple[Proposal, ...]:
    """Return what to practise next, best first; nothing when nothing was practised yet."""
    samples = _samples(folder)
    if not samples:
        return ()
    paths = {row.started: row.path for row in list_rows(folder) if row.is_practice}
    return proposals(samples, today, lambda when: _plan_at(paths.get(when)))


def _samples(folder: Path) -> list[PracticeSample]:
    """Return every sample, the oldest first; a record that cannot be read is left out."""
    with suppress(OSError):
        return list(read_practice(folder, lambda _: None))
    return []


def _plan_at(path: Path | None) -> PracticePlan | None:
    """Return the plan of a recorded practice, as it was chosen."""
    if path is None:
        return None
    with suppress(JournalError, Mistake, StopIteration):
        header = read_first_line(path, next(read_lines(path)))
        return read_plan(header.practice or {})
    return None

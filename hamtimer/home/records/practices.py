"""What follows from the records of practices: the first level, and what to practise next."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.practice.memory import is_practice, remembered, tempo_name
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.plan_values import read_plan
from hamtimer.core.practice.proposals import Proposal, proposals
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.journal_reader import list_journals, read_first_line, read_lines
from hamtimer.home import wall_clock
from hamtimer.home.folders import NoHomeError, runs_folder

NEWEST = 200
"""How many of the newest records with measurements determine the suggestions: older ones say little
about today, and reading them takes time."""


def remember(plan: PracticePlan, folder: Path) -> PracticePlan:
    """Return a plan that begins at the level where the last practice of its tempo ended."""
    tempo = tempo_name(plan)
    with suppress(OSError):
        if not list_journals(folder):
            return plan
        # Only here: the first practice of all needs no index, and is there sooner.
        from hamtimer.home.records.index import newest_practice

        for _, samples in newest_practice(folder):
            if any(one.tempo == tempo and is_practice(one) for one in samples):
                return remembered(plan, samples)
    return plan


def propose_today() -> tuple[Proposal, ...]:
    """Return what the person's records suggest to practise today; without a home, nothing."""
    try:
        return propose(runs_folder(), wall_clock.today())
    except NoHomeError:
        return ()


def propose(folder: Path, today: date) -> tuple[Proposal, ...]:
    """Return what to practise next, best first; empty if nothing was practised yet."""
    from hamtimer.home.records.index import newest_practice

    with suppress(OSError):
        found = list(islice(newest_practice(folder), NEWEST))
        paths = {row.started: row.path for row, _ in found if row.is_practice}
        samples = [one for _, samples in reversed(found) for one in samples]
        return proposals(samples, today, lambda when: _plan_at(paths.get(when)))
    return ()


def _plan_at(path: Path | None) -> PracticePlan | None:
    """Return the plan of a recorded practice, as chosen."""
    if path is None:
        return None
    with suppress(JournalError, Mistake, StopIteration):
        header = read_first_line(path, next(read_lines(path)))
        return read_plan(header.practice or {})
    return None

"""The dose of a run in progress, as its record has it."""

from __future__ import annotations

from collections.abc import Mapping

from hamtimer.core.records.dose import Dose
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Side

Doses = Mapping[tuple[str, Side], Dose]
"""By exercise, or the variant in its place, and side."""


def doses_of(run: Run) -> Doses:
    """Return the dose of each side of each exercise; empty without a record."""
    if run.journal is None or run.journal.problem:
        return {}
    from hamtimer.core.records.week_report import report_exercises
    from hamtimer.home.records.reading import read_run_record

    try:
        record = read_run_record(run.journal.path)
    except JournalError:
        return {}
    return {(one.exercise, one.side): one.dose for one in report_exercises([record])}

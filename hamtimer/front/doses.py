"""The dose of a run that is followed, as its record says it."""

from __future__ import annotations

from collections.abc import Mapping

from hamtimer.core.records.dose import Dose
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Side

Doses = Mapping[tuple[str, Side], Dose]
"""By the exercise, or the variant in its place, and side."""


def doses_of(run: Run) -> Doses:
    """Return what each side of each exercise received; nothing where there is no record."""
    if run.journal is None or run.journal.problem:
        return {}
    from hamtimer.core.records.week_report import report_exercises
    from hamtimer.home.records.reading import read_run_record

    try:
        record = read_run_record(run.journal.path)
    except JournalError:
        return {}
    return {(one.exercise, one.side): one.dose for one in report_exercises([record])}

"""Records as values for JSON; docs/records.md describes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from hamtimer.core.records.dose import Dose
from hamtimer.core.records.record import RunRecord
from hamtimer.core.records.set_values import set_values
from hamtimer.core.records.week_report import report_exercises
from hamtimer.home.records.rows import Row

FORMAT = 1
"""The version of `history --json`, `log list --json` and `log show --json`."""


def list_values(rows: Iterable[Row]) -> dict[str, Any]:
    """Return rows of the list as values."""
    return {"format": FORMAT, "runs": [_row(row) for row in rows]}


def _row(row: Row) -> dict[str, Any]:
    return {
        "run": row.path.stem,
        "started": row.started,
        "session": row.name,
        "elapsed_ms": row.elapsed_ms,
        "sets": row.sets,
        "reps": row.reps,
        "state": row.state.value,
        "practice": row.is_practice,
        "path": str(row.path),
        "problem": row.problem,
    }


def show_values(run: str, record: RunRecord) -> dict[str, Any]:
    """Return what a record says as values."""
    header = record.header
    return {
        "format": FORMAT,
        "run": run,
        "started": header.started,
        "session": header.name,
        "elapsed_ms": record.summary.elapsed_ms,
        "state": record.state.value,
        "practice": header.practice is not None,
        "imported": header.imported,
        "sets": [set_values(run, record, one) for one in record.sets],
        "dose": [
            {
                "exercise": one.exercise,
                "side": one.side.value,
                **_dose(one.dose),
                "phases": [
                    {"phases": list(phases), **_dose(dose)} for phases, dose in one.phases.items()
                ],
            }
            for one in report_exercises([record])
        ],
        "reports": [
            {"exercise": one.exercise, "set": one.set_number, "side": one.side, **one.values}
            for one in record.reports.places()
        ],
    }


def _dose(dose: Dose) -> dict[str, Any]:
    return {**asdict(dose), "coverage": dose.coverage}

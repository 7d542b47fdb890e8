"""A set of a record as plain values: the columns of the export. docs/records.md describes them."""

from __future__ import annotations

from typing import Any

from hamtimer.core.records.record import DoneSet, RunRecord

COLUMNS = (
    *("run", "started", "session", "state", "practice", "exercise", "name", "variant", "week"),
    *("role", "set", "part", "side", "tempo"),
    *("planned_least_reps", "planned_most_reps", "planned_least_ms", "planned_most_ms"),
    *("planned_load", "load", "result", "reps", "held_ms", "work_ms", "by_plan", "corrected"),
    *("tension_planned_ms", "tension_measured_ms", "tension_by_plan_ms", "tension_unknown_ms"),
    *("coverage", "rpe", "pain", "note"),
)
TEXTS = frozenset(("session", "exercise", "name", "variant", "planned_load", "load", "note"))
"""The columns that hold a person's own text."""


def set_values(run: str, record: RunRecord, one: DoneSet) -> dict[str, Any]:
    """Return the values of one side of a set, in the order of the columns; None: not known.

    Lengths of plan and work are the session's own time, those of tension the clock's.
    """
    work, done, outcome, dose = one.work, one.done, one.outcome, one.dose.dose
    coverage = dose.coverage
    counted = done is not None and not done.uncounted and not work.is_hold
    values = (
        *(run, record.header.started, record.header.name, record.state.value),
        *(record.header.practice is not None, work.exercise, work.name, work.variant, work.week),
        *(work.role.value, work.set_number, one.part, one.side.value, work.tempo),
        *(work.least_reps, work.most_reps, work.least_ms, work.most_ms, work.load, one.load),
        outcome.result.value if outcome else None,
        done.reps if done and counted else None,
        done.held_ms if done else None,
        done.work_ms if done else None,
        outcome is not None and outcome.by_plan,
        outcome is not None and outcome.corrected,
        *(dose.planned_ms, dose.measured_ms, dose.by_plan_ms, dose.unknown_ms),
        None if coverage is None else round(coverage, 3),
        *(one.rpe, one.pain, one.note),
    )
    return dict(zip(COLUMNS, values, strict=True))

"""A record in words: planned against done in every set, and the dose."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date

from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.records.dose import Dose
from hamtimer.core.records.record import DoneSet, RunRecord
from hamtimer.core.records.week_report import ExerciseReport, report_exercises
from hamtimer.core.run.self_reports import MORNING, Said, SelfReport
from hamtimer.core.session.model import Role, Side
from hamtimer.core.session.work import Length
from hamtimer.core.text import clock_text, count_text, literal, seconds_text, table
from hamtimer.front.words.exercises import reps_words, time_words
from hamtimer.front.words.history import when_text
from hamtimer.front.words.report import phases_term
from hamtimer.front.words.summary import NOTHING, coverage_words
from hamtimer.front.words.todays_changes import changed_for_the_run

_SCORE_WORDS = (("rpe", "RPE"), ("pain", "pain"), (MORNING, "pain the next morning"))
DOSE_HEAD = ("planned", "measured", "by plan", "not known", "measured share")
"""The columns of a dose. The three kinds of received time are never added together."""


def show_lines(run: str, record: RunRecord, today: date) -> Iterator[str]:
    """Yield the sets of a record, then the dose of each exercise by side and phase."""
    header = record.header
    name, when = literal(header.name), when_text(header.started, today)
    length = clock_text(record.summary.elapsed_ms)
    yield f"{name}, {when}, {length}, {record.state.value}"
    marks = ["imported"] if header.imported else []
    yield ", ".join([literal(run), *marks])
    yield from changed_for_the_run(header)
    for exercise, sets in _by_exercise(record.sets).items():
        yield ""
        yield exercise
        yield from table([("set", "side", "planned", "done", "load", "said"), *map(_cells, sets)])
    said = [*_said_elsewhere(record)]
    if said:
        yield ""
        yield from said
    yield ""
    yield "Time under tension"
    yield from table([("exercise", "side", "phase", *DOSE_HEAD), *_doses(record)])


def _by_exercise(sets: Iterable[DoneSet]) -> dict[str, list[DoneSet]]:
    groups: dict[str, list[DoneSet]] = {}
    for one in sets:
        role = "" if one.work.role is Role.WORK else f" ({one.work.role.value})"
        groups.setdefault(f"{literal(one.work.name)}{role}", []).append(one)
    return groups


def _cells(one: DoneSet) -> tuple[str, ...]:
    number = f"{one.work.set_number}" if one.part == 1 else f"{one.work.set_number}.{one.part}"
    said = said_words({"rpe": one.rpe, "pain": one.pain, "note": one.note})
    cells = (_planned_words(one.work), _done_words(one), literal(one.load), said)
    return (number, one.side.word, *cells)


def _planned_words(work: PlannedWork) -> str:
    if work.is_hold:
        return time_words(Length(work.least_ms, work.most_ms))
    return reps_words(work.least_reps, work.most_reps)


def _done_words(one: DoneSet) -> str:
    done, outcome = one.done, one.outcome
    if outcome is None:
        return NOTHING
    if done is None:
        return outcome.result.value
    if one.work.is_hold:
        words = seconds_text(round(done.held_ms, -2))
    elif done.uncounted:
        words = "not counted"
    else:
        words = count_text(done.reps, "rep")
    return ", ".join([words, *_marks(outcome)])


def _marks(outcome: Outcome) -> Iterator[str]:
    if outcome.corrected:
        yield "corrected"
    if outcome.by_plan:
        yield "by plan"


def said_words(values: dict[str, Said]) -> str:
    """Return a report: `RPE 8, pain 3, load 20 kg, "felt light"`."""
    words = []
    for key, name in _SCORE_WORDS:
        value = values.get(key)
        if isinstance(value, int | float):
            words.append(f"{name} {value:g}")
    if values.get("load"):
        words.append(f"load {literal(values['load'])}")
    if values.get("note"):
        words.append(f'"{literal(values["note"])}"')
    return ", ".join(words)


def _said_elsewhere(record: RunRecord) -> Iterator[str]:
    """Yield the reports, or what of them, the tables of sets do not show."""
    names = {one.work.exercise: one.work.name for one in record.sets}
    shown = {(one.work.exercise, one.work.set_number, one.side) for one in record.sets}
    for report in record.reports.places():
        values = dict(report.values)
        if _is_in_table(report, shown):
            values = {key: value for key, value in values.items() if key == MORNING}
        if words := said_words(values):
            yield f"{_place_words(report, names)}: {words}"


def _is_in_table(report: SelfReport, shown: Container[tuple[str, int, Side]]) -> bool:
    """Return whether a report is shown beside its set, because it is about one side of it."""
    exercise, number, side = report.place
    if exercise is None or number is None:
        return False
    return side is None or (exercise, number, side) in shown


def _place_words(report: SelfReport, names: Mapping[str, str]) -> str:
    """Return what a report is about; `names` are those of the exercises, by id."""
    exercise = report.exercise
    place = "The whole run" if exercise is None else literal(names.get(exercise, exercise))
    number = f", set {report.set_number}" if report.set_number else ""
    side = f", {report.side.value}" if report.side else ""
    return f"{place}{number}{side}"


def _doses(record: RunRecord) -> Iterator[tuple[str, ...]]:
    for one in report_exercises([record]):
        yield (literal(one.name), one.side.word, "all", *dose_cells(one.dose))
        yield from phase_rows(one)


def phase_rows(one: ExerciseReport) -> Iterator[tuple[str, ...]]:
    """Yield the dose of each phase of an exercise's side."""
    for phases, dose in one.phases.items():
        yield ("", "", phases_term(phases), *dose_cells(dose))


def dose_cells(dose: Dose) -> tuple[str, ...]:
    """Return a dose as the cells of a table."""
    parts = (dose.planned_ms, dose.measured_ms, dose.by_plan_ms, dose.unknown_ms)
    return (*map(_time_cell, parts), coverage_words(dose))


def _time_cell(ms: int) -> str:
    if not ms:
        return NOTHING
    return seconds_text(round(ms, -2)) if ms < 59_950 else clock_text(ms)

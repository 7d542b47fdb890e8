"""A report on some weeks for a physiotherapist: one page of Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from hamtimer.core.dataclass import dataclass
from hamtimer.core.records.record import RunRecord
from hamtimer.core.records.week_report import (
    ExerciseReport,
    WeekReport,
    first_day,
    report_exercises,
    report_weeks,
)
from hamtimer.core.run.tally import RunState
from hamtimer.core.session.model import Side
from hamtimer.core.text import count_text, literal
from hamtimer.front.words.days import date_words
from hamtimer.front.words.history import when_text
from hamtimer.front.words.log import dose_cells, phase_rows
from hamtimer.front.words.summary import NOTHING

MOST_NOTES = 20
"""How many of the newest notes a report includes."""
_DOSE = ("tension planned", "measured", "by plan", "not known", "measured share")
EXPLANATION = (
    "Time under tension is measured where the person tapped each turn of a rep, by plan where "
    "the timer led the movement and nothing says otherwise, and not known where the person "
    "worked at their own pace. Planned is what the recorded sessions asked for; a session that "
    "was never begun is not in it. Effort is the rating of perceived exertion, pain the highest "
    "that was entered, in the session or the next morning, all from 0 to 10. "
    "Warm-up and cool-down are left out."
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report under its heading."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A report, before it is written as Markdown or HTML."""

    title: str
    summary: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...]


def week_page(runs: Sequence[RunRecord], today: date, weeks: int) -> Page:
    """Return the report on the last weeks, including this one."""
    first = first_day(today, weeks)
    last = first + timedelta(days=7 * weeks - 1)
    kept = [run for run in runs if _belongs(run, first, last)]
    kept.sort(key=lambda run: (run.header.started_ms, run.header.name))
    reported = report_weeks(kept, today, weeks)
    exercises = report_exercises(kept)
    each = [row for one in exercises for row in _exercise_rows(one)]
    trained = f"{count_text(len(kept), 'run')} in {count_text(weeks, 'week')}"
    tables = [
        Table(
            "Week by week",
            ("week of", "runs", "sets", "reps", *_DOSE, "effort", "pain", "next morning"),
            tuple(map(_week_row, reported)),
        ),
        Table("Left against right", _SIDES_HEAD, tuple(_side_rows(exercises))),
        Table(
            "By exercise and side",
            ("exercise", "side", "phase", "sets", "reps", *_DOSE),
            tuple(each),
        ),
    ]
    return Page(
        f"Training report, {date_words(first)} to {date_words(last)}",
        f"{trained}, written with hamtimer on {date_words(today)}.",
        tuple(table for table in tables if table.rows),
        tuple(_notes(kept))[-MOST_NOTES:],
    )


def _belongs(run: RunRecord, first: date, last: date) -> bool:
    """Return whether a run is in the report: it was begun, is not a practice, and is of these days.

    After a flight westward, or with a clock that was ahead, a run may be of a future day.
    """
    begun = run.state is not RunState.NOT_STARTED and run.header.practice is None
    return begun and first.isoformat() <= run.header.started[:10] <= last.isoformat()


def _week_row(week: WeekReport) -> tuple[str, ...]:
    sets = _of(week.done_sets, week.planned_sets)
    reps = _of(week.done_reps, week.planned_reps)
    dose, pains = dose_cells(week.dose), (week.pain, week.morning_pain)
    monday = date_words(week.monday)
    return (monday, f"{week.runs}", sets, reps, *dose, _effort(week), *map(_pain, pains))


def _of(done: int, planned: int) -> str:
    return f"{done} of {planned}" if done or planned else NOTHING


def _effort(week: WeekReport) -> str:
    if week.least_rpe is None or week.most_rpe is None:
        return NOTHING
    least, most = f"{week.least_rpe:g}", f"{week.most_rpe:g}"
    return most if least == most else f"{least} to {most}"


def _pain(worst: dict[Side, float]) -> str:
    words = [f"{side.word} {pain:g}".strip() for side, pain in worst.items()]
    return ", ".join(words) or NOTHING


_SIDES_HEAD = (
    *("exercise", "sets left", "right", "reps left", "right", "pain left", "right"),
    *("tension left: measured", "by plan", "not known"),
    *("tension right: measured", "by plan", "not known"),
)


def _side_rows(exercises: Sequence[ExerciseReport]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each exercise that is done side by side."""
    sides: dict[str, dict[Side, ExerciseReport]] = {}
    for one in exercises:
        sides.setdefault(one.exercise, {})[one.side] = one
    for found in sides.values():
        if Side.LEFT in found and Side.RIGHT in found:
            left, right = found[Side.LEFT], found[Side.RIGHT]
            counts = (left.sets, right.sets, left.reps, right.reps)
            if not any(counts):
                continue
            pains = ("-" if one.pain is None else f"{one.pain:g}" for one in (left, right))
            doses = (*dose_cells(left.dose)[1:4], *dose_cells(right.dose)[1:4])
            yield (literal(left.name), *map(str, counts), *pains, *doses)


def _exercise_rows(one: ExerciseReport) -> Iterator[tuple[str, ...]]:
    reps = _of(one.reps, one.planned_reps)
    name, side = literal(one.name), one.side.word
    phase = "all" if one.dose.measured_ms else ""
    yield (name, side, phase, f"{one.sets}", reps, *dose_cells(one.dose))
    if not one.dose.measured_ms:
        return
    for *place, phase, planned, measured, by_plan, unknown, share in phase_rows(one):
        yield (*place, phase, "", "", planned, measured, by_plan, unknown, share)


def _notes(runs: Sequence[RunRecord]) -> Iterator[str]:
    for run in runs:
        for place, note in run.reports.all("note"):
            names = {one.work.exercise: one.work.name for one in run.sets}
            about = names.get(place.exercise or "", run.header.name)
            number = f", set {place.set_number}" if place.set_number else ""
            side = f", {place.side.value}" if place.side else ""
            when = when_text(run.header.started)
            yield f"{when}, {literal(about)}{number}{side}: {literal(note)}"


def page_markdown(page: Page) -> Iterator[str]:
    """Yield the lines of a report in Markdown."""
    yield f"# {_plain(page.title)}"
    yield ""
    yield page.summary
    for table in page.tables:
        yield ""
        yield f"## {table.heading}"
        yield ""
        yield _row(table.head)
        yield _row(tuple("---" for _ in table.head))
        yield from map(_row, table.rows)
    if page.notes:
        yield ""
        yield "## Notes"
        yield ""
        yield from (f"- {_plain(note)}" for note in page.notes)
    yield ""
    yield EXPLANATION


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(text: str) -> str:
    """Return a text with Markdown's special characters escaped."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|&~" else sign for sign in text)


_STYLE = """\
body { font: 10pt/1.4 sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #111 }
table { border-collapse: collapse; width: 100%; margin: .5em 0 }
th, td { border-bottom: 1px solid #bbb; padding: .2em .5em .2em 0; text-align: left }
th { vertical-align: bottom }
h1 { font-size: 16pt } h2 { font-size: 12pt; margin-bottom: 0 }
.about { font-size: 8.5pt; color: #444 }
tr { break-inside: avoid }
@page { size: A4 landscape; margin: 10mm }
@media print {
  body { font-size: 8pt; line-height: 1.25; margin: 0; padding: 0; max-width: none }
  h1 { font-size: 13pt; margin: 0 } h2 { font-size: 10pt; margin: .6em 0 0; break-after: avoid }
  p, ul { margin: .3em 0 } .about { font-size: 7pt }
  th, td { padding: .1em .5em .1em 0 }
}
"""


def page_html(page: Page) -> Iterator[str]:
    """Yield the lines of a report as one HTML page that needs no other file."""
    title = escape(page.title)
    yield "<!doctype html>"
    yield f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>\n{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    yield f"<p>{escape(page.summary)}</p>"
    for table in page.tables:
        yield f"<h2>{escape(table.heading)}</h2>"
        yield f"<table><thead>{_html_row(table.head, 'th')}</thead><tbody>"
        yield from (_html_row(row, "td") for row in table.rows)
        yield "</tbody></table>"
    if page.notes:
        yield "<h2>Notes</h2>"
        yield "<ul>"
        yield from (f"<li>{escape(note)}</li>" for note in page.notes)
        yield "</ul>"
    yield f'<p class="about">{escape(EXPLANATION)}</p>'
    yield "</body></html>"


def _html_row(cells: tuple[str, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"

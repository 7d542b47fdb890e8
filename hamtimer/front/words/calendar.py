"""A calendar of training days as text, and how a schedule was kept."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from hamtimer.core.next.calendar import KeptSchedule, Mark
from hamtimer.core.notation.schedule import schedule_text
from hamtimer.core.text import capitalized, count_text, literal

SIGNS = {Mark.DONE: "●", Mark.DUE: "○", Mark.MISSED: "x"}
LEGEND = " · ".join(f"{sign} {mark.value}" for mark, sign in SIGNS.items())
WEEKDAYS = "Mo  Tu  We  Th  Fr  Sa  Su"
"""The heading of a month; each day has four columns."""


def month_title(month: date) -> str:
    """Return the name of a month: `March 2026`."""
    return f"{calendar.month_name[month.month]} {month.year}"


def month_weeks(month: date) -> list[list[date | None]]:
    """Return the weeks of a month, from Monday; None stands for days of other months."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return [[day if day.month == month.month else None for day in week] for week in weeks]


def month_lines(month: date, marks: Mapping[date, Mark]) -> Iterator[str]:
    """Yield the lines of a month, each day with the sign of its mark."""
    yield month_title(month)
    yield WEEKDAYS
    for week in month_weeks(month):
        yield " ".join(_cell(day, marks) for day in week).rstrip()


def _cell(day: date | None, marks: Mapping[date, Mark]) -> str:
    if day is None:
        return "   "
    mark = marks.get(day)
    return f"{day.day:2}{SIGNS[mark] if mark else ' '}"


def months_before(day: date, number: int) -> list[date]:
    """Return the first day of each of several months, up to the month of `day`."""
    months = [day.replace(day=1)]
    while len(months) < number:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months


def kept_words(one: KeptSchedule) -> str:
    """Return how a schedule was kept: `Every other day: kept 4 sessions in a row, longest 12`."""
    whose = f"{literal(', '.join(one.exercises))}, " if one.exercises else ""
    found = one.kept
    often = schedule_text(one.schedule)
    words = whose + (often if whose else capitalized(often))
    if not (found.longest or found.missed):
        return words
    streak = f"kept {count_text(found.streak, found.unit)} in a row, longest {found.longest}"
    missed = f"; missed {count_text(len(found.missed), 'day')}" if found.missed else ""
    return f"{words}: {streak}{missed}"

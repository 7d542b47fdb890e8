"""Months of training side by side, with a sign and a colour for each day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest

from textual.content import Content

from hamtimer.core.next.calendar import Mark
from hamtimer.front.words.calendar import SIGNS, WEEKDAYS, month_title, month_weeks

COLUMNS = len(WEEKDAYS) + 1
GAP = "   "
STYLES = {Mark.DONE: "$success", Mark.DUE: "$accent", Mark.MISSED: "$warning"}


def months_that_fit(columns: int) -> int:
    """Return how many months fit side by side, at least one."""
    return max(1, (columns + len(GAP)) // (COLUMNS + len(GAP)))


def months_content(months: Sequence[date], marks: Mapping[date, Mark], today: date) -> Content:
    """Return months side by side; the day of today is underlined."""
    blocks = [_month(month, marks, today) for month in months]
    empty = Content(" " * COLUMNS)
    rows = zip_longest(*blocks, fillvalue=empty)
    return Content("\n").join(Content(GAP).join(row) for row in rows)


def _month(month: date, marks: Mapping[date, Mark], today: date) -> list[Content]:
    rows = [
        Content.styled(f"{month_title(month):^{COLUMNS}}", "bold"),
        Content.styled(f"{WEEKDAYS:{COLUMNS}}", "dim"),
    ]
    for week in month_weeks(month):
        cells = [_day(day, marks, today) for day in week]
        rows.append(Content(" ").join(cells))
    return rows


def _day(day: date | None, marks: Mapping[date, Mark], today: date) -> Content:
    if day is None:
        return Content("   ")
    mark = marks.get(day)
    style = STYLES[mark] if mark else "dim"
    sign = SIGNS[mark] if mark else " "
    if day == today:
        style += " underline bold"
    return Content.styled(f"{day.day:2}{sign}", style)

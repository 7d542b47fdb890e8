"""What is due: an exercise's schedule against the days on which it was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Schedule

WEEK = 7


class Call(StrEnum):
    """Whether an exercise should be done today."""

    DUE = "due"
    WELCOME = "welcome"
    """More is optional."""
    NOT_DUE = "not due"


@dataclass(frozen=True, slots=True)
class Due:
    """What a schedule says about one day."""

    call: Call
    since: date | None = None
    """Since when it has been due; None: since today, or not due."""
    on: date | None = None
    """When it is due next; None: today, or unknown."""


def due(
    schedule: Schedule, done: Sequence[date], today: date, week_start: date | None = None
) -> Due:
    """Return how a schedule is due on `today`, after the days `done`.

    `done` contains a day once for each time. A weekly schedule counts in blocks of seven days from
    `week_start` or, without one, from Monday.
    """
    past = sorted(day for day in done if day <= today)
    if not schedule.times:
        return Due(Call.WELCOME)
    if not past:
        return Due(Call.DUE)
    if schedule.days == 1:
        return _by_day(schedule, past, today)
    if schedule.times == 1 and schedule.days != WEEK:
        return _every_days(schedule, past, today)
    return _by_block(schedule, past, today, week_start)


def _by_day(schedule: Schedule, past: list[date], today: date) -> Due:
    if past.count(today) < schedule.times:
        return Due(Call.DUE)
    return _rest_of(schedule, past.count(today), today + timedelta(days=1))


def _every_days(schedule: Schedule, past: list[date], today: date) -> Due:
    following = past[-1] + timedelta(days=schedule.days)
    if today >= following:
        return Due(Call.DUE, since=following if following < today else None)
    return Due(Call.WELCOME if schedule.at_least else Call.NOT_DUE, on=following)


def _by_block(schedule: Schedule, past: list[date], today: date, week_start: date | None) -> Due:
    start = start_of_block(schedule, today, week_start)
    end = start + timedelta(days=schedule.days)
    in_block = [day for day in past if day >= start]
    if len(in_block) >= schedule.times:
        return _rest_of(schedule, len(in_block), end, done_today=in_block[-1] == today)
    spread = timedelta(days=schedule.days // schedule.times)
    left = schedule.times - len(in_block)
    # From here on as many days are left as sessions.
    must = end - timedelta(days=left)
    following = max(start, min(past[-1] + spread, must))
    if past[-1] == today:
        following = max(following, today + timedelta(days=1))
        return Due(Call.NOT_DUE, on=min(following, end))
    if today >= following:
        return Due(Call.DUE)
    return Due(Call.NOT_DUE, on=following)


def _rest_of(schedule: Schedule, done: int, on: date, *, done_today: bool = True) -> Due:
    """Return the result when the minimum of a schedule is done: optional if it allows more."""
    more = schedule.at_least or done < most_times(schedule)
    welcome = more and (schedule.days == 1 or not done_today)
    return Due(Call.WELCOME if welcome else Call.NOT_DUE, on=on)


def most_times(schedule: Schedule) -> int:
    """Return the maximum times of a schedule: the upper end of `2-3 times a week`."""
    return max(schedule.times, schedule.most)


def start_of_block(schedule: Schedule, today: date, week_start: date | None) -> date:
    """Return the first day of the block of `today`; without a `week_start`, a Monday."""
    if week_start is None:
        return today - timedelta(days=today.weekday())
    return week_start + timedelta(days=(today - week_start).days // schedule.days * schedule.days)

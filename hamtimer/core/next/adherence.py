"""How a schedule was kept: missed days, and streaks.

A schedule is compared with the days of training, by these rules:

- *every n days* is kept by sessions at most n days apart. A session more than n days after the one
  before misses the day on which it was due, and one more for each further n days.
- *so many times in so many days* is kept block by block: a block with too few sessions misses its
  last days without one. The block of today can still be kept.
- *so many times a day* is kept day by day; a day with too few is missed.

The current schedule applies to the whole past.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from hamtimer.core.dataclass import dataclass
from hamtimer.core.next.due import WEEK, start_of_block
from hamtimer.core.session.model import Schedule


@dataclass(frozen=True, slots=True)
class Adherence:
    """How a schedule was kept up to a day."""

    missed: tuple[date, ...] = ()
    """The missed days, oldest first."""
    streak: int = 0
    """How often in a row it has been kept, up to now: in `unit`."""
    longest: int = 0
    unit: str = "session"
    """The unit: `session`, `day` or `week`; `block` for any other number of days."""


def adherence_of(
    schedule: Schedule, done: Iterable[date], today: date, week_start: date | None = None
) -> Adherence:
    """Return how `schedule` was kept from the first of the days `done` to `today`.

    `done` contains a day once for each time. Blocks of seven days begin as in `due`, others with
    the first of these days or `week_start`.
    """
    past = sorted(day for day in done if day <= today)
    if not schedule.times or not past:
        return Adherence()
    if schedule.times == 1 and schedule.days not in (1, WEEK):
        return _by_interval(schedule.days, sorted(set(past)), today)
    return _by_block(schedule, past, today, week_start)


def _by_interval(days: int, past: Sequence[date], today: date) -> Adherence:
    missed: list[date] = []
    streak = longest = 1
    for before, after in pairwise(past):
        gaps = _missed_between(before, after, days)
        missed += gaps
        streak = 1 if gaps else streak + 1
        longest = max(longest, streak)
    gaps = _missed_between(past[-1], today, days)
    return Adherence((*missed, *gaps), 0 if gaps else streak, longest)


def _missed_between(before: date, after: date, days: int) -> list[date]:
    """Return the days on which something was due after `before` and before `after`."""
    number = ((after - before).days - 1) // days
    return [before + timedelta(days=days * n) for n in range(1, number + 1)]


def _by_block(
    schedule: Schedule, past: Sequence[date], today: date, week_start: date | None
) -> Adherence:
    times = Counter(past)
    missed: list[date] = []
    streak = longest = 0
    first = past[0]
    if week_start is None and schedule.days != WEEK:
        week_start = first
    start = start_of_block(schedule, first, week_start)
    while start <= today:
        block = [start + timedelta(days=n) for n in range(schedule.days)]
        done = sum(times[day] for day in block)
        is_running = block[-1] >= today
        if done >= schedule.times:
            streak += 1
        elif not is_running and block[0] >= first:  # earlier days do not count
            streak = 0
            free = [day for day in block if not times[day]] or block[-1:]
            missed += free[-(schedule.times - done) :]
        longest = max(longest, streak)
        start += timedelta(days=schedule.days)
    unit = {1: "day", WEEK: "week"}.get(schedule.days, "block")
    return Adherence(tuple(missed), streak, longest, unit)

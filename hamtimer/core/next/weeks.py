"""Dated plans: the week of the plan on a day, depending on what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from hamtimer.core.session.model import Missed

BLOCK_DAYS = 7


def block_of(day: date, start: date) -> int:
    """Return the index of the block of seven days, from the start, that contains a day."""
    return max(0, (day - start).days // BLOCK_DAYS)


def plan_weeks(
    start: date,
    today: date,
    sessions: Sequence[date],
    asked: Callable[[int], int],
    missed: Missed = Missed.WAIT,
    weeks: int = 1,
) -> tuple[int, ...]:
    """Return the week of the plan, from 1, of every block up to today's, which is the last.

    `sessions` are the days of the runs, `asked` returns how many sessions a week of the plan asks
    for, `weeks` is how many weeks the plan has. A block keeps its week to its end.
    """
    done: dict[int, int] = {}
    for day in sessions:
        if day >= start:
            done[block_of(day, start)] = done.get(block_of(day, start), 0) + 1
    plan = [1]
    for block in range(block_of(today, start)):
        plan.append(_following(plan[-1], done.get(block, 0), asked, missed, weeks))
    return tuple(plan)


def _following(
    week: int, done: int, asked: Callable[[int], int], missed: Missed, weeks: int
) -> int:
    """Return the week that follows a block of `week` in which `done` sessions were done."""
    if done >= asked(week) or missed is Missed.GO_ON:
        return min(week + 1, weeks)
    if missed is Missed.BACK and not done:
        return max(1, week - 1)
    return week


def block_start(day: date, start: date) -> date:
    """Return the first day of the block that a day is in."""
    return start + timedelta(days=BLOCK_DAYS * block_of(day, start))

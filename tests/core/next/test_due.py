"""What is due, day by day, worked out by hand."""

from datetime import date, timedelta

import pytest

from hamtimer.core.next.due import Call, due
from hamtimer.core.notation.schedule import parse_schedule

MONDAY = date(2026, 3, 2)
DUE, WELCOME, NOT_DUE = Call.DUE, Call.WELCOME, Call.NOT_DUE


def day(number: int) -> date:
    """Day 1 is a Monday."""
    return MONDAY + timedelta(days=number - 1)


def call(schedule: str, done: list[int], today: int) -> Call:
    return due(parse_schedule(schedule), [day(n) for n in done], day(today)).call


@pytest.mark.parametrize(
    ("schedule", "days"),
    [
        # the lengthening protocol: each exercise on a calendar of its own
        ("twice a day", [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]),
        ("every other day", [1, 3, 5, 7]),
        ("every 3 days", [1, 4, 7]),
        ("daily", [1, 2, 3, 4, 5, 6, 7]),
        # 7 / 3 = 2 days between sessions
        ("3 times a week", [1, 3, 5, 8, 10, 12]),
        ("2 times a week", [1, 4, 8, 11]),
        ("once a week", [1, 8]),
    ],
)
def test_a_person_who_does_what_is_due_on_the_day(schedule: str, days: list[int]) -> None:
    done: list[int] = []
    last = 12 if max(days) > 7 else 7
    for today in range(1, last + 1):
        while call(schedule, done, today) is DUE:
            done.append(today)
    assert done == days


@pytest.mark.parametrize(
    ("schedule", "done", "today", "expected"),
    [
        ("3 times a week", [], 4, DUE),  # never done
        ("3 times a week", [1], 2, NOT_DUE),
        ("3 times a week", [1], 3, DUE),
        ("3 times a week", [1, 5], 6, NOT_DUE),  # one session, two days: rest first
        ("3 times a week", [1, 5], 7, DUE),
        ("3 times a week", [5, 6], 7, DUE),  # one session and one day are left
        ("3 times a week", [1], 6, DUE),  # two sessions, two days
        ("3 times a week", [1, 3, 5], 6, NOT_DUE),
        ("at least 3 times a week", [1, 3, 5], 6, WELCOME),
        ("at least 3 times a week", [1, 3, 5], 5, NOT_DUE),
        ("2-3 times a week", [1, 4], 6, WELCOME),
        ("2-3 times a week", [1], 4, DUE),
        ("2-3 times a week", [1, 3, 5], 6, NOT_DUE),
        ("twice a day", [1], 1, DUE),
        ("twice a day", [1, 1], 1, NOT_DUE),
        ("every 3 days", [1], 3, NOT_DUE),
        ("every 3 days", [1], 4, DUE),
        ("every 3 days", [1], 9, DUE),
    ],
)
def test_what_a_day_asks_for(schedule: str, done: list[int], today: int, expected: Call) -> None:
    assert call(schedule, done, today) is expected


def test_missed_days_are_counted_from_when_it_was_due() -> None:
    assert due(parse_schedule("every 3 days"), [day(1)], day(9)).since == day(4)
    assert due(parse_schedule("every 3 days"), [day(1)], day(2)).on == day(4)


def test_a_week_begins_where_the_plan_begins() -> None:
    thursday = day(4)
    twice = parse_schedule("2 times a week")
    done = [day(4), day(7)]
    assert due(twice, done, day(10)).call is DUE  # by the calendar a new week
    assert due(twice, done, day(10), week_start=thursday).call is NOT_DUE
    assert due(twice, done, day(10), week_start=thursday).on == day(11)


def test_without_a_schedule_everything_is_welcome() -> None:
    assert due(parse_schedule("daily").__class__(), [], MONDAY).call is WELCOME

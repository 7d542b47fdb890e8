"""How schedules were kept, worked out by hand. Day 1 is a Monday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.next.adherence import adherence_of
from hamtimer.core.next.due import Call, due
from hamtimer.core.notation.schedule import parse_schedule

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number - 1)


@pytest.mark.parametrize(
    ("schedule", "done", "today", "missed", "streak", "longest", "unit"),
    [
        # every n days: sessions at most n days apart
        ("every other day", [1, 3, 5, 7], 8, [], 4, 4, "session"),
        ("every other day", [1, 3, 5, 7], 9, [], 4, 4, "session"),  # due today, not yet missed
        ("every other day", [1, 3, 5, 7], 10, [9], 0, 4, "session"),
        ("every other day", [1, 3, 6, 8], 8, [5], 2, 2, "session"),
        ("every other day", [1, 8], 8, [3, 5, 7], 1, 1, "session"),
        ("every other day", [1, 2, 3], 3, [], 3, 3, "session"),  # more often than asked for
        ("every other day", [1, 1, 3], 3, [], 2, 2, "session"),  # twice on one day
        ("every 3 days", [1, 4, 7, 11], 12, [10], 1, 3, "session"),
        # so many times a week: whole weeks
        ("3 times a week", [1, 3, 5, 8, 10, 12], 14, [], 2, 2, "week"),
        ("3 times a week", [1, 3, 5, 8, 10], 14, [], 1, 1, "week"),  # the week is not over
        ("3 times a week", [1, 3, 5, 8, 10], 15, [14], 0, 1, "week"),
        ("3 times a week", [1, 3, 5, 8], 15, [13, 14], 0, 1, "week"),
        ("3 times a week", [3, 5, 8, 10, 12], 14, [], 1, 1, "week"),  # begun on a Wednesday
        ("2 times a week", [1, 4, 15, 18], 18, [13, 14], 1, 1, "week"),
        ("once a week", [1, 10, 16], 17, [], 3, 3, "week"),
        # so many times a day
        ("daily", [1, 2, 4], 4, [3], 1, 2, "day"),
        ("twice a day", [1, 1, 2, 3, 3], 3, [2], 1, 1, "day"),
        ("twice a day", [1, 1, 2], 2, [], 1, 1, "day"),  # today can still be kept
        # blocks of other lengths begin with the first session
        ("3 times in 10 days", [2, 4, 6, 12, 13], 20, [], 1, 1, "block"),
        ("3 times in 10 days", [2, 4, 6, 12, 13], 22, [21], 0, 1, "block"),
        # nothing done, nothing asked
        ("daily", [], 5, [], 0, 0, "session"),
        ("daily", [9], 5, [], 0, 0, "session"),
    ],
)
def test_a_schedule_is_held_against_the_days(
    schedule: str,
    done: list[int],
    today: int,
    missed: list[int],
    streak: int,
    longest: int,
    unit: str,
) -> None:
    found = adherence_of(parse_schedule(schedule), map(day, done), day(today))
    assert found.missed == tuple(map(day, missed))
    assert (found.streak, found.longest, found.unit) == (streak, longest, unit)


def test_weeks_begin_with_the_plan_where_there_is_one() -> None:
    wednesday = day(3)
    done = [day(3), day(5), day(9), day(10), day(12), day(16)]  # 3 from Wednesday to Tuesday, twice
    found = adherence_of(parse_schedule("3 times a week"), done, day(16), wednesday)
    assert (found.streak, found.missed) == (2, ())


schedules = st.sampled_from(
    ["daily", "twice a day", "every other day", "every 3 days", "2 times a week", "once a week"]
)


@given(schedules, st.integers(0, 13), st.integers(1, 60))
def test_who_does_what_is_due_on_the_day_misses_nothing(
    words: str, start: int, length: int
) -> None:
    schedule, done = parse_schedule(words), list[date]()
    today = MONDAY
    for number in range(start, start + length):
        today = MONDAY + timedelta(days=number)
        while due(schedule, done, today).call is Call.DUE:
            done.append(today)
    assert adherence_of(schedule, done, today).missed == ()


@given(schedules, st.lists(st.integers(1, 60)), st.integers(1, 70))
def test_no_day_is_done_and_missed_unless_it_was_done_too_seldom(
    words: str, done: list[int], today: int
) -> None:
    schedule = parse_schedule(words)
    found = adherence_of(schedule, map(day, done), day(today))
    assert list(found.missed) == sorted(set(found.missed))
    assert found.streak <= found.longest
    assert all(one < day(today) for one in found.missed)
    if schedule.times == 1:
        assert not set(found.missed) & set(map(day, done))

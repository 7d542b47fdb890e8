"""Plans with a date: the ten-week Nordic plan, missed sessions, worked out by hand."""

from datetime import date, timedelta

import pytest

from hamtimer.core.next.weeks import block_of, plan_weeks
from hamtimer.core.session.model import Missed

START = date(2026, 3, 2)  # a Monday
ASKED = (1, 2, 3, 3, 3, 3, 3, 3, 3, 3)
"""Sessions in each week of the Nordic plan."""


def days(*counts: int) -> list[date]:
    """So many sessions in each block of seven days, every other day."""
    return [
        START + timedelta(days=7 * block + 2 * number)
        for block, count in enumerate(counts)
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("missed", "weeks"),
    [
        # blocks with 1, 1, 2, 0 and 3 sessions; the last number is the next block's week
        (Missed.WAIT, (1, 2, 2, 3, 3, 4)),
        (Missed.GO_ON, (1, 2, 3, 4, 5, 6)),
        (Missed.BACK, (1, 2, 2, 3, 2, 3)),
    ],
)
def test_the_weeks_of_a_plan_after_missed_sessions(missed: Missed, weeks: tuple[int, ...]) -> None:
    today = START + timedelta(days=35)
    plan = plan_weeks(START, today, days(1, 1, 2, 0, 3), lambda w: ASKED[w - 1], missed, 10)
    assert plan == weeks


def test_after_the_last_week_the_last_continues() -> None:
    today = START + timedelta(weeks=14)
    done = days(*ASKED, 3, 3, 3, 3)
    plan = plan_weeks(START, today, done, lambda w: ASKED[w - 1], Missed.WAIT, 10)
    assert plan == (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10)


def test_a_block_keeps_its_week_to_its_end() -> None:
    sunday, monday = START + timedelta(days=6), START + timedelta(days=7)
    assert (block_of(sunday, START), block_of(monday, START)) == (0, 1)
    assert plan_weeks(START, sunday, days(3), lambda _: 1, weeks=10) == (1,)
    assert plan_weeks(START, monday, days(3), lambda _: 1, weeks=10) == (1, 2)


def test_nothing_can_be_missed_before_the_start() -> None:
    assert plan_weeks(START, START - timedelta(days=3), [], lambda _: 1, weeks=10) == (1,)

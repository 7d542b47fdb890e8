"""Months of training as text."""

from datetime import date

from hamtimer.core.next.adherence import Adherence
from hamtimer.core.next.calendar import KeptSchedule, Mark
from hamtimer.core.notation.schedule import parse_schedule
from hamtimer.front.words.calendar import kept_words, month_lines, months_before


def test_a_month_begins_on_a_monday_and_has_a_sign_for_each_mark() -> None:
    marks = {
        date(2026, 3, 2): Mark.DONE,
        date(2026, 3, 4): Mark.MISSED,
        date(2026, 3, 31): Mark.DUE,
    }
    assert list(month_lines(date(2026, 3, 15), marks)) == [
        "March 2026",
        "Mo  Tu  We  Th  Fr  Sa  Su",
        "                         1",
        " 2●  3   4x  5   6   7   8",
        " 9  10  11  12  13  14  15",
        "16  17  18  19  20  21  22",
        "23  24  25  26  27  28  29",
        "30  31○",
    ]


def test_months_go_back_over_the_new_year() -> None:
    assert months_before(date(2026, 2, 14), 3) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


def test_how_a_schedule_was_kept_is_one_line() -> None:
    schedule = parse_schedule("every other day")
    kept = Adherence((date(2026, 3, 4),), 1, 7, "session")
    assert kept_words(KeptSchedule(schedule, (), kept)) == (
        "Every other day: kept 1 session in a row, longest 7; missed 1 day"
    )
    assert kept_words(KeptSchedule(schedule, ("Diver",), Adherence((), 2, 2, "session"))) == (
        "Diver, every other day: kept 2 sessions in a row, longest 2"
    )

"""Repetitions, sets, holds and schedules are read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.schedule import parse_schedule, schedule_text
from hamtimer.core.notation.work import parse_hold, parse_reps, parse_sets
from hamtimer.core.session.model import Length, Reps, Schedule


@pytest.mark.parametrize(
    ("written", "reps"),
    [
        ("15", Reps(15, 15)),
        ("15-20", Reps(15, 20)),
        ("15–20", Reps(15, 20)),  # noqa: RUF001
        ("15 to 20", Reps(15, 20)),
        ("8+", Reps(8, None)),
        ("at least 8", Reps(8, None)),
        ("max", Reps(0, None)),
        ("AMRAP", Reps(0, None)),
        ("as many as possible", Reps(0, None)),
    ],
)
def test_repetitions(written: str, reps: Reps) -> None:
    assert parse_reps(written) == reps


@pytest.mark.parametrize(
    ("written", "hold"),
    [
        ("30s", Length.fixed(30_000)),
        ("1:30", Length.fixed(90_000)),
        ("60s+", Length(60_000, None)),
        ("60+", Length(60_000, None)),
        ("at least 1 min", Length(60_000, None)),
        ("max", Length(0, None)),
        ("as long as you can", Length(0, None)),
    ],
)
def test_holds(written: str, hold: Length) -> None:
    assert parse_hold(written) == hold


def test_sets_may_be_a_range() -> None:
    assert parse_sets("3") == (3, 3)
    assert parse_sets("2-3") == (2, 3)


@pytest.mark.parametrize(
    ("written", "advice"),
    [("20-15", "write 15-20"), ("many", "8+ or max"), ("1000", "999"), ("-3", "8+ or max")],
)
def test_wrong_repetitions_get_advice(written: str, advice: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_reps(written)
    assert advice in caught.value.advice


def test_a_hold_in_a_range_gets_advice() -> None:
    with pytest.raises(Mistake, match=r"write 30s\+"):
        parse_hold("30-60s")


@pytest.mark.parametrize(
    ("written", "schedule", "words"),
    [
        ("daily", Schedule(1, 1), "once a day"),
        ("every day", Schedule(1, 1), "once a day"),
        ("twice a day", Schedule(2, 1), "twice a day"),
        ("twice every day", Schedule(2, 1), "twice a day"),
        ("3 times a week", Schedule(3, 7), "3 times a week"),
        ("three times per week", Schedule(3, 7), "3 times a week"),
        ("3x a week", Schedule(3, 7), "3 times a week"),
        ("weekly", Schedule(1, 7), "once a week"),
        ("every other day", Schedule(1, 2), "every other day"),
        ("every third day", Schedule(1, 3), "every 3 days"),
        ("every 3 days", Schedule(1, 3), "every 3 days"),
        ("2 times in 10 days", Schedule(2, 10), "2 times in 10 days"),
        ("at least 3 times a week", Schedule(3, 7, at_least=True), "at least 3 times a week"),
    ],
)
def test_schedules(written: str, schedule: Schedule, words: str) -> None:
    assert parse_schedule(written) == schedule
    assert schedule_text(schedule) == words


@pytest.mark.parametrize("written", ["now and then", "0 times a day", "every 999 days", "3", ""])
def test_wrong_schedules_get_advice(written: str) -> None:
    with pytest.raises(Mistake, match="write"):
        parse_schedule(written)


@given(st.integers(1, 50), st.integers(1, 366), st.booleans())
def test_a_schedule_in_words_is_read_back(times: int, days: int, at_least: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    schedule = Schedule(times, days, at_least)
    assert parse_schedule(schedule_text(schedule)) == schedule


@given(st.text(max_size=100))
def test_any_text_is_understood_or_a_mistake(written: str) -> None:
    for parse in (parse_reps, parse_sets, parse_hold, parse_schedule):
        try:
            parse(written)
        except Mistake as mistake:
            assert mistake.advice  # noqa: PT017 - either outcome is right

"""Reps, sets, holds and schedules are read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.schedule import parse_schedule, schedule_text
from hamtimer.core.notation.work import (
    parse_effort,
    parse_length,
    parse_reps,
    parse_rest,
    parse_sets,
    parse_weeks,
)
from hamtimer.core.session.model import Schedule
from hamtimer.core.session.work import Effort, Length, Reps


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
def test_reps(written: str, reps: Reps) -> None:
    assert parse_reps(written) == (reps,)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("5+5+5", (Reps(5, 5), Reps(5, 5), Reps(5, 5))),
        ("8+4", (Reps(8, 8), Reps(4, 4))),
        ("8 + 4", (Reps(8, 8), Reps(4, 4))),
        ("5+5+", (Reps(5, 5), Reps(5, None))),
        ("5+max", (Reps(5, 5), Reps(0, None))),
        ("3-5+3-5", (Reps(3, 5), Reps(3, 5))),
    ],
)
def test_a_plus_between_reps_parts_a_cluster_and_one_at_the_end_means_at_least(
    written: str, parts: tuple[Reps, ...]
) -> None:
    assert parse_reps(written) == parts


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
        ("30-40s", Length(30_000, 40_000)),
        ("30 to 40 s", Length(30_000, 40_000)),
        ("30-40", Length(30_000, 40_000)),
        ("1-1.5 min", Length(60_000, 90_000)),
    ],
)
def test_holds(written: str, hold: Length) -> None:
    assert parse_length(written) == hold


def test_sets_may_be_a_range() -> None:
    assert parse_sets("3") == (3, 3)
    assert parse_sets("2-3") == (2, 3)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("20-15", "write 15-20"),
        ("many", "5+5+5 or max"),
        ("1000", "999"),
        ("600+600", "999"),
        ("-3", "5+5+5 or max"),
        ("15-20+", "5+5+5 or max"),
        ("5+0", "5+5+5 or max"),
        ("+".join("5" * 21), "at most 20"),
        ("1,5", "write 1.5 with a point"),
    ],
)
def test_wrong_reps_get_advice(written: str, advice: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_reps(written)
    assert advice in caught.value.advice


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("2-3 min", 120_000, 180_000),
        ("2–3 min", 120_000, 180_000),  # noqa: RUF001
        ("2 to 3 min", 120_000, 180_000),
        ("20-30s", 20_000, 30_000),
        ("20s-30s", 20_000, 30_000),
        ("90-120", 90_000, 120_000),
        ("1:30-2:00", 90_000, 120_000),
        ("90s-2 min", 90_000, 120_000),
        ("90s", 90_000, 90_000),
        ("none", 0, 0),
    ],
)
def test_a_rest_may_be_a_range_with_its_unit_on_the_second_number_or_on_both(
    written: str, least: int, most: int
) -> None:
    assert parse_rest(written) == Length(least, most)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("3-2 min", "the range is reversed; write 2-3 min"),
        ("30s-20s", "the range is reversed; write 20s-30s"),
        ("2:00-1:30", "the range is reversed; write 1:30-2:00"),
        ("20s-30", "has a unit only on its first number"),
        ("1-1:30", "is not a range of times"),
        ("1.30", "could be minutes or seconds; write 1:30 for minutes and seconds, or 1.3s"),
        ("1,5 min", "has a comma in a number; write 1.5 min with a point"),
        ("2-3-4 min", "is not a duration"),
        ("-3", "is negative"),
    ],
)
def test_a_wrong_rest_gets_advice(written: str, message: str) -> None:
    with pytest.raises(Mistake, match=message):
        parse_rest(written)


def test_effort_is_a_number_or_a_range() -> None:
    assert parse_effort("7") == Effort(7, 7)
    assert parse_effort("7.5") == Effort(7.5, 7.5)
    assert parse_effort("7-8") == Effort(7, 8)
    for wrong in ("0", "11", "8-7", "7-11", "hard", "7,5", ""):
        with pytest.raises(Mistake):
            parse_effort(wrong)


def test_weeks_are_numbers_stretches_or_open_to_the_end() -> None:
    assert parse_weeks("3") == ((3, 3),)
    assert parse_weeks("3-12") == ((3, 12),)
    assert parse_weeks("1-2, 5") == ((1, 2), (5, 5))
    assert parse_weeks("5+") == ((5, None),)
    for wrong in ("0", "3-1", "5, 3", "1-3, 2", "5+, 6", "521", "soon", ""):
        with pytest.raises(Mistake):
            parse_weeks(wrong)


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
    for parse in (
        parse_reps,
        parse_sets,
        parse_length,
        parse_rest,
        parse_effort,
        parse_weeks,
        parse_schedule,
    ):
        try:
            parse(written)
        except Mistake as mistake:
            assert mistake.advice  # noqa: PT017 - either outcome is right

"""Durations are read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.notation.durations import LONGEST_MS, duration_words, parse_duration
from hamtimer.core.notation.mistakes import Mistake


@pytest.mark.parametrize(
    ("written", "milliseconds"),
    [
        ("30s", 30_000),
        ("30 s", 30_000),
        ("1:30", 90_000),
        ("0:45", 45_000),
        ("1:02:03", 3_723_000),
        ("90", 90_000),
        ("2 min", 120_000),
        ("2m30s", 150_000),
        ("2 min 30 s", 150_000),
        ("1h30m", 5_400_000),
        ("1 h", 3_600_000),
        ("2.5s", 2_500),
        ("2.5", 2_500),
        (".5", 500),
        ("1 minute", 60_000),
        ("3 minutes", 180_000),
        ("500 ms", 500),
        ("  45 Sec ", 45_000),
        ("1:30.5", 90_500),
        ("0", 0),
        ("none", 0),
        ("24 h", LONGEST_MS),
    ],
)
def test_reads_what_people_write(written: str, milliseconds: int) -> None:
    assert parse_duration(written) == milliseconds


@pytest.mark.parametrize(
    ("written", "message", "advice"),
    [
        ("1:75", "below 60", "write 2:15"),
        ("1:99", "below 60", "write 2:39"),
        ("0:75.5", "below 60", "write 1:15.5"),
        ("0:75.0000001", "below 60", "write 1:15.0000001"),
        ("1:02:63", "below 60", "write 1:03:03"),
        ("1:75:00", "below 60", "write 2:15:00"),
        ("9" * 36 + ":99", "below 60", "at most 24 h"),
        ("1,5 min", "comma in a number", "write 1.5 min with a point"),
        ("2 mni", '"mni" is not a unit', 'did you mean "min"?'),
        ("30 furlongs", '"furlongs" is not a unit', "use s, min or h"),
        ("soon", '"soon" is not a duration', "30s, 1:30, 90 or 2 min"),
        ("-5", "is negative", "write 0 or more"),
        ("25 h", "longer than a day", "24 h"),
        ("2m30", "not a duration", "30s"),
        ("30s2m", "not a duration", "30s"),
        ("1 30", "not a duration", "30s"),
        ("", "not a duration", "30s"),
        ("9" * 5_000, "not a duration", "30s"),
        ("\u0663\u0660s", "not a duration", "30s"),
    ],
)
def test_says_what_is_wrong_and_what_to_write(written: str, message: str, advice: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_duration(written)
    assert message in caught.value.message
    assert advice in caught.value.advice


@given(st.integers(0, LONGEST_MS))
def test_a_duration_in_words_is_read_back(length: int) -> None:
    assert parse_duration(duration_words(length)) == length


@given(st.text(max_size=60))
def test_any_text_is_a_duration_or_a_mistake(written: str) -> None:
    try:
        assert 0 <= parse_duration(written) <= LONGEST_MS
    except Mistake as mistake:
        assert mistake.advice  # noqa: PT017 - either outcome is right

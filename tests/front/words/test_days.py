"""Days and moments in words."""

from datetime import date, datetime

import pytest

from hamtimer.front.words.days import ago_words, day_words, moment_words

TODAY = date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-25", "yesterday"),
        ("2026-11-26", "today"),
        ("2026-11-27", "tomorrow"),
        ("2026-11-28", "Sat 28 Nov"),
        ("2026-11-09", "Mon 9 Nov"),
        ("2027-01-02", "Sat 2 Jan 2027"),
    ],
)
def test_a_day_is_named_as_seen_from_today(day: str, words: str) -> None:
    assert day_words(date.fromisoformat(day), TODAY) == words


def test_a_moment_has_the_time_of_day() -> None:
    assert moment_words(datetime(2026, 11, 25, 18, 40), TODAY) == "yesterday 18:40"  # noqa: DTZ001
    assert moment_words(datetime(2026, 11, 14, 7, 5), TODAY) == "Sat 14 Nov 07:05"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-27", "today"),  # a clock that was set back
        ("2026-11-26", "today"),
        ("2026-11-25", "yesterday"),
        ("2026-11-23", "3 days ago"),
        ("2026-11-13", "13 days ago"),
        ("2026-11-12", "2 weeks ago"),
        ("2026-09-28", "8 weeks ago"),
        ("2026-09-27", "2 months ago"),
        ("2024-11-27", "24 months ago"),
        ("2024-11-26", "2 years ago"),
    ],
)
def test_how_long_ago_grows_coarser_with_time(day: str, words: str) -> None:
    assert ago_words(date.fromisoformat(day), TODAY) == words

"""One step up or down, in the style that a value is written in."""

import pytest

from hamtimer.core.edit.step_value import stepped


@pytest.mark.parametrize(
    ("key", "written", "up", "down"),
    [
        ("sets", "3", "4", "2"),
        ("sets", "1", "2", None),
        ("sets", "2-3", "3-4", "1-2"),
        ("reps", "15-20", "16-21", "14-19"),
        ("reps", "8+", "9+", "7+"),
        ("reps", "5+5+5", "6+6+6", "4+4+4"),
        ("reps", "max", None, None),
        ("rest", "60s", "75s", "45s"),
        ("rest", "45 s", "60 s", "30 s"),
        ("rest", "10s", "15s", "5s"),
        ("rest", "15s", "30s", "10s"),
        ("rest", "none", "5s", None),
        ("rest", "90", "105", "75"),
        ("rest", "1:30", "1:45", "1:15"),
        ("rest", "2 min", "2:15", "1:45"),
        ("rest", "2:45", "3:00", "2:30"),
        ("rest", "20-30s", "35-45s", "5-15s"),
        ("rest", "2-3 min", "2:15-3:15", "1:45-2:45"),
        ("hold", "60s+", "65s+", "55s+"),
        ("hold", "at least 30s", "at least 35s", "at least 25s"),
        ("hold", "7s", "8s", "6s"),
        ("hold", "max", None, None),
        ("tempo", "4-0-2-0", "5-0-2-0", "3-0-2-0"),
        ("tempo", "4/1/2/0", "5/1/2/0", "3/1/2/0"),
        ("tempo", "9120", "10-1-2-0", "8120"),
        ("tempo", "self-paced", None, None),
        ("load", "40 kg", "42.5 kg", "37.5 kg"),
        ("load", "2 x 9 kg", "2 x 10 kg", "2 x 8 kg"),
        ("load", "10 kg each", "12.5 kg each", "9 kg each"),
        ("load", "light", None, None),
        ("rpe", "7-8", "7.5-8.5", "6.5-7.5"),
        ("rpe", "10", None, "9.5"),
        ("sides", "both", "each", "right"),
        ("measure", "no", "yes", "yes"),
        ("measure", "yes", "no", "no"),
        ("measure", "True", "false", "false"),
        ("measure", "off", "on", "on"),
        ("name", "Squat", None, None),
    ],
)
def test_a_value_is_stepped_as_written(
    key: str, written: str, up: str | None, down: str | None
) -> None:
    assert stepped(key, written, 1) == up
    assert stepped(key, written, -1) == down

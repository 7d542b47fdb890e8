"""When a key was pressed, however late the screen gets it."""

from textual import events

from hamtimer.tui.tap_time import arrival


def test_a_key_counts_from_when_it_was_read_and_not_from_when_it_is_handled() -> None:
    key = events.Key("space", " ")
    key.time -= 0.25  # read a quarter of a second ago
    assert 9_700 <= arrival(key, lambda: 10_000) <= 9_750

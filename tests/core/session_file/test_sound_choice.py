"""The sounds that a session file can name."""

import pytest

from hamtimer.audio.sounds.palette import NAMES
from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.session_file.sound_choice import BUILT_IN, parse_sound
from tools.generate import PAGE


def test_the_names_are_those_of_the_sounds_there_are() -> None:
    assert set(BUILT_IN) == set(NAMES)
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in BUILT_IN)


@pytest.mark.parametrize("written", ["none", "bell", "gong.wav", "my sounds/Gong.MP3"])
def test_a_sound_is_built_in_or_a_file_beside_the_session(written: str) -> None:
    assert parse_sound(written) == written


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("bel", 'did you mean "bell"?'),
        ("thunderstorm", "write fall, rise"),
        ("gong.aiff", "cannot be played"),
        ("/dev/zero", "not beside this file"),
        ("../gong.wav", "not beside this file"),
        ("C:gong.wav", "not beside this file"),
        ("\\\\server\\share\\gong.wav", "not beside this file"),
        ("http://x/gong.wav", "not beside this file"),
        ("\x1b[2J.wav", "is not a sound"),
    ],
)
def test_anything_else_gets_advice(written: str, message: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_sound(written)
    assert message in str(caught.value)

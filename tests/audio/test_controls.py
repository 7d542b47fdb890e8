"""Mute, louder and quieter, by key or typed line."""

from hamtimer.audio.controls import sound_words, turn
from hamtimer.audio.engine import AudioStatus
from hamtimer.audio.output import Off


class Speaker(Off):
    """Sound that works, as far as its controls see it."""

    def status(self) -> AudioStatus:
        return AudioStatus("stream")


def test_volume_goes_in_steps_within_its_bounds_and_louder_ends_a_mute() -> None:
    sound = Speaker(95, muted=True)
    assert turn(sound, "louder") == ("Volume 100 %", {"volume": 100, "muted": False})
    assert turn(sound, "louder") == ("Volume 100 %", {"volume": 100, "muted": False})
    assert turn(sound, "quieter") == ("Volume 90 %", {"volume": 90, "muted": False})


def test_mute_is_told_and_kept() -> None:
    sound = Speaker(80)
    assert turn(sound, "mute") == ("Sound off", {"muted": True})
    assert sound_words(sound) == "muted"
    assert turn(sound, "mute") == ("Sound on", {"muted": False})
    assert sound_words(sound) == ""


def test_where_there_is_no_sound_a_change_says_so_and_keeps_nothing() -> None:
    assert turn(Off(80), "louder") == ("There is no sound in this run", {})
    assert sound_words(Off(80)) == "no sound"

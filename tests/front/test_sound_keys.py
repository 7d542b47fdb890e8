"""Mute, voice, louder and quieter, by key or typed line."""

import pytest

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off
from hamtimer.front.sound_keys import Change, news, sound_words, turn


class Loudspeaker(Off):
    """Sound that works, as far as its controls see it."""

    engine = "stream"
    voice = ""
    found: str | None = None

    def status(self) -> AudioStatus:
        return AudioStatus(self.engine, voice=self.voice if self.speaks else "")

    def voice_news(self) -> str | None:
        return self.found


def test_volume_goes_in_steps_within_its_bounds_and_louder_ends_a_mute() -> None:
    sound = Loudspeaker(95, muted=True)
    assert turn(sound, "louder") == Change("Volume 100 %", {"volume": 100, "muted": False})
    assert turn(sound, "louder") == Change("Volume 100 %", {"volume": 100, "muted": False})
    assert turn(sound, "quieter") == Change("Volume 90 %", {"volume": 90, "muted": False})


def test_mute_is_reported_and_kept() -> None:
    sound = Loudspeaker(80)
    assert turn(sound, "mute") == Change("Sound off", {"muted": True})
    assert sound_words(sound) == "muted"
    assert turn(sound, "mute") == Change("Sound on", {"muted": False})
    assert sound_words(sound) == "sound"


def test_a_voice_that_is_there_is_turned_on_and_off_and_that_is_kept() -> None:
    sound = Loudspeaker(80)
    sound.voice = "A voice"
    assert turn(sound, "voice") == Change("Voice on", {"voice": True})
    assert sound_words(sound) == "sound, voice"
    assert turn(sound, "voice") == Change("Voice off", {"voice": False})


def test_a_voice_that_must_be_found_is_kept_when_it_was() -> None:
    sound = Loudspeaker(80)
    assert turn(sound, "voice") == Change("Looking for a voice")
    assert news(sound) is None
    sound.found = ""
    assert news(sound) == Change("Voice on", {"voice": True})


def test_a_voice_that_is_missing_says_how_to_get_one_and_is_not_kept() -> None:
    sound = Loudspeaker(80)
    sound.found = "No voice: pip install one"
    assert news(sound) == Change("No voice: pip install one", is_problem=True)


def test_a_bell_cannot_speak() -> None:
    sound = Loudspeaker(80)
    sound.engine = "bell"
    assert turn(sound, "voice") == Change("The terminal's bell cannot speak")
    assert not sound.speaks


@pytest.mark.parametrize("action", ["louder", "voice", "mute"])
def test_where_there_is_no_sound_a_change_says_so_and_keeps_nothing(action: str) -> None:
    assert turn(Off(80), action) == Change("There is no sound in this run")
    assert sound_words(Off(80)) == "no sound"

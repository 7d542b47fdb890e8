"""Sound actions during a run, by key or typed line: mute, voice, louder, quieter."""

from __future__ import annotations

from dataclasses import field

from hamtimer.audio.output import Output
from hamtimer.core.dataclass import dataclass
from hamtimer.home.settings_table import VOLUME_STEP


@dataclass(frozen=True, slots=True)
class Change:
    """The result of a sound action."""

    words: str
    kept: dict[str, object] = field(default_factory=dict)
    """The settings to save."""
    is_problem: bool = False
    """Whether the text is long: what is missing, and how to get it."""


def turn(sound: Output, action: str) -> Change:
    """Carry out a sound action. `news` returns the result of a search for a voice later."""
    if sound.status().engine == "off":
        return Change("There is no sound in this run")
    if action == "mute":
        sound.set_muted(not sound.muted)
        return Change("Sound off" if sound.muted else "Sound on", {"muted": sound.muted})
    if action == "voice":
        return _turn_voice(sound)
    step = VOLUME_STEP if action == "louder" else -VOLUME_STEP
    sound.set_volume(max(0, min(100, sound.volume + step)))
    if sound.muted and action == "louder":
        sound.set_muted(False)
    return Change(f"Volume {sound.volume} %", {"volume": sound.volume, "muted": sound.muted})


def _turn_voice(sound: Output) -> Change:
    if sound.speaks:
        sound.set_voice(False)
        return Change("Voice off", {"voice": False})
    if sound.status().engine == "bell":
        return Change("The terminal's bell cannot speak")
    sound.set_voice(True)
    return _voice_on() if sound.status().voice else Change("Looking for a voice")


def news(sound: Output) -> Change | None:
    """Return the result of the search for a voice, once; None: nothing new.

    Without a voice nothing is saved: every later run would only show the same notice.
    """
    found = sound.voice_news()
    if found is None:
        return None
    return Change(found, is_problem=True) if found else _voice_on()


def _voice_on() -> Change:
    return Change("Voice on", {"voice": True})


_ENGINES = {"stream": "sound", "file": "sound by files", "bell": "bell", "off": "no sound"}


def sound_words(sound: Output) -> str:
    """Return how sound is made now: `sound, voice`, `bell`, `muted`, `no sound`."""
    status = sound.status()
    if sound.muted and status.engine != "off":
        return "muted"
    how = _ENGINES.get(status.engine, "looking for sound")
    return f"{how}, voice" if sound.speaks and status.voice else how

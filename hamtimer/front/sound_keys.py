"""What a person does to the sound in a run, by key or typed line: mute, voice, louder, quieter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hamtimer.audio.output import Output
from hamtimer.home.settings import VOLUME_STEP


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a sound action."""

    words: str
    kept: dict[str, object] = field(default_factory=dict)
    """The settings to keep for next time."""
    is_problem: bool = False
    """Whether the words say at length what is missing, and how to get it."""


def turn(sound: Output, action: str) -> Change:
    """Carry a sound action out. What comes of looking for a voice is told later, by `news`."""
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
    """Give, once, what came of looking for a voice; None: nothing new.

    Nothing is kept when there is none: every later run would only complain of it.
    """
    found = sound.voice_news()
    if found is None:
        return None
    return Change(found, is_problem=True) if found else _voice_on()


def said(change: Change, keep: Callable[[dict[str, object]], str]) -> str:
    """Keep a change by `keep`, which gives what went wrong; give the line to say of it all."""
    problem = keep(change.kept) if change.kept else ""
    return f"{change.words}; {problem}" if problem else change.words


def _voice_on() -> Change:
    return Change("Voice on", {"voice": True})


def sound_words(sound: Output) -> str:
    """Say how the sound is set, where that is not as usual."""
    if sound.status().engine == "off":
        return "no sound"
    return "muted" if sound.muted else ""

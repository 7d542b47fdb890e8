"""What a person can do to the sound by a typed line."""

from __future__ import annotations

from collections.abc import Callable

from hamtimer.audio.output import Off, Output
from hamtimer.settings import VOLUME_STEP


def change_sound(action: str, sound: Output, keep_volume: Callable[[int], str]) -> str:
    """Carry out `mute`, `louder` or `quieter`, and say what came of it."""
    if isinstance(sound, Off):
        return "There is no sound in this run"
    if action == "mute":
        sound.set_muted(not sound.muted)
        return "The sound is off" if sound.muted else "The sound is on"
    sound.set_volume(sound.volume + (VOLUME_STEP if action == "louder" else -VOLUME_STEP))
    problem = keep_volume(sound.volume)
    return f"Volume {sound.volume} %" + (f"; {problem}" if problem else "")


def no_keeping(volume: int) -> str:  # noqa: ARG001 - it stands for a function that keeps it
    """Keep the volume nowhere."""
    return ""

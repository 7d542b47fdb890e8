"""What a person does to the sound in a run, by key or typed line: mute, louder, quieter."""

from __future__ import annotations

from hamtimer.audio.output import Output
from hamtimer.settings import VOLUME_STEP


def turn(sound: Output, action: str) -> tuple[str, dict[str, object]]:
    """Carry a sound action out: give what to say of it, and the settings to keep for next time."""
    if sound.status().engine == "off":
        return "There is no sound in this run", {}
    if action == "mute":
        sound.set_muted(not sound.muted)
        return "Sound off" if sound.muted else "Sound on", {"muted": sound.muted}
    step = VOLUME_STEP if action == "louder" else -VOLUME_STEP
    sound.set_volume(max(0, min(100, sound.volume + step)))
    if sound.muted and action == "louder":
        sound.set_muted(False)
    return f"Volume {sound.volume} %", {"volume": sound.volume, "muted": sound.muted}


def sound_words(sound: Output) -> str:
    """Say how the sound is set, where that is not as usual."""
    if sound.status().engine == "off":
        return "no sound"
    return "muted" if sound.muted else ""

"""Find where a session file names its sounds."""

from __future__ import annotations

from hamtimer.core.session_file.yaml_nodes import Mapping, YamlMistake, compose


def sound_places(text: str) -> dict[str, tuple[int, int]]:
    """Return the line and the column of each sound in a session's text, by cue."""
    try:
        root, _ = compose(text.removeprefix("\ufeff"))
    except YamlMistake:
        return {}
    if not isinstance(root, Mapping):
        return {}
    return {
        cue.text: (sound.line, sound.column)
        for key, sounds in root.pairs
        if key.text == "sounds" and isinstance(sounds, Mapping)
        for cue, sound in sounds.pairs
    }

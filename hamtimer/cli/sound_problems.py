"""Why sound files of a session cannot be played, each with its place in the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hamtimer.core.errors import UserError
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.session_file.problems import Problem, Severity
from hamtimer.home.session_sounds import locate_sound, sound_files, sounds_folder


def sound_problems(loaded: Loaded, path: Path) -> Iterator[Problem]:
    """Return a warning for each sound file of a session that cannot be played from `path`."""
    files = sound_files(loaded.session) if loaded.session else {}
    if not files:
        return
    from hamtimer.audio.sounds.sound_file import read_sound_file
    from hamtimer.core.session_file.sound_places import sound_places

    folder = sounds_folder(path)
    places = sound_places(loaded.text)
    for cue, name in files.items():
        try:
            read_sound_file(locate_sound(name, folder))
        except UserError as error:
            line, column = places.get(cue, (0, 0))
            message = f"the sound {shown(name)} cannot be played: {error.message}"
            yield Problem(str(path), line, column, Severity.WARNING, message, error.advice)

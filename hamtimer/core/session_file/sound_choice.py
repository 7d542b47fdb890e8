"""The sounds that a session file can name.

The sounds themselves are made in `hamtimer.audio`; a test holds the names here equal to theirs.
"""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from hamtimer.core.notation.mistakes import (
    Mistake,
    NotUnderstood,
    listing,
    nearest,
    shown,
    unknown_word,
)
from hamtimer.core.text import find_unsafe

BUILT_IN = (
    *(
        "fall",
        "rise",
        "low",
        "high",
        "return",
        "level",
        "loose",
        "tick",
        "beep",
        "go",
        "hop",
        "seesaw",
    ),
    *("close", "fanfare", "reached", "triple", "double", "open", "knock", "drop", "chirp"),
    *("chime", "sag", "gong", "bell"),
)
"""The names of the built-in sounds."""
NONE = "none"
SUFFIXES = (".wav", ".flac", ".ogg", ".mp3")
"""The suffixes of a person's own sounds."""


def parse_sound(text: str) -> str:
    """Return a sound: a built-in one, a file beside the session, or `none`.

    A session may come from anywhere, so it names no file outside its own folder.

    Raises:
        Mistake: When it is none of these.
    """
    written = text.strip()
    if written in BUILT_IN or written == NONE:
        return written
    if find_unsafe(written) or len(written) > 200:
        raise NotUnderstood(f"{shown(text)} is not a sound", "write a sound's or a file's name")
    path = PurePosixPath(written.replace("\\", "/"))
    far = path.is_absolute() or PureWindowsPath(written).drive or ".." in path.parts
    if far or "://" in written:
        raise Mistake(
            f"{shown(text)} is not beside this file",
            "put the sound in the session's own folder and write its name",
        )
    if path.suffix.lower() in SUFFIXES:
        return written
    if path.suffix:
        raise Mistake(f"{shown(text)} cannot be played", f"use a file in {listing(SUFFIXES)}")
    sounds = (*BUILT_IN, NONE)
    message = f"{shown(text)} is not a built-in sound"
    raise unknown_word(message, f"write {listing(sounds)}", nearest(written, sounds))

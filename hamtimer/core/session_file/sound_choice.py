"""What a session file may say about sounds.

The sounds themselves are made in `hamtimer.audio`; a test holds the names here equal to theirs.
"""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from hamtimer.core.notation.mistakes import Mistake, listing, nearest, shown
from hamtimer.core.text import find_unsafe
from hamtimer.core.timeline.cues import CueKind

BUILT_IN = (
    *("fall", "rise", "low", "high", "return", "tick", "beep", "go", "hop", "seesaw"),
    *("close", "fanfare", "reached", "triple", "double", "open", "knock", "drop", "bell"),
)
"""The names of the built-in sounds."""
NONE = "none"
SUFFIXES = (".wav", ".flac", ".ogg", ".mp3")
"""How the name of a person's own sound ends."""

TOLD = {
    CueKind.SESSION_DONE: "The session is over.",
    CueKind.START: "A set begins.",
    CueKind.SWITCH: "Time to change sides.",
    CueKind.SET_DONE: "A set is over.",
    CueKind.COUNTDOWN: "Three, two, one before a start.",
    CueKind.MINIMUM: "From now on you may stop.",
    CueKind.LAST_REP: "The last rep begins.",
    CueKind.HALFWAY: "Half of the set is done.",
    CueKind.GET_READY: "Time to get ready.",
    CueKind.REST_SOON: "The rest is over soon.",
    CueKind.CHANGE_SIDE: "The next rep is for the other side.",
    CueKind.REP_DONE: "A rep is done.",
    CueKind.PERIODIC: "Ten more seconds of a hold have passed.",
    CueKind.ECCENTRIC: "The lowering begins.",
    CueKind.STRETCHED: "The pause where the muscle is stretched begins.",
    CueKind.CONCENTRIC: "The lifting begins.",
    CueKind.SHORTENED: "The pause where the muscle is shortened begins.",
    CueKind.RESET: "The way back without load begins.",
    CueKind.TICK: "Each second inside a phase.",
}
"""Every cue that has a sound, and what it tells."""


def parse_sound(text: str) -> str:
    """Read a sound: a built-in one, a file beside the session, or `none`.

    A session may come from anywhere, so it names no file outside its own folder.

    Raises:
        Mistake: When it is none of these.
    """
    written = text.strip()
    if written in BUILT_IN or written == NONE:
        return written
    if find_unsafe(written) or len(written) > 200:
        raise Mistake(f"{shown(text)} is no sound", "write a sound's or a file's name")
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
    found = nearest(written, (*BUILT_IN, NONE))
    advice = f'did you mean "{found}"?' if found else f"write {listing((*BUILT_IN, 'none'))}"
    raise Mistake(f"{shown(text)} is not a built-in sound", advice)

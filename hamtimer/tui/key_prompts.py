"""What the screen asks for, with the keys that the person chose."""

from __future__ import annotations

import re
from dataclasses import replace

from hamtimer.front.keys import Keys
from hamtimer.tui.drawing.face import Face
from hamtimer.tui.key_names import key_name

_USUAL = {"enter": "done", "space": "toggle"}
"""The actions whose usual keys are named in words, by these keys."""
_NAMED = re.compile(r"\b(?:Enter|[Ss]pace)\b")


def with_keys(face: Face, keys: Keys) -> Face:
    """Return a face that names the person's own keys in place of Enter and Space."""
    if not keys.chosen.keys() & set(_USUAL.values()):
        return face

    def named(words: str) -> str:
        return _NAMED.sub(lambda found: key_name(keys.of(_USUAL[found[0].lower()])[0]), words)

    words = tuple(map(named, face.words))
    return replace(face, word=named(face.word), words=words, prompt=named(face.prompt))

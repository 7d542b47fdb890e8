"""Mistakes in what a person writes, and the word that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hamtimer.core.errors import UserError
from hamtimer.core.text import printable

SHOWN = 40
"""How many characters of a person's text are repeated in a message."""
_CLOSE = 0.74
"""How alike two words must be. `repeat` and `reset`, `series` and `sides` are less."""


class Mistake(UserError, ValueError):  # noqa: N818 - a person's mistake in a text, not an error of the program
    """A text cannot be understood. The reader that knows its place turns it into a `Problem`."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message, advice)


class NotUnderstood(Mistake):
    """A text has a form that its reader does not know, so it may be meant for another key."""


def shown(text: str) -> str:
    """Quote a person's text for a message: short, in one line and harmless to print."""
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return f'"{printable(short)}"'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant, if there is one."""
    if len(word) > SHOWN:
        return None
    import difflib  # only once something is misspelt

    plain = re.sub(r"[\s_]+", "-", word.strip().lower())
    choices = {choice.replace(" ", "-"): choice for choice in known}
    letters = sorted(plain)
    swapped = (choice for choice in choices if sorted(choice) == letters and len(choice) > 1)
    close = iter(difflib.get_close_matches(plain, choices, n=1, cutoff=_CLOSE))
    match = plain if plain in choices else f"{plain}s" if f"{plain}s" in choices else None
    match = match or next(swapped, None) or next(close, None)
    return choices[match] if match else None


def unknown_word(message: str, advice: str, meant: str | None) -> Mistake:
    """Return the mistake for an unknown word, with the advice unless a known word was meant."""
    if meant:
        return Mistake(message, f'did you mean "{meant}"?')
    return NotUnderstood(message, advice)


def listing(words: Iterable[str]) -> str:
    """List words as alternatives: `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last

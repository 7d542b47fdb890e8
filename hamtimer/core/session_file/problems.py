"""Problems: what is wrong in a file, where, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 40
"""How many characters of a person's text are repeated in a message."""

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, and marks that turn the direction of text: they could disguise a message
or reach the terminal as commands."""


class Severity(StrEnum):
    """Whether a problem stops the file from being used."""

    ERROR = "error"
    WARNING = "warning"
    """Legal, but probably a mistake."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of a file."""

    file: str
    line: int
    """From 1. 0: the file as a whole, as when it does not exist."""
    column: int
    """From 1, in characters."""
    severity: Severity
    message: str
    """What is wrong."""
    advice: str
    """What to write or do instead."""

    def __str__(self) -> str:
        """Say it in one line: `file:line:column: what is wrong; what to write instead`."""
        place = f"{self.line}:{self.column}: " if self.line else " "
        kind = "warning: " if self.severity is Severity.WARNING else ""
        return f"{_printable(self.file)}:{place}{kind}{self.message}; {self.advice}"


class Mistake(ValueError):  # noqa: N818 - a person's mistake in a text, not an error of the program
    """A text cannot be understood. Whoever knows where it stands turns it into a `Problem`."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(f"{message}; {advice}")
        self.message = message
        self.advice = advice


def shown(text: str) -> str:
    """Quote a person's text for a message: short, in one line and harmless to print."""
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return f'"{_printable(short)}"'


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def find_unsafe(text: str) -> str | None:
    """Find the first character that is not to reach a screen; newline and tab are harmless."""
    for found in UNSAFE.finditer(text):
        if found[0] not in "\n\t":
            return found[0]
    return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant, if there is one."""
    if len(word) > SHOWN:
        return None
    import difflib  # only once something is misspelt

    plain = re.sub(r"[\s_]+", "-", word.strip().lower())
    choices = {choice.replace(" ", "-"): choice for choice in known}
    match = difflib.get_close_matches(plain, choices, n=1, cutoff=0.6)
    return choices[match[0]] if match else None


def listing(words: Iterable[str]) -> str:
    """List words as alternatives: `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last

"""Times, counts and untrusted text, as they may be written to a terminal, a pipe or a log."""

from __future__ import annotations

import re
from collections.abc import Iterable

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, and marks that turn the direction of text: they could disguise a message
or reach the terminal as commands."""


def literal(text: object) -> str:
    """Return a text in one line in which nothing is a command to a terminal.

    For names of files and records of runs, and for session files all the same, though their
    loader refuses such characters.
    """
    return UNSAFE.sub("?", str(text))


def printable(text: str) -> str:
    """Return a text with `?` for every character that cannot be printed."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def find_unsafe(text: str) -> str | None:
    """Find the first character that is not to reach a screen; newline and tab are harmless."""
    for found in UNSAFE.finditer(text):
        if found[0] not in "\n\t":
            return found[0]
    return None


def length_text(ms: int) -> str:
    """Write a length like `0:45`, `1:30`, `1:02:30`; thousandths only where there are any."""
    seconds, thousandths = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{clock}.{thousandths:03}" if thousandths else clock


def clock_text(ms: int) -> str:
    """Write a time in whole seconds, the running one not counted: `0:45`, `1:02:30`."""
    return length_text(ms // 1_000 * 1_000)


def stamp_text(ms: int) -> str:
    """Write a point in time like `00:12.000` or `1:02:03.000`, always to the thousandth."""
    seconds, thousandths = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{minutes:02}:{seconds:02}.{thousandths:03}"
    return f"{hours}:{clock}" if hours else clock


def seconds_text(ms: int) -> str:
    """Write a time as people say it: `4 s`, `2.5 s`, and from a minute on `1:30`."""
    return f"{ms / 1_000:g} s" if ms < 60_000 else length_text(ms)


def count_text(number: int, noun: str) -> str:
    """Write a number with its noun: `1 set`, `3 sets`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sets_text(sets: int, reps: int) -> str:
    """Write what was or is to be done: `3 sets, 30 reps`, and for holds alone `3 sets`."""
    return (
        f"{count_text(sets, 'set')}, {count_text(reps, 'rep')}" if reps else count_text(sets, "set")
    )


def table(rows: Iterable[tuple[str, ...]], indent: str = "  ") -> list[str]:
    """Write rows of cells under each other, each column as wide as its widest cell."""
    lines = list(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        (indent + "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True))).rstrip()
        for row in lines
    ]

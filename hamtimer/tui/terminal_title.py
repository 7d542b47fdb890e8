"""The terminal's title: set through escape sequences, and put back at the end."""

from __future__ import annotations

from hamtimer.wording import literal

SAVE = "\x1b[22;2t"
"""Puts the title on the terminal's own stack (xterm and its kin; others ignore it)."""
RESTORE = "\x1b[23;2t"
LONGEST = 200


def title_sequence(title: str) -> str:
    """Give what sets the title of the terminal's window."""
    return f"\x1b]2;{literal(title)[:LONGEST]}\x1b\\"

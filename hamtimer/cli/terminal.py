"""Whether there is a person with a terminal."""

from __future__ import annotations

import sys


def is_terminal() -> bool:
    """Whether the program can show a screen and be given keys."""
    return _is_tty(sys.stdin) and _is_tty(sys.stdout)


def _is_tty(stream: object) -> bool:
    """Whether a standard stream, which may be missing or closed, is a terminal."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False

"""The first moments: an immediate sign of life, and nothing that delays the first screen."""

from __future__ import annotations

import os
import sys

from hamtimer.tui.collector import hold_off

SIGN = "hamtimer"
"""What the terminal shows until the screen appears, which takes seconds on a slow machine."""


def prepare_screen() -> None:
    """Show a sign of life, and load the rest without interruption.

    Whatever is printed next overwrites the sign: a message, or `clear_sign`.
    """
    hold_off()
    _write(f"{SIGN}\r")


def clear_sign() -> None:
    """Clear the line again."""
    _write(f"{' ' * len(SIGN)}\r")


def _write(text: str) -> None:
    """Write to the terminal, unless a special driver is used."""
    if not os.environ.get("TEXTUAL_DRIVER"):
        sys.stderr.write(text)
        sys.stderr.flush()

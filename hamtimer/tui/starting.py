"""The first moments: a sign of life at once, and nothing in the way of the first screen."""

from __future__ import annotations

import os
import sys

from hamtimer.tui.collector import hold_off

SIGN = "hamtimer"
"""What stands on the terminal until the screen is there: on a slow machine that takes seconds."""


def prepare_screen() -> None:
    """Show a sign of life, and load what follows without interruption.

    Whatever is printed next takes the place of the sign: a message, or `clear_sign`.
    """
    hold_off()
    _write(f"{SIGN}\r")


def clear_sign() -> None:
    """Leave the line as it was before."""
    _write(f"{' ' * len(SIGN)}\r")


def _write(text: str) -> None:
    """Write to the terminal; a driver of its own has none."""
    if not os.environ.get("TEXTUAL_DRIVER"):
        sys.stderr.write(text)
        sys.stderr.flush()

"""The first moments: an immediate sign of life, and nothing that delays the first screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hamtimer.tui.collector import hold_off

if TYPE_CHECKING:
    from textual.screen import Screen

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


def when_drawn(screen: Screen[Any], callback: Callable[[], object]) -> None:
    """Call back when the screen is on the terminal, to do what would have kept it waiting.

    While an app starts, Textual calls back after refreshes that draw nothing yet; the app itself
    takes no message before it draws.
    """
    screen.app.call_later(screen.call_after_refresh, callback)


def _write(text: str) -> None:
    """Write to the terminal, unless a special driver is used."""
    if not os.environ.get("TEXTUAL_DRIVER"):
        sys.stderr.write(text)
        sys.stderr.flush()

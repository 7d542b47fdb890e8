"""The screen in front, for whatever goes on while an app ends: then there is none."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


def front_screen(app: App[Any]) -> Screen[Any] | None:
    """Return the screen that the person sees; None: the app has not begun, or is ending.

    A timer or a worker may have its turn after the last screen is gone. `App.screen` raises then.
    """
    screens = app.screen_stack
    return screens[-1] if screens else None

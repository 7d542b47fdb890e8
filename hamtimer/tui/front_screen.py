"""What goes on beside the screens, in threads, timers and workers: its screen may be gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget


def front_screen(app: App[Any]) -> Screen[Any] | None:
    """Return the screen that the person sees; None: the app has not begun, or is ending.

    A timer or a worker may have its turn after the last screen is gone. `App.screen` raises then.
    """
    screens = app.screen_stack
    return screens[-1] if screens else None


def call_from_thread(shown: Widget, callback: Callable[..., None], *values: object) -> None:
    """Call back in the app, from a thread, for what is shown; do nothing if it is gone."""

    def call() -> None:
        if shown.is_attached:
            callback(*values)

    if shown.is_attached and shown.app.is_running:
        shown.app.call_from_thread(call)

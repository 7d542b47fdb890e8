"""The terminal's title: set through escape sequences, and restored at the end."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen

from hamtimer.core.text import literal

SAVE = "\x1b[22;2t"
"""Saves the title on the terminal's stack (xterm and similar terminals; others ignore it)."""
RESTORE = "\x1b[23;2t"
LONGEST = 200


def title_sequence(title: str) -> str:
    """Return the escape sequence that sets the title of the terminal's window."""
    return f"\x1b]2;{literal(title)[:LONGEST]}\x1b\\"


def show_title(screen: Screen[Any], title: str) -> None:
    """Show in the terminal's title what is happening.

    The app's own title is set without its watchers, which would redraw the whole screen.
    """
    app = screen.app
    if title != app.title:
        app.set_reactive(App.title, title)
        write(app, title_sequence(title))


def write(app: App[Any], sequence: str) -> None:
    """Write an escape sequence to the terminal, in order with Textual's output."""
    # Textual offers nothing public for this; writing past its driver would garble its output.
    driver = app._driver  # noqa: SLF001
    if driver is not None and not app.is_headless:
        driver.write(sequence)

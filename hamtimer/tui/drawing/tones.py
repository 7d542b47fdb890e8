"""The tones, which determine the colours of the guided screen."""

from __future__ import annotations

from enum import StrEnum

from rich.style import Style
from textual.widget import Widget


class Tone(StrEnum):
    """A tone has one colour in each theme; see `themes.py`."""

    LOWER = "lower"
    LIFT = "lift"
    STILL = "still"
    """Holding still: a pause in a rep, an isometric hold."""
    REST = "rest"
    READY = "ready"
    """Get ready, change sides, the program waits."""
    PAUSED = "paused"


TONES = {f"tone--{tone}" for tone in Tone}
"""The component classes of a widget that is drawn in a tone.

Not classes of the widget itself: changing those would redraw the whole screen at every phase.
"""
TONE_CSS = "\n".join(f".tone--{tone} {{ color: ${tone}; }}" for tone in Tone)
"""The rules of these classes, for the CSS of such a widget."""


def tone_style(widget: Widget, tone: Tone | None) -> Style:
    """Return the style of a tone in a widget; None: the widget's own."""
    if tone is None:
        return widget.rich_style
    return widget.get_component_rich_style(f"tone--{tone}")

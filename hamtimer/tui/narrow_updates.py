"""Send only the cells that changed, and at once.

Textual sends a changed line from the left edge of its widget: nearly the whole line for the last
digit of a wide widget, 4 kB per second in a rest. Here a line is cut at both ends.

Textual renders a change when the queues of widget and screen are empty and a timer of 60 Hz has
ticked: five wake-ups, and up to 16 ms later. A screen that draws often renders what it has drawn
itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.tui.first_screen import FirstScreen


class NarrowUpdate(ChopsUpdate):
    """Spans of lines, each sent from its first to its last cell."""

    def render_segments(self, console: Console) -> str:
        """Return the spans as sent to the terminal."""
        sent: list[str] = []
        for y, first, last in self.spans:
            for end, (start, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                begin, stop = max(start, first), min(end, last)
                if strip is not None and begin < stop:
                    sent.append(Control.move_to(begin, y).segment.text)
                    sent.append(strip.crop(begin - start, stop - start).render(console))
        return "".join(sent)


class NarrowCompositor(Compositor):
    """The compositor of a screen that changes constantly.

    Textual asks every widget on the screen for all its lines whenever one has changed; this one
    asks only changed widgets, and not the containers behind them.
    """

    _updating: tuple[Region, ...] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return the changed cells."""
        self._updating = tuple(self._dirty_regions)
        update = super().render_partial_update()
        if update is None:
            return None
        return NarrowUpdate(update.chops, update.spans, update.chop_ends)

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if crop is None or not self._updating or crop == self.size.region:
            yield from super()._get_renders(crop)
            return
        uncovered = self._updating
        # From front to back: what a widget covers is not asked of those behind it.
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            changed = [one for one in uncovered if one.overlaps(shown)]
            if changed:
                uncovered = tuple(one for one in uncovered if not shown.contains_region(one))
                first = max(shown.y, min(one.y for one in changed))
                last = min(shown.bottom, max(one.bottom for one in changed))
                lines = Region(shown.x, first, shown.width, last - first)
                yield region, lines, widget.render_lines(lines.translate(-region.offset))


class AtOnceScreen(FirstScreen):
    """A screen that renders what it draws immediately."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()
        self._changed: set[Widget] | None = None
        """The widgets changed by the drawing in progress."""

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Render at the end what is redrawn meanwhile."""
        self._changed = changed = set[Widget]()
        try:
            yield
        finally:
            self._changed = None
        if changed:
            self._compositor.update_widgets(changed)
            self._compositor_refresh()

    def renders(self, widget: Widget) -> bool:
        """Render a widget with the drawing in progress; return whether there is one."""
        if self._changed is None:
            return False
        self._changed.add(widget)
        return True


def redraw(widget: Widget, *regions: Region) -> None:
    """Redraw parts of a widget, with the drawing in progress on its screen or as Textual does."""
    screen = widget.screen
    if isinstance(screen, AtOnceScreen) and screen.renders(widget):
        widget._set_dirty(*regions)  # noqa: SLF001 - what `refresh` does before it waits
    else:
        widget.refresh(*regions)

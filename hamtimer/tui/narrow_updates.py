"""Send only the cells that changed.

Textual sends a changed line from the left edge of its widget: nearly the whole line for the last
digit of a wide widget, 4 kB per second in a rest. Here a line is cut at both ends.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


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

"""The preview beside the edited text; it follows the caret."""

from __future__ import annotations

from dataclasses import replace

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.tui.drawing.edit_preview import (
    MARK,
    NO_MARK,
    Reading,
    Row,
)
from hamtimer.tui.drawing.session_bar import place, stretches

NOW, OTHER = "━", "─"


def bar(reading: Reading, exercise: str, columns: int) -> str:
    """Draw the whole session with a stretch for each exercise, highlighting `exercise`."""
    timeline = reading.timeline
    if timeline is None:
        return ""
    parts = stretches(timeline)
    order = list(dict.fromkeys(step.exercise.id for step in timeline.steps))
    cells = [" "] * columns
    for key, (first, width) in zip(order, place(parts, columns), strict=False):
        cells[first : first + width] = (NOW if key == exercise else OTHER) * width
    return "".join(cells)


class EditPreview(Widget):
    """Draws the edited session as it will be played; only changed lines are redrawn."""

    TONES = ("head", "name", "fact", "change", "group", "marked", "old")
    COMPONENT_CLASSES = {f"preview--{tone}" for tone in TONES}  # noqa: RUF012 - Textual's own way
    DEFAULT_CSS = """
    EditPreview {
        width: 1fr; height: 1fr; padding: 0 1;
        & > .preview--head { text-style: bold; }
        & > .preview--name { text-style: bold; }
        & > .preview--fact { color: $foreground 75%; }
        & > .preview--change { color: $warning; }
        & > .preview--group { text-style: italic; color: $foreground 75%; }
        & > .preview--marked { color: $accent; text-style: bold; }
        & > .preview--old { color: $foreground 45%; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="preview")
        self._reading: Reading | None = None
        self._is_old = False
        """Whether the text has errors, so that this is the previous version."""
        self._exercise = ""
        self._rows: tuple[Row, ...] = ()
        self._head: tuple[Row, ...] = ()
        self._shown: tuple[tuple[str, str], ...] = ()
        """The drawn lines, with their tones."""
        self._first = 0
        """The first visible row of the exercises."""

    @property
    def text(self) -> str:
        """The drawn text, as plain text."""
        return "\n".join(text.rstrip() for text, _ in self._shown)

    def show(self, reading: Reading) -> None:
        """Show a parsed text; one with errors keeps the previous version, paler."""
        self._is_old = reading.timeline is None
        if not self._is_old:
            self._reading = reading
            self._lay_out()
        self._draw()

    @property
    def columns(self) -> int:
        """The width of its rows."""
        return self.content_size.width

    def mark(self, exercise: str) -> None:
        """Mark the exercise at the caret, and scroll it into view."""
        if exercise != self._exercise:
            self._exercise = exercise
            self._scroll_to_mark()
            self._draw()

    def on_resize(self) -> None:
        self._lay_out()
        self._scroll_to_mark()
        self._draw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-2)

    def _scroll(self, rows: int) -> None:
        self._first = max(0, min(self._first + rows, len(self._rows) - self._room))
        self._draw()

    @property
    def _room(self) -> int:
        """The number of rows for the exercises."""
        return max(1, self.content_size.height - len(self._head) - 2)

    def _lay_out(self) -> None:
        if self._reading is not None and self.columns:
            if self._reading.columns != self.columns:
                self._reading = replace(self._reading, columns=self.columns)
            self._head, self._rows = self._reading.head, self._reading.rows
            self._first = max(0, min(self._first, len(self._rows) - self._room))

    def _scroll_to_mark(self) -> None:
        places = [i for i, row in enumerate(self._rows) if row.exercise == self._exercise]
        if not places or not self._exercise:
            return
        first, last = places[0], places[-1]
        if last >= self._first + self._room:
            self._first = last - self._room + 1
        self._first = max(0, min(self._first, first))

    def _lines(self) -> tuple[tuple[str, str], ...]:
        if self._reading is None:
            words = "Nothing to show yet: the text has errors." if self._is_old else "Reading…"
            return ((words, "fact"),)
        lines = [(row.text, row.tone) for row in self._head]
        lines.append((bar(self._reading, self._exercise, self.columns), "head"))
        lines.append(("", ""))
        for row in self._rows[self._first : self._first + self._room]:
            marked = bool(self._exercise) and row.exercise == self._exercise
            begin = MARK if marked and row.tone == "name" else NO_MARK if row.exercise else ""
            tone = "marked" if marked and row.tone == "name" else row.tone
            lines.append((begin + row.text, tone))
        if self._is_old:
            return tuple((text, "old") for text, _ in lines)
        return tuple(lines)

    def _draw(self) -> None:
        before, self._shown = self._shown, self._lines()
        count = max(len(before), len(self._shown))
        changed = [
            y
            for y in range(count)
            if (before[y] if y < len(before) else None)
            != (self._shown[y] if y < len(self._shown) else None)
        ]
        if changed:
            left, top = self.gutter.left, self.gutter.top
            height = changed[-1] - changed[0] + 1
            self.refresh(Region(left, top + changed[0], self.columns, height))

    def _style(self, tone: str) -> Style:
        return self.get_component_rich_style(f"preview--{tone}") if tone else self.rich_style

    def render_line(self, y: int) -> Strip:
        columns = self.columns
        text, tone = self._shown[y] if y < len(self._shown) else ("", "")
        strip = Strip([Segment(text, self._style(tone))])
        return strip.adjust_cell_length(columns, self.rich_style)

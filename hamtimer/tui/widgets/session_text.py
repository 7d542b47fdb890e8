"""The text area of a session file: its colours, its errors, and its keys.

Undo, selection, the clipboard and moving are Textual's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, Self

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, TextAreaTheme

from hamtimer.core.text import UNSAFE
from hamtimer.tui.drawing.yaml_colours import Span, YamlColours

INDENT = 2
"""Spaces that Tab adds to a line."""
MOST_DRAWN = 1_000
"""How many drawn lines are cached."""
Mark = tuple[int, int, int]
"""A row, a first column and an end column, all from 0."""

_BEGINS_GROUP = re.compile(r"[^#]*:\s*(?:#.*)?$")
_DASH = re.compile(r"( *)((?:- +)*)")


class SessionText(TextArea):
    """A text area for one session file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+underscore,ctrl+slash", "comment", "Comment", show=False),
        Binding("ctrl+home", "go_to_end(-1)", "Beginning", show=False),
        Binding("ctrl+end", "go_to_end(1)", "End", show=False),
    ]
    DEFAULT_CSS = """
    SessionText {
        border: none; padding: 0; height: 1fr; width: 1fr;
        background: $background;
        scrollbar-size: 1 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-corner-color: $background;
        &:focus { border: none; }
        & .text-area--cursor-line, & .text-area--cursor-gutter { background: $surface; }
        & .text-area--gutter { color: $foreground 45%; }
    }
    """

    def __init__(self, text: str) -> None:
        """Edit a text whose lines end with a line feed."""
        self._drawn: dict[object, Strip] = {}
        """Drawn lines, by everything that their look depends on."""
        self._looks: dict[int, object] = {}
        """The state from which each line of the screen was drawn."""
        super().__init__(
            text, show_line_numbers=True, soft_wrap=False, tab_behavior="focus", id="text"
        )
        self.indent_width = INDENT
        self.intercept: Callable[[str], bool] = lambda _key: False
        """Handles a key before the text does, for an open list of completions."""
        self.screen_keys: Mapping[str, str] = {}
        """The actions of the screen's keys, so that these are also handled in order."""
        self.edits = 0
        """The number of edits."""
        self.found = ""
        """A text whose occurrences are marked."""
        self._colours = YamlColours()
        self._are_read = False
        self._marks: dict[int, list[tuple[int, int]]] = {}
        self._styles: dict[str, Style] = {}

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.document.lines

    def on_mount(self) -> None:
        self._restyle()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._restyle())

    def _restyle(self) -> None:
        """Apply the colours of the theme."""
        variables = self.app.theme_variables

        def ink(name: str) -> Style:
            try:
                colour = Color.parse(variables[name])
            except (KeyError, ValueError):
                return Style()
            # Themes in the terminal's own colours have transparent surfaces.
            return Style() if colour.is_transparent else Style(color=colour.rich_color)

        self._styles = {
            "key": ink("accent") + Style(bold=True),
            "comment": Style(dim=True, italic=True),
            "text": ink("success"),
            "number": ink("warning"),
            "anchor": ink("secondary"),
            "mark": ink("error") + Style(underline=True, bold=True),
            "found": Style(reverse=True),
        }
        # The line with the caret keeps its colours, which Textual's own style would replace.
        surface = ink("surface").color
        line = Style(bgcolor=surface)
        name = f"hamtimer-{self.app.theme}"
        self.register_theme(TextAreaTheme(name, cursor_line_style=line))
        self.theme = name
        self.notify_style_update()

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Mark these places as errors."""
        rows: dict[int, list[tuple[int, int]]] = {}
        for row, start, end in marks:
            rows.setdefault(row, []).append((start, end))
        if rows != self._marks:
            self._marks = rows
            self._draw_again()

    def show_found(self, wanted: str) -> None:
        """Mark every occurrence of a text."""
        if wanted != self.found:
            self.found = wanted
            self._draw_again()

    def _draw_again(self) -> None:
        self.notify_style_update()
        self.refresh()

    def edit(self, edit: Edit) -> EditResult:
        """Carry out an edit by the person; undo and redo are not edits."""
        self.edits += 1
        return super().edit(edit)

    def on_text_area_changed(self) -> None:
        self._are_read = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Redraw; if everything is requested, only lines that look different.

        Textual requests everything at every key and every move of the caret.
        """
        if regions or not repaint or layout or recompose or not self._looks:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        width, height = self.size
        changed = [
            Region(0, y, width, 1)
            for y in range(height)
            if (look := self._look(y)) is None or look != self._looks.get(y)
        ]
        return super().refresh(*changed) if changed else self

    def notify_style_update(self) -> None:
        """Redraw every line."""
        self._drawn.clear()
        self._looks.clear()
        super().notify_style_update()

    def _look(self, y: int) -> object:
        """Return everything that the look of a line depends on; None: it may always differ."""
        x, top = self.scroll_offset
        row = y + top
        if row >= len(self.lines):
            return (row, self.size)
        first, last = sorted((self.selection.start[0], self.selection.end[0]))
        partner = self.matching_bracket_location
        if first <= row <= last or (partner is not None and partner[0] == row):
            return None
        marks = tuple(self._marks.get(row, ()))
        around = (self.size, x, self.gutter_width, self.theme, self.found)
        return (row, self.lines[row], tuple(self._spans(row)), marks, around)

    def render_line(self, y: int) -> Strip:
        """Draw a line, or return the cached one.

        Textual would redraw every line, and count all lines of the file for each of them.
        """
        look = self._looks[y] = self._look(y)
        if look is None:
            return super().render_line(y)
        strip = self._drawn.get(look)
        if strip is None:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            strip = self._drawn[look] = super().render_line(y)
        return strip

    def _spans(self, row: int) -> Sequence[Span]:
        if not self._are_read:
            self._are_read = True
            self._colours.read(self.lines)
        return self._colours.spans(row, self.lines)

    def get_line(self, line_index: int) -> Text:
        """Return a line with its colours and its errors, without control characters."""
        plain = self.lines[line_index]
        if UNSAFE.search(plain):
            plain = "".join("?" if UNSAFE.match(sign) and sign != "\t" else sign for sign in plain)
        line = Text(plain, end="", no_wrap=True)
        for start, end, name in self._spans(line_index):
            line.stylize(self._styles[name], start, end)
        for start, end in self._marks.get(line_index, ()):
            line.stylize(self._styles["mark"], start, max(end, start + 1))
        if self.found:
            for match in re.finditer(re.escape(self.found), plain, re.IGNORECASE):
                line.stylize(self._styles["found"], match.start(), match.end())
        return line

    # ------------------------------------------------------------------ keys
    async def on_key(self, event: events.Key) -> None:
        """Handle keys in the order in which they were pressed.

        Textual handles bindings later than typed letters: among waiting keys, a letter would
        overtake the move before it and land in the wrong place.
        """
        if self.intercept(event.key) or self._take(event.key):
            event.stop()
            event.prevent_default()
        elif action := _ACTIONS.get(event.key):
            event.stop()
            event.prevent_default()
            await self.run_action(action)
        elif action := self.screen_keys.get(event.key):
            event.stop()
            event.prevent_default()
            await self.screen.run_action(action)

    def _take(self, key: str) -> bool:
        if key == "tab":
            self._indent()
        elif key == "shift+tab":
            self._change_rows(_outdented)
        elif key == "enter":
            self._break_line()
        else:
            return False
        return True

    def _indent(self) -> None:
        """Indent the selected lines, or fill up to the next tab stop with spaces."""
        start, end = self.selection
        if start[0] != end[0]:
            self._change_rows(lambda lines: [" " * INDENT + line if line else "" for line in lines])
            return
        column = min(start, end)[1]
        self.insert(" " * (INDENT - column % INDENT), maintain_selection_offset=False)

    def _break_line(self) -> None:
        """Start a new line, indented as its context requires."""
        row, column = self.cursor_location
        before = self.lines[row][:column]
        match = _DASH.match(before)
        assert match is not None  # noqa: S101 - it matches every line
        indent = len(match[0]) if before.strip() else min(column, len(before))
        if _BEGINS_GROUP.match(before) and not before.lstrip().startswith("#"):
            indent += INDENT
        self.insert("\n" + " " * indent, maintain_selection_offset=False)
        self.scroll_cursor_visible()

    def action_go_to_end(self, way: int) -> None:
        """Go to the end of the file or, with a negative `way`, to its beginning."""
        self.move_cursor(self.document.end if way > 0 else (0, 0))

    def action_comment(self) -> None:
        """Turn the selected lines into comments, or back."""
        self._change_rows(_toggled)

    def _change_rows(self, change: Callable[[list[str]], list[str]]) -> None:
        """Change the selected lines as a whole; one undo reverts it."""
        (first, _), (last, column) = sorted(self.selection)
        if last > first and not column:
            last -= 1
        before = self.lines[first : last + 1]
        after = change(before)
        if after == before:
            return
        selection = self.selection
        self.history.checkpoint()
        self.replace("\n".join(after), (first, 0), (last, len(before[-1])))
        self.history.checkpoint()
        grown = [len(new) - len(old) for new, old in zip(after, before, strict=True)]

        def moved(place: Location) -> Location:
            row, column = place
            if not first <= row <= last:
                return place
            return row, max(0, min(column + grown[row - first], len(after[row - first])))

        self.selection = type(selection)(moved(selection.start), moved(selection.end))

    # ------------------------------------------------------------------ changes by the program
    def put(self, text: str, start: Location, end: Location) -> None:
        """Replace a part of the text as a separate change, and move after it."""
        self.history.checkpoint()
        result = self.replace(text, start, end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.move_cursor(result.end_location)

    def put_all(self, text: str) -> None:
        """Replace the whole text, undoably; the caret keeps its place."""
        row, column = self.cursor_location
        self.put(text, (0, 0), self.document.end)
        row = min(row, len(self.lines) - 1)
        self.move_cursor((row, min(column, len(self.lines[row]))), center=True)

    def location(self, place: int) -> Location:
        """Return the row and column of an offset in the text."""
        before = self.text[:place]
        return before.count("\n"), place - (before.rfind("\n") + 1)

    def count(self, wanted: str) -> int:
        """Return how often a text occurs."""
        return len(re.findall(re.escape(wanted), self.text, re.IGNORECASE))

    def find(self, wanted: str, *, from_: Location, back: bool = False) -> Location | None:
        """Return the next occurrence of a text, wrapping around; None: not found."""
        places = [
            (row, match.start())
            for row, line in enumerate(self.lines)
            for match in re.finditer(re.escape(wanted), line, re.IGNORECASE)
        ]
        if not places:
            return None
        if back:
            return next((place for place in reversed(places) if place < from_), places[-1])
        return next((place for place in places if place >= from_), places[0])


_ACTIONS = {
    binding.key: binding.action
    for binding in Binding.make_bindings([*TextArea.BINDINGS, *SessionText.BINDINGS])
}
"""The action of each key of the text area."""


def _outdented(lines: list[str]) -> list[str]:
    return [
        line[min(INDENT, len(line) - len(line.lstrip(" "))) :] if line.strip() else line
        for line in lines
    ]


def _toggled(lines: list[str]) -> list[str]:
    """Return lines with a `#` added or, if all lines have one, removed."""
    written = [line for line in lines if line.strip()]
    if not written:
        return lines
    if all(line.lstrip().startswith("#") for line in written):
        return [re.sub(r"^(\s*)# ?", r"\1", line) for line in lines]
    column = min(len(line) - len(line.lstrip()) for line in written)
    return [f"{line[:column]}# {line[column:]}" if line.strip() else line for line in lines]

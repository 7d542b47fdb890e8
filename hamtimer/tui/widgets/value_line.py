"""The line of values of the chosen exercise, with the origin of the chosen value below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from hamtimer.tui.drawing.values import cell_origin, values_content

if TYPE_CHECKING:
    from hamtimer.core.edit.cells import Cell


class ValueLine(Widget):
    """Shows the values of an exercise; the choice persists from one exercise to the next."""

    DEFAULT_CSS = """
    ValueLine { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__(id="values")
        self._cells: tuple[Cell, ...] = ()
        self._key = ("", 0)
        """The key and the entry of the last chosen value."""

    @property
    def chosen(self) -> Cell | None:
        """The chosen value: the one of the key that was chosen last, or else the first."""
        key, entry = self._key
        same = [cell for cell in self._cells if cell.key == key]
        exact = [cell for cell in same if cell.entry == entry]
        return next(iter((*exact, *same, *self._cells)), None)

    def show(self, cells: tuple[Cell, ...]) -> None:
        """Show the values of an exercise."""
        self._cells = cells
        self.refresh()

    def move(self, steps: int) -> None:
        """Choose the next or previous value, wrapping around."""
        chosen = self.chosen
        if chosen is not None:
            place = (self._cells.index(chosen) + steps) % len(self._cells)
            cell = self._cells[place]
            self._key = (cell.key, cell.entry)
            self.refresh()

    def render(self) -> RenderResult:
        chosen = self.chosen
        line = values_content(self._cells, chosen, self.content_size.width)
        if chosen is None:
            return line
        return Content("\n").join([line, Content.styled(cell_origin(chosen), "dim")])

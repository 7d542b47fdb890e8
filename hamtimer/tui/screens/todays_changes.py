"""The question which of today's changes to keep in the session's file."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from hamtimer.core.edit.line_diff import line_changes
from hamtimer.core.text import literal
from hamtimer.front.offered_changes import Offer, refused_words
from hamtimer.home.editing.own_copy import own_path
from hamtimer.tui.screens.confirm_change import lines_content
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.pick_list import PickList


class TodaysChangesScreen(ModalScreen[str | None]):
    """Lists today's changes, each to be kept or not, and the resulting lines of the file."""

    DEFAULT_CSS = """
    TodaysChangesScreen { align: center middle; background: $background 60%; }
    TodaysChangesScreen #keep {
        width: 90%; max-width: 100; height: auto; max-height: 90%;
        padding: 0 1; border: round $accent; background: $surface;
        Static { width: 1fr; }
        OptionList {
            height: auto; max-height: 8; border: none; background: $surface; margin-bottom: 1;
            text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1;
        }
        VerticalScroll { height: auto; max-height: 14; }
        #keep-lines { text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter,K,y", "keep", "Keep", priority=True),
        Binding(
            "space",
            "choose",
            "Choose",
            tooltip="Choose whether to keep this change.",
            priority=True,
        ),
        Binding("escape,q,n", "dismiss", "Cancel", priority=True),
    ]

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._offer = offer
        self._chosen = set(range(len(offer.changes)))
        self._list = PickList(markup=False)
        self._lines = Static(id="keep-lines", markup=False)

    def compose(self) -> ComposeResult:
        target = own_path(self._offer.path)
        with Vertical(id="keep") as box:
            box.border_title = Content(f"Keep today's changes in {literal(target.name)}?")
            if target != self._offer.path:
                yield Static(literal(f"It comes with hamtimer, so a copy is made: {target}"))
            yield self._list
            with VerticalScroll():
                yield self._lines
        yield KeyLine()

    def on_mount(self) -> None:
        self._show()
        self._list.highlighted = 0

    def _show(self) -> None:
        highlighted = self._list.highlighted
        refused = self._offer.refused(self._chosen)

        def content(number: int, words: str) -> Content:
            box = "[x]" if number in self._chosen else "[ ]"
            return Content(f"{box} {literal(words)}{refused_words(refused.get(number, ''))}")

        self._list.set_options(
            Option(content(number, change.words))
            for number, change in enumerate(self._offer.changes)
        )
        self._list.highlighted = highlighted
        text = self._offer.text(self._chosen)
        self._lines.update(lines_content(tuple(line_changes(self._offer.loaded.text, text))))

    @on(PickList.OptionSelected)
    def action_choose(self) -> None:
        """Select or deselect the highlighted change."""
        if self._list.highlighted is not None:
            self._chosen ^= {self._list.highlighted}
            self._show()

    def action_keep(self) -> None:
        text = self._offer.text(self._chosen)
        self.dismiss(text if text != self._offer.loaded.text else None)

"""A list to choose from."""

from __future__ import annotations

from contextlib import suppress

from textual.widgets import OptionList


class PickList(OptionList):
    """A list of choices in which a page can be turned before anything of it was drawn.

    Textual knows the lines of an option only after it was drawn: not in a window too small for
    the list, and not at once after the list was filled again.
    """

    def action_page_up(self) -> None:
        """Go a page up."""
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call] # as Textual has it

    def action_page_down(self) -> None:
        """Go a page down."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call] # as Textual has it

"""A screen that the program may start with."""

from __future__ import annotations

from textual.screen import Screen


class FirstScreen(Screen[None]):
    """A screen that is not rendered before the app draws.

    While an app starts, Textual renders its screens and sends none of it, which took 4 ms of the
    time to the first screen.
    """

    def _compositor_refresh(self) -> None:
        # Nothing public shows it. Where Textual has no such count, the screen is rendered as usual.
        if getattr(self.app, "_batch_count", 0):
            # The app takes no message before it draws.
            self.app.call_later(super()._compositor_refresh)
        else:
            super()._compositor_refresh()

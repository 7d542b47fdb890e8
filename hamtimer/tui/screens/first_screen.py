"""A screen that the program may start with."""

from __future__ import annotations

from textual.screen import Screen


class FirstScreen(Screen[None]):
    """Is drawn once the app draws, and not before.

    While an app starts, Textual works out all that its screens show and sends none of it: 5 to
    9 ms, a twentieth of the time to the first screen.
    """

    def _compositor_refresh(self) -> None:
        if self.app._batch_count:  # noqa: SLF001 - nothing public tells it
            # The app takes no message before it draws.
            self.app.call_later(super()._compositor_refresh)
        else:
            super()._compositor_refresh()

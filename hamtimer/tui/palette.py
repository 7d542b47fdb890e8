"""The palette: what a screen offers, in the screen's own order, with Quit as the last."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hits
from textual.system_commands import SystemCommandsProvider


class ScreenCommands(SystemCommandsProvider):
    """Lists the commands in the order they come in; Textual sorts them by name.

    Sorted, a first one that ends the program could be chosen by Ctrl+P and Enter alone.
    """

    async def discover(self) -> Hits:
        for title, help_text, callback, shown in self.app.get_system_commands(self.screen):
            if shown:
                yield DiscoveryHit(title, callback, help=help_text)

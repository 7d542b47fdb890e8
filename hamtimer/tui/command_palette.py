"""The palette: what a screen offers, in its own order, with Quit last."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hits
from textual.system_commands import SystemCommandsProvider


class ScreenCommands(SystemCommandsProvider):
    """Lists the commands in their given order; Textual sorts them by name.

    If sorted, Ctrl+P and Enter alone could end the program.
    """

    async def discover(self) -> Hits:
        for title, help_text, callback, shown in self.app.get_system_commands(self.screen):
            if shown:
                yield DiscoveryHit(title, callback, help=help_text)

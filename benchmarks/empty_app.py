"""The smallest Textual app: what everything else is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One word on an empty screen."""

    def compose(self) -> ComposeResult:
        """Show the word that tells it has started."""
        yield Static("Ready")


if __name__ == "__main__":
    EmptyApp().run()

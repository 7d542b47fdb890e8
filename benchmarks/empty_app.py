"""The smallest Textual app, the baseline of other benchmarks."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One word on an empty screen."""

    def compose(self) -> ComposeResult:
        """Show the word that marks its start."""
        yield Static("Ready")


if __name__ == "__main__":
    EmptyApp().run()

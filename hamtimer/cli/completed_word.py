"""A word on the command line that a shell completes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem


class CompletedWord(click.ParamType):  # type: ignore[type-arg] # older clicks have none
    """One of several words, such as the id of a run or the key of a setting."""

    def __init__(self, name: str, words: Callable[[], Iterable[str]]) -> None:
        """Show the word as `name` in the help, and offer `words` to a shell."""
        self.name = name
        self._words = words

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click has it
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the words that begin like what is written."""
        return [CompletionItem(word) for word in self._words() if word.startswith(incomplete)]

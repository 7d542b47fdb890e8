"""A word on the command line that a shell completes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from hamtimer.core.text import folded

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class CompletedWord(click.ParamType):  # type: ignore[type-arg] # older clicks have none
    """One of several words, such as the id of a run or the key of a setting."""

    def __init__(
        self, name: str, words: Callable[[], Iterable[str]], *, or_file: bool = False
    ) -> None:
        """Show the word as `name` in the help, and offer `words` to a shell.

        With `or_file` it may name a file: where no word fits, the shell completes files.
        """
        self.name = name
        self._words = words
        self._or_file = or_file

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click has it
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the words that begin like what is written, in whatever case."""
        from click.shell_completion import CompletionItem

        wanted = folded(incomplete)
        fitting = [
            CompletionItem(word) for word in self._words() if folded(word).startswith(wanted)
        ]
        if self._or_file and not fitting:
            return [CompletionItem(incomplete, type="file")]
        return fitting

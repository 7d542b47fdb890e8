"""The error of a command that cannot do what was asked."""

from __future__ import annotations

from typing import Any

import click

from hamtimer.core.text import literal


class Failure(click.ClickException):
    """The command failed. The message says what, where and what to do instead."""

    exit_code = 1

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - as click has it
        """Write the message to standard error, without control characters."""
        for line in self.message.splitlines():
            click.echo(literal(line), file=file, err=file is None)

"""`hamtimer` without a command: the library of sessions."""

from __future__ import annotations

import click

from hamtimer.cli.listing import list_text
from hamtimer.library import open_library


def open_or_print_library() -> None:
    """Open the library on a terminal; print the list and what to do with it anywhere else."""
    for line in list_text(open_library().entries()):
        click.echo(line)
    click.echo("\nRun one by its name: hamtimer run NAME. More: hamtimer --help")

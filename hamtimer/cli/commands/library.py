"""`hamtimer` without a command: the library of sessions."""

from __future__ import annotations

import click

from hamtimer.cli.terminal import can_show_screen, print_closing_message, say
from hamtimer.core.text import literal
from hamtimer.home.library import open_library


def open_or_print_library() -> None:
    """Open the library on a terminal; elsewhere print the list and how to use it."""
    if can_show_screen():
        from hamtimer.tui.starting import prepare_screen

        prepare_screen()
        from hamtimer.cli.user_settings import settings_for
        from hamtimer.tui import start

        print_closing_message(start.open_library(open_library(), settings_for()))
        return
    from hamtimer.cli.listing import list_text

    library = open_library()
    for problem in library.problems():
        click.echo(literal(problem), err=True)
    for line in list_text(library.entries()):
        say(line)
    say("\nRun one by its name: hamtimer run NAME. More: hamtimer --help")

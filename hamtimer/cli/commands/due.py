"""`hamtimer due`: what is due today."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.core.text import literal
from hamtimer.front.words.next import due_lines
from hamtimer.home import wall_clock
from hamtimer.home.library import open_library
from hamtimer.home.records.next import find_due


@click.command("due", short_help="Show what is due today.", epilog=examples("hamtimer due"))
def command() -> None:
    """Show which sessions are due today, which are optional, and when the others are due.

    Only sessions with a schedule are shown. A session is due when one of its exercises is. Your own
    sessions count from the start; those that come with hamtimer count once you have done them.
    """
    library = open_library()
    for problem in library.problems():
        click.echo(literal(problem), err=True)
    today = wall_clock.today()
    found = find_due(library.entries(), today)
    lines = list(due_lines(((entry.word, due) for entry, due in found), today))
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("None of your sessions has a schedule. Write one: schedule: every other day")

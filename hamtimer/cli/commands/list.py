"""`hamtimer list`: list all sessions."""

from __future__ import annotations

import json

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.listing import list_text, list_values
from hamtimer.core.text import literal
from hamtimer.home.library import open_library


@click.command(
    "list",
    epilog=examples(
        "hamtimer list",
        "hamtimer list --json",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def command(*, as_json: bool) -> None:
    """List all sessions with their lengths.

    Your own come first, then those in ./sessions, then those that come with hamtimer. A file hides
    later files of the same name.
    """
    library = open_library()
    for problem in library.problems():
        click.echo(literal(problem), err=True)
    entries = library.entries()
    if as_json:
        click.echo(json.dumps(list_values(entries), indent=1))
        return
    for line in list_text(entries):
        click.echo(line)

"""`hamtimer next`: what to do next time, and why."""

from __future__ import annotations

import json

import click

from hamtimer.cli.help import examples
from hamtimer.cli.opening import SessionName
from hamtimer.cli.opening_next import open_next
from hamtimer.cli.terminal import pour
from hamtimer.front.next_json import next_values
from hamtimer.front.words.next import next_lines


@click.command(
    "next",
    short_help="Show what to do next time, and why.",
    epilog=examples("hamtimer next wall-sit", "hamtimer next my-session.yaml --json"),
)
@click.argument("session", type=SessionName())
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def command(session: str, *, as_json: bool) -> None:
    """Show the next target of every exercise with a rule, and why it is that.

    SESSION is a file, the name of a session, or a part of a name that fits only one. The target
    follows from the file and your records alone; correct a record and it changes.
    """
    opened = open_next(session)
    if as_json:
        click.echo(json.dumps(next_values(opened.loaded, opened.following), indent=1))
    else:
        pour(f"{line}\n" for line in next_lines(opened.session, opened.following))

"""`hamtimer next`: what to do next time, and why."""

from __future__ import annotations

import json

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME
from hamtimer.cli.opening_next import OpenedNext, open_next
from hamtimer.cli.terminal import pour
from hamtimer.front.next_json import next_values
from hamtimer.front.words.next import next_lines


@click.command(
    "next",
    short_help="Show what to do next time, and why.",
    epilog=examples(
        "hamtimer next leg-lifts",
        "hamtimer next my-session.yaml --json",
        "hamtimer next my-session --keep",
    ),
)
@click.argument("session", type=SESSION_NAME)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@click.option("--keep", is_flag=True, help="Write the targets into the file, after asking.")
@click.option("--yes", is_flag=True, help="With --keep: do not ask.")
def command(session: str, *, as_json: bool, keep: bool, yes: bool) -> None:
    """Show the next target of every exercise with a rule, and the reason for it.

    SESSION is a file, the name of a session, or part of a name that only one session has. The
    target follows from the file and your records alone; correct a record and it changes.

    With --keep, the targets replace the numbers in the file, and the rule starts from them. You see
    the change first; a session that comes with hamtimer is copied to your own folder.
    """
    if yes and not keep:
        raise click.UsageError("--yes needs --keep")
    if keep and as_json:
        raise click.UsageError("choose one of --keep and --json")
    opened = open_next(session)
    if as_json:
        click.echo(json.dumps(next_values(opened.loaded, opened.following), indent=1))
        return
    pour(f"{line}\n" for line in next_lines(opened.session, opened.following))
    if keep and opened.following.nexts:
        _keep(opened, yes=yes)


def _keep(opened: OpenedNext, *, yes: bool) -> None:
    """Show what the targets change in the file, ask, and write it."""
    from hamtimer.front.todays_changes import offer_next

    offer = offer_next(opened.loaded, opened.path, opened.following)
    if offer is None:
        click.echo("The file already has the next targets; there is nothing to keep.")
        return
    click.echo()
    pour(f"{line}\n" for line in offer.lines())
    if not yes and not click.confirm("Keep them?"):
        return
    click.echo(offer.keep(offer.text()))

"""`hamtimer history`: the runs that were recorded."""

from __future__ import annotations

import json

import click

from hamtimer.cli.help import examples
from hamtimer.core.text import literal
from hamtimer.front.words.history import history_lines
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.index import list_rows

NEWEST = 20
"""How many runs are shown when nothing else is asked for."""


@click.command(
    "history",
    short_help="List your runs, the newest first.",
    epilog=examples("hamtimer history", "hamtimer history -n 100", "hamtimer history --json"),
)
@click.option(
    "-n",
    "number",
    type=click.IntRange(min=1),
    default=NEWEST,
    show_default=True,
    help="How many runs to show.",
)
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def command(number: int, *, as_json: bool) -> None:
    """List your runs, the newest first: when, what, how long, how many sets and reps."""
    folder = runs_folder()
    rows = list_rows(folder)
    if as_json:
        from hamtimer.cli.record_values import list_values

        click.echo(json.dumps(list_values(rows[:number]), indent=1))
        return
    if not rows:
        click.echo("Nothing is recorded yet. Do a session: hamtimer run NAME")
        return
    for line in history_lines(rows[:number]):
        click.echo(line)
    older = len(rows) - number
    if older > 0:
        click.echo(f"… and {older} older; to list all: hamtimer history -n {len(rows)}")
    click.echo(f"The records are in {literal(folder)}")

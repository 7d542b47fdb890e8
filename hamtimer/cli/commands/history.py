"""`hamtimer history`: the runs that were recorded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from hamtimer.cli.help import examples
from hamtimer.core.play.summary import summary_of
from hamtimer.core.run.journal import JournalError, Recorded, list_journals, read_journal
from hamtimer.core.run.lock import is_in_use
from hamtimer.core.text import clock_text, literal, sets_text, table
from hamtimer.home.folders import runs_folder
from hamtimer.home.replay import replay

NEWEST = 20
"""How many runs are shown when nothing else is asked for."""


@click.command(
    "history",
    short_help="List the runs you did, the newest first.",
    epilog=examples("hamtimer history", "hamtimer history -n 100"),
)
@click.option("-n", "number", type=click.IntRange(min=1), default=NEWEST, show_default=True)
def command(number: int) -> None:
    """List the runs you did, the newest first: when, what, how long, how many sets and reps.

    Each run is a file of its own, a line of JSON for everything that happened.
    """
    folder = runs_folder()
    journals = list_journals(folder)
    if not journals:
        click.echo("Nothing is recorded yet. Do a session: hamtimer run NAME")
        return
    for line in table(map(_row, journals[:number]), indent=""):
        click.echo(line)
    left = len(journals) - number
    if left > 0:
        click.echo(f"… and {left} older; all of them: hamtimer history -n {len(journals)}")
    click.echo(f"The records are in {literal(folder)}")


def _row(path: Path) -> tuple[str, ...]:
    """Describe one run; a record that cannot be read says so and hides none of the others."""
    try:
        recorded = read_journal(path)
        return (_when(recorded), literal(recorded.header.name), *_what(recorded))
    except JournalError as error:
        return (literal(path.stem[:16]), "cannot be read", literal(error), "", "")


def _when(recorded: Recorded) -> str:
    return literal(recorded.header.started[:16].replace("T", " "))


def _what(recorded: Recorded) -> Iterator[str]:
    player = replay(recorded, recorded.last_ms)
    summary = summary_of(player)
    yield clock_text(summary.elapsed_ms)
    yield sets_text(summary.done.sets, summary.done.reps)
    if recorded.header.practice is not None:
        yield "practice"
    elif recorded.is_over:
        yield ""
    else:
        yield "going on" if is_in_use(recorded.path) else "broken off"

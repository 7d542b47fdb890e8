"""The list of runs that `hamtimer history` and `hamtimer log list` print."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import click

from hamtimer.cli.terminal import say
from hamtimer.home import wall_clock
from hamtimer.home.records.rows import Row

NEWEST = 20
"""How many runs are listed by default."""

number_option = click.option(
    "-n",
    "number",
    type=click.IntRange(min=1),
    default=NEWEST,
    show_default=True,
    help="How many runs to list.",
)


def print_runs(
    rows: Sequence[Row],
    number: int,
    command_words: str,
    lines: Callable[[Sequence[Row], date], Iterable[str]],
    *,
    as_json: bool,
) -> None:
    """Print the newest runs, as `lines` writes them, and how to list all; or JSON."""
    if as_json:
        from hamtimer.cli.record_values import list_values

        say(json.dumps(list_values(rows[:number]), indent=1))
        return
    if not rows:
        say("Nothing is recorded yet. Do a session: hamtimer run NAME")
        return
    for line in lines(rows[:number], wall_clock.today()):
        say(line)
    older = len(rows) - number
    if older > 0:
        say(f"… and {older} older; to list all: {command_words} -n {len(rows)}")

"""`hamtimer plan`: every target up to the goal of a session."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME
from hamtimer.cli.opening_next import open_next
from hamtimer.cli.terminal import pour
from hamtimer.front.words.next import plan_lines


@click.command(
    "plan",
    short_help="Show the road to the goal, step by step.",
    epilog=examples("hamtimer plan leg-lifts", "hamtimer explain nordic --plan"),
)
@click.argument("session", type=SESSION_NAME)
def command(session: str) -> None:
    """Show every target from the session's own numbers to the goal, as if every session succeeds.

    SESSION is a file, the name of a session, or part of a name that only one session has. For the
    weeks of a plan, see hamtimer explain NAME --plan.
    """
    opened = open_next(session)
    pour(f"{line}\n" for line in plan_lines(opened.session, opened.following))

"""`hamtimer history`: the runs that were recorded."""

from __future__ import annotations

from pathlib import Path

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.given import given
from hamtimer.cli.run_list import number_option, print_runs
from hamtimer.core.errors import UserError
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.text import folded, literal
from hamtimer.front.words.history import history_lines
from hamtimer.home import wall_clock
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.index import list_rows

MONTHS = 3
"""How many months a calendar shows by default."""


@click.command(
    "history",
    short_help="List your runs, the newest first.",
    epilog=examples(
        "hamtimer history",
        "hamtimer history -n 100",
        "hamtimer history --screen",
        "hamtimer history --calendar",
        "hamtimer history --calendar nordic --months 6",
        "hamtimer history --json",
    ),
)
@click.argument("session", required=False)
@number_option
@click.option("--calendar", is_flag=True, help="Show days, streaks and each exercise over time.")
@click.option(
    "--months",
    type=click.IntRange(1, 120),
    show_default=f"{MONTHS}",
    help="With --calendar: how many months.",
)
@click.option("--screen", is_flag=True, help="Open the history on a screen, with plots.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def command(
    session: str | None,
    number: int,
    months: int | None,
    *,
    calendar: bool,
    screen: bool,
    as_json: bool,
) -> None:
    """List your runs, the newest first: when, what, how long, how many sets and reps.

    With --calendar: the days you trained, missed or are due to train, how well you kept each
    schedule, and each exercise over time, for all sessions or for SESSION.
    """
    _check_ways(session or "", months, calendar=calendar, screen=screen, as_json=as_json)
    folder = runs_folder()
    if screen:
        _open_screen(folder)
    elif calendar or (session and not as_json):
        _show_calendar(folder, session or "", months or MONTHS)
    else:
        _list(folder, session or "", number, as_json=as_json)


def _check_ways(
    session: str, months: int | None, *, calendar: bool, screen: bool, as_json: bool
) -> None:
    """Refuse options that do not go together, of which one would be ignored."""
    ways = {"--calendar": calendar, "--screen": screen, "--json": as_json}
    asked = [option for option, is_asked in ways.items() if is_asked]
    if len(asked) > 1:
        raise click.UsageError(f"choose one of {' and '.join(asked)}")
    if months is not None and (screen or as_json or not (calendar or session)):
        raise click.UsageError("--months goes with --calendar")
    if "number" in given() and (calendar or screen or (session and not as_json)):
        raise click.UsageError("-n is for the list of all runs; leave it out")
    if session and screen:
        raise click.UsageError("--screen shows all sessions; choose one there with the keys")


def _list(folder: Path, word: str, number: int, *, as_json: bool) -> None:
    """Print the newest runs, of all sessions or of those that a word means."""
    rows = [row for row in list_rows(folder) if folded(word) in folded(row.name)]
    print_runs(rows, number, "hamtimer history", history_lines, as_json=as_json)
    if rows and not as_json:
        click.echo(f"The records are in {literal(folder)}")


def _show_calendar(folder: Path, word: str, months: int) -> None:
    """Print the calendar of all sessions, or of one."""
    from hamtimer.front.words.training import history_text
    from hamtimer.home.library import open_library
    from hamtimer.home.records.history import read_history

    today = wall_clock.today()
    library = open_library()
    for problem in library.unreadable():
        click.echo(literal(problem), err=True)
    sessions = read_history(folder, library.entries(), today)
    wanted = folded(word)
    found = [one for one in sessions if wanted in folded(one.name)]
    if not found:
        what = f"no session {shown(word)}" if word else "nothing"
        raise UserError(f"{what} was done yet", "to list your runs: hamtimer history")
    for line in history_text(found, today, months):
        click.echo(line)


def _open_screen(folder: Path) -> None:
    from hamtimer.cli.terminal import can_show_screen, print_closing_message

    if not can_show_screen():
        raise UserError("there is no terminal to draw on", "write hamtimer history --calendar")
    from hamtimer.cli.user_settings import settings_for
    from hamtimer.tui.start import open_history

    print_closing_message(open_history(folder, settings_for()))

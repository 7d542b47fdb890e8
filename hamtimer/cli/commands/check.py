"""`hamtimer check`: the errors in session files."""

from __future__ import annotations

import sys

import click

from hamtimer.cli.help import examples
from hamtimer.cli.opening import SessionName, errors_of, find_session
from hamtimer.cli.sound_problems import sound_problems
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.text import literal


@click.command(
    "check",
    short_help="Report errors in session files and how to fix them.",
    epilog=examples(
        "hamtimer check my-session.yaml",
        "hamtimer check sessions/*.yaml",
    ),
)
@click.argument("sessions", metavar="FILE...", type=SessionName(), nargs=-1, required=True)
def command(sessions: tuple[str, ...]) -> None:
    """Report every error in session files with its place and how to fix it.

    Errors and warnings go to standard error, one per line. The exit status is 1 when there are
    errors. Warnings are about what is legal but probably a mistake; they leave it 0.
    """
    wrong = False
    for name in sessions:
        path = find_session(name)
        loaded = read_session(path)
        for problem in (*loaded.problems, *sound_problems(loaded, path)):
            click.echo(literal(problem), err=True)
        wrong = wrong or bool(errors_of(loaded))
    sys.exit(1 if wrong else 0)

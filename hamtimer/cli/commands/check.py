"""`hamtimer check`: whether session files are right."""

from __future__ import annotations

import sys

import click

from hamtimer.cli.help import examples
from hamtimer.cli.opening import SessionName, errors_of, find_session
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.text import literal


@click.command(
    "check",
    short_help="Say what is wrong in session files, and how to right it.",
    epilog=examples(
        "hamtimer check my-session.yaml",
        "hamtimer check sessions/*.yaml",
    ),
)
@click.argument("sessions", metavar="FILE...", type=SessionName(), nargs=-1, required=True)
def command(sessions: tuple[str, ...]) -> None:
    """Check session files, and say of everything wrong where it is and what to write instead.

    Errors and warnings go to standard error, a line each. The exit status is 1 when there are
    errors; warnings are about what is legal but probably a mistake, and leave it 0.
    """
    wrong = False
    for name in sessions:
        loaded = read_session(find_session(name))
        for problem in loaded.problems:
            click.echo(literal(problem), err=True)
        wrong = wrong or bool(errors_of(loaded))
    sys.exit(1 if wrong else 0)

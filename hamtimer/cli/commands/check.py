"""`hamtimer check`: the errors in session files."""

from __future__ import annotations

import sys

import click

from hamtimer.cli.help import examples
from hamtimer.cli.opening import SessionName, errors_of, find_session
from hamtimer.cli.sound_problems import sound_problems
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.text import count_text, literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.words.exercises import planned_length


@click.command(
    "check",
    short_help="Report errors in session files and how to fix them.",
    epilog=examples(
        "hamtimer check my-session.yaml",
        "hamtimer check sessions/*.yaml",
    ),
)
@click.argument("sessions", metavar="FILE...", type=SessionName(), nargs=-1, required=True)
@click.option("--quiet", is_flag=True, help="Print nothing for files without problems.")
def command(sessions: tuple[str, ...], *, quiet: bool) -> None:
    """Report every error in session files with its place and how to fix it.

    Errors and warnings go to standard error, one per line. The exit status is 1 when there are
    errors. Warnings are about what is legal but probably a mistake; they leave it 0. For a file
    without problems, one line on standard output sums up the session.
    """
    wrong = False
    for name in sessions:
        path = find_session(name)
        loaded = read_session(path)
        problems = [*loaded.problems, *sound_problems(loaded, path)]
        for problem in problems:
            click.echo(literal(problem), err=True)
        if loaded.session is not None and not problems and not quiet:
            click.echo(f"{literal(path)}: no errors: {_sum(loaded.session)}")
        wrong = wrong or bool(errors_of(loaded))
    sys.exit(1 if wrong else 0)


def _sum(session: Session) -> str:
    """Return what a session comes to: `2 exercises, 6 sets, 10:30`."""
    timeline = compile_session(session)
    totals = plan_totals(plan_of(timeline))
    exercises = count_text(len(totals.exercises), "exercise")
    return f"{exercises}, {count_text(totals.sets, 'set')}, {planned_length(timeline)}"

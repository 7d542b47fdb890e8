"""`hamtimer check`: the errors in session files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from hamtimer.cli.checking import Checked, check_files, files_to_check
from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME
from hamtimer.core.text import literal


@click.command(
    "check",
    short_help="Report errors in session files and how to fix them.",
    epilog=examples(
        "hamtimer check my-session.yaml",
        "hamtimer check sessions",
        "hamtimer check --quiet .",
        "hamtimer check --json my-session.yaml",
    ),
)
@click.argument("sessions", metavar="FILE|FOLDER...", type=SESSION_NAME, nargs=-1, required=True)
@click.option("--quiet", is_flag=True, help="Print nothing for files without problems.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for editors and other programs.")
def command(sessions: tuple[str, ...], *, quiet: bool, as_json: bool) -> None:
    """Report every error in session files, where it is and how to fix it.

    In a folder and its subfolders, every .yaml and .yml file is checked except hidden ones. Errors
    and warnings go to standard error, one per line. The exit status is 1 if there are errors.
    Warnings point out what is valid but probably a mistake; they leave the status at 0. For a file
    without problems, one line on standard output sums up the session.
    """
    results = check_files(list(files_to_check(sessions)))
    if as_json:
        checked = list(results)
        click.echo(json.dumps(_values(checked), indent=1))
    else:
        checked = list(_told(results, quiet=quiet))
    sys.exit(1 if any(one.errors for one in checked) else 0)


def _told(results: Iterator[Checked], *, quiet: bool) -> Iterator[Checked]:
    """Yield each result after writing its lines."""
    for one in results:
        for problem in one.problems:
            click.echo(literal(problem), err=True)
        if one.sum and not one.problems and not quiet:
            click.echo(f"{literal(one.path)}: no errors: {one.sum}")
        yield one


def _values(checked: list[Checked]) -> dict[str, Any]:
    """Return the results as the page on commands describes them."""
    files = [
        {"file": str(one.path), "errors": one.errors, "warnings": len(one.problems) - one.errors}
        for one in checked
    ]
    problems = [
        {
            "file": str(one.path),
            "line": problem.line or None,
            "column": problem.column or None,
            "end_line": end[0] if problem.line else None,
            "end_column": end[1] if problem.line else None,
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.advice,
        }
        for one in checked
        for problem, end in zip(one.problems, one.ends, strict=True)
    ]
    return {"format": 1, "files": files, "problems": problems}

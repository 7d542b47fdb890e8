"""`hamtimer copy`: a session of one's own, made from one that there is."""

from __future__ import annotations

import click

from hamtimer.cli.failure import Failure
from hamtimer.cli.files import with_schema_line, write_new
from hamtimer.cli.help import examples
from hamtimer.cli.opening import SessionName, errors_of, find_session
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.text import literal
from hamtimer.home.folders import sessions_folder
from hamtimer.home.library import SUFFIXES


@click.command(
    "copy",
    short_help="Copy a session, to change it.",
    epilog=examples("hamtimer copy wall-sit", "hamtimer copy wall-sit my-sit"),
)
@click.argument("session", type=SessionName())
@click.argument("name", required=False)
def command(session: str, name: str | None) -> None:
    """Copy a session into your own folder, to change it there.

    Without a NAME the copy keeps the name of the file, and from then on takes its place:
    hamtimer run finds your own sessions first. Nothing is ever overwritten.
    """
    path = find_session(session)
    loaded = read_session(path)
    if not loaded.text:
        raise Failure("\n".join(map(str, errors_of(loaded))))
    target = sessions_folder() / _file_name(name or path.name)
    write_new(target, with_schema_line(loaded.text))
    click.echo(f"Written: {literal(target)}")
    click.echo(f"Change it in any editor, then: hamtimer run {literal(target.stem)}")


def _file_name(name: str) -> str:
    """Return the name of a file in the folder, and not of one anywhere else."""
    if "/" in name or "\\" in name or name.startswith("."):
        msg = f'"{name}" is no name for a session; write letters, digits and dashes, as in my-sit'
        raise click.UsageError(literal(msg))
    return name if name.lower().endswith(SUFFIXES) else f"{name}.yaml"

"""`hamtimer copy`: copy an existing session."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME, failure_of, find_session
from hamtimer.cli.write_session import say_what_next, session_file_name
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.text import folded, literal
from hamtimer.front.copying import copy_session
from hamtimer.home.folders import sessions_folder
from hamtimer.home.session_files import without_id


@click.command(
    "copy",
    short_help="Copy a session to edit it.",
    epilog=examples("hamtimer copy wall-sit", "hamtimer copy wall-sit my-sit"),
)
@click.argument("session", type=SESSION_NAME)
@click.argument("name", required=False)
def command(session: str, name: str | None) -> None:
    """Copy a session and its sounds into your own folder, where you can edit it.

    Without NAME, the copy keeps the file name and from then on replaces the original: hamtimer run
    finds your own sessions first. Existing files are never overwritten.
    """
    path = find_session(session)
    loaded = read_session(path)
    if not loaded.text:
        raise failure_of(loaded)
    target = sessions_folder() / session_file_name(name or path.name)
    is_another = folded(target.stem) != folded(path.stem)
    # The records of a copy under another name are its own.
    text = without_id(loaded.text) if is_another and loaded.session else loaded.text
    copied = copy_session(loaded.session, path, text, target)
    for problem in copied.problems:
        click.echo(literal(problem), err=True)
    for written in copied.written:
        click.echo(f"Written: {literal(written)}")
    say_what_next(target)

"""`hamtimer delete`: move a session to the trash."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME, find_session
from hamtimer.core.text import command_text, literal, name_words
from hamtimer.home.library import open_library
from hamtimer.home.session_files import delete_session


@click.command(
    "delete",
    short_help="Move a session to the trash.",
    epilog=examples("hamtimer delete my-sit", "hamtimer restore my-sit"),
)
@click.argument("session", type=SESSION_NAME)
def command(session: str) -> None:
    """Move one of your sessions to the trash. Its records and sounds stay where they are.

    To delete the record of a run: hamtimer log delete.
    """
    deleted = delete_session(find_session(session), open_library())
    click.echo(f"In the trash: {literal(deleted)}")
    click.echo(f"To restore it: {command_text('hamtimer', 'restore', *name_words(deleted.stem))}")

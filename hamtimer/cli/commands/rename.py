"""`hamtimer rename`: rename a session."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME, find_session
from hamtimer.core.text import literal
from hamtimer.home.library import open_library
from hamtimer.home.session_files import rename_session


@click.command(
    "rename",
    short_help="Rename a session; its records stay.",
    epilog=examples('hamtimer rename my-sit "Evening sit"'),
)
@click.argument("session", type=SESSION_NAME)
@click.argument("name")
def command(session: str, name: str) -> None:
    """Rename one of your sessions, both in its text and as a file.

    Its records stay attached: the name they are filed under is written into the session as its id.
    Nothing is overwritten.
    """
    renamed = rename_session(find_session(session), name, open_library())
    click.echo(f"Renamed: {literal(renamed)}")

"""`hamtimer restore`: restore a session from the trash."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.core.errors import UserError
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.text import folded, literal
from hamtimer.front.words.days import moment_words
from hamtimer.home import wall_clock
from hamtimer.home.library import open_library
from hamtimer.home.session_files import deleted_sessions, restore_session


@click.command(
    "restore",
    short_help="Restore a deleted session.",
    epilog=examples("hamtimer restore", "hamtimer restore my-sit"),
)
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Restore the session NAME from the trash; if there are several, the one deleted last.

    Without NAME, list the sessions in the trash. To restore the record of a run: hamtimer log
    restore.
    """
    library = open_library()
    found = deleted_sessions(library)
    if name is None:
        today = wall_clock.today()
        for path, when in found:
            click.echo(f"{literal(path.stem)}, deleted {moment_words(when, today)}")
        if not found:
            click.echo("The trash is empty")
        return
    wanted = folded(name)
    these = [path for path, _ in found if wanted in (folded(path.stem), folded(path.name))]
    if not these:
        message = f"there is no {shown(name)} in the trash"
        raise UserError(message, "to list its contents: hamtimer restore")
    click.echo(f"Restored: {literal(restore_session(these[0], library))}")

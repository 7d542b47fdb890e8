"""Write session files for a person to edit."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from hamtimer.core.errors import UserError
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.text import command_text, file_word, folded, literal, name_words
from hamtimer.home.library import SUFFIXES, open_library
from hamtimer.home.new_files import write_new
from hamtimer.home.session_schema import provide_schema


def write_session(path: Path, text: str) -> None:
    """Write a new session file, and beside it the schema that its first line refers to."""
    write_new(path, text)
    if problem := provide_schema(path.parent):
        click.echo(literal(problem), err=True)


def say_what_next(path: Path) -> None:
    """Print how to edit and to run the new session in `path`."""
    words = session_words(path)
    click.echo(f"To edit it: {command_text('hamtimer', 'edit', *words)}")
    click.echo(f"To run it: {command_text('hamtimer', 'run', *words)}")


def session_file_name(name: str) -> str:
    """Return the name of a session's file, which must lie in the person's own folder."""
    if not name or "/" in name or "\\" in name or name.startswith("."):
        message = f"{shown(name)} is not a name for a session"
        raise click.UsageError(f"{message}; write letters, digits and dashes, as in my-sit")
    return name if name.lower().endswith(SUFFIXES) else f"{name}.yaml"


def session_words(path: Path) -> tuple[str, ...]:
    """Return the argument of a command for the session in `path`: its name if that suffices.

    A file of that name in the working directory takes precedence; then the path is needed.
    """
    library = open_library()
    own = library.files().get(folded(path.stem))
    with suppress(OSError, UserError):
        if own is not None and own[1] == path and library.find(path.stem) == path:
            return name_words(path.stem)
    return (file_word(path),)

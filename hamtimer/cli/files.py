"""Writing session files for a person to edit."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.text import file_word, folded, literal, name_words
from hamtimer.home.library import SUFFIXES, open_library
from hamtimer.home.session_schema import provide_schema
from hamtimer.home.writing import make_folder, write_bytes


def write_new(path: Path, text: str) -> None:
    """Write a text file that does not exist yet, with the folders it needs; else a `UserError`."""
    write_new_bytes(path, text.encode("utf-8"))


def write_new_bytes(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, with the folders it needs; else a `UserError`."""
    check_is_new(path)
    try:
        make_folder(path.parent)
        write_bytes(path, data, overwrite=False)
    except FileExistsError:
        check_is_new(path)
        raise
    except (OSError, ValueError) as error:
        reason = f"this file cannot be written ({reason_of(error)})"
        raise UserError(reason, "choose another folder", path) from None


def write_session(path: Path, text: str) -> None:
    """Write a new session file, and beside it the schema to which its first line refers."""
    write_new(path, text)
    if problem := provide_schema(path.parent):
        click.echo(literal(problem), err=True)


def check_is_new(path: Path) -> None:
    """Raise a `UserError` when there is such a file already."""
    if os.path.lexists(path):
        raise UserError("this file already exists", "choose another name", path)


def session_file_name(name: str) -> str:
    """Return the name of a session's file in the person's folder, and of none anywhere else."""
    if not name or "/" in name or "\\" in name or name.startswith("."):
        message = f"{shown(name)} is not a name for a session"
        raise click.UsageError(f"{message}; write letters, digits and dashes, as in my-sit")
    return name if name.lower().endswith(SUFFIXES) else f"{name}.yaml"


def session_words(path: Path) -> tuple[str, ...]:
    """Return what to write after a command for the session in `path`: its name where that will do.

    A file of that name where the person is goes before it; then only the path will do.
    """
    library = open_library()
    own = library.files().get(folded(path.stem))
    with suppress(OSError, UserError):
        if own is not None and own[1] == path and library.find(path.stem) == path:
            return name_words(path.stem)
    return (file_word(path),)

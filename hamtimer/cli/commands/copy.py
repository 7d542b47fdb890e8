"""`hamtimer copy`: a session of one's own, made from one that exists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from hamtimer.cli.files import (
    check_is_new,
    session_file_name,
    session_words,
    write_new_bytes,
    write_session,
)
from hamtimer.cli.help import examples
from hamtimer.cli.opening import SessionName, failure_of, find_session
from hamtimer.core.errors import UserError
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.session_file.schema import with_schema_line
from hamtimer.core.text import command_text, literal
from hamtimer.home.folders import sessions_folder
from hamtimer.home.session_sounds import locate_sound, sound_files, sounds_folder


@click.command(
    "copy",
    short_help="Copy a session to edit it.",
    epilog=examples("hamtimer copy wall-sit", "hamtimer copy wall-sit my-sit"),
)
@click.argument("session", type=SessionName())
@click.argument("name", required=False)
def command(session: str, name: str | None) -> None:
    """Copy a session and its sounds into your own folder, to edit it there.

    Without NAME the copy keeps the name of the file and replaces the original from then on:
    hamtimer run finds your own sessions first. Existing files are never overwritten.
    """
    path = find_session(session)
    loaded = read_session(path)
    if not loaded.text:
        raise failure_of(loaded)
    target = sessions_folder() / session_file_name(name or path.name)
    check_is_new(target)
    sounds = dict(_sounds(loaded.session, path, target.parent)) if loaded.session else {}
    for sound, data in sounds.items():
        write_new_bytes(sound, data)
    write_session(target, with_schema_line(loaded.text))
    for written in (target, *sounds):
        click.echo(f"Written: {literal(written)}")
    click.echo(f"Edit it, then: {command_text('hamtimer', 'run', *session_words(target))}")


def _sounds(session: Session, path: Path, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Return the sounds that must lie in `folder` for the copy, where they do not do so yet.

    A sound that cannot be played is named on standard error, and left out.
    """
    from hamtimer.audio.sounds.sound_file import read_sound_file

    for name in dict.fromkeys(sound_files(session).values()):
        try:
            sound = locate_sound(name, sounds_folder(path))
            read_sound_file(sound)
        except UserError as error:
            click.echo(literal(f"This sound is not copied: {error}"), err=True)
            continue
        data, target = sound.read_bytes(), folder / name
        if not target.is_file():
            yield target, data
        elif target.read_bytes() != data:
            raise UserError("another sound has this name", "rename one of the two", target)

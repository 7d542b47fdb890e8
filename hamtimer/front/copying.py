"""Copy a session with its own sounds. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hamtimer.audio.sounds.sound_file import read_sound_file
from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.schema import with_schema_line
from hamtimer.home.new_files import check_is_new, write_new, write_new_bytes
from hamtimer.home.session_schema import provide_schema
from hamtimer.home.session_sounds import locate_sound, sound_files, sounds_folder


@dataclass(frozen=True, slots=True)
class Copied:
    """The files that were written, and the sounds that were left out."""

    written: tuple[Path, ...]
    """The session, then its sounds."""
    problems: tuple[str, ...] = ()


def copy_session(session: Session | None, path: Path, text: str, target: Path) -> Copied:
    """Write `text`, the session from `path`, to `target`, with the sounds it names.

    The schema that its first line refers to is written beside it. `session` is None where the text
    has errors.

    Raises:
        UserError: When a file cannot be written, or is there already.
    """
    check_is_new(target)
    problems = list[str]()
    sounds = dict(_sounds(session, path, target.parent, problems)) if session else {}
    for sound, data in sounds.items():
        write_new_bytes(sound, data)
    write_new(target, with_schema_line(text))
    if problem := provide_schema(target.parent):
        problems.append(problem)
    return Copied((target, *sounds), tuple(problems))


def _sounds(
    session: Session, path: Path, folder: Path, problems: list[str]
) -> Iterator[tuple[Path, bytes]]:
    """Return the sounds that the copy needs in `folder` and that are not there yet."""
    for name in dict.fromkeys(sound_files(session).values()):
        try:
            sound = locate_sound(name, sounds_folder(path))
            read_sound_file(sound)
        except UserError as error:
            problems.append(f"This sound is not copied: {error}")
            continue
        data, target = sound.read_bytes(), folder / name
        if not target.is_file():
            yield target, data
        elif target.read_bytes() != data:
            raise UserError("another sound has this name", "rename one of the two", target)

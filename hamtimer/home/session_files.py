"""Rename, delete and restore session files. Nothing is overwritten, and records stay attached."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.moving import move
from hamtimer.core.text import folded, literal
from hamtimer.home.folders import is_bundled
from hamtimer.home.library import SUFFIXES, Library, Origin
from hamtimer.home.writing import (
    as_written_before,
    make_folder,
    read_as_written,
    without_mark,
    write_text,
)

if TYPE_CHECKING:
    from hamtimer.core.session.model import Session

LONGEST_STEM = 60
TRASH = "trash"
"""The folder of deleted sessions, beside the others; further ones of a name are in 2, 3 … in it."""
MOST_OF_A_NAME = 1_000


def file_stem(name: str) -> str:
    """Return the name of a session's file, without its suffix: `evening-legs` for Evening legs.

    Raises:
        UserError: When no letter or digit is in the name.
    """
    plain = unicodedata.normalize("NFKD", folded(name)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_STEM].rstrip("-")
    if not stem:
        raise UserError("a name needs a letter or a digit", "write one like Evening legs")
    return stem


def free_name(name: str, library: Library) -> str:
    """Return a name for a copy that no session has: `Wall sit, copy 2`."""
    taken, number = set(library.files()), 1
    while file_stem(copy := f"{name}, copy{f' {number}' if number > 1 else ''}") in taken:
        number += 1
    return copy


def check_stem_is_free(stem: str, library: Library) -> None:
    """Raise `UserError` if a session has this file name, because one would hide the other."""
    taken = library.files().get(stem)
    if taken is not None:
        raise UserError("there is a session of this name", "choose another name", taken[1])


def with_name(text: str, name: str, own_id: str | None) -> str:
    """Return a session's text with another name, and with the id of its records.

    An `own_id` of None removes the id: a copy has its own records.

    Raises:
        UserError: When the name cannot be written into the text.
    """
    from hamtimer.core.edit.splice import EditError, set_value
    from hamtimer.core.session_file.fields.session import SESSION
    from hamtimer.core.session_file.loader import load_session

    name = " ".join(literal(name).split())
    order = [field.key for field in SESSION.fields]
    try:
        written = set_value(text, ("name",), _scalar(name), order).apply(text)
        if own_id is not None:
            written = set_value(written, ("id",), own_id, order).apply(written)
    except EditError as error:
        raise UserError(f"its name cannot be changed here: {error}", "edit the file") from None
    written = without_id(written) if own_id is None else written
    loaded = load_session(written, "")
    if loaded.session is None or loaded.session.name != name:
        why = "; ".join(problem.message for problem in loaded.problems[:1])
        raise UserError(f"this name cannot be used ({why or shown_name(name)})", "write another")
    return written


def without_id(text: str) -> str:
    """Return the text of a session without its id; its file name then identifies it."""
    from hamtimer.core.edit.spans import find, read_spans
    from hamtimer.core.edit.splice import remove_key

    root = read_spans(text)
    has_id = root is not None and find(root, ("id",)) is not None
    return remove_key(text, ("id",)).apply(text) if has_id else text


def shown_name(name: str) -> str:
    """Return a name as written in YAML."""
    return json.dumps(name, ensure_ascii=False)


def _scalar(name: str) -> str:
    """Return a name as YAML; only plain words need no quotes."""
    is_plain = re.fullmatch(r"[^\W\d_][\w ()/.+-]*[\w).]", name)
    words = ("true", "false", "null", "yes", "no", "on", "off")
    return name if is_plain and name.lower() not in words else shown_name(name)


def rename_session(path: Path, name: str, library: Library, target: Path | None = None) -> Path:
    """Rename a session, in its text and as a file; return its new path.

    Its records stay attached: without an `id`, its old file name becomes its id. If that name
    cannot be an id, the file keeps its name. `target` is a path to use instead of the one made from
    the name.

    Raises:
        UserError: When it cannot be renamed; then nothing is changed.
    """
    from hamtimer.core.session_file.loader import load_session

    check_is_own(path, library, "renamed")
    with _explained(path, "renamed"):
        before = read_as_written(path)
        session = load_session(before, str(path)).session
        if session is None:
            raise UserError("it has errors, so its name cannot be changed", "fix them first", path)
        target = target or _new_path(path, name, session)
        if target != path:
            check_stem_is_free(folded(target.stem), library)
        own_id = session.id or (folded(path.stem) if target != path else "")
        text = without_mark(before)
        after = with_name(text, name, own_id) if own_id else with_name(text, name, None)
        write_text(path, as_written_before(after, before))
        if target == path:
            return path
        try:
            return move(path, target)
        except OSError:
            write_text(path, before)
            raise


def _new_path(path: Path, name: str, session: Session) -> Path:
    stem = file_stem(name)
    can_be_id = session.id or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", folded(path.stem))
    is_short = len(path.stem) <= LONGEST_STEM
    if stem == folded(path.stem) or not (can_be_id and is_short):
        return path
    return path.with_name(f"{stem}{path.suffix}")


def delete_session(path: Path, library: Library) -> Path:
    """Move a session to the trash, and return its new path. Its sounds stay, for other sessions.

    Raises:
        UserError: When it cannot be deleted.
    """
    check_is_own(path, library, "deleted")
    trash = path.parent / TRASH
    with _explained(path, "deleted"):
        path.lstat()
        for number in range(1, MOST_OF_A_NAME):
            # Under its own name, by which its records are found after a restore.
            folder = trash if number == 1 else trash / str(number)
            make_folder(folder)
            if not os.path.lexists(folder / path.name):
                return move(path, folder / path.name)
    raise UserError("the trash holds too many sessions of this name", "empty it", trash)


def restore_session(path: Path, library: Library) -> Path:
    """Move a session out of the trash, and return its new path.

    Raises:
        UserError: When it cannot be moved, or a session of this name exists.
    """
    trash = next(folder for folder in path.parents if folder.name == TRASH)
    target = trash.parent / path.name
    taken = library.files().get(folded(path.stem))
    if taken is not None and taken[1].parent == target.parent:
        raise UserError("there is a session of this name", "rename it first", taken[1])
    with _explained(path, "restored"):
        return move(path, target)


def deleted_sessions(library: Library) -> list[tuple[Path, datetime]]:
    """Return the sessions in the trash and when they were deleted, latest first."""
    folders = [folder for origin, folder in library.folders if origin is not Origin.BUNDLED]
    found = list[tuple[Path, datetime]]()
    for path in (path for folder in folders for path in (folder / TRASH).rglob("*")):
        with suppress(OSError):
            if path.suffix.lower() in SUFFIXES:
                found.append((path, datetime.fromtimestamp(path.lstat().st_ctime).astimezone()))
    return sorted(found, key=lambda one: (one[1], one[0].name), reverse=True)


def check_is_own(path: Path, library: Library, what: str) -> None:
    """Raise `UserError` for a bundled session."""
    bundled = [folder for origin, folder in library.folders if origin is Origin.BUNDLED]
    if path.parent in bundled or is_bundled(path):
        message = f"it comes with hamtimer, so it cannot be {what}"
        advice = "duplicate it under the new name" if what == "renamed" else ""
        raise UserError(message, advice, path.name)


@contextmanager
def _explained(path: Path, what: str) -> Iterator[None]:
    """Turn errors of the system into a `UserError`."""
    try:
        yield
    except FileExistsError as error:
        where = error.filename2 or error.filename or path
        raise UserError("this file already exists", "choose another name", where) from None
    except FileNotFoundError:
        raise UserError(f"this file is gone, so it cannot be {what}", "", path) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"it cannot be {what} ({reason_of(error)})", "", path) from None

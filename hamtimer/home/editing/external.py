"""Edit a session with the person's own editor: `$VISUAL`, `$EDITOR`, or an installed one."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError
from hamtimer.core.session_file.loader import Loaded, read_session
from hamtimer.home.editing.saving import last_valid_path
from hamtimer.home.writing import read_file, write_bytes

USUAL = ("sensible-editor", "nano", "vim", "vi")
_TAKES_LINE = ("vi", "vim", "nvim", "nano", "emacs", "micro", "joe", "kak", "mg", "ne", "ed")
"""Editors that open a file at a line when `+LINE` precedes it."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file after editing."""

    before: Loaded
    after: Loaded
    kept: Path | None = None
    """The path of the last text without errors, if one is kept."""


def editor_command() -> list[str]:
    """Return the command of the person's editor.

    Raises:
        UserError: When there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        if words := os.environ.get(name, "").strip():
            return _split(words, name)
    if sys.platform == "win32":
        return ["notepad"]
    found = next(filter(None, map(shutil.which, USUAL)), None)
    if found is None:
        raise UserError("no editor is found", "set VISUAL or EDITOR to the command of one")
    return [found]


def _split(words: str, name: str) -> list[str]:
    if sys.platform == "win32":
        return [words] if Path(words).exists() else words.split()
    try:
        return shlex.split(words)
    except ValueError:
        raise UserError(f"{name} is not a command: {words}", "close its quotation marks") from None


def edit_externally(path: Path, line: int = 0) -> Edited:
    """Open a file in the person's editor, wait until the editor is closed, and read the file.

    A valid text that was replaced by one with errors is kept beside the file.

    Raises:
        UserError: When the editor cannot be started.
    """
    command = editor_command()
    place = [f"+{line}"] if line > 1 and Path(command[0]).stem in _TAKES_LINE else []
    before, data = read_session(path), _bytes(path)
    try:
        # The program is the person's own choice, and so is the file.
        subprocess.run([*command, *place, str(path)], check=False)  # noqa: S603
    except OSError as error:
        reason = f"the editor {command[0]} cannot be started ({error.strerror})"
        raise UserError(reason, "set VISUAL or EDITOR to the command of another") from None
    after = read_session(path)
    return Edited(before, after, _keep_valid(path, before, after, data))


def _bytes(path: Path) -> bytes:
    with suppress(OSError):
        return read_file(path)
    return b""


def _keep_valid(path: Path, before: Loaded, after: Loaded, data: bytes) -> Path | None:
    kept = last_valid_path(path)
    with suppress(OSError):
        if after.session is not None:
            kept.unlink(missing_ok=True)
        elif before.session is not None:
            write_bytes(kept, data)
    return kept if after.session is None and kept.is_file() else None

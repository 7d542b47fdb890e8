"""A session file that is being edited: its content, what was typed, and what was saved."""

from __future__ import annotations

import threading
from pathlib import Path

from hamtimer.core.errors import UserError
from hamtimer.core.session_file.loader import load_session
from hamtimer.home.editing.file_text import FileText, as_file_text, read_file_text
from hamtimer.home.editing.recovery import (
    Recovered,
    RecoveryFile,
    digest,
    find_recovered,
    is_open_elsewhere,
)
from hamtimer.home.editing.saving import (
    free_path,
    last_valid_path,
    read_bytes,
    save_new,
    save_over_other,
    save_valid,
    save_with_errors,
)
from hamtimer.home.library import Stamp, stamp_of


class EditedFile:
    """The state of one open file. Its methods access the disk, so they may block."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            UserError: When it cannot be read, or an editor could not preserve it.
        """
        self.path = path
        self._lock = threading.Lock()
        """Held while the file is written or checked."""
        self.is_open_elsewhere = is_open_elsewhere(path)
        """Whether another editor of hamtimer already had it open."""
        self._read(read_or_recover(path))
        self._recovery = RecoveryFile(path, self._form.data)
        self._restored: Recovered | None = None
        self.opened = self._form.text
        """The text when the editor was opened."""

    def _read(self, form: FileText) -> None:
        self._form = form
        self.saved = form.text
        """The text that is in the file."""
        self._base: bytes | None = form.data if form.data or self.path.exists() else None
        self._stamp: Stamp | None = stamp_of(self.path)
        self._valid: bytes | None = None
        if load_session(form.text, "").session is not None:
            self._valid = form.data

    @property
    def problem(self) -> str:
        """Why typed text cannot be recovered after a crash; empty: it can."""
        return self._recovery.problem

    def keep(self, text: str) -> None:
        """Keep a typed text for recovery after a crash. Never blocks."""
        self._recovery.keep(text)

    def save(self, text: str, *, has_errors: bool) -> None:
        """Save a text; a valid text that is replaced by one with errors is kept beside it.

        Raises:
            ChangedMeanwhileError: When another program changed the file.
            UserError: When it cannot be saved; then the file is unchanged.
        """
        data = self._form.encode(text)
        with self._lock:
            if has_errors:
                save_with_errors(self.path, data, self._base, self._valid)
            else:
                save_valid(self.path, data, self._base)
            self._is_saved(data, text, has_errors=has_errors)

    def save_over(self, text: str, other: bytes | None, *, has_errors: bool) -> Path | None:
        """Save over another program's version, and return where that version is kept.

        Raises: as `save`.
        """
        data = self._form.encode(text)
        with self._lock:
            kept = save_over_other(self.path, data, other)
            self._is_saved(data, text, has_errors=has_errors)
        return kept

    def save_copy(self, text: str, folder: Path) -> Path:
        """Save a text as a new file in a folder, and edit that file from now on.

        Raises:
            UserError: When it cannot be written.
        """
        data, path = self._form.encode(text), free_path(folder / self.path.name)
        save_new(path, data)
        self._recovery.close(keep=False)
        self.path = path
        self._recovery = RecoveryFile(path, data)
        self._is_saved(data, text, has_errors=load_session(text, "").session is None)
        return path

    def _is_saved(self, data: bytes, text: str, *, has_errors: bool) -> None:
        self._form = FileText(text, data)
        self.saved, self._base = text, data
        self._stamp = stamp_of(self.path)
        # What is kept beside a file with errors stays until the next valid version.
        self._valid = None if has_errors else data
        self._recovery.saved(data)
        self._forget_restored()

    def was_changed(self) -> bool:
        """Return whether another program has changed or deleted the file since the last check."""
        with self._lock:
            stamp = stamp_of(self.path)
            if stamp == self._stamp:
                return False
            self._stamp = stamp
            try:
                return read_bytes(self.path) != self._base
            except OSError:
                return True

    def take_other(self) -> str:
        """Return the text that another program wrote, and edit it from now on.

        Raises:
            UserError: When it cannot be read.
        """
        self._read(read_file_text(self.path))
        self._recovery.saved(self._form.data)
        return self.saved

    def text_of(self, data: bytes) -> str:
        """Return another program's version as text, to show it."""
        return as_file_text(data, self.path).text

    @property
    def last_valid(self) -> Path | None:
        """The path of the last text without errors, if it is kept beside the file."""
        path = last_valid_path(self.path)
        return path if path.is_file() else None

    def recovered(self) -> Recovered | None:
        """Return the text that was typed before a crash and never saved.

        Texts that equal the file are forgotten.
        """
        return next(iter(never_saved(self.path)), None)

    def restore(self, one: Recovered) -> str:
        """Return a recovered text to continue with.

        If the file has changed since, saving reports that instead of overwriting it.
        """
        if self._base is not None and one.base != digest(self._base):
            self._base = b""
        # It stays until its text is kept again, saved or discarded.
        self._restored = one
        self._recovery.keep(one.text)
        return one.text

    def _forget_restored(self) -> None:
        if self._restored is not None:
            self._restored.forget()
            self._restored = None

    def close(self, *, keep: bool = False) -> None:
        """Close the file; with `keep`, what was typed is offered at the next start."""
        self._recovery.close(keep=keep)
        if not keep:
            self._forget_restored()


def never_saved(path: Path | None = None) -> list[Recovered]:
    """Return the unsaved texts of one file or of all; forget those that equal their file."""
    found = []
    for one in find_recovered(path):
        if one.text == _text_in(one.file):
            one.forget()
        else:
            found.append(one)
    return found


def _text_in(path: Path) -> str | None:
    try:
        return read_file_text(path).text
    except UserError:
        return None


def read_or_recover(path: Path) -> FileText:
    """Read a file; a missing one is empty if an unsaved text of it exists.

    Raises:
        UserError: When it cannot be read, or an editor could not preserve it.
    """
    try:
        return read_file_text(path)
    except UserError:
        if path.exists() or not find_recovered(path):
            raise
        return FileText("", b"")

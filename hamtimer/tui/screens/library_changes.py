"""Changes in the library: duplicate, rename, delete and restore, and undo the last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.text import literal
from hamtimer.front.copying import copy_session
from hamtimer.front.words.days import moment_words
from hamtimer.home import wall_clock
from hamtimer.home.folders import sessions_folder
from hamtimer.home.library import Library
from hamtimer.home.library_rows import Row
from hamtimer.home.session_files import (
    check_is_own,
    check_stem_is_free,
    delete_session,
    deleted_sessions,
    file_stem,
    free_name,
    rename_session,
    restore_session,
    with_name,
)
from hamtimer.tui.screens.name_and_choice import AskName, Choose

if TYPE_CHECKING:
    from textual.screen import Screen

    from hamtimer.home.records.resume import Resumable


@dataclass(frozen=True, slots=True)
class Changed:
    """The result of a change."""

    words: str
    """What was done, or why not."""
    at: Path | None = None
    """The file to choose now."""


class LibraryChanges:
    """The changes that a library screen makes, and how to undo them."""

    def __init__(
        self, screen: Screen[None], announce: Callable[[str, Path | None], None], library: Library
    ) -> None:
        """Ask over `screen`; `announce` shows results, and the file to choose now."""
        self._screen = screen
        self._announce = announce
        self._library = library
        self._undoes: list[Callable[[], Changed]] = []
        """Each undoes a change and returns a description of that."""

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._undoes)

    def duplicate(self, row: Row) -> None:
        """Ask for the name of a copy, and create it in the person's own folder."""
        name = free_name(row.name, self._library)
        take = partial(self._explain, partial(self._duplicate, row.path))
        self._screen.app.push_screen(AskName(f"Duplicate {row.name} as", name, take))

    def _duplicate(self, path: Path, name: str) -> Changed:
        from hamtimer.core.session_file.loader import read_session

        stem = file_stem(name)
        check_stem_is_free(stem, self._library)
        loaded = read_session(path)
        if not loaded.text:
            raise UserError("; ".join(map(str, loaded.problems[:1])))
        text = with_name(loaded.text, name, None) if loaded.session else loaded.text
        target = sessions_folder() / f"{stem}.yaml"
        copied = copy_session(loaded.session, path, text, target)
        self._undoes.append(partial(self._take_back_copy, target))
        return Changed("; ".join([f"Written: {target}", *copied.problems]), target)

    def _take_back_copy(self, target: Path) -> Changed:
        delete_session(target, self._library)
        return Changed(f"The copy is in the trash: {target.name}")

    def rename(self, row: Row) -> None:
        """Ask for a new name of a session, and rename it."""
        try:
            check_is_own(row.path, self._library, "renamed")
        except UserError as error:
            self._announce(literal(error), None)
            return
        take = partial(self._explain, partial(self._rename, row.path, row.name))
        self._screen.app.push_screen(AskName(f"Rename {row.name} to", row.name, take))

    def _rename(self, path: Path, before: str, name: str) -> Changed:
        target = rename_session(path, name, self._library)
        self._undoes.append(partial(self._rename_back, target, path, before))
        return Changed(f"Renamed to {' '.join(name.split())}: {target.name}", target)

    def _rename_back(self, path: Path, target: Path, before: str) -> Changed:
        renamed = rename_session(path, before, self._library, target)
        return Changed(f"Renamed back to {before}", renamed)

    def delete(self, row: Row) -> None:
        """Move a session to the trash."""
        self._do(partial(self._delete, row.path, row.name))

    def _delete(self, path: Path, name: str) -> Changed:
        deleted = delete_session(path, self._library)
        self._undoes.append(partial(self._restore, deleted, name))
        return Changed(f"{name} is in the trash. Undo brings it back")

    def _restore(self, deleted: Path, name: str) -> Changed:
        restored = restore_session(deleted, self._library)
        return Changed(f"Restored: {name}", restored)

    def choose_deleted(self) -> None:
        """Choose a session in the trash and restore it."""
        found = deleted_sessions(self._library)
        if not found:
            self._announce("The trash is empty", None)
            return

        def restore(number: int | None) -> None:
            if number is not None:
                path, _ = found[number]
                self._do(partial(self._restore, path, path.name))

        today = wall_clock.today()
        names = [f"{path.stem}, deleted {moment_words(when, today)}" for path, when in found]
        self._screen.app.push_screen(Choose("Restore from the trash", names), restore)

    def dismiss(self, run: Resumable) -> None:
        """Stop offering an interrupted run; it stays in history."""
        name = run.recorded.header.name
        self._do(partial(self._dismiss, run.recorded.path, name))

    def _dismiss(self, path: Path, name: str) -> Changed:
        from hamtimer.home.records.dismiss import dismiss_run

        dismiss_run(path)
        self._undoes.append(partial(self._offer_again, path, name))
        return Changed(f"{name} is no longer offered; it stays in history. Undo brings it back")

    def _offer_again(self, path: Path, name: str) -> Changed:
        from hamtimer.home.records.dismiss import dismiss_run

        dismiss_run(path, dismissed=False)
        return Changed(f"Offered again: {name}")

    def undo(self) -> None:
        """Undo the last change."""
        if self._undoes:
            self._do(self._undoes.pop())

    def _do(self, change: Callable[[], Changed]) -> None:
        try:
            changed = change()
        except UserError as error:
            changed = Changed(literal(error))
        except OSError as error:
            changed = Changed(f"Nothing was changed: {reason_of(error)}")
        self._announce(changed.words, changed.at)
        self._screen.refresh_bindings()

    def _explain(self, change: Callable[[str], Changed], name: str) -> str:
        """Make a change under a name; return why it failed, or an empty text."""
        try:
            changed = change(name)
        except UserError as error:
            return "; ".join(filter(None, (error.message, error.advice)))
        except OSError as error:
            return reason_of(error)
        self._announce(changed.words, changed.at)
        return ""

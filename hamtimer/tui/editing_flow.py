"""The part of the app that edits sessions: from any screen to the editor and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.text import literal
from hamtimer.tui.front_screen import front_screen
from hamtimer.tui.settings_flow import SettingsFlow

if TYPE_CHECKING:
    # Each is loaded when needed, so that the first screen appears sooner.
    from hamtimer.core.session_file.loader import Loaded
    from hamtimer.core.session_file.problems import Problem
    from hamtimer.tui.edit_requested import EditRequested
    from hamtimer.tui.screens.editor import EditorScreen


class EditingFlow(SettingsFlow):
    """Opens the editor, or the person's own, and afterwards shows the current state."""

    run_file: Path | None = None
    """The file of the session that was played last."""

    def look_at(self, loaded: Loaded, path: Path) -> None:
        """Show the overview of a session."""
        raise NotImplementedError

    def on_edit_requested(self, event: EditRequested) -> None:
        """Edit a session from the library, its overview or its summary."""
        path = event.path or self.run_file
        if path is not None:
            self.edit(path, event.line)

    def edit(self, path: Path, line: int = 0) -> None:
        """Edit a session, or a copy of a bundled one, with the caret in a line (from 1)."""
        from hamtimer.core.errors import UserError
        from hamtimer.home.editing.own_copy import file_to_edit

        try:
            found = file_to_edit(path)
            if self.settings.editor == "external":
                self._edit_externally(found.path, line)
            else:
                self.push_screen(self.editor(found.path, line=line, notice=found.notice))
        except (UserError, OSError) as error:
            self.notify(literal(error), severity="error", markup=False)

    def _edit_externally(self, path: Path, line: int) -> None:
        """Edit with the person's own editor, on the terminal; then show the current state."""
        from textual.app import SuspendNotSupported

        from hamtimer.home.editing.external import edit_externally

        try:
            with self.suspend():
                edited = edit_externally(path, line)
        except SuspendNotSupported:
            self.push_screen(self.editor(path, line=line))
            return
        self.refresh()
        self._edited(path)
        errors = [each for each in edited.after.problems if each.severity == "error"]
        if errors:
            self.run_worker(self._ask_to_edit_again(path, errors[0]), group="again")

    async def _ask_to_edit_again(self, path: Path, error: Problem) -> None:
        """Ask whether to open the person's editor again, at the first error."""
        from hamtimer.tui.screens.editor_saving import ask_to_edit_again

        if await ask_to_edit_again(self, error):
            self.edit(path, error.line)

    def offer_recovered(self) -> None:
        """Offer to open a text that was typed in an editor and never saved."""
        self.run_worker(self._offer_recovered(), group="recovered")

    async def _offer_recovered(self) -> None:
        from hamtimer.tui.screens.editor_saving import ask_about_recovered

        found = await ask_about_recovered(self)
        if found is not None:
            self.edit(found)

    def editor(self, path: Path, *, line: int = 0, notice: str = "") -> EditorScreen:
        """Return the editor of a file.

        Raises:
            UserError: When the file cannot be edited.
        """
        from hamtimer.home.editing.edited_file import EditedFile
        from hamtimer.tui.screens.editor import EditorScreen

        file = EditedFile(path)
        return EditorScreen(file, self._open_sound, self.clock, line=line, notice=notice)

    def on_editor_screen_left(self, event: EditorScreen.Left) -> None:
        """Return to the screen from which it was edited."""
        self.close_screen(event.closing_message)
        self._edited(event.path)

    def _edited(self, path: Path) -> None:
        """Show the current version of an edited session, if an overview shows it."""
        from hamtimer.tui.screens.overview import OverviewScreen

        if isinstance(front_screen(self), OverviewScreen):
            self._show_anew(path)

    def _show_anew(self, path: Path) -> None:
        """Show the overview of an edited session, or why it cannot be played."""
        from hamtimer.core.session_file.loader import read_session

        loaded = read_session(path)
        if loaded.session is None:
            error = next(iter(loaded.problems))
            self.notify(literal(error), severity="error", markup=False)
            self.close_screen(f"{literal(error)}")
            return
        self.pop_screen()
        self.look_at(loaded, path)

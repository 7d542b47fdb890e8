"""Start the screens: what the command line calls."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.front.leaving import exit_with
from hamtimer.home.settings import Settings
from hamtimer.tui.collector import hold_off
from hamtimer.tui.starting import clear_sign

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.screen import Screen

    from hamtimer.audio.output import Output
    from hamtimer.core.practice.plan import PracticePlan
    from hamtimer.core.practice.proposals import Proposal
    from hamtimer.core.run.run import Run
    from hamtimer.core.session.choices import Choices
    from hamtimer.core.session.model import Session
    from hamtimer.core.session_file.loader import Loaded
    from hamtimer.front.due_today import NotDue
    from hamtimer.home.editing.own_copy import ToEdit
    from hamtimer.home.library import Library
    from hamtimer.tui.app import HamtimerApp


def open_library(library: Library, settings: Settings, audio_mode: str = "") -> str:
    """Show the library until the person quits; return its closing message, or None."""
    from hamtimer.home.folders import NoHomeError, runs_folder
    from hamtimer.tui.screens.library import LibraryScreen

    try:
        runs = runs_folder()
    except NoHomeError:
        runs = None
    return _run(LibraryScreen(library, runs), settings, audio_mode, offers_recovered=True)


def open_settings(settings: Settings) -> str:
    """Show the settings until the person leaves them."""
    from hamtimer.home.settings import settings_path
    from hamtimer.tui.screens.settings import SettingsScreen

    return _run(SettingsScreen(settings, str(settings_path())), settings, "")


def open_overview(
    loaded: Loaded,
    path: Path,
    choices: Choices,
    settings: Settings,
    audio_mode: str = "",
    reasons: Mapping[str, str] | None = None,
    not_due: NotDue | None = None,
) -> str:
    """Show a session with its choices, and guide it when the person begins."""
    from hamtimer.tui.screens.overview import OverviewScreen

    session, signals = loaded.session, settings.signals
    assert session is not None  # noqa: S101 - it was opened
    screen = OverviewScreen(session, loaded, path, choices, signals, reasons, not_due)
    return _run(screen, settings, audio_mode)


def open_history(folder: Path, settings: Settings) -> str:
    """Show what was recorded in a folder until the person leaves."""
    from hamtimer.tui.screens.history import history_screen

    return _run(history_screen(folder), settings, "")


def guide(run: Run, settings: Settings, audio_mode: str = "", file: Path | None = None) -> str:
    """Guide a resumed run from its position; its session came from `file`."""
    return _run(run, settings, audio_mode, file)


def edit(file: ToEdit, settings: Settings, audio_mode: str = "") -> str:
    """Edit a session file.

    Raises:
        UserError: When it cannot be edited; before the screen is taken.
    """
    from hamtimer.home.editing.edited_file import read_or_recover

    read_or_recover(file.path)
    return _run(file, settings, audio_mode)


def practise(plan: PracticePlan, settings: Settings, audio_mode: str = "") -> str:
    """Practise a tempo immediately."""
    return _run(plan, settings, audio_mode)


def choose_practice(found: Sequence[Proposal], settings: Settings, audio_mode: str = "") -> str:
    """Show suggestions from the records, and practise what the person chooses."""
    from hamtimer.tui.screens.practice_setup import PracticeSetup

    return _run(PracticeSetup(proposals=found), settings, audio_mode)


def _run(
    first: Screen[None] | Run | PracticePlan | ToEdit,
    settings: Settings,
    audio_mode: str,
    file: Path | None = None,
    *,
    offers_recovered: bool = False,
) -> str:
    # The app resumes it as soon as the first screen is drawn.
    hold_off()
    _follow_terminal_size()
    from hamtimer.tui.app import HamtimerApp

    def open_sound(session: Session, file: Path) -> Output:
        from hamtimer.audio.output import open_audio
        from hamtimer.home.session_sounds import sounds_folder

        return open_audio(
            app.settings,
            audio_mode,
            session=session,
            folder=sounds_folder(file),
            bell=ring,
        )

    def ring() -> None:
        app.call_later(app.bell)

    app = HamtimerApp(first, settings, open_sound, file=file, offers_recovered=offers_recovered)
    return _run_app(app)


def _run_app(app: HamtimerApp) -> str:
    """Run the app, keep what was done however it ends, and return what to print then."""
    try:
        closing_message = app.run()
    except OSError:
        # If the terminal is gone, the closing message cannot be written.
        if not app.return_code:
            raise
        closing_message = None
    finally:
        if app.guided_run is not None:
            app.guided_run.close()
        with suppress(OSError):  # the terminal may be gone
            clear_sign()
    if app.return_code:
        exit_with(app.return_code)
    return "\n".join(filter(None, [closing_message, app.unsaved]))


def _follow_terminal_size() -> None:
    """Let the screen follow the size of its terminal.

    COLUMNS and LINES, if exported, would fix the size. A special driver has no terminal to ask.
    """
    if not os.environ.get("TEXTUAL_DRIVER"):
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)

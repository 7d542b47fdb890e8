"""The app: it goes from screen to screen, and ends cleanly whatever happens."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hamtimer.core.clock import Clock, now_ms
from hamtimer.core.player import Command
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.settings import Settings, change_settings
from hamtimer.tui import themes
from hamtimer.tui.library_screen import LibraryScreen
from hamtimer.tui.overview_screen import OverviewScreen
from hamtimer.tui.terminal_title import RESTORE, SAVE, write

if TYPE_CHECKING:
    from hamtimer.audio.output import Output
    from hamtimer.core.run import Run
    from hamtimer.core.session import Session
    from hamtimer.tui.guided_screen import GuidedScreen
    from hamtimer.tui.practice_screen import PracticeScreen
    from hamtimer.tui.practice_setup import PracticeSetup
    from hamtimer.tui.summary_screen import SummaryScreen

OpenSound = Callable[["Session", Path], "Output"]
"""Opens the sound of a session that came from a file."""
LAST_RESORT_S = 3.0
"""How long the program may take to end when the system asks for it."""
LATER = "Go on with it later: hamtimer resume"


class HamtimerApp(App[str]):
    """Library, overview, guided run, summary. Its result is a last word for the terminal."""

    CSS_PATH = "hamtimer.tcss"
    TITLE = "hamtimer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "leave", "Quit", show=False, priority=True),
    ]

    def __init__(
        self,
        first: Screen[None] | Run | PracticePlan,
        settings: Settings,
        open_sound: OpenSound,
        *,
        clock: Clock = now_ms,
    ) -> None:
        """Begin with a screen, or right away with a run that goes on, or a practice."""
        super().__init__()
        self.settings = settings
        self.clock = clock
        self.guided_run: Run | None = None
        """The run that is open; closed by whoever started the app."""
        self._first = first
        self._open_sound = open_sound
        for theme in (themes.DARK, themes.LIGHT):
            self.register_theme(theme)
        wanted = themes.chosen(settings.theme, os.environ)
        self.theme = wanted if wanted in self.available_themes else themes.DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the colours of the phases to themes that have none of their own."""
        return themes.phase_colours(self.theme)

    def on_mount(self) -> None:
        """Show the first screen, and be ready for a terminal that is closed."""
        write(self, SAVE)
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has no SIGHUP and no handlers here; outside of the main thread are none.
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                asyncio.get_running_loop().add_signal_handler(number, self.leave_now, 128 + number)
        if isinstance(self._first, Screen):
            self.push_screen(self._first)
        elif isinstance(self._first, PracticePlan):
            self.practise(self._first)
        else:
            self.guide(self._first, Path())

    def on_unmount(self) -> None:
        """Close the record of a run, and give the terminal its title back."""
        if self.guided_run is not None:
            self.guided_run.close()
        write(self, RESTORE)

    def watch_theme(self, theme: str) -> None:
        """Keep a theme that was chosen in the palette for the next time."""
        if self.is_running and theme != themes.chosen(self.settings.theme, os.environ):
            self.run_worker(lambda: change_settings({"theme": theme}), thread=True)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Fill the palette: what can be done on this screen, the theme, quitting."""
        commands = getattr(screen, "palette_commands", tuple)
        yield from commands()
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        yield SystemCommand("Quit hamtimer", "A run can be resumed later", self.action_leave)

    # From screen to screen

    @on(LibraryScreen.Chosen)
    def _look_at(self, event: LibraryScreen.Chosen) -> None:
        loaded = event.entry.loaded
        if loaded.session is not None:
            self.push_screen(OverviewScreen(loaded.session, loaded, event.entry.path))

    @on(LibraryScreen.Resumed)
    def _resume(self, event: LibraryScreen.Resumed) -> None:
        from hamtimer.core.journal import JournalError
        from hamtimer.core.run import resume

        try:
            run = resume(event.recorded, self.clock())
        except (JournalError, OSError) as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.guide(run, Path(event.recorded.header.file))

    @on(OverviewScreen.Left)
    def _go_back(self) -> None:
        self._close_screen("")

    @on(OverviewScreen.Begun)
    def _begin(self, event: OverviewScreen.Begun) -> None:
        from hamtimer.recording import begin_run

        self.pop_screen()
        sound = self._open_sound(event.timeline.session, event.path)
        run, problem = begin_run(
            event.timeline,
            event.loaded,
            event.path,
            event.choices,
            now=self.clock(),
            lead_ms=sound.lead_ms,
        )
        if problem:
            self.notify(problem, severity="warning", markup=False)
        self._push_guided(run, sound)

    def guide(self, run: Run, file: Path) -> None:
        """Guide a run whose session came from `file`."""
        self._push_guided(run, self._open_sound(run.player.timeline.session, file))

    def _push_guided(self, run: Run, sound: Output) -> None:
        from hamtimer.tui.guided_screen import GuidedScreen

        still = self.settings.reduced_motion or self.animation_level == "none"
        self.guided_run = run
        self.push_screen(GuidedScreen(run, self.clock, sound, still=still))

    def on_guided_screen_ended(self, event: GuidedScreen.Ended) -> None:
        """Sum up a run that is over."""
        from hamtimer.tui.summary_screen import SummaryScreen

        self.switch_screen(SummaryScreen(event, self.clock))

    def on_guided_screen_left(self) -> None:
        """Leave a run that can be resumed."""
        self._close_run(LATER)

    def on_summary_screen_closed(self) -> None:
        """Go back to where the run was begun."""
        self._close_run("")

    def on_summary_screen_undone(self, event: SummaryScreen.Undone) -> None:
        """Go on with a run whose end was taken back."""
        self.pop_screen()
        self._push_guided(event.run, event.sound)

    def practise(self, plan: PracticePlan) -> None:
        """Practise a tempo right away."""
        from hamtimer.core.practice.plan import practice_session
        from hamtimer.recording import begin_practice
        from hamtimer.tui.practice_screen import PracticeScreen

        sound = self._open_sound(practice_session(plan), Path())
        practice, problem = begin_practice(plan, now=self.clock(), lead_ms=sound.lead_ms)
        if problem:
            self.notify(problem, severity="warning", markup=False)
        still = self.settings.reduced_motion or self.animation_level == "none"
        self.guided_run = practice.run
        self.push_screen(PracticeScreen(practice, self.clock, sound, still=still))

    def on_practice_setup_chosen(self, event: PracticeSetup.Chosen) -> None:
        """Practise what was chosen in the library or for an exercise."""
        self.practise(event.plan)

    def on_practice_screen_left(self) -> None:
        """Go back to where the practice was begun."""
        self._close_run("")

    def on_practice_screen_again(self, event: PracticeScreen.Again) -> None:
        """Practise the same once more, as a run of its own."""
        if self.guided_run is not None:
            self.guided_run.close()
        self.pop_screen()
        self.practise(event.plan)

    def _close_run(self, last_word: str) -> None:
        if self.guided_run is not None:
            self.guided_run.close()
            self.guided_run = None
        self._close_screen(last_word)

    def _close_screen(self, last_word: str) -> None:
        """Go back to the screen below; from the first one, to the terminal."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.exit(last_word)

    def leave_now(self, return_code: int = 0) -> None:
        """Leave without asking; a run can be resumed.

        With a return code the system asked for it. The terminal may be gone then, and Textual
        wait for ever to write to it: what was done is saved first, and the wait has an end.
        """
        run = self.guided_run
        going = run is not None and not run.player.is_over
        if run is not None and going:
            run.do(Command.PAUSE, self.clock())
        if return_code:
            if run is not None:
                run.close()
            last_resort = threading.Timer(LAST_RESORT_S, os._exit, (return_code,))
            last_resort.daemon = True
            last_resort.start()
        self.exit(LATER if going else "", return_code)

    def action_leave(self) -> None:
        """Leave: a run asks first, a second time leaves it for later."""
        ask = getattr(self.screen, "ask_to_leave", None)
        if ask is not None:
            ask()
        else:
            self.leave_now()

"""The app: it starts with the right screen and colours, and ends cleanly whatever happens."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.screen import Screen

from hamtimer.core.play.clock import Clock, now_ms
from hamtimer.core.text import literal
from hamtimer.front.leaving import INTERRUPTED
from hamtimer.home.settings import Settings
from hamtimer.tui import themes
from hamtimer.tui.collector import go_on
from hamtimer.tui.ending import Ending
from hamtimer.tui.flow import Flow
from hamtimer.tui.key_names import key_name
from hamtimer.tui.offers import palette_commands
from hamtimer.tui.settings_flow import OpenSound
from hamtimer.tui.starting import when_drawn
from hamtimer.tui.terminal_title import RESTORE, SAVE, write
from hamtimer.tui.whole_frames import with_whole_frames

if TYPE_CHECKING:
    from hamtimer.core.practice.plan import PracticePlan
    from hamtimer.core.run.run import Run
    from hamtimer.home.editing.own_copy import ToEdit

RECOVERED_AFTER_S = 0.3
"""When to look for texts that were never saved: after the first screen is shown."""


def _screen_commands() -> type[Provider]:
    """Load the palette when it is opened."""
    from hamtimer.tui.command_palette import ScreenCommands

    return ScreenCommands


class HamtimerApp(Flow):
    """The program on the terminal: its themes, its title, its palette and its end."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_screen_commands}
    CSS_PATH = "hamtimer.tcss"
    TITLE = "hamtimer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Quit", show=False, priority=True),
        Binding("ctrl+c", f"leave({INTERRUPTED})", "Quit", show=False, priority=True),
    ]

    def __init__(
        self,
        first: Screen[None] | Run | PracticePlan | ToEdit,
        settings: Settings,
        open_sound: OpenSound,
        *,
        clock: Clock = now_ms,
        file: Path | None = None,
        offers_recovered: bool = False,
    ) -> None:
        """Start with a screen, a practice, or a resumed run of the session in `file`."""
        without_colour = themes.without_colour(os.environ)
        if not without_colour:
            # Textual takes an empty one for set.
            os.environ.pop("NO_COLOR", None)
        # Without colours only the terminal's own are used. Otherwise Textual would turn every
        # colour grey, and the terminal's default black.
        super().__init__(settings, open_sound, clock, ansi_color=without_colour or None)
        self.unsaved = ""
        """Why a setting could not be saved at the end."""
        self._first = first
        self._offers_recovered = offers_recovered
        self._ending = Ending(self.end_now)
        self._file = file or Path()
        for theme in themes.OWN:
            self.register_theme(theme)
        wanted = themes.chosen(settings.theme, os.environ)
        self._knows_theme = wanted in self.available_themes
        self.theme = wanted if self._knows_theme else themes.DARK.name
        self.stylesheet.set_variables(self.get_css_variables())
        self._styled_for = self.theme

    def get_driver_class(self) -> type[Driver]:
        """Return the terminal's driver, made to write whole drawings and to survive a stop."""
        driver = super().get_driver_class()
        if driver.__module__ == "textual.drivers.linux_driver":
            from hamtimer.tui.resuming_driver import ResumingDriver

            driver = ResumingDriver
        return with_whole_frames(driver)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as Textual has it
        """Restyle everything after a change of the theme.

        Textual also calls it at start and would parse all styles twice, a tenth of the time.
        """
        if self.theme == self._styled_for:
            self.stylesheet.update(self, animate=animate)
        else:
            self._styled_for = self.theme
            super().refresh_css(animate)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the phase colours for themes that have none of their own."""
        return themes.phase_colours(self.theme)

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme."""
        clearer = themes.CLEARER_ANSI.get(self.theme, {})
        self.theme_variables = super().get_css_variables() | clearer
        return self.theme_variables

    def on_mount(self) -> None:
        """Show the first screen, and prepare for a closed terminal."""
        write(self, SAVE)
        self._ending.watch(asyncio.get_running_loop(), terminal=not self.is_headless)
        if isinstance(self._first, Screen):
            self.push_screen(self._first)
        else:
            self._begin_with(self._first)
        when_drawn(self.screen, go_on)
        if self._offers_recovered:
            self.set_timer(RECOVERED_AFTER_S, self.offer_recovered)
        if not self._knows_theme:
            words = f'The settings name no theme that exists: "{literal(self.settings.theme)}". '
            advice = "Write dark, light, high-contrast or ansi, or choose one here: Ctrl+P, Theme."
            self.call_after_refresh(self._warn, words + advice)

    def _begin_with(self, first: Run | PracticePlan | ToEdit) -> None:
        from hamtimer.core.practice.plan import PracticePlan
        from hamtimer.core.run.run import Run

        if isinstance(first, PracticePlan):
            self.practise(first)
        elif isinstance(first, Run):
            self.guide(first, self._file)
        else:
            self.push_screen(self.editor(first.path, line=first.line, notice=first.notice))

    def on_unmount(self) -> None:
        """Close the record of a run, and give the terminal its title back."""
        if self.guided_run is not None:
            self.guided_run.close()
        self.unsaved = self.settings_writer.close()
        self._ending.stop()
        write(self, RESTORE)

    def watch_theme(self, theme: str) -> None:
        """Save a theme chosen in the palette for the next time."""
        if self.is_running and theme != themes.chosen(self.settings.theme, os.environ):
            self.settings = replace(self.settings, theme=theme)
            self.settings_writer.save({"theme": theme})

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is written everywhere."""
        return binding.key_display or key_name(binding.key)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the palette's commands: what this screen offers now, the theme, and last Quit."""
        offered = tuple(palette_commands(screen))
        yield from offered
        if self.offers_settings(screen) and all(one.title != "Settings" for one in offered):
            yield SystemCommand("Settings", "Sound, voice, colours, keys", self.action_settings)
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        yield SystemCommand("Quit hamtimer", "Leave hamtimer", self.action_leave)

    def end_now(self, return_code: int) -> None:
        """Leave because the system asks for it: everything is saved first."""
        self.leave_now(return_code)
        if self.guided_run is not None:
            self.guided_run.close()
        self.settings_writer.close()

    def leave_now(self, return_code: int = 0) -> None:
        """Leave without asking; everything done is kept."""
        from hamtimer.front.leaving import closing_message

        word = ""
        if self.guided_run is not None:
            self.guided_run.leave(self.clock())
            word = closing_message(self.guided_run)
        # The caller prints the app's result; with a return code it would not.
        self.exit(word, return_code, message=word if return_code else None)

    def action_show_help(self) -> None:
        """Show the keys of the screen."""
        from hamtimer.tui.screens.help import HelpScreen, binding_rows, help_table

        rows = help_table(binding_rows(self.screen))
        self.push_screen(HelpScreen(self.screen.TITLE or "Keys", rows))

    def action_leave(self, return_code: int = 0) -> None:
        """Leave; in a run, ask first; a second time, leave the run to be resumed."""
        copies = getattr(self.screen, "copy_selection", None)
        if return_code == INTERRUPTED and copies is not None and copies():
            return
        ask = getattr(self.screen, "ask_to_leave", None)
        if ask is None or not ask():
            self.leave_now(return_code)

"""The settings of the app: saved, applied immediately, and shown on a screen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from hamtimer.core.play.clock import Clock
from hamtimer.core.text import literal
from hamtimer.front.key_bindings import Keys
from hamtimer.home.settings import Settings
from hamtimer.home.settings_writer import SettingsWriter
from hamtimer.tui import themes
from hamtimer.tui.front_screen import front_screen

if TYPE_CHECKING:
    from hamtimer.audio.output import Output
    from hamtimer.core.session.model import Session
    from hamtimer.home.settings_table import Setting
    from hamtimer.tui.screens.settings import SettingsScreen
    from hamtimer.tui.sound_preview import SoundPreview

PREVIEW_EVERY_S = 0.05
"""How often a sound sample is serviced."""
OpenSound = Callable[["Session", Path], "Output"]
"""Opens the sound of a session that came from a file."""


class SettingsFlow(App[str]):
    """The part of the app about settings; `Flow` is the rest."""

    def __init__(
        self,
        settings: Settings,
        open_sound: OpenSound,
        clock: Clock,
        *,
        ansi_color: bool | None = None,
    ) -> None:
        """Start with the settings as read; `ansi_color` is as in `App`."""
        super().__init__(ansi_color=ansi_color)
        self.settings = settings
        self.settings_writer = SettingsWriter(self._show_unsaved)
        self.clock = clock
        self.keys = Keys()
        """The keys of every action, as the person chose them."""
        self._open_sound = open_sound
        self._preview: SoundPreview | None = None
        self._preview_problem = ""
        """Why there is no sound; shown once."""
        self._use_keys()

    def close_screen(self, closing_message: str) -> None:
        """Go back to the screen below; from the first one, to the terminal."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.exit(closing_message)

    def _show_unsaved(self, problem: str) -> None:
        """Show, from any thread, that a setting could not be saved."""
        self.call_later(self._warn, literal(problem))

    def _warn(self, words: str) -> None:
        """Show a warning, in a run at its own place for notices."""
        from hamtimer.tui.screens.run_screen import NOTICE_S, RunScreen

        front = front_screen(self)
        if isinstance(front, RunScreen):
            front.notice.show(words, NOTICE_S)
        elif front is not None:
            self.notify(words, severity="warning", markup=False)

    def _use_keys(self) -> None:
        """Bind the keys from the settings, and show why one of them cannot be bound."""
        if self.settings.keys != () or self.keys != Keys():
            from hamtimer.front.key_bindings import read_keys

            self.keys, problems = read_keys(dict(self.settings.keys))
            self.set_keymap(self.keys.keymap())
            for action_id, problem in problems.items():
                self.call_later(self._warn, literal(f"[keys] {action_id}: {problem}"))

    def offers_settings(self, screen: Screen[object]) -> bool:
        """Return whether the settings can be opened: not during a run or over a question."""
        from hamtimer.tui.screens.library import LibraryScreen
        from hamtimer.tui.screens.overview import OverviewScreen

        return isinstance(screen, (LibraryScreen, OverviewScreen))

    def action_settings(self) -> None:
        """Show the settings."""
        from hamtimer.home.folders import NoHomeError
        from hamtimer.home.settings import settings_path
        from hamtimer.tui.screens.settings import SettingsScreen

        try:
            file = str(settings_path())
        except NoHomeError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.push_screen(SettingsScreen(self.settings, file))

    def on_settings_screen_changed(self, event: SettingsScreen.Changed) -> None:
        """Save a setting, and demonstrate it: show colours, play sounds."""
        from hamtimer.front.settings import change_of, with_value

        setting, value = event.setting, event.value
        self.settings = with_value(self.settings, setting, value)
        self.settings_writer.save(change_of(setting, value))
        if setting.key == "theme":
            self.theme = themes.chosen(self.settings.theme, os.environ)
        elif setting.table == "keys":
            self._use_keys()
        self._sample(setting)
        event.screen.show_settings(self.settings)

    def on_settings_screen_tried(self, event: SettingsScreen.Tried) -> None:
        """Play the sample of a setting again."""
        self._sample(event.setting)

    def _sample(self, setting: Setting) -> None:
        """Play the sample of a setting, if it is audible."""
        from hamtimer.core.session.model import Session
        from hamtimer.tui.sound_preview import SoundPreview, sample_of

        cues = sample_of(setting)
        if not cues:
            return
        if self._preview is None:
            nothing = Session(name="", parts=())
            self._preview = SoundPreview(lambda: self._open_sound(nothing, Path()), self.clock)
            self.set_interval(PREVIEW_EVERY_S, self._service_preview)
        self._preview.play(cues)

    def _service_preview(self) -> None:
        """Continue playing a sample, and show why there is no sound."""
        from hamtimer.tui.screens.settings import SettingsScreen

        if self._preview is not None:
            self._preview.service()
            problem = self._preview.problem
            if problem and problem != self._preview_problem:
                self._preview_problem = problem
                front = front_screen(self)
                if isinstance(front, SettingsScreen):
                    front.show_notice(problem)

    def on_settings_screen_left(self) -> None:
        """Return to where the settings were opened."""
        if self._preview is not None:
            self._preview.close()
        self.close_screen("")
        self.call_after_refresh(self._follow_settings)

    def _follow_settings(self) -> None:
        """Let the screen below follow the changes."""
        from hamtimer.tui.screens.overview import OverviewScreen

        front = front_screen(self)
        if isinstance(front, OverviewScreen):
            front.use_signals(self.settings.signals)

"""From screen to screen: the message of each to the app, and what follows."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from hamtimer.core.play.clock import Clock
from hamtimer.core.text import literal
from hamtimer.front.keys import Keys
from hamtimer.front.presses import Presses
from hamtimer.home.settings import Settings
from hamtimer.home.settings_writer import SettingsWriter
from hamtimer.tui import themes

if TYPE_CHECKING:
    # Each screen is loaded when it is needed: the first one is there sooner.
    from hamtimer.audio.output import Output
    from hamtimer.core.practice.plan import PracticePlan
    from hamtimer.core.run.run import Run
    from hamtimer.core.session.model import Session
    from hamtimer.front.steered import Steered
    from hamtimer.home.settings_table import Setting
    from hamtimer.tui.screens.guided import GuidedScreen
    from hamtimer.tui.screens.library import LibraryScreen
    from hamtimer.tui.screens.overview import OverviewScreen
    from hamtimer.tui.screens.practice import PracticeScreen
    from hamtimer.tui.screens.practice_setup import PracticeSetup
    from hamtimer.tui.screens.run_screen import Manner
    from hamtimer.tui.screens.settings import SettingsScreen
    from hamtimer.tui.screens.summary import SummaryScreen
    from hamtimer.tui.sound_change import SoundChanged
    from hamtimer.tui.sound_preview import SoundPreview

PREVIEW_EVERY_S = 0.05
"""How often a sample of the sound is looked after."""
OpenSound = Callable[["Session", Path], "Output"]
"""Opens the sound of a session that came from a file."""


class Flow(App[str]):
    """Library, overview, guided run, summary; and practice. `HamtimerApp` is the rest of it.

    The result is a last word for the terminal.
    """

    def __init__(
        self,
        settings: Settings,
        open_sound: OpenSound,
        clock: Clock,
        *,
        ansi_color: bool | None = None,
    ) -> None:
        """Begin with nothing open; `ansi_color` is as in `App`."""
        super().__init__(ansi_color=ansi_color)
        self.settings = settings
        self.settings_writer = SettingsWriter(self._show_unsaved)
        self.clock = clock
        self.guided_run: Steered | None = None
        """The run or practice that is open."""
        self.presses = Presses()
        """The last press in a run, whichever screen it was on."""
        self._open_sound = open_sound
        self.keys = Keys()
        """The keys of every action, as the person chose them."""
        self._use_keys()
        self._preview: SoundPreview | None = None

    def _manner(self, problem: str) -> Manner:
        """Return how a run is shown; motion is reduced by TEXTUAL_ANIMATIONS=none too."""
        from hamtimer.tui.screens.run_screen import Manner

        return Manner(
            still=self.settings.reduced_motion or self.animation_level == "none",
            latency_ms=self.settings.latency_ms,
            keys=self.keys,
            presses=self.presses,
            problem=problem,
        )

    def _show_unsaved(self, problem: str) -> None:
        """Show, from any thread, that a setting could not be saved."""
        self.call_later(self._warn, literal(problem))

    def _warn(self, words: str) -> None:
        """Show a warning: where a run is followed, in the place that it has for that."""
        from hamtimer.tui.screens.run_screen import NOTICE_S, RunScreen

        if isinstance(self.screen, RunScreen):
            self.screen.notice.show(words, NOTICE_S)
        else:
            self.notify(words, severity="warning", markup=False)

    # The settings

    def _use_keys(self) -> None:
        """Bind the keys of the settings; what is wrong with them was said before."""
        if self.settings.keys != () or self.keys != Keys():
            from hamtimer.front.keys import read_keys

            self.keys, _ = read_keys(dict(self.settings.keys))
            self.set_keymap(self.keys.keymap())

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
        """Keep a setting, and show what it does: colours are seen, sounds are heard."""
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
        """Play what a setting does once more."""
        self._sample(event.setting)

    def _sample(self, setting: Setting) -> None:
        """Play what a setting does, if it is heard."""
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
        """Go on playing a sample, and show why nothing is heard."""
        from hamtimer.tui.screens.settings import SettingsScreen

        if self._preview is not None:
            self._preview.service()
            if isinstance(self.screen, SettingsScreen) and self._preview.problem:
                self.screen.show_notice(self._preview.problem)

    def on_settings_screen_left(self) -> None:
        """Go back to where the settings were opened."""
        if self._preview is not None:
            self._preview.close()
        self._close_screen("")

    def on_library_screen_chosen(self, event: LibraryScreen.Chosen) -> None:
        """Look at a session."""
        from hamtimer.core.session.choices import ChoiceError, Choices
        from hamtimer.front.following import Following, follow_records
        from hamtimer.tui.screens.overview import OverviewScreen

        loaded, path = event.entry.loaded, event.entry.path
        if loaded.session is None:
            return
        try:
            found = follow_records(loaded, path, Choices())
        except ChoiceError:  # the overview shows it
            found = Following(Choices())
        signals, choices = self.settings.signals, found.choices
        self.push_screen(
            OverviewScreen(loaded.session, loaded, path, choices, signals, found.reasons)
        )
        if found.choices.week is not None:
            self.notify(found.lines[0], markup=False)

    def on_library_screen_resumed(self, event: LibraryScreen.Resumed) -> None:
        """Resume a run that was interrupted."""
        from hamtimer.core.run.header import JournalError
        from hamtimer.home.records.resume import resume

        try:
            run = resume(event.recorded, self.clock(), self.settings.signals)
        except (JournalError, OSError) as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.guide(run, Path(event.recorded.header.file))

    def on_overview_screen_left(self) -> None:
        self._close_screen("")

    def on_overview_screen_begun(self, event: OverviewScreen.Begun) -> None:
        """Begin a session as it was chosen."""
        from hamtimer.home.records.begin import begin_run

        self.pop_screen()
        sound = self._open_sound(event.timeline.session, event.path)
        run, problem = begin_run(
            event.timeline,
            event.loaded,
            event.path,
            event.choices,
            now=self.clock(),
            lead_ms=sound.lead_ms,
            in_file=event.in_file,
        )
        # A key that is held since the overview is no press in the run.
        self.presses.counts("done", self.clock())
        self._push_guided(run, sound, problem)

    def guide(self, run: Run, file: Path) -> None:
        """Guide a run whose session came from `file`."""
        self._push_guided(run, self._open_sound(run.player.timeline.session, file))

    def _push_guided(self, run: Run, sound: Output, problem: str = "") -> None:
        from hamtimer.tui.screens.guided import GuidedScreen

        self.guided_run = run
        self.push_screen(
            GuidedScreen(
                run, self.clock, sound, self._manner(problem), pedal_taps=self.settings.taps
            )
        )

    def on_sound_changed(self, event: SoundChanged) -> None:
        """Keep how it sounds, for what is opened next and for the next time."""
        changes = event.kept
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type] # `turn` gave them
        self.settings_writer.save(changes)

    def on_guided_screen_ended(self, event: GuidedScreen.Ended) -> None:
        """Sum up a run that is over."""
        from hamtimer.tui.screens.summary import SummaryScreen

        self.switch_screen(SummaryScreen(event, self.clock, self.presses))

    def on_guided_screen_left(self) -> None:
        """Leave a run, for later where it is recorded."""
        self._close_run()

    def on_summary_screen_closed(self) -> None:
        """Go back to where the run was begun."""
        self._close_run()

    def on_summary_screen_undone(self, event: SummaryScreen.Undone) -> None:
        """Go on with a run whose end was taken back."""
        self.pop_screen()
        self._push_guided(event.run, event.sound)

    def practise(self, plan: PracticePlan) -> None:
        """Practise a tempo right away."""
        from hamtimer.core.practice.plan import practice_session
        from hamtimer.home.records.begin import begin_practice
        from hamtimer.tui.screens.practice import PracticeScreen

        sound = self._open_sound(practice_session(plan), Path())
        practice, problem = begin_practice(
            plan, now=self.clock(), lead_ms=sound.lead_ms, signals=self.settings.signals
        )
        self.guided_run = practice
        self.push_screen(PracticeScreen(practice, self.clock, sound, self._manner(problem)))

    def on_practice_setup_chosen(self, event: PracticeSetup.Chosen) -> None:
        """Practise what was chosen in the library or for an exercise."""
        self.practise(event.plan)

    def on_practice_screen_left(self) -> None:
        """Go back to where the practice was begun."""
        self._close_run()

    def on_practice_screen_again(self, event: PracticeScreen.Again) -> None:
        """Practise the same once more, as a run of its own."""
        if self.guided_run is not None:
            self.guided_run.close()
        self.pop_screen()
        self.practise(event.plan)

    def _close_run(self) -> None:
        from hamtimer.front.leaving import last_word

        word = ""
        if self.guided_run is not None:
            self.guided_run.close()
            word = last_word(self.guided_run)
            self.guided_run = None
        self._close_screen(word)

    def _close_screen(self, last_word: str) -> None:
        """Go back to the screen below; from the first one, to the terminal."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.exit(last_word)

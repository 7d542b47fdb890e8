"""From screen to screen: the messages to the app, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.play.clock import Clock
from hamtimer.front.presses import Presses
from hamtimer.home import wall_clock
from hamtimer.home.settings import Settings
from hamtimer.tui.editing_flow import EditingFlow
from hamtimer.tui.settings_flow import OpenSound

if TYPE_CHECKING:
    # Each screen is loaded when needed, so that the first one appears sooner.
    from hamtimer.audio.output import Output
    from hamtimer.core.practice.plan import PracticePlan
    from hamtimer.core.run.run import Run
    from hamtimer.core.session_file.loader import Loaded
    from hamtimer.front.guided import Guided
    from hamtimer.tui.screens.guided import GuidedScreen
    from hamtimer.tui.screens.library import LibraryScreen
    from hamtimer.tui.screens.overview import OverviewScreen
    from hamtimer.tui.screens.practice import PracticeScreen
    from hamtimer.tui.screens.practice_setup import PracticeSetup
    from hamtimer.tui.screens.run_screen import Manner
    from hamtimer.tui.screens.summary import SummaryScreen
    from hamtimer.tui.sound_change import SoundChanged


class Flow(EditingFlow):
    """Library, overview, guided run, summary; and practice. `HamtimerApp` adds the rest.

    The result is the closing message for the terminal.
    """

    def __init__(
        self,
        settings: Settings,
        open_sound: OpenSound,
        clock: Clock,
        *,
        ansi_color: bool | None = None,
    ) -> None:
        """Start with nothing open; `ansi_color` is as in `App`."""
        super().__init__(settings, open_sound, clock, ansi_color=ansi_color)
        self.guided_run: Guided | None = None
        """The open run or practice."""
        self.presses = Presses()
        """The last press in a run, whichever screen it was on."""

    def _manner(self, record: Callable[[], str] = str) -> Manner:
        """Return how a run is shown; TEXTUAL_ANIMATIONS=none also reduces motion.

        `record` begins its record, unless it has one.
        """
        from hamtimer.tui.screens.run_screen import Manner

        return Manner(
            still=self.settings.reduced_motion or self.animation_level == "none",
            latency_ms=self.settings.latency_ms,
            keys=self.keys,
            presses=self.presses,
            record=record,
        )

    def on_library_screen_chosen(self, event: LibraryScreen.Chosen) -> None:
        """Show a session."""
        self.look_at(event.entry.loaded, event.entry.path)

    def look_at(self, loaded: Loaded, path: Path) -> None:
        """Show the overview of a session."""
        from hamtimer.core.session.choices import ChoiceError, Choices
        from hamtimer.front.due_today import not_due_today
        from hamtimer.front.follow_records import Following, follow_records
        from hamtimer.tui.screens.overview import OverviewScreen

        if loaded.session is None:
            return
        try:
            found = follow_records(loaded, path, Choices(), wall_clock.today())
        except ChoiceError:  # the overview shows it
            found = Following(Choices())
        signals, not_due = self.settings.signals, not_due_today(loaded, path, wall_clock.today())
        choices = not_due.of(found.choices)
        self.push_screen(
            OverviewScreen(loaded.session, loaded, path, choices, signals, found.reasons, not_due)
        )
        if found.choices.week is not None:
            self.notify(found.lines[0], markup=False)

    def on_library_screen_resumed(self, event: LibraryScreen.Resumed) -> None:
        """Resume an interrupted run."""
        from hamtimer.core.run.header import JournalError
        from hamtimer.home.records.resume import resume

        try:
            run = resume(event.recorded, self.clock(), self.settings.signals)
        except (JournalError, OSError) as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.guide(run, Path(event.recorded.header.file))

    def action_show_history(self) -> None:
        """Show the history."""
        from hamtimer.home.folders import runs_folder
        from hamtimer.tui.screens.history import history_screen

        self.push_screen(history_screen(runs_folder()))

    def on_history_screen_closed(self) -> None:
        """Return to where the history was opened."""
        self.close_screen("")

    def on_overview_screen_left(self) -> None:
        self.close_screen("")

    def on_overview_screen_begun(self, event: OverviewScreen.Begun) -> None:
        """Start a session as chosen."""
        from hamtimer.home.records.begin import prepare_run, record

        self.pop_screen()
        self.run_file = event.path
        sound = self._open_sound(event.timeline.session, event.path)
        run = prepare_run(
            event.timeline,
            event.loaded,
            event.path,
            event.choices,
            lead_ms=sound.lead_ms,
            in_file=event.in_file,
        )
        # A key held since the overview does not count as a press in the run.
        self.presses.counts("done", self.clock())
        self._push_guided(run, sound, lambda: record(run, self.clock()))

    def guide(self, run: Run, file: Path) -> None:
        """Guide a run whose session came from `file`."""
        self.run_file = file
        self._push_guided(run, self._open_sound(run.player.timeline.session, file))

    def _push_guided(self, run: Run, sound: Output, record: Callable[[], str] = str) -> None:
        from hamtimer.front.reloading import follow_file
        from hamtimer.tui.screens.guided import GuidedScreen

        self.guided_run = run
        self.push_screen(
            GuidedScreen(
                run,
                self.clock,
                sound,
                self._manner(record),
                pedal_taps=self.settings.taps,
                reloader=follow_file(run, self.settings.signals),
            )
        )

    def on_sound_changed(self, event: SoundChanged) -> None:
        """Keep the sound settings, for the next screen and for the next time."""
        changes = event.kept
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type] # `turn` gave them
        self.settings_writer.save(changes)

    def on_guided_screen_ended(self, event: GuidedScreen.Ended) -> None:
        """Sum up a run that is over."""
        from hamtimer.tui.screens.summary import SummaryScreen

        self.switch_screen(SummaryScreen(event, self.clock, self.presses))

    def on_guided_screen_left(self) -> None:
        """Leave a run; if it is recorded, it can be resumed."""
        self._close_run()

    def on_summary_screen_closed(self) -> None:
        """Return to where the run was started."""
        self._close_run()

    def on_summary_screen_undone(self, event: SummaryScreen.Undone) -> None:
        """Continue a run whose end was undone."""
        self.pop_screen()
        self._push_guided(event.run, event.sound)

    def practise(self, plan: PracticePlan) -> None:
        """Practise a tempo immediately."""
        from hamtimer.core.practice.plan import practice_session
        from hamtimer.home.records.begin import prepare_practice, record
        from hamtimer.tui.screens.practice import PracticeScreen

        sound = self._open_sound(practice_session(plan), Path())
        practice = prepare_practice(plan, lead_ms=sound.lead_ms, signals=self.settings.signals)
        self.guided_run = practice
        manner = self._manner(lambda: record(practice.run, self.clock()))
        self.push_screen(PracticeScreen(practice, self.clock, sound, manner))

    def on_practice_setup_chosen(self, event: PracticeSetup.Chosen) -> None:
        """Practise what was chosen in the library or for an exercise."""
        if event.sweeps:
            self.settings = replace(self.settings, movement="sweep")
        self.practise(event.plan)

    def on_practice_setup_left(self) -> None:
        """Go back; if the choice was the first screen, to the terminal."""
        if len(self.screen_stack) == 1:
            self.exit("")

    def on_practice_screen_left(self) -> None:
        """Return to where the practice was started."""
        self._close_run()

    def on_practice_screen_again(self, event: PracticeScreen.Again) -> None:
        """Practise the same again, as a new run."""
        if self.guided_run is not None:
            self.guided_run.close()
        self.pop_screen()
        self.practise(event.plan)

    def _close_run(self) -> None:
        from hamtimer.front.leaving import closing_message

        word = ""
        if self.guided_run is not None:
            self.guided_run.close()
            word = closing_message(self.guided_run)
            self.guided_run = None
        self.close_screen(word)

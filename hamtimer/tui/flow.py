"""From screen to screen: the message of each to the app, and what follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.play.clock import Clock
from hamtimer.front.presses import Presses
from hamtimer.home.settings import Settings
from hamtimer.tui.settings_flow import OpenSound, SettingsFlow

if TYPE_CHECKING:
    # Each screen is loaded when it is needed: the first one is there sooner.
    from hamtimer.audio.output import Output
    from hamtimer.core.practice.plan import PracticePlan
    from hamtimer.core.run.run import Run
    from hamtimer.core.session_file.loader import Loaded
    from hamtimer.core.session_file.problems import Problem
    from hamtimer.front.steered import Steered
    from hamtimer.tui.edit_wanted import EditWanted
    from hamtimer.tui.screens.editor import EditorScreen
    from hamtimer.tui.screens.guided import GuidedScreen
    from hamtimer.tui.screens.library import LibraryScreen
    from hamtimer.tui.screens.overview import OverviewScreen
    from hamtimer.tui.screens.practice import PracticeScreen
    from hamtimer.tui.screens.practice_setup import PracticeSetup
    from hamtimer.tui.screens.run_screen import Manner
    from hamtimer.tui.screens.summary import SummaryScreen
    from hamtimer.tui.sound_change import SoundChanged


class Flow(SettingsFlow):
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
        super().__init__(settings, open_sound, clock, ansi_color=ansi_color)
        self.guided_run: Steered | None = None
        """The run or practice that is open."""
        self.presses = Presses()
        """The last press in a run, whichever screen it was on."""
        self._run_file: Path | None = None
        """The file of the session that was followed last."""

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

    def on_library_screen_chosen(self, event: LibraryScreen.Chosen) -> None:
        """Look at a session."""
        self._look_at(event.entry.loaded, event.entry.path)

    def _look_at(self, loaded: Loaded, path: Path) -> None:
        from hamtimer.core.session.choices import ChoiceError, Choices
        from hamtimer.front.following import Following, follow_records
        from hamtimer.tui.screens.overview import OverviewScreen

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
        self.close_screen("")

    def on_overview_screen_begun(self, event: OverviewScreen.Begun) -> None:
        """Begin a session as it was chosen."""
        from hamtimer.home.records.begin import begin_run

        self.pop_screen()
        self._run_file = event.path
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
        self._run_file = file
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

    def on_edit_wanted(self, event: EditWanted) -> None:
        """Edit a session from the library, its overview or its summary."""
        path = event.path or self._run_file
        if path is not None:
            self.edit(path, event.line)

    def edit(self, path: Path, line: int = 0) -> None:
        """Edit a session, of a bundled one a copy; the caret begins in a line, from 1."""
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
        """Edit with the person's own editor, on the terminal; then show what there is now."""
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
        """Offer to open what was typed in an editor and never saved."""
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
        """Go back to where it was edited from."""
        self.close_screen(event.last_word)
        self._edited(event.path)

    def _edited(self, path: Path) -> None:
        """Show a session that was edited as it is now, where an overview shows it."""
        from hamtimer.tui.screens.overview import OverviewScreen

        if isinstance(self.screen, OverviewScreen):
            self._show_anew(path)

    def _show_anew(self, path: Path) -> None:
        """Show the overview of a session that was edited, or say why it cannot be played."""
        from hamtimer.core.session_file.loader import read_session

        loaded = read_session(path)
        if loaded.session is None:
            error = next(iter(loaded.problems))
            self.notify(literal(error), severity="error", markup=False)
            self.close_screen(f"{literal(error)}")
            return
        self.pop_screen()
        self._look_at(loaded, path)

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
        if event.sweeps:
            self.settings = replace(self.settings, movement="sweep")
        self.practise(event.plan)

    def on_practice_setup_left(self) -> None:
        """Go back, where the choice was the first screen to the terminal."""
        if len(self.screen_stack) == 1:
            self.exit("")

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
        self.close_screen(word)

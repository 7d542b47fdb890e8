"""The practice screen: the path, the count, the taps, and after each set its report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from hamtimer.audio.output import Output
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.view import View
from hamtimer.core.practice.estimate import stepped
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import levels_of
from hamtimer.core.practice.practice import Practice
from hamtimer.core.taps.meter import Feedback, SetReport
from hamtimer.core.taps.results import Results
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.text import literal
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.actions import ACTIONS, Group
from hamtimer.front.sound_keys import sound_words
from hamtimer.front.words.estimate import estimate_words, question_words
from hamtimer.front.words.feedback import feedback_words
from hamtimer.front.words.practice import INTRO_REPORT, help_words, intro_words
from hamtimer.front.words.report import seconds
from hamtimer.tui.drawing.practice_face import (
    TAP_WORDS,
    PracticeFace,
    face_of,
    facts,
    heading,
)
from hamtimer.tui.key_names import key_name
from hamtimer.tui.screens.run_screen import Manner, RunScreen, action_binding
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.big_label import BigLabel
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.practice_path import PathView, draw_path, still_lines
from hamtimer.tui.widgets.practice_report import practice_content, set_content

TAP_KEYS = ("space", "pagedown")


def practice_bindings() -> Iterator[Binding]:
    """Return the key bindings of a practice: actions of a run, where Space is the tap."""
    yield action_binding("tap", TAP_KEYS)
    yield action_binding("done", ("enter", "pageup"))
    # First of all: otherwise the report below takes them, to scroll.
    more, less = "When asked: half a second more.", "When asked: half a second less."
    yield Binding("up", "estimate(1)", "+½ s", priority=True, tooltip=more)
    yield Binding("down", "estimate(-1)", "-½ s", priority=True, tooltip=less)
    # Where there is nothing to tap, Space is what it is in a run.
    yield action_binding("toggle", ("p", "space"))
    yield Binding("l", "level", "Level", tooltip="Choose how much is heard and shown.")
    yield Binding("f", "results", "Results", tooltip="Choose which results are shown at once.")
    yield action_binding("undo")
    yield action_binding("restart")
    yield from (action_binding(one.id) for one in ACTIONS if one.group is Group.SOUND)
    yield action_binding("help")
    yield action_binding("quit")


ASK_HELP = (
    f"{key_name('up')} {key_name('down')} choose, {key_name('enter')} answers; "
    "else the report comes"
)


class PracticeScreen(RunScreen):
    """Practises one tempo. Keys and mouse buttons are taps, timed when they arrived."""

    BINDINGS: ClassVar[list[BindingType]] = [*practice_bindings()]
    DEFAULT_CSS = """
    PracticeScreen {
        padding: 0 1;
        #practice-heading { text-style: bold; }
        #facts, #hint { color: $text-muted; }
        #practice-question { display: none; text-style: bold; color: $accent; }
        #path, #still-path, #report { height: 1fr; margin: 1 0; }
        #still-path, #report { display: none; }
        #practice-now { height: 30%; min-height: 3; }
        #practice-word { width: 2fr; }
        #practice-number { width: 1fr; margin: 0 0 0 2; }
        #feedback { height: 3; }
        &.-reporting {
            #practice-now { height: 3; }
            #feedback { display: none; }
        }
        &.-short {
            #path, #still-path, #report { margin: 0; }
            #feedback { height: 1; }
        }
        &.-tall #feedback { height: 6; margin: 1 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-normal-height"), (36, "-tall")]  # noqa: RUF012

    class Left(Message):
        """The person is done."""

    class Again(Message):
        """The person wants the same practice once more."""

        def __init__(self, practice: Practice) -> None:
            super().__init__()
            self.plan = practice.plan

    frame_ms = 66
    idle_ms = 150
    tap_keys = TAP_KEYS

    def __init__(
        self, practice: Practice, clock: Clock, sound: Output, manner: Manner | None = None
    ) -> None:
        super().__init__(practice, clock, sound, manner)
        self.practice = practice
        self._hinted_at: tuple[object, ...] = ()
        self._heading = Line(id="practice-heading")
        self._facts = Line(id="facts")
        self._path = PathView(id="path")
        self._boxes = Static(id="still-path", markup=False)
        self._report = VerticalScroll(Static(id="report-text", markup=False), id="report")
        self._word = BigLabel(id="practice-word", spaced=True)
        self._number = BigLabel(id="practice-number")
        self._feedback = BigLabel(id="feedback")
        self._question = Line(id="practice-question")
        self._estimate_ms: int | None = None
        """The answer to the question how long a phase was, as chosen so far."""
        self._hint = Line(id="hint")

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._facts
        yield self._path
        yield self._boxes
        yield self._report
        with Horizontal(id="practice-now"):
            yield self._word
            yield self._number
        yield self._feedback
        yield self._question
        yield self._hint
        yield self.notice
        yield KeyLine()

    def on_mount(self) -> None:
        self._report.can_focus = False
        show_title(self, f"{literal(self.player.timeline.session.name)} - hamtimer")

    def on_unmount(self) -> None:
        self._sound.close()

    # Taps

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take any mouse button as a tap, but for one on a key of the footer."""
        above = event.widget.ancestors_with_self if event.widget else ()
        if not any(isinstance(widget, KeyLine) for widget in above):
            self.taps.tap(self.arrival(event))

    def take_feedback(self, feedback: Feedback) -> None:
        """Show at once how long the phase actually was."""
        one = feedback.measured
        large = f"{seconds(one.actual_ms)} / {seconds(one.target_ms)}" if one else ""
        self._feedback.show(large)
        self._hint.show(feedback_words(feedback, self.player.step.exercise))

    def flash(self, words: str) -> None:
        self._hint.show(words)

    # Drawing

    def is_moving(self, view: View) -> bool:  # noqa: ARG002 - the path moves outside sets too
        return self.player.is_running and not self._manner.still

    def draw(self, view: View, now: int) -> None:  # noqa: ARG002 - nothing here passes with time
        practice = self.practice
        self._heading.show(heading(view.step, practice))
        self._facts.show(
            " · ".join(filter(None, [facts(view, practice), sound_words(self._sound)]))
        )
        self._ask()
        if practice.is_over:
            return
        face = face_of(view, practice)
        self._draw_picture(face, view)
        self._word.show(face.word, among=face.words, tone=face.tone)
        self._number.show(face.number, among=("88",), tone=face.tone)
        moment = (practice.player.is_running, view.step.kind)
        if moment != self._hinted_at:
            self._hinted_at = moment
            if view.step.kind is StepKind.SET:
                self._feedback.show("")
                self._hint.show(TAP_WORDS[practice.plan.taps])
            if practice.plan.is_first:
                self._hint.show(intro_words(view.step.kind))

    def _ask(self) -> None:
        """Show what the person is asked now, with the answer as chosen so far."""
        question = self.practice.question
        self._question.display = question is not None
        if question is None:
            self._estimate_ms = None
            return
        if self._estimate_ms is None:
            self._estimate_ms = question.first_ms
            self._hint.show(ASK_HELP)
            self.refresh_bindings()
        words = question_words(question, self.player.step.exercise)
        self._question.show(f"{words}  {seconds(self._estimate_ms)} s")

    def _answer(self, estimated_ms: int | None) -> None:
        """Answer the question, or leave it with None; the report follows."""
        estimate = self.practice.answer(estimated_ms, self._clock())
        self.poll()
        if estimate is not None:
            self._hint.show(estimate_words(estimate, self.player.step.exercise))
        self.refresh_bindings()

    def _draw_picture(self, face: PracticeFace, view: View) -> None:
        """Draw the path, or while nothing is to be followed the report of the last set."""
        resting = view.step.kind is not StepKind.SET and face.path is None
        reporting = resting and bool(self.practice.reports)
        self._report.display = reporting
        self.set_class(reporting, "-reporting")
        self._boxes.display = self._manner.still and not reporting
        self._path.display = not self._manner.still and not reporting
        if reporting:
            return
        columns, rows = self._path.size
        if self._manner.still:
            self._boxes.update(self._still_text(face, view))
        elif face.path is None or not columns or not rows:
            self._path.clear()
        else:
            rate = self.practice.plan.rate
            taps = [tap * rate for tap in self.practice.meter.taps_of(view.step)]
            picture = draw_path(
                face.path, face.position_ms, columns, rows, rate=float(rate), taps=map(float, taps)
            )
            self._path.show(picture, face.tone)

    def _still_text(self, face: PracticeFace, view: View) -> str:
        if face.path is None:
            return ""
        exercise = view.next_work.exercise if view.next_work else view.step.exercise
        names = [exercise.phase_name(phase) for phase, _ in face.path.phases]
        return "\n".join(still_lines(face.path, names, face.position_ms))

    def take_report(self, report: SetReport) -> None:
        """Put the report of the set that is over where the path was."""
        number = report.step.set_number
        last = [one for one in self.practice.reports if one.step.set_number == number]
        content = set_content(last, self.practice)
        self._report.query_one(Static).update(content)
        self._report.scroll_home(animate=False)
        self._feedback.show("")
        words = f"Next: {help_words(self.practice.level, self.practice.results)}"
        self._hint.show(INTRO_REPORT if self.practice.plan.is_first else words)

    def end(self) -> None:
        """Show everything that was measured."""
        self._path.display = self._boxes.display = False
        self._report.display = True
        self.add_class("-reporting")
        self._report.query_one(Static).update(practice_content(self.practice))
        self._word.show("Done")
        self._number.show("")
        self._feedback.show("")
        if not self.practice.plan.is_first:
            leave = key_name(self._manner.keys.of("quit")[0])
            self._hint.show(f"Enter: the same again. {leave}: leave")
        self._hinted_at = ()

    # Keys

    def offers(self, action_id: str) -> bool:
        if action_id == "tap":
            return self.practice.plan.taps is not TapMode.OFF and not self.practice.is_over
        if action_id == "done" and (self.practice.question or self.practice.is_over):
            return True
        return super().offers(action_id)

    def title_of(self, action_id: str) -> str:
        if action_id == "done" and self.practice.question:
            return "That long"
        again = action_id == "done" and self.practice.is_over
        return "Again" if again else super().title_of(action_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("level", "results"):
            return not self.practice.is_over
        if action == "estimate":
            return self.practice.question is not None
        return super().check_action(action, parameters)

    def act(self, action_id: str) -> None:
        if action_id == "done" and self.practice.question:
            self._answer(self._estimate_ms)
        elif action_id == "quit" and self.practice.question:
            self._answer(None)
        elif action_id == "done" and self.practice.is_over:
            self.post_message(self.Again(self.practice))
        elif action_id == "quit":
            if not self.ask_to_leave():
                self.post_message(self.Left())
        else:
            super().act(action_id)

    def action_level(self) -> None:
        """Take the next quieter level, after the quietest the fullest; it stays from now on."""
        levels = levels_of(self.practice.plan)
        level = levels[(levels.index(self.practice.level) + 1) % len(levels)]
        self.practice.choose_level(level)
        self._show_help()

    def action_results(self) -> None:
        """Show fewer results, after the fewest all; this stays from now on."""
        results = tuple(Results)
        after = results[(results.index(self.practice.results) + 1) % len(results)]
        if self.practice.level is Level.SILENT and after.is_within_set:
            after = Results.SET  # at this level nothing is told before the end of the set
        self.practice.choose_results(after)
        self._show_help()

    def _show_help(self) -> None:
        words = help_words(self.practice.level, self.practice.results)
        self._hint.show(f"Help: {words}")
        self.poll()

    def action_estimate(self, steps: int) -> None:
        """Change the answer by some half seconds."""
        if self._estimate_ms is not None:
            self._estimate_ms = stepped(self._estimate_ms, steps)
            self._ask()

    def ask_to_leave(self) -> bool:
        """End the practice; return whether there are reports to look at before leaving."""
        if self.practice.is_over:
            return False
        self.command(Command.STOP)
        return bool(self.practice.reports)

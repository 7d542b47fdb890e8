"""The practice screen: the path, the count, the taps, and the report after each set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from hamtimer.audio.output import Output
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Status
from hamtimer.core.play.view import View
from hamtimer.core.practice.estimate import stepped
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import levels_of
from hamtimer.core.practice.practice import Practice
from hamtimer.core.taps.meter import Feedback, SetReport
from hamtimer.core.taps.results import Results
from hamtimer.core.taps.scale import scale_of
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.text import literal
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.actions import ACTIONS, BY_ID, Group
from hamtimer.front.sound_keys import sound_words
from hamtimer.front.words.estimate import estimate_words, question_words
from hamtimer.front.words.feedback import feedback_words
from hamtimer.front.words.meter import meter_line
from hamtimer.front.words.place import paused_words
from hamtimer.front.words.practice import INTRO_REPORT, help_words, intro_words
from hamtimer.front.words.report import seconds
from hamtimer.tui.drawing.boxes import Ink
from hamtimer.tui.drawing.phase_chart import PhaseChart
from hamtimer.tui.drawing.practice_face import (
    TAP_WORDS,
    PracticeFace,
    face_of,
    facts,
    heading,
    large_facts,
    marks,
)
from hamtimer.tui.drawing.practice_results import (
    charts_of,
    tap_result_of,
    taps_of_rep,
    verdict_shade,
)
from hamtimer.tui.drawing.practice_stage import (
    PracticePicture,
    ScaleMark,
    TapResult,
    path_columns,
)
from hamtimer.tui.drawing.rep_path import still_lines, until_column_ms
from hamtimer.tui.drawing.shapes import Shape
from hamtimer.tui.drawing.tones import Tone
from hamtimer.tui.key_names import key_name
from hamtimer.tui.offers import HERE, offers
from hamtimer.tui.screens.run_screen import FRAME_MS, LOW, SECOND, Manner, RunScreen, action_binding
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.practice_canvas import PracticeCanvas
from hamtimer.tui.widgets.practice_report import practice_content
from hamtimer.tui.widgets.row import TextRow
from hamtimer.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from hamtimer.tui.screens.help import Row

TAP_KEYS = ("space", "pagedown")
ENDED = "-ended"
DONE_HELP = "End this set or rest now, or answer; after the last set: repeat the practice."
QUIT_HELP = "End the practice and show its reports; again: leave. What was measured is kept."


def practice_bindings() -> Iterator[Binding]:
    """Return the key bindings of a practice: actions of a run, where Space is the tap."""
    yield action_binding("tap", TAP_KEYS)
    yield action_binding("done", ("enter", "pageup"), words=DONE_HELP)
    # First of all, because otherwise the report below takes them to scroll.
    more, less = "When asked: half a second more.", "When asked: half a second less."
    yield Binding("up", "estimate(1)", "+½ s", priority=True, tooltip=more)
    yield Binding("down", "estimate(-1)", "-½ s", priority=True, tooltip=less)
    # If there is nothing to tap, Space works as in a run.
    yield action_binding("toggle", ("p", "space"))
    yield Binding("l", "level", "Level", tooltip="Choose how much is heard and shown.")
    yield Binding("f", "results", "Results", tooltip="Choose which results are shown at once.")
    yield action_binding("undo")
    yield action_binding("restart")
    yield from (action_binding(one.id) for one in ACTIONS if one.group is Group.SOUND)
    yield action_binding("help")
    yield action_binding("quit", words=QUIT_HELP)


ASK_HELP = (
    f"{key_name('up')} {key_name('down')} choose, {key_name('enter')} answers; "
    "otherwise the report follows"
)


class PracticeScreen(RunScreen):
    """Practises one tempo. Keys and mouse buttons are taps, timed at their arrival."""

    BINDINGS: ClassVar[list[BindingType]] = [*practice_bindings()]
    DEFAULT_CSS = """
    PracticeScreen {
        padding: 0 0 0 1;
        #status { padding: 0; }
        #canvas { height: 1fr; }
        #practice-question { display: none; text-style: bold; color: $accent; }
        #report { display: none; height: 1fr; margin: 1 0 0 0; }
        &.-ended #canvas { height: 6; }
        &.-ended.-short #canvas { height: 3; }
        &.-ended #report { display: block; }
        &.-short #heading { display: none; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (LOW, "-normal-height"), (36, "-tall")]  # noqa: RUF012
    DEFAULT_CLASSES = "-normal-height"  # the usual one: set later, all would be styled twice

    class Left(Message):
        """The person is done."""

    class Again(Message):
        """The person wants to repeat the practice."""

        def __init__(self, practice: Practice) -> None:
            super().__init__()
            self.plan = practice.plan

    idle_ms = 150
    tap_keys = TAP_KEYS

    def __init__(
        self, practice: Practice, clock: Clock, sound: Output, manner: Manner | None = None
    ) -> None:
        super().__init__(practice, clock, sound, manner)
        self.practice = practice
        self._hinted_at: tuple[object, ...] = ()
        self._status = StatusLine()
        self._heading = TextRow(id="heading")
        self._canvas = PracticeCanvas(id="canvas")
        self._report = VerticalScroll(
            Static(id="report-text", markup=False), id="report", can_focus=False
        )
        self._result: TapResult | None = None
        self._charts: tuple[tuple[PhaseChart, ...], ...] = ()
        self._question = Line(id="practice-question")
        self._estimate_ms: int | None = None
        """The current answer to the question how long a phase was."""
        self._hint = TextRow(id="hint")

    def compose(self) -> ComposeResult:
        yield self._status
        yield self._heading
        yield self._canvas
        yield self._report
        yield self._question
        yield self._hint
        yield self.notice
        yield KeyLine()

    def on_mount(self) -> None:
        show_title(self, f"{literal(self.player.timeline.session.name)} - hamtimer")

    def on_unmount(self) -> None:
        self._sound.close()

    # Taps

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take any mouse button as a tap, except on a key of the footer."""
        above = event.widget.ancestors_with_self if event.widget else ()
        if not any(isinstance(widget, KeyLine) for widget in above):
            self.taps.tap(self.arrival(event))

    @property
    def _is_tapped(self) -> bool:
        return self.practice.plan.taps is not TapMode.OFF

    def takes_taps(self) -> bool:
        """Return whether the keys are taps: outside a set too, so that one more never pauses."""
        return self._is_tapped and not self.practice.is_over

    def take_feedback(self, feedback: Feedback) -> None:
        """Show immediately how long the phase actually was."""
        exercise = self.player.step.exercise
        self._result = tap_result_of(feedback, exercise)
        self._hint.say(feedback_words(feedback, exercise))

    def flash(self, words: str) -> None:
        self._hint.say(words)

    # Drawing

    def still_ms(self, view: View) -> int:
        if self.practice.level is Level.SILENT:
            return self.idle_ms  # it follows the person
        rate = float(self.practice.plan.rate)
        if view.phase is None and view.remaining_ms is not None:
            return ceil(view.remaining_ms / rate % SECOND) or SECOND
        left = view.count_in_ms or (view.phase.remaining_ms if view.phase else 0)
        # Numbers change with what is left of the phase, the beat with the time in the set.
        changes = (left % SECOND or SECOND, SECOND - view.position_ms % SECOND)
        return ceil(min(changes) / rate)

    def frame_ms(self, view: View) -> int | None:
        """Return how long until the limb is in another column; None: there is no path."""
        face = face_of(view, self.practice)
        if face.path is None or self._manner.still or not self.player.is_running:
            return None
        rate = float(self.practice.plan.rate)
        columns = path_columns(self._canvas.size.width)
        limb = until_column_ms(face.path, face.position_ms, columns, FRAME_MS * rate)
        return ceil(limb / rate)

    def move(self, view: View) -> None:
        self._canvas.move(face_of(view, self.practice))

    def draw(self, view: View, now: int) -> None:  # noqa: ARG002 - nothing here passes with time
        practice = self.practice
        name = heading(view.step, practice)
        words = "" if practice.is_over else f" · {facts(view, practice)}"
        # In one line where there is no room for two.
        place = practice.player.timeline.session.name
        if self.app.size.height < LOW:
            place = f"{name}{words}"
        self._status.show_place(literal(place), sound_words(self._sound))
        self._heading.show((name, Ink.STRONG), (words, Ink.TEXT))
        self._ask()
        if practice.is_over:
            return
        if self.has_class(ENDED):  # its end was undone
            self.remove_class(ENDED)
            self._report.can_focus = False
            self._hint.say("")
        moment = (practice.player.is_running, view.step.index)
        if moment != self._hinted_at:
            self._hinted_at = moment
            if view.step.kind is StepKind.SET:
                self._result = None
                self._hint.say(TAP_WORDS[practice.plan.taps])
            if practice.plan.is_first:
                self._hint.say(intro_words(view.step.kind))
        if view.status is Status.PAUSED and not practice.is_waiting:
            self._hint.say(f"{paused_words(view)}: {self.key_word('toggle')} resumes")
            self._hinted_at = ()
        self._canvas.show(self._picture(face_of(view, practice), view), self.size.height)

    def _picture(self, face: PracticeFace, view: View) -> PracticePicture:
        """Return the picture: a set, or the report while there is nothing to follow."""
        resting = view.step.kind is not StepKind.SET and face.path is None
        if resting and self._charts:
            return PracticePicture(face, charts=self._charts)
        practice, path = self.practice, face.path
        scale = scale_of(practice.shown)
        return PracticePicture(
            face,
            large_facts(view, practice),
            self._result,
            marks(path, practice.plan.taps) if path else (),
            taps_of_rep(practice, view) if path else (),
            self._still_lines(face, view) if self._manner.still else (),
            scale=tuple(ScaleMark(mark.place, verdict_shade(mark.verdict)) for mark in scale.marks),
            scale_words=meter_line(scale),
        )

    def _ask(self) -> None:
        """Show the current question, with the current answer."""
        question = self.practice.question
        self._question.display = question is not None
        if question is None:
            self._estimate_ms = None
            return
        if self._estimate_ms is None:
            self._estimate_ms = question.first_ms
            self._hint.say(ASK_HELP)
            self.refresh_bindings()
        words = question_words(question, self.player.step.exercise)
        self._question.show(f"{words}  {seconds(self._estimate_ms)} s")

    def _answer(self, estimated_ms: int | None) -> None:
        """Answer the question, or skip it with None; the report follows."""
        estimate = self.practice.answer(estimated_ms, self._clock())
        self.poll()
        if estimate is not None:
            self._hint.say(estimate_words(estimate, self.player.step.exercise))
        self.refresh_bindings()

    def _still_lines(self, face: PracticeFace, view: View) -> tuple[str, ...]:
        if face.path is None:
            return ()
        exercise = view.next_work.exercise if view.next_work else view.step.exercise
        names = [exercise.phase_name(phase) for phase, _ in face.path.phases]
        return still_lines(face.path, names, face.position_ms)

    def take_report(self, report: SetReport) -> None:
        """Show the report on the finished set in place of the path."""
        number = report.step.set_number
        last = [one for one in self.practice.last_reports if one.step.set_number == number]
        self._charts = tuple(charts_of(one, self.practice.plan.reps) for one in last)
        self._result = None
        words = f"Next: {help_words(self.practice.level, self.practice.results)}"
        self._hint.say(INTRO_REPORT if self.practice.plan.is_first else words)

    def end(self) -> None:
        """Show all measurements."""
        self.add_class(ENDED)
        self._report.query_one(Static).update(practice_content(self.practice))
        self._report.scroll_home(animate=False)
        self._report.can_focus = True
        self._report.focus(scroll_visible=False)
        done = PracticeFace("Done", ("Done",), "", Tone.REST, Shape.REST, None, 0)
        self._canvas.show(PracticePicture(done), self.size.height)
        if not self.practice.plan.is_first:
            done_key, quit_key = self.key_word("done"), self.key_word("quit")
            self._hint.say(f"{done_key}: the same again. {quit_key}: leave")
        self._hinted_at = ()

    # Keys

    def key_rows(self) -> Iterator[Row]:
        """Return the rows of the help; Space pauses only if there is nothing to tap."""
        pause, tap = BY_ID["toggle"].help, BY_ID["tap"].help
        for row in super().key_rows():
            if row.what == pause and self._is_tapped:
                yield replace(row, keys=key_name("p"))
            elif row.what != tap or self._is_tapped:
                yield row

    def key_word(self, action_id: str) -> str:
        for offer in offers(self):  # the key that the footer names
            if (offer.binding.id or "").removesuffix(HERE) == action_id:
                return key_name(offer.binding.key)
        return super().key_word(action_id)

    def offers(self, action_id: str, now: int | None = None) -> bool:
        if action_id == "tap":
            # The tap of the last turn comes after the set, and a silent set waits for it.
            late = self.practice.is_waiting or self.practice.meter.is_pending
            return self.takes_taps() and (late or super().offers("tap", now))
        if action_id == "done" and (self.practice.question or self.practice.is_over):
            return True
        return super().offers(action_id, now)

    def title_of(self, action_id: str) -> str:
        if action_id == "done" and self.practice.question:
            return "That long"
        again = action_id == "done" and self.practice.is_over
        return "Again" if again else super().title_of(action_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("level", "results"):
            return not self.practice.is_over and (action == "level" or self._is_tapped)
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
        """Choose the next quieter level, or after the quietest the fullest, from now on."""
        levels = levels_of(self.practice.plan)
        level = levels[(levels.index(self.practice.level) + 1) % len(levels)]
        self.practice.choose_level(level)
        self._show_help()

    def action_results(self) -> None:
        """Show fewer results, or after the fewest all, for the rest of the practice."""
        results = tuple(Results)
        after = results[(results.index(self.practice.results) + 1) % len(results)]
        if self.practice.level is Level.SILENT and after.is_within_set:
            after = Results.SET  # at this level nothing is shown before the end of the set
        self.practice.choose_results(after)
        self._show_help()

    def _show_help(self) -> None:
        words = help_words(self.practice.level, self.practice.results)
        self._hint.say(f"Help: {words}")
        self.poll()

    def action_estimate(self, steps: int) -> None:
        """Change the answer by half seconds."""
        if self._estimate_ms is not None:
            self._estimate_ms = stepped(self._estimate_ms, steps)
            self._ask()

    def ask_to_leave(self) -> bool:
        """End the practice; return whether there are reports to read before leaving."""
        if self.practice.is_over:
            return False
        self.command(Command.STOP)
        return bool(self.practice.reports)

"""The practice screen: the path, the count, the taps, and after each set its report."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from hamtimer.audio.engines.engine import late_ms
from hamtimer.audio.output import Output
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Status
from hamtimer.core.play.view import View, look
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.practice import Practice
from hamtimer.core.taps.meter import Feedback
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.actions import ACTIONS, Group
from hamtimer.front.sound_keys import news, sound_words, turn
from hamtimer.front.words.feedback import feedback_words
from hamtimer.front.words.report import seconds
from hamtimer.tui.awake import Awake
from hamtimer.tui.collector import put_objects_aside
from hamtimer.tui.drawing.practice_face import (
    LEVEL_NAMES,
    TAP_WORDS,
    PracticeFace,
    face_of,
    facts,
    heading,
)
from hamtimer.tui.drawing_time import DrawingTime
from hamtimer.tui.screens.help import HelpScreen, binding_rows, help_table
from hamtimer.tui.sound_change import tell_change
from hamtimer.tui.sound_start import wait_for_sound
from hamtimer.tui.tap_time import arrival, quick_keys
from hamtimer.tui.widgets.big_label import BigLabel
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.practice_path import PathView, draw_path, still_lines
from hamtimer.tui.widgets.practice_report import practice_content, set_content

FRAME_MS = 66
"""How often the path is looked at while it moves: 15 times a second."""
IDLE_MS = 150
NOTICE_S = 1.0


def sound_bindings() -> Iterator[Binding]:
    """Make the key bindings of what can be done to the sound, as a run has them."""
    for action in ACTIONS:
        if action.group is Group.SOUND:
            act, keys = f"sound('{action.id}')", ",".join(action.keys)
            yield Binding(keys, act, action.title, show=False, tooltip=action.help)


class PracticeScreen(Screen[None]):
    """Practises one tempo. Keys and mouse buttons are taps, timed when they arrived."""

    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("space", "tap", "Tap", key_display="Space", tooltip="Tap at a turn."),
        Binding("pagedown", "tap", "Tap", show=False),
        Binding("enter,pageup", "go_on", "Go on", tooltip="End the rest or the set; again."),
        Binding("p", "pause", "Pause", tooltip="Pause, and go on."),
        Binding("l", "level", "Level", tooltip="Choose how much is heard and shown."),
        Binding("r", "restart", "Restart set", show=False, tooltip="Begin the set again."),
        *sound_bindings(),
        Binding("question_mark,f1,h", "help", "Help"),
        Binding(
            "q,escape", "leave", "Leave", tooltip="End the practice; again to leave.", system=True
        ),
    ]
    DEFAULT_CSS = """
    PracticeScreen {
        padding: 0 1;
        #practice-heading { text-style: bold; }
        #facts, #hint { color: $text-muted; }
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
            """Say which."""
            super().__init__()
            self.plan = practice.plan

    def __init__(
        self,
        practice: Practice,
        clock: Clock,
        sound: Output,
        *,
        still: bool = False,
        latency_ms: int = 0,
    ) -> None:
        """Practise by `clock`; `still`: with reduced motion; `latency_ms`: the output's."""
        super().__init__()
        self.practice = practice
        self._clock = clock
        self._sound = sound
        self._still = still
        self._latency_ms = latency_ms
        self._times = DrawingTime(practice.player)
        self._awake = Awake()
        self._while_shown = ExitStack()
        self._told = 0
        self._finished = False
        self._keys: tuple[object, ...] = ()
        self._notices: set[str] = set()
        self._heading = Line(id="practice-heading")
        self._facts = Line(id="facts")
        self._path = PathView(id="path")
        self._boxes = Static(id="still-path", markup=False)
        self._report = VerticalScroll(Static(id="report-text", markup=False), id="report")
        self._word = BigLabel(id="practice-word", spaced=True)
        self._number = BigLabel(id="practice-number")
        self._feedback = BigLabel(id="feedback")
        self._hint = Line(id="hint")

    def compose(self) -> ComposeResult:
        """Put path or report above word and count, and the last tap below them."""
        yield self._heading
        yield self._facts
        yield self._path
        yield self._boxes
        yield self._report
        with Horizontal(id="practice-now"):
            yield self._word
            yield self._number
        yield self._feedback
        yield self._hint
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what is to come, and begin as soon as there is sound."""
        self._report.can_focus = False
        self.app.title = f"{self.practice.player.timeline.session.name} - hamtimer"
        self._awake.keep()
        self._while_shown.enter_context(quick_keys())
        self._while_shown.enter_context(put_objects_aside())
        self.poll()
        self.call_after_refresh(self._sound.start)
        self.run_worker(self._watch(), exclusive=True)
        self.set_interval(NOTICE_S, self._tell_notices)

    def on_unmount(self) -> None:
        """Let the display sleep again, and be silent."""
        self._awake.release()
        self._while_shown.close()
        self._sound.close()

    async def _watch(self) -> None:
        """Begin, and look at the practice again and again until it is over."""
        await wait_for_sound(self._sound)
        if self.practice.player.state.status is Status.READY:
            self._command(Command.START)
        while not self._finished:
            self.poll()
            moving = self.practice.player.is_running and not self._still
            wait = self._times.wait_ms(self._clock(), FRAME_MS if moving else IDLE_MS)
            await asyncio.sleep(wait / 1_000)

    def poll(self) -> None:
        """Find out what happened, and draw what is going on."""
        now = self._clock()
        self.practice.advance(now)
        self._sound.sync(self.practice.player, now)
        if change := news(self._sound):
            tell_change(self, change, self._hint.show)
        if self.is_current:
            self._draw(look(self.practice.player, self._times.shown_at(now)))
        self._finished = self.practice.is_over

    # Taps

    def action_tap(self) -> None:
        """Take a tap whose arrival is not known any better: from the footer or the palette."""
        self._tap(self._clock())

    def on_key(self, event: events.Key) -> None:
        """Take a tap at the time at which its key arrived, before it is looked up."""
        if event.key in ("space", "pagedown"):
            event.stop()
            event.prevent_default()
            self._tap(arrival(event, self._clock))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take any mouse button as a tap, but for one on a key of the footer."""
        above = event.widget.ancestors_with_self if event.widget else ()
        if not any(isinstance(widget, KeyLine) for widget in above):
            self._tap(arrival(event, self._clock))

    def _tap(self, at: int) -> None:
        """Take a tap made at `at`; where nothing is measured, Space has its usual meaning."""
        practice = self.practice
        if practice.plan.taps is TapMode.OFF:
            self.action_pause()
            return
        feedback = practice.tap(at)
        if feedback is not None:
            self._show_feedback(feedback)

    def _show_feedback(self, feedback: Feedback) -> None:
        """Say at once how long the phase truly was."""
        one = feedback.measured
        large = f"{seconds(one.true_ms)} / {seconds(one.wanted_ms)}" if one else ""
        self._feedback.show(large)
        self._hint.show(feedback_words(feedback, self.practice.player.step.exercise))

    # Drawing

    def _draw(self, view: View) -> None:
        practice = self.practice
        self._heading.show(heading(view.step, practice))
        self._facts.show(
            " · ".join(filter(None, [facts(view, practice), sound_words(self._sound)]))
        )
        if practice.is_over:
            self._draw_end()
        else:
            face = face_of(view, practice)
            self._draw_picture(face, view)
            self._word.show(face.word, among=face.words, tone=face.tone)
            self._number.show(face.number, among=("88",), tone=face.tone)
        if len(practice.reports) != self._told:
            self._tell_report()
        keys = (practice.is_over, practice.player.is_running, view.step.kind)
        if keys != self._keys:
            self._keys = keys
            self.refresh_bindings()
            if view.step.kind is StepKind.SET and not practice.is_over:
                self._feedback.show("")
                self._hint.show(TAP_WORDS[practice.plan.taps])

    def _draw_picture(self, face: PracticeFace, view: View) -> None:
        """Draw the path, or while nothing is to be followed the report of the last set."""
        resting = view.step.kind is not StepKind.SET and face.path is None
        reporting = resting and self._told > 0
        self._report.display = reporting
        self.set_class(reporting, "-reporting")
        self._boxes.display = self._still and not reporting
        self._path.display = not self._still and not reporting
        if reporting:
            return
        columns, rows = self._path.size
        if self._still:
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

    def _tell_report(self) -> None:
        """Put the report of the set that is over where the path was."""
        reports = self.practice.reports
        self._told = len(reports)
        number = reports[-1].step.set_number
        last = [one for one in reports if one.step.set_number == number]
        content = set_content(last, self.practice)
        self._report.query_one(Static).update(content)
        self._report.scroll_home(animate=False)
        self._feedback.show("")
        self._hint.show(f"Next: {LEVEL_NAMES[self.practice.level]}")

    def _draw_end(self) -> None:
        """Show everything that was measured."""
        self._path.display = self._boxes.display = False
        self._report.display = True
        self.add_class("-reporting")
        self._report.query_one(Static).update(practice_content(self.practice))
        self._word.show("Done")
        self._number.show("")
        self._feedback.show("")
        self._told = len(self.practice.reports)
        self._hint.show("Enter: the same again. q: leave")

    def _tell_notices(self) -> None:
        """Say once what the person should know: no sound, no record."""
        self.practice.meter.latency_ms = late_ms(self._sound.status(), self._latency_ms)
        for notice in (self._sound.status().notice, self.practice.run.problem):
            if notice and notice not in self._notices:
                self._notices.add(notice)
                self.notify(notice, severity="warning", markup=False)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as Textual has it
        """Offer only what would do something now."""
        if action in ("pause", "restart", "level"):
            return not self.practice.is_over
        if action == "tap":
            return self.practice.plan.taps is not TapMode.OFF and not self.practice.is_over
        return True

    def action_go_on(self) -> None:
        """End the rest or the set; after the end, the same practice again."""
        if self.practice.is_over:
            self.post_message(self.Again(self.practice))
        elif self.practice.player.is_running or self.practice.is_waiting:
            self._command(Command.DONE)
        else:
            self._command(Command.RESUME)

    def action_pause(self) -> None:
        """Pause, or go on in the middle of the phase."""
        running = self.practice.player.is_running
        self._command(Command.PAUSE if running else Command.RESUME)

    def action_restart(self) -> None:
        """Begin the set again."""
        self._command(Command.RESTART)

    def action_level(self) -> None:
        """Take the next quieter level, after silence the fullest; it stays from now on."""
        levels = list(Level)
        if self.practice.plan.taps is TapMode.OFF:
            levels.remove(Level.SILENT)  # it would neither lead nor measure
        level = levels[(levels.index(self.practice.level) + 1) % len(levels)]
        self.practice.choose_level(level)
        self._hint.show(f"Level: {LEVEL_NAMES[level]}")
        self.poll()

    def action_sound(self, which: str) -> None:
        """Mute, turn the voice on or off, or change the volume."""
        tell_change(self, turn(self._sound, which), self._hint.show)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen("Practice", help_table(binding_rows(self))))

    def action_leave(self) -> None:
        """End the practice and show its reports; from there, leave."""
        if not self.ask_to_leave():
            self._finished = True
            self.post_message(self.Left())

    def ask_to_leave(self) -> bool:
        """End the practice; say whether there are reports to look at before leaving."""
        if self.practice.is_over:
            return False
        self._command(Command.STOP)
        return bool(self.practice.reports)

    def _command(self, command: Command) -> None:
        self.practice.do(command, self._clock())
        self.poll()

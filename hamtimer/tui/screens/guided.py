"""The guided screen: it asks the run what is going on, and draws it."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from hamtimer.audio.output import Output
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event, EventKind, Status
from hamtimer.core.play.view import View, look
from hamtimer.core.run.run import Run
from hamtimer.front.actions import (
    ACTIONS,
    BY_ID,
    can_be_tapped,
    commands_of,
    is_offered,
    title_now,
)
from hamtimer.front.sound_keys import news, sound_words, turn
from hamtimer.front.words.feedback import feedback_words, set_report_lines
from hamtimer.front.words.screen import next_words, title_words
from hamtimer.tui.awake import Awake
from hamtimer.tui.collector import put_objects_aside
from hamtimer.tui.drawing.face import Face, face_of, facts
from hamtimer.tui.drawing_time import DrawingTime
from hamtimer.tui.screens.help import HelpScreen, Row, action_rows, help_table
from hamtimer.tui.screens.quit import Leave, QuitScreen
from hamtimer.tui.sound_change import tell_change
from hamtimer.tui.sound_start import wait_for_sound
from hamtimer.tui.tap_time import arrival
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.big_label import BigLabel
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.session_bar import SessionBar
from hamtimer.tui.widgets.stage import Stage

FRAME_MS = 75
"""How often the gauge is looked at while it moves: 13 times a second."""
IDLE_MS = 200
"""How often it is looked at while nothing moves."""
NOTICE_S = 1.0
"""How often sound and record are asked whether something is wrong."""
REPORT_S = 15
"""How long the report of a set that was measured stays on the screen."""
FLASH_MS = 2_500
"""How long a passing word (halfway, last rep) stays on the screen."""


def run_bindings() -> list[BindingType]:
    """Return the key bindings of a run: one for each action."""
    return [
        Binding(
            ",".join(action.keys),
            f"act('{action.id}')",
            action.title,
            tooltip=action.help,
            id=action.id,
            # The palette has a Quit of its own, which asks as this one does.
            system=action.id == "quit",
        )
        for action in ACTIONS
    ]


class GuidedScreen(Screen[None]):
    """Guides one run."""

    BINDINGS = run_bindings()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-normal-height"), (36, "-tall")]  # noqa: RUF012

    class Ended(Message):
        """The run is over."""

        def __init__(self, run: Run, sound: Output) -> None:
            """Hand the run on, and its sound, which may still be heard."""
            super().__init__()
            self.run = run
            self.sound = sound

    class Left(Message):
        """The person left the run for later."""

    def __init__(
        self,
        run: Run,
        clock: Clock,
        sound: Output,
        *,
        still: bool = False,
        pedal_taps: bool = False,
    ) -> None:
        """Guide `run` by `clock`; `still`: with reduced motion.

        `pedal_taps`: in a set with a tempo Page Down is a tap, and does not end the set.
        """
        super().__init__()
        self.guided = run
        self.pedal_taps = pedal_taps
        self._clock = clock
        self._sound = sound
        self._still = still
        self._awake = Awake()
        self._while_shown = ExitStack()
        self._reported = 0
        self._notices: set[str] = set()
        self._over = False
        self._view: View | None = None
        self._times = DrawingTime(run.player)
        self._flash = ("", 0)
        self._keys_of: tuple[object, ...] = ()
        self._shown_keys: tuple[object, ...] = ()
        self._head = Horizontal(classes="row", id="head")
        self._exercise = BigLabel(id="exercise")
        self._session = Line(run.player.timeline.session.name, id="session")
        self._facts = Line(id="facts")
        self._sound_line = Line(id="sound")
        self._stage = Stage(id="stage")
        self._plea = Line(id="plea")
        self._cue = BigLabel(id="cue")
        self._next = Line(id="next")
        self._bar = SessionBar(run.player.timeline, id="session-bar")

    def compose(self) -> ComposeResult:
        """Lay the screen out from top to bottom."""
        with self._head:
            yield self._exercise
            yield self._session
        with Horizontal(classes="row"):
            yield self._facts
            yield self._sound_line
        yield self._stage
        yield self._plea
        yield self._cue
        yield self._next
        yield self._bar
        yield KeyLine()

    @property
    def player(self) -> Player:
        """The player of the run."""
        return self.guided.player

    def on_mount(self) -> None:
        """Show the run, and begin it if it is new."""
        self.poll()
        self.call_after_refresh(self._sound.start)
        self._awake.keep()
        self._while_shown.enter_context(put_objects_aside())
        self.run_worker(self._watch(), exclusive=True)
        self.set_interval(NOTICE_S, self._tell_notices)

    def on_unmount(self) -> None:
        """Let the display sleep again, and end the sound unless the summary goes on with it."""
        self._awake.release()
        self._while_shown.close()
        if not self._over:
            self._sound.close()

    async def _watch(self) -> None:
        """Begin, and look at the run again and again: when something is due, and in between."""
        await wait_for_sound(self._sound)
        if self.player.state.status is Status.READY:
            self.command(Command.START)
        while not self.player.is_over:
            self.poll()
            await asyncio.sleep(self._wait_ms() / 1_000)

    def _wait_ms(self) -> int:
        """Say how long to wait: the next frame, or less when something is due before it."""
        now, view = self._clock(), self._view
        frame = FRAME_MS if view and view.phase and self.player.is_running else IDLE_MS
        second = view.remaining_ms % 1_000 if view and view.remaining_ms else 0
        return self._times.wait_ms(now, min(frame, second or frame))

    def poll(self) -> None:
        """Find out what happened, and draw what is going on."""
        now = self._clock()
        self._take(self.guided.advance(now))
        self._show(now)

    def _show(self, now: int) -> None:
        """Have sound and screen follow the run, which was asked what happened up to `now`."""
        self._sound.sync(self.player, now)
        if change := news(self._sound):
            tell_change(self, change, self._flash_words)
        self._view = look(self.player, self._times.shown_at(now))
        if self.is_current:
            self._draw(self._view, now)

    def _take(self, events: tuple[Event, ...]) -> None:
        """Show the words of what happened, where the screen does not show it by itself."""
        for event in events:
            if event.cue and event.cue.kind.facts.is_notice:
                self._flash = (event.cue.text, event.due_ms + FLASH_MS)
            elif event.kind in (EventKind.ADJUSTED, EventKind.UNDONE):
                self._flash = (event.text or "Undone", event.due_ms + FLASH_MS)
            elif event.kind is EventKind.PAUSED and event.text:
                self.notify(f"Paused: {event.text}", markup=False)
        if self.player.is_over and not self._over:
            self._over = True
            self.guided.end_measuring(self._clock())
            self.post_message(self.Ended(self.guided, self._sound))
        for one in self.guided.reports[self._reported :]:
            text = "\n".join(set_report_lines(one))
            self.notify(text, markup=False, timeout=REPORT_S)
        self._reported = len(self.guided.reports)

    def on_key(self, event: events.Key) -> None:
        """Take a tap at the time at which its key arrived, before it is looked up."""
        measured = event.key in BY_ID["tap"].keys or (self.pedal_taps and event.key == "pagedown")
        if measured and can_be_tapped(self.player):
            event.stop()
            event.prevent_default()
            self._tap(arrival(event, self._clock))

    def _tap(self, at: int) -> None:
        feedback = self.guided.tap(at)
        if feedback is not None:
            words = feedback_words(feedback, self.player.step.exercise)
            self._flash = (words, self._clock() + FLASH_MS)
            self.poll()

    def _tell_notices(self) -> None:
        """Say once what the person should know: no sound, no record."""
        for notice in (self._sound.status().notice, self.guided.problem):
            if notice and notice not in self._notices:
                self._notices.add(notice)
                self.notify(notice, severity="warning", markup=False)

    def _draw(self, view: View, now: int) -> None:
        face = face_of(view, still=self._still)
        self._exercise.show(view.exercise.name)
        self._head.set_class(self._exercise.can_be_large(view.exercise.name), "-large")
        self._facts.show(" · ".join(facts(view)))
        self._sound_line.show(sound_words(self._sound))
        self._stage.show(face, view)
        self._draw_words(face, view, now)
        self._bar.show(view)
        self._show_keys(now)
        show_title(self, title_words(view, face.word, face.number))

    def _draw_words(self, face: Face, view: View, now: int) -> None:
        flash, until = self._flash
        plea = flash if flash and now < until else face.plea
        short = self.has_class("-short")
        self._plea.show("" if short else plea)
        self._plea.set_class(face.tone == "paused", "-paused")
        self._cue.show(plea if short and plea else view.cue)
        self._next.show(f"Next: {next_words(view)}")

    def _show_keys(self, now: int) -> None:
        """Bring the footer up to date when other keys would do something than before.

        Asked once a second and whenever the run has moved: what may be done changes with time too.
        """
        player, state = self.player, self.player.state
        second = state.position_ms(now) // 1_000
        moment = (player.epoch, state.step, state.status, state.outcomes, player.has_begun, second)
        if moment == self._keys_of:
            return
        self._keys_of = moment
        keys = tuple((title_now(a, player), is_offered(a, player, now)) for a in ACTIONS)
        if keys != self._shown_keys:
            self._shown_keys = keys
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that would do something now."""
        if action != "act":
            return True
        return is_offered(BY_ID[str(parameters[0])], self.player, self._clock())

    def key_title(self, binding: Binding) -> str:
        """Return what a key is called now."""
        return title_now(BY_ID[str(binding.id)], self.player)

    def action_act(self, action_id: str) -> None:
        """Do one of the actions of a run."""
        action = BY_ID[action_id]
        if action.command is not None:
            for command in commands_of(action, self.player):
                self.command(command)
        elif action_id == "quit":
            self.ask_to_leave()
        elif action_id == "tap":
            self._tap(self._clock())
        elif action_id == "help":
            rows = [*action_rows(self.player, self._clock()), *self._display_rows()]
            self.app.push_screen(HelpScreen("Keys", help_table(rows)))
        else:
            self._change_sound(action_id)

    def _display_rows(self) -> list[Row]:
        """Say where it cannot be kept from going dark: not worth a message in a session."""
        problem = self._awake.problem
        return [Row("", "The display"), Row(" ", problem)] if problem else []

    def _change_sound(self, action_id: str) -> None:
        tell_change(self, turn(self._sound, action_id), self._flash_words)
        self.poll()

    def _flash_words(self, words: str) -> None:
        self._flash = (words, self._clock() + FLASH_MS)

    def ask_to_leave(self) -> bool:
        """Ask whether to leave; the run stands still meanwhile."""
        running = self.player.is_running
        self.command(Command.PAUSE)

        def answer(how: Leave | None) -> None:
            if how is Leave.LATER:
                self.post_message(self.Left())
            elif how is Leave.END:
                self.command(Command.STOP)
            elif running:
                self.command(Command.RESUME)

        self.app.push_screen(QuitScreen(), answer)
        return True

    def command(self, command: Command) -> None:
        """Carry a command out, and show at once what came of it."""
        now = self._clock()
        self._take(self.guided.do(command, now))
        self._show(now)

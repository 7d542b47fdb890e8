"""What the guided screen and the practice screen share: the run's loop, its keys and its end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import field
from math import inf
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding

from hamtimer.audio.engines.engine import late_ms
from hamtimer.audio.output import Output
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.fit import Fit
from hamtimer.core.play.player import GAP_MS, Player
from hamtimer.core.play.state import Event, EventKind, Status
from hamtimer.core.play.view import View, look
from hamtimer.core.taps.meter import Feedback, SetReport
from hamtimer.core.taps.sources import Taps, TurnSource
from hamtimer.front.actions import ACTIONS, BY_ID, Group
from hamtimer.front.actions_now import commands_of, is_offered, title_now
from hamtimer.front.guided import Guided
from hamtimer.front.key_bindings import Keys
from hamtimer.front.presses import Presses
from hamtimer.front.sound_keys import Change, news, turn
from hamtimer.tui.awake import Awake
from hamtimer.tui.collector import put_objects_aside
from hamtimer.tui.drawing_time import DrawingTime
from hamtimer.tui.front_screen import front_screen
from hamtimer.tui.key_names import key_name
from hamtimer.tui.narrow_updates import AtOnceScreen
from hamtimer.tui.offers import HERE
from hamtimer.tui.sound_change import SoundChanged
from hamtimer.tui.sound_start import wait_for_sound
from hamtimer.tui.starting import when_drawn
from hamtimer.tui.tap_time import arrival, quick_keys
from hamtimer.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from hamtimer.tui.screens.help import Row

NOTICE_EVERY_S = 1.0
"""How often sound and record are checked for problems."""
SYNC_S = 1.0
"""How often the sound follows the run while the screen does not change."""
FRAME_MS = 82
"""How often what moves is drawn: evenly, twelve times a second. Cues are drawn when due."""
SECOND = 1_000
LOW = 18
"""A screen with fewer rows has one line at its top, not two."""
NOTICE_S = 8
"""How long a notice stays on the screen."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run is shown."""

    still: bool = False
    """With reduced motion."""
    latency_ms: int = 0
    """The output latency from the settings."""
    keys: Keys = field(default_factory=Keys)
    """The keys of every action."""
    presses: Presses = field(default_factory=Presses)
    """They know the press before this screen, so that a key held across screens is one press."""
    record: Callable[[], str] = str
    """Begins the record, and returns what keeps the run from being recorded, or nothing."""
    sources: tuple[TurnSource, ...] = ()
    """Sources of turns besides keys and the mouse."""


class RunScreen(AtOnceScreen):
    """Controls a run or a practice: starts it, draws it, handles its keys and taps, and ends it.

    A screen of this kind has bindings with the ids of actions, and says in the methods below "What
    each screen does" what it draws and what follows.
    """

    idle_ms: ClassVar[int]
    """How often it is updated while nothing moves."""
    tap_keys: tuple[str, ...]
    """The keys that are taps, taken at the time at which they arrived."""

    def __init__(
        self, guided: Guided, clock: Clock, sound: Output, manner: Manner | None = None
    ) -> None:
        super().__init__()
        self.guided = guided
        self._clock = clock
        self._sound = sound
        self._manner = manner or Manner()
        self._awake = Awake()
        self._while_shown = ExitStack()
        self._times = DrawingTime(guided.player)
        self._draw_at_s = self._move_at_s = 0.0
        """When the whole and what moves change next without a key press; not on the clock of the
        run."""
        self._taken_at = 0
        """The last time on the run's clock up to which the run was advanced."""
        self._sound_is_awaited = True
        self._is_over = False
        self._reported = len(guided.reports)
        self.has_record_begun = False
        self._problem = ""
        """What keeps the run from being recorded at all."""
        self._warned: set[str] = set()
        self._keys_of: tuple[object, ...] = ()
        self._shown_keys: tuple[object, ...] = ()
        self.notice = Notice()
        self.taps = Taps()
        """The keys and buttons that are taps."""

    @property
    def player(self) -> Player:
        """The player of the run."""
        return self.guided.player

    # What each screen does

    def draw(self, view: View, now: int) -> None:
        """Draw one instant."""
        raise NotImplementedError

    def move(self, view: View) -> None:
        """Draw only what moves while words and numbers stay: most of the drawings are these."""
        raise NotImplementedError

    def still_ms(self, view: View) -> int:
        """Return how long words and numbers stay, as far as they change with time alone."""
        return until_second_ms(view)

    def frame_ms(self, view: View) -> int | None:
        """Return how long what moves stays as it was drawn; None: nothing moves."""
        raise NotImplementedError

    def flash(self, words: str) -> None:
        """Show passing words."""
        raise NotImplementedError

    def take(self, events: tuple[Event, ...]) -> None:
        """Process events."""

    def take_feedback(self, feedback: Feedback) -> None:
        """Show the result of a tap."""
        raise NotImplementedError

    def take_report(self, report: SetReport) -> None:
        """Show the report on a set."""

    def end(self) -> None:
        """Show that the run is over; called once, and again after its end was undone."""

    def help_rows(self) -> list[Row]:
        """Return the keys and, if the display cannot be kept awake, a line about that."""
        from hamtimer.tui.screens.help import Row

        problem = self._awake.problem
        display = [Row("", "The display"), Row(" ", problem)] if problem else []
        return [*self.key_rows(), *display]

    def key_rows(self) -> Iterable[Row]:
        """Return the rows of the help."""
        from hamtimer.tui.screens.help import binding_rows

        return binding_rows(self)

    # The loop

    def on_mount(self) -> None:
        self._awake.keep()
        for source in (self.taps, *self._manner.sources):
            source.connect(self.tap)
            self._while_shown.callback(source.disconnect)
        self._while_shown.enter_context(quick_keys())
        self._while_shown.enter_context(put_objects_aside())
        self.poll()
        when_drawn(self, self._sound.start)
        self.run_worker(self._watch(), exclusive=True)
        self._show_notices()
        self.set_interval(NOTICE_EVERY_S, self._show_notices)

    def on_unmount(self) -> None:
        self._awake.release()
        self._while_shown.close()

    async def _watch(self) -> None:
        """Start, and update repeatedly: when something is due, and in between."""
        await wait_for_sound(self._sound)
        self._begin_record()
        self._sound_is_awaited = False
        self.poll()
        self._show_notices()
        while True:
            left_s = min(self._draw_at_s, self._move_at_s) - time.monotonic()
            await asyncio.sleep(max(0.001, min(SYNC_S, left_s)))
            self.wake()

    def wake(self) -> None:
        """Draw what is due; after the computer was asleep, everything, by the run's clock."""
        woken_s, now = time.monotonic(), self._clock()
        if woken_s >= self._draw_at_s or now - self._taken_at > GAP_MS:
            self.poll()
        elif woken_s >= self._move_at_s:
            self._move(now)
        else:
            self._sound.sync(self.player, now)

    def _begin_record(self) -> None:
        """Begin the record before anything is written to it, and not before the first drawing."""
        if not self.has_record_begun:
            self.has_record_begun = True
            self._problem = self._manner.record()

    def _move(self, now: int) -> None:
        """Draw what moves as it is now."""
        view = look(self.player, self._times.shown_at(now))
        if self._is_seen():
            with self.at_once():
                self.move(view)
        self._move_in(view)

    def _move_in(self, view: View) -> None:
        """Wait for the next drawing of what moves, if anything does."""
        frame_ms = self.frame_ms(view)
        self._move_at_s = inf if frame_ms is None else time.monotonic() + frame_ms / SECOND

    def _draw_in(self, view: View) -> None:
        """Wait until something is due or a number changes."""
        ready = view.status is Status.READY
        wait_ms = self._times.wait_ms(self._clock(), self.idle_ms if ready else self.still_ms(view))
        self._draw_at_s = time.monotonic() + wait_ms / SECOND

    def _is_seen(self) -> bool:
        """Return whether this screen shows, if only behind a question."""
        front = front_screen(self.app)
        return front is not None and (self.is_current or front.is_modal)

    def poll(self) -> None:
        """Advance the run, and draw the current instant."""
        now = self._clock()
        ready = self.player.state.status is Status.READY
        if ready and not self._sound_is_awaited and front_screen(self.app) is self:
            self._take(self.guided.do(Command.START, now), now)
        else:
            self._take(self.guided.advance(now), now)

    def command(self, command: Command, value: str = "") -> None:
        """Carry out a command, and show its result immediately."""
        self._begin_record()
        now = self._clock()
        self._take(self.guided.do(command, now, value), now)

    def fit(self, minutes: str) -> Fit | None:
        """Return what would be left out to fit into some minutes; None: not a number."""
        return self.player.fit(minutes, self._clock())

    def left_ms(self) -> int:
        """Return how long the rest of the session takes."""
        return look(self.player, self._clock()).session_remaining_ms

    def follow(self, events: tuple[Event, ...]) -> None:
        """Show immediately what happened to the run."""
        self._take(events, self._clock())

    def _take(self, events: tuple[Event, ...], now: int) -> None:
        """Update sound and screen to `now`; `events` are those since the last update."""
        self._taken_at = now
        self._sound.sync(self.player, now)
        self.guided.meter.latency_ms = late_ms(self._sound.status(), self._manner.latency_ms)
        if change := news(self._sound):
            self._show_change(change)
        for event in events:
            if event.kind is EventKind.PAUSED and event.text:
                self.notice.show(f"Paused: {event.text}", NOTICE_S)
        self.take(events)
        for report in self.guided.reports[self._reported :]:
            self.take_report(report)
        self._reported = len(self.guided.reports)
        was_over, self._is_over = self._is_over, self.guided.is_over
        if self._is_over and not was_over:
            self.end()
        view = look(self.player, self._times.shown_at(now))
        if self._is_seen():
            with self.at_once():
                self.draw(view, now)
            self._show_keys(now)
        self._draw_in(view)
        self._move_in(view)

    def _show_change(self, change: Change) -> None:
        """Show the result of a sound key in passing; a problem is too long for that."""
        if change.is_problem:
            self.flash("")
            self.notice.show(change.words, NOTICE_S)
            return
        self.flash(change.words)
        if change.kept:
            self.post_message(SoundChanged(change.kept))

    def _show_notices(self) -> None:
        """Show problems once: no sound, no record."""
        for problem in (self._problem, self._sound.status().notice, self.guided.problem):
            if problem and problem not in self._warned:
                self._warned.add(problem)
                self.notice.show(problem, NOTICE_S)

    # Taps

    def on_key(self, event: events.Key) -> None:
        """Take a tap at its arrival time, before the key is looked up."""
        if event.key in self.tap_keys and self.takes_taps():
            event.stop()
            event.prevent_default()
            self.taps.tap(self.arrival(event))

    def takes_taps(self) -> bool:
        """Return whether the keys to tap are taps now, whatever else they do."""
        return self.offers("tap")

    def arrival(self, event: events.Event) -> int:
        """Return the clock's time at which a key or a mouse button was pressed."""
        return arrival(event, self._clock)

    def tap(self, at: int) -> None:
        """Take a tap made at the clock's `at`."""
        feedback = self.guided.tap(at)
        if feedback is not None:
            self.take_feedback(feedback)
            self.poll()

    # Keys

    def _show_keys(self, now: int) -> None:
        """Update the footer when the working keys have changed.

        Called once a second and whenever the run has moved, because this changes with time too.
        """
        player, state = self.player, self.player.state
        second = state.position_ms(now) // 1_000
        done = len(state.outcomes)
        moment = (player.epoch, state.step, state.status, done, player.has_begun, second)
        if moment == self._keys_of:
            return
        self._keys_of = moment
        keys = tuple((self.title_of(a.id), self.offers(a.id, now)) for a in ACTIONS)
        if keys != self._shown_keys:
            self._shown_keys = keys
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that work now."""
        return action != "act" or self.offers(str(parameters[0]))

    def offers(self, action_id: str, now: int | None = None) -> bool:
        """Return whether an action would have an effect at the clock's `now`; None: read it."""
        return is_offered(BY_ID[action_id], self.player, self._clock() if now is None else now)

    def key_title(self, binding: Binding) -> str:
        """Return the current title of a key."""
        return self.title_of(binding.id.removesuffix(HERE)) if binding.id else ""

    def key_word(self, action_id: str) -> str:
        """Return the name of an action's key, for use in a sentence."""
        return key_name(self._manner.keys.of(action_id)[0])

    def title_of(self, action_id: str) -> str:
        """Return the current title of an action."""
        return title_now(BY_ID[action_id], self.player)

    def action_act(self, action_id: str) -> None:
        """Carry out an action of a run, unless its key is only held down."""
        if self._manner.presses.counts(action_id, self._clock()):
            self.act(action_id)

    def act(self, action_id: str) -> None:
        """Carry out an action of a run."""
        action = BY_ID[action_id]
        for command in commands_of(action, self.player):
            self.command(command)
        if action.group is Group.SOUND:
            self._show_change(turn(self._sound, action_id))
            self.poll()
        elif action_id == "tap":
            self.taps.tap(self._clock())
        elif action_id == "help":
            from hamtimer.tui.screens.help import HelpScreen, help_table

            self.app.push_screen(HelpScreen("Keys", help_table(self.help_rows())))


def until_second_ms(view: View) -> int:
    """Return how long until the clocks change: all together with the large one, once a second."""
    left = view.remaining_ms
    return SECOND - view.elapsed_ms % SECOND if left is None else left % SECOND or SECOND


def action_binding(
    action_id: str, keys: tuple[str, ...] = (), *, show: bool = True, words: str = ""
) -> Binding:
    """Return the binding of an action, with `keys` and help `words` instead of its own."""
    action = BY_ID[action_id]
    return Binding(
        ",".join(keys or action.keys),
        f"act('{action_id}')",
        action.title,
        show=show,
        tooltip=words or action.help,
        # The person's keys replace those that the action has everywhere.
        id=action_id if not keys else f"{action_id}{HERE}",
        # The palette's own Quit does the same.
        system=action_id == "quit",
    )

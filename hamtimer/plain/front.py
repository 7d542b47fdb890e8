"""The plain front follows a run or a practice, prints what happens, and obeys typed lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from hamtimer.audio.engines.engine import late_ms
from hamtimer.audio.output import Off, Output, start_and_wait
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event, EventKind, Status
from hamtimer.core.play.view import look
from hamtimer.core.run.run import Run
from hamtimer.core.taps.meter import SetReport
from hamtimer.core.taps.sources import TurnSource
from hamtimer.core.text import literal, normalized, stamp_text
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.actions import ACTIONS, Action, Group, action_of, number_in
from hamtimer.front.actions_now import (
    commands_of,
    is_offered,
    is_to_be_tapped,
    title_now,
)
from hamtimer.front.doses import doses_of
from hamtimer.front.guided import Guided
from hamtimer.front.leaving import TerminalClosedError
from hamtimer.front.presses import HELD_MS, Presses
from hamtimer.front.sound_keys import Change, news, turn
from hamtimer.front.words.feedback import feedback_words, set_report_lines
from hamtimer.front.words.felt import TO_STOP_IN_LINES
from hamtimer.front.words.plan_changes import fit_words, place_lines
from hamtimer.front.words.status import status_lines
from hamtimer.front.words.summary import summary_lines
from hamtimer.home import wall_clock
from hamtimer.plain.after_run import YES_WORDS, ask_for_rounds, ask_to_keep, wait_for_notes
from hamtimer.plain.alone import planned_end, play_alone
from hamtimer.plain.event_lines import stamped_lines
from hamtimer.plain.felt import HELP, TypedFelt
from hamtimer.plain.inbox import Inbox
from hamtimer.plain.todays_changes import KEEP_WORDS, keep_all, keep_lines

if TYPE_CHECKING:
    from hamtimer.front.reloading import Reloader

LONGEST_WAIT_MS = 100
"""The longest wait before the next update, which the sound needs often."""
STATUS_WORDS = ("status", "s", "where")
"""What to type to print what the screen always shows."""
END_WORDS = ("end", "stop")
"""What to type to end the run for good, as the screen offers when leaving."""
NOT_NOW = " (not now)"
"""Marks the help of actions without effect at the moment."""
_OWN_HELP = {
    "help": "List what you can type.",
    "quit": "Leave; what was done is kept.",
}
"""The help of actions that differ from those on a screen."""


@dataclass
class PlainFront:
    """A run or practice in the plain front."""

    guided: Guided
    clock: Clock
    inbox: Inbox
    say: Callable[[str], None]
    """Writes a line."""
    sound: Output = field(default_factory=Off)
    keep: Callable[[Mapping[str, object]], None] = lambda _: None
    """Saves settings for the next run without delaying a line."""
    speed: float = 1.0
    """How many of the clock's milliseconds pass per real millisecond."""
    ticks: bool = False
    latency_ms: int = 0
    """The output latency from the settings."""
    takes_notes: bool = False
    """Whether to wait a while after the end for reports."""
    is_closed: Callable[[], bool] = lambda: False
    """Whether the terminal was closed."""
    reloader: Reloader | None = None
    """Follows the file of the session."""
    _since: int = 0
    """When the run was last advanced."""
    _offered: tuple[Action, str] | None = None
    """The command that waits to be accepted, with its value."""
    is_alone: bool = False
    """Whether nobody can type."""
    is_left: bool = False
    _reported: int = 0
    """How many reports on measured sets were printed or held back."""
    _held: list[SetReport] = field(default_factory=list)
    """Reports that are printed only at the end."""
    _warned: set[str] = field(default_factory=set)
    """The warnings printed so far; each is printed once."""

    sources: tuple[TurnSource, ...] = ()
    """Sources of turns besides typed lines."""

    def __post_init__(self) -> None:
        for source in self.sources:
            source.connect(self.take_turn)
        self._presses = Presses(HELD_MS * self.speed)
        self.felt = TypedFelt(self.guided) if isinstance(self.guided, Run) else None

    @property
    def player(self) -> Player:
        """The player of the run."""
        return self.guided.player

    def play(self) -> None:
        """Play until it is over or the person leaves it.

        Raises `TerminalClosedError` when the terminal is gone.
        """
        if self.reloader is not None:
            self.reloader.start()
        self._notice_end_of_input()
        if self.felt is not None and (offer := self.felt.offer) and not self.inbox.ended:
            self.say(offer)
        start_and_wait(self.sound)
        self._since = self.clock()
        self._print(self.guided.do(Command.START, self._since))
        while not self.guided.is_over and not self.is_left:
            if self.is_closed():
                raise TerminalClosedError
            now = self.clock()
            self._print(self._advance(now))
            self._since = now
            self._follow(now)
            self._reload(now)
            if self.guided.is_over:
                break
            line = self.inbox.get(self._wait_s(now))
            if line is not None:
                self.obey(line)
            self._notice_end_of_input()
        if self.reloader is not None:
            self.reloader.stop()
        self._print(())
        ask_for_rounds(self)
        for line in self._summary_lines():
            self.say(line)
        wait_for_notes(self)
        ask_to_keep(self)

    def _summary_lines(self) -> Iterator[str]:
        if not isinstance(self.guided, Run):
            return summary_lines(self.player)
        return summary_lines(self.player, self.guided.outcomes(), doses_of(self.guided))

    def read_line(self) -> str | None:
        """Return a line that was typed; None when there is none for a while."""
        line = self.inbox.get(LONGEST_WAIT_MS / 1_000)
        self._notice_end_of_input()
        return line

    def leave(self) -> None:
        """Keep what was done, and end."""
        self.is_left = True
        self._print(self.guided.leave(self.clock()))

    def _advance(self, now: int) -> Iterable[Event]:
        if not self.is_alone:
            return self.guided.advance(now)
        player = self.player
        if player.gap_ms is not None and now - self._since > player.gap_ms:
            return self.guided.advance(now)
        if player.state.status is Status.PAUSED:
            return self.guided.do(Command.RESUME, now)
        return play_alone(self.guided, self._since, now)

    def _follow(self, now: int) -> None:
        """Let the sound follow, and print each problem with it or with the record once."""
        self.sound.sync(self.player, now)
        self.guided.meter.latency_ms = late_ms(self.sound.status(), self.latency_ms)
        for problem in (self.guided.problem, self.sound.status().notice):
            if problem and problem not in self._warned:
                self._warned.add(problem)
                self.reply(literal(problem))
        if change := news(self.sound):
            self._reply_to_change(change)

    def _reply_to_change(self, change: Change) -> None:
        """Print the result of a sound action, and save it."""
        if change.kept:
            self.keep(change.kept)
        self.reply(literal(change.words))

    def _reload(self, now: int) -> None:
        """Reload a file that was saved, and print the result."""
        found = self.reloader.poll(now) if self.reloader is not None else None
        if found is not None:
            self.reply(found.words)
            self._print(one for one in found.events if one.kind is not EventKind.ADJUSTED)
            self.sound.sync(self.player, now)

    def _wait_s(self, now: int) -> float:
        waits = [int(LONGEST_WAIT_MS * self.speed)]
        ends = planned_end(self.player) if self.is_alone else None
        waits += [due - now for due in (self.player.next_due(now), ends) if due is not None]
        return max(0, min(waits)) / 1_000 / self.speed

    # What is printed

    def _print(self, events: Iterable[Event]) -> None:
        timeline = self.player.timeline
        for line in stamped_lines(events, timeline, alone=self.is_alone, ticks=self.ticks):
            self.say(line)
        reports = self.guided.reports
        waiting = [*self._held, *reports[self._reported :]]
        self._reported = len(reports)
        over = self.guided.is_over
        self._held = [one for one in waiting if one.is_for_the_end and not over]
        for one in waiting:
            if one.is_stray or one in self._held:
                continue
            for line in set_report_lines(one, self.planned_reps):
                self.say(line)
            self.after_report(one)

    planned_reps: int = 0
    """The reps of a set, where a report shows which were not measured."""

    def after_report(self, one: SetReport) -> None:
        """Print what follows the report of a set."""

    def reply(self, text: str) -> None:
        """Print an answer or a warning."""
        now = self.player.state.session_ms(self.clock())
        self.say(f"{stamp_text(now)}  {text}")

    def _notice_end_of_input(self) -> None:
        if self.inbox.ended and not self.is_alone and not self.is_left:
            self.is_alone = True
            self.say("Nobody can type here: open steps end at their assumed length.")

    # What a person types

    def obey(self, line: str) -> None:
        """Carry out a typed line."""
        words = normalized(line)
        action, offered = action_of(line), self._offered
        self._offered = None
        if offered and words in YES_WORDS:
            self._act(*offered)
        elif words == KEEP_WORDS:
            self.reply(keep_all(self.guided, self.reloader))
        elif words in STATUS_WORDS:
            self._print_status()
        elif words in END_WORDS:
            self._print(self.guided.do(Command.STOP, self.clock()))
        elif action is None or action.id == "felt":
            self.take_words(line)
        else:
            self._obey(action, line)

    def _obey(self, action: Action, line: str) -> None:
        """Carry out a typed action."""
        words = normalized(line)
        if action.id == "help":
            for text in self.help_lines():
                self.say(text)
        elif action.id == "quit":
            self.leave()
        elif action.id == "tap" or (not words and is_to_be_tapped(self.guided)):
            self.tap()
        elif action.id == "keep":
            self._show_changes()
        elif action.group is Group.SOUND:
            self._reply_to_change(turn(self.sound, action.id))
        elif words in self._idle_words():
            self._nothing_to_do(action)
        elif action.asks:
            self._ask_for(action, number_in(line))
        else:
            self._act(action)

    def _show_changes(self) -> None:
        for text in keep_lines(self.guided):
            self.reply(text)

    def _idle_words(self) -> tuple[str, ...]:
        """Return the typed words of pause or resume that change nothing now."""
        if not self.player.is_running:
            return ("pause",)
        return () if self.player.step.kind is StepKind.WAIT else ("resume", "go")

    def _nothing_to_do(self, action: Action) -> None:
        self.reply(f"{title_now(action, self.player)}: it has no effect here")

    def take_words(self, line: str) -> None:
        """Take a line about how it felt; refuse any other."""
        if self.felt is None or not self.felt.reads(line):
            self.reply(f'"{literal(line.strip())[:40]}" is not a command; type help to list them')
            return
        answer = self.felt.take(line, self.clock())
        self._print(answer.events)
        offer = f"{answer.offer}: {TO_STOP_IN_LINES}." if answer.offer else ""
        for words in filter(None, (answer.words, offer)):
            self.reply(literal(words))

    def tap(self) -> None:
        """Take a typed tap."""
        self.take_turn(self.clock())

    def take_turn(self, at: int) -> None:
        """Take a turn at the clock's `at`."""
        feedback = self.guided.tap(at)
        if feedback is None:
            self.reply("Tap: there is nothing to measure here")
        else:
            self.reply(literal(feedback_words(feedback, self.player.step.exercise)))

    def _ask_for(self, action: Action, number: str) -> None:
        """Carry out an action with a number, or print the possible numbers."""
        now = self.clock()
        self._print(self.guided.advance(now))
        if not is_offered(action, self.player, now):
            self._nothing_to_do(action)
        elif action.command is Command.GO_TO:
            self._go_to(action, number)
        elif fitted := self.player.fit(number, now) if number else None:
            accept = f" Type {YES_WORDS[0]} to accept." if fitted.left_out else ""
            self.reply(literal(fit_words(fitted, wall_clock.now())) + accept)
            self._offered = (action, number) if fitted.left_out else None
        else:
            self.reply(f"How many minutes? Type for example {action.words[0]}.")

    def _go_to(self, action: Action, number: str) -> None:
        places = self.player.exercises()
        if not number:
            self.reply("Which exercise? Type for example go to 1.")
            for line in place_lines(places):
                self.say(line)
        elif not 1 <= int(number) <= len(places):
            self.reply(f"There is no exercise {int(number)}; choose 1 to {len(places)}.")
        elif not self.player.can(Command.GO_TO, self.clock(), places[int(number) - 1].id):
            self._nothing_to_do(action)
        else:
            self._act(action, places[int(number) - 1].id)

    def _act(self, action: Action, value: str = "") -> None:
        now = self.clock()
        if not self._presses.counts(action.id, now):
            self.reply(f"{action.title}: repeated too quickly, so it does not count")
            return
        self._print(self.guided.advance(now))
        if not is_offered(action, self.player, now):
            self._nothing_to_do(action)
            return
        for command in commands_of(action, self.player):
            self._print(self.guided.do(command, now, value))
        self._since = now
        self.sound.sync(self.player, now)

    def _print_status(self) -> None:
        now = self.clock()
        self._print(self.guided.advance(now))
        for text in status_lines(look(self.player, now), exact=self.player.timeline.is_exact):
            self.reply(text)

    def help_lines(self) -> Iterator[str]:
        """Return what can be typed."""
        yield "What you can type, each with Enter after it:"
        now = self.clock()
        for action in ACTIONS:
            if action.id == "felt" and self.felt is None:
                continue
            words = " or ".join(word or "just Enter" for word in action.words)
            offered = "" if is_offered(action, self.player, now) else NOT_NOW
            yield f"  {words}: {_OWN_HELP.get(action.id, action.help)}{offered}"
        if self.felt is not None:
            yield from (f"  {words}" for words in HELP)
        yield f"  {' or '.join(STATUS_WORDS)}: Show where you are: set, rep, phase, what is next."
        yield f"  {' or '.join(END_WORDS)}: End here and now, with a summary."

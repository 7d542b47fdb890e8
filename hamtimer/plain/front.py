"""The plain front: prints what happens, and does what is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from hamtimer.audio.output import Off, Output, start_and_wait
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Event, Status
from hamtimer.core.play.view import look
from hamtimer.core.run.run import Run
from hamtimer.core.text import literal, stamp_text
from hamtimer.front.actions import ACTIONS, Action, action_of
from hamtimer.front.sound_keys import news, said, turn
from hamtimer.front.words.feedback import feedback_words, set_report_lines
from hamtimer.front.words.status import status_lines
from hamtimer.front.words.summary import summary_lines
from hamtimer.plain.alone import planned_end, play_alone
from hamtimer.plain.inbox import Inbox
from hamtimer.plain.lines import stamped_lines

LONGEST_WAIT_MS = 100
"""How long to wait at the most before looking again: the sound wants to be told often."""
STATUS_WORDS = ("status", "s", "where")
"""What to type to hear what the screen always shows."""
END_WORDS = ("end", "stop")
"""What to type to end the run for good, which a screen offers when it is left."""
_OWN_HELP = {
    "help": "List what you can type.",
    "quit": "Leave the run. What was done is kept and can be resumed.",
}
"""The help of actions that are another thing here than on a screen."""


@dataclass
class PlainFront:
    """A run with everything around it that the plain front needs."""

    run: Run
    clock: Clock
    inbox: Inbox
    say: Callable[[str], None]
    """Writes a line."""
    sound: Output = field(default_factory=Off)
    keep: Callable[[dict[str, object]], str] = lambda _: ""
    """Keeps settings for the next run; gives what went wrong, or nothing."""
    speed: float = 1.0
    """How many of the clock's milliseconds pass in a real one."""
    ticks: bool = False
    _since: int = 0
    """When the run was asked last."""
    _alone: bool = False
    _left: bool = False
    _reported: int = 0
    """How many reports of measured sets were given."""
    _told: set[str] = field(default_factory=set)
    """The warnings that were given: each is given once."""

    def play(self) -> None:
        """Play the run until it is over or the person leaves it."""
        player = self.run.player
        self._notice_end_of_input()
        start_and_wait(self.sound)
        self._since = self.clock()
        self._tell(self.run.do(Command.START, self._since))
        while not player.is_over and not self._left:
            now = self.clock()
            self._tell(self._advance(now))
            self._since = now
            self.sound.sync(player, now)
            self._warn()
            if change := news(self.sound):
                self._reply(literal(said(change, self.keep)))
            if player.is_over:
                break
            line = self.inbox.get(self._wait_s(now))
            if line is not None:
                self._obey(line)
            self._notice_end_of_input()
        self.run.end_measuring(self.clock())
        self._tell(())
        self._ask_for_rounds()
        for line in summary_lines(player):
            self.say(line)

    def _ask_for_rounds(self) -> None:
        """Ask for the rounds under the last time cap, where nobody counted them by key."""
        player = self.run.player
        asks = player.last_cap is not None and player.score() is None and not self._left
        if asks and not self._alone:
            self.say("How many rounds, and reps of the next one? Type 7, or 7 + 12; Enter to skip.")
        while asks and not self._alone:
            line = self.inbox.get(LONGEST_WAIT_MS / 1_000)
            self._notice_end_of_input()
            if line is None:
                continue
            asks = bool(line.strip()) and not self._enter_rounds(line)

    def _enter_rounds(self, line: str) -> bool:
        """Keep the rounds and reps that were typed; return whether they were understood."""
        match = re.fullmatch(r"\s*([0-9]{1,2})\s*(?:\+\s*([0-9]{1,3})\s*)?", line)
        if match is None:
            self.say(f'"{literal(line.strip())[:40]}" is no number of rounds; type 7, or 7 + 12')
            return False
        rounds, reps = (int(number or 0) for number in match.groups())
        for command in [Command.ROUND_DONE] * rounds + [Command.MORE_REPS] * reps:
            self.run.do(command, self.clock())
        return True

    def leave(self) -> None:
        """Keep the run for later, and end."""
        self._tell(self.run.do(Command.PAUSE, self.clock()))
        self._left = True

    def _advance(self, now: int) -> Iterable[Event]:
        if not self._alone:
            return self.run.advance(now)
        player = self.run.player
        if player.gap_ms is not None and now - self._since > player.gap_ms:
            return self.run.advance(now)
        if player.state.status is Status.PAUSED:
            return self.run.do(Command.RESUME, now)
        return play_alone(self.run, self._since, now)

    def _wait_s(self, now: int) -> float:
        waits = [int(LONGEST_WAIT_MS * self.speed)]
        ends = planned_end(self.run.player) if self._alone else None
        waits += [due - now for due in (self.run.player.next_due(now), ends) if due is not None]
        return max(0, min(waits)) / 1_000 / self.speed

    def _tell(self, events: Iterable[Event]) -> None:
        timeline = self.run.player.timeline
        for line in stamped_lines(events, timeline, alone=self._alone, ticks=self.ticks):
            self.say(line)

        for one in self.run.reports[self._reported :]:
            for line in set_report_lines(one):
                self.say(line)
        self._reported = len(self.run.reports)

    def _reply(self, text: str) -> None:
        now = self.run.player.state.session_ms(self.clock())
        self.say(f"{stamp_text(now)}  {text}")

    def _warn(self) -> None:
        """Say once when the run is not recorded any more, or not heard."""
        for problem in (self.run.problem, self.sound.status().notice):
            if problem and problem not in self._told:
                self._told.add(problem)
                self._reply(literal(problem))

    def _notice_end_of_input(self) -> None:
        if self.inbox.ended and not self._alone and not self._left:
            self._alone = True
            self.say("Nobody can type here: open steps end at their assumed length.")

    # What a person types

    def _obey(self, line: str) -> None:
        action = action_of(line)
        words = " ".join(line.lower().split())
        if words in STATUS_WORDS:
            self._tell_status()
        elif words in END_WORDS:
            self._tell(self.run.do(Command.STOP, self.clock()))
        elif action is None:
            self._reply(f'"{literal(line.strip())[:40]}" is no command; type help to see them all')
        elif action.id == "help":
            for text in help_lines():
                self.say(text)
        elif action.id == "quit":
            self.leave()
        elif action.id == "tap":
            self._tap()
        elif action.command is None:
            self._reply(literal(said(turn(self.sound, action.id), self.keep)))
        else:
            self._command(action, action.command)

    def _tap(self) -> None:
        now = self.clock()
        feedback = self.run.tap(now)
        if feedback is None:
            self._reply("Tap: there is nothing to measure here")
        else:
            self._reply(literal(feedback_words(feedback, self.run.player.step.exercise)))

    def _command(self, action: Action, command: Command) -> None:
        now = self.clock()
        events = self.run.do(command, now)
        self._since = now
        self.sound.sync(self.run.player, now)
        self._tell(events)
        if not events:
            self._reply(f"{action.title}: there is nothing to do here")

    def _tell_status(self) -> None:
        now = self.clock()
        self._tell(self.run.advance(now))
        for text in status_lines(
            look(self.run.player, now), exact=self.run.player.timeline.is_exact
        ):
            self._reply(text)


def help_lines() -> Iterator[str]:
    """List what can be typed."""
    yield "What you can type, each with Enter after it:"
    for action in ACTIONS:
        words = " or ".join(word or "just Enter" for word in action.words)
        yield f"  {words}: {_OWN_HELP.get(action.id, action.help)}"
    yield f"  {' or '.join(STATUS_WORDS)}: Say where you are: set, rep, phase, what is next."
    yield f"  {' or '.join(END_WORDS)}: End the run here and now, and sum it up."

"""Practice in plain lines: Enter is the tap. For screen readers, pipes and logs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from hamtimer.audio.engines.engine import late_ms
from hamtimer.audio.output import Off, Output, start_and_wait
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Event
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.practice import Practice
from hamtimer.core.text import literal
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.actions import Group, action_of
from hamtimer.front.sound_keys import news, said, turn
from hamtimer.front.words.feedback import feedback_words, set_report_lines
from hamtimer.plain.inbox import Inbox
from hamtimer.plain.lines import stamped_lines

WAIT_S = 0.1
"""How long to wait for a line before looking again."""
_COMMANDS = {
    "pause": Command.PAUSE,
    "p": Command.PAUSE,
    "go": Command.RESUME,
    "resume": Command.RESUME,
    "done": Command.DONE,
    "d": Command.DONE,
    "restart": Command.RESTART,
    "r": Command.RESTART,
}
HELP = (
    "just Enter: a tap, in a set; in a rest, on to the next set",
    "pause or p, go: stop the clock, and go on",
    "done or d: end this set or rest",
    "restart or r: begin this set again",
    "full, ticks, turns, silent: choose how much is heard",
    "mute, voice, louder, quieter: change the sound",
    "quit or q: end the practice",
)


@dataclass
class PlainPractice:
    """A practice with everything around it that plain lines need."""

    practice: Practice
    clock: Clock
    inbox: Inbox
    say: Callable[[str], None]
    sound: Output = field(default_factory=Off)
    keep: Callable[[dict[str, object]], str] = lambda _: ""
    """Keeps settings for the next time; gives what went wrong, or nothing."""
    ticks: bool = False
    latency_ms: int = 0
    """The output latency, as the settings have it."""
    _told: int = 0
    _warned: set[str] = field(default_factory=set)

    def play(self) -> None:
        """Practise until the end, or until the person leaves."""
        practice = self.practice
        start_and_wait(self.sound)
        self._tell(practice.do(Command.START, self.clock()))
        while not practice.is_over:
            now = self.clock()
            self._tell(practice.advance(now))
            self.sound.sync(practice.player, now)
            self._tell_reports()
            self._warn()
            if change := news(self.sound):
                self.say(literal(said(change, self.keep)))
            line = self.inbox.get(WAIT_S)
            if line is not None:
                self._obey(line.strip().lower(), self.clock())
        self._tell_reports()

    def leave(self) -> None:
        """End the practice: what was measured is kept."""
        now = self.clock()
        self._tell(self.practice.do(Command.STOP, now))
        self.practice.advance(now)
        self._tell_reports()

    def _obey(self, line: str, at: int) -> None:
        if not line:
            self._enter(at)
        elif line in _COMMANDS:
            self._tell(self.practice.do(_COMMANDS[line], at))
        elif line in set(Level):
            self.practice.choose_level(Level(line))
            self.say(f"Level: {line}")
        elif line in ("quit", "q"):
            self.leave()
        elif (action := action_of(line)) and action.group is Group.SOUND:
            self.say(literal(said(turn(self.sound, action.id), self.keep)))
        else:
            if line not in ("help", "?"):
                self.say(f'"{literal(line)[:40]}" is no command. What you can type:')
            for words in HELP:
                self.say(f"  {words}")

    def _enter(self, at: int) -> None:
        """Take a tap; in a rest or a get-ready, go on instead."""
        feedback = self.practice.tap(at)
        if feedback is not None:
            exercise = self.practice.player.step.exercise
            self.say(literal(feedback_words(feedback, exercise)))
        elif self.practice.player.step.kind is not StepKind.SET:
            self._tell(self.practice.do(Command.DONE, at))

    def _tell(self, events: Iterable[Event]) -> None:
        timeline = self.practice.player.timeline
        for line in stamped_lines(events, timeline, ticks=self.ticks):
            self.say(line)

    def _tell_reports(self) -> None:
        reports = self.practice.reports
        for one in reports[self._told :]:
            for line in set_report_lines(one, self.practice.plan.reps):
                self.say(line)
            if one.step.ends_set and not self.practice.player.is_over:
                self.say(f"Level of the next set: {self.practice.level.value}")
        self._told = len(reports)

    def _warn(self) -> None:
        self.practice.meter.latency_ms = late_ms(self.sound.status(), self.latency_ms)
        for problem in (self.practice.run.problem, self.sound.status().notice):
            if problem and problem not in self._warned:
                self._warned.add(problem)
                self.say(literal(problem))

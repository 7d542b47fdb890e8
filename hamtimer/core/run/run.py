"""A run: a player with its journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Outcome, best_attempts
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event, EventKind, Status
from hamtimer.core.run.header import Header, choice_values
from hamtimer.core.run.journal import RELOAD, Journal, Kept
from hamtimer.core.run.measurements import record_report, record_tap
from hamtimer.core.run.played import played_by, played_of, played_values
from hamtimer.core.run.self_reports import SelfReport, read_report
from hamtimer.core.run.tally import EDITED, read_outcome
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Session
from hamtimer.core.taps.meter import Feedback, SetReport, TapMeter
from hamtimer.core.taps.results import FeedbackRule, Results, visible
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.steps import Timeline


@dataclass
class Run:
    """The run that a front controls: every command and event goes through it to the journal."""

    player: Player
    journal: Journal | None = None
    """None: nothing is recorded."""
    targets: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """The next targets that the record keeps, by exercise."""
    header: Header | None = None
    """The session played, and its source; None: irrelevant."""
    since: tuple[int, int] = (0, 0)
    """How many outcomes and changes of rests there were when the file was reloaded last."""
    meter: TapMeter = field(init=False)
    """Collects taps that measure the phases of a set."""
    reports: list[SetReport] = field(default_factory=list, init=False)
    """The reports of all sets measured so far."""
    feedback_rule: FeedbackRule | None = field(default=None, init=False)
    """The rule for results at a turn, in a practice; None: the exercise has it."""
    said: list[SelfReport] = field(default_factory=list)
    """The person's reports so far."""
    corrections: list[Outcome] = field(default_factory=list)
    """The person's corrections by lines of the record, which a replay ignores."""

    def __post_init__(self) -> None:
        """Start a meter for taps at every turn."""
        self.meter = TapMeter(self.player, TapMode.TURNS)

    def do(self, command: Command, now: int, value: str = "") -> tuple[Event, ...]:
        """Carry out a command at the clock's `now`; see `Player.do`."""
        past, timeline = self.advance(now), self.player.timeline
        events = self.player.act(command, now, value)
        details = {"value": value} if value else {}
        return (*past, *self._wrote(command.value, events, now, timeline, details))

    def reload(self, session: Session, text: str, choices: Choices, now: int) -> tuple[Event, ...]:
        """Continue in another version of the session; see `Player.reload`.

        `text` is its text, `choices` are the choices: the record keeps both beside the earlier
        ones.
        """
        past, timeline = self.advance(now), self.player.timeline
        events = self.player.reload(session, now)
        details = {"text": text, "choices": choice_values(choices)}
        return (*past, *self._wrote(RELOAD, events, now, timeline, details))

    def _wrote(
        self,
        command: str,
        events: tuple[Event, ...],
        now: int,
        timeline: Timeline,
        details: Mapping[str, Any],
    ) -> tuple[Event, ...]:
        """Write a command with its events, and the plan if `timeline` is no longer played."""
        if self.journal is not None and events:
            values, player = dict(details), self.player
            if player.timeline is not timeline:
                before = played_of(timeline, player.state.rate, self.targets)
                values |= played_values(played_by(player, self.targets), before)
            self.journal.write_command(
                command,
                now,
                events=_kept(events),
                outcomes=len(player.state.outcomes),
                details=values,
            )
        self._measure(events, now)
        return events

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return what happened up to the clock's `now`; see `Player.advance`."""
        events = self.player.advance(now)
        if self.journal is not None:
            for event in events:
                if event.kind is EventKind.PAUSED:
                    # A gap: the player paused by itself, and a replay must pause too.
                    self.journal.write_command(Command.PAUSE.value, event.due_ms, event.text)
            self.journal.write_events(_kept(events), now)
            if self.player.is_running:
                self.journal.write_alive(now, self.player.state.session_ms(now))
        self._measure(events, now)
        return events

    def tap(self, at: int) -> Feedback | None:
        """Record a tap made at the clock's `at`; return None when nothing is being measured."""
        feedback = self.meter.tap(at)
        if feedback is not None:
            record_tap(self.journal, at)
            return visible(feedback, self.feedback_rule or self._feedback_rule)
        return None

    @property
    def _feedback_rule(self) -> FeedbackRule:
        """The rule of the exercise whose turns are tapped."""
        step = self.meter.step or self.player.step
        return FeedbackRule(Results(step.exercise.feedback))

    def _measure(self, events: tuple[Event, ...], now: int) -> None:
        """Pass events to the meter, and keep its reports."""
        self._report(self.meter.take(events, now), now)

    def _report(self, reports: tuple[SetReport, ...], now: int) -> None:
        for one in reports:
            record_report(self.journal, one, self.player, now)
        self.reports += reports

    def add_lines(self, lines: Iterable[Mapping[str, Any]], now: int) -> None:
        """Record the person's reports, as lines that `log edit` would add."""
        kept = [dict(line) for line in lines]
        for line in kept:
            self.take_line(line)
        if self.journal is not None:
            self.journal.write_notes(kept, now)

    def take_line(self, line: Mapping[str, Any]) -> None:
        """Take a report from a line of the record, if it is one."""
        report = read_report(line)
        outcome = read_outcome(line) if line.get(EDITED) is True else None
        if report is not None:
            self.said.append(report)
        if outcome is not None:
            self.corrections.append(outcome)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return the outcome of each work step, in order: its best attempt, or as corrected."""
        own = self.player.attempts()
        done = {outcome.step for outcome in own}
        best = best_attempts([*own, *(one for one in self.corrections if one.step in done)])
        return tuple(best[step.id] for step in self.player.timeline.steps if step.id in best)

    @property
    def problem(self) -> str:
        """Why the run is not recorded, or empty."""
        return self.journal.problem if self.journal is not None else ""

    @property
    def is_over(self) -> bool:
        """Whether the run is over, including the wait for a last tap."""
        return self.player.is_over and not self.meter.is_pending

    @property
    def kept(self) -> Kept:
        """How much of the run could be resumed if it were left now."""
        begun = self.player.state.status in (Status.RUNNING, Status.PAUSED)
        return self.journal.kept if begun and self.journal is not None else Kept.NOTHING

    def leave(self, now: int) -> tuple[Event, ...]:
        """Pause the run for later, when the person leaves or the system ends the program."""
        events = self.do(Command.PAUSE, now)
        self._report(self.meter.finish(), now)  # without waiting for its last tap
        return events

    def close(self) -> None:
        """Close the journal. A run that is not over can be resumed later."""
        if self.journal is not None:
            self.journal.close()


def _kept(events: tuple[Event, ...]) -> list[Event]:
    """Return the events that a journal keeps: all except ticks."""
    return [e for e in events if e.cue is None or e.cue.kind is not CueKind.TICK]

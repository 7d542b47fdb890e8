"""A practice in progress: its run, the taps, and the level that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Event
from hamtimer.core.practice.fading_player import FadingPlayer
from hamtimer.core.practice.levels import Level, next_level
from hamtimer.core.practice.plan import PracticePlan, check_plan
from hamtimer.core.run.run import Run
from hamtimer.core.taps.meter import Feedback, SetReport, TapMeter
from hamtimer.core.taps.report import Report
from hamtimer.core.timeline.steps import StepKind

_WAIT_FROM_MS = 250
"""In a silent set the run starts to wait for the person this long before its end."""
_PATIENCE = 1.5
"""How long to wait for the next tap: this many lengths of the longest phase ..."""
_PATIENCE_MS = 2_000
"""... plus this."""


@dataclass
class Practice:
    """The practice that a front controls. Commands go through `do`, taps through `tap`."""

    plan: PracticePlan
    run: Run
    is_waiting: bool = False
    """Whether a silent set is over by the clock and the run waits for the last taps."""

    def __post_init__(self) -> None:
        """Start the meter for the taps of the plan."""
        self.run.meter = TapMeter(self.run.player, self.plan.taps)
        self._set_level(self.player.level)
        self._judged = 0

    @property
    def player(self) -> FadingPlayer:
        """The player of the run."""
        player = self.run.player
        assert isinstance(player, FadingPlayer)  # noqa: S101 - made by `practice_player`
        return player

    @property
    def meter(self) -> TapMeter:
        """The meter that collects the taps."""
        return self.run.meter

    @property
    def reports(self) -> list[SetReport]:
        """The reports of all sets so far."""
        return self.run.reports

    @property
    def level(self) -> Level:
        """The level of cues in this set."""
        return self.player.level

    def choose_level(self, level: Level) -> None:
        """Set a level that stays, whatever the reports.

        Raises `Mistake` when this practice is not possible at it.
        """
        plan = replace(self.plan, level=level)
        check_plan(plan)
        self.plan = plan
        self._set_level(level)

    @property
    def is_over(self) -> bool:
        """Whether the run is over and every set has its report."""
        return self.run.is_over

    @property
    def problem(self) -> str:
        """What keeps the practice from being recorded, or empty."""
        return self.run.problem

    @property
    def can_be_resumed(self) -> bool:
        """False: leaving ends a practice."""
        return False

    def leave(self, now: int) -> tuple[Event, ...]:
        """End the practice; what was measured is kept with its report."""
        return self.do(Command.STOP, now)

    def close(self) -> None:
        """Close the record of the practice."""
        self.run.close()

    def do(self, command: Command, now: int) -> tuple[Event, ...]:
        """Carry out a command at the clock's `now`."""
        # A set ended while it waits must not stay paused.
        woken = self._go(Command.RESUME, now) if self.is_waiting and command is Command.DONE else ()
        return woken + self._go(command, now)

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return what happened up to `now`; new reports are added to `reports`."""
        events = self.run.advance(now)
        self._fade()
        if self.level is Level.SILENT:
            events += self._follow_person(now)
        return events

    def tap(self, at: int) -> Feedback | None:
        """Record a tap made at `at`; return None when nothing is being measured."""
        return self.run.tap(at)

    # A silent set: the person keeps time, and the set ends when the person has done it

    def _follow_person(self, now: int) -> tuple[Event, ...]:
        """Wait at the end of a silent set for a person slower than the tempo."""
        step = self.player.step
        if step.kind is not StepKind.SET or step.length_ms is None:
            return ()
        left = (step.length_ms - self.player.state.position_ms(now)) / self.player.state.rate
        if self.meter.is_complete and (self.is_waiting or self.player.is_running):
            woken = self._go(Command.RESUME, now) if self.is_waiting else ()
            return woken + self._go(Command.COMPLETE, now)
        if self.is_waiting and now > self._patient_until():
            return self._go(Command.RESUME, now)
        if self.player.is_running and left < _WAIT_FROM_MS and now <= self._patient_until():
            events = self._go(Command.PAUSE, now)
            self.is_waiting = self.meter.hears_pause = True
            return events
        return ()

    def _go(self, command: Command, now: int) -> tuple[Event, ...]:
        self.is_waiting = self.meter.hears_pause = False
        events = self.run.do(command, now)
        self._fade()
        return events

    def _patient_until(self) -> int:
        plan = self.player.step.reps
        longest = max((length for _, length in plan.phases), default=0) if plan else 0
        if self.meter.last_tap is None:
            return self.player.state.base_now  # no taps: there is nothing to wait for
        patience = round(longest / self.player.state.rate * _PATIENCE) + _PATIENCE_MS
        return self.meter.last_tap + patience

    def _fade(self) -> None:
        """Choose the level of the next set when a set has its report."""
        for one in self.reports[self._judged :]:
            if one.step.ends_set and self.plan.level is None:
                self._set_level(next_level(self.level, self._of_set(one.step.set_number)))
        self._judged = len(self.reports)

    def _set_level(self, level: Level) -> None:
        self.player.level = level
        self.meter.level = level.value

    def _of_set(self, number: int) -> tuple[Report, ...]:
        """Return the reports of a set: one per side, the latest where it was repeated."""
        sides = {r.step.side: r.report for r in self.reports if r.step.set_number == number}
        return tuple(sides.values())

"""A practice in progress: its run, the taps, and the level that follows from them."""

from __future__ import annotations

from dataclasses import field, replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Event, Status
from hamtimer.core.practice.estimate import (
    PATIENCE_MS,
    Estimate,
    Question,
    asks,
    question_on,
)
from hamtimer.core.practice.fading_player import FadingPlayer
from hamtimer.core.practice.gaps import Drift, drifts
from hamtimer.core.practice.heard import spoken_result, tone_of
from hamtimer.core.practice.levels import Level, next_level
from hamtimer.core.practice.plan import Heard, PracticePlan, check_plan
from hamtimer.core.run.journal import Kept
from hamtimer.core.run.measurements import record_estimate, record_gaps
from hamtimer.core.run.run import Run
from hamtimer.core.taps.meter import Feedback, SetReport, TapMeter
from hamtimer.core.taps.report import Measured, Report
from hamtimer.core.taps.results import Results
from hamtimer.core.timeline.steps import Step, StepKind

_WAIT_FROM_MS = 250
"""In a silent set, the run starts to wait for the person this long before its end."""
_PATIENCE = 1.5
"""How long to wait for the next tap: this many lengths of the longest phase ..."""
_PATIENCE_MS = 2_000
"""... plus this."""
_ASKS_UNTIL_MS = 5_000
"""From this long before a set on, the person is no longer asked anything."""


@dataclass
class Practice:
    """The practice that a front controls. Commands go through `do`, taps through `tap`."""

    plan: PracticePlan
    run: Run
    is_waiting: bool = False
    """Whether a silent set is over by the clock and the run waits for the last taps."""
    question: Question | None = field(default=None, init=False)
    """The current question, before the result of the set is shown."""
    estimates: list[Estimate] = field(default_factory=list, init=False)
    """The answers so far."""
    shown: list[Measured] = field(default_factory=list, init=False)
    """The results shown at turns of this set, or of the last one."""

    def __post_init__(self) -> None:
        """Start the meter for the taps of the plan."""
        self.run.meter = TapMeter(self.run.player, self.plan.taps)
        self._judged = 0
        """How many reports have been counted for the level."""
        self._released = 0
        """How many reports have been released."""
        self._asked: set[int] = set()
        """The numbers of the sets with a question."""
        self._results_of: dict[int, Results] = {}
        """Which results were shown, by set."""
        self._step = -1
        self._set_level(self.player.level)

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
        """The reports that may be shown: those of sets with released results."""
        return self.run.reports[: self._released]

    @property
    def last_reports(self) -> list[SetReport]:
        """The last of `reports` on each set and side: after an undo, a set has another one."""
        return list({one.step.id: one for one in self.reports}.values())

    @property
    def level(self) -> Level:
        """The level of cues in this set."""
        return self.player.level

    @property
    def results(self) -> Results:
        """Which results are shown in this set."""
        return self.plan.feedback_rule(self.level).results

    def guidance(self, position_ms: int) -> Level:
        """Return how much is shown at a position of this step; in a gap as at the silent level."""
        return self.player.guidance(position_ms)

    def choose_level(self, level: Level) -> None:
        """Fix the level, whatever the reports.

        Raises `Mistake` when this practice is not possible at it.
        """
        self._choose(replace(self.plan, level=level), level)

    def choose_results(self, results: Results | None) -> None:
        """Set which results are shown from now on; None: they fade with the level.

        Raises `Mistake` when this practice is not possible with them.
        """
        self._choose(replace(self.plan, results=results), self.level)

    def _choose(self, plan: PracticePlan, level: Level) -> None:
        check_plan(plan)
        self.plan = plan
        self._set_level(level)

    @property
    def is_over(self) -> bool:
        """Whether the run is over, every set has its report, and no question is open."""
        return self.run.is_over and self.question is None

    @property
    def problem(self) -> str:
        """Why the practice is not recorded, or empty."""
        return self.run.problem

    @property
    def kept(self) -> Kept:
        """Nothing could be resumed: leaving ends a practice."""
        return Kept.NOTHING

    def leave(self, now: int) -> tuple[Event, ...]:
        """End the practice; measurements are kept with their reports."""
        return self.do(Command.STOP, now)

    def close(self) -> None:
        """Close the record of the practice."""
        self.run.close()

    def do(self, command: Command, now: int, value: str = "") -> tuple[Event, ...]:
        """Carry out a command at the clock's `now`; a practice does not use `value`."""
        del value
        # A set ended while it waits must not stay paused.
        woken = self._go(Command.RESUME, now) if self.is_waiting and command is Command.DONE else ()
        events = woken + self._go(command, now)
        if command is Command.STOP:  # a person who leaves is not asked
            self.answer(None, now)
        return events

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return what happened up to `now`; new reports are added to `reports`."""
        events = self.run.advance(now)
        self._settle(now)
        if self.level is Level.SILENT:
            events += self._follow_person(now)
        return events

    def tap(self, at: int) -> Feedback | None:
        """Record a tap made at `at`; return None when nothing is being measured."""
        feedback = self.run.tap(at)
        if feedback is not None and feedback.measured is not None:
            self.shown.append(feedback.measured)
            if self.plan.heard is Heard.TONES and feedback.measured.judged:
                self.player.hear(tone_of(feedback.measured), at)
        return feedback

    # A silent set: the person keeps time, and the set ends when the person has done it

    def _follow_person(self, now: int) -> tuple[Event, ...]:
        """At the end of a silent set, wait for a person slower than the tempo."""
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
        self._settle(now)
        return events

    def _patient_until(self) -> int:
        plan = self.player.step.reps
        longest = max((length for _, length in plan.phases), default=0) if plan else 0
        if self.meter.last_tap is None:
            return self.player.state.base_now  # no taps: there is nothing to wait for
        patience = round(longest / self.player.state.rate * _PATIENCE) + _PATIENCE_MS
        return self.meter.last_tap + patience

    # After a set: its level, the question, and then its reports

    def _settle(self, now: int) -> None:
        """Judge new reports, ask about the set, and release its reports when it is time."""
        step = self.player.step
        if step.index != self._step:
            self._step = step.index
            if step.kind is StepKind.SET:
                self.shown.clear()
        self._fade(now)
        if self.question is not None and not self._may_ask(now, self.question.until):
            self.question = None
        while self.question is None and self._released < len(self.run.reports):
            if not self._release(self.run.reports[self._released], now):
                break

    def _fade(self, now: int) -> None:
        """Process new reports, and choose the level of the next set."""
        for one in self.run.reports[self._judged :]:
            number = one.step.set_number
            self._results_of[number] = self.plan.feedback_rule(Level(one.level)).results
            found = self.drifts_of(one)
            if found:
                record_gaps(self.run.journal, one, found, now)
            if one.step.ends_set and self.plan.level is None and not self._was_left(one.step):
                self._set_level(next_level(self.level, self._of_set(number)))
        self._judged = len(self.run.reports)

    def _was_left(self, step: Step) -> bool:
        """Whether the person left in the middle of a set, which says nothing about the next."""
        return self.player.state.status is Status.STOPPED and step.id == self.player.step.id

    def _release(self, one: SetReport, now: int) -> bool:
        """Release a report, or else ask about its set or wait; return whether it was released."""
        number, state = one.step.set_number, self.player.state
        results = self._results_of[number]
        must_ask = asks(self.plan, results) and number not in self._asked
        if must_ask or not results.is_within_set:
            if not self._is_over(number):
                return False
            if must_ask:
                self._asked.add(number)
                self.question = self._question(number, now)
                if self.question is not None:
                    return False
        if results is Results.END and not state.status.is_over:
            return False
        self._released += 1
        if self.plan.heard is Heard.VOICE and one.step.ends_set:
            self.player.hear(spoken_result(self._of_set(number), one.step.exercise), now)
        return True

    def _is_over(self, set_number: int) -> bool:
        """Whether a set is over on all sides, and its last tap has been waited for."""
        step, stopped = self.player.step, self.player.state.status.is_over
        inside = step.kind in (StepKind.SET, StepKind.SWITCH) and step.set_number == set_number
        return not self.meter.is_pending and (stopped or not inside)

    def _question(self, set_number: int, now: int) -> Question | None:
        until = now + PATIENCE_MS
        if not self._may_ask(now, until):
            return None
        return question_on(set_number, self._of_set(set_number), self.plan, until)

    def _may_ask(self, now: int, until: int) -> bool:
        """Whether there is time for a question: it never holds a rest up."""
        status, step = self.player.state.status, self.player.step
        if status is Status.STOPPED or now >= until:
            return False
        if status is Status.FINISHED:
            return True
        length, position = step.length_ms, self.player.state.position_ms(now)
        left = None if length is None else (length - position) / self.player.state.rate
        return step.kind is not StepKind.SET and (left is None or left > _ASKS_UNTIL_MS)

    def answer(self, estimated_ms: int | None, now: int) -> Estimate | None:
        """Answer the question; None skips it. The results are shown in either case."""
        question, self.question = self.question, None
        estimate = None
        if question is not None and estimated_ms is not None:
            estimate = Estimate(
                question.set_number, question.phases, estimated_ms, question.actual_ms
            )
            self.estimates.append(estimate)
            phases = [phase.value for phase in question.phases]
            lengths = (estimated_ms, question.actual_ms)
            record_estimate(self.run.journal, question.set_number, phases, *lengths, now)
        self._settle(now)
        return estimate

    def estimate_of(self, set_number: int) -> Estimate | None:
        """Return the answer about a set, if there is one."""
        return next((e for e in self.estimates if e.set_number == set_number), None)

    def drifts_of(self, one: SetReport) -> tuple[Drift, ...]:
        """Return the person's drift at the end of each gap in a set."""
        return drifts(self.plan.gaps, one, self.player.state.rate, self.plan.taps)

    def _set_level(self, level: Level) -> None:
        self.player.level = level
        self.meter.level = level.value
        self.run.feedback_rule = self.plan.feedback_rule(level)

    def _of_set(self, number: int) -> tuple[Report, ...]:
        """Return the reports of a set: one per side, the latest where it was repeated."""
        sides = {r.step.side: r.report for r in self.run.reports if r.step.set_number == number}
        return tuple(sides.values())

"""Lay out turns as steps, one after the other.

All rules of order and of rests are here:

- a set stays together: its sides follow each other with a switch between them, each with all its
  parts and the pauses between those, and the rest comes after the set;
- rests are between sets, never at the end of the session; where an exercise, a round and a block
  end together, the outermost determines the rest;
- on a fixed interval, the rest is what the work leaves of it, after the last set too;
- a get-ready comes before an exercise's first set, and after every wait for the person; on a
  fixed interval and under a cap only before the first set of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from typing import NamedTuple

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Session, Side, StartKind
from hamtimer.core.session.work import NO_TIME, Length
from hamtimer.core.timeline.numbering import Numbering
from hamtimer.core.timeline.set_work import Form, Span, fixed_span, set_forms, span_of
from hamtimer.core.timeline.sets_in_order import BlockRun, Round, Turn, takes_turns
from hamtimer.core.timeline.steps import Cap, Interval, SetPlace, Step, StepKind, Timeline


@dataclass
class _Clock:
    """A fixed interval or a cap in progress."""

    end_ms: int
    """Where it ends on the planned clock."""
    least_ms: int
    """The least length of everything before it."""
    most_ms: int | None


@dataclass
class _OpenCap:
    """A capped block that is being laid out."""

    run: BlockRun
    clock: _Clock | None = None
    """None before its first work."""
    first: int = 0
    free_ms: int = 0
    """How long everything since its first work would take without the cap."""
    is_planned: bool = True
    """Whether the rounds so far are expected to fit."""
    round_first: int = 0
    """The step with which the current round begins."""
    round_starts: list[int] = field(default_factory=list)


class _Pending(NamedTuple):
    """A step that is complete except for what follows it."""

    place: SetPlace
    form: Form
    start_ms: int
    assumed_ms: int
    most_ms: int | None
    interval: Interval | None
    cap: int | None
    comes_at_once: bool
    begins_round: int


@dataclass
class Layout:
    """The layout so far, and what is due before the next set."""

    numbering: Numbering
    steps: list[Step] = field(default_factory=list)
    last: _Pending | None = None
    """The step after these, made when its successor is known: copying a step for every change
    would take most of the time. None: none yet."""
    clock_ms: int = 0
    """Where the next step begins."""
    least_ms: int = 0
    most_ms: int | None = 0
    rest: Length = NO_TIME
    """The rest due before the next set, if there is one."""
    every_ms: int = 0
    """Above zero: an interval begins with the next work."""
    interval: Interval | None = None
    """The current interval, or the one whose rest is due."""
    interval_clock: _Clock = field(default_factory=lambda: _Clock(0, 0, 0))
    interval_is_over: bool = False
    """Whether its work is laid out, so that the rest of it comes before the next set."""
    round_due: int = 0
    """Above zero: the round of a block with a clock begins with the next work."""
    rounds_on_clock: bool = False
    """Whether a round of a block with a fixed interval has begun."""
    turns: list[Turn] = field(default_factory=list)
    """The turns so far."""
    on_clock: set[tuple[int, str]] = field(default_factory=set)
    """The exercises with an interval that have begun, with the run of their block."""
    cap: _OpenCap | None = None
    caps: list[Cap] = field(default_factory=list)
    forms: dict[int, tuple[Form, ...]] = field(default_factory=dict)
    """The steps of the sets of the last exercise, by the identity of the plan."""

    def timeline(self, session: Session, turns: Iterable[Turn]) -> Timeline:
        """Lay out all turns of a session."""
        for turn in turns:
            self.add(turn)
        self.finish()
        return Timeline(
            session=session,
            steps=tuple(self.steps),
            least_ms=self.least_ms,
            assumed_ms=self.clock_ms,
            most_ms=self.most_ms,
            caps=tuple(self.caps),
            turns=tuple(self.turns),
            next_id=self.numbering.next_id,
            next_key=max(self.numbering.next_key, *(turn.key + 1 for turn in self.turns)),
        )

    # Blocks

    def begin_rounds(self, turn: Turn) -> None:
        """End the rounds that the last turn leaves, and begin those of the next one."""
        old = self.turns[-1].round.path if self.turns else ()
        new = turn.round.path
        common = 0
        while common < min(len(old), len(new)) and old[common] is new[common]:
            common += 1
        same_run = len(old) > common < len(new) and old[common].run is new[common].run
        self.end_rounds(old[common + same_run :])
        if same_run:
            self.end_round(old[common])
            between = old[common].run.block.rest_between_rounds
            self.rest = NO_TIME if self.interval_is_over else between
        for depth, one in enumerate(new[common:]):
            self.begin_round(one, is_first=depth > 0 or not same_run)

    def begin_round(self, one: Round, *, is_first: bool) -> None:
        """Begin a round; `is_first`: its block begins with it."""
        run, block = one.run, one.run.block
        if run.outer is None and is_first:
            self.numbering.begin_part(run)
        if block.within_ms and is_first:
            self.cap = _OpenCap(run)
        if self.cap is not None and self.cap.run is run:
            self.cap.round_first = len(self.steps) + bool(self.last)
        self.every_ms = block.every_ms or self.every_ms
        if block.every_ms or block.within_ms:
            self.round_due = one.number

    def end_rounds(self, path: tuple[Round, ...]) -> None:
        """End blocks inside each other with their last rounds."""
        for one in reversed(path):
            block = one.run.block
            self.end_round(one)
            if block.every_ms:
                self.rounds_on_clock = False
            if block.within_ms:
                self.end_cap()
            if block.rest_after is not None:
                self.rest = block.rest_after

    def is_full(self, run: BlockRun) -> bool:
        """Return whether there is no time for another round, even at its shortest."""
        cap = self.cap
        if cap is None or cap.run is not run or not cap.clock:
            return False
        return self.least_ms - cap.clock.least_ms >= run.block.within_ms

    def end_round(self, one: Round) -> None:
        """End a round; under a cap, record it and whether it fits."""
        block, cap = one.run.block, self.cap
        if block.every_ms:
            self.interval_is_over = self.rounds_on_clock = True
        if cap is None or cap.run is not one.run or cap.clock is None:
            return
        cap.round_starts.append(max(cap.round_first, cap.first))
        if cap.is_planned and cap.free_ms > block.within_ms:
            cap.is_planned = False
            if len(cap.round_starts) > 1:
                self.unplan(cap.round_starts[-1])

    def unplan(self, first: int) -> None:
        """Mark the steps from `first` on as not planned."""
        places: dict[int, SetPlace] = {}

        def unplanned(place: SetPlace) -> SetPlace:
            return places.setdefault(id(place), replace(place, is_planned=False))

        for index in range(first, len(self.steps)):
            step = self.steps[index]
            self.steps[index] = replace(step, place=unplanned(step.place))
        if self.last:
            self.last = self.last._replace(place=unplanned(self.last.place))

    def end_cap(self) -> None:
        """End a capped block, which lasts no longer than its cap."""
        cap, self.cap = self.cap, None
        if cap is None or cap.clock is None:
            return
        block, before = cap.run.block, cap.clock
        last, starts = len(self.steps), tuple(cap.round_starts)
        self.caps.append(Cap(cap.run.name, cap.first, last, block.within_ms, block.rounds, starts))
        least, most = self.least_ms - before.least_ms, block.within_ms
        if self.most_ms is not None and before.most_ms is not None:
            most = min(most, self.most_ms - before.most_ms)
        if block.rounds is None:
            least = most
            self.clock_ms = before.end_ms - block.within_ms + most
        self.least_ms = before.least_ms + min(least, most)
        self.most_ms = None if before.most_ms is None else before.most_ms + most

    # Sets

    def add(self, turn: Turn) -> None:
        """Lay out one set and what comes before it."""
        exercise, plan = turn.exercise, turn.plan
        before = self.turns[-1] if self.turns else None
        if before is None or before.exercise is not exercise:
            self.forms = {}
        forms = self.forms.get(id(plan))
        if forms is None:
            forms = self.forms[id(plan)] = set_forms(exercise, plan)
        leads = self.leads(turn)
        self.rest_before(turn)
        is_planned = self.cap is None or self.cap.is_planned
        place = self.numbering.place_of(turn, is_planned=is_planned)
        self.add_start(place, forms[0].side, leads=leads and not self.rounds_on_clock)
        # On a fixed interval there may be no rest left to announce another exercise.
        last = self.last.form if self.last else None
        unannounced = last is not None and (last.kind.is_work or last.fills_interval)
        at_once = unannounced and before is not None and before.exercise is not exercise
        self.turns.append(turn)
        self.every_ms = exercise.every_ms or self.every_ms
        for form in forms:
            self.append(place, form, at_once=at_once)
            at_once = False
        self.interval_is_over = bool(exercise.every_ms)

    def rest_before(self, turn: Turn) -> None:
        """Find out the rest due before a turn, and begin the rounds that begin with it."""
        here = turn.round
        before = self.turns[-1] if self.turns else None
        if before is None:
            self.begin_rounds(turn)
            return
        same_round = before.round is here
        again = turn.follows(before)
        if again:
            self.rest = NO_TIME if before.exercise.every_ms else before.plan.rest
        else:
            self.rest = before.exercise.rest_after
        if not same_round:
            self.begin_rounds(turn)
        block, within = here.run.block, same_round or here in before.round.path
        on_clock = turn.exercise.every_ms or block.every_ms
        if within and not again and takes_turns(block) and on_clock:
            self.rest = NO_TIME

    def leads(self, turn: Turn) -> bool:
        """Return whether a wait and a get-ready may come before a turn."""
        if not turn.exercise.every_ms:
            return True
        run = turn.round.run
        if takes_turns(run.block):
            return not (self.turns and any(o.run is run for o in self.turns[-1].round.path))
        key = id(run), turn.own_id
        is_new = key not in self.on_clock
        self.on_clock.add(key)
        return is_new

    def add_start(self, place: SetPlace, side: Side, *, leads: bool) -> None:
        """Lay out what comes before a set: rest, wait, get-ready."""
        start = place.exercise.start
        if self.interval_is_over:
            self.add_interval_rest(place, side)
        elif self.last and self.rest.most_ms:
            self.append(place, Form(StepKind.REST, side, span_of(self.rest)))
        waits = leads and start.kind is not StartKind.AUTO
        if waits:
            length = start.after_ms if start.kind is StartKind.AFTER else None
            # A wait for the person is planned as no time: it is not exercise.
            self.append(place, Form(StepKind.WAIT, side, Span(length, 0, length or 0, length)))
        under_cap = self.cap is not None and self.cap.clock is not None
        if leads and not under_cap and (waits or place.number == 1):
            prepare_ms = place.exercise.prepare_ms
            if prepare_ms:
                self.append(place, Form(StepKind.PREPARE, side, fixed_span(prepare_ms)))

    # Intervals

    def begin_interval(self) -> None:
        """Start an interval with the next step."""
        self.interval = Interval(len(self.steps) + bool(self.last), self.every_ms)
        end = self.clock_ms + self.every_ms
        self.interval_clock = _Clock(end, self.least_ms, self.most_ms)
        self.interval_is_over, self.every_ms = False, 0

    def add_interval_rest(self, place: SetPlace, side: Side) -> None:
        """Lay out the rest that the work leaves of an interval, plus the usual rest after it."""
        interval, before, tail = self.interval, self.interval_clock, self.rest
        if interval is None:
            return
        every, tail_most = interval.every_ms, tail.most_ms or 0
        least_work = self.least_ms - before.least_ms
        most_work = every
        if self.most_ms is not None and before.most_ms is not None:
            most_work = min(every, self.most_ms - before.most_ms)
        left = max(0, before.end_ms - self.clock_ms)
        span = Span(
            length_ms=left + tail_most,
            least_ms=every - most_work + tail.least_ms,
            assumed_ms=left + tail_most,
            most_ms=max(0, every - least_work) + tail_most,
            minimum_ms=0 if tail.is_fixed else left + tail.least_ms,
        )
        if span.most_ms:
            self.append(place, Form(StepKind.REST, side, span, fills_interval=True))
        self.least_ms = before.least_ms + every + tail.least_ms
        self.most_ms = None if before.most_ms is None else before.most_ms + every + tail_most
        self.interval, self.interval_is_over = None, False

    def finish(self) -> None:
        """End the session, with the rest of an interval if one is due."""
        if self.turns:
            self.end_rounds(self.turns[-1].round.path)
        if self.interval_is_over and self.last:
            self.rest = NO_TIME
            self.add_interval_rest(self.last.place, self.last.form.side)
        self.make_last(followed_by=None)

    # Steps

    def append(self, place: SetPlace, form: Form, *, at_once: bool = False) -> None:
        """Append a step."""
        cap, round_due = self.cap, 0
        is_work = form.kind.is_work
        if is_work and self.every_ms:
            self.begin_interval()
        if is_work and self.round_due:
            round_due, self.round_due = self.round_due, 0
        if is_work and cap is not None and cap.clock is None:
            cap.first = len(self.steps) + bool(self.last)
            end = self.clock_ms + cap.run.block.within_ms
            cap.clock = _Clock(end, self.least_ms, self.most_ms)
        self.make_last(form.kind)
        _, least, assumed, most, _ = form.span
        under = None
        if cap is not None and cap.clock is not None:
            under = len(self.caps)
            cap.free_ms += assumed
            assumed = min(assumed, max(0, cap.clock.end_ms - self.clock_ms))
        if self.interval is not None and not self.interval_is_over:
            assumed = min(assumed, max(0, self.interval_clock.end_ms - self.clock_ms))
            most = min(most or self.interval.every_ms, self.interval.every_ms)
        self.last = _Pending(
            place, form, self.clock_ms, assumed, most, self.interval, under, at_once, round_due
        )
        self.clock_ms += assumed
        self.least_ms += least
        self.most_ms = None if self.most_ms is None or most is None else self.most_ms + most

    def make_last(self, followed_by: StepKind | None) -> None:
        """Make the last step, now that its successor is known."""
        if self.last is None:
            return
        place, form, start, assumed, most, interval, cap, at_once, begins_round = self.last
        kind, side, span, part, reps, ends_set, within_set, fills_interval = form
        self.steps.append(
            # By place: with names it takes half as long again.
            Step(
                len(self.steps),
                self.numbering.id_of(place.turn, form),
                kind,
                start,
                span.length_ms,
                span.least_ms,
                assumed,
                most,
                place,
                side,
                part,
                reps,
                span.minimum_ms,
                followed_by,
                ends_set,
                at_once,
                within_set,
                interval,
                fills_interval,
                cap,
                begins_round,
            )
        )

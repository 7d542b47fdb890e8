"""The meter: collects the taps of a run and reports on each set.

It serves practices and ordinary sessions alike. Times are milliseconds of the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event, EventKind, Status
from hamtimer.core.taps.matching import START, match_taps
from hamtimer.core.taps.report import Measured, Report, measure, score
from hamtimer.core.taps.turns import TapMode, Turn, target_turns
from hamtimer.core.timeline.steps import Step

GRACE_MS = 1_000
"""A tap for the last turn counts up to this long after the end of the set."""
EARLY_MS = 1_000
"""A tap for the beginning counts up to this long before it."""
_OPEN_MS = 3_600_000
"""How far a set of as many reps as possible is laid out."""
_RECENT_TAPS = 12
"""For immediate feedback, this many recent taps are matched again with each new one."""
_AHEAD = 60
"""For immediate feedback, this many turns are considered."""


@dataclass(frozen=True, slots=True)
class SetReport:
    """The report of one set, or of one side of it."""

    step: Step
    report: Report
    level: str = ""
    """The level of cues in a practice. Empty: an ordinary session, in which all are heard."""

    @property
    def is_for_the_end(self) -> bool:
        """Whether an ordinary session shows it only at its end."""
        return not self.level and self.step.exercise.feedback == "end"

    @property
    def is_stray(self) -> bool:
        """Whether it comes from a single tap in an ordinary session, probably a slip."""
        return not self.level and self.report.tapped < 2


@dataclass(frozen=True, slots=True)
class Feedback:
    """The immediate result of a tap."""

    measured: Measured | None
    """The phase that ended with it. None: it marked the beginning, or the previous turn was not
    tapped."""
    extra: bool = False
    """It matches no turn."""


@dataclass
class _Taps:
    """The taps of the set that is in progress or has just ended."""

    step: Step
    origin: int
    """When the set began on the clock, moved by the pauses since."""
    turns: tuple[Turn, ...] = ()
    """Laid out at the first tap: most sets are not measured."""
    times: list[int] = field(default_factory=list)
    """In milliseconds from the beginning of the set."""
    pairs: list[tuple[int, int]] = field(default_factory=lambda: [(0, START)])
    """Matched turns and taps, as far as known while the set is in progress."""
    ended_ms: int | None = None
    """When it ended, from its beginning; None: it is in progress."""
    cut: bool = False
    """Whether the person ended it early, or it was open."""
    reported: bool = False


class TapMeter:
    """Collects taps and reports when a set is over."""

    def __init__(self, player: Player, mode: TapMode, latency_ms: int = 0) -> None:
        """Collect taps of a player; `latency_ms` is the output latency of the sound."""
        self.player = player
        self.mode = mode
        self.latency_ms = latency_ms
        self.level = ""
        """The level to note in reports; a practice sets it."""
        self.hears_pause = False
        """Whether taps count while the run is paused, because it waits for them."""
        self._taps: _Taps | None = None
        self._stray: int | None = None
        """The last tap made while nothing was measured."""

    @property
    def is_pending(self) -> bool:
        """Whether a set with taps is over but its last tap may still come."""
        return self.pending_step is not None

    @property
    def pending_step(self) -> Step | None:
        """The set with taps that is over and whose last tap may still come."""
        taps = self._taps
        if taps is None or taps.ended_ms is None or taps.reported or not taps.times:
            return None
        return taps.step

    @property
    def step(self) -> Step | None:
        """The set that is measured, or was measured last; None before the first."""
        return self._taps.step if self._taps is not None else None

    @property
    def is_complete(self) -> bool:
        """Whether the last turn of the set has been tapped."""
        taps = self._taps
        return taps is not None and len(taps.turns) == taps.pairs[-1][0] + 1

    @property
    def reps_done(self) -> int:
        """How many reps of this set, over all sides, the taps show as done."""
        taps = self._taps
        if taps is None or not taps.turns[1:]:
            return 0
        last = taps.turns[-1]
        sides = len(taps.step.reps.sides) if taps.step.reps else 1
        per_rep = max(1, (len(taps.turns) - 1) // (last.rep * sides))
        return taps.pairs[-1][0] // per_rep

    @property
    def last_tap(self) -> int | None:
        """When the last tap of this set was made; None before the first."""
        taps = self._taps
        return taps.origin + taps.times[-1] if taps is not None and taps.times else None

    def taps_of(self, step: Step) -> tuple[int, ...]:
        """Return the taps made so far in this set, in milliseconds from its beginning."""
        taps = self._taps
        return tuple(taps.times) if taps is not None and taps.step.id == step.id else ()

    def take(self, events: Iterable[Event], now: int) -> tuple[SetReport, ...]:
        """Process the events of the run up to `now`; return the reports of sets that are over."""
        reports: list[SetReport] = []
        for event in events:
            if event.kind is EventKind.STEP and event.step is not None:
                reports += self._begin(event.step)
            elif event.kind is EventKind.OUTCOME and event.outcome is not None:
                self._end(event.outcome, event.due_ms)
            elif event.kind is EventKind.UNDONE and event.step is not None:
                reports += self._continue(event.step)
        self._keep_up()
        taps = self._taps
        if taps is not None and taps.ended_ms is not None:
            stopped = self.player.state.status is Status.STOPPED
            late = stopped or now - taps.origin > taps.ended_ms + GRACE_MS + self.latency_ms
            if late or self.is_complete:
                reports += self.finish()
        return tuple(reports)

    def tap(self, at: int) -> Feedback | None:
        """Record a tap made at `at`; return None when nothing is being measured."""
        taps = self._taps
        if taps is None or taps.reported:
            self._stray = at
            return None
        if self.player.state.status is Status.PAUSED and not self.hears_pause:
            return None
        time = at - taps.origin
        if time < -EARLY_MS:
            return None
        if not taps.turns:
            taps.turns = self._turns(taps.step)
        taps.times.append(max([time, *taps.times[-1:]]))
        return self._match(taps)

    def finish(self) -> tuple[SetReport, ...]:
        """Return the report of the set that is over now, without waiting for its last tap."""
        taps = self._taps
        if taps is None or taps.ended_ms is None or taps.reported:
            return ()
        taps.reported = True
        if not taps.times:
            return ()
        until = taps.ended_ms if taps.cut else None
        report = score(taps.turns, taps.times, self.latency_ms, until)
        return (SetReport(taps.step, report, self.level),)

    def _match(self, taps: _Taps) -> Feedback:
        """Match the last tap together with the taps shortly before it."""
        del taps.pairs[max(1, len(taps.pairs) - _RECENT_TAPS) :]
        turn, tap = taps.pairs[-1]
        begun, since = taps.turns[turn].at_ms, 0 if tap == START else taps.times[tap]
        near = [t.at_ms - begun for t in taps.turns[turn : turn + _AHEAD]]
        latest = [time - since for time in taps.times[tap + 1 :]]
        matching = match_taps(near, latest, whole=False)
        taps.pairs += [(turn + t, tap + 1 + n) for t, n in matching.pairs if t]
        if turn == 0 and matching.pairs[0][1] != START:
            taps.pairs[0] = (0, matching.pairs[0][1])
        last = len(taps.times) - 1
        at = taps.pairs[-1][0]
        if taps.pairs[-1][1] != last:
            return Feedback(None, extra=True)
        measured = measure(taps.turns, taps.times, dict(taps.pairs[-2:])) if at else []
        return Feedback(measured[-1] if measured else None)

    def _begin(self, step: Step) -> tuple[SetReport, ...]:
        """Start measuring when a set with a tempo begins."""
        self._forget_undone()
        if self.mode is TapMode.OFF or step.reps is None or not step.reps.rep_ms:
            return ()
        reports = self.finish()
        self._taps = _Taps(step, 0)
        self._keep_up()
        if self._stray is not None and self._stray - self._taps.origin >= -EARLY_MS:
            self.tap(self._stray)
        self._stray = None
        return reports

    def _turns(self, step: Step) -> tuple[Turn, ...]:
        return target_turns(step, self.player.state.rate, self.mode, _OPEN_MS)

    def _end(self, outcome: Outcome, due: int) -> None:
        taps = self._taps
        if taps is None or outcome.step != taps.step.id or outcome.corrected:
            return
        total = taps.step.reps.total if taps.step.reps else None
        taps.ended_ms = due - taps.origin
        taps.cut = total is None or (outcome.reps or 0) < total

    def _continue(self, step: Step) -> tuple[SetReport, ...]:
        """Continue measuring a set whose end was undone."""
        if self._taps is not None and self._taps.step.id == step.id:
            self._taps.ended_ms = None
            self._taps.reported = False
            return ()
        if self.player.state.base_ms <= 0:
            return self._begin(step)
        self._forget_undone()  # the earlier taps of a set resumed in its middle are lost
        return ()

    def _forget_undone(self) -> None:
        """Stop measuring a set that was left before anything of it was done."""
        if self._taps is not None and self._taps.ended_ms is None:
            self._taps = None

    def _keep_up(self) -> None:
        """Follow the player: a pause moves the set, an added rep makes it longer."""
        taps, state = self._taps, self.player.state
        if taps is None or self.player.step.id != taps.step.id or taps.ended_ms is not None:
            return
        taps.origin = state.base_now - round(state.base_ms / state.rate)
        if self.player.step != taps.step:
            taps.step = self.player.step
            taps.turns = self._turns(taps.step) if taps.times else ()

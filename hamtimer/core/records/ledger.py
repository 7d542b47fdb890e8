"""Read the lines of a record, with the measurements in each attempt at a set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Outcome, best_attempts
from hamtimer.core.run.measurements import PRACTICE
from hamtimer.core.run.played import Played
from hamtimer.core.run.self_reports import SelfReport, read_report
from hamtimer.core.run.tally import CONVERTED, EDITED, Tally, whole_ms
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase


@dataclass(frozen=True, slots=True)
class MeasuredPhase:
    """A phase of one rep, or several together, between two taps."""

    phases: tuple[Phase, ...]
    side: Side | None
    """None: unknown, in a set with alternating sides."""
    rep: int
    """From 1, per side."""
    length_ms: int


@dataclass(slots=True)
class Attempt:
    """An outcome in a record, with its measurements."""

    outcome: Outcome
    at_ms: int | None = None
    """When it was written, in the record's time; None: not known."""
    measured: tuple[MeasuredPhase, ...] = ()


@dataclass
class Ledger:
    """The lines of a record, read one after the other."""

    tally: Tally
    reports: list[SelfReport] = field(default_factory=list)
    _attempts: list[Attempt] = field(default_factory=list)
    """One for each valid outcome of the run itself."""

    @classmethod
    def of(cls, played: Played | None) -> Ledger:
        """Return an empty ledger for the record of a plan."""
        return cls(Tally(played))

    def take(self, line: Mapping[str, Any]) -> None:
        """Take one line; a damaged one is ignored."""
        before = len(self.tally.log)
        self.tally.take(line)
        log, at = self.tally.log, whole_ms(line.get("t"))
        if CONVERTED in line:
            self._attempts = self._as_converted()
        elif len(log) < before:
            held = set(map(id, log))
            self._attempts = [one for one in self._attempts if id(one.outcome) in held]
        elif len(log) > before and line.get(EDITED) is not True:
            self._attempts.append(Attempt(log[-1], at))
        elif line.get("event") == PRACTICE and at is not None:
            self._take_measured(line, at)
        report = read_report(line)
        if report is not None and at is not None:
            self.reports.append(report)

    def _take_measured(self, line: Mapping[str, Any], at: int) -> None:
        """Assign measurements to their attempt: the last one at the step."""
        measured = _read_measured(line)
        for attempt in reversed(self._attempts):
            if attempt.outcome.step == line.get("step"):
                # A length beyond that of the record is damage.
                if sum(one.length_ms for one in measured) <= at:
                    attempt.measured = measured
                    attempt.at_ms = at
                return

    def _as_converted(self) -> list[Attempt]:
        """Return the attempts in a conversion line, with earlier measurements."""
        left, attempts = list(self._attempts), []
        for outcome in self.tally.log:
            same = next((one for one in left if one.outcome.step == outcome.step), None)
            if same is None:
                attempts.append(Attempt(outcome))
            else:
                left.remove(same)
                attempts.append(Attempt(outcome, same.at_ms, same.measured))
        return attempts

    def best(self) -> dict[int, Outcome]:
        """Return the outcome that counts for each step, as corrected."""
        return best_attempts(self.tally.log)

    def led(self) -> dict[int, Attempt]:
        """Return the attempt that counts for each step, before any correction."""
        own = [one for one in self._attempts if not one.outcome.corrected]
        best = best_attempts(one.outcome for one in own)
        return {one.outcome.step: one for one in own if best.get(one.outcome.step) is one.outcome}


def _read_measured(line: Mapping[str, Any]) -> tuple[MeasuredPhase, ...]:
    """Return the measurements in the report on a set; empty if it is damaged."""
    measured = []
    try:
        for group in line["phases"]:
            phases = tuple(Phase(phase) for phase in group["phases"])
            lengths = [whole_ms(length) for length in group["true_ms"]]
            sides: list[Side | None] = [Side(side) for side in group.get("sides", ())]
            sides = sides or [None] * len(lengths)
            for length, rep, side in zip(lengths, group["reps"], sides, strict=True):
                if length is None or whole_ms(rep) is None:
                    return ()
                measured.append(MeasuredPhase(phases, side, rep, length))
    except (KeyError, TypeError, ValueError, AttributeError):
        return ()
    return tuple(measured)

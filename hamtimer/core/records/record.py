"""A whole record as it is understood: every set, planned against done, with its dose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.play.summary import Summary
from hamtimer.core.play.totals import SideTotals, done_shares, planned_shares, was_done
from hamtimer.core.records.dose import Dose, SideDose, add_doses, step_dose
from hamtimer.core.records.ledger import Ledger
from hamtimer.core.run.header import Header
from hamtimer.core.run.played import Played
from hamtimer.core.run.self_reports import SelfReports
from hamtimer.core.run.tally import RunState
from hamtimer.core.session.model import Role, Side


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One side of a set, or of one part of a set: planned against done."""

    work: PlannedWork
    part: int
    """From 1: a set of several parts has as many."""
    planned: SideTotals
    done: SideTotals | None
    """None: nothing was done of it."""
    outcome: Outcome | None
    dose: SideDose
    load: str
    """The one that was used, as far as it was said, or else the planned one."""
    rpe: float | None
    pain: float | None
    note: str

    @property
    def side(self) -> Side:
        """The side; `BOTH` when the sides work together."""
        return self.planned.side


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a record says."""

    header: Header
    state: RunState
    summary: Summary
    sets: tuple[DoneSet, ...]
    reports: SelfReports

    def dose(self) -> Dose:
        """Return the dose of the work part of the session."""
        return add_doses(one.dose.dose for one in self.sets if one.work.role is Role.WORK)


def read_run(header: Header, lines: Iterable[Mapping[str, Any]]) -> RunRecord:
    """Return what the lines of a record say; a damaged line counts for nothing."""
    ledger = Ledger.of(header.played)
    for line in lines:
        ledger.take(line)
    return understand(header, ledger)


def understand(header: Header, ledger: Ledger) -> RunRecord:
    """Return what a record says whose lines were taken in."""
    reports = SelfReports(ledger.reports)
    sets = tuple(_sets(ledger, reports))
    return RunRecord(header, ledger.tally.state, ledger.tally.summary(), sets, reports)


def _sets(ledger: Ledger, reports: SelfReports) -> Iterator[DoneSet]:
    played = ledger.tally.played or Played()
    best, parts = ledger.best(), parts_of(played.plan)
    doses = _doses(ledger, played)
    for work in played.plan:
        outcome = best.get(work.step)
        done = {}
        if outcome is not None and was_done(outcome):
            done = {share.side: share for share in done_shares(work, outcome)}
        for planned, dose in zip(planned_shares(work), doses[work.step], strict=True):
            place = work.exercise, work.set_number, planned.side
            rpe, pain, note = (reports.of_set(key, *place) for key in ("rpe", "pain", "note"))
            yield DoneSet(
                work=work,
                part=parts[work.step],
                planned=planned,
                done=done.get(planned.side),
                outcome=outcome,
                dose=dose,
                load=reports.load(*place) or work.load,
                rpe=rpe if isinstance(rpe, int | float) else None,
                pain=pain if isinstance(pain, int | float) else None,
                note=str(note or ""),
            )


def _doses(ledger: Ledger, played: Played) -> dict[int, list[SideDose]]:
    """Return the dose of each step.

    They are taken in the order in which they were done: the time that one has received no other can
    receive.
    """
    best, led = ledger.best(), ledger.led()

    def when(work: PlannedWork) -> tuple[int, int]:
        attempt = led.get(work.step)
        return (attempt.at_ms or 0 if attempt else 0), work.step

    doses, received = {}, 0
    for work in sorted(played.plan, key=when):
        attempt, outcome = led.get(work.step), best.get(work.step)
        at = attempt.at_ms if attempt else None
        left = None if at is None else at - received
        doses[work.step] = step_dose(work, outcome, attempt, played.rate, left)
        received += sum(one.dose.received_ms for one in doses[work.step])
    return doses


def parts_of(plan: Iterable[PlannedWork]) -> dict[int, int]:
    """Return which part of its set, and of its side, each step is."""
    counts: dict[tuple[object, ...], int] = {}
    parts = {}
    for work in plan:
        place = (work.role, work.exercise, work.set_number, work.sides)
        counts[place] = counts.get(place, 0) + 1
        parts[work.step] = counts[place]
    return parts

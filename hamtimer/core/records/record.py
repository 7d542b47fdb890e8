"""A whole record interpreted: every set, planned against done, with its dose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    """One side of a set, or of a part of a set: planned against done."""

    work: PlannedWork
    part: int
    """From 1, for sets of several parts."""
    planned: SideTotals
    done: SideTotals | None
    """None: nothing was done."""
    outcome: Outcome | None
    dose: SideDose
    load: str
    """The load used, if reported, or else the planned one."""
    rpe: float | None
    pain: float | None
    note: str

    @property
    def side(self) -> Side:
        """The side; `BOTH` when the sides work together."""
        return self.planned.side


@dataclass(frozen=True, slots=True)
class RunRecord:
    """The content of a record."""

    header: Header
    state: RunState
    summary: Summary
    sets: tuple[DoneSet, ...]
    reports: SelfReports

    def dose(self) -> Dose:
        """Return the dose of the work part of the session."""
        return add_doses(one.dose.dose for one in self.sets if one.work.role is Role.WORK)


def understand(header: Header, ledger: Ledger) -> RunRecord:
    """Return the content of a record whose lines were read."""
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

    They are processed in the order in which they were done: elapsed time is received only once.
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
    """Return the part number of each step within its set and side."""
    counts: dict[tuple[object, ...], int] = {}
    parts = {}
    for work in plan:
        place = (work.role, work.exercise, work.set_number, work.sides)
        counts[place] = counts.get(place, 0) + 1
        parts[work.step] = counts[place]
    return parts

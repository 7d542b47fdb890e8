"""The score of a block with a time cap: its full rounds, and the reps of the next round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Outcome, Result, by_plan, planned_reps
from hamtimer.core.timeline.steps import Cap, Step, Timeline


@dataclass(frozen=True, slots=True)
class Score:
    """The result of a block with a cap."""

    rounds: int
    """Full rounds."""
    reps: int
    """Counted reps of the unfinished round, over all its exercises."""
    is_whole: bool
    """Whether all planned rounds are done."""
    time_ms: int | None
    """When its last work was done, on the clock of the cap; None: unknown."""


@dataclass(frozen=True, slots=True)
class PlayedCap:
    """A time cap in plain values, as a record keeps it."""

    block: str
    within_ms: int
    rounds: int | None
    """None: as many as fit."""
    work: tuple[tuple[int, ...], ...]
    """The work steps of each round, by their ids."""


def played_caps(timeline: Timeline) -> tuple[PlayedCap, ...]:
    """Return the time caps of a timeline in plain values."""
    return tuple(_played_cap(timeline, cap) for cap in timeline.caps)


def _played_cap(timeline: Timeline, cap: Cap) -> PlayedCap:
    work = (
        tuple(step.id for step in _steps(timeline, cap, number) if step.kind.is_work)
        for number in range(1, len(cap.round_starts) + 1)
    )
    return PlayedCap(cap.block, cap.within_ms, cap.rounds, tuple(work))


def score_of(timeline: Timeline, cap: Cap, done: Mapping[int, Outcome]) -> Score | None:
    """Return the score of a capped block, or None when it is unknown."""
    return score_under(_played_cap(timeline, cap), done)


def score_under(cap: PlayedCap, done: Mapping[int, Outcome]) -> Score | None:
    """Return the score of a capped block, or None when it is unknown.

    `done` maps steps to the outcomes that count. A round with skipped steps can still be full,
    unless nothing of it was done.
    """
    rounds = 0
    in_order = [step for work in cap.work for step in work]
    under_cap = [done[step] for step in in_order if step in done]
    worth = [place for place, step in enumerate(in_order) if step in done and _is_worth(done[step])]
    passed = frozenset(in_order[: worth[-1] if worth else 0])
    while rounds < len(cap.work) and _is_full(cap.work[rounds], done, passed):
        rounds += 1
    rest = [
        done[index].reps or 0
        for work in cap.work[rounds:]
        for index in work
        if index in done and _is_worth(done[index])
    ]
    if not rounds and not sum(rest):
        known = any(o.corrected or o.result is Result.SKIPPED for o in under_cap)
        if not known:
            return None
    times = [o.cap_ms for o in under_cap if o.cap_ms is not None and _is_worth(o)]
    is_whole = cap.rounds is not None and rounds >= cap.rounds
    return Score(rounds, sum(rest), is_whole, max(times) if times else None)


def change_score(
    timeline: Timeline, cap: Cap, done: Mapping[int, Outcome], rounds: int, reps: int
) -> list[Outcome]:
    """Return the outcomes that change a score by so many rounds or reps.

    Reps fill the unfinished round exercise by exercise, in the order in which it is done.
    """
    score = score_of(timeline, cap, done) or Score(0, 0, is_whole=False, time_ms=None)
    full, more = score.rounds + rounds, score.reps + reps
    if full < 0:
        return []
    each = _round_reps(timeline, cap, full + 1)
    if reps > 0 and each and more >= each:
        full, more = full + 1, more - each
    elif more < 0 and full > 0:
        full, more = full - 1, max(0, _round_reps(timeline, cap, full) + more)
    if more < 0 or full > len(cap.round_starts):
        return []
    return list(_changed(timeline, cap, done, full, more))


def _changed(
    timeline: Timeline, cap: Cap, done: Mapping[int, Outcome], rounds: int, reps: int
) -> Iterator[Outcome]:
    """Yield the outcomes that differ from `done` for a score of so many rounds and reps."""
    for number in range(1, len(cap.round_starts) + 1):
        for step in _steps(timeline, cap, number):
            before = done.get(step.id)
            if not step.kind.is_work:
                continue
            planned = planned_reps(step.reps) if step.reps else 0
            if number <= rounds:
                counts = before is not None and before.result is Result.DONE
                if not counts:
                    yield _timed(replace(by_plan(step), corrected=True), before)
            elif reps > 0 and step.reps:
                mine = min(reps, planned or reps)
                reps -= mine
                result = Result.DONE if mine == planned else Result.TIME_UP
                if before is None or (before.reps, before.result) != (mine, result):
                    yield _timed(replace(_none(step), reps=mine, result=result), before)
            elif before is not None and _is_worth(before):
                yield _none(step)


def _timed(outcome: Outcome, before: Outcome | None) -> Outcome:
    """Return an outcome with the times measured before it was corrected."""
    if before is None:
        return outcome
    return replace(outcome, work_ms=before.work_ms, cap_ms=before.cap_ms)


def _none(step: Step) -> Outcome:
    known = step.reps is None or bool(step.reps.phases)
    tension = 0 if known else None
    return Outcome(step.id, step.side, Result.NOT_REACHED, tension_ms=tension, corrected=True)


def _is_full(work: tuple[int, ...], done: Mapping[int, Outcome], passed: frozenset[int]) -> bool:
    """Return whether a round is full; `passed` are the steps before the last one with work."""
    results = {done[index].result for index in work if index in done}
    if Result.DONE not in results or results & {Result.TIME_UP, Result.NOT_REACHED}:
        return False
    return all(step in done or step in passed for step in work)


def _round_reps(timeline: Timeline, cap: Cap, number: int) -> int:
    steps = _steps(timeline, cap, number)
    return sum(planned_reps(step.reps) for step in steps if step.reps)


def _steps(timeline: Timeline, cap: Cap, number: int) -> Iterator[Step]:
    return (timeline.steps[index] for index in cap.round_steps(number))


def _is_worth(outcome: Outcome) -> bool:
    return outcome.result not in (Result.SKIPPED, Result.NOT_REACHED)

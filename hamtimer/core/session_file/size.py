"""Limit a session to what a person can do and a program can lay out.

A small hostile file can ask for astronomical work: nested blocks of 99 rounds, hours of ticks in
every set. These bounds are far above any session, and keep time and memory bounded.
"""

from __future__ import annotations

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.defaults import ASSUMED_HOLD_MS, ASSUMED_REPS
from hamtimer.core.session.model import Block, BlockKind, Exercise, Session, Sides
from hamtimer.core.session.work import Reps, SetPart, SetPlan, WorkKind
from hamtimer.core.session_file.fields.session import MOST_ROUNDS
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Node

MOST_SETS = 100_000
MOST_REPS = 2_000_000
LONGEST_SET_MS = 24 * 3_600 * 1_000
LONGEST_EXERCISE_MS = LONGEST_SET_MS
"""Of all its sets in all rounds: every second of them is laid out when a session is explained."""
LONGEST_WORK_MS = 2 * LONGEST_SET_MS
LONGER_FOR_EXERCISE_MS = 3_600 * 1_000
"""The additional limit for each written exercise."""


@dataclass
class _Total:
    exercises: int = 0
    """Exercises and variants as written."""
    sets: int = 0
    reps: int = 0
    work_ms: int = 0
    longest_ms: int = 0
    """The longest set."""
    longest_exercise_ms: int = 0
    longest_exercise: str = ""
    """The exercise whose sets last longest, all of them together."""


def check_size(session: Session, root: Node, report: Report) -> None:
    """Report a session that is too large to be laid out, with all its rounds."""
    total = _Total()
    for part in session.parts:
        _add_block(part.block, 1, total)
    advice = "lower the sets, the rounds or the times"
    if total.sets > MOST_SETS:
        report.error(root, f"this session has more than {MOST_SETS} sets", advice)
    if total.reps > MOST_REPS:
        report.error(root, f"this session has more than {MOST_REPS} reps", advice)
    if total.longest_ms > LONGEST_SET_MS:
        report.error(root, "a set of this session is longer than a day", advice)
    most_ms = LONGEST_WORK_MS + total.exercises * LONGER_FOR_EXERCISE_MS
    if total.longest_exercise_ms > LONGEST_EXERCISE_MS:
        name = total.longest_exercise
        report.error(root, f"all sets of {name} last longer than a day", advice)
    elif total.work_ms > most_ms:
        hours = most_ms // LONGER_FOR_EXERCISE_MS
        report.error(root, f"the work of this session is longer than {hours} hours", advice)


def _add_block(block: Block, times: int, total: _Total) -> None:
    if block.within_ms:
        _add_capped(block, times, total)
    else:
        _add_rounds(block, times, total)


def _add_capped(block: Block, times: int, total: _Total) -> None:
    """Add a block with a time cap: however much is in it, it lasts no longer."""
    inside = _Total()
    _add_rounds(block, times, inside)
    most_ms = times * block.within_ms
    total.exercises += inside.exercises
    total.sets += inside.sets
    total.reps += inside.reps
    total.work_ms += min(inside.work_ms, most_ms)
    total.longest_ms = max(total.longest_ms, min(inside.longest_ms, block.within_ms))
    if min(inside.longest_exercise_ms, most_ms) > total.longest_exercise_ms:
        total.longest_exercise_ms = min(inside.longest_exercise_ms, most_ms)
        total.longest_exercise = inside.longest_exercise


def _add_rounds(block: Block, times: int, total: _Total) -> None:
    straight = block.kind is BlockKind.STRAIGHT
    rounds = times * (block.rounds or MOST_ROUNDS)
    for item in block.items:
        if isinstance(item, Block):
            _add_block(item, rounds, total)
        else:
            is_repeated = straight or block.rounds is None
            for exercise in item.variants():
                _add_exercise(exercise, rounds if is_repeated else times, total)


def _add_exercise(exercise: Exercise, times: int, total: _Total) -> None:
    sides = 2 if exercise.sides in (Sides.EACH, Sides.ALTERNATING) else 1
    plans, before_ms = exercise.sets, total.work_ms
    total.exercises += 1
    if plans[0] is plans[-1]:
        _add_sets(plans[0], exercise, times * len(plans), sides, total)
    else:
        for plan in plans:
            _add_sets(plan, exercise, times, sides, total)
    if total.work_ms - before_ms > total.longest_exercise_ms:
        total.longest_exercise_ms = total.work_ms - before_ms
        total.longest_exercise = exercise.name


def _add_sets(plan: SetPlan, exercise: Exercise, times: int, sides: int, total: _Total) -> None:
    reps = longest_ms = 0
    for part in plan.parts:
        if part.reps:
            reps += _bound(part.reps)
        longest_ms += _longest_ms(part, exercise)
    total.sets += times
    total.reps += times * sides * reps
    total.work_ms += times * sides * longest_ms
    total.longest_ms = max(total.longest_ms, sides * longest_ms)


def _longest_ms(part: SetPart, exercise: Exercise) -> int:
    """Return the length of a part for one side, as assumed if it is open."""
    assumed_ms = part.assumed_ms or exercise.assumed_ms
    if part.kind is WorkKind.TIME or part.reps is None:
        if part.length.most_ms is not None:
            return part.length.most_ms
        return max(assumed_ms or ASSUMED_HOLD_MS, part.length.least_ms)
    rep_ms = part.length.least_ms + part.relax_ms
    if part.kind is WorkKind.REPS:
        rep_ms = part.tempo.rep_ms if part.tempo else 0
    is_open = part.reps.most is None or not rep_ms
    return max(_bound(part.reps) * rep_ms, assumed_ms if is_open else 0)


def _bound(reps: Reps) -> int:
    return max(reps.least, ASSUMED_REPS) if reps.most is None else reps.most

"""Keeping a session within what a person can do and a program can lay out.

A small hostile file can ask for astronomical work: blocks of 99 rounds in each other, hours of
ticks in every set. These bounds are far above any session, and keep time and memory bounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from hamtimer.core.session.model import Block, BlockKind, Exercise, Reps, Session, SetPart, Sides
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Node

MOST_SETS = 100_000
MOST_REPS = 2_000_000
LONGEST_SET_MS = 24 * 3_600 * 1_000
LONGEST_WORK_MS = 200 * LONGEST_SET_MS


@dataclass
class _Total:
    sets: int = 0
    reps: int = 0
    work_ms: int = 0
    longest_ms: int = 0
    """The longest set."""


def check_size(session: Session, root: Node, report: Report) -> None:
    """Report when a session, with all its rounds, is too large to be laid out."""
    total = _Total()
    for part in session.parts:
        _add_block(part.block, 1, total)
    advice = "lower the sets, the rounds or the times"
    if total.sets > MOST_SETS:
        report.error(root, f"this session has more than {MOST_SETS} sets", advice)
    if total.reps > MOST_REPS:
        report.error(root, f"this session has more than {MOST_REPS} repetitions", advice)
    if total.longest_ms > LONGEST_SET_MS:
        report.error(root, "a set of this session is longer than a day", advice)
    if total.work_ms > LONGEST_WORK_MS:
        report.error(root, "this session is longer than 200 days", advice)


def _add_block(block: Block, times: int, total: _Total) -> None:
    straight = block.kind is BlockKind.STRAIGHT
    for item in block.items:
        if isinstance(item, Block):
            _add_block(item, times * (block.rounds or 1), total)
        else:
            rounds = times * (block.rounds or 1) if straight else times
            for exercise in item.variants():
                _add_exercise(exercise, rounds, total)


def _add_exercise(exercise: Exercise, times: int, total: _Total) -> None:
    sides = 2 if exercise.sides in (Sides.EACH, Sides.ALTERNATING) else 1
    for plans in (exercise.sets, *(week.sets for week in exercise.weeks)):
        for plan, alike in groupby(plans):
            sets = times * sum(1 for _ in alike)
            reps = sum(_bound(part.reps) for part in plan.parts if part.reps)
            longest = sum(map(_longest_ms, plan.parts))
            total.sets += sets
            total.reps += sets * sides * reps
            total.work_ms += sets * sides * longest
            total.longest_ms = max(total.longest_ms, sides * longest)


def _longest_ms(part: SetPart) -> int:
    reps = _bound(part.reps) if part.reps else 1
    once = part.length.most_ms or part.length.least_ms
    return reps * (part.tempo.rep_ms if part.tempo else once + part.relax_ms)


def _bound(reps: Reps) -> int:
    return reps.least if reps.most is None else reps.most

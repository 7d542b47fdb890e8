"""Whether the fixed part of a set, or of a round, fits into its interval."""

from __future__ import annotations

from hamtimer.core.notation.durations import duration_words
from hamtimer.core.session.model import Block, BlockKind, Exercise, Sides
from hamtimer.core.session.work import SetPlan, WorkKind
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Node


def least_set_ms(plan: SetPlan, exercise: Exercise) -> int:
    """Return the minimum length of a set: guided or timed work, pauses, and both sides."""
    side_ms = 0
    for number, part in enumerate(plan.parts):
        side_ms += part.pause.least_ms if number else 0
        reps = part.reps
        if part.kind is WorkKind.TIME or reps is None:
            side_ms += part.length.least_ms
        else:
            side_ms += part.reps_ms(reps.least)
    if exercise.sides is Sides.EACH:
        return 2 * side_ms + exercise.switch_ms
    if exercise.sides is Sides.ALTERNATING:
        timed_ms = sum(p.length.least_ms for p in plan.parts if p.kind is WorkKind.TIME)
        return 2 * side_ms - timed_ms
    return side_ms


def check_round(block: Block, node: Node, report: Report) -> None:
    """Check that the fixed part of each round fits into the block's interval."""
    longest_ms = max(_least_round_ms(block, number) for number in range(block.rounds or 1))
    if longest_ms > block.every_ms:
        message = (
            f"a round lasts {duration_words(longest_ms)}, longer than the interval of "
            f"{duration_words(block.every_ms)}"
        )
        report.error(node, message, "write a longer interval, or less work")


def _least_round_ms(block: Block, number: int) -> int:
    """Return the minimum length of one round of a superset or circuit."""
    total_ms = rest_ms = 0
    for item in block.items:
        if isinstance(item, Block):
            total_ms += rest_ms + _least_block_ms(item)
            rest_ms = item.rest_after.least_ms if item.rest_after else 0
        elif number < len(item.sets) or block.rounds is None:
            plan = item.sets[min(number, len(item.sets) - 1)]
            total_ms += rest_ms + least_set_ms(plan, item)
            rest_ms = item.rest_after.least_ms
    return total_ms


def _least_block_ms(block: Block) -> int:
    """Return the minimum length of a block inside a round, without its rests."""
    in_turn = block.kind is not BlockKind.STRAIGHT
    total_ms = 0
    for item in block.items:
        if isinstance(item, Block):
            total_ms += (block.rounds or 1) * _least_block_ms(item)
        else:
            sets_ms = sum(least_set_ms(plan, item) for plan in item.sets)
            total_ms += sets_ms if in_turn else (block.rounds or 1) * sets_ms
    return total_ms

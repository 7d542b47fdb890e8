"""Exercises and steps in words, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hamtimer.core.session.model import Block, BlockKind, Exercise, Role, Side, Sides
from hamtimer.core.session.work import Effort, Length, Phase, Reps, SetPart, SetPlan, WorkKind
from hamtimer.core.text import (
    capitalized,
    clock_text,
    comma_text,
    count_text,
    length_text,
    literal,
    seconds_text,
)
from hamtimer.core.timeline.steps import Cap, Step, StepKind, Timeline

if TYPE_CHECKING:
    from hamtimer.core.play.score import PlayedCap, Score
    from hamtimer.core.play.totals import ExerciseTotals

AS_LONG = "as long as you can"
AS_MANY = "as many as you can"


def reps_words(least: int, most: int | None) -> str:
    """Return how many reps: `8 reps`, `15-20 reps`, `as many as you can, at least 8`."""
    if most is None:
        return f"{AS_MANY}, at least {least}" if least else AS_MANY
    number = _range(least, most)
    return "1 rep" if number == "1" else f"{number} reps"


def _range(least: int, most: int) -> str:
    return f"{most}" if least in (most, 0) else f"{least}-{most}"


def hold_words(length: Length) -> str:
    """Return how long to hold: `hold 30 s`, `hold as long as you can, at least 1:00`."""
    return f"hold {time_words(length)}"


def time_words(length: Length) -> str:
    """Return a length: `30 s`, `30-40 s`, `2:00-3:00`, `as long as you can, at least 1:00`."""
    least, most = length.least_ms, length.most_ms
    if most is None:
        return f"{AS_LONG}, at least {seconds_text(least)}" if least else AS_LONG
    if length.is_fixed:
        return seconds_text(most)
    start = f"{least / 1_000:g}" if most < 60_000 else length_text(least)
    return f"{start}-{seconds_text(most)}"


def effort_words(effort: Effort | None) -> str:
    """Return the target effort: `RPE 7`, `RPE 7-8`; empty when there is none."""
    if effort is None:
        return ""
    top = f"{effort.most:g}"
    return f"RPE {top}" if effort.least == effort.most else f"RPE {effort.least:g}-{top}"


def work_words(exercise: Exercise, *, each_round: bool = False) -> str:
    """Return the work: `3 x 15-20 reps each side`, `3 sets: 12 reps, 10 reps, 8 reps`.

    `each_round`: it is done in every round of a block with as many rounds as fit.
    """
    count = len(exercise.sets)
    sets = f"{exercise.least_sets}-{count}" if exercise.least_sets else f"{count}"
    each = [set_plan_words(plan) for plan in exercise.sets]
    words = f"{sets} x {each[0]}" if len(set(each)) == 1 else f"{sets} sets: {', '.join(each)}"
    if each_round:
        return f"{', '.join(dict.fromkeys(each))}{_SIDES[exercise.sides]} each round"
    every = f", every {seconds_text(exercise.every_ms)}" if exercise.every_ms else ""
    return f"{words}{_SIDES[exercise.sides]}{every}"


def open_round_ids(timeline: Timeline) -> frozenset[str]:
    """Return the ids of the exercises in blocks with as many rounds as fit."""
    return frozenset(step.exercise.id for step in timeline.steps if not step.sets)


def set_plan_words(plan: SetPlan) -> str:
    """Return the work of a set: `8 reps`, `5 + 5 + 5 reps`, `15 reps, then hold 30 s`."""
    clusters: list[list[SetPart]] = []
    for part in plan.parts:
        if part.continues:
            clusters[-1].append(part)
        else:
            clusters.append([part])
    words = ", then ".join(part_words(*cluster) for cluster in clusters)
    return f"{words}{_target(plan.load, plan.rpe)}"


def part_words(part: SetPart, *later: SetPart) -> str:
    """Return the work of a part of a set: `8 reps`, `hold 30 s`, `work 40 s`.

    `later` are the further parts of a cluster.
    """
    if part.kind is WorkKind.TIME:
        words = f"work {time_words(part.length)}"
    elif part.reps is None:
        words = hold_words(part.length)
    else:
        words = _cluster_words([one.reps for one in (part, *later) if one.reps])
        if part.kind is WorkKind.HOLD:
            relax = f", relax {seconds_text(part.relax_ms)}" if part.relax_ms else ""
            words = f"{words} of {hold_words(part.length)}{relax}"
    name = f"{literal(part.name)}: " if part.name else ""
    return f"{name}{words}{_target(part.load, part.rpe)}"


def _cluster_words(parts: list[Reps]) -> str:
    """Return the reps of the parts of a cluster: `5 + 5 + 5 reps`, `5 + max`."""
    *first, last = parts
    if not first:
        return reps_words(last.least, last.most)
    before = " + ".join(
        "max" if reps.most is None else _range(reps.least, reps.most) for reps in first
    )
    is_max = last.most is None and not last.least
    return f"{before} + {'max' if is_max else reps_words(last.least, last.most)}"


def _target(load: str, rpe: Effort | None) -> str:
    words = comma_text(literal(load), effort_words(rpe))
    return f" ({words})" if words else ""


_SIDES = {
    Sides.BOTH: "",
    Sides.EACH: " each side",
    Sides.ALTERNATING: " each side, alternating",
    Sides.LEFT: ", left side",
    Sides.RIGHT: ", right side",
}


def rest_words(exercise: Exercise) -> str:
    """Return the rests between its sets: `rest 45 s`; empty when there are none."""
    plans = () if exercise.every_ms else exercise.sets[:-1]
    rests = [time_words(plan.rest) for plan in plans if plan.rest.most_ms]
    return f"rest {', '.join(dict.fromkeys(rests))}" if rests else ""


def rest_after_words(exercise: Exercise) -> str:
    """Return the rest before the next exercise of a round: `then rest 20 s`; empty for none."""
    return f"then rest {time_words(exercise.rest_after)}" if exercise.rest_after.most_ms else ""


def block_words(block: Block) -> str:
    """Return the structure of a block: `Superset: Legs, 3 rounds, rest 1:30 between them`.

    Empty if its exercises simply follow each other.
    """
    rounds, rest = block.rounds, block.rest_between_rounds
    if block.kind is BlockKind.STRAIGHT and rounds == 1:
        return ""
    kind = "" if block.kind is BlockKind.STRAIGHT else capitalized(block.kind.value)
    between = rounds != 1 and not block.every_ms and rest.most_ms != 0
    words = [
        ": ".join(word for word in (kind, literal(block.name)) if word),
        "as many rounds as fit" if rounds is None else count_text(rounds, "round"),
        f"within {length_text(block.within_ms)}" if block.within_ms else "",
        f"one every {length_text(block.every_ms)}" if block.every_ms else "",
        f"rest {time_words(rest)} between them" if between else "",
    ]
    return comma_text(*words)


def tempo_words(exercise: Exercise) -> str:
    """Return the tempo in playing order: `lower 4 s, bottom 1 s, lift 2 s`; empty for none."""
    parts = {part: None for plan in exercise.sets for part in plan.parts}
    tempos = [_tempo_words(exercise, part) for part in parts]
    return "; ".join(dict.fromkeys(words for words in tempos if words))


def _tempo_words(exercise: Exercise, part: SetPart) -> str:
    if part.kind is WorkKind.HOLD:
        return ""
    if part.tempo is None:
        return "at your own pace"
    words = []
    for phase, length in part.tempo.phases():
        own = dict(part.phase_names).get(phase)
        name = literal(own or exercise.phase_name(phase)).lower()
        explosive = part.tempo.explosive and phase is Phase.CONCENTRIC
        fast = " as fast as good form allows" if explosive else ""
        words.append(f"{name} {seconds_text(length)}{fast}")
    beat = float(part.tempo.beat_ms or 1_000) / 1_000
    words += [f"a beat every {beat:.3g} s"] if beat != 1 else []
    return ", ".join([*words, "tap each turn"] if exercise.measure else words)


def step_words(step: Step) -> str:
    """Return a step in words: `Set 1 of 3: Wall sit, left, hold 30 s`, `Rest`, `Switch sides`."""
    name = literal(step.name)
    match step.kind:
        case StepKind.PREPARE:
            return comma_text(f"Get ready: {name}", step.side.word)
        case StepKind.SWITCH:
            return comma_text("Switch sides", step.side.word)
        case StepKind.REST:
            return _rest_step_words(step)
        case StepKind.WAIT:
            return ", ".join([f"Wait for you: {name}", *_which_set(step)])
        case StepKind.SET | StepKind.HOLD | StepKind.TIMED:
            where = "".join(f"{words}: " for words in [number_words(step)] if words)
            return ", ".join([f"{where}{name}", *_work_details(step)])


def _rest_step_words(step: Step) -> str:
    if step.followed_by is None:
        return "Rest until the interval is over"
    return ", ".join([f"{step.rest_word}, then {literal(step.name)}", *_which_set(step)])


def _which_set(step: Step) -> list[str]:
    """Return in a list which set it is, as the rest of a sentence; none for the only one."""
    return [words.lower() for words in [number_words(step)] if words]


def planned_sets(plan: ExerciseTotals) -> str:
    """Return how many sets are planned: `3 sets`, or `2-3 sets` if some are optional."""
    words = count_text(plan.sets, "set")
    return words if plan.least_sets == plan.sets else f"{plan.least_sets}-{words}"


def set_words(step: Step) -> str:
    """Return which set a step belongs to: `Set 2 of 3`, `Set 3 of 3 (optional)`, `Set 4`.

    Empty for the only set.
    """
    number = set_number(step)
    words = f"Set {number}" if number else ""
    return f"{words} (optional)" if step.is_optional else words


def set_number(step: Step, of: str = " of ") -> str:
    """Return the number of a set: `2 of 3`; `4` where their number is open; empty for the only one.

    That a set is the only one need not be said anywhere.
    """
    if step.sets == 1:
        return ""
    return f"{step.set_number}{of}{step.sets}" if step.sets else f"{step.set_number}"


def round_words(step: Step) -> str:
    """Return which round a step belongs to, `round 2 of 3`, `round 2`; empty for the only one."""
    if not step.rounds:
        return f"round {step.round_number}"
    return f"round {step.round_number} of {step.rounds}" if step.rounds > 1 else ""


def part_number_words(step: Step) -> str:
    """Return which part of its set a step is, `part 2 of 3`; empty if the set has one part."""
    return f"part {step.part} of {step.parts}" if step.parts > 1 else ""


def cap_words(cap: Cap | PlayedCap) -> str:
    """Return the goal under a time cap: `as many rounds as fit into 10:00`."""
    within = seconds_text(cap.within_ms)
    if cap.rounds is None:
        return f"as many rounds as fit into {within}"
    return f"{count_text(cap.rounds, 'round')} within {within}"


def score_words(score: Score | None) -> str:
    """Return what was done under a cap: `7 rounds + 12 reps`, `5 rounds in 7:42`."""
    if score is None:
        return "rounds and reps not known"
    rounds = count_text(score.rounds, "round")
    if score.is_whole and score.time_ms is not None:
        return f"{rounds} in {clock_text(score.time_ms)}"
    return f"{rounds} + {count_text(score.reps, 'rep')}" if score.reps else rounds


def is_round(step: Step) -> bool:
    """Return whether a set is identified by its round: each round has one set of the exercise."""
    return step.block_kind is not BlockKind.STRAIGHT and step.set_number == step.round_number


def number_words(step: Step) -> str:
    """Return set or round, and part: `Set 2 of 3 (part 1 of 2)`, `Round 1 of 2`; empty: one."""
    number = "" if is_round(step) and round_words(step) else set_words(step)
    where = ", ".join(words for words in (round_words(step), part_number_words(step)) if words)
    return f"{number} ({where})" if number and where else number or capitalized(where)


def side_words(side: Side) -> str:
    """Return the side that works: `left side`; nothing where both work together."""
    return f"{side.word} side" if side.word else ""


def role_words(role: Role) -> str:
    """Return what a part is for beside the work: `warm-up`; nothing for the work."""
    return "" if role is Role.WORK else role.value


def _work_details(step: Step) -> Iterator[str]:
    plan = step.reps
    alternates = plan is not None and len(plan.sides) > 1
    if step.side.word and not alternates:
        yield step.side.word
    if step.kind is not StepKind.SET or plan is None:
        length = time_words(Length(step.minimum_ms or step.length_ms or 0, step.length_ms))
        yield f"hold {length}" if step.kind is StepKind.HOLD else f"work {length}"
    else:
        words = reps_words(plan.least, plan.count)
        if step.work.kind is WorkKind.HOLD:
            words = f"{words} of {hold_words(step.work.length)}"
        yield f"{words} each side, alternating" if alternates else words
    if plan is not None and not plan.phases:
        yield "at your own pace"
    if step.load != step.exercise.load:
        yield literal(step.load)


def planned_length(timeline: Timeline) -> str:
    """Return the length of the session: `12:50`, `7:36 to 9:36`, `about 7:35` if it is open."""
    assumed, most = length_text(timeline.assumed_ms), timeline.most_ms
    if most is None:
        return f"about {assumed}"
    return (
        assumed if timeline.is_exact else f"{length_text(timeline.least_ms)} to {length_text(most)}"
    )

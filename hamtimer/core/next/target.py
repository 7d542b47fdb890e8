"""The next target of an exercise: a pure function of its rule and of the attempts so far.

No state is stored: the same records always give the same target, and a correction changes it. The
level is the number of steps that were earned; the target is the base with so many steps added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.progression import LOAD_NUMBER
from hamtimer.core.session.progression import Rule, RuleKind, StepUnit


@dataclass(frozen=True, slots=True)
class Amount:
    """The amount of one set, per side: reps, or milliseconds of a hold or timed work."""

    least: int
    most: int | None
    """The top of a range. None: as many, or as long, as possible."""

    @property
    def top(self) -> int:
        """The top of the range, or the minimum of an open set."""
        return self.least if self.most is None else self.most


@dataclass(frozen=True, slots=True)
class Dose:
    """The work of an exercise: its base, or a target."""

    sets: tuple[Amount, ...]
    is_time: bool = False
    """Whether the amounts are milliseconds, not reps."""
    load: str = ""
    variant: str = ""
    """The id of a variant. Empty: the exercise itself."""
    aim: tuple[int, ...] = ()
    """What to aim for in each set, within the range; shown, not enforced."""


@dataclass(frozen=True, slots=True)
class Base:
    """An exercise as its file asks for it, without target and today's choice."""

    rungs: tuple[Dose, ...]
    """The ladder of variants from the easiest to the hardest; alone without any."""
    here: int
    """Which of them is the exercise itself."""
    rule: Rule
    effort_limit: float | None = None
    """The top of `rpe`; a success above it earns no step."""

    @property
    def dose(self) -> Dose:
        """The work of the exercise itself."""
        return self.rungs[self.here]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run with at least one outcome of the exercise that was not skipped."""

    base: str
    """What identifies the base that the run was played from."""
    target: Dose
    """The planned dose."""
    done: tuple[int, ...]
    """The result of each set, by the weaker side. 0: not done."""
    is_finished: bool = True
    """Whether the run is over, and the last set of the exercise was begun."""
    is_reduced: bool = False
    """Whether today's changes asked for less than the target, or for another variant."""
    effort: float | None = None
    pain: float | None = None
    """The worst that was reported for it, then or the next morning."""


class Reason(StrEnum):
    """The reason for a target."""

    NO_ATTEMPT = "no attempt"
    FILE_CHANGED = "file changed"
    PAIN_BACK = "pain, back"
    PAIN_HOLD = "pain, hold"
    UNFINISHED = "unfinished"
    REDUCED = "reduced"
    TOO_HARD = "too hard"
    DONE = "done"
    """The set target was done, and earned a step."""
    COUNTING = "counting"
    """The target was done, and more successes are needed for a step."""
    AT_GOAL = "at goal"
    SHORT = "short"
    """Within the range, but not at its top."""
    MISSED = "missed"
    MISSED_BACK = "missed, back"


@dataclass(frozen=True, slots=True)
class Next:
    """The next target, and what it follows from."""

    target: Dose
    reason: Reason
    level: int = 0
    """Steps above the base; below zero only on a ladder."""
    successes: int = 0
    misses: int = 0
    last: Attempt | None = None
    """The attempt behind the reason."""
    steps_back: int = 0


def next_target(base: Base, key: str, attempts: Sequence[Attempt]) -> Next:
    """Return the next target after `attempts`, oldest first; `key` identifies the base.

    Attempts up to the last one with another base do not count: changed numbers in the file are a
    new start.
    """
    counted = list(_since_change(key, attempts))
    reason = Reason.FILE_CHANGED if attempts else Reason.NO_ATTEMPT
    state = Next(base.dose, reason)
    for attempt in counted:
        state = _follow(base, state, attempt)
    return state


def road(base: Base, most: int = 200) -> Iterator[Dose]:
    """Return every target from the base to the goal, or the first `most` of them."""
    level, dose = 0, target_at(base, 0)
    yield dose
    while level < most and (following := target_at(base, level + 1)) != dose:
        level, dose = level + 1, following
        yield dose


def _since_change(key: str, attempts: Sequence[Attempt]) -> Iterator[Attempt]:
    last_other = max((i for i, one in enumerate(attempts) if one.base != key), default=-1)
    yield from attempts[last_other + 1 :]


def _follow(base: Base, state: Next, attempt: Attempt) -> Next:
    """Return the state after one more attempt: the first matching case."""
    rule = base.rule
    if attempt.pain is not None and attempt.pain > rule.pain_limit:
        level = _bounded(base, state.level - 1) if rule.backs_off else state.level
        reason = Reason.PAIN_BACK if level < state.level else Reason.PAIN_HOLD
        return _at(base, level, reason, attempt)
    if attempt.is_reduced or not attempt.is_finished:
        reason = Reason.REDUCED if attempt.is_reduced else Reason.UNFINISHED
        return replace(state, reason=reason, last=attempt)
    wanted = _wanted(rule, attempt.target)
    if _reached(attempt.done, wanted):
        return _succeeded(base, state, attempt)
    least = [amount.least for amount in attempt.target.sets]
    if rule.kind is RuleKind.DOUBLE and _reached(attempt.done, least):
        aims = zip(attempt.done, attempt.target.sets, strict=False)
        aim = tuple(min(done + 1, amount.top) for done, amount in aims)
        after = _at(base, state.level, Reason.SHORT, attempt)
        return replace(after, target=replace(after.target, aim=aim))
    misses = state.misses + 1
    if rule.back and misses >= rule.misses:
        level = _bounded(base, state.level - rule.back)
        after = _at(base, level, Reason.MISSED_BACK, attempt)
        return replace(after, misses=0, steps_back=state.level - level)
    return replace(_at(base, state.level, Reason.MISSED, attempt), misses=misses)


def _succeeded(base: Base, state: Next, attempt: Attempt) -> Next:
    limit = base.effort_limit
    if limit is not None and attempt.effort is not None and attempt.effort > limit:
        return replace(_at(base, state.level, Reason.TOO_HARD, attempt), misses=state.misses)
    successes = state.successes + 1
    if target_at(base, state.level + 1) == target_at(base, state.level):
        return _at(base, state.level, Reason.AT_GOAL, attempt)
    if successes < base.rule.after:
        counting = _at(base, state.level, Reason.COUNTING, attempt)
        return replace(counting, successes=successes)
    return _at(base, state.level + 1, Reason.DONE, attempt)


def _at(base: Base, level: int, reason: Reason, attempt: Attempt) -> Next:
    """Return the state at a level with both streaks ended."""
    return Next(target_at(base, level), reason, level, last=attempt)


def _wanted(rule: Rule, target: Dose) -> list[int]:
    """Return what each set needs for a success."""
    if rule.kind is RuleKind.STEPS:
        return [amount.least for amount in target.sets]
    return [amount.top for amount in target.sets]


def _reached(done: Iterable[int], wanted: Sequence[int]) -> bool:
    done = tuple(done)
    return len(done) >= len(wanted) and all(
        one >= least for one, least in zip(done, wanted, strict=False)
    )


def _bounded(base: Base, level: int) -> int:
    """Return a level limited to the base or, on a ladder, to the easiest variant."""
    return max(level, -base.here if base.rule.step.unit is StepUnit.VARIANT else 0)


def target_at(base: Base, level: int) -> Dose:
    """Return the base with `level` steps, cut at the goal."""
    rule, dose = base.rule, base.dose
    if rule.step.unit is StepUnit.VARIANT:
        rung = min(max(0, base.here + level), len(base.rungs) - 1)
        return base.rungs[rung]
    added = rule.step.amount * level
    if rule.step.unit.is_load:
        return replace(dose, load=_loaded(dose.load, added, rule.goal.load))
    if rule.step.unit is StepUnit.SETS:
        most = max(rule.goal.sets or MOST_SETS, len(dose.sets))
        count = min(len(dose.sets) + int(added), most)
        return replace(dose, sets=(*dose.sets, *dose.sets[-1:] * count)[:count])
    goal = rule.goal.time_ms if dose.is_time else rule.goal.reps
    sets = tuple(_raised(amount, int(added), goal) for amount in dose.sets)
    return replace(dose, sets=sets)


MOST_SETS = 99
"""The maximum in a session file."""


def _raised(amount: Amount, added: int, goal: int | None) -> Amount:
    """Add to both ends of a range, up to the goal; values beyond it stay."""
    top = amount.top
    if goal is not None:
        added = max(0, min(added, goal - top))
    most = None if amount.most is None else amount.most + added
    return Amount(amount.least + added, most)


def _loaded(load: str, added: Decimal, goal: Decimal | None) -> str:
    """Return the text of a load with its number raised, up to the goal."""
    found = LOAD_NUMBER.search(load)
    if found is None:
        return load
    base = Decimal(found[1])
    number = base + added
    if goal is not None:
        number = max(base, min(number, goal))
    return f"{load[: found.start()]}{number.normalize():f}{load[found.end() :]}"

"""From a session and the records of its runs to the next target of each of its exercises."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.next.target import Amount, Attempt, Base, Dose, Next, next_target
from hamtimer.core.notation.progression import is_lighter, step_text
from hamtimer.core.run.done import DoneExercise
from hamtimer.core.session.choices import Choices, Written
from hamtimer.core.session.model import Exercise, Session
from hamtimer.core.session.progression import StepUnit
from hamtimer.core.session.work import SetPlan, WorkKind
from hamtimer.core.session_file.loader import Loaded


@dataclass(frozen=True, slots=True)
class ExerciseNext:
    """An exercise with a rule, and its next target."""

    exercise: Exercise
    """As in the file, without target and today's changes."""
    base: Base
    following: Next

    @property
    def id(self) -> str:
        """The id of the exercise, even if a variant is done in its place."""
        return self.exercise.base or self.exercise.id

    @property
    def target(self) -> Dose:
        """What to do next."""
        return self.following.target


def next_of_session(
    session: Session, runs: Sequence[Sequence[DoneExercise]]
) -> tuple[ExerciseNext, ...]:
    """Return the next target of every exercise with a rule.

    The session is as in its file, without targets and today's changes; runs are oldest first.
    """
    return tuple(
        _next_of(exercise, base, runs)
        for exercise in session.exercises()
        if (base := base_of(exercise)) is not None
    )


def _next_of(
    exercise: Exercise, base: Base, runs: Iterable[Iterable[DoneExercise]]
) -> ExerciseNext:
    key, own = key_of(base), exercise.base or exercise.id
    done = [one for run in runs for one in run if one.exercise == own]
    attempts = [attempt_of(one, base, key) for one in done]
    return ExerciseNext(exercise, base, next_target(base, key, attempts))


# ------------------------------------------------------------------ bases
def base_of(exercise: Exercise) -> Base | None:
    """Return the base of an exercise's rule; None without a rule."""
    rule = exercise.progression.rule
    if rule is None:
        return None
    ladder = exercise.variants() if rule.step.unit is StepUnit.VARIANT else (exercise,)
    rungs = tuple(map(dose_of, ladder))
    effort = exercise.rpe.most if exercise.rpe else None
    return Base(rungs, ladder.index(exercise), rule, effort)


def dose_of(exercise: Exercise) -> Dose:
    """Return the dose of an exercise in its required sets."""
    sets = exercise.sets[: exercise.least_sets or None]
    return Dose(
        sets=tuple(map(_amount, sets)),
        is_time=_is_time(sets[0]),
        load=exercise.load,
        variant=exercise.id if exercise.base else "",
    )


def _is_time(plan: SetPlan) -> bool:
    part = plan.parts[0]
    return part.kind is WorkKind.TIME or part.reps is None


def _amount(plan: SetPlan) -> Amount:
    part = plan.parts[0]
    if part.kind is WorkKind.TIME or part.reps is None:
        return Amount(part.length.least_ms, part.length.most_ms)
    return Amount(part.reps.least, part.reps.most)


def key_of(base: Base) -> str:
    """Return a short text that changes with the base."""
    from hashlib import sha256

    rule, goal = base.rule, base.rule.goal
    essentials = [
        [dose_values(rung) for rung in base.rungs],
        base.here,
        base.effort_limit,
        [rule.kind, step_text(rule.step), rule.after, rule.back, rule.misses],
        [rule.pain_limit, rule.backs_off],
        [goal.sets, goal.reps, goal.time_ms, None if goal.load is None else f"{goal.load:f}"],
    ]
    return sha256(json.dumps(essentials).encode()).hexdigest()[:16]


# ------------------------------------------------------------------ what a record keeps
def dose_values(dose: Dose) -> dict[str, Any]:
    """Return a dose as values for JSON."""
    return {
        "sets": [[amount.least, amount.most] for amount in dose.sets],
        "time": dose.is_time,
        "load": dose.load,
        "variant": dose.variant,
    }


def _read_dose(values: Mapping[str, Any]) -> Dose:
    sets = tuple(
        Amount(int(least), None if most is None else int(most)) for least, most in values["sets"]
    )
    return Dose(sets, bool(values["time"]), str(values["load"]), str(values["variant"]))


BY_CHOICE = "by_choice"
"""The key by which a variant differs from the target's."""


def kept_targets(loaded: Loaded, choices: Choices) -> dict[str, dict[str, Any]]:
    """Return the base and the target of each exercise with a rule, for a record.

    Raises:
        ChoiceError: When the session does not offer the choices without those of today.
    """
    if loaded.session is None or not loaded.session.follows_records:
        return {}
    plain = loaded.choose(as_in_file(choices))
    bases = {e.base or e.id: base for e in plain.exercises() if (base := base_of(e)) is not None}
    if not bases:
        return {}
    asked = loaded.choose(replace(choices, today={}))
    doses = {exercise.base or exercise.id: dose_of(exercise) for exercise in asked.exercises()}
    kept = {
        exercise: {"base": key_of(base), **dose_values(doses[exercise])}
        for exercise, base in bases.items()
        if exercise in doses
    }
    for exercise in choices.variants:
        if exercise in kept and len(bases[exercise].rungs) > 1 and exercise not in choices.targets:
            kept[exercise][BY_CHOICE] = True
    return kept


# ------------------------------------------------------------------ attempts
def attempt_of(done: DoneExercise, base: Base, key: str) -> Attempt:
    """Return the work on an exercise in one run as an attempt at a target of the base."""
    variants = {rung.variant for rung in base.rungs}
    played = Dose(tuple(Amount(*one) for one in done.asked), done.is_time, done.load, done.variant)
    target, of = _target(done)
    by_choice = len(variants) > 1 and target is None and done.variant != base.dose.variant
    by_choice |= done.target is not None and bool(done.target.get(BY_CHOICE))
    attempt = Attempt("", played, done.done, done.is_finished, effort=done.effort, pain=done.pain)
    if done.variant not in variants or by_choice:
        return replace(attempt, base=key, is_reduced=True)
    if target is None:  # there was no target beyond the file
        of = key if _folded(played, base.dose) == base.dose else ""
        target = base.dose
    return replace(
        attempt,
        base=of,
        target=target,
        done=_fold(done.done, len(target.sets)),
        is_reduced=done.was_lighter or _is_reduced(_folded(played, target), target),
    )


def _target(done: DoneExercise) -> tuple[Dose | None, str]:
    if done.target is not None:
        with suppress(KeyError, TypeError, ValueError):
            target = _read_dose(done.target)
            if target.sets:
                return target, str(done.target["base"])
    return None, ""


def _fold(done: tuple[int, ...], sets: int) -> tuple[int, ...]:
    """Return the result of each set; in a block of several rounds, that of the weakest."""
    if len(done) <= sets or len(done) % sets:
        return done
    return tuple(min(done[number::sets]) for number in range(sets))


def _folded(played: Dose, target: Dose) -> Dose:
    """Return the planned sets of one round of a block."""
    count = len(target.sets)
    if len(played.sets) > count and not len(played.sets) % count:
        return replace(played, sets=played.sets[:count])
    return played


def _is_reduced(played: Dose, target: Dose) -> bool:
    """Return whether less than the target was planned."""
    if (
        played.variant != target.variant
        or played.is_time is not target.is_time
        or len(played.sets) < len(target.sets)
    ):
        return True
    pairs = zip(played.sets, target.sets, strict=False)
    less = any(one.least < other.least or _top(one) < _top(other) for one, other in pairs)
    return less or is_lighter(played.load, target.load)


def _top(amount: Amount) -> float:
    return float("inf") if amount.most is None else amount.most


# ------------------------------------------------------------------ the layer
def with_targets(choices: Choices, nexts: Iterable[ExerciseNext]) -> Choices:
    """Return the choices with the next targets as their layer.

    A target that is another variant chooses it, without values of its own; the person's own choice
    of a variant stays.
    """
    variants, targets = dict(choices.variants), dict(choices.targets)
    for one in nexts:
        written = written_target(one)
        if one.base.rule.step.unit is not StepUnit.VARIANT:
            targets |= {one.id: written} if written else {}
        elif one.target.variant and one.id not in choices.variants:
            variants[one.id], targets[one.id] = one.target.variant, {}
    return replace(choices, variants=variants, targets=targets)


def without_the_same(choices: Choices, nexts: Iterable[ExerciseNext]) -> Choices:
    """Return the choices without the variants that the next targets choose.

    `nexts` are the targets without any variant chosen by the person.
    """
    same = {
        one.id
        for one in nexts
        if one.base.rule.step.unit is StepUnit.VARIANT
        and choices.variants.get(one.id) == (one.target.variant or one.id)
    }
    variants = {name: variant for name, variant in choices.variants.items() if name not in same}
    return replace(choices, variants=variants)


def as_in_file(choices: Choices) -> Choices:
    """Return the choices without the next targets and today's changes."""
    variants = {
        exercise: variant
        for exercise, variant in choices.variants.items()
        if choices.targets.get(exercise) != {}
    }
    return replace(choices, variants=variants, targets={}, today={})


def written_target(one: ExerciseNext) -> Written:
    """Return the values that the next target changes, as written in a session file."""
    unit, base, target = one.base.rule.step.unit, one.base.dose, one.target
    if unit is StepUnit.VARIANT:
        return {}
    if unit.is_load:
        return {} if target.load == base.load else {"load": target.load}
    if target.sets == base.sets:
        return {}
    if unit is StepUnit.SETS:
        return {"sets": f"{len(target.sets)}"}
    kind = one.exercise.sets[0].parts[0].kind
    key = {WorkKind.TIME: "time", WorkKind.HOLD: "hold"}[kind] if target.is_time else "reps"
    texts = [_amount_text(amount, is_time=target.is_time) for amount in target.sets]
    return {key: texts[0] if len(set(texts)) == 1 else f"[{', '.join(texts)}]"}


def _amount_text(amount: Amount, *, is_time: bool) -> str:
    least = _number_text(amount.least, is_time=is_time)
    unit = "s" if is_time else ""
    if amount.most is None:
        return f"{least}{unit}+"
    if amount.most == amount.least:
        return f"{least}{unit}"
    return f"{least}-{_number_text(amount.most, is_time=is_time)}{unit}"


def _number_text(number: int, *, is_time: bool) -> str:
    return f"{(Decimal(number) / 1_000).normalize():f}" if is_time else f"{number}"

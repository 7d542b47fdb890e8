"""Check whether the rule of a progression fits its exercise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.progression import LOAD_NUMBER
from hamtimer.core.session.model import Exercise
from hamtimer.core.session.progression import Progression, Rule, RuleKind, StepUnit
from hamtimer.core.session.work import SetPlan, WorkKind
from hamtimer.core.session_file.document import RANK_OF_TARGET, ExerciseItem
from hamtimer.core.session_file.exclusive_keys import GROUPS
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Values
from hamtimer.core.session_file.yaml_nodes import Node

_BASE = ("sets", "reps", "hold", "time", "load", "rpe", GROUPS)
"""The keys that a rule starts from."""


@dataclass(frozen=True, slots=True)
class RuledExercise:
    """An exercise with a rule, and its place in the session."""

    item: ExerciseItem
    exercise: Exercise
    values: Values
    takes_turns: bool
    has_rounds: bool
    """The block around it says how many rounds there are."""
    is_open: bool
    """The block around it repeats until its cap."""


def fit_rule(ruled: RuledExercise, report: Report) -> Exercise:
    """Return the exercise; a rule that does not fit is reported where it is written.

    A rule from an outer layer, such as `defaults` or the exercise of a variant, is silently dropped
    if it does not fit.
    """
    written = ruled.values["progression"]
    progression: Progression = written.value
    if progression.rule is None:
        return ruled.exercise
    if any(value.layer.rank >= RANK_OF_TARGET for value in ruled.values.values()):
        return ruled.exercise  # what is in the file was checked
    problem = next(_misfits(ruled, progression.rule), None)
    if problem is None:
        return ruled.exercise
    if ruled.item.place.values.get("progression") is written:
        node, message, advice = problem
        report.error(node or written.node, message, advice)
    return replace(ruled.exercise, progression=replace(progression, rule=None))


Misfit = tuple[Node | None, str, str]


def _misfits(ruled: RuledExercise, rule: Rule) -> Iterator[Misfit]:
    yield from _of_weeks(ruled)
    if ruled.is_open:
        message = "a rule cannot follow a block that goes round until its cap"
        yield None, message, "write a number of `rounds`, or leave `rule` out"
    if any(len(plan.parts) > 1 for plan in ruled.exercise.sets):
        message = "a rule needs sets of one part"
        yield None, message, "leave out `then`, write a cluster as one number, or leave `rule` out"
        return
    unit = rule.step.unit
    if unit is StepUnit.VARIANT:
        if not (ruled.item.easier or ruled.item.harder):
            message = "there is no variant to step to"
            yield None, message, "add a list like `harder: [{name: …}]`, or another rule"
    elif unit is StepUnit.SETS:
        yield from _of_sets(ruled)
    elif unit.is_load:
        yield from _of_load(ruled, unit)
    else:
        yield from _of_amounts(ruled, unit)
    if rule.kind is RuleKind.DOUBLE and not all(map(_has_range, ruled.exercise.sets)):
        node = ruled.values["reps"].node if "reps" in ruled.values else None
        yield node, "double progression needs a range of reps", "write it like `reps: 8-12`"


def _of_weeks(ruled: RuledExercise) -> Iterator[Misfit]:
    for key in _BASE:
        value = ruled.values.get(key)
        if value is not None and value.layer.is_week:
            name = "sets" if key == GROUPS else key
            message = f"the weeks of the plan change `{name}`, and a rule would change it too"
            yield value.node, message, "write either a plan by weeks or a `rule`"


def _of_sets(ruled: RuledExercise) -> Iterator[Misfit]:
    if ruled.takes_turns and ruled.has_rounds:
        message = "the rounds of the block say how many sets there are"
        yield None, message, "leave out `rounds` in the block, or write `step: 1 rep`"
    if ruled.exercise.least_sets:
        node = ruled.values["sets"].node if "sets" in ruled.values else None
        yield node, "a step of sets needs one number of sets", "write it like `sets: 2`"


def _of_load(ruled: RuledExercise, unit: StepUnit) -> Iterator[Misfit]:
    written = ruled.values.get("load")
    load = ruled.exercise.load
    found = LOAD_NUMBER.findall(load)
    if any(plan.load for plan in ruled.exercise.sets) or len(found) != 1:
        message = f"a step of {unit} needs a load with one number before {unit}"
        yield written.node if written else None, message, f"write it like `load: 20 {unit}`"
    elif not re.search(rf"{found[0][0]}\s*{unit}", load, re.IGNORECASE):
        message = "the load and the step are in different units"
        yield written.node if written else None, message, f"write both in {unit}"


def _of_amounts(ruled: RuledExercise, unit: StepUnit) -> Iterator[Misfit]:
    wants_time = unit is StepUnit.TIME
    sets = ruled.exercise.sets
    if ruled.exercise.least_sets and any(plan.parts != sets[0].parts for plan in sets):
        node = ruled.values["sets"].node if "sets" in ruled.values else None
        yield node, "a rule needs one number of sets that differ", "write it like `sets: 3`"
    for plan in ruled.exercise.sets:
        part = plan.parts[0]
        in_time = part.kind is WorkKind.TIME or part.reps is None
        if in_time is not wants_time:
            there, step = ("time", "5s") if in_time else ("reps", "1 rep")
            message = f"the step does not fit: this exercise is counted in {there}"
            yield None, message, f"write `step: {step}`"
        elif _is_boundless(plan):
            yield None, "a set without any number has nothing to add to", "write it like `reps: 8+`"


def _is_boundless(plan: SetPlan) -> bool:
    part = plan.parts[0]
    if part.kind is WorkKind.TIME or part.reps is None:
        return part.length.is_open and not part.length.least_ms
    return part.reps.most is None and not part.reps.least


def _has_range(plan: SetPlan) -> bool:
    reps = plan.parts[0].reps
    return reps is not None and reps.most is not None and reps.least < reps.most

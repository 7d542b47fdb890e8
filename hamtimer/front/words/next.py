"""Next targets with their reasons, all targets up to a goal, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from hamtimer.core.next.attempts import ExerciseNext
from hamtimer.core.next.dates import PlanWeek, SessionDue
from hamtimer.core.next.due import Call
from hamtimer.core.next.target import Dose, Reason, road
from hamtimer.core.session.model import Session
from hamtimer.core.session.progression import NO_GOAL, StepUnit
from hamtimer.core.text import capitalized, clock_text, comma_text, count_text, literal
from hamtimer.front.words.days import day_words
from hamtimer.front.words.reasons import dose_words, reason_words
from hamtimer.home.records.next import NextRun

NO_ADVICE = "This follows your own rules; it is not medical advice."
MOST_STEPS = 12
"""How many targets are shown if there is no goal."""


def target_words(one: ExerciseNext, dose: Dose) -> str:
    """Return a target in one line: `On one leg, 2 x 10`, `3 x 8-12, 22.5 kg, aim 12, 12, 12`."""
    names = {rung.id: rung.name for rung in one.exercise.variants()}
    parts = [
        literal(names.get(dose.variant, "")) if dose.variant != one.base.dose.variant else "",
        dose_words(dose),
        literal(dose.load),
        f"aim {', '.join(map(str, dose.aim))}" if dose.aim else "",
    ]
    return comma_text(*parts)


def next_words(one: ExerciseNext) -> str:
    """Return a target with its reason: `3 x 35 s (3 x 30 s done)`."""
    return f"{target_words(one, one.target)} ({reason_words(one.following, one.base)})"


def next_line(one: ExerciseNext) -> str:
    """Return the target of an exercise with its reason."""
    return f"{literal(one.exercise.name)}: {next_words(one)}"


def is_from_records(one: ExerciseNext) -> bool:
    """Return whether a target follows from records, not from the file alone."""
    return one.following.reason is not Reason.NO_ATTEMPT


def plan_week_words(found: PlanWeek, weeks: int) -> str:
    """Return the week of a plan and why: `Week 3 of 10 again: 1 of 2 sessions done`."""
    week = f"Week {found.week} of {weeks} by the dates of the plan"
    if not found.asked:
        return week
    if found.again and found.week == weeks:
        return f"{week}: its last week again"
    done = f"{found.done} of {count_text(found.asked, 'session')} done in the week before"
    return f"{week}, again: {done}" if found.again else f"{week}: {done}"


def next_run_lines(found: NextRun, weeks: int) -> Iterator[str]:
    """Yield what the records determine for the next run."""
    if found.problem:
        yield capitalized(literal(found.problem))
    if found.week is not None:
        yield plan_week_words(found.week, weeks)
    yield from (next_line(one) for one in found.nexts if is_from_records(one))


NO_RULE = "No exercise of {name} has a rule of progression. See hamtimer keys, under progression."


def next_lines(session: Session, found: NextRun) -> Iterator[str]:
    """Yield the next target of every exercise with its reason."""
    if found.problem:
        yield capitalized(literal(found.problem))
    if found.week is not None:
        yield plan_week_words(found.week, session.weeks)
    yield from map(next_line, found.nexts)
    if not found.nexts and not found.problem:
        yield NO_RULE.format(name=literal(session.name))
    elif not any(map(is_from_records, found.nexts)) and not found.problem:
        yield "There are no records under this name."
    else:
        yield NO_ADVICE


# ------------------------------------------------------------------ the road to the goal
def plan_lines(session: Session, found: NextRun) -> Iterator[str]:
    """Yield the targets up to the goal of every exercise with a rule."""
    for one in found.nexts:
        yield from road_lines(one)
    if found.problem:
        yield capitalized(literal(found.problem))
    elif not found.nexts:
        yield NO_RULE.format(name=literal(session.name))
    if found.nexts:
        yield NO_ADVICE


def road_lines(one: ExerciseNext) -> Iterator[str]:
    """Yield every target from the file's to the goal, with the next one marked, and the totals."""
    doses = list(islice(road(one.base), _most_steps(one) + 1))
    after = one.base.rule.after
    yield literal(one.exercise.name)
    reached = False
    for number, dose in enumerate(doses):
        is_next = dose == _without_aim(one.target) and not reached
        reached = reached or is_next
        mark = "  <- next" if is_next else ""
        yield f"  from session {number * after + 1}: {target_words(one, dose)}{mark}"
    if one.base.rule.step.unit is StepUnit.VARIANT:
        yield f"  the hardest variant, {_after(len(doses), after)}"
    elif one.base.rule.goal != NO_GOAL:
        yield f"  the goal, {_after(len(doses), after)}"
    else:
        yield "  and so on: there is no goal"
    yield f"  Total until then: {_total(one, doses, after)}"


def _most_steps(one: ExerciseNext) -> int:
    has_end = one.base.rule.goal != NO_GOAL or one.base.rule.step.unit is StepUnit.VARIANT
    return 200 if has_end else MOST_STEPS


def _without_aim(dose: Dose) -> Dose:
    return Dose(dose.sets, dose.is_time, dose.load, dose.variant)


def _after(doses: int, after: int) -> str:
    sessions = count_text((doses - 1) * after, "session")
    return f"after {sessions} in which everything is done"


def _total(one: ExerciseNext, doses: list[Dose], after: int) -> str:
    """Return the totals of the sessions before the last target, per side."""
    before = doses[:-1] or doses
    sets = sum(len(dose.sets) for dose in before) * after
    reps = sum(a.top for dose in before if not dose.is_time for a in dose.sets) * after
    held = sum(a.top for dose in before if dose.is_time for a in dose.sets) * after
    side = " per side" if one.exercise.sides.value in ("each", "alternating") else ""
    parts = [
        count_text(len(before) * after, "session"),
        count_text(sets, "set"),
        f"{count_text(reps, 'rep')}{side}" if reps else "",
        f"{clock_text(held)}{side}" if held else "",
    ]
    return comma_text(*parts)


# ------------------------------------------------------------------ due
_HEADINGS = {
    Call.DUE: "Due today",
    Call.WELCOME: "Optional today",
    Call.NOT_DUE: "Later",
}


def due_lines(found: Iterable[tuple[str, SessionDue]], today: date) -> Iterator[str]:
    """Yield the sessions by whether they are due, each with the name to run it by."""
    sessions = list(found)
    for call, heading in _HEADINGS.items():
        these = [(word, one) for word, one in sessions if one.call is call]
        if these:
            yield heading
            yield from (f"  {_due_line(word, one, today)}" for word, one in these)


def _due_line(word: str, found: SessionDue, today: date) -> str:
    name = literal(found.session.name)
    if found.call is Call.NOT_DUE:
        day = f", due {day_words(found.on, today)}" if found.on else ""
        return f"{name}{day}: hamtimer run {word}"
    since = f", due since {day_words(found.since, today)}" if found.since else ""
    these = [one for one in found.exercises if one.due.call is found.call]
    if len(these) < len(found.session.exercises()):
        only = ", ".join(literal(one.exercise.name) for one in these)
        return f"{name} (only {only}){since}: hamtimer run {word}"
    return f"{name}{since}: hamtimer run {word}"

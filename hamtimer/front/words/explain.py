"""Explaining a session in words: its lengths, its work, and a timetable of every step."""

from __future__ import annotations

from collections.abc import Iterator

from hamtimer.core.notation.schedule import schedule_text
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import ExerciseTotals, SideTotals, plan_totals, time_by_kind
from hamtimer.core.session.model import Role, Session
from hamtimer.core.text import capitalized, count_text, length_text, literal, sets_text, table
from hamtimer.core.timeline.steps import Step, Timeline
from hamtimer.front.words.exercises import (
    cap_words,
    effort_words,
    open_round_ids,
    planned_sets,
    step_words,
    tempo_words,
    work_words,
)


def explain(timeline: Timeline) -> Iterator[str]:
    """Return the explanation line by line."""
    session = timeline.session
    yield literal(session.name)
    yield from _about(session)
    yield ""
    yield from _lengths(timeline)
    yield ""
    yield from _exercises(timeline)
    yield ""
    yield from _timetable(timeline)


def _about(session: Session) -> Iterator[str]:
    """Return the session's own description, as far as it has one."""
    progression = session.progression
    facts = {
        "Source": session.source,
        "Level": session.level,
        "Tags": ", ".join(session.tags),
        "Equipment": ", ".join(session.equipment),
        "Schedule": schedule_text(session.schedule),
        "Start": progression.start,
        "Step": progression.step,
        "Goal": progression.goal,
        "Note": progression.note,
    }
    for line in session.description.splitlines():
        yield literal(line)
    for name, fact in facts.items():
        if fact:
            yield f"{name}: {literal(fact)}"


def _lengths(timeline: Timeline) -> Iterator[str]:
    open_steps = sum(step.is_open and step.place.is_planned for step in timeline.steps)
    if timeline.is_exact:
        yield f"Length: {length_text(timeline.assumed_ms)} exactly"
    else:
        yield f"Length: at least {length_text(timeline.least_ms)}"
        assumed = f"        {length_text(timeline.assumed_ms)} assumed"
        steps = count_text(open_steps, "step")
        yield f"{assumed} ({steps} of open length)" if open_steps else assumed
        if timeline.most_ms is not None:
            yield f"        {length_text(timeline.most_ms)} at most"
    time = time_by_kind(timeline)
    parts = {
        "work": time.work_ms,
        "rest": time.rest_ms,
        "get ready": time.prepare_ms,
        "switching sides": time.switch_ms,
        "waiting": time.wait_ms,
        "warm-up": time.warm_up_ms,
        "cool-down": time.cool_down_ms,
    }
    spent = [f"{name} {length_text(ms)}" for name, ms in parts.items() if ms]
    yield f"Of that: {', '.join(spent)}"
    totals = plan_totals(plan_of(timeline))
    yield f"Total: {sets_text(totals.sets, totals.reps)}"
    tension = (
        f"{side.word or 'both sides together'} {known_text(ms)}"
        for side, ms in totals.tension_by_side().items()
    )
    yield f"Time under tension: {', '.join(tension)}"


def known_text(tension_ms: int | None) -> str:
    """Return time under tension, or that it is not known."""
    return "not known" if tension_ms is None else length_text(tension_ms)


def _exercises(timeline: Timeline) -> Iterator[str]:
    """List the exercises of the work part with their work and totals."""
    yield "Exercises"
    exercises = {exercise.id: exercise for exercise in timeline.session.exercises()}
    open_rounds = open_round_ids(timeline)
    for done in plan_totals(plan_of(timeline)).exercises:
        exercise = exercises[done.id]
        effort = effort_words(exercise.rpe)
        work = work_words(exercise, each_round=exercise.id in open_rounds)
        details = [work, tempo_words(exercise), exercise.load, effort]
        yield f"  {literal(exercise.name)} [{literal(exercise.id)}]"
        yield f"    {'; '.join(literal(detail) for detail in details if detail)}"
        yield f"    total: {_sums(done)}"
        ladder = [v.id for v in exercise.variants() if v.id != exercise.id]
        if ladder:
            yield f"    easier or harder: {literal(', '.join(ladder))}"


def _sums(done: ExerciseTotals) -> str:
    return ", ".join((planned_sets(done), *map(_side_words, done.sides)))


def _side_words(side: SideTotals) -> str:
    """Return the totals of a side: `left 30 reps under tension 2:00`."""
    word = f"{side.side.word} " if side.side.word else ""
    reps = f"{count_text(side.reps, 'rep')} " if side.reps else ""
    return f"{word}{reps}{_time_words(side)}"


def _time_words(side: SideTotals) -> str:
    if side.tension_ms is None:
        return f"in {length_text(side.work_ms)} of work, time under tension not known"
    return f"under tension {length_text(side.tension_ms)}"


def _timetable(timeline: Timeline) -> Iterator[str]:
    """List every step with its start, length and description, under headings for the parts."""
    steps = [step for step in timeline.steps if step.place.is_planned or step.assumed_ms]
    exact = all(step.least_ms == step.most_ms for step in steps)
    yield "Timetable" if exact else "Timetable, with open steps at their assumed lengths"
    place: tuple[Role, str, int | None] | None = None
    rows: list[tuple[str, ...]] = []
    for step in steps:
        if (step.role, step.block, step.cap) != place:
            yield from table(rows)
            place = (step.role, step.block, step.cap)
            yield ""
            yield _heading(step, timeline)
            rows = [
                ("start", "length", "what") if exact else ("start", "length", "assumed", "what")
            ]
        start, what = length_text(step.start_ms), step_words(step)
        lengths = _step_lengths(step)
        rows.append((start, lengths[0], what) if exact else (start, *lengths, what))
    yield from table(rows)


def _heading(step: Step, timeline: Timeline) -> str:
    name = capitalized(step.role.value)
    words = f"{name}: {literal(step.block)}" if step.block else name
    if step.cap is not None:
        return f"{words} ({cap_words(timeline.caps[step.cap])})"
    return words


def _step_lengths(step: Step) -> tuple[str, str]:
    """Return the length of a step; for an open one its minimum and its assumed length."""
    least, most = step.least_ms, step.most_ms
    if least == most:
        return (length_text(least), "")
    if most is None:
        words = f"{length_text(least)} or more" if least else "open"
    else:
        words = f"{length_text(least)}-{length_text(most)}"
    return (words, length_text(step.assumed_ms))

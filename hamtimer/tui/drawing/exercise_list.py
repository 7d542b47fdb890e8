"""The list of a session's exercises, and the session's description above it."""

from __future__ import annotations

from textual.content import Content

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.schedule import schedule_text
from hamtimer.core.session.model import Block, BlockKind, Exercise, Role, Session
from hamtimer.core.text import literal
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.exercises import (
    block_words,
    effort_words,
    planned_length,
    rest_after_words,
    rest_words,
    role_words,
    tempo_words,
    work_words,
)
from hamtimer.front.words.weeks import week_words


@dataclass(frozen=True, slots=True)
class Listed:
    """An exercise in the list."""

    exercise: Exercise
    """The exercise as written, without the chosen variant."""
    role: Role
    headings: tuple[str, ...] = ()
    """The blocks that begin with it: `Superset, 3 rounds, rest 1:30 between them`."""
    depth: int = 0
    """The number of such blocks around it."""
    rests: bool = True
    """Whether it rests between its sets: in a round, the others come between them."""
    rests_after: bool = False
    """Whether its rest after comes between it and the next exercise of a round."""


def listed(
    block: Block, role: Role, headings: tuple[str, ...] = (), depth: int = 0
) -> list[Listed]:
    """Return the exercises of a block in order, each with its blocks."""
    if words := block_words(block):
        headings, depth = (*headings, words), depth + 1
    rests = block.kind is BlockKind.STRAIGHT
    found: list[Listed] = []
    for item in block.items:
        if isinstance(item, Block):
            found += listed(item, role, headings, depth)
        else:
            on_clock = block.every_ms or item.every_ms
            after = not (rests or on_clock) and item is not block.items[-1]
            found.append(Listed(item, role, headings, depth, rests, after))
        headings = ()
    return found


def exercise_content(
    exercise: Exercise, place: Listed, *, kept: bool, each_round: bool = False
) -> Content:
    """Return an exercise: its work, tempo, load and equipment, and its variant."""
    mark, style = ("[x]", "bold") if kept else ("[ ]", "dim strike")
    role, indent = role_words(place.role), "  " * place.depth
    facts = [
        tempo_words(exercise),
        rest_words(exercise) if place.rests else "",
        rest_after_words(exercise) if place.rests_after else "",
        exercise.load,
        effort_words(exercise.rpe),
        ", ".join(exercise.equipment),
        schedule_text(exercise.schedule),
    ]
    first = place.depth - len(place.headings)
    parts = [
        Content.styled("  " * (first + level) + heading, "italic")
        for level, heading in enumerate(place.headings)
    ]
    parts += [
        Content.assemble(
            f"{indent}{mark} ",
            (literal(exercise.name), style),
            f"  {literal(work_words(exercise, each_round=each_round))}",
            (f"  {role}" if role else "", "dim"),
        ),
        Content.styled(f"{indent}    " + " · ".join(literal(f) for f in facts if f), "dim"),
    ]
    ladder = place.exercise.variants()
    if len(ladder) > 1:
        parts.append(Content.assemble(indent, _ladder_content(exercise, ladder)))
    return Content("\n").join(parts)


def _ladder_content(exercise: Exercise, ladder: tuple[Exercise, ...]) -> Content:
    """Show the variants from easy to hard, highlighting the chosen one."""
    chosen = next((i for i, rung in enumerate(ladder) if rung.id == exercise.id), 0)
    words = [
        Content.styled(literal(rung.name), "bold underline" if i == chosen else "dim")
        for i, rung in enumerate(ladder)
    ]
    return Content.assemble(
        "    ", ("easier ◂ ", "dim"), Content(" · ").join(words), (" ▸ harder", "dim")
    )


def about(session: Session, timeline: Timeline | None, week: int) -> Content:
    """Write a session's description, length, equipment and schedule."""
    length = planned_length(timeline) if timeline else "nothing is left to do"
    facts = [
        length,
        session.level,
        week_words(week, session.weeks),
        schedule_text(session.schedule),
    ]
    goal = session.progression
    lines = [
        Content.styled(" · ".join(literal(fact) for fact in facts if fact), "bold"),
        Content(literal(f"Needs: {', '.join(session.equipment) or 'nothing'}")),
    ]
    steps = {"Start": goal.start, "Step": goal.step, "Goal": goal.goal}
    said = [f"{name}: {text}" for name, text in steps.items() if text]
    lines += [Content.styled(literal(" · ".join(said)), "dim")] if said else []
    paragraphs = session.description.strip().split("\n\n")
    lines += [Content.styled(literal(" ".join(p.split())), "dim") for p in paragraphs if p.strip()]
    return Content("\n").join(lines)

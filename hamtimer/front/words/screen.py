"""Whole lines of the guided screen: what comes next, the time, the card of a rest."""

from __future__ import annotations

from functools import lru_cache

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.view import View, seconds_left
from hamtimer.core.session.model import Exercise
from hamtimer.core.session.work import Moment
from hamtimer.core.text import comma_text, length_text, literal, seconds_text
from hamtimer.core.timeline.steps import Step, StepKind, Timeline
from hamtimer.front.words.exercises import (
    effort_words,
    number_words,
    set_number,
    side_words,
    step_words,
    tempo_words,
    work_words,
)


def minutes_text(seconds: int) -> str:
    """Return seconds as minutes and seconds of a fixed width: `09:59`."""
    return length_text(seconds * 1_000).rjust(5, "0")


def next_words(view: View) -> str:
    """Return what comes next: `rest 1:00, then set 2 of 3: Wall sit, hold 30 s`."""
    step, work = view.next_step, view.next_work
    if step is None or work is None:
        return "the end"
    words = step_words(work)
    if number_words(work):
        words = words[0].lower() + words[1:]
    if step.kind.is_work:
        return words
    start = {
        StepKind.REST: "rest",
        StepKind.SWITCH: "switch sides",
        StepKind.PREPARE: "get ready",
        StepKind.WAIT: "a wait for you",
    }[step.kind]
    length = f" {seconds_text(step.length_ms)}" if step.length_ms else ""
    return f"{start}{length}, then {words}"


_HEADINGS = {
    StepKind.PREPARE: "Get ready",
    StepKind.SWITCH: "Switch sides",
    StepKind.WAIT: "Waiting for you",
}


def heading_words(step: Step) -> str:
    """Return what is happening: the exercise, or what comes between two sets."""
    if step.kind is StepKind.REST:
        return step.rest_word
    return _HEADINGS.get(step.kind, step.name)


def where_words(view: View, timeline: Timeline) -> str:
    """Return where in the program a run is: `Hamstrings at home · exercise 2 of 5`."""
    numbers = _exercise_numbers(timeline)
    name = literal(timeline.session.name)
    if len(numbers) == 1:
        return name
    return f"{name} · exercise {numbers[view.step.exercise.id]} of {len(numbers)}"


@lru_cache(maxsize=2)
def _exercise_numbers(timeline: Timeline) -> dict[str, int]:
    ids = dict.fromkeys(step.exercise.id for step in timeline.steps)
    return {one: number for number, one in enumerate(ids, start=1)}


def time_words(view: View, timeline: Timeline) -> tuple[str, str]:
    """Return the elapsed and the remaining time of the session; `~` where steps are open."""
    about = "" if timeline.is_exact else "~"
    left = minutes_text(seconds_left(view.session_remaining_ms))
    return minutes_text(view.elapsed_ms // 1_000), f"{about}{left} left"


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of the card."""

    text: str
    is_quiet: bool = False
    """Whether the line is less important."""


def card(step: Step) -> tuple[CardLine, ...]:
    """Describe the set after a rest or a get-ready: its work, cues, description and equipment."""
    exercise = step.exercise
    work = work_words(exercise, each_round=not step.sets)
    heading = [number_words(step), side_words(step.side), work]
    lines = [CardLine(literal(" · ".join(word for word in heading if word)))]
    lines += [CardLine(f"• {literal(cue)}") for cue in general_cues(exercise)]
    lines += [CardLine(literal(line)) for line in exercise.description.splitlines() if line.strip()]
    return (*lines, *(CardLine(line, is_quiet=True) for line in details(exercise)))


def details(exercise: Exercise) -> list[str]:
    """Return the tempo in words, the load and the equipment, one line each, if any."""
    target = [exercise.load, effort_words(exercise.rpe)]
    lines = [
        tempo_words(exercise),
        comma_text(*target),
        f"Needs: {', '.join(exercise.equipment)}" if exercise.equipment else "",
    ]
    return [literal(line) for line in lines if line]


def general_cues(exercise: Exercise) -> list[str]:
    """Return the cues to read before the work begins."""
    before = (Moment.PREPARE, Moment.REST, Moment.ALWAYS, Moment.START)
    return [cue.text for cue in exercise.cues if cue.moment in before]


def title_words(view: View, word: str, number: str) -> str:
    """Return the terminal's title: `Lower 3 - Romanian deadlift 2/3 - hamtimer`."""
    step = view.step
    now = f"{word} {number}".strip()
    name = f"{step.name} {set_number(step, '/')}".strip()
    return literal(f"{now} - {name} - hamtimer")

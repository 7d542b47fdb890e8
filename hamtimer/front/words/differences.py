"""What differs between two sessions, in words: `Bridge: 3 x 15 reps → 3 x 12 reps`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from hamtimer.core.differences import (
    Aspect,
    Differences,
    ExerciseDifference,
    Placed,
    compare,
)
from hamtimer.core.notation.schedule import schedule_text
from hamtimer.core.notation.tempo import tempo_text
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Exercise, Session, StartKind
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.text import capitalized, literal, seconds_text
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.exercises import (
    block_words,
    effort_words,
    planned_length,
    rest_words,
    set_plan_words,
    tempo_words,
    time_words,
    work_words,
)
from hamtimer.front.words.explain import known_text

ARROW = " → "
_LONGEST = 60
"""The longest value shown, in characters; a longer one is only reported as changed."""


def difference_lines(found: Differences) -> list[str]:
    """Return a line for each difference, lengths last; empty if nothing differs."""
    lines = [*session_lines(found), *exercise_lines(found.exercises)]
    return [*lines, *total_lines(found)]


def total_lines(found: Differences) -> Iterator[str]:
    """Yield the changes of the totals: `Length: 18:20 → 17:05`."""
    yield from _pair("Length", planned_length(found.before), planned_length(found.after))
    yield from _pair("Time under tension", *map(known_text, found.tension_ms))


def length_change_words(found: Differences) -> str:
    """Return how the length changed, `18:20 → 17:05`; empty when it did not."""
    before, after = planned_length(found.before), planned_length(found.after)
    return f"{before}{ARROW}{after}" if before != after else ""


def timeline_change_words(before: Timeline, after: Timeline, first: str = "") -> str:
    """Return in one line how the exercises and the length changed; empty when they did not.

    The changes of the exercise whose id is `first` come first.
    """
    found = compare(before, after)
    changed = sorted(
        found.exercises, key=lambda one: first not in (one.exercise.id, one.exercise.base)
    )
    words = (*exercise_lines(changed), length_change_words(found))
    return " · ".join(filter(None, words))


def _pair(name: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{name}: {before}{ARROW}{after}"


# ------------------------------------------------------------------ exercises
def exercise_lines(found: Iterable[ExerciseDifference]) -> Iterator[str]:
    """Yield the differences of each exercise; changed groups come once."""
    regrouped: dict[str, list[str]] = {}
    for one in found:
        name = literal(one.exercise.name)
        if one.before is None:
            yield f"Added: {name}, {literal(work_words(one.exercise))}"
        elif one.after is None:
            yield f"Removed: {name}, {literal(work_words(one.exercise))}"
        else:
            if Aspect.BLOCKS in one.aspects:
                change = aspect_words(Aspect.BLOCKS, one.before, one.after)
                regrouped.setdefault(change, []).append(name)
            words = change_words(one, without=(Aspect.BLOCKS,))
            if words:
                yield f"{name}: {words}"
            if one.moved:
                yield f"Moved: {name}"
    for change, names in regrouped.items():
        yield f"{', '.join(names)}: {change}"


def change_words(one: ExerciseDifference, without: tuple[Aspect, ...] = ()) -> str:
    """Return the differences of an exercise that both sessions have."""
    if one.before is None or one.after is None:
        return ""
    aspects = [aspect for aspect in one.aspects if aspect not in without]
    return "; ".join(aspect_words(aspect, one.before, one.after) for aspect in aspects)


def aspect_words(aspect: Aspect, before: Placed, after: Placed) -> str:
    """Return how one aspect of an exercise changed."""
    label, value = _WORDS[aspect]
    start = f"{label} " if label else ""
    for words in (value, _SHORTER.get(aspect, value)):
        was, now = literal(words(before)), literal(words(after))
        if was != now and max(len(was), len(now)) <= _LONGEST:
            return f"{start}{was or 'none'}{ARROW}{now or 'none'}"
    return f"{label or 'work'} changed"


def _of(value: Callable[[Exercise], str]) -> Callable[[Placed], str]:
    return lambda placed: value(placed.exercise)


def _short_work(exercise: Exercise) -> str:
    """Return the work without loads, and a word that all sets share once: `12, 10, 8 reps`."""
    bare = (replace(plan, load="", rpe=None) for plan in exercise.sets)
    each = [set_plan_words(plan) for plan in bare]
    if len(each) > 1 and all(re.fullmatch(r"[0-9]+ reps", words) for words in each):
        each[:-1] = [words.removesuffix(" reps") for words in each[:-1]]
    return ", ".join(each)


def _tempos(exercise: Exercise) -> str:
    """Return the tempos as they are written in a file."""
    tempos = [part.tempo for plan in exercise.sets for part in plan.parts]
    return ", ".join(tempo_text(tempo) for tempo in dict.fromkeys(tempos) if tempo)


def _every_rest(exercise: Exercise) -> str:
    """Return the rests after its sets, the last one too."""
    return ", ".join(dict.fromkeys(time_words(plan.rest) for plan in exercise.sets))


def _start_words(exercise: Exercise) -> str:
    start = exercise.start
    if start.kind is StartKind.AFTER:
        return f"by key, at the latest after {seconds_text(start.after_ms)}"
    return "by key" if start.kind is StartKind.KEY else "by itself"


def _loads(exercise: Exercise) -> str:
    loads = [plan.load or exercise.load for plan in exercise.sets]
    return ", ".join(filter(None, dict.fromkeys(loads)))


def _efforts(exercise: Exercise) -> str:
    efforts = [effort_words(plan.rpe or exercise.rpe) for plan in exercise.sets]
    return ", ".join(word.removeprefix("RPE ") for word in dict.fromkeys(efforts) if word)


def _blocks_words(placed: Placed) -> str:
    blocks = [block_words(block) or literal(block.name) for block in placed.blocks]
    return ", ".join(filter(None, blocks)) or "on its own"


def _cues(exercise: Exercise) -> str:
    return ", ".join(cue.text for cue in exercise.cues)


def _names(exercise: Exercise) -> str:
    return ", ".join(f"{phase}: {name}" for phase, name in exercise.phase_names)


def _variants(exercise: Exercise) -> str:
    return ", ".join(rung.name for rung in exercise.variants() if rung is not exercise)


_WORDS: dict[Aspect, tuple[str, Callable[[Placed], str]]] = {
    Aspect.NAME: ("name", _of(lambda e: e.name)),
    Aspect.ROLE: ("part", lambda placed: placed.role.value),
    Aspect.BLOCKS: ("", _blocks_words),
    Aspect.WORK: ("", _of(work_words)),
    Aspect.TEMPO: ("tempo", _of(tempo_words)),
    Aspect.REST: ("rest", _of(lambda e: rest_words(e).removeprefix("rest "))),
    Aspect.REST_AFTER: ("rest after", _of(lambda e: time_words(e.rest_after))),
    Aspect.LOAD: ("load", _of(_loads)),
    Aspect.RPE: ("RPE", _of(_efforts)),
    Aspect.START: ("start", _of(_start_words)),
    Aspect.PREPARE: ("get ready", _of(lambda e: seconds_text(e.prepare_ms))),
    Aspect.SWITCH: ("switch sides", _of(lambda e: seconds_text(e.switch_ms))),
    Aspect.FIRST_SIDE: ("first side", _of(lambda e: e.first_side.value)),
    Aspect.ASSUME: ("assumed length", _of(lambda e: seconds_text(e.assumed_ms))),
    Aspect.PHASE_NAMES: ("phase names", _of(_names)),
    Aspect.CUES: ("cues", _of(_cues)),
    Aspect.DESCRIPTION: ("description", _of(lambda e: e.description)),
    Aspect.FEEDBACK: ("tap feedback", _of(lambda e: e.feedback)),
    Aspect.EQUIPMENT: ("equipment", _of(lambda e: ", ".join(e.equipment))),
    Aspect.MEASURE: ("measured by taps", _of(lambda e: "yes" if e.measure else "no")),
    Aspect.LINK: ("link", _of(lambda e: e.link)),
    Aspect.SCHEDULE: ("schedule", _of(lambda e: schedule_text(e.schedule))),
    Aspect.PROGRESSION: ("progression", _of(lambda e: e.progression.note)),
    Aspect.SIGNALS: ("signals", _of(lambda _: "")),
    Aspect.VARIANTS: ("variants", _of(_variants)),
    Aspect.SETS: ("individual sets", _of(lambda _: "")),
}

_SHORTER = {
    Aspect.REST: _of(_every_rest),
    Aspect.TEMPO: _of(_tempos),
    Aspect.WORK: _of(_short_work),
}
"""Names for changes whose values are too long, or equal in words."""


# ------------------------------------------------------------------ the session itself
def session_lines(found: Differences) -> Iterator[str]:
    """Yield the differences of a session besides its exercises."""
    before, after = found.before.session, found.after.session
    for field in found.fields:
        label, value = _SESSION.get(field, (field, lambda _: ""))
        was, now = literal(value(before)), literal(value(after))
        if was == now or max(len(was), len(now)) > _LONGEST:
            yield f"{capitalized(label)} changed"
        else:
            yield f"{capitalized(label)}: {was or 'none'}{ARROW}{now or 'none'}"


_SESSION: dict[str, tuple[str, Callable[[Session], str]]] = {
    "name": ("name", lambda s: s.name),
    "id": ("id", lambda s: s.id),
    "description": ("description", lambda s: s.description),
    "source": ("source", lambda s: s.source),
    "link": ("link", lambda s: s.link),
    "tags": ("tags", lambda s: ", ".join(s.tags)),
    "level": ("level", lambda s: s.level),
    "schedule": ("schedule", lambda s: schedule_text(s.schedule)),
    "progression": ("progression", lambda s: s.progression.note),
    "settings": ("sounds or voice", lambda _: ""),
    "weeks": ("plan weeks", lambda s: str(s.weeks or "")),
    "plan": ("plan dates", lambda s: str(s.plan.start or "")),
}


# ------------------------------------------------------------------ plans by weeks
def loaded_difference_lines(before: Loaded, after: Loaded) -> list[str]:
    """Return the differences between two files in every week of their plans.

    Differences in some weeks only begin with those weeks: `Weeks 3-4: Bridge: …`.
    """
    weeks = max(_weeks_of(before), _weeks_of(after))
    stretches = sorted({1, *_stretches_of(before), *_stretches_of(after)})
    lines: dict[str, list[int]] = {}
    for week in stretches:
        for line in _week_lines(before, after, week):
            lines.setdefault(line, []).append(week)
    return [_with_weeks(line, found, stretches, weeks) for line, found in lines.items()]


def _week_lines(before: Loaded, after: Loaded, week: int) -> list[str]:
    was, now = timeline_of_week(before, week), timeline_of_week(after, week)
    if was is not None and now is not None:
        return difference_lines(compare(was, now))
    if was is None and now is None:
        return []
    return ["There is something to do now"] if was is None else ["Nothing is left to do"]


def timeline_of_week(loaded: Loaded, week: int) -> Timeline | None:
    """Return a session in a week of its plan; None when there is nothing to do in it."""
    wanted = min(week, _weeks_of(loaded)) or None
    try:
        return compile_session(loaded.choose(Choices(week=wanted)))
    except ChoiceError:
        return None


def _weeks_of(loaded: Loaded) -> int:
    return loaded.document.weeks if loaded.document else 0


def _stretches_of(loaded: Loaded) -> tuple[int, ...]:
    return loaded.document.stretches if loaded.document else ()


def _with_weeks(line: str, found: list[int], stretches: list[int], weeks: int) -> str:
    """Return a line with its weeks, unless it applies to all."""
    if len(found) == len(stretches):
        return line
    starts = [*stretches, weeks + 1]
    ends = {first: later - 1 for first, later in pairwise(starts)}
    ranges: list[tuple[int, int]] = []
    for first in found:
        if ranges and ranges[-1][1] == first - 1:
            ranges[-1] = (ranges[-1][0], ends[first])
        else:
            ranges.append((first, ends[first]))
    words = ", ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in ranges)
    noun = "Week" if len(ranges) == 1 and ranges[0][0] == ranges[0][1] else "Weeks"
    return f"{noun} {words}: {line}"

"""Read a practice plan from the command line or the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any

from hamtimer.core.notation.durations import parse_duration
from hamtimer.core.notation.mistakes import Mistake, listing, nearest, shown
from hamtimer.core.notation.tempo import parse_tempo, tempo_text
from hamtimer.core.practice.gaps import parse_gaps
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import Ask, Heard, PracticePlan, Ramp, check_plan, retention_test
from hamtimer.core.session.defaults import EXPLOSIVE_MS
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Phase, Tempo
from hamtimer.core.taps.results import Results
from hamtimer.core.taps.turns import TapMode

AUTO = "auto"
ALL = "all"
"""Instead of a phase to drill: all phases."""
LEVELS = (*(level.value for level in Level), AUTO)
RESULTS = (*(results.value for results in Results), AUTO)
_RAMP_STEP_MS = 500
_RAMP = re.compile(r"([^-+]+)-([^-+]+?)(?:\+([^-+]+))?")


def practice_plan(written: Mapping[str, str], base: PracticePlan | None = None) -> PracticePlan:
    """Return the plan that written values describe; missing or empty ones stay as in `base`.

    Keys: `tempo`, `reps`, `sets`, `sides`, `first`, `bpm`, `half-speed` (any text means yes),
    `only`, `reset`, `ramp`, `level`, `taps`, `rest`, `feedback`, `band`, `every`, `hear`, `ask`,
    `gaps`, `seed`, `test`, `first-set` (any text means yes). A ramp sets the number of sets to the
    number of its lengths, unless `sets` is written.

    Raises:
        Mistake: When a value cannot be read, or the plan is not possible.
    """
    given = {key: value for key, value in written.items() if value}
    plan = replace(base or PracticePlan(), tempo=_tempo(given, base or PracticePlan()))
    for key, (name, read) in _READERS.items():
        if key in given:
            changes: dict[str, Any] = {name: read(given[key])}
            plan = replace(plan, **changes)
    if "seed" in given:
        plan = _with_seed(plan, given["seed"])
    if "test" in given:
        plan = retention_test(plan)
    if plan.ramp is not None and "sets" not in given:
        check_plan(replace(plan, sets=1))  # before its lengths are counted
        plan = replace(plan, sets=len(plan.ramp.lengths()))
    check_plan(plan)
    return plan


def _tempo(given: Mapping[str, str], plan: PracticePlan) -> Tempo:
    first = Phase(_word("first phase", given.get("first", plan.tempo.first), _MOVING))
    if "tempo" not in given:
        return replace(plan.tempo, first=first)
    fast_ms = plan.tempo.concentric_ms if plan.tempo.explosive else EXPLOSIVE_MS
    return parse_tempo(given["tempo"]).tempo(
        first=first, reset_ms=plan.tempo.reset_ms, explosive_ms=fast_ms
    )


def _with_seed(plan: PracticePlan, text: str) -> PracticePlan:
    if plan.gaps is None or not plan.gaps.percent:
        raise Mistake("a seed needs random gaps", "add them, as in --gaps 30%")
    return replace(plan, gaps=replace(plan.gaps, seed=_number("the seed", text)))


def _level(text: str) -> Level | None:
    level = _word("level", text, LEVELS)
    return None if level == AUTO else Level(level)


def _drill(text: str) -> Phase | None:
    phase = _word("phase to drill", text, (*_MOVING, ALL))
    return None if phase == ALL else Phase(phase)


def _results(text: str) -> Results | None:
    results = _word("choice of feedback", text, RESULTS)
    return None if results == AUTO else Results(results)


def _percent(text: str) -> int:
    return _number("percent", text.removesuffix("%").strip())


def _word_of(what: str, kind: type[StrEnum]) -> Callable[[str], Any]:
    """Return a reader of one of the words of a kind."""
    return lambda text: kind(_word(what, text, tuple(kind)))


_MOVING = (Phase.ECCENTRIC, Phase.CONCENTRIC)


def parse_ramp(text: str) -> Ramp:
    """Return the ramp that a text describes: `3-6` grows by 0.5 s, `3-6+1` by 1 s per set.

    Raises:
        Mistake: When it cannot be read.
    """
    match = _RAMP.fullmatch(text.strip())
    if match is None:
        advice = "write the first and last length, like 3-6, or 3-6+1 to add a second each set"
        raise Mistake(f"{shown(text)} is not a ramp", advice)
    start, stop, step = match.groups()
    step_ms = parse_duration(step) if step else _RAMP_STEP_MS
    return Ramp(parse_duration(start), parse_duration(stop), step_ms)


def _number(what: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise Mistake(f"{shown(text)} is not a number of {what}", "write a whole number, such as 8")
    return int(text)


def _word(what: str, text: str, known: tuple[str, ...]) -> str:
    word = text.strip().lower()
    if word in known:
        return word
    suggestion = nearest(word, known)
    advice = f'did you mean "{suggestion}"?' if suggestion else f"write {listing(known)}"
    raise Mistake(f"{shown(text)} is not a valid {what}", advice)


_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "reps": ("reps", partial(_number, "reps")),
    "sets": ("sets", partial(_number, "sets")),
    "bpm": ("bpm", partial(_number, "beats per minute")),
    "half-speed": ("half_speed", bool),
    "sides": ("sides", _word_of("choice of sides", Sides)),
    "only": ("drill", _drill),
    "reset": ("reset_ms", parse_duration),
    "rest": ("rest_ms", parse_duration),
    "ramp": ("ramp", parse_ramp),
    "level": ("level", _level),
    "taps": ("taps", _word_of("choice of taps", TapMode)),
    "feedback": ("results", _results),
    "band": ("band", _percent),
    "every": ("every", partial(_number, "reps")),
    "hear": ("heard", _word_of("choice of what to hear", Heard)),
    "ask": ("ask", _word_of("choice of when to ask", Ask)),
    "gaps": ("gaps", parse_gaps),
    "first-set": ("is_first", bool),
}
"""For each written key the field of the plan and its reader."""


def written(plan: PracticePlan) -> dict[str, str]:
    """Return the values that describe a plan, as `practice_plan` reads them."""
    gaps = plan.gaps
    return {
        "tempo": tempo_text(replace(plan.tempo, reset_ms=0)),
        "first": plan.tempo.first.value,
        "reps": str(plan.reps),
        "sets": str(plan.sets),
        "sides": plan.sides.value,
        "rest": _seconds(plan.rest_ms),
        "bpm": str(plan.bpm),
        "half-speed": "yes" if plan.half_speed else "",
        "only": plan.drill or ALL,
        "reset": _seconds(plan.reset_ms),
        "ramp": _ramp_text(plan.ramp) if plan.ramp else "",
        "level": plan.level or AUTO,
        "feedback": plan.results or AUTO,
        "band": str(plan.band) if plan.band else "",
        "every": str(plan.every),
        "hear": plan.heard.value,
        "ask": plan.ask.value,
        "gaps": str(gaps) if gaps else "",
        "seed": str(gaps.seed) if gaps and gaps.seed is not None else "",
        "taps": plan.taps.value,
        "test": "yes" if plan.is_test else "",
        "first-set": "yes" if plan.is_first else "",
    }


def _ramp_text(ramp: Ramp) -> str:
    step = "" if ramp.step_ms == _RAMP_STEP_MS else f"+{_seconds(ramp.step_ms)}"
    return f"{_seconds(ramp.start_ms)}-{_seconds(ramp.stop_ms)}{step}"


def _seconds(ms: int) -> str:
    return f"{ms / 1_000:g}"

"""Read a practice plan from the command line or the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from hamtimer.core.notation.durations import parse_duration
from hamtimer.core.notation.mistakes import Mistake, listing, nearest, shown
from hamtimer.core.notation.tempo import parse_tempo
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import PracticePlan, Ramp, check_plan
from hamtimer.core.session.model import Phase, Sides, Tempo
from hamtimer.core.taps.turns import TapMode

AUTO = "auto"
LEVELS = (*(level.value for level in Level), AUTO)
_RAMP = re.compile(r"([^-+]+)-([^-+]+?)(?:\+([^-+]+))?")


def practice_plan(written: Mapping[str, str], base: PracticePlan | None = None) -> PracticePlan:
    """Return the plan that written values describe; missing or empty ones stay as in `base`.

    Keys: `tempo`, `reps`, `sets`, `sides`, `first`, `bpm`, `half-speed` (any text means yes),
    `only`, `reset`, `ramp`, `level`, `taps`, `rest`. A ramp sets the number of sets to the number
    of its lengths, unless `sets` is written.

    Raises:
        Mistake: When a value cannot be read, or the plan is not possible.
    """
    given = {key: value for key, value in written.items() if value}
    plan = replace(base or PracticePlan(), tempo=_tempo(given, base or PracticePlan()))
    for key, (name, read) in _READERS.items():
        if key in given:
            changes: dict[str, Any] = {name: read(given[key])}
            plan = replace(plan, **changes)
    if plan.ramp is not None and "sets" not in given:
        check_plan(replace(plan, sets=1))  # before its lengths are counted
        plan = replace(plan, sets=len(plan.ramp.lengths()))
    check_plan(plan)
    return plan


def _tempo(given: Mapping[str, str], plan: PracticePlan) -> Tempo:
    first = Phase(_word("first phase", given.get("first", plan.tempo.first), _MOVING))
    if "tempo" not in given:
        return replace(plan.tempo, first=first)
    return parse_tempo(given["tempo"]).tempo(first=first, reset_ms=plan.tempo.reset_ms)


def _level(text: str) -> Level | None:
    level = _word("level", text, LEVELS)
    return None if level == AUTO else Level(level)


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
    return Ramp(parse_duration(start), parse_duration(stop), parse_duration(step or "0.5"))


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
    "sides": ("sides", lambda text: Sides(_word("choice of sides", text, tuple(Sides)))),
    "only": ("drill", lambda text: Phase(_word("phase to drill", text, _MOVING))),
    "reset": ("reset_ms", parse_duration),
    "rest": ("rest_ms", parse_duration),
    "ramp": ("ramp", parse_ramp),
    "level": ("level", _level),
    "taps": ("taps", lambda text: TapMode(_word("choice of taps", text, tuple(TapMode)))),
}
"""For each written key the field of the plan and its reader."""

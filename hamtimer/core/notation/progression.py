"""Progression rules as people write them: `1 set`, `2.5 kg`, `8 x 10`, `1 step after 2 misses`."""

from __future__ import annotations

import re
from decimal import Decimal

from hamtimer.core.notation.durations import duration_words, parse_duration
from hamtimer.core.notation.mistakes import Mistake, NotUnderstood, shown
from hamtimer.core.session.progression import Goal, Step, StepUnit
from hamtimer.core.text import count_text, normalized

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"
_COUNTED = r"([0-9]{1,3})\s*(sets?|reps?|repetitions?)"
_LOAD = rf"({_NUMBER})\s*(kgs?|lbs?)"
_UNIT_NEXT = r"(?=\s*(kg|lb))"
LOAD_NUMBER = re.compile(rf"(?<![0-9.,])([0-9]+(?:\.[0-9]+)?){_UNIT_NEXT}", re.IGNORECASE)
"""The number of a load that a step adds to: the one before its unit, 12 in `2 x 12 kg`."""
_DECIMAL_COMMA = re.compile(rf"[0-9]+,[0-9]+{_UNIT_NEXT}", re.IGNORECASE)
_KG_PER_LB = Decimal("0.45359237")
_STEP_ADVICE = "write it like 1 set, 1 rep, 5s, 2.5 kg or variant"
_GOAL = r"([0-9]{1,2})\s*[x×]\s*(.+)"  # noqa: RUF001 - as people write it
_GOAL_ADVICE = "write it like 3 x 20, 3 x 60s or 40 kg"
_BACK = r"([0-9]{1,2})\s*steps?\s+after\s+([0-9]{1,2})\s*miss(?:es)?"
_AFTER = r"([0-9]{1,2})(?:\s*(?:sessions?|times))?"


def check_load(load: str) -> None:
    """Check the words of a load: its number would be read wrongly with a decimal comma.

    Raises:
        Mistake: When it is written with one.
    """
    if found := _DECIMAL_COMMA.search(load):
        point = found[0].replace(",", ".")
        raise Mistake(f"{shown(found[0])} has a comma in a number", f"write {point} with a point")


def is_lighter(load: str, than: str) -> bool:
    """Return whether a load is less than another; one without a number is less than any with."""
    first, second = _kg(load), _kg(than)
    return second is not None and (first is None or first < second)


def _kg(load: str) -> Decimal | None:
    found = LOAD_NUMBER.search(load)
    if found is None:
        return None
    return Decimal(found[1]) * (_KG_PER_LB if found[2].lower() == "lb" else 1)


def parse_step(text: str) -> Step:
    """Read what one step adds: `1 set`, `2 reps`, `5s`, `2.5 kg`, `variant`.

    Raises:
        Mistake: When it is not a step.
    """
    written = _lowered(text)
    if written == "variant":
        return Step(Decimal(1), StepUnit.VARIANT)
    if match := re.fullmatch(_COUNTED, written):
        step = Step(Decimal(match[1]), StepUnit.SETS if match[2][0] == "s" else StepUnit.REPS)
    elif match := re.fullmatch(_LOAD, written):
        step = Step(Decimal(match[1]), StepUnit(match[2].removesuffix("s")))
    elif written[:1].isdigit() and not written.isdigit():
        step = Step(Decimal(_time(written, text, "a step", _STEP_ADVICE)), StepUnit.TIME)
    else:
        raise NotUnderstood(f"{shown(text)} is not a step", _STEP_ADVICE)
    if not step.amount:
        raise Mistake("a step must add something", _STEP_ADVICE)
    return step


def parse_goal(text: str) -> Goal:
    """Read a goal: `3 x 20` (sets and reps), `3 x 60s` (sets and time) or `40 kg`.

    Raises:
        Mistake: When it is not a goal.
    """
    written = _lowered(text)
    if match := re.fullmatch(_LOAD, written):
        return Goal(load=Decimal(match[1]))
    if match := re.fullmatch(_GOAL, written):
        sets, work = int(match[1]), re.sub(r"\s*reps?$", "", match[2])
        if not sets:
            raise Mistake("a goal needs at least 1 set", _GOAL_ADVICE)
        if re.fullmatch(r"[1-9][0-9]{0,2}", work):
            return Goal(sets=sets, reps=int(work))
        return Goal(sets=sets, time_ms=_time(work, text, "a goal", _GOAL_ADVICE))
    raise NotUnderstood(f"{shown(text)} is not a goal", _GOAL_ADVICE)


def parse_back(text: str) -> tuple[int, int]:
    """Read when to go back, `1 step after 2 misses`, as the steps and the misses.

    Raises:
        Mistake: When it is not written like that.
    """
    match = re.fullmatch(_BACK, _lowered(text))
    if not match or not int(match[1]) or not int(match[2]):
        raise NotUnderstood(
            f"{shown(text)} is not a rule for going back", "write 1 step after 2 misses"
        )
    return int(match[1]), int(match[2])


def parse_after(text: str) -> int:
    """Read how many successes in a row earn a step: `2 sessions`.

    Raises:
        Mistake: When it is not a number of sessions.
    """
    match = re.fullmatch(_AFTER, _lowered(text))
    if not match or not int(match[1]):
        raise NotUnderstood(
            f"{shown(text)} is not a number of sessions", "write it like 2 sessions"
        )
    return int(match[1])


def step_text(step: Step) -> str:
    """Write a step so that `parse_step` reads it back."""
    if step.unit is StepUnit.VARIANT:
        return "variant"
    if step.unit is StepUnit.TIME:
        return duration_words(int(step.amount))
    if step.unit.is_load:
        return f"{step.amount.normalize():f} {step.unit}"
    return count_text(int(step.amount), "set" if step.unit is StepUnit.SETS else "rep")


def _lowered(text: str) -> str:
    return normalized(text) if len(text) <= 80 else ""


def _time(written: str, text: str, what: str, advice: str) -> int:
    try:
        return parse_duration(written)
    except Mistake:
        raise NotUnderstood(f"{shown(text)} is not {what}", advice) from None

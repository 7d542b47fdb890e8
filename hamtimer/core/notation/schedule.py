"""Schedules as people say them: `daily`, `twice a day`, `3 times a week`, `every other day`."""

from __future__ import annotations

import re
from dataclasses import replace

from hamtimer.core.notation.mistakes import Mistake, NotUnderstood, shown
from hamtimer.core.session.model import Schedule
from hamtimer.core.text import normalized

MOST_TIMES = 50
MOST_DAYS = 366

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
_TIMES = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    **{f"{word} times": number for number, word in enumerate(_NUMBERS, start=1)},
}
_DAYS = {
    **dict.fromkeys(("daily", "a day", "per day", "every day", "each day"), 1),
    **dict.fromkeys(("weekly", "a week", "per week", "every week", "each week"), 7),
    "every other day": 2,
    **{f"every {word} day": number for number, word in enumerate(_ORDINALS, start=2)},
    **{f"every {word} days": number for number, word in enumerate(_NUMBERS, start=1)},
}
SCHEDULE_WORDS = frozenset(
    " ".join(("at least times time x in day days to or", *_TIMES, *_DAYS)).split()
)
"""Every word that a schedule may have, besides numbers."""
_COUNTED_TIMES = r"([0-9]{1,3})(?: ?x| times?)"
_COUNTED_DAYS = r"(?:every|in) ([0-9]{1,3}) days?"
_TIMES_FIRST = r"(once|twice|thrice|\w+ times?|[0-9]+ ?x) (.+)"
_RANGE = r"(\w+)(?: ?times?)?(?: ?[-‐‑–—] ?| (?:to|or) )(\w+ .+|[0-9]+x .+)"  # noqa: RUF001 - any dash
_ADVICE = "write it like daily, twice a day, 3 times a week, every other day or every 3 days"


def parse_schedule(text: str) -> Schedule:
    """Return how often something should be done.

    Raises:
        Mistake: When it cannot be understood.
    """
    written = normalized(text) if len(text) <= 80 else ""
    if match := re.fullmatch(_RANGE, written):
        least = _count(f"{match[1]} times", _TIMES, _COUNTED_TIMES) or _TIMES.get(match[1])
        upper = parse_schedule(match[2])
        if least is None:
            raise NotUnderstood(f"{shown(text)} is not a schedule", _ADVICE)
        if least > upper.times:
            advice = f"write the smaller number first, like {upper.times}-{least} times a week"
            raise Mistake("the range is reversed", advice)
        return replace(make_schedule(least, upper.days), most=upper.times)
    at_least = written.startswith("at least ")
    written = written.removeprefix("at least ")
    split = re.fullmatch(_TIMES_FIRST, written)
    times = _count(split[1], _TIMES, _COUNTED_TIMES) if split else 1
    days = _count(split[2] if split else written, _DAYS, _COUNTED_DAYS)
    if times is None or days is None:
        raise NotUnderstood(f"{shown(text)} is not a schedule", _ADVICE)
    return make_schedule(times, days, at_least=at_least)


def make_schedule(times: int, days: int, *, at_least: bool = False) -> Schedule:
    """Return a schedule of `times` in `days` days.

    Raises:
        Mistake: When one of the numbers is out of range.
    """
    if not 1 <= times <= MOST_TIMES:
        raise Mistake(f"times must be between 1 and {MOST_TIMES}", f"write 1 to {MOST_TIMES} times")
    if not 1 <= days <= MOST_DAYS:
        raise Mistake(f"days must be between 1 and {MOST_DAYS}", f"write 1 to {MOST_DAYS} days")
    return Schedule(times, days, at_least)


def schedule_text(schedule: Schedule) -> str:
    """Write a schedule as people say it: `2-3 times a week`; empty when there is none."""
    if not schedule.times:
        return ""
    return f"at least {_often(schedule)}" if schedule.at_least else _often(schedule)


def _often(schedule: Schedule) -> str:
    times, days = schedule.times, schedule.days
    number = f"{times}-{schedule.most}" if schedule.most else f"{times}"
    if period := {1: "day", 7: "week"}.get(days):
        often = {"1": "once", "2": "twice"}.get(number, f"{number} times")
        return f"{often} a {period}"
    if number == "1":
        return "every other day" if days == 2 else f"every {days} days"
    return f"{number} times in {days} days"


def parse_period(text: str) -> int:
    """Return the days of the period of a schedule: `day`, `week` or `3 days`.

    Raises:
        Mistake: When it is none.
    """
    written = normalized(text) if len(text) <= 80 else ""
    match = re.fullmatch(r"(?:([0-9]{1,3}) )?(day|week)s?", written)
    if not match:
        raise NotUnderstood(f"{shown(text)} is not a period", "write day, week or 3 days")
    return int(match[1] or 1) * {"day": 1, "week": 7}[match[2]]


def _count(text: str, words: dict[str, int], pattern: str) -> int | None:
    if text in words:
        return words[text]
    match = re.fullmatch(pattern, text)
    return int(match[1]) if match else None

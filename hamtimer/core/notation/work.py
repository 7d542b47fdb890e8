"""The work of a set as people write it: `15`, `15-20`, `8+`, `max`; `30s`, `60s+`."""

from __future__ import annotations

import re

from hamtimer.core.notation.durations import parse_duration
from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.session.model import Length, Reps

MOST_REPS = 999
MOST_SETS = 99
AS_MANY_AS_POSSIBLE = ("max", "amrap", "as many as possible")

_RANGE = re.compile(r"([0-9]{1,9})(?:\s*(?:[-‐‑–—]|to)\s*([0-9]{1,9}))?")  # noqa: RUF001 - any dash
_AT_LEAST = re.compile(r"([0-9]{1,9})\s*\+|at least ([0-9]{1,9})")
_REPS_ADVICE = "write it like 15, 15-20, [12, 10, 8], 8+ or max"


def parse_reps(text: str) -> Reps:
    """Read the repetitions of one set: `15`, `15-20`, `8+` (at least 8) or `max`.

    Raises:
        Mistake: When it is not a number of repetitions.
    """
    written = " ".join(text.lower().split())
    if written in AS_MANY_AS_POSSIBLE:
        return Reps(0, None)
    if match := _AT_LEAST.fullmatch(written):
        return Reps(_bounded(int(match[1] or match[2]), MOST_REPS, "repetitions"), None)
    least, most = _range(written, text, "a number of repetitions", _REPS_ADVICE)
    return Reps(least, _bounded(most, MOST_REPS, "repetitions"))


def parse_sets(text: str) -> tuple[int, int]:
    """Read a number of sets, `3` or `2-3`, and give the least and the most.

    Raises:
        Mistake: When it is not one.
    """
    least, most = _range(text.strip().lower(), text, "a number of sets", "write it like 3 or 2-3")
    return least, _bounded(most, MOST_SETS, "sets")


def parse_hold(text: str) -> Length:
    """Read a hold: `30s`, `60s+` (as long as you can, at least 60 s) or `max`.

    Raises:
        Mistake: When it is not a length of time.
    """
    written = " ".join(text.lower().split())
    if written in ("max", "as long as possible", "as long as you can"):
        return Length(0, None)
    least = written.removeprefix("at least ").rstrip("+")
    if least != written:
        return Length(parse_duration(least), None)
    if re.fullmatch(r"[0-9]+\s*s?\s*-\s*[0-9]+\s*s?", written):
        first = written.split("-", maxsplit=1)[0].strip().removesuffix("s")
        raise Mistake(f"a hold has one length, not {shown(text)}", f"write {first}s+ for at least")
    return Length.fixed(parse_duration(written))


def _range(written: str, text: str, what: str, advice: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(written)
    if not match:
        raise Mistake(f"{shown(text)} is not {what}", advice)
    least = int(match[1])
    most = int(match[2] or least)
    if least > most:
        raise Mistake(f"{shown(text)} runs backwards", f"write {most}-{least}")
    return least, most


def _bounded(number: int, most: int, what: str) -> int:
    if number > most:
        raise Mistake(f"{number} {what} are too many", f"write {most} at the most")
    return number

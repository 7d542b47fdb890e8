"""The work of a set as people write it: `15`, `15-20`, `8+`, `5+5+5`, `max`; `30s`, `60s+`."""

from __future__ import annotations

import re

from hamtimer.core.notation.durations import check_decimal_point, parse_range, parse_time
from hamtimer.core.notation.mistakes import Mistake, NotUnderstood, shown
from hamtimer.core.session.work import Effort, Length, Reps
from hamtimer.core.text import count_text, normalized

MOST_REPS = 999
MOST_SETS = 99
MOST_PARTS = 20
"""Of a cluster."""
MOST_WEEKS = 520
AS_MANY_AS_POSSIBLE = ("max", "amrap", "as many as possible")
AS_LONG_AS_POSSIBLE = ("max", "as long as possible", "as long as you can")

_RANGE = re.compile(r"([0-9]{1,9})(?:\s*(?:[-‐‑–—]|to)\s*([0-9]{1,9}))?")  # noqa: RUF001 - any dash
_EFFORT = re.compile(r"([0-9]{1,2}(?:\.[0-9])?)(?:\s*(?:[-‐‑–—]|to)\s*([0-9]{1,2}(?:\.[0-9])?))?")  # noqa: RUF001
_WEEKS = re.compile(r"([0-9]{1,4})(?:\s*(?:[-‐‑–—]|to)\s*([0-9]{1,4})|(\+))?")  # noqa: RUF001
_REPS_ADVICE = "write it like 15, 15-20, [12, 10, 8], 8+, 5+5+5 or max"


def parse_reps(text: str) -> tuple[Reps, ...]:
    """Return the reps of one set: `15`, `15-20`, `8+` (at least 8) or `max`; `5+5+5` has parts.

    Raises:
        Mistake: When it is not a number of reps.
    """
    written = normalized(text)
    if written in AS_MANY_AS_POSSIBLE:
        return (Reps(0, None),)
    check_decimal_point(text)
    at_least = written.endswith("+") or written.startswith("at least ")
    pieces = written.removeprefix("at least ").removesuffix("+").split("+")
    if len(pieces) > MOST_PARTS:
        message = f"{shown(text)} has {count_text(len(pieces), 'part')}"
        raise Mistake(message, f"write at most {MOST_PARTS}")
    parts = [_reps(piece.strip(), text) for piece in pieces]
    if len(parts) > 1 and any(part.most == 0 for part in parts):
        raise Mistake("a part of a set needs at least 1 rep", _REPS_ADVICE)
    if at_least:
        last = parts[-1]
        if last.most is None or last.most != last.least:
            raise NotUnderstood(f"{shown(text)} is not a number of reps", _REPS_ADVICE)
        parts[-1] = Reps(last.least, None)
    _check_most(sum(part.most or part.least for part in parts), MOST_REPS, "reps")
    return tuple(parts)


def _reps(piece: str, text: str) -> Reps:
    if piece in AS_MANY_AS_POSSIBLE:
        return Reps(0, None)
    return Reps(*_range(piece, text, "a number of reps", _REPS_ADVICE))


def parse_sets(text: str) -> tuple[int, int]:
    """Return the least and the most of a number of sets, `3` or `2-3`.

    Raises:
        Mistake: When it is not one.
    """
    advice = "write it like 3 or 2-3"
    least, most = _range(text.strip().lower(), text, "a number of sets", advice)
    if most > MOST_SETS:
        raise Mistake(f"sets must be between 1 and {MOST_SETS}", f"write at most {MOST_SETS}")
    return least, most


def parse_length(text: str) -> Length:
    """Return the length of a hold or of timed work: `30s`, `30-40s`, `60s+` (at least) or `max`.

    Raises:
        Mistake: When it is not a length of time.
    """
    written = normalized(text)
    if written in AS_LONG_AS_POSSIBLE:
        return Length(0, None)
    least = written.removeprefix("at least ").removesuffix("+").rstrip()
    if least != written:
        return Length(parse_time(least), None)
    return Length(*parse_range(written))


def parse_rest(text: str) -> Length:
    """Return the length of a rest: `90s`, `2-3 min` or `none`.

    Raises:
        Mistake: When it is not a length of time.
    """
    return Length(*parse_range(text))


def parse_effort(text: str) -> Effort:
    """Return a rating of perceived exertion: `7`, `7.5` or `7-8`.

    Raises:
        Mistake: When it is not one.
    """
    advice = "write a number from 1 to 10, like 7 or 7.5, or a range like 7-8"
    check_decimal_point(text)
    match = _EFFORT.fullmatch(text.strip().lower())
    if not match:
        raise NotUnderstood(f"{shown(text)} is not an RPE", advice)
    least, most = float(match[1]), float(match[2] or match[1])
    if not 1 <= min(least, most) <= max(least, most) <= 10:
        raise NotUnderstood(f"{shown(text)} is not an RPE", advice)
    if least > most:
        message = f"{shown(text)}: the range is reversed"
        raise Mistake(message, f"write {match[2]}-{match[1]}")
    return Effort(least, most)


def parse_weeks(text: str) -> tuple[tuple[int, int | None], ...]:
    """Return the weeks of a plan, `3`, `3-12`, `1-2, 5` or `5+`, as pairs of first and last.

    A last of None is the end of the plan.

    Raises:
        Mistake: When they are not weeks, out of bounds or out of order.
    """
    ranges: list[tuple[int, int | None]] = []
    before: int | None = 0
    pieces = text.lower().split(",") if len(text) <= 2_000 else [""]
    for piece in pieces:
        match = _WEEKS.fullmatch(piece.strip())
        if not match:
            raise NotUnderstood(
                f"{shown(text)} is not a week", "write it like 3, 3-12, 5+ or 1-2, 5"
            )
        first, last = int(match[1]), int(match[2] or match[1])
        if first > last:
            raise Mistake(f"{shown(text)}: the range is reversed", f"write {last}-{first}")
        if not 1 <= first <= last <= MOST_WEEKS:
            raise Mistake(
                f"weeks must be between 1 and {MOST_WEEKS}", "count the weeks of the plan from 1"
            )
        if before is None or first <= before:
            message = f"week {first} does not come after what is before it"
            raise Mistake(message, "put the weeks in order, each once")
        before = None if match[3] else last
        ranges.append((first, before))
    return tuple(ranges)


def _range(written: str, text: str, what: str, advice: str) -> tuple[int, int]:
    match = _RANGE.fullmatch(written)
    if not match:
        if re.fullmatch(r"-\s*[0-9]+", written):
            raise Mistake(f"{shown(text)} is negative", advice)
        raise NotUnderstood(f"{shown(text)} is not {what}", advice)
    least = int(match[1])
    most = int(match[2] or least)
    if least > most:
        raise Mistake(f"{shown(text)}: the range is reversed", f"write {most}-{least}")
    return least, most


def _check_most(number: int, most: int, what: str) -> None:
    if number > most:
        raise Mistake(f"{number} {what} are too many", f"write at most {most}")

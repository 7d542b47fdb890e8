"""What a set may be: reps, times, holds, loads, effort and rests, and what begins it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hamtimer.core.notation.durations import parse_time
from hamtimer.core.notation.mistakes import Mistake, nearest, shown, unknown_word
from hamtimer.core.notation.progression import check_load
from hamtimer.core.notation.work import (
    MOST_REPS,
    parse_effort,
    parse_length,
    parse_reps,
)
from hamtimer.core.session.model import Start, StartKind
from hamtimer.core.session.work import Length, Reps
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Commas,
    Kind,
    list_of,
    parsed,
    rest,
    warned,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.values.basics import MINUTE_MS, SHORT
from hamtimer.core.session_file.yaml_nodes import Node
from hamtimer.core.text import normalized


def _many_reps(parts: tuple[Reps, ...]) -> str:
    most = sum(reps.most or reps.least for reps in parts)
    return f"{most} reps are a lot" if most > 100 else ""


def _long(length: Length) -> str:
    longest = length.most_ms or length.least_ms
    return "this is longer than 10 minutes" if longest > 10 * MINUTE_MS else ""


_UNIT_ADVICE = "check the unit: a bare number is seconds"
ONE_SET_OF_REPS = warned(
    replace(
        parsed("reps", parse_reps, patterns.REPS, "a number like 15, 15-20, 8+, 5+5+5 or max"),
        words=f"a number up to {MOST_REPS}, a range like 15-20, 8+, a cluster like 5+5+5, or max",
    ),
    _many_reps,
    "check the number",
)
REPS_OF_PART = replace(
    ONE_SET_OF_REPS, words=f"a number up to {MOST_REPS}, a range like 15-20, 8+, or max"
)
ONE_HOLD = warned(
    parsed(
        "a time like 30s, 30-40s, 60s+ (at least) or max",
        parse_length,
        patterns.LENGTH,
        "a time like 30s, 30-40s, 60s+ or max",
    ),
    _long,
    _UNIT_ADVICE,
)
ONE_TIME = warned(
    parsed(
        "a time like 40s, 30-40s, 40s+ (at least) or max",
        parse_length,
        patterns.LENGTH,
        "a time like 40s, 30-40s, 40s+ or max",
    ),
    _long,
    _UNIT_ADVICE,
)


def _load(node: Node, report: Report) -> Any:  # noqa: ANN401 - a text, or NOTHING
    load = SHORT.read(node, report)
    if load is NOTHING:
        return NOTHING
    try:
        check_load(load)
    except Mistake as mistake:
        report.refuse(node, mistake)
        return NOTHING
    return load


ONE_LOAD = Kind(SHORT.words, _load, SHORT.schema, SHORT.limits)
ONE_RPE = parsed(
    "a number from 1 to 10, or a range like 7-8", parse_effort, patterns.EFFORT, "7, 7.5 or 7-8"
)
REPS = list_of(
    ONE_SET_OF_REPS, f"{ONE_SET_OF_REPS.words}, or a list with one per set", Commas.NUMBERS
)
HOLD = list_of(
    ONE_HOLD,
    "a time like 30s, 30-40s, 60s+ (at least), max, or a list with one entry per set",
    Commas.NUMBERS,
)
TIME = list_of(
    ONE_TIME,
    "a time like 40s, 30-40s, 40s+ (at least), max, or a list with one entry per set",
    Commas.NUMBERS,
)
LOAD = list_of(ONE_LOAD, "text, up to 200 characters, or a list in brackets with one entry per set")
RPE = list_of(
    ONE_RPE,
    "a number from 1 to 10, a range like 7-8, or a list with one entry per set",
    Commas.NUMBERS,
)
ONE_REST = rest(60 * MINUTE_MS)
REST = list_of(
    ONE_REST,
    "a duration, a range like 2-3 min, or a list with one entry per rest between two sets",
    Commas.NUMBERS,
)


# ------------------------------------------------------------------ starting
def _start(written: str) -> Start:
    word = normalized(written)
    if word in ("auto", "key"):
        return Start(StartKind(word))
    if word.startswith("after "):
        return Start(StartKind.AFTER, parse_time(word.removeprefix("after ")))
    message = f"{shown(written)} is not a way to start"
    advice = "write auto, key, or a time like after 2 min"
    raise unknown_word(message, advice, nearest(written, ("auto", "key")))


START = parsed("auto, key, or a time like after 2 min", _start, patterns.START, "auto or key")

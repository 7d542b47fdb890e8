"""What every week of a plan comes to, as JSON; docs/commands.md describes every key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from hamtimer.core.next.week_totals import Amounts, WeekTotals, all_weeks

FORMAT = 1
"""The version of the format."""


def week_totals_json(name: str, weeks: Sequence[WeekTotals]) -> Iterator[str]:
    """Yield one JSON object, a week a piece."""
    yield f'{{\n"format": {FORMAT},\n"name": {json.dumps(name)},\n"weeks": ['
    for number, week in enumerate(weeks):
        yield f"{',' if number else ''}\n{json.dumps(_week(week))}"
    sessions, total = all_weeks(weeks)
    totals = {"sessions": _number(sessions), **_amounts(total)}
    yield f'\n],\n"totals": {json.dumps(totals)}\n}}\n'


def _week(week: WeekTotals) -> dict[str, Any]:
    return {
        "week": week.week,
        "sessions": _number(week.sessions),
        "exact": week.is_exact,
        "least_ms": week.least_ms,
        "assumed_ms": week.assumed_ms,
        "one_session": _amounts(week.session),
        "whole_week": _amounts(week.whole),
    }


def _amounts(amounts: Amounts) -> dict[str, Any]:
    return {
        "sets": _number(amounts.sets),
        "reps": _number(amounts.reps),
        "tension_ms": None if amounts.tension_ms is None else round(amounts.tension_ms),
    }


def _number(number: Fraction) -> int | float:
    """Return a whole number as one; of a week it may be a fraction, as of every other day."""
    return int(number) if number.denominator == 1 else float(number)

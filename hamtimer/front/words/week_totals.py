"""The weeks of a plan as text: totals of one session, of each week, and of all weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from hamtimer.core.next.week_totals import Amounts, WeekTotals, all_weeks
from hamtimer.core.text import count_text, length_text, literal, table

_HEAD = ("week", "sessions", "length", "sets", "reps", "under tension", "sets", "reps", "tension")


def week_lines(name: str, weeks: Sequence[WeekTotals]) -> Iterator[str]:
    """Yield a table with a line for each week, and the totals of the plan."""
    yield literal(name)
    yield ""
    if len(weeks) == 1 and not weeks[0].week:
        yield "This session has no weekly plan; every week is the same."
    else:
        yield f"The plan has {count_text(len(weeks), 'week')}; after that, the last week repeats."
    yield ""
    yield "Length, sets, reps and time under tension of one session, then of the week"
    rows = [_HEAD, *map(_row, weeks)]
    yield from table(rows)
    sessions, total = all_weeks(weeks)
    sets, reps, tension = _amounts(total)
    yield ""
    yield f"Total: {_number(sessions)} sessions, {sets} sets, {reps} reps, {tension} under tension"


def _row(week: WeekTotals) -> tuple[str, ...]:
    length = length_text(week.assumed_ms)
    return (
        str(week.week or "each"),
        _number(week.sessions),
        length if week.is_exact else f"about {length}",
        *_amounts(week.session),
        *_amounts(week.whole),
    )


def _amounts(amounts: Amounts) -> tuple[str, str, str]:
    tension = "unknown"
    if amounts.tension_ms is not None:
        tension = length_text(round(amounts.tension_ms / 1_000) * 1_000)
    return _number(amounts.sets), _number(amounts.reps), tension


def _number(number: Fraction) -> str:
    return f"{float(number):.1f}".removesuffix(".0")

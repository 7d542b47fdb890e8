"""Durations as people write them: `30s`, `1:30`, `90`, `2 min`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from hamtimer.core.notation.mistakes import Mistake, nearest, shown

LONGEST_MS = 24 * 60 * 60 * 1_000
"""No single duration is longer than a day."""

_LONGEST_TEXT = 40
_UNIT_MS = {
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), 1),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1_000),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60_000),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3_600_000),
}
_CLOCK = re.compile(r"(?:([0-9]+):)?([0-9]+):([0-9]{2}(?:\.[0-9]+)?)")
_PART = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*([^\W\d_]*)")
_EXAMPLES = "write it like 30s, 1:30, 90 or 2 min"


@lru_cache(maxsize=1_024)
def parse_duration(text: str) -> int:
    """Read a duration and give it in whole milliseconds.

    A bare number is seconds; `1:30` is minutes and seconds, `1:02:03` hours as well; units go
    from large to small, as in `2m30s`; `none` is no time at all.

    Raises:
        Mistake: When it is not a duration, or longer than a day.
    """
    written = text.strip().lower()
    if len(written) > _LONGEST_TEXT:
        raise Mistake(f"{shown(text)} is not a duration", _EXAMPLES)
    if written == "none":
        return 0
    if written.startswith("-"):
        raise Mistake(f"{shown(text)} is less than no time", "write 0 or more")
    length = _clock_ms(written) if ":" in written else _units_ms(written)
    if length > LONGEST_MS:
        raise Mistake(f"{shown(text)} is longer than a day", "write 24 h at the most")
    return round(length)


def _clock_ms(text: str) -> Decimal:
    match = _CLOCK.fullmatch(text)
    if not match:
        raise Mistake(f"{shown(text)} is not a duration", "write minutes and seconds like 1:30")
    hours, minutes, seconds = (Decimal(part or 0) for part in match.groups())
    if seconds >= 60 or (hours and minutes >= 60):
        advice = _carried(hours * 3_600 + minutes * 60 + seconds)
        raise Mistake(f"{shown(text)} has more than 59 in a place", advice)
    return (hours * 3_600 + minutes * 60 + seconds) * 1_000


def _carried(total: Decimal) -> str:
    """Advise to write so many seconds with no more than 59 in a place."""
    if total * 1_000 > LONGEST_MS:
        return "write 24 h at the most"
    minutes, seconds = divmod(int(total), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"write {clock}{f'{total % 1:f}'[1:]}"


def _units_ms(text: str) -> Decimal:
    total, place, smaller_than = Decimal(0), 0, 3_600_001
    while match := _PART.match(text, place):
        number, unit = match.groups()
        if not unit:
            if match[0] == text:
                return Decimal(number) * 1_000
            break
        if unit not in _UNIT_MS:
            meant = nearest(unit, _UNIT_MS)
            advice = f'did you mean "{meant}"?' if meant else "use s, min or h, as in 30s or 2 min"
            raise Mistake(f"{shown(unit)} is not a unit of time", advice)
        if _UNIT_MS[unit] >= smaller_than:
            break
        smaller_than = _UNIT_MS[unit]
        total += Decimal(number) * smaller_than
        place = match.end()
    if not place or text[place:].strip():
        raise Mistake(f"{shown(text)} is not a duration", _EXAMPLES)
    return total


def duration_words(length_ms: int) -> str:
    """Write a duration so that `parse_duration` reads it back: `45s`, `2.5s`, `1m30s`, `1h`."""
    hours, rest = divmod(length_ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    seconds = f"{Decimal(rest) / 1_000:f}s" if rest or not (hours or minutes) else ""
    return f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes) + seconds

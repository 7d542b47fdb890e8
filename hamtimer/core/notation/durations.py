"""Durations as people write them: `30s`, `1:30`, `90`, `2 min`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from hamtimer.core.notation.mistakes import Mistake, NotUnderstood, nearest, shown, unknown_word
from hamtimer.core.text import normalized

LONGEST_MS = 24 * 60 * 60 * 1_000
"""No single duration is longer than a day."""

_LONGEST_TEXT = 40
UNIT_MS = {
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), 1),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1_000),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60_000),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3_600_000),
}
"""The milliseconds of every unit of time that may be written."""
_CLOCK = re.compile(r"(?:([0-9]+):)?([0-9]+):([0-9]{2}(?:\.[0-9]+)?)")
_PART = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*([^\W\d_]*)")
_POINT = re.compile(r"([0-9]{1,3})\.([0-5][0-9])")
_COMMA = re.compile(r"([0-9]+),([0-9]+)")
_NUMBERS = re.compile(r"[0-9]+(?:\s*,\s*[0-9]+){2,}")
_RANGE = re.compile(r"([^-‐‑–—]+?)\s*(?:[-‐‑–—]|\bto\b)\s*([^-‐‑–—]+)")  # noqa: RUF001 - any dash
_UNIT = re.compile(r"[0-9.]+\s*([^\W\d_]*)")
_EXAMPLES = "write it like 30s, 1:30, 90 or 2 min"
_RANGE_EXAMPLES = "write it like 20-30s, 2-3 min or 1:30-2:00"


@lru_cache(maxsize=1_024)
def parse_duration(text: str) -> int:
    """Return the whole milliseconds of a written duration.

    A bare number is seconds; `1:30` is minutes and seconds, `1:02:03` hours as well; units go
    from large to small, as in `2m30s`; `none` is 0.

    Raises:
        Mistake: When it is not a duration, or longer than a day.
    """
    written = text.strip().lower()
    if len(written) > _LONGEST_TEXT:
        raise NotUnderstood(f"{shown(text)} is not a duration", _EXAMPLES)
    if written == "none":
        return 0
    if written.startswith("-"):
        raise Mistake(f"{shown(text)} is negative", "write 0 or more")
    check_decimal_point(text)
    length = _clock_ms(written) if ":" in written else _units_ms(written)
    if length > LONGEST_MS:
        raise Mistake(f"{shown(text)} is longer than a day", "write at most 24 h")
    return round(length)


def parse_time(text: str) -> int:
    """Return the milliseconds of a duration in which `1.30` is not accepted for 1.3 seconds.

    Two decimal places without a unit most likely mean minutes and seconds.

    Raises:
        Mistake: When it is not a duration, or can be read in two ways.
    """
    if match := _POINT.fullmatch(text.strip()):
        seconds = f"{Decimal(match[0]).normalize():f}s"
        clock = f"{match[1]}:{match[2]}"
        message = f"{shown(text)} could be minutes or seconds"
        raise Mistake(message, f"write {clock} for minutes and seconds, or {seconds}")
    return parse_duration(text)


def parse_range(text: str) -> tuple[int, int]:
    """Return the minimum and maximum milliseconds of a duration or a range like `2-3 min`.

    The unit follows the second number or both.

    Raises:
        Mistake: When it is neither, or the range is reversed.
    """
    written = normalized(text) if len(text) <= 2 * _LONGEST_TEXT else ""
    match = _RANGE.fullmatch(written)
    if not match:
        length = parse_time(text)
        return length, length
    first, second = match[1], match[2]
    most = parse_time(second)
    least = parse_time(_with_unit(first, second, text))
    if least > most:
        number = second if _has_unit(first) else _number(second)
        in_order = f"{number}-{first}{second.removeprefix(number)}"
        raise Mistake(f"{shown(text)}: the range is reversed", f"write {in_order}")
    return least, most


def _with_unit(first: str, second: str, text: str) -> str:
    """Return the first number of a range with the unit that the second one has for both."""
    if _has_unit(first):
        if not _has_unit(second):
            raise Mistake(f"{shown(text)} has a unit only on its first number", _RANGE_EXAMPLES)
        return first
    if ":" in second or not _UNIT.fullmatch(second):
        raise NotUnderstood(f"{shown(text)} is not a range of times", _RANGE_EXAMPLES)
    return first + _unit_of(second)


def _has_unit(number: str) -> bool:
    return ":" in number or bool(_unit_of(number))


def _unit_of(number: str) -> str:
    match = _UNIT.fullmatch(number)
    return match[1] if match else number.lstrip("0123456789. ")


def _number(number: str) -> str:
    return number.removesuffix(_unit_of(number)).rstrip()


def check_decimal_point(text: str) -> None:
    """Raise a `Mistake` when a number is written with a decimal comma."""
    if _NUMBERS.fullmatch(text.strip()):
        raise Mistake(f"{shown(text)} is a list", "write it in brackets, like [12, 10, 8]")
    if match := _COMMA.search(text):
        whole = text.strip().replace(",", ".")
        message = f"{shown(text)} has a comma in a number"
        if text.count(",") > 1:
            entries = ", ".join(part.strip() for part in text.split(",") if part.strip())
            raise Mistake(message, f"write {shown(f'[{entries}]')[1:-1]} for a list")
        advice = f"write {whole if len(whole) <= _LONGEST_TEXT else match[0]} with a point"
        raise Mistake(message, advice.replace(",", "."))


def _clock_ms(text: str) -> Decimal:
    match = _CLOCK.fullmatch(text)
    if not match:
        raise NotUnderstood(
            f"{shown(text)} is not a duration", "write minutes and seconds like 1:30"
        )
    hours, minutes, seconds = (Decimal(part or 0) for part in match.groups())
    if seconds >= 60 or (hours and minutes >= 60):
        advice = _carried(hours * 3_600 + minutes * 60 + seconds)
        raise Mistake(f"{shown(text)}: minutes and seconds must be below 60", advice)
    return (hours * 3_600 + minutes * 60 + seconds) * 1_000


def _carried(total: Decimal) -> str:
    """Return advice to write the seconds with at most 59 in each place."""
    if total * 1_000 > LONGEST_MS:
        return "write at most 24 h"
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
        if unit not in UNIT_MS:
            message = f"{shown(unit)} is not a unit of time"
            advice = "use s, min or h, as in 30s or 2 min"
            raise unknown_word(message, advice, nearest(unit, UNIT_MS))
        if UNIT_MS[unit] >= smaller_than:
            break
        smaller_than = UNIT_MS[unit]
        total += Decimal(number) * smaller_than
        place = match.end()
    if not place or text[place:].strip():
        raise NotUnderstood(f"{shown(text)} is not a duration", _EXAMPLES)
    return total


def duration_words(length_ms: int) -> str:
    """Write a duration so that `parse_duration` reads it back: `45s`, `2.5s`, `1m30s`, `1h`."""
    hours, rest = divmod(length_ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    seconds = f"{Decimal(rest) / 1_000:f}s" if rest or not (hours or minutes) else ""
    return f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes) + seconds

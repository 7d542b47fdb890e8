"""Numbers and times as hand-outs write them: `three`, `12-15`, `30 sec`, `1 min 30`, `2-3 min`."""

from __future__ import annotations

import re

_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_NUMBERS = {
    **{word: number for number, word in enumerate(_WORDS)},
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_LONGEST_FIRST = "|".join(sorted(_NUMBERS, key=len, reverse=True))

COUNT = rf"(?:[0-9]{{1,3}}|(?:{_LONGEST_FIRST})\b)"
"""A whole number, in figures or in words."""
TO = r"\s*(?:-|to|or)\s*"
COUNTS = rf"{COUNT}(?:{TO}{COUNT})?"
"""A number or a range of numbers."""
_SECONDS = r"(?:seconds?|secs?\.?|s|\"|'')(?![a-z0-9])"
_MINUTES = r"(?:minutes?|mins?\.?|')(?![a-z0-9'])"
_SECONDS_NEXT = r"(?:seconds?|secs?\.?|s|\"|'')(?![a-z])"
_NUMBER = rf"(?:[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?|(?:{_LONGEST_FIRST})\b)"
TIME = (
    r"(?:[0-9]{1,2}:[0-9]{2}(?:\s*(?:min|minutes)\b)?"
    rf"|[0-9]{{1,2}}\s*(?:minutes?|mins?\.?|m|')\s*(?:and\s*)?[0-9]{{1,2}}(?:\s*{_SECONDS_NEXT}|\b)"
    rf"|{_NUMBER}(?:\s*(?:{_SECONDS}|{_MINUTES}))?{TO}{_NUMBER}\s*-?\s*(?:{_SECONDS}|{_MINUTES})"
    rf"|{_NUMBER}\s*-?\s*(?:{_SECONDS}|{_MINUTES})"
    # More of a bare "m" are metres.
    r"|(?<![0-9.,])[1-5]\s?m(?![a-z0-9]))"
)
"""A length of time with its unit, or a range of them."""


def normal(text: str) -> str:
    """Return a line with one kind of dash, multiplication sign, quotation mark and space."""
    table = str.maketrans(
        {
            **dict.fromkeys("‐‑‒–—−", "-"),  # noqa: RUF001 - every kind of dash is pasted
            **dict.fromkeys("×✕✖∗⨯", "x"),  # noqa: RUF001
            **dict.fromkeys("“”″", '"'),
            **dict.fromkeys("‘’′", "'"),  # noqa: RUF001
            "\u00a0": " ",
            "\u202f": " ",
            "\t": " ",
            "½": ".5",
        }
    )
    line = " ".join(text.translate(table).split())
    return re.sub(r"(?<=[0-9])\s*\*\s*(?=[0-9])", " x ", line)


def count(text: str) -> int:
    """Return the number that a `COUNT` stands for."""
    word = text.strip().lower()
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def counts(text: str) -> str:
    """Return a `COUNTS` as a session file writes it: `15`, `12-15`."""
    numbers = [count(part) for part in re.findall(COUNT, text, re.IGNORECASE)]
    low, high = min(numbers), max(numbers)
    return f"{low}" if low == high else f"{low}-{high}"


def seconds(text: str) -> tuple[float, float]:
    """Return the least and the most seconds of a `TIME`."""
    written = text.strip().lower()
    if clock := re.match(r"([0-9]{1,2}):([0-9]{2})", written):
        length = int(clock[1]) * 60.0 + int(clock[2])
        return length, length
    if both := re.fullmatch(r"([0-9]+)\s*(?:m[a-z]*\.?|')\s*(?:and\s*)?([0-9]{1,2})\D*", written):
        length = int(both[1]) * 60.0 + int(both[2])
        return length, length
    pairs = re.findall(rf"({_NUMBER})\s*-?\s*({_SECONDS}|{_MINUTES}|m\b)?", written, re.IGNORECASE)
    last_unit = pairs[-1][1]
    lengths = [_number(number) * _unit(unit or last_unit) for number, unit in pairs]
    return min(lengths), max(lengths)


def _number(text: str) -> float:
    return float(_NUMBERS[text]) if text in _NUMBERS else float(text.replace(",", "."))


def _unit(text: str) -> int:
    return 60 if re.match(rf"{_MINUTES}|m\b", text) and not text.startswith("''") else 1


def time_text(text: str) -> str:
    """Return a `TIME` as a session file writes it: `30s`, `30-60s`, `2 min`, `2-3 min`."""
    low, high = seconds(text)
    if low == high:
        return _length(low)
    if low % 60 == 0 and high % 60 == 0 and high >= 120:
        return f"{low / 60:g}-{high / 60:g} min"
    return f"{low:g}-{high:g}s"


def _length(length: float) -> str:
    return f"{length / 60:g} min" if length >= 120 and length % 60 == 0 else f"{length:g}s"

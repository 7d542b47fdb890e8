"""The rows of a hand-out: lines without bullets, and headings apart from what follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.prose.amounts import COUNT, TIME, normal
from hamtimer.core.notation.prose.line import read_line


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet without its bullet."""

    number: int
    source: str
    text: str
    bullet: bool
    label: str
    """`A` of `A1. Split squat`: exercises with the same letter are a superset."""
    after_gap: bool
    marked: bool
    """Marked as a heading: `#`, bold, or underlined."""
    heading: Row | None = None
    """The heading that stands before it in the same line."""


_BULLET = re.compile(
    r"^\s*(?:\[[ xX]?\]|[*•·◦▪‣>+✓☐]|-(?=\s|[A-Za-z])|[0-9]{1,2}[.)](?![0-9])|"
    r"\(?[a-z0-9]{1,2}\)(?=\s))\s*"
)
_LABEL = re.compile(r"^\(?([A-H])\s?-?\s?([1-9])\s?[.):]?\s+")


def read_rows(text: str) -> Iterator[Row]:
    """Yield the rows of a text, in order."""
    gap = False
    lines = text.removeprefix("\ufeff").splitlines()
    for number, raw in enumerate(lines, start=1):
        written = normal(raw)
        if not written or set(written) <= set("-=_*~"):
            gap = True
            continue
        marked = bool(re.match(r"#{1,6}\s|\*\*[^*]+\*\*:?$|__[^_]+__:?$", written))
        plain = re.sub(r"\*\*|__|`", "", re.sub(r"^#{1,6}\s+", "", written))
        bullet = _BULLET.match(plain) is not None and not marked
        plain = _BULLET.sub("", plain, count=1) if bullet else plain
        label = _LABEL.match(plain)
        plain = _LABEL.sub("", plain, count=1)
        row = Row(
            number, written, plain, bullet or bool(label), label[1] if label else "", gap, marked
        )
        yield from _unfolded(row)
        gap = False


def _unfolded(row: Row) -> Iterator[Row]:
    """Return a row or, of `5 rounds: 10 squats, 10 push-ups`, its heading and its exercises."""
    words, rest = _heading_and_rest(row.text)
    if not rest:
        yield row
        return
    heading = replace(row, text=words, marked=True)
    yield heading
    part_row = replace(row, bullet=True, after_gap=False, marked=False, heading=heading)
    for part in re.split(r"\s*[,;]\s*", rest):
        yield replace(part_row, source=part, text=part)


_ROLE_WORDS = re.compile(r"((?:warm|cool)(?:ing)?[ -]?(?:up|down)\b\s*[-:]?)\s*(.+)", re.IGNORECASE)


def _heading_and_rest(text: str) -> tuple[str, str]:
    """Return the heading that a line begins with, and what stands below it in the same line."""
    found = _ROLE_WORDS.match(text) if role_of(text) else None
    if found:
        line = read_line(found[2])
        if line.name and line.is_work:
            return found[1], found[2]
    heading, colon, rest = text.partition(":")
    named = kind_of(heading) or role_of(heading)
    return (heading + colon, rest.strip()) if named else (text, "")


KIND = re.compile(
    rf"\bsuper-?\s?sets?\b|\b(?:giant|tri)-?\s?sets?\b|\bcircuit\b|^\W*{COUNT}\s+rounds?\b(?:\s+of)?"
    rf"|\bamrap\b\s*(?:in|for)?\s*{TIME}|{TIME}\s*amrap\b",
    re.IGNORECASE,
)


def role_of(text: str) -> str:
    """Return `warm-up` or `cool-down` if a heading names one, else an empty text."""
    words = re.sub(r"[^a-z]", "", text.lower())
    if words.startswith("warmup") and not re.search(r"[0-9]\s*x|x\s*[0-9]", text.lower()):
        return "warm-up"
    if words.startswith(("cooldown", "coolingdown")):
        return "cool-down"
    return ""


def kind_of(text: str) -> str:
    """Return the kind of block that a heading names, else an empty text."""
    found = KIND.search(text)
    if not found:
        return ""
    return "superset" if "set" in found[0].lower() else "circuit"

"""Read how it felt from one typed line: `8, pain left 2, load 10 kg, note felt light`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.durations import parse_duration
from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.notation.progression import check_load
from hamtimer.core.records.edits import Edit
from hamtimer.core.run.self_reports import (
    HIGHEST,
    LONGEST_LOAD,
    LONGEST_TEXT,
    MORNING,
    SCORES,
    Said,
)
from hamtimer.core.session.model import Side
from hamtimer.core.text import find_unsafe

EXAMPLES = "8, rir 2, pain 3, pain left 2, load 10 kg, reps 11, note ..."
_NOTHING = ("none", "-")
"""Words that remove an earlier report."""
_SIDES = {"left": Side.LEFT, "l": Side.LEFT, "right": Side.RIGHT, "r": Side.RIGHT}
_KEYS = {
    **dict.fromkeys(("effort", "felt", "rpe"), "rpe"),
    "rir": "rir",
    "pain": "pain",
    "morning": MORNING,
    "load": "load",
    "reps": "reps",
    **dict.fromkeys(("time", "held"), "time"),
}
_SIDE = r"(?:(?P<side>left|right|l|r)\b\s*)?"
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_END = r"(?=[\s,;]|$)"
_NEXT = r"(?=\s*(?:[,;]|$)|\s+(?:effort|felt|rpe|rir|pain|morning|reps|note)\b)"
"""Where the words of a load end."""
_BETWEEN = re.compile(r"[\s,;]*")
_WORD = re.compile(r"[^\s,;]+")
_WHOLE = re.compile(r"[0-9]+$")
_FRACTION = re.compile(r",([0-9]+)")


@dataclass(frozen=True, slots=True)
class _Item:
    """One reported value."""

    key: str
    side: Side | None
    value: Said


@dataclass(frozen=True, slots=True)
class Felt:
    """The reports in a line, and the part that was not understood."""

    edits: tuple[Edit, ...] = ()
    """One for each reported side; without exercise and set."""
    problem: str = ""
    """Why the rest was not understood; empty: all of it was."""
    rest: str = ""
    """The text from the first thing that was not understood."""


def read_felt(line: str) -> Felt:
    """Return the reports in a line, up to the first thing that is not understood."""
    items: list[_Item] = []
    place = _skip(line, 0)
    while place < len(line):
        try:
            item, end = _read_item(line, place, items)
        except Mistake as mistake:
            return Felt(_edits(items), str(mistake), line[place:])
        items.append(item)
        place = _skip(line, end)
    return Felt(_edits(items))


def _skip(line: str, place: int) -> int:
    found = _BETWEEN.match(line, place)
    return found.end() if found else place


def _read_item(line: str, place: int, before: list[_Item]) -> tuple[_Item, int]:
    for pattern, read in _FORMS:
        match = pattern.match(line, place)
        if match is not None:
            _check_decimal_point(line, match.end())
            return read(match, before), match.end()
    word = _WORD.match(line, place)
    raise _unclear(word[0] if word else line)


def _check_decimal_point(line: str, end: int) -> None:
    """Refuse a number that goes on behind its comma: `load 22,5 kg` is not 22 and then 5 kg."""
    before, after = _WHOLE.search(line[:end]), _FRACTION.match(line, end)
    if before and after:
        message = f"{shown(before[0] + after[0])} has a comma in a number"
        raise Mistake(message, f"write {before[0]}.{after[1]} with a point")


def _unclear(text: str) -> Mistake:
    return Mistake(f"{shown(text)} is not clear", f"write {EXAMPLES}")


def _bare(match: re.Match[str], before: list[_Item]) -> _Item:
    """Read a number alone: the effort."""
    if any(item.key == "rpe" for item in before):
        raise _unclear(match[0])
    return _number_item("rpe", None, match[0])


def _more(match: re.Match[str], before: list[_Item]) -> _Item:
    """Read another side of the previous value: `pain left 2 right 3`."""
    if not before or before[-1].key not in (*SCORES, "reps"):
        raise _unclear(match[0])
    return _number_item(before[-1].key, _side(match), match["number"])


def _side(match: re.Match[str]) -> Side | None:
    return _SIDES.get((match["side"] or "").lower())


def _number_item(key: str, side: Side | None, text: str) -> _Item:
    if text.lower() in _NOTHING:
        if key == "reps":
            raise Mistake("reps need a number", "write reps 11")
        return _Item("rpe" if key == "rir" else key, side, None)
    number = float(text)
    if key == "reps":
        if not number.is_integer():
            raise Mistake(f"{shown(text)} is not a number of reps", "write reps 11")
        return _Item(key, side, int(number))
    if number > HIGHEST:
        word = {"rpe": "effort", "rir": "reps in reserve"}.get(key, "pain")
        raise Mistake(f"{word} {text} is not on the scale", f"write 0 to {HIGHEST}")
    key, number = ("rpe", HIGHEST - number) if key == "rir" else (key, number)
    return _Item(key, side, int(number) if number.is_integer() else number)


def _text_item(key: str, side: Side | None, text: str) -> _Item:
    text = text.strip()
    if key == "load":
        check_load(text)
        return _Item(key, side, _text(text, LONGEST_LOAD))
    return _Item(key, side, parse_duration(text))


def _text(text: str, longest: int) -> str | None:
    text = text.strip()
    if len(text) > longest:
        raise Mistake("it is too long", f"write at most {longest} characters")
    if find_unsafe(text):
        raise Mistake("it has control characters", "write plain text")
    if not text:
        raise Mistake("a text is missing", 'write some words, or "none" to remove it')
    return None if text.lower() in _NOTHING else text


def _edits(items: Iterable[_Item]) -> tuple[Edit, ...]:
    """Return one edit for each reported side."""
    edits: dict[Side | None, Edit] = {}
    for item in items:
        edits[item.side] = _with(edits.get(item.side, Edit(side=item.side)), item)
    return tuple(edits.values())


def _with(edit: Edit, item: _Item) -> Edit:
    if item.key == "reps":
        assert isinstance(item.value, int)  # noqa: S101 - that is how they are read
        return replace(edit, reps=item.value, time_ms=None)
    if item.key == "time":
        assert isinstance(item.value, int)  # noqa: S101
        return replace(edit, time_ms=item.value, reps=None)
    return replace(edit, said={**edit.said, item.key: item.value})


_Reader = Callable[[re.Match[str], list[_Item]], _Item]


def _form(pattern: str, read: _Reader) -> tuple[re.Pattern[str], _Reader]:
    return re.compile(pattern, re.IGNORECASE), read


_FORMS = (
    _form(
        r"note\b\s*:?\s*(?P<text>.*)",
        lambda match, _: _Item("note", None, _text(match["text"], LONGEST_TEXT)),
    ),
    _form(
        r"(?P<word>effort|felt|rpe|rir|pain|morning|reps)\b(?:\s+pain\b)?\s*"
        rf"{_SIDE}(?P<number>{_NUMBER}|none\b|-){_END}",
        lambda match, _: _number_item(_KEYS[match["word"].lower()], _side(match), match["number"]),
    ),
    _form(rf"(?P<side>left|right|l|r)\b\s*(?P<number>{_NUMBER}|none\b|-){_END}", _more),
    _form(rf"{_NUMBER}\s*(?:kgs?|lbs?){_END}", lambda match, _: _Item("load", None, match[0])),
    _form(rf"([0-9]{{1,4}})\s*reps?{_END}", lambda match, _: _number_item("reps", None, match[1])),
    _form(
        rf"({_NUMBER})\s*(?:rir|in\s+reserve){_END}",
        lambda match, _: _number_item("rir", None, match[1]),
    ),
    _form(rf"{_NUMBER}{_END}", _bare),
    _form(
        rf"(?P<word>load|time|held)\b\s*{_SIDE}(?P<text>[^,;]*?){_NEXT}",
        lambda match, _: _text_item(_KEYS[match["word"].lower()], _side(match), match["text"]),
    ),
)
"""The forms of a reported value; the first match counts."""

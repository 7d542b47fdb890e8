"""Kinds of values in a session file: how each is read, named and described to editors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from hamtimer.core.notation.durations import duration_words, parse_duration
from hamtimer.core.notation.mistakes import Mistake, listing, nearest, shown
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence
from hamtimer.core.text import find_unsafe

NOTHING = object()
"""What a reader gives when it has reported an error instead of a value."""

MOST_IN_LIST = 200
LONGEST_TEXT = 8_000
"""In characters, of any single value. Most kinds allow fewer."""
_SYNONYMS = {
    "amount": "load",
    "alternate": "alternating",
    "duration": "hold",
    "length": "hold",
    "notes": "description",
    "pause": "rest",
    "repetitions": "reps",
    "seconds": "hold",
    "side": "sides",
    "steps": "exercises",
    "time": "hold",
    "title": "name",
    "weight": "load",
}
"""What people write for a key or a value when spelling does not tell."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value."""

    words: str
    """What to write, for messages and the reference: `a duration`."""
    read: Callable[[Node, Report], Any]
    """Gives the value, or reports what is wrong and gives `NOTHING`."""
    schema: dict[str, Any]
    """The same in JSON Schema, for editors."""
    limits: str = ""
    """More about it for the reference: `up to 200 characters`."""


def meant(word: str, known: list[str], otherwise: str) -> str:
    """Advise what was probably meant by `word`."""
    synonym = _SYNONYMS.get(word.strip().lower())
    found = synonym if synonym in known else nearest(word, known)
    return f'did you mean "{found}"?' if found else otherwise


def what_is(node: Node) -> str:
    """Name what stands in the file."""
    if isinstance(node, Mapping):
        return "a group of keys"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.is_null else shown(node.text)


def parsed(words: str, parse: Callable[[str], Any], schema: dict[str, Any], example: str) -> Kind:
    """Make the kind of a single value that `parse` reads from its text."""
    # Long sessions say the same again and again; what parse gives is immutable.
    parse = lru_cache(maxsize=256)(parse)

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - any kind of value
        if not isinstance(node, Scalar) or node.is_null:
            report.error(node, f"here should be {words}, not {what_is(node)}", f"write {example}")
            return NOTHING
        if len(node.text) > LONGEST_TEXT:
            message = f"this has {len(node.text)} characters"
            report.error(node, message, f"write {LONGEST_TEXT} at the most")
            return NOTHING
        try:
            return parse(node.text)
        except Mistake as mistake:
            report.error(node, mistake.message, mistake.advice)
            return NOTHING

    return Kind(words, read, schema)


def warned(kind: Kind, suspicious: Callable[[Any], str], advice: str) -> Kind:
    """Make a kind that warns when `suspicious` says something about the value."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - any kind of value
        value = kind.read(node, report)
        if value is not NOTHING and (doubt := suspicious(value)):
            report.warn(node, doubt, advice)
        return value

    return replace(kind, read=read)


def text(longest: int, *, lines: bool = False) -> Kind:
    """Make the kind of a text in a person's own words; one line unless `lines`."""

    def parse(written: str) -> str:
        if unsafe := find_unsafe(written):
            raise Mistake(
                f"there is a control character (U+{ord(unsafe):04X}) in this text",
                "delete it; a text has letters, digits and signs only",
            )
        value = written.strip() if lines else " ".join(written.split())
        if not value:
            raise Mistake("this text is empty", "write something or delete the key")
        if len(value) > longest:
            raise Mistake(f"this text has {len(value)} characters", f"write {longest} at the most")
        return value

    words = "text, also over several lines" if lines else "text"
    schema = {"type": ["string", "number", "boolean"]}
    return replace(parsed(words, parse, schema, "a text"), limits=f"up to {longest} characters")


def choice(*words: str) -> Kind:
    """Make the kind of a value that is one of a few words."""

    def parse(written: str) -> str:
        word = " ".join(written.lower().split())
        if word in words:
            return word
        all_of_them = f"write {listing(words)}"
        advice = meant(word, list(words), all_of_them)
        reason = "is not known here" if advice == all_of_them else f"is none of {listing(words)}"
        raise Mistake(f"{shown(written)} {reason}", advice)

    return parsed(listing(words), parse, {"enum": list(words)}, listing(words))


def whole_number(words: str, least: int, most: int) -> Kind:
    """Make the kind of a whole number between bounds."""

    def parse(written: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", written.strip()):
            raise Mistake(f"{shown(written)} is not a whole number", f"write one like {least}")
        if not least <= (number := int(written)) <= most:
            raise Mistake(f"{number} is out of bounds", f"write {least} to {most}")
        return number

    schema = {"type": "integer", "minimum": least, "maximum": most}
    limits = f"{least} to {most}" if least < most else ""
    return replace(parsed(words, parse, schema, words), limits=limits)


def duration(likely_ms: int, *, least_ms: int = 0) -> Kind:
    """Make the kind of a length of time that warns above `likely_ms`."""

    def parse(written: str) -> int:
        length = parse_duration(written)
        if length < least_ms:
            raise Mistake(f"{shown(written)} is too short", "write a time above zero")
        return length

    def suspicious(length: int) -> str:
        return f"this is longer than {duration_words(likely_ms)}" if length > likely_ms else ""

    schema = {"type": ["string", "number"], "pattern": "^[0-9.: a-zA-Z]+$", "minimum": 0}
    kind = parsed("a duration", parse, schema, "a duration like 30s, 1:30, 90 or 2 min")
    return warned(kind, suspicious, "write the unit if it is not meant: a bare number is seconds")


def list_of(kind: Kind, words: str, *, commas: bool = False) -> Kind:
    """Make the kind of a list; one value alone will do, and `commas` part several in one text."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - any kind of value
        items = [node]
        if isinstance(node, Sequence):
            items = node.items
        elif commas and isinstance(node, Scalar) and node.plain and "," in node.text:
            parts = node.text.split(",", maxsplit=MOST_IN_LIST + 1)
            items = [Scalar(node.line, node.column, part.strip(), plain=True) for part in parts]
        if len(items) > MOST_IN_LIST:
            report.error(node, "this list is too long", f"keep it within {MOST_IN_LIST}")
            return NOTHING
        if not items:
            report.error(node, "this list is empty", "write something or delete the key")
            return NOTHING
        values = tuple(kind.read(item, report) for item in items)
        return NOTHING if NOTHING in values else values

    alone = [kind.schema, {"type": "string"}] if commas else [kind.schema]
    schema = {"anyOf": [*alone, {"type": "array", "items": kind.schema, "minItems": 1}]}
    return Kind(words, read, schema)


def raw(words: str, schema: dict[str, Any]) -> Kind:
    """Make the kind of a part of the file that is read later, where more is known."""
    return Kind(words, lambda node, _report: node, schema)

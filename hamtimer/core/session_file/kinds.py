"""Kinds of values in a session file: how each is read, named and described for editors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.durations import duration_words, parse_time
from hamtimer.core.notation.mistakes import Mistake, NotUnderstood, listing, nearest, shown
from hamtimer.core.notation.work import parse_rest
from hamtimer.core.session.work import Length
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence
from hamtimer.core.text import find_unsafe, normalized

NOTHING = object()
"""What a reader returns after reporting an error."""

MOST_IN_LIST = 200
LONGEST_TEXT = 8_000
"""In characters, of any single value. Most kinds allow fewer."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value."""

    words: str
    """What to write, for messages and the reference: `a duration`."""
    read: Callable[[Node, Report], Any]
    """Return the value, or report the problem and return `NOTHING`."""
    schema: dict[str, Any]
    """The kind in JSON Schema, for editors."""
    limits: str = ""
    """Its limits, for the reference: `up to 200 characters`."""


def meant(word: str, known: list[str], otherwise: str) -> str:
    """Return a suggestion for `word`."""
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else otherwise


def what_is(node: Node) -> str:
    """Name the kind of a node for a message."""
    if isinstance(node, Mapping):
        return "a group of keys"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.is_null else shown(node.text)


def parsed(words: str, parse: Callable[[str], Any], schema: dict[str, Any], example: str) -> Kind:
    """Return the kind of a single value that `parse` reads from its text."""
    # Long sessions repeat values, and results of `parse` are immutable, so they are cached.
    parse = lru_cache(maxsize=256)(parse)

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - any kind of value
        if not isinstance(node, Scalar) or node.is_null:
            report.error(node, f"this should be {words}, not {what_is(node)}", f"write {example}")
            return NOTHING
        if len(node.text) > LONGEST_TEXT:
            message = f"this has {len(node.text)} characters"
            report.error(node, message, f"write at most {LONGEST_TEXT}")
            return NOTHING
        try:
            return parse(node.text)
        except Mistake as mistake:
            report.refuse(node, mistake)
            return NOTHING

    return Kind(words, read, schema)


def warned(kind: Kind, suspicious: Callable[[Any], str], advice: str) -> Kind:
    """Return a kind that warns if `suspicious` returns a message about the value."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - any kind of value
        value = kind.read(node, report)
        if value is not NOTHING and (doubt := suspicious(value)):
            report.warn(node, doubt, advice)
        return value

    return replace(kind, read=read)


def text(longest: int, *, lines: bool = False) -> Kind:
    """Return the kind of a free text; one line unless `lines`."""

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
            raise Mistake(f"this text has {len(value)} characters", f"write at most {longest}")
        return value

    words = "text, also over several lines" if lines else "text"
    kind = parsed(words, parse, patterns.TEXT, "a text")

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - any kind of value
        if isinstance(node, Scalar) and node.plain and (note := report.note_after(node)):
            message = f"the rest of this line, {shown(note)}, is a note and not part of the text"
            report.warn(node, message, "put the whole text in quotes if it belongs to it")
        return kind.read(node, report)

    return replace(kind, read=read, limits=f"up to {longest} characters")


def choice(*words: str, advise: Callable[[str], str] = lambda _word: "") -> Kind:
    """Return the kind of a value that is one of a few words.

    `advise` returns what to write instead of other terms, or an empty text.
    """

    def parse(written: str) -> str:
        word = normalized(written)
        if word in words:
            return word
        must_be = f"{shown(written)} must be {listing(words)}"
        if advice := advise(word):
            raise Mistake(must_be, advice)
        if found := nearest(word, words):
            raise Mistake(must_be, f'did you mean "{found}"?')
        raise NotUnderstood(f"{shown(written)} is not known here", f"write {listing(words)}")

    return parsed(listing(words), parse, patterns.choice(words), listing(words))


def whole_number(words: str, least: int, most: int) -> Kind:
    """Return the kind of a whole number between bounds."""

    def parse(written: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", written.strip()):
            raise NotUnderstood(
                f"{shown(written)} is not a whole number", f"write one like {least}"
            )
        if not least <= (number := int(written)) <= most:
            raise Mistake(f"{number} is out of range", f"write {least} to {most}")
        return number

    schema = patterns.whole_number(least, most)
    limits = f"{least} to {most}" if least < most else ""
    return replace(parsed(words, parse, schema, words), limits=limits)


SHORTEST_REST_MS = 3_000
"""A shorter rest probably has the wrong unit."""
_UNIT_ADVICE = "write the unit if it is not meant: a bare number is seconds"


def duration(likely_ms: int, *, least_ms: int = 0, most_ms: int = 0) -> Kind:
    """Return the kind of a duration that warns above `likely_ms`."""

    def parse(written: str) -> int:
        length = parse_time(written)
        if length < least_ms:
            least = "above zero" if least_ms == 1 else f"of {duration_words(least_ms)} or more"
            raise Mistake(f"{shown(written)} is too short", f"write a time {least}")
        if most_ms and length > most_ms:
            advice = f"write at most {duration_words(most_ms)}"
            raise Mistake(f"{shown(written)} is too long", advice)
        return length

    def suspicious(length: int) -> str:
        return f"this is longer than {duration_words(likely_ms)}" if length > likely_ms else ""

    schema = patterns.between(patterns.DURATION, least_ms, most_ms)
    kind = parsed("a duration", parse, schema, "a duration like 30s, 1:30, 90 or 2 min")
    if least_ms > 1:
        kind = replace(kind, limits=f"{duration_words(least_ms)} or more")
    return warned(kind, suspicious, _UNIT_ADVICE)


def rest(likely_ms: int) -> Kind:
    """Return the kind of a rest: a duration or a range."""

    def suspicious(length: Length) -> str:
        most = length.most_ms or 0
        if most > likely_ms:
            return f"this is longer than {duration_words(likely_ms)}"
        if 0 < length.least_ms < SHORTEST_REST_MS:
            return f"this rest is shorter than {duration_words(SHORTEST_REST_MS)}"
        return ""

    words = "a duration, or a range like 2-3 min"
    kind = parsed(words, parse_rest, patterns.RANGE, "a duration like 30s, 1:30, 90 or 2-3 min")
    return warned(kind, suspicious, _UNIT_ADVICE)


class Commas(Enum):
    """What commas mean in a plain text in place of a list."""

    TEXT = "text"
    """Nothing: lists are written in brackets."""
    WORDS = "words"
    """Each separates two entries."""
    NUMBERS = "numbers"
    """One followed by a space separates two entries; another may be a decimal comma."""


def list_of(kind: Kind, words: str, commas: Commas = Commas.TEXT) -> Kind:
    """Return the kind of a list; a single value is accepted, too."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - any kind of value
        if isinstance(node, Scalar):
            if "," not in node.text or not node.plain or commas is Commas.TEXT:
                value = kind.read(node, report)
                return value if value is NOTHING else (value,)
            if commas is Commas.NUMBERS and not _commas_have_spaces(node, report):
                return NOTHING
        items = _entries(node)
        if len(items) > MOST_IN_LIST:
            report.error(node, "this list is too long", f"keep it within {MOST_IN_LIST}")
            return NOTHING
        if not items:
            report.error(node, "this list is empty", "write something or delete the key")
            return NOTHING
        values = tuple([kind.read(item, report) for item in items])
        return NOTHING if any(value is NOTHING for value in values) else values

    alone = kind.schema if commas is Commas.TEXT else patterns.listed(kind.schema)
    schema = patterns.either(alone, patterns.array_of(kind.schema))
    return Kind(words, read, schema)


def _entries(node: Node) -> list[Node]:
    """Return the entries of a list, of a text with commas, or of a single value."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Scalar):
        parts = node.text.split(",", maxsplit=MOST_IN_LIST + 1)
        return [Scalar(node.line, node.column, part.strip(), plain=True) for part in parts]
    return [node]


def _commas_have_spaces(node: Scalar, report: Report) -> bool:
    """Report a comma without a space after it: `1,5` could be a list or a decimal."""
    if all(part[:1].isspace() for part in node.text.split(",")[1:]):
        return True
    if not node.text.split(",")[-1].strip():
        report.error(node, f"{shown(node.text)} ends with a comma", "delete the comma")
        return False
    advice = f"write {shown(', '.join(map(str.strip, node.text.split(','))))} for a list"
    if node.text.count(",") == 1:
        point = re.sub(r"\s*,\s*", ".", node.text)
        advice = f"write {shown(point)} with a point, or {advice.removeprefix('write ')}"
    report.error(node, f"{shown(node.text)} has a comma without a space after it", advice)
    return False


def alone(kind: Kind) -> Kind:
    """Return the kind of a single value, read as the only entry of a list."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - any kind of value
        value = kind.read(node, report)
        return value if value is NOTHING else (value,)

    return replace(kind, read=read)


def raw(words: str, schema: dict[str, Any]) -> Kind:
    """Return the kind of a part of the file that is read later, when more is known."""
    return Kind(words, lambda node, _report: node, schema)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table."""

    key: str
    kind: Kind
    meaning: str
    """Its meaning, in one line, for the reference and for editors."""
    default: str = ""
    """The default in words; empty: none."""
    required: bool = False

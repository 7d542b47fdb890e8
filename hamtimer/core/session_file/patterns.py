"""The JSON Schema of single values: patterns of what the readers accept, for editors.

A schema never refuses what the loader accepts. It may accept more, where a pattern cannot express a
rule: that a range is not reversed, or that keys fit each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hamtimer.core.notation.durations import UNIT_MS
from hamtimer.core.notation.schedule import SCHEDULE_WORDS

Schema = dict[str, Any]


def any_case(words: str) -> str:
    """Return a pattern for words in any case, with any space between them."""
    return r"\s+".join(
        "".join(f"[{sign}{sign.upper()}]" if sign.isalpha() else sign for sign in word)
        for word in words.split()
    )


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for one of several words in any case."""
    return f"(?:{'|'.join(map(any_case, words))})"


def written(pattern: str, *, least: float | None = None, most: float | None = None) -> Schema:
    """Return the schema of a text or a number from `least` to `most`."""
    schema: Schema = {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}
    if least is not None:
        schema |= {"type": ["number", "string"], "minimum": least}
    if most is not None:
        schema["maximum"] = most
    return schema


def counted(pattern: str, *, least: int, most: int) -> Schema:
    """Return the schema of a text, and of a whole number from `least` to `most`."""
    return {**written(pattern, least=least, most=most), "type": ["integer", "string"]}


def either(*schemas: Schema) -> Schema:
    """Return one schema for values of several types, each of which has its own keywords.

    With alternatives (`anyOf`) editors repeat what they say of a key for each of them.
    """
    merged: Schema = {"type": []}
    for schema in schemas:
        types = schema["type"]
        merged["type"] += [types] if isinstance(types, str) else types
        merged |= {key: value for key, value in schema.items() if key != "type"}
    if len(set(merged["type"])) < len(merged["type"]):
        raise ValueError(merged["type"])
    return merged


def array_of(items: Schema) -> Schema:
    """Return the schema of a list that is not empty."""
    return {"type": "array", "items": items, "minItems": 1}


def listed(schema: Schema) -> Schema:
    """Return the schema of a value, or of several with commas between them in one text."""
    if "pattern" not in schema:
        return schema
    one = schema["pattern"].removeprefix(r"^\s*").removesuffix(r"\s*$")
    return {**schema, "pattern": rf"^\s*{one}(?:\s*,\s+{one})*\s*$"}


def between(schema: Schema, least_ms: int, most_ms: int) -> Schema:
    """Return the schema of a length of time with bounds for numbers; 0 is none.

    Values are rounded to a millisecond first.
    """
    least = {"minimum": (least_ms - 0.5) / 1_000} if least_ms else {}
    most = {"maximum": (most_ms + 0.5) / 1_000} if most_ms else {}
    return {**schema, **least, **most}


DASH = "[-‐‑–—]"  # noqa: RUF001 - people paste every kind of dash
TO = rf"\s*(?:{DASH}|{any_case('to')})\s*"
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_PARTS = rf"(?:{_NUMBER}\s*{one_of(UNIT_MS)}\s*)+"
_CLOCK = r"(?:[0-9]+:)?[0-9]+:[0-5][0-9](?:\.[0-9]+)?"
TIME = rf"(?:{any_case('none')}|{_CLOCK}|{_PARTS}|{_NUMBER})"
TIMES = rf"{TIME}(?:{TO}{TIME})?"
_AT_LEAST = rf"(?:{any_case('at least')}\s+)?"

DAY_S = 24 * 60 * 60
"""The longest duration, in seconds."""
DURATION = written(TIME, least=0, most=DAY_S)
RANGE = written(TIMES, least=0, most=DAY_S)
LENGTH = written(
    rf"{one_of(('max', 'as long as possible', 'as long as you can'))}|{_AT_LEAST}{TIMES}\s*\+?",
    least=0,
    most=DAY_S,
)
_AMRAP = one_of(("max", "amrap", "as many as possible"))
_REPS = rf"(?:{_AMRAP}|[0-9]+(?:{TO}[0-9]+)?)"
REPS = counted(rf"{_AT_LEAST}{_REPS}(?:\s*\+\s*{_REPS})*\s*\+?", least=0, most=999)
SETS = counted(rf"[0-9]+(?:{TO}[0-9]+)?", least=0, most=99)
EFFORT = written(rf"[0-9.]+(?:{TO}[0-9.]+)?", least=1, most=10)
_WEEK = rf"[0-9]+(?:{TO}[0-9]+|\+)?"
WEEKS = counted(rf"{_WEEK}(?:\s*,\s*{_WEEK})*", least=1, most=520)
BEAT = written(
    rf"{TIME}|[0-9.]+\s*{one_of(('bpm', 'beats a minute', 'beats per minute'))}", least=0.1, most=60
)
_PHASE = rf"(?:[xX]|{any_case('none')}|{_PARTS}|{_NUMBER})"
PHASE = written(_PHASE, least=0, most=60 * 60)
_BETWEEN = rf"(?:\s*(?:{DASH}|[/:,])\s*|\s+)"
TEMPO = counted(
    rf"[0-9]{{2}}[0-9xX][0-9]|{one_of(('self-paced', 'self paced', 'own-pace', 'own pace'))}"
    rf"|{_PHASE}(?:{_BETWEEN}{_PHASE}){{3}}",
    least=1,  # 0010 is a number to an editor, and 10
    most=9999,
)
PHASE_OR_TEMPO = counted(
    f"{TEMPO['pattern'][1:-1]}|{PHASE['pattern'][1:-1]}", least=0, most=9999
) | {"type": ["number", "string"]}
"""In a list that may be one tempo, or tempos."""
START = written(rf"{one_of(('auto', 'key'))}|{any_case('after')}\s+{TIME}")
_PIECE = rf"(?:{one_of(sorted(SCHEDULE_WORDS))}\b|[0-9]+x?\b|{DASH})"
SCHEDULE = written(rf"{_PIECE}(?:\s*{_PIECE})*")
AFTER = counted(rf"[0-9]+(?:\s*(?:{one_of(('session', 'sessions', 'times'))}))?", least=1, most=99)
BACK = written(r"[0-9]+\s*\w+\s+\w+\s+[0-9]+\s*\w+")
PERIOD = written(rf"(?:[0-9]+\s+)?{one_of(('day', 'days', 'week', 'weeks'))}")
DAY = written("[0-9]{4}-[0-9]{2}-[0-9]{2}")
LINK = written(r"[hH][tT][tT][pP][sS]?://\S+")
ID = {"type": ["string", "number", "boolean"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
TEXT = {"type": ["string", "number", "boolean"]}


def moment(words: Iterable[str]) -> Schema:
    """Return the schema of a moment of a set."""
    return written(rf"{one_of(words)}|{any_case('rep')}\s+[0-9]+|{TIME}", least=0, most=DAY_S)


def sound(names: Iterable[str], suffixes: Iterable[str]) -> Schema:
    """Return the schema of a built-in sound, of a sound file or of none."""
    files = one_of(suffix.removeprefix(".") for suffix in suffixes)
    return written(rf"{'|'.join((*names, 'none'))}|.*\.{files}")


def whole_number(least: int, most: int) -> Schema:
    """Return the schema of a whole number between bounds, with or without quotes."""
    return counted("[0-9]+", least=least, most=most)


def choice(words: Iterable[str]) -> Schema:
    """Return the schema of one of a few words, which an editor offers."""
    words = tuple(words)
    return {**written(one_of(words)), **_offering(words)}


def offered(schema: Schema) -> list[str]:
    """Return the words that a schema offers."""
    return [snippet["label"] for snippet in schema.get("defaultSnippets", ())]


def _offering(words: Iterable[str]) -> Schema:
    # Not `enum`, which knows no capitals.
    return {"defaultSnippets": [{"label": word, "body": word} for word in words]}


YES_NO = {
    **written(one_of(("yes", "no", "true", "false", "on", "off"))),
    **_offering(("yes", "no")),
    "type": ["boolean", "string"],
}

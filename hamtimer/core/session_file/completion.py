"""What can be written at a place in a session file, and what a key there means.

Keys and values come from the tables of `fields/`, from which the schema for other editors is made
as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session_file.caret import Caret, find_caret, key_at
from hamtimer.core.session_file.fields.exercise import EXERCISE
from hamtimer.core.session_file.fields.groups import GROUPS_ONLY, INSIDE, ITEMS, LISTS
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.kinds import Field
from hamtimer.core.session_file.patterns import offered
from hamtimer.core.session_file.reference import default_text
from hamtimer.core.session_file.sound_choice import BUILT_IN, NONE
from hamtimer.core.session_file.suggestions import keys_meant
from hamtimer.core.session_file.tables import Table, what_to_write
from hamtimer.core.session_file.values.cues import CUE_TABLE, MOMENTS, SOUNDS_TABLE
from hamtimer.core.session_file.values.planning import (
    PLAN_TABLE,
    PROGRESSION_TABLE,
    WORDS_OF_PROGRESSION_TABLE,
)

_WORDS = {
    "start": ["auto", "key", "after 2 min"],
    "tempo": ["self-paced"],
    "reps": ["max"],
    "hold": ["max"],
    "then": ["none"],
}
"""Fixed words that the tables describe only in prose."""
MOST = 50


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion at the caret."""

    label: str
    """The displayed key or value."""
    text: str
    """The replacement of the columns `start` to `end` of the line."""
    meaning: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """The meaning of a key, and its possible values."""

    key: str
    group: str
    """Its group: `an exercise`."""
    meaning: str
    write: str
    default: str


def complete(lines: Sequence[str], row: int, column: int) -> list[Completion]:
    """Return the completions at the caret, most likely first."""
    caret = find_caret(lines, row, column)
    if caret is None:
        return []
    found = _values(caret, lines) if caret.key else _keys(caret)
    return list(found)[:MOST]


def explain_key(lines: Sequence[str], row: int, column: int) -> KeyHelp | None:
    """Return the help for the key under the caret; None if there is no known key."""
    place = key_at(lines, row, column)
    if place is None or not place[1]:
        return None
    path, key = place
    for table in tables_at(path):
        if known := table.by_key.get(key):
            write, default = what_to_write(known), default_text(known)
            return KeyHelp(key, table.name, known.meaning, write, default)
    return None


def tables_at(path: Sequence[str], present: Iterable[str] = ()) -> tuple[Table, ...]:
    """Return the tables of the group at a path; an item that reveals its kind has one."""
    if not path:
        return (SESSION,)
    if tuple(path) == ("progression",):
        return (WORDS_OF_PROGRESSION_TABLE,)
    found = INSIDE.get(path[-1], ())
    if found is ITEMS:
        written = set(present)
        if written & {"block", "exercises", "kind", "rounds", "within"}:
            return (BLOCK,)
        return (EXERCISE,) if written else ITEMS
    return found


# ------------------------------------------------------------------ keys
def _keys(caret: Caret) -> Iterator[Completion]:
    word = caret.word.lower()
    tables = tables_at(caret.path, caret.present)
    # A list of plain items, such as cues, may contain groups, but only after a dash.
    fields: dict[str, Field] = {}
    for table in tables:
        for known in table.fields:
            if known.key not in caret.present:
                fields.setdefault(known.key, known)
    ranked = sorted(_ranked(word, fields), key=lambda found: found[0])
    for _, known in ranked:
        text = known.key if caret.follows_colon else f"{known.key}: "
        if known.key in (*GROUPS_ONLY, *LISTS) and not caret.follows_colon:
            text = f"{known.key}:"
        yield Completion(known.key, text, known.meaning, caret.start, caret.end)


def _ranked(word: str, fields: dict[str, Field]) -> Iterator[tuple[int, Field]]:
    """Yield the fields that match a word: starting with it, containing it, or meant by it."""
    meant = keys_meant(word, fields) if len(word) > 2 else []
    for key, known in fields.items():
        if key.startswith(word):
            yield (0 if known.required else 1), known
        elif word and f"-{word}" in key:
            yield 2, known
        elif key in meant:
            yield 3, known
        elif len(word) > 2 and word in key:
            yield 4, known


# ------------------------------------------------------------------ values
def _values(caret: Caret, lines: Sequence[str]) -> Iterator[Completion]:
    word = caret.word.lower()
    tables = tables_at(caret.path, caret.present)
    known = next((t.by_key[caret.key] for t in tables if caret.key in t.by_key), None)
    if known is None:
        return
    words = dict.fromkeys((*value_words(known, tables), *_written_before(caret.key, lines)))
    fitting = [each for each in words if each.lower().startswith(word)]
    for each in fitting:
        if each != caret.word:
            yield Completion(each, each, known.meaning, caret.start, caret.end)


def value_words(known: Field, tables: Sequence[Table] = ()) -> list[str]:
    """Return the fixed words that can be the value of a key."""
    if SOUNDS_TABLE in tables:
        return [*BUILT_IN, NONE]
    if CUE_TABLE in tables and known.key == "at":
        return MOMENTS
    if PLAN_TABLE in tables or PROGRESSION_TABLE in tables:
        return offered(known.kind.schema)
    return list(dict.fromkeys((*offered(known.kind.schema), *_WORDS.get(known.key, ()))))


_OWN_WORDS = ("name", "block", "id", "description", "say", "note", "hamtimer")
"""Keys whose values are rarely repeated."""


def _written_before(key: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield the values that the key has elsewhere in the file, most frequent first."""
    if key in _OWN_WORDS:
        return
    pattern = re.compile(rf"(?:^|[ {{,-]){re.escape(key)}: +([^\s#{{\[|>\"'&*,][^#,{{}}\[\]]*)")
    counts: dict[str, int] = {}
    for line in lines:
        if key in line:
            for match in pattern.finditer(line):
                value = match[1].strip()
                counts[value] = counts.get(value, 0) + 1
    yield from sorted(counts, key=lambda value: -counts[value])

"""Change a session file by exercise: a value, its place in the list, a duplicate.

Each function returns the changed text, which differs only in the characters of the change.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress

import yaml

from hamtimer.core.edit.cells import Cell
from hamtimer.core.edit.places import Place, places_of
from hamtimer.core.edit.spans import Path, Span, find, flow_text, read_spans
from hamtimer.core.edit.splice import (
    EditError,
    duplicate_item,
    insert_item,
    move_item,
    remove_item,
    remove_key,
    set_value,
)
from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.work import parse_weeks
from hamtimer.core.session_file.document import Document
from hamtimer.core.session_file.exclusive_keys import LISTS
from hamtimer.core.session_file.fields.exercise import EXERCISE
from hamtimer.core.session_file.fields.session import BLOCK
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.session_file.values.planning import Weeks
from hamtimer.core.text import capitalized

_ORDER = {"rounds": tuple(BLOCK.by_key), "rest-between-rounds": tuple(BLOCK.by_key)}
"""The order of keys in a group; all others have that of an exercise."""


def checked(text: str, file: str) -> Loaded:
    """Return a changed text as a session.

    Raises:
        EditError: When it is no longer one; the message says why and what to write instead.
    """
    loaded = load_session(text, file)
    if loaded.session is None:
        error = next(one for one in loaded.problems if one.severity is Severity.ERROR)
        raise EditError(f"{capitalized(error.message)}; {error.advice}")
    return loaded


# ------------------------------------------------------------------ values
def change_value(text: str, cell: Cell, written: str) -> str:
    """Return the text with a changed value of an exercise.

    An empty value removes it, so that the outer value applies again.

    Raises:
        EditError: When it cannot be changed there.
    """
    written = " ".join(written.split())
    if not written:
        return _without(text, cell)
    if cell.entries:
        entries = list(cell.entries)
        entries[cell.entry - 1] = written
        written = f"[{', '.join(entries)}]"
    if cell.week is not None:
        return _set_in_week(text, cell, cell.week, written)
    if cell.key == "sets":
        return _set_number(text, cell.path, written)
    return _set(text, cell.path, written)


def _without(text: str, cell: Cell) -> str:
    if cell.entry or cell.key in ("sets", "rounds"):
        raise EditError("a value is missing: type one")
    if not cell.is_own:
        raise EditError(f"`{cell.key}` is not written here, so it cannot be removed")
    return remove_key(text, cell.path).apply(text)


def _set(text: str, path: Path, written: str) -> str:
    """Return the text with a value, in quotes if YAML needs them."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    order = _ORDER.get(key, tuple(EXERCISE.by_key))
    if _is_list(written):
        return set_value(text, path, written, order).apply(text)
    plain = set_value(text, path, written, order).apply(text)
    with suppress(yaml.YAMLError):
        span = _span(plain, path)
        if span is not None and span.text == written and _is_alone(text, plain):
            return plain
    quoted = json.dumps(written, ensure_ascii=False)
    return set_value(text, path, quoted, order).apply(text)


def _is_list(written: str) -> bool:
    return bool(re.fullmatch(r"\[.*\]|\{.*\}", written))


def _is_alone(before: str, after: str) -> bool:
    """Return whether changing one value has written exactly one key or entry."""
    count_before, count_after = (_count(read_spans(text)) for text in (before, after))
    return count_after - count_before in (0, 2)


def _count(span: Span | None) -> int:
    if span is None:
        return 0
    inside = [*span.items, *(one for pair in span.pairs for one in pair)]
    return 1 + sum(map(_count, inside))


def _span(text: str, path: Path) -> Span | None:
    root = read_spans(text)
    return find(root, path) if root is not None else None


# ------------------------------------------------------------------ the number of sets
def _set_number(text: str, path: Path, written: str) -> str:
    """Return the text with another number of sets, and its lists resized."""
    holder, sets = path[:-1], _span(text, path)
    if sets is not None and sets.is_list:
        return _resize_groups(text, path, sets, _whole(written))
    lists = _lists_of(text, holder)
    if lists:
        number = _whole(written)
        for key, entries in lists.items():
            wanted = number - 1 if key == "rest" else number
            text = _resize(text, (*holder, key), entries, max(wanted, 1))
        if sets is None:
            return text
    return _set(text, path, written)


def _whole(written: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]?", written):
        raise EditError("with a list for each set, the number of sets is one from 1 to 99")
    return int(written)


def _lists_of(text: str, holder: Path) -> dict[str, int]:
    """Return the lists with an entry for each set in a group of keys, and their lengths."""
    group = _span(text, holder)
    found = {}
    for key in (*LISTS, "rest"):
        span = group.value(key) if group is not None else None
        items = (span.alias_of or span).items if span is not None else []
        if len(items) > 1:
            found[key] = len(items)
    return {} if found.keys() == {"rest"} and _span(text, (*holder, "sets")) is None else found


def _resize(text: str, path: Path, entries: int, wanted: int) -> str:
    """Return the text with a list resized by removing or repeating its last entry."""
    span = _span(text, path)
    if span is not None and span.alias_of is not None:
        text = set_value(text, path, flow_text(span)).apply(text)
    for last in range(entries - 1, wanted - 1, -1):
        text = remove_item(text, (*path, last)).apply(text)
    for last in range(entries - 1, wanted - 1):
        text = _repeat(text, (*path, last))
    return text


def _repeat(text: str, path: Path) -> str:
    """Return the text with the last entry of a list repeated, without its note."""
    entry, entries = _span(text, path), _span(text, path[:-1])
    written = text[entry.start : entry.end] if entry is not None else ""
    if entries is None or entries.is_flow or "\n" in written:
        return duplicate_item(text, path).apply(text)
    return insert_item(text, (*path[:-1], len(entries.items)), written).apply(text)


def _resize_groups(text: str, path: Path, sets: Span, wanted: int) -> str:
    text = _resize(text, path, len((sets.alias_of or sets).items), wanted)
    last = (*path, wanted - 1, "rest")
    # No set comes after the last one.
    return remove_key(text, last).apply(text) if _span(text, last) is not None else text


# ------------------------------------------------------------------ weeks
def _set_in_week(text: str, cell: Cell, weeks: Weeks, written: str) -> str:
    """Return the text with a value in some weeks of the exercise, as the defaults have it."""
    home, key = cell.path[:-1], cell.path[-1]
    rows = _span(text, (*home, "weeks"))
    if rows is None:
        added = f"[{{weeks: {_week_text(weeks)}, {key}: {written}}}]"
        return set_value(text, (*home, "weeks"), added, tuple(EXERCISE.by_key)).apply(text)
    if not rows.is_list:
        raise EditError("it comes from a week in the defaults; change it in the editor")
    index = len(rows.items)
    for number, row in enumerate(rows.items):
        own = row.value("weeks")
        if own is not None and own.text == str(weeks):
            return _set(text, (*home, "weeks", number, str(key)), written)
        if own is not None and _first(own.text) > weeks.stretches[0][0]:
            index = min(index, number)
    item = f"weeks: {_week_text(weeks)}\n{key}: {written}"
    return insert_item(text, (*home, "weeks", index), item).apply(text)


def _week_text(weeks: Weeks) -> str:
    return f'"{weeks}"' if "," in str(weeks) else str(weeks)


def _first(written: str) -> int:
    try:
        return parse_weeks(written)[0][0]
    except Mistake:
        return 0


# ------------------------------------------------------------------ the list of exercises
def _place(document: Document | None, exercise: str) -> Place:
    place = places_of(document).get(exercise) if document else None
    if place is None:
        raise EditError("this exercise is not in the file")
    return place


def remove_exercise(loaded: Loaded, exercise: str) -> str:
    """Return the text without an exercise, and without a block that becomes empty.

    Raises:
        EditError: When it is the only one.
    """
    text, path = loaded.text, _place(loaded.document, exercise).path
    while len(path) > 2 and _is_only(text, path):
        path = path[:-2]
    if len(path) == 2 and _is_only(text, path):
        if path[0] == "exercises":
            raise EditError("it is the only exercise, and a session needs one")
        return remove_key(text, path[:1]).apply(text)
    return remove_item(text, path).apply(text)


def _is_only(text: str, path: Path) -> bool:
    span = _span(text, path[:-1])
    return span is not None and len((span.alias_of or span).items) == 1


def choose_variant(loaded: Loaded, exercise: str, variant: str) -> str:
    """Return the text with a variant as the default one.

    Raises:
        EditError: When there is no such exercise.
    """
    path = (*_place(loaded.document, exercise).path, "variant")
    if variant != exercise:
        return _set(loaded.text, path, variant)
    has_one = _span(loaded.text, path) is not None
    return remove_key(loaded.text, path).apply(loaded.text) if has_one else loaded.text


def move_exercise(loaded: Loaded, exercise: str, steps: int) -> str:
    """Return the text with an exercise moved down or up its list.

    Raises:
        EditError: When it is at the end of the list.
    """
    path = _place(loaded.document, exercise).path
    index = path[-1]
    assert isinstance(index, int)  # noqa: S101 - it is in a list
    span = _span(loaded.text, path[:-1])
    if span is None or not 0 <= index + steps < len(span.items):
        end = "first" if steps < 0 else "last"
        raise EditError(f"it is already the {end} in its list")
    return move_item(loaded.text, path, index + steps).apply(loaded.text)


def duplicate_exercise(loaded: Loaded, exercise: str) -> str:
    """Return the text with an exercise duplicated below itself, with its own id.

    Raises:
        EditError: When it cannot be duplicated.
    """
    path = _place(loaded.document, exercise).path
    index = path[-1]
    assert isinstance(index, int)  # noqa: S101 - it is in a list
    text = duplicate_item(loaded.text, path).apply(loaded.text)
    copy = (*path[:-1], index + 1)
    return with_own_id(loaded, text, copy, exercise)


def with_own_id(before: Loaded, text: str, path: Path, like: str) -> str:
    """Return a text in which the new exercise at `path` has its own id, and so its own records.

    The id is written only if the one made from its name is taken.
    """
    ids = [item.id for item in before.document.exercises()] if before.document else []
    number = 2
    while f"{like}-{number}" in ids:
        number += 1
    if _span(text, (*path, "id")) is None:
        after = load_session(text, "")
        kept = [item.id for item in after.document.exercises()] if after.document else []
        if [one for one in kept if one in ids] == ids and len(kept) == len(ids) + 1:
            known = places_of(after.document) if after.document else {}
            new = next((place.item.id for place in known.values() if place.path == path), "")
            if new not in ids:
                return text
    return _set(text, (*path, "id"), f"{like}-{number}")

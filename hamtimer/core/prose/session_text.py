"""Write a sheet as the text of a session file, each exercise with its source line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.prose.sheet import Group, Item, Sheet, read_sheet
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.text import literal

_ORDER = (
    "schedule", "sets", "reps", "hold", "time", "relax", "tempo", "sides", "load", "rpe",
    "every", "rest", "rest-after",
)  # fmt: skip
_PLAIN = re.compile(r"[A-Za-z][\w '()/.+&°%-]*", re.ASCII)
_RESERVED = frozenset(("true", "false", "yes", "no", "on", "off", "null", "none"))


LARGEST_TEXT = 100_000
"""In characters. A hand-out has a few pages."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A hand-out as a session."""

    text: str
    """The session file; it loads without an error."""
    exercises: int
    not_understood: tuple[tuple[int, str], ...]
    """Line number and text of everything that is kept as a comment."""


class NothingUnderstoodError(Mistake):
    """No line of the text says what to do and how much."""


def convert(text: str, name: str, first_line: str = "") -> Converted:
    """Return the session that a hand-out describes, with everything else as comments.

    `name` is used where the text has no title; `first_line` goes above the session.

    Raises:
        NothingUnderstoodError: When no exercise was found.
    """
    if len(text) > LARGEST_TEXT:
        message = f"this text is longer than {LARGEST_TEXT} characters"
        raise NothingUnderstoodError(message, "split it")
    sheet = read_sheet(text)
    while sheet.exercises:
        written, places = _write(sheet, name, first_line)
        wrong = _wrong_items(written, places)
        if wrong is None:
            return Converted(written, len(sheet.exercises), tuple(sheet.not_understood))
        _give_up(sheet, wrong)
    message = "no line says what to do and how much of it"
    raise NothingUnderstoodError(message, "write lines like: Bridge 3 x 15")


def _give_up(sheet: Sheet, wrong: list[Item | Group]) -> None:
    """Turn what the loader refuses into comments: the text stays, without its meaning."""
    if wrong:
        for part in wrong:
            part.keys.clear()
    elif sheet.facts:
        sheet.keys.clear()
        sheet.defaults.clear()
        sheet.groups[0].items[:0] = sheet.facts
        sheet.facts.clear()
    else:
        for item in sheet.exercises:
            item.keys.clear()


def _wrong_items(written: str, places: dict[int, Item | Group]) -> list[Item | Group] | None:
    """Return the parts whose lines the loader refuses; None if it accepts the file."""
    loaded = load_session(written, "text")
    errors = [p.line for p in loaded.problems if p.severity is Severity.ERROR]
    if not errors:
        return None
    found = {id(places[line]): places[line] for line in errors if line in places}
    return list(found.values())


def _write(sheet: Sheet, name: str, first_line: str) -> tuple[str, dict[int, Item | Group]]:
    """Return the text of the file, and the part to which each of its lines belongs."""
    lines: list[tuple[str, Item | Group | None]] = [(first_line, None)] if first_line else []
    lines.append((f"name: {_quoted(sheet.title or name)}", None))
    lines += [(f"{key}: {value}", None) for key, value in sheet.keys.items()]
    lines += [(f"# line {n}: {literal(s)}", None) for fact in sheet.facts for n, s in fact.sources]
    if sheet.defaults:
        lines.append(("defaults:", None))
        lines += [(f"  {key}: {value}", None) for key, value in sheet.defaults.items()]
    for role in ("warm-up", "exercises", "cool-down"):
        groups = [group for group in sheet.groups if _role(group) == role]
        if any(group.exercises for group in groups):
            lines += [("", None), (f"{role}:", None)]
        elif groups:
            lines.append(("", None))
        for group in groups:
            lines += _group(group, in_block=role == "exercises")
    if not any(_role(group) == "exercises" and group.exercises for group in sheet.groups):
        first = next(n for n, (text, _) in enumerate(lines) if text in ("warm-up:", "cool-down:"))
        # The only list of exercises is the work: a session needs some.
        lines[first] = ("exercises:", None)
    places = {n: item for n, (_, item) in enumerate(lines, start=1) if item is not None}
    return "\n".join(text for text, _ in lines) + "\n", places


def _role(group: Group) -> str:
    return group.name if group.name in ("warm-up", "cool-down") else "exercises"


def _group(group: Group, *, in_block: bool) -> Iterator[tuple[str, Item | Group | None]]:
    """Return the lines of a group: a block if it has its own heading."""
    is_block = in_block and bool(group.name or group.keys) and bool(group.exercises)
    indent = "  "
    if is_block:
        yield f"  - block: {_quoted(group.name or 'Block')}", group
        for key, value in group.keys.items():
            yield f"    {key}: {value}", group
        yield "    exercises:", None
        indent = "      "
    number, words = group.heading or (0, "")
    if group.heading:
        yield f"{indent}# line {number}: {literal(words)}", None
    for item in group.items:
        yield from _item(item, indent, told=number)


def _item(item: Item, indent: str, *, told: int) -> Iterator[tuple[str, Item | None]]:
    """Return the lines of an item below its comments; the line `told` has its comment already."""
    if not item.is_exercise:
        for _, words in (*item.sources, *((0, note) for note in item.notes)):
            yield f"{indent}# not understood: {literal(words)}", None
        return
    for number, words in item.sources:
        if number != told:
            yield f"{indent}# line {number}: {literal(words)}", item
    yield f"{indent}- name: {_quoted(item.name)}", item
    keys = sorted(item.keys, key=lambda key: _ORDER.index(key) if key in _ORDER else 99)
    for key in keys:
        value = item.keys[key]
        yield f"{indent}  {key}: {_quoted(value) if key == 'load' else value}", item
    for choice in item.choices:
        yield f"{indent}  # {literal(choice)}", item
    for note in item.notes:
        yield f"{indent}  # not understood: {literal(note)}", item


def _quoted(text: str) -> str:
    """Return a text as YAML, in quotes if needed."""
    text = " ".join(literal(text).split())[:200]
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

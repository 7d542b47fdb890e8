"""Locate a caret in the text of a session file: its group, and the key or value.

Lines are read by their columns and dashes, as a person reads them, because a text being typed is
rarely valid YAML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from hamtimer.core.dataclass import dataclass

_LINE = re.compile(r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)(?P<content>.*)")
_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]*?|\"[^\"]*\"|'[^']*') *:(?P<gap>[ \t]+|$)(?P<value>.*)")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*(?: +#.*)?$")
FAR = 3_000
"""How many lines above the caret are searched."""


@dataclass(frozen=True, slots=True)
class Caret:
    """The position of a caret. Lines and columns are from 0, in characters."""

    path: tuple[str, ...]
    """The enclosing keys, outermost first: `("exercises", "cues")`."""
    key: str = ""
    """The key whose value contains it; empty: a key is expected there."""
    word: str = ""
    """The text from `start` to the caret."""
    start: int = 0
    """The column where the key or value begins."""
    end: int = 0
    """The column where it ends."""
    present: frozenset[str] = frozenset()
    """The other keys of the group."""
    in_item: bool = False
    """Whether the group is an item of a list."""
    follows_colon: bool = False
    """Whether the key already has its colon."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line by its columns."""

    text: str
    dashes: tuple[int, ...]
    column: int
    """Where its content begins."""
    content: str
    key: str = ""
    key_end: int = 0
    value: str = ""
    value_column: int = 0
    comment: int = -1
    """Where a comment begins; -1: there is none."""


def find_caret(lines: Sequence[str], row: int, column: int) -> Caret | None:
    """Return the position of a caret; None in a comment, a multi-line text or quotes."""
    line = _read(lines[row])
    if 0 <= line.comment <= column or _in_block_text(lines, row):
        return None
    if column < line.column and line.content:
        return None
    content_column = line.column if line.content or line.dashes else column
    group = _Group(content_column)
    group.climb(lines, row, line)
    if line.key and column >= line.value_column:
        return _in_value(line, column, group)
    return _at_key(line, column, group)


def key_at(lines: Sequence[str], row: int, column: int) -> tuple[tuple[str, ...], str] | None:
    """Return the path of the group and the key of the caret's line."""
    caret = find_caret(lines, row, column)
    if caret is None:
        line = _read(lines[row])
        if not line.key:
            return None
        caret = find_caret(lines, row, line.column)
    if caret is None:
        return None
    return caret.path, caret.key or lines[row][caret.start : caret.end].strip("\"'")


# ------------------------------------------------------------------ one line
@lru_cache(maxsize=4_096)
def _read(text: str) -> _Line:
    comment = _comment(text)
    plain = text if comment < 0 else text[:comment].rstrip()
    match = _LINE.match(plain)
    assert match is not None  # noqa: S101 - it matches every line
    column = match.start("content")
    dashes = tuple(place for place in range(len(match["indent"]), column) if plain[place] == "-")
    content = match["content"].rstrip()
    found = _KEY.match(match["content"])
    if not found:
        return _Line(text, dashes, column, content, comment=comment)
    return _Line(
        text,
        dashes,
        column,
        content,
        found["key"].strip("\"'"),
        column + found.end("key"),
        found["value"].rstrip(),
        column + found.start("value"),
        comment,
    )


def _comment(text: str) -> int:
    """Return where a comment begins in a line, -1 where there is none."""
    quote = ""
    if "#" not in text:
        return -1
    for place, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and (not place or text[place - 1] in " [{,:-"):
            quote = sign
        elif sign == "#" and (not place or text[place - 1] in " \t"):
            return place
    return -1


def _in_block_text(lines: Sequence[str], row: int) -> bool:
    """Return whether a line belongs to a text after `|` or `>`."""
    here = lines[row]
    column = len(here) - len(here.lstrip()) if here.strip() else len(here)
    for above in range(row - 1, max(-1, row - FAR), -1):
        if not lines[above].strip():
            continue
        line = _read(lines[above])
        left = line.dashes[-1] if line.dashes else line.column
        if left < column or (not here.strip() and left <= column):
            if line.key and _BLOCK_TEXT.match(line.value):
                return left < column
            column = min(column, left)
            if not column:
                return False
    return False


# ------------------------------------------------------------------ the group around it
@dataclass(slots=True)
class _Group:
    """A group of keys in a column, and its parents."""

    column: int
    path: list[str] = field(default_factory=list)
    present: set[str] = field(default_factory=set)
    in_item: bool = False

    def climb(self, lines: Sequence[str], row: int, here: _Line) -> None:
        """Read the lines above, and those below that belong to the group."""
        limit, is_list = self.column, False
        if here.dashes:
            limit, is_list = here.dashes[-1], True
            self.in_item = True
        innermost = not is_list
        for above in range(row - 1, max(-1, row - FAR), -1):
            line = _read(lines[above])
            if not line.content and not line.dashes:
                continue
            if innermost and line.column == limit and line.key:
                self.present.add(line.key)
            left = line.dashes[0] if line.dashes else line.column
            if not is_list and line.dashes and line.dashes[-1] < limit <= line.column:
                # The group began behind this dash.
                if innermost:
                    self.in_item, innermost = True, False
                limit, is_list = line.dashes[0], True
            elif line.key and (line.column < limit or (is_list and line.column == limit)):
                innermost = False
                self.path.insert(0, line.key)
                limit, is_list = line.column, False
                if line.dashes:
                    limit, is_list = line.dashes[0], True
            elif left < limit:
                innermost = False
        self._add_below(lines, row)

    def _add_below(self, lines: Sequence[str], row: int) -> None:
        for text in lines[row + 1 : row + FAR]:
            line = _read(text)
            if not line.content and not line.dashes:
                continue
            if line.dashes or line.column < self.column:
                if line.dashes and line.dashes[0] >= self.column:
                    continue
                return
            if line.column == self.column and line.key:
                self.present.add(line.key)


# ------------------------------------------------------------------ at a key or a value
def _at_key(line: _Line, column: int, group: _Group) -> Caret | None:
    start = line.column if line.content else column
    end = line.key_end or line.column + len(line.content)
    if line.content[:1] in ("{", "["):
        return _in_brackets(line, line.column, column, group, "")
    return Caret(
        tuple(group.path),
        "",
        line.text[start:column],
        start,
        max(end, column),
        frozenset(group.present),
        in_item=group.in_item,
        follows_colon=bool(line.key),
    )


def _in_value(line: _Line, column: int, group: _Group) -> Caret | None:
    if line.value[:1] in ("{", "["):
        return _in_brackets(line, line.value_column, column, group, line.key)
    if line.value[:1] in ('"', "'") and column > line.value_column:
        return None
    start = line.value_column
    end = max(column, start + len(line.value))
    return Caret(tuple(group.path), line.key, line.text[start:column], start, end)


_SIGNS = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|'[^']*'?|[{}\[\],]|:(?= |$)|[^{}\[\],:\"']+|:")


def _in_brackets(line: _Line, begin: int, column: int, group: _Group, key: str) -> Caret | None:
    """Return the position of a caret in a flow: `{reps: 5, hold: 30s}` or `[12, 10]`."""
    opened: list[tuple[str, str, set[str]]] = []
    """Each open bracket, the key it belongs to, and the keys in it."""
    current, start = key, begin
    before = ""
    for match in _SIGNS.finditer(line.text[:column], begin):
        sign = match[0]
        if sign in ("{", "["):
            opened.append((sign, current, set()))
            current = "" if sign == "{" else current
            start = match.end()
        elif sign in ("}", "]") and opened:
            current = opened.pop()[1]
        elif sign == "," and opened:
            current = "" if opened[-1][0] == "{" else current
            start = match.end()
        elif sign == ":" and opened and opened[-1][0] == "{" and not current:
            current = before.strip()
            opened[-1][2].add(current)
            start = match.end()
        else:
            before = sign
    if not opened or before[:1] in ('"', "'"):
        return None
    start += len(line.text[start:column]) - len(line.text[start:column].lstrip())
    rest = re.match(r"[^,}\]:]*", line.text[column:])
    end = column + (len(rest[0].rstrip()) if rest else 0)
    path = [*group.path, *(each[1] for each in opened if each[0] == "{" and each[1])]
    present = frozenset(opened[-1][2] - {current})
    word = line.text[start:column]
    follows = line.text[end:].lstrip().startswith(":")
    return Caret(tuple(path), current, word, start, end, present, follows_colon=follows)

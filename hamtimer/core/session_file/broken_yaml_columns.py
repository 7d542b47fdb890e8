"""The first line of a text that is not YAML whose column fits nothing above it."""

from __future__ import annotations

import re
from dataclasses import field

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session_file.broken_yaml_lines import (
    BULLET,
    Line,
    known_keys,
    mistake_at,
    session_keys,
)
from hamtimer.core.session_file.suggestions import in_quotes
from hamtimer.core.session_file.yaml_nodes import YamlMistake

_LISTS = ("exercises", "warm-up", "cool-down", "weeks", "easier", "harder")
"""Keys whose value is a list."""


def _item_fault(item: Line) -> YamlMistake:
    """Return the fault of an item that is a text but has keys below it."""
    word, _, rest = re.sub("[:=]", " ", item.content).partition(" ")
    rest = rest.strip()
    if word.lower() in known_keys() and rest:
        message = f"a colon is missing after {shown(word)}"
        advice = f"write `{shown(f'- {word}: {rest}')[1:-1]}`"
        return mistake_at(item, item.column + len(word), message, advice)
    message = f"{shown(item.content)} is a text with keys below it"
    return mistake_at(item, item.column, message, f"write `- name: {in_quotes(item.content)}`")


# ------------------------------------------------------------------ columns
@dataclass
class _Open:
    """A list or a group of keys that is still open."""

    column: int
    is_list: bool
    line: int
    first: str = ""
    """Its first key."""
    last: str = ""
    filled: bool = True
    """Whether its last key has a value."""
    keys: set[str] = field(default_factory=set)
    content: str = ""
    """Its first line, for a group of keys."""
    below: str = ""
    """The key that it is the value of, for a group that is no item of a list."""


class Columns:
    """Follows the columns of lists and keys down the lines to the first that fits nowhere."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.after_dash = False
        """The line above is a dash alone."""
        self.text: Line | None = None
        """The line above, when it is a text: as an item, or as the continuation of a value."""

    def find(self, lines: list[Line]) -> YamlMistake | None:
        """Return the first line that does not fit those above it."""
        for line in lines:
            fault = self._next(line)
            if fault is not None:
                return fault
            self.text = line if line.content and not line.key else None
            self.after_dash = bool(line.dashes) and not line.content
        return None

    def _next(self, line: Line) -> YamlMistake | None:
        for place, column in enumerate(line.dashes):
            fault = self._dash(line, column) if not place else None
            if fault is not None:
                return fault
            if place:
                self.open.append(_Open(column, is_list=True, line=line.number))
        if line.key:
            return self._key(line)
        return self._text(line) if line.content else None

    def _dash(self, line: Line, column: int) -> YamlMistake | None:
        known = [each for each in self.open if each.is_list]
        fault = self._missing_key(line, column)
        if fault is None and not any(each.column == column and each.is_list for each in self.open):
            fault = self._first_without_dash()
        if fault is not None:
            return fault
        while self.open and (
            self.open[-1].column > column
            or (self.open[-1].column == column and not self.open[-1].is_list and self._is_item())
        ):
            self.open.pop()
        top = self.open[-1] if self.open else None
        if top is not None and top.is_list and top.column == column:
            return None
        if known if top is None else top.filled or top.is_list:
            return self._without_dash(column) or self._dash_fault(line, column, known)
        if top is not None:
            top.filled = True
        self.open.append(_Open(column, is_list=True, line=line.number))
        return None

    def _missing_key(self, line: Line, column: int) -> YamlMistake | None:
        """Return the fault of a list directly below the name of a session or block."""
        inner = [each for each in self.open if each.column <= column]
        group = inner[-1] if inner else None
        if group is None or group.is_list or "exercises" in group.keys or not group.filled:
            return None
        if group.first != "block" and (group is not self.open[0] or group.first != "name"):
            return None
        message = f"a list cannot follow `{group.last}` directly"
        advice = f"write `exercises:` above it, in column {group.column + 1}"
        return mistake_at(line, column, message, advice)

    def _without_dash(self, column: int) -> YamlMistake | None:
        """Return the fault of an item above that has no dash, while the one below it has."""
        text = self.text
        if text is not None and not text.dashes and text.column == column:
            item = BULLET.sub("", text.content.lstrip("-"))
            message = f"{shown(text.content)} has no dash, but the item below it has"
            return mistake_at(text, column, message, f"write `{shown(f'- {item}')[1:-1]}`")
        return None

    def _first_without_dash(self) -> YamlMistake | None:
        """Return the fault of an exercise right below `exercises:` that has no dash."""
        for group in self.open:
            if group.below in _LISTS and group.first in ("name", "block"):
                message = "an item of a list begins with a dash"
                advice = f"write `{shown(f'- {group.content}')[1:-1]}`"
                return YamlMistake(group.line, group.column + 1, message, advice)
        return None

    def _is_item(self) -> bool:
        """Whether the innermost group of keys is not one that may have a list in its column."""
        return self.open[-1].filled

    def _dash_fault(self, line: Line, column: int, known: list[_Open]) -> YamlMistake | None:
        if not known:
            return None
        nearest = min(known, key=lambda each: abs(each.column - column))
        if nearest.column == column:
            return None
        message = f"this dash is in column {column + 1} and fits no list above it"
        advice = f"move it to column {nearest.column + 1}, below the dash in line {nearest.line}"
        return mistake_at(line, column, message, advice)

    def _key(self, line: Line) -> YamlMistake | None:
        column = line.column
        groups = [each for each in self.open if not each.is_list]
        if not line.dashes:
            while self.open and self.open[-1].column > column:
                self.open.pop()
            if self.open and self.open[-1].is_list and self.open[-1].column == column:
                # The list may stand in the column of the key that it belongs to.
                if len(self.open) > 1 and self.open[-2].column == column:
                    self.open.pop()
                else:
                    return self._key_fault(line, groups)
        top = self.open[-1] if self.open else None
        if top is None and groups:
            return self._key_fault(line, groups)
        if len(groups) > 1 and top is groups[0] and self._is_lost(line):
            return self._key_fault(line, groups)
        begins = top is not None and top.is_list and self.after_dash and column > top.column
        if line.dashes or top is None or begins:
            self.open.append(_Open(column, is_list=False, line=line.number))
        elif top.is_list or (column > top.column and top.filled):
            return self._key_fault(line, groups)
        elif column > top.column:
            top.filled = True
            group = _Open(column, is_list=False, line=line.number, below=top.last)
            group.content = line.content
            self.open.append(group)
        group = self.open[-1]
        group.first = group.first or line.key
        group.last = line.key
        group.keys.add(line.key)
        group.filled = bool(line.value)
        return None

    def _is_lost(self, line: Line) -> bool:
        """Return whether a key of an exercise is in the column of the session's keys."""
        return line.key in known_keys() and line.key not in session_keys()

    def _key_fault(self, line: Line, groups: list[_Open]) -> YamlMistake | None:
        if self.text is not None and self.text.dashes and line.column > self.text.dashes[-1]:
            return _item_fault(self.text)
        if fault := self._first_without_dash():
            return fault
        if not groups:
            return None
        inner = groups[-1]
        if line.key in inner.keys and line.key == inner.first and len(groups) > 1:
            lists = [each for each in self.open if each.is_list] or [inner]
            column = lists[-1].column
            what = shown(f"- {line.content}")[1:-1]
            message = f"a second `{line.key}` needs a dash of its own"
            return mistake_at(
                line, line.column, message, f"write `{what}`, the dash in column {column + 1}"
            )
        if len(groups) > 1 and line.key not in session_keys():
            groups = groups[1:]
        nearest = min(reversed(groups), key=lambda each: abs(each.column - line.column))
        if nearest.column == line.column:
            nearest = inner
        message = f"`{line.key}` is in column {line.column + 1} and does not fit the keys above it"
        advice = (
            f"move it to column {nearest.column + 1}, "
            f"directly below `{nearest.first}` in line {nearest.line}"
        )
        return mistake_at(line, line.column, message, advice)

    def _text(self, line: Line) -> YamlMistake | None:
        """Check a line without a key: it may continue the text above it."""
        if line.dashes:
            return None
        groups = [each for each in self.open if not each.is_list]
        top = groups[-1] if groups else None
        if top is not None and line.column > top.column:
            top.filled = True
            return None
        word, _, rest = line.content.partition(" ")
        if word.lower() in known_keys():
            advice = f"write `{shown(f'{word}: {rest}'.strip())[1:-1]}`"
            message = f"a colon is missing after {shown(word)}"
            return mistake_at(line, line.column + len(word), message, advice)
        message = f"{shown(line.content)} is not a key with a value"
        advice = "write a key, a colon and a value, or begin the line with # to make it a note"
        if len(groups) > 1:
            advice = f"write `- name: {in_quotes(line.content)}` for another exercise, or a key"
        return mistake_at(line, line.column, message, advice)

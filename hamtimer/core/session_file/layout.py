"""Why a text is not YAML, found in its lines.

The YAML parser stops where it cannot continue, which is often a line or a page after the
mistake, and speaks of tokens. Here the lines are read as a person reads them: by their columns,
their dashes and their colons. This runs only once the parser has given up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session_file.suggestions import in_quotes, special_space
from hamtimer.core.session_file.yaml_nodes import YamlMistake

MOST_FAULTS = 50
_FAR = 200
"""How many lines a text in quotes or a list in brackets may continue."""
_LONGEST_LINE = 2_000
"""In characters; what is longer is not a line of the layout."""

_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""What looks like a space and is none."""
_ODD = re.compile(f"[{_SPACES}]")
_ODD_IN_LAYOUT = re.compile(rf"^(?:[ ]*(?:-[ ]*)?|[ ]*(?:- +)?[\w-]+[ ]*:?)([{_SPACES}])")
_LINE = re.compile(r"(?P<indent>[ ]*)(?P<dashes>(?:-(?:[ ]+|$))*)(?P<content>.*)")
_KEY = re.compile(r"([^:\s\"'\[\]{}#,][^:]*?|\"[^\"]*\"|'[^']*')\s*:(?:[ \t]+(.*)|$)")
_BULLET = re.compile(r"(?:[•·*–—‣◦▪●○→+✓]|[0-9]{1,2}[.)])\s*(?=\S)")  # noqa: RUF001 - as pasted
_NO_SPACE_AFTER_DASH = re.compile(r"-(?=[^\s\-0-9])(.+)")
_TEXT_BLOCK = re.compile(r"[|>][-+0-9]*")
_NOTE = re.compile(r"(?:^|\s)#.*$")


@dataclass
class _Line:
    """One line as a person sees it."""

    number: int
    text: str
    dashes: list[int] = field(default_factory=list)
    """The columns of its dashes, from 0."""
    column: int = 0
    """Where its content begins, from 0."""
    content: str = ""
    key: str = ""
    value: str = ""
    value_column: int = 0


def explain_layout(text: str, mistake: YamlMistake) -> list[YamlMistake]:
    """Return what is wrong in the lines of a text that is not YAML; at least `mistake`."""
    lines = list(_lines(text))
    faults: list[YamlMistake] = []
    for index, line in enumerate(lines):
        fault = _fault(line, lines[index + 1 : index + 1 + _FAR])
        if fault is not None:
            faults.append(fault)
        if len(faults) >= MOST_FAULTS:
            break
    if faults and faults[0].line <= mistake.line + 1:
        return faults
    if lines and lines[0].content[:1] in "{[":
        return [mistake]
    out_of_column = _Columns().find([line for line in lines if line.number <= mistake.line + 1])
    return [out_of_column or mistake]


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that make up the layout: no notes, empty lines or blocks of text."""
    block = -1
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        plain = _ODD.sub(" ", raw)
        if not plain.strip() or plain.lstrip().startswith("#") or plain in ("---", "..."):
            continue
        match = _LINE.match(plain[:_LONGEST_LINE])
        if match is None:
            continue
        column = match.start("content")
        if block >= 0 and len(match["indent"]) > block:
            continue
        block = -1
        content = match["content"].rstrip()
        if not re.search("[\"']", content):
            content = _NOTE.sub("", content).rstrip()
        dashes = [place.start() for place in re.finditer("-", plain[:column])]
        line = _Line(number, raw, dashes, column, content)
        if found := _KEY.fullmatch(content):
            line.key, line.value = found[1].strip("\"'"), (found[2] or "").strip()
            line.value_column = column + (found.start(2) if found[2] else len(content))
            if _TEXT_BLOCK.fullmatch(line.value):
                block = dashes[-1] if dashes else column
        yield line


_LISTS = ("exercises", "warm-up", "cool-down", "weeks", "easier", "harder")
"""Keys whose value is a list."""


def _item_fault(item: _Line) -> YamlMistake:
    """Return the fault of an item that is a text but has keys below it."""
    word, _, rest = re.sub("[:=]", " ", item.content).partition(" ")
    rest = rest.strip()
    if word.lower() in _known_keys() and rest:
        message = f"a colon is missing after {shown(word)}"
        advice = f"write `{shown(f'- {word}: {rest}')[1:-1]}`"
        return _at(item, item.column + len(word), message, advice)
    message = f"{shown(item.content)} is a text with keys below it"
    return _at(item, item.column, message, f"write `- name: {in_quotes(item.content)}`")


@cache
def _session_keys() -> frozenset[str]:
    from hamtimer.core.session_file.fields.session import SESSION

    return frozenset(SESSION.by_key)


@cache
def _known_keys() -> frozenset[str]:
    from hamtimer.core.session_file.fields.exercise import DEFAULTS
    from hamtimer.core.session_file.fields.session import GROUPS, SESSION
    from hamtimer.core.session_file.values.cues import CUE_TABLE

    tables = (SESSION, DEFAULTS, CUE_TABLE, *GROUPS.values())
    return frozenset(key for table in tables for key in table.by_key)


# ------------------------------------------------------------------ faults of one line
def _fault(line: _Line, after: list[_Line]) -> YamlMistake | None:
    """Return what is wrong in a line whatever stands around it."""
    checks = (_indentation(line), _bullet(line), _colon(line), _value(line, after))
    return next((check for check in checks if check is not None), None)


def _at(line: _Line, column: int, message: str, advice: str) -> YamlMistake:
    return YamlMistake(line.number, column + 1, message, advice)


def _indentation(line: _Line) -> YamlMistake | None:
    if re.match(r"[ ]*\t", line.text):
        message = "there is a tab at the beginning of this line"
        return _at(line, line.text.index("\t"), message, "indent with spaces")
    if odd := _ODD_IN_LAYOUT.match(line.text):
        message = f"this is {special_space(odd[1])}, not an ordinary space"
        return _at(line, odd.start(1), message, "delete it and type ordinary spaces")
    return None


def _bullet(line: _Line) -> YamlMistake | None:
    content = line.content
    if match := _NO_SPACE_AFTER_DASH.match(content):
        if line.dashes or not (line.key or _looks_like_key(match[1])):
            return None
        advice = f"write {shown(f'- {match[1].strip()}')[1:-1]}"
        return _at(line, line.column, "a space is missing after the dash", advice)
    match = _BULLET.match(content)
    is_item = line.key or _looks_like_key(content[match.end() :] if match else "")
    if match and not line.dashes and (is_item or match[0][0] == "*"):
        advice = f"write {shown(f'- {content[match.end() :]}')[1:-1]}"
        return _at(line, line.column, f"{shown(match[0].strip())} does not begin an item", advice)
    return None


def _looks_like_key(content: str) -> bool:
    return bool(_KEY.fullmatch(content) or re.match(r"[a-z-]+:", content))


def _colon(line: _Line) -> YamlMistake | None:
    if line.key:
        return None
    content = line.content
    match = re.match(r"([\w-]+)\s*([:：=])\s*(.*)", content)  # noqa: RUF001 - the colon of a CJK keyboard
    if match is None or match[1].lower() not in _known_keys():
        return None
    key, sign, value = match.groups()
    if value.startswith("//"):
        return None
    what = "a space is missing after the colon" if sign == ":" else f"{shown(sign)} is not a colon"
    advice = f"write `{shown(f'{key}: {value}')[1:-1]}`"
    return _at(line, line.column + match.start(2), what, advice)


def _value(line: _Line, after: list[_Line]) -> YamlMistake | None:
    value = line.value if line.key else line.content if line.dashes else ""
    column = line.value_column if line.key else line.column
    if not value:
        return None
    if value[0] in "\"'":
        return _quoted(line, value, column, after)
    if value[0] in "[{":
        return _bracketed(line, value, column, after)
    return _first_sign(line, value, column) or _inner_colon(line, value, column)


def _first_sign(line: _Line, value: str, column: int) -> YamlMistake | None:
    """Return the fault of a text that begins with a sign which means something in YAML."""
    begin = f"{line.key}: " if line.key else "- "
    special = value[0] in "@`%" or (value[0] == "*" and "&" not in line.text)
    wrong_anchor = value[0] == "&" and not re.match(r"&[\w-]+(?:\s|$)", value)
    wrong_block = value[0] in "|>" and not _TEXT_BLOCK.fullmatch(value.partition(" #")[0].strip())
    if special or wrong_anchor or wrong_block:
        message = f"a text cannot begin with {shown(value[0])}"
        return _at(line, column, message, f"put it in quotes: {_short(begin, value)}")
    if line.key and re.match(r"- ", value):
        advice = "write the list in brackets, or begin it on the next line"
        return _at(line, column, "a list cannot begin here", advice)
    return None


def _inner_colon(line: _Line, value: str, column: int) -> YamlMistake | None:
    begin = f"{line.key}: "
    inner = re.search(r":(?=\s|$)", value)
    if line.key and inner:
        word = value[: inner.start()].rsplit(" ", maxsplit=1)[-1]
        if word in _known_keys():
            message = "there are two keys on one line"
            return _at(line, column + inner.start(), message, "write each on a line of its own")
        message = "a text with a colon in it needs quotes"
        return _at(
            line, column + inner.start(), message, f"write it in quotes: {_short(begin, value)}"
        )
    return None


def _short(begin: str, value: str) -> str:
    """Return a value in quotes behind its key, where that is not too long to show."""
    quoted = in_quotes(value) if len(value) <= 40 else '"…"'
    return f"{begin}{quoted}" if quoted[:1] == '"' else f'{begin}"{quoted}"'


def _quoted(line: _Line, value: str, column: int, after: list[_Line]) -> YamlMistake | None:
    end = _end_of_quote(value)
    if end is None:
        left = line.dashes[-1] if line.dashes else line.column
        for later in after:
            if min([later.column, *later.dashes]) <= left:
                break
            if value[0] in later.content:
                return None
        return _at(line, column, "a quotation mark is never closed", _closed(line, value))
    rest = _NOTE.sub("", value[end:]).strip()
    if not rest or (rest.startswith(":") and not line.key):
        return None
    text = value.replace(value[0], "" if value[0] == '"' else "'")
    if value[0] == "'":
        text = text.strip("'")
    begin = f"{line.key}: " if line.key else "- "
    advice = f"put the whole text in quotes: {_short(begin, text)}"
    return _at(line, column + end, "there is text after the closing quotation mark", advice)


def _closed(line: _Line, value: str) -> str:
    begin = f"{line.key}: " if line.key else "- "
    return f"close it: {begin}{shown(value)[1:-1]}{value[0]}" if len(value) < 40 else "close it"


def _end_of_quote(value: str) -> int | None:
    """Return where the text in quotes at the beginning ends; None: not in this line."""
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    match = re.match(pattern, value)
    return match.end() if match else None


def _bracketed(line: _Line, value: str, column: int, after: list[_Line]) -> YamlMistake | None:
    open_quote = re.sub(r"\"(?:[^\"\\]|\\.)*\"|(?<![\w])'(?:[^']|'')*'", "", value)
    if match := re.search(r"(?:^|[\[{,:]\s*)([\"'])", open_quote):
        place = value.rindex(match[1])
        message = "a quotation mark is never closed"
        if not any(match[1] in later.content for later in after[:3]):
            return _at(line, column + place, message, "close it before the bracket")
    if inner := re.search(r"'[^',]*\w'(?=\w)", value):
        message = "an apostrophe ends a text in single quotes"
        advice = "put the text in double quotes"
        return _at(line, column + inner.end() - 1, message, advice)
    depth = _depth(open_quote)
    left = line.dashes[-1] if line.dashes else line.column
    for later in after:
        if depth <= 0 or min([later.column, *later.dashes]) <= left:
            break
        depth += _depth(later.content)
    if depth > 0:
        closing = "]" if value[0] == "[" else "}"
        return _at(line, column, "a bracket is never closed", f"add {closing} at its end")
    if depth < 0:
        return _at(line, column, "there is a closing bracket too many", "delete it")
    return None


def _depth(content: str) -> int:
    return sum(content.count(sign) for sign in "[{") - sum(content.count(sign) for sign in "]}")


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


class _Columns:
    """Follows the columns of lists and keys down the lines to the first that fits nowhere."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.after_dash = False
        """The line above is a dash alone."""
        self.text: _Line | None = None
        """The line above, when it is a text: as an item, or as the continuation of a value."""

    def find(self, lines: list[_Line]) -> YamlMistake | None:
        """Return the first line that does not fit those above it."""
        for line in lines:
            fault = self._next(line)
            if fault is not None:
                return fault
            self.text = line if line.content and not line.key else None
            self.after_dash = bool(line.dashes) and not line.content
        return None

    def _next(self, line: _Line) -> YamlMistake | None:
        for place, column in enumerate(line.dashes):
            fault = self._dash(line, column) if not place else None
            if fault is not None:
                return fault
            if place:
                self.open.append(_Open(column, is_list=True, line=line.number))
        if line.key:
            return self._key(line)
        return self._text(line) if line.content else None

    def _dash(self, line: _Line, column: int) -> YamlMistake | None:
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

    def _missing_key(self, line: _Line, column: int) -> YamlMistake | None:
        """Return the fault of a list that stands right below the name of a session or block."""
        inner = [each for each in self.open if each.column <= column]
        group = inner[-1] if inner else None
        if group is None or group.is_list or "exercises" in group.keys or not group.filled:
            return None
        if group.first != "block" and (group is not self.open[0] or group.first != "name"):
            return None
        message = f"a list cannot follow `{group.last}` directly"
        advice = f"write `exercises:` above it, in column {group.column + 1}"
        return _at(line, column, message, advice)

    def _without_dash(self, column: int) -> YamlMistake | None:
        """Return the fault of an item above that has no dash, while the one below it has."""
        text = self.text
        if text is not None and not text.dashes and text.column == column:
            item = _BULLET.sub("", text.content.lstrip("-"))
            message = f"{shown(text.content)} has no dash, but the item below it has"
            return _at(text, column, message, f"write `{shown(f'- {item}')[1:-1]}`")
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

    def _dash_fault(self, line: _Line, column: int, known: list[_Open]) -> YamlMistake | None:
        if not known:
            return None
        nearest = min(known, key=lambda each: abs(each.column - column))
        if nearest.column == column:
            return None
        message = f"this dash is in column {column + 1} and fits no list above it"
        advice = f"move it to column {nearest.column + 1}, below the dash in line {nearest.line}"
        return _at(line, column, message, advice)

    def _key(self, line: _Line) -> YamlMistake | None:
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

    def _is_lost(self, line: _Line) -> bool:
        """Whether a key of an exercise stands in the column of the session's keys."""
        return line.key in _known_keys() and line.key not in _session_keys()

    def _key_fault(self, line: _Line, groups: list[_Open]) -> YamlMistake | None:
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
            return _at(
                line, line.column, message, f"write `{what}`, the dash in column {column + 1}"
            )
        if len(groups) > 1 and line.key not in _session_keys():
            groups = groups[1:]
        nearest = min(reversed(groups), key=lambda each: abs(each.column - line.column))
        if nearest.column == line.column:
            nearest = inner
        message = f"`{line.key}` is in column {line.column + 1} and does not fit the keys above it"
        advice = (
            f"move it to column {nearest.column + 1}, "
            f"directly below `{nearest.first}` in line {nearest.line}"
        )
        return _at(line, line.column, message, advice)

    def _text(self, line: _Line) -> YamlMistake | None:
        """Check a line without a key: it may continue the text above it."""
        if line.dashes:
            return None
        groups = [each for each in self.open if not each.is_list]
        top = groups[-1] if groups else None
        if top is not None and line.column > top.column:
            top.filled = True
            return None
        word, _, rest = line.content.partition(" ")
        if word.lower() in _known_keys():
            advice = f"write `{shown(f'{word}: {rest}'.strip())[1:-1]}`"
            message = f"a colon is missing after {shown(word)}"
            return _at(line, line.column + len(word), message, advice)
        message = f"{shown(line.content)} is not a key with a value"
        advice = "write a key, a colon and a value, or begin the line with # to make it a note"
        if len(groups) > 1:
            advice = f"write `- name: {in_quotes(line.content)}` for another exercise, or a key"
        return _at(line, line.column, message, advice)

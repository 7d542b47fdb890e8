"""Why a text is not YAML, found in its lines.

The YAML parser stops where it cannot continue, which is often a line or a page after the
mistake, and speaks of tokens. Here the lines are read as a person reads them: by their columns,
their dashes and their colons. This runs only once the parser has given up.
"""

from __future__ import annotations

import re

from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session_file.broken_yaml_columns import Columns
from hamtimer.core.session_file.broken_yaml_lines import (
    BULLET,
    KEY,
    NOTE,
    SPACES,
    TEXT_BLOCK,
    Line,
    known_keys,
    mistake_at,
    read_lines,
)
from hamtimer.core.session_file.suggestions import in_quotes, special_space
from hamtimer.core.session_file.yaml_nodes import YamlMistake

MOST_FAULTS = 50
_FAR = 200
"""How many lines a text in quotes or a list in brackets may continue."""
_ODD_IN_LAYOUT = re.compile(rf"^(?:[ ]*(?:-[ ]*)?|[ ]*(?:- +)?[\w-]+[ ]*:?)([{SPACES}])")
_NO_SPACE_AFTER_DASH = re.compile(r"-(?=[^\s\-0-9])(.+)")


def explain_broken_yaml(text: str, mistake: YamlMistake) -> list[YamlMistake]:
    """Return the problems in the lines of a text that is not YAML; at least `mistake`."""
    lines = list(read_lines(text))
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
    out_of_column = Columns().find([line for line in lines if line.number <= mistake.line + 1])
    return [out_of_column or mistake]


# ------------------------------------------------------------------ faults of one line
def _fault(line: Line, after: list[Line]) -> YamlMistake | None:
    """Return the fault of a line, regardless of its context."""
    checks = (_indentation(line), _bullet(line), _colon(line), _value(line, after))
    return next((check for check in checks if check is not None), None)


def _indentation(line: Line) -> YamlMistake | None:
    if re.match(r"[ ]*\t", line.text):
        message = "there is a tab at the beginning of this line"
        return mistake_at(line, line.text.index("\t"), message, "indent with spaces")
    if odd := _ODD_IN_LAYOUT.match(line.text):
        message = f"this is {special_space(odd[1])}, not an ordinary space"
        return mistake_at(line, odd.start(1), message, "delete it and type ordinary spaces")
    return None


def _bullet(line: Line) -> YamlMistake | None:
    content = line.content
    if match := _NO_SPACE_AFTER_DASH.match(content):
        if line.dashes or not (line.key or _looks_like_key(match[1])):
            return None
        advice = f"write {shown(f'- {match[1].strip()}')[1:-1]}"
        return mistake_at(line, line.column, "a space is missing after the dash", advice)
    match = BULLET.match(content)
    is_item = line.key or _looks_like_key(content[match.end() :] if match else "")
    if match and not line.dashes and (is_item or match[0][0] == "*"):
        advice = f"write {shown(f'- {content[match.end() :]}')[1:-1]}"
        return mistake_at(
            line, line.column, f"{shown(match[0].strip())} does not begin an item", advice
        )
    return None


def _looks_like_key(content: str) -> bool:
    return bool(KEY.fullmatch(content) or re.match(r"[a-z-]+:", content))


def _colon(line: Line) -> YamlMistake | None:
    if line.key:
        return None
    content = line.content
    match = re.match(r"([\w-]+)\s*([:：=])\s*(.*)", content)  # noqa: RUF001 - the colon of a CJK keyboard
    if match is None or match[1].lower() not in known_keys():
        return None
    key, sign, value = match.groups()
    if value.startswith("//"):
        return None
    what = "a space is missing after the colon" if sign == ":" else f"{shown(sign)} is not a colon"
    advice = f"write `{shown(f'{key}: {value}')[1:-1]}`"
    return mistake_at(line, line.column + match.start(2), what, advice)


def _value(line: Line, after: list[Line]) -> YamlMistake | None:
    value = line.value if line.key else line.content if line.dashes else ""
    column = line.value_column if line.key else line.column
    if not value:
        return None
    if value[0] in "\"'":
        return _quoted(line, value, column, after)
    if value[0] in "[{":
        return _bracketed(line, value, column, after)
    return _first_sign(line, value, column) or _inner_colon(line, value, column)


def _first_sign(line: Line, value: str, column: int) -> YamlMistake | None:
    """Return the fault of a text that begins with a sign which means something in YAML."""
    begin = f"{line.key}: " if line.key else "- "
    special = value[0] in "@`%" or (value[0] == "*" and "&" not in line.text)
    wrong_anchor = value[0] == "&" and not re.match(r"&[\w-]+(?:\s|$)", value)
    wrong_block = value[0] in "|>" and not TEXT_BLOCK.fullmatch(value.partition(" #")[0].strip())
    if special or wrong_anchor or wrong_block:
        message = f"a text cannot begin with {shown(value[0])}"
        return mistake_at(line, column, message, f"put it in quotes: {_short(begin, value)}")
    if line.key and re.match(r"- ", value):
        advice = "write the list in brackets, or begin it on the next line"
        return mistake_at(line, column, "a list cannot begin here", advice)
    return None


def _inner_colon(line: Line, value: str, column: int) -> YamlMistake | None:
    begin = f"{line.key}: "
    inner = re.search(r":(?=\s|$)", value)
    if line.key and inner:
        word = value[: inner.start()].rsplit(" ", maxsplit=1)[-1]
        if word in known_keys():
            message = "there are two keys on one line"
            return mistake_at(
                line, column + inner.start(), message, "write each on a line of its own"
            )
        message = "a text with a colon in it needs quotes"
        return mistake_at(
            line, column + inner.start(), message, f"write it in quotes: {_short(begin, value)}"
        )
    return None


def _short(begin: str, value: str) -> str:
    """Return a value in quotes behind its key, where that is not too long to show."""
    quoted = in_quotes(value) if len(value) <= 40 else '"…"'
    return f"{begin}{quoted}" if quoted[:1] == '"' else f'{begin}"{quoted}"'


def _quoted(line: Line, value: str, column: int, after: list[Line]) -> YamlMistake | None:
    end = _end_of_quote(value)
    if end is None:
        left = line.dashes[-1] if line.dashes else line.column
        for later in after:
            if min([later.column, *later.dashes]) <= left:
                break
            if value[0] in later.content:
                return None
        return mistake_at(line, column, "a quotation mark is never closed", _closed(line, value))
    rest = NOTE.sub("", value[end:]).strip()
    if not rest or (rest.startswith(":") and not line.key):
        return None
    text = value.replace(value[0], "" if value[0] == '"' else "'")
    if value[0] == "'":
        text = text.strip("'")
    begin = f"{line.key}: " if line.key else "- "
    advice = f"put the whole text in quotes: {_short(begin, text)}"
    return mistake_at(line, column + end, "there is text after the closing quotation mark", advice)


def _closed(line: Line, value: str) -> str:
    begin = f"{line.key}: " if line.key else "- "
    return f"close it: {begin}{shown(value)[1:-1]}{value[0]}" if len(value) < 40 else "close it"


def _end_of_quote(value: str) -> int | None:
    """Return where the text in quotes at the beginning ends; None: not in this line."""
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    match = re.match(pattern, value)
    return match.end() if match else None


def _bracketed(line: Line, value: str, column: int, after: list[Line]) -> YamlMistake | None:
    open_quote = re.sub(r"\"(?:[^\"\\]|\\.)*\"|(?<![\w])'(?:[^']|'')*'", "", value)
    if match := re.search(r"(?:^|[\[{,:]\s*)([\"'])", open_quote):
        place = value.rindex(match[1])
        message = "a quotation mark is never closed"
        if not any(match[1] in later.content for later in after[:3]):
            return mistake_at(line, column + place, message, "close it before the bracket")
    if inner := re.search(r"'[^',]*\w'(?=\w)", value):
        message = "an apostrophe ends a text in single quotes"
        advice = "put the text in double quotes"
        return mistake_at(line, column + inner.end() - 1, message, advice)
    depth = _depth(open_quote)
    left = line.dashes[-1] if line.dashes else line.column
    for later in after:
        if depth <= 0 or min([later.column, *later.dashes]) <= left:
            break
        depth += _depth(later.content)
    if depth > 0:
        closing = "]" if value[0] == "[" else "}"
        return mistake_at(line, column, "a bracket is never closed", f"add {closing} at its end")
    if depth < 0:
        return mistake_at(line, column, "there is one closing bracket too many", "delete it")
    return None


def _depth(content: str) -> int:
    return sum(content.count(sign) for sign in "[{") - sum(content.count(sign) for sign in "]}")

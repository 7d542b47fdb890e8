"""The lines of a text that is not YAML, as a person reads them: columns, dashes, keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from functools import cache

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session_file.yaml_nodes import YamlMistake

_LONGEST_LINE = 2_000
"""In characters; longer lines are not part of the layout."""

SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""What looks like a space and is none."""
_ODD = re.compile(f"[{SPACES}]")
_LINE = re.compile(r"(?P<indent>[ ]*)(?P<dashes>(?:-(?:[ ]+|$))*)(?P<content>.*)")
KEY = re.compile(r"([^:\s\"'\[\]{}#,][^:]*?|\"[^\"]*\"|'[^']*')\s*:(?:[ \t]+(.*)|$)")
BULLET = re.compile(r"(?:[•·*–—‣◦▪●○→+✓]|[0-9]{1,2}[.)])\s*(?=\S)")  # noqa: RUF001 - as pasted
TEXT_BLOCK = re.compile(r"[|>][-+0-9]*")
NOTE = re.compile(r"(?:^|\s)#.*$")


@dataclass
class Line:
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


def read_lines(text: str) -> Iterator[Line]:
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
            content = NOTE.sub("", content).rstrip()
        dashes = [place.start() for place in re.finditer("-", plain[:column])]
        line = Line(number, raw, dashes, column, content)
        if found := KEY.fullmatch(content):
            line.key, line.value = found[1].strip("\"'"), (found[2] or "").strip()
            line.value_column = column + (found.start(2) if found[2] else len(content))
            if TEXT_BLOCK.fullmatch(line.value):
                block = dashes[-1] if dashes else column
        yield line


@cache
def session_keys() -> frozenset[str]:
    """Return the keys of the session itself."""
    from hamtimer.core.session_file.fields.session import SESSION

    return frozenset(SESSION.by_key)


@cache
def known_keys() -> frozenset[str]:
    """Return every key of a session file."""
    from hamtimer.core.session_file.fields.exercise import DEFAULTS
    from hamtimer.core.session_file.fields.session import GROUPS, SESSION
    from hamtimer.core.session_file.values.cues import CUE_TABLE

    tables = (SESSION, DEFAULTS, CUE_TABLE, *GROUPS.values())
    return frozenset(key for table in tables for key in table.by_key)


def mistake_at(line: Line, column: int, message: str, advice: str) -> YamlMistake:
    """Return a mistake at a column of a line, counted from 0."""
    return YamlMistake(line.number, column + 1, message, advice)

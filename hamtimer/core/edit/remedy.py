"""Quick fixes: the change of the text that an error's advice asks for.

The text to write is taken from the advice that the person reads. A fix is offered only if it
removes the error without causing another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hamtimer.core.dataclass import dataclass
from hamtimer.core.edit.splice import Splice
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problems import Problem, Severity

_MEANT = re.compile(r'did you mean (?:"([^"]+)"|`([^`]+)`)')
_LINES = re.compile(r"`(-? ?[\w-]+: [^`]+)`")
_IN_QUOTES = re.compile(r"(?:in quotes|the whole text in quotes): (.+)$|close it: (.+)$")
_POINT = re.compile(r'write "?([0-9][^"]*?)"? with a point')
_COLUMN = re.compile(r"move it to column ([0-9]+)")
_BRACKET = re.compile(r"add ([]}]) at its end")
_KEY = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s:,{}\[\]#][^:,{}\[\]\n]*?)(?=\s*:(?:\s|$))")
_VALUE = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|(?:(?! #)[^\n\r])+")
_FLOW_VALUE = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|(?:(?! #)[^\n\r,}\]])+")
_CONTENT = re.compile(r"[ \t]*(?:-[ \t]+)*")


def find_remedy(text: str, problem: Problem) -> Splice | None:
    """Return the change that fixes a problem, or None if none is known."""
    if not problem.line:
        return None
    before = _wrong(text)
    for splice in _candidates(text, problem):
        changed = splice.apply(text)
        if changed != text and _is_better(before, _wrong(changed), problem):
            return splice
    return None


def _wrong(text: str) -> list[Problem]:
    return list(load_session(text, "").problems)


def _is_better(before: list[Problem], after: list[Problem], problem: Problem) -> bool:
    """Return whether the problem is gone, and the file is no worse in other places."""
    kinds = [each.message for each in after if each.line == problem.line]
    if problem.message in kinds:
        return False
    errors = [sum(each.severity is Severity.ERROR for each in found) for found in (before, after)]
    is_syntax = errors[0] == 1
    return errors[1] < errors[0] or (is_syntax and errors[1] == 0) or _was_warning(errors, problem)


def _was_warning(errors: list[int], problem: Problem) -> bool:
    return problem.severity is Severity.WARNING and errors[1] <= errors[0]


@dataclass(frozen=True, slots=True)
class _Place:
    """The line of a problem in the text."""

    text: str
    start: int
    """Where the line begins."""
    end: int
    at: int
    """Where the problem is."""

    @property
    def content(self) -> int:
        """Where the content after indentation and dashes begins."""
        match = _CONTENT.match(self.text, self.start, self.end)
        return match.end() if match else self.start

    @property
    def indent(self) -> int:
        """Where the indentation ends, before any dash."""
        line = self.text[self.start : self.end]
        return self.start + len(line) - len(line.lstrip())

    @property
    def value_end(self) -> int:
        """Where the line ends, without a comment."""
        line = self.text[self.start : self.end]
        return self.start + len(line.partition(" #")[0].rstrip())

    @property
    def in_flow(self) -> bool:
        """Whether the problem is inside braces or brackets of its line."""
        before = self.text[self.start : self.at]
        return sum(map(before.count, "{[")) > sum(map(before.count, "}]"))


def _place(text: str, problem: Problem) -> _Place | None:
    mark = len(text) - len(text.removeprefix("\ufeff"))
    starts = [mark, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    if problem.line > len(starts):
        return None
    start = starts[problem.line - 1]
    end = re.compile(r"[\r\n]|\Z").search(text, start)
    assert end is not None  # noqa: S101 - every text has an end
    return _Place(text, start, end.start(), min(start + problem.column - 1, end.start()))


def _candidates(text: str, problem: Problem) -> Iterator[Splice]:
    place = _place(text, problem)
    if place is None:
        return
    advice = problem.advice
    if meant := _MEANT.search(advice):
        yield from _replacements(place, meant[1] or meant[2])
    if point := _POINT.search(advice):
        yield from _replacements(place, point[1])
    if lines := _LINES.findall(advice.partition(", or")[0]):
        yield from _as_lines(place, lines)
    if quoted := _IN_QUOTES.search(advice):
        written = quoted[1] or quoted[2]
        yield Splice(place.indent, place.value_end, written)
        yield Splice(place.content, place.value_end, written)
        yield Splice(place.content, place.end, written)
    if "delete the line" in advice or advice.startswith("leave it out"):
        yield from _deletions(place)
    yield from _spaces(place, advice)


def _replacements(place: _Place, word: str) -> Iterator[Splice]:
    """Replace the key or the value at the place, or a word of the value."""
    text, at = place.text, place.at
    if re.fullmatch(r"[\w-]+: .+", word):
        yield from _as_lines(place, [word])
        return
    if key := _KEY.match(text, at, place.end):
        yield Splice(at, key.end(), word)
    pattern = _FLOW_VALUE if place.in_flow else _VALUE
    if value := pattern.match(text, at, place.end):
        written = value[0].rstrip()
        yield Splice(at, at + len(written), word)
        last = re.search(r"[^\s\d.]+$", written)
        if last:
            yield Splice(at + last.start(), at + last.end(), word)


def _as_lines(place: _Place, lines: list[str]) -> Iterator[Splice]:
    """Replace the line's content by whole keys with their values."""
    if lines[0].startswith("-"):
        yield Splice(place.indent, place.value_end, lines[0])
        yield Splice(place.indent, place.end, lines[0])
        return
    if place.in_flow:
        before = max(place.text.rfind(sign, place.start, place.at) for sign in "{,")
        start = before + 1 + (place.text[before + 1 : before + 2] == " ")
        if value := re.compile(r"[^,}]*").match(place.text, place.at, place.end):
            yield Splice(start, value.end(), ", ".join(lines))
        return
    column = place.content - place.start
    line_end = "\r\n" if "\r\n" in place.text else "\n"
    written = f"{line_end}{' ' * column}".join(lines)
    yield Splice(place.content, place.value_end, written)
    yield Splice(place.at, place.value_end, written)


def _deletions(place: _Place) -> Iterator[Splice]:
    """Delete the line, or the key with its value in braces."""
    if place.in_flow:
        match = re.compile(r"[^,}]*,? ?").match(place.text, place.at, place.end)
        if match:
            yield Splice(place.at, match.end(), "")
        return
    after = re.compile(r"\r\n|\r|\n|").match(place.text, place.end)
    yield Splice(place.start, after.end() if after else place.end, "")


def _spaces(place: _Place, advice: str) -> Iterator[Splice]:
    """Fix indentation, special spaces and closing brackets."""
    if advice == "indent with spaces":
        line = place.text[place.start : place.end]
        begin = line[: len(line) - len(line.lstrip())]
        yield Splice(place.start, place.start + len(begin), begin.replace("\t", "  "))
        yield Splice(place.start, place.start + len(begin), begin.replace("\t", "    "))
    elif advice.startswith("delete it and type"):
        yield Splice(place.at, place.at + 1, " ")
    elif found := _COLUMN.search(advice):
        yield Splice(place.start, place.indent, " " * (int(found[1]) - 1))
    elif closing := _BRACKET.search(advice):
        yield Splice(place.value_end, place.value_end, closing[1])

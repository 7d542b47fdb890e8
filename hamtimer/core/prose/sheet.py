"""A whole hand-out: its title, its headings as blocks, and its lines as exercises."""

from __future__ import annotations

import re
from dataclasses import field

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.prose.amounts import COUNT, TIME, count, time_text
from hamtimer.core.notation.prose.line import read_line
from hamtimer.core.notation.prose.recogniser import Line
from hamtimer.core.prose.rows import KIND, Row, kind_of, read_rows, role_of

LONGEST_LINE = 400
"""In characters. Longer lines are prose, not exercises."""
_LONGEST_TITLE = 80


@dataclass
class Item:
    """An exercise, or a line that was not understood."""

    sources: list[tuple[int, str]]
    """The lines of the sheet it comes from: their numbers, from 1, and their text."""
    keys: dict[str, str] = field(default_factory=dict)
    name: str = ""
    notes: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    @property
    def is_exercise(self) -> bool:
        """Whether it says what to do and how much."""
        return bool(self.name and self.keys.keys() & {"reps", "hold", "time"})


@dataclass
class Group:
    """The items below one heading."""

    name: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys of the block: its kind, its rounds, its rests."""
    heading: tuple[int, str] | None = None
    """The line of its heading, if any."""
    items: list[Item] = field(default_factory=list)

    @property
    def exercises(self) -> list[Item]:
        """The items that are exercises."""
        return [item for item in self.items if item.is_exercise]


@dataclass
class Sheet:
    """The content of a hand-out."""

    title: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys of the session itself."""
    defaults: dict[str, str] = field(default_factory=dict)
    """Values for all exercises."""
    facts: list[Item] = field(default_factory=list)
    """The lines that `keys` and `defaults` come from."""
    groups: list[Group] = field(default_factory=list)

    @property
    def exercises(self) -> list[Item]:
        """Every exercise of the sheet."""
        return [item for group in self.groups for item in group.exercises]

    @property
    def not_understood(self) -> list[tuple[int, str]]:
        """Line number and text of everything that was not understood."""
        found = []
        for group in self.groups:
            for item in group.items:
                if not item.is_exercise:
                    found += item.sources
                found += [(item.sources[0][0], note) for note in item.notes]
        return sorted(found)


def read_sheet(text: str) -> Sheet:
    """Return the content of a hand-out; nothing in it is lost."""
    return _Reader(list(read_rows(text))).read()


class _Reader:
    """Goes through the rows of one sheet."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.lines = [[read_line(segment) for segment in _segments(row.text)] for row in rows]
        self.sheet = Sheet()
        self.group = Group()
        self.label = ""
        self.pending: Row | None = None
        """A row that may name the exercise in the rows below it."""
        self.one_line: Row | None = None
        """The heading of this group, where its exercises stand in the same line."""

    def read(self) -> Sheet:
        """Read every row."""
        for index, row in enumerate(self.rows):
            lines = self.lines[index]
            if self._is_below_one_line(index):
                self._flush_name()
                self._close_group()
            self.one_line = row.heading or self.one_line
            if len(row.text) > LONGEST_LINE:
                self._keep(row)
            elif len(lines) == 1 and self._is_title(index):
                self.sheet.title = row.text.strip(" :#")
            elif len(lines) == 1 and self._is_heading(index):
                self._begin(row)
            else:
                for line in lines:
                    self._line(index, row, line)
        self._flush_name()
        self._close_group()
        return self.sheet

    def _is_below_one_line(self, index: int) -> bool:
        """Whether a row follows a heading with its exercises in one line, and is not of them."""
        row, heading = self.rows[index], self.one_line
        if heading is None or row.heading is heading or self._is_nameless(index):
            return False
        return heading.bullet or not row.bullet

    def _is_title(self, index: int) -> bool:
        row, line = self.rows[index], self.lines[index][0]
        if index or row.bullet or line.keys or role_of(row.text) or kind_of(row.text):
            return False
        nameless = len(self.rows) > 1 and self._is_nameless(1)
        return len(row.text) <= _LONGEST_TITLE and len(self.rows) > 1 and not nameless

    def _is_nameless(self, index: int) -> bool:
        """Return whether a row says how much but not of what."""
        return all(line.keys and not line.name for line in self.lines[index])

    def _is_heading(self, index: int) -> bool:
        row, line = self.rows[index], self.lines[index][0]
        kind = bool(kind_of(row.text)) and (not line.is_work or not KIND.sub("", line.name).strip())
        if line.is_work and not kind:
            return False
        if role_of(row.text) or row.marked or kind:
            return True
        if not row.bullet and not line.keys and self._leads_to_bullets(index):
            return True
        if row.text.endswith(":"):
            return not (index + 1 < len(self.rows) and self._is_nameless(index + 1))
        capitals = row.text.isupper() and len(row.text) > 3
        return capitals and not row.bullet and not line.keys

    def _leads_to_bullets(self, index: int) -> bool:
        """Return whether a short row introduces a list of exercises without being one."""
        if len(self.rows[index].text) > _LONGEST_TITLE or index + 1 >= len(self.rows):
            return False
        return self.rows[index + 1].bullet and not self._is_nameless(index + 1)

    def _begin(self, row: Row) -> None:
        """Begin the group below a heading."""
        self._flush_name()
        self._close_group()
        self.label = ""
        words = row.text.strip(" :#-")
        role = role_of(words)
        kind = kind_of(words) or ""
        self.group = Group(role or words, {"kind": kind} if kind else {}, (row.number, row.source))
        if capped := re.search(rf"\bamrap\b\D*({TIME})|({TIME})\s*amrap\b", words, re.IGNORECASE):
            within = time_text(capped[1] or capped[2])
            self.group.keys = {"kind": "circuit", "rounds": "max", "within": within}
        elif rounds := re.search(
            rf"({COUNT})\s*(?:x|rounds?|times|sets?)|x\s*({COUNT})\b", words, re.IGNORECASE
        ):
            self.group.keys["rounds"] = str(count(rounds[1] or rounds[2]))
            self.group.keys.setdefault("kind", "circuit")
        if rest := re.search(rf"rest\w*\s*:?\s*({TIME})|({TIME})\s*rest", words, re.IGNORECASE):
            self.group.keys["rest-between-rounds"] = time_text(rest[1] or rest[2])

    def _close_group(self) -> None:
        """Add the group to the others; in a superset or circuit, a rest is between its rounds."""
        exercises = self.group.exercises if "kind" in self.group.keys else []
        for item in exercises:
            if "rest" in item.keys:
                rest = item.keys.pop("rest")
                if item is exercises[-1]:
                    self.group.keys.setdefault("rest-between-rounds", rest)
                else:
                    item.keys.setdefault("rest-after", rest)
        if self.group.items or self.group.heading:
            self.sheet.groups.append(self.group)
        self.group, self.one_line = Group(), None

    def _line(self, index: int, row: Row, line: Line) -> None:
        if row.label != self.label:
            self._change_label(row.label)
        if line.name and line.is_work:
            self._flush_name()
            self._add(row, line)
        elif line.name and not line.keys:
            self._flush_name()
            follows = index + 1 < len(self.rows) and self._is_nameless(index + 1)
            if follows and not self.rows[index + 1].after_gap and len(row.text) <= _LONGEST_TITLE:
                self.pending = row
            else:
                self._keep(row)
        elif line.keys and not line.name:
            self._facts(row, line)
        else:
            self._flush_name()
            self._keep(row)

    def _change_label(self, label: str) -> None:
        self._close_group()
        self.label = label
        if label:
            self.group = Group(f"Superset {label}", {"kind": "superset"})

    def _add(self, row: Row, line: Line, name: str = "") -> None:
        """Add an exercise; a nameless line may get a name."""
        keys = dict(line.keys)
        schedule = keys.pop("schedule", "")
        if schedule:
            keys = {"schedule": schedule, **keys}
        if "rest-between-rounds" in keys:
            self.group.keys["rest-between-rounds"] = keys.pop("rest-between-rounds")
        sources = [(row.number, row.source)]
        item = Item(sources, keys, name or line.name, line.notes, line.choices)
        self.group.items.append(item)

    def _facts(self, row: Row, line: Line) -> None:
        """Take facts without a name: for the exercise above, or for all exercises."""
        if self.pending is not None:
            name, self.pending = self.pending, None
            # Read together with the name, which determines whether a time is a hold.
            self._add(name, read_line(f"{name.text.strip(' :')}: {row.text}"))
            self.group.items[-1].sources.append((row.number, row.source))
            return
        if line.keys.keys() == {"schedule"}:
            self._for_all(row, line)
            return
        last = self.group.items[-1] if self.group.items else None
        if row.after_gap or last is None or not last.name or _ALL.search(row.text):
            self._for_all(row, line)
            return
        for key, value in line.keys.items():
            if key in last.keys:
                last.notes.append(f"{key} {value}")
            else:
                last.keys[key] = value
        last.sources.append((row.number, row.source))
        last.notes += line.notes
        last.choices += line.choices

    def _for_all(self, row: Row, line: Line) -> None:
        keys = dict(line.keys)
        self.sheet.facts.append(Item([(row.number, row.source)]))
        if line.is_work and not self.sheet.exercises and not self.group.exercises:
            # "3 sets of 12 of each:" above a list applies to the whole list.
            self.sheet.defaults |= {key: value for key, value in keys.items() if key != "schedule"}
            return
        if line.is_work:
            self._add(row, line, "Exercise")
            return
        if "schedule" in keys:
            self.sheet.keys["schedule"] = keys.pop("schedule")
        if "rest-after" in keys:
            keys["rest-between-exercises"] = keys.pop("rest-after")
        if "rest-between-rounds" in keys and self.group.keys.get("kind"):
            self.group.keys["rest-between-rounds"] = keys.pop("rest-between-rounds")
        self.sheet.defaults |= keys
        for note in line.notes:
            self.group.items.append(Item([(row.number, note)]))

    def _keep(self, row: Row) -> None:
        """Keep a row that was not understood in its place."""
        self.group.items.append(Item([(row.number, row.source)]))

    def _flush_name(self) -> None:
        if self.pending is not None:
            self._keep(self.pending)
            self.pending = None


_ALL = re.compile(r"\b(?:all|every|between exercises|throughout|everything)\b", re.IGNORECASE)


def _segments(text: str) -> list[str]:
    """Split a line that holds several exercises."""
    for pattern in (r"\s*[;|•]\s*", r"\s+\+\s+", r"\s*,\s*"):
        parts = [part for part in re.split(pattern, text) if part]
        groups: list[str] = []
        for part in parts:
            line = read_line(part)
            begins = bool(line.name) and bool(line.keys.keys() & {"reps", "hold", "time"})
            clear = begins and ("sets" in line.keys or pattern != r"\s*,\s*")
            if groups and not clear:
                groups[-1] = f"{groups[-1]}, {part}"
            else:
                groups.append(part)
        if len(groups) > 1:
            lines = [read_line(group) for group in groups]
            if all(line.name and line.is_work for line in lines):
                return groups
    return [text]

"""The rows of the library: their groups, and how well they match a filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.dataclass import dataclass
from hamtimer.core.text import capitalized, folded, literal
from hamtimer.home.library import Origin
from hamtimer.home.session_index import Facts

if TYPE_CHECKING:
    # Loaded when something is due, so that the list appears sooner.
    from hamtimer.core.next.dates import SessionDue

FIRST_STEPS = "first-steps"
"""The session for newcomers, by file name."""
MOST_DONE_LAST = 5
"""How many sessions the group of recently done ones holds."""


class Group(StrEnum):
    """The heading over a session, in the order of the list."""

    NEW = "New here?"
    DUE = "Due today"
    DONE_LAST = "Done last"
    OWN = "Yours"
    HERE = "In ./sessions"
    BEGINNER = "Beginner"
    INTERMEDIATE = "Intermediate"
    ADVANCED = "Advanced"
    OTHER = "Others that come with hamtimer"


@dataclass(frozen=True, slots=True)
class Past:
    """A session's past: when it was last done, and what is due."""

    last: datetime | None = None
    """When it was last begun, in local time; None: never."""
    due: SessionDue | None = None
    """What is due by its schedule; None: no schedule."""


@dataclass(frozen=True, slots=True)
class Row:
    """A session in the list."""

    path: Path
    origin: Origin
    facts: Facts | None
    """None until the file is read."""

    @property
    def id(self) -> str:
        """Its id in the list."""
        return str(self.path)

    @property
    def name(self) -> str:
        """The session's name; while unknown, or with errors, that of the file."""
        if self.is_broken:
            return literal(self.path.name)
        return self.facts.name if self.facts else _name_of_file(self.path)

    @property
    def is_broken(self) -> bool:
        """Whether the file has errors."""
        return self.facts is not None and not self.facts.length

    @property
    def place(self) -> tuple[str, str]:
        """The sort key within a group."""
        return (folded(self.name), self.path.stem)


def _name_of_file(path: Path) -> str:
    """Return a name derived from a file: `Wall sit` for wall-sit.yaml."""
    return capitalized(literal(path.stem).replace("-", " ").replace("_", " "))


# ------------------------------------------------------------------ groups


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that determines the group of a row."""

    pasts: Mapping[str, Past] = field(default_factory=dict)
    """By row id."""
    is_new: bool = False
    """Nothing was ever done, and the person has no sessions of their own."""

    def group(self, rows: Iterable[Row]) -> dict[Group, list[Row]]:
        """Return the rows by group, in list order."""
        found: dict[Group, list[Row]] = {group: [] for group in Group}
        for row in rows:
            found[self._group_of(row)].append(row)
        done = sorted(found[Group.DONE_LAST], key=self._last, reverse=True)
        found[Group.DONE_LAST] = done[:MOST_DONE_LAST]
        for row in done[MOST_DONE_LAST:]:
            found[_usual_group(row)].append(row)
        for group, members in found.items():
            if group is Group.DUE:
                members.sort(key=self._since)
            elif group is not Group.DONE_LAST:
                members.sort(key=lambda row: row.place)
        return {group: members for group, members in found.items() if members}

    def past(self, row: Row) -> Past:
        """Return the past of a session."""
        return self.pasts.get(row.id, Past())

    def _group_of(self, row: Row) -> Group:
        past = self.past(row)
        if self.is_new and row.origin is Origin.BUNDLED and row.path.stem == FIRST_STEPS:
            return Group.NEW
        if past.due is not None and past.due.call == "due":
            return Group.DUE
        return Group.DONE_LAST if past.last is not None else _usual_group(row)

    def _last(self, row: Row) -> float:
        last = self.past(row).last
        return last.timestamp() if last else 0.0

    def _since(self, row: Row) -> tuple[date, tuple[str, str]]:
        due = self.past(row).due
        return (due.since if due and due.since else date.max, row.place)


def _usual_group(row: Row) -> Group:
    """Return the group of a session without records."""
    if row.origin is Origin.OWN:
        return Group.OWN
    if row.origin is Origin.HERE:
        return Group.HERE
    level = row.facts.level if row.facts else ""
    return Group(level.capitalize()) if level else Group.OTHER


# ------------------------------------------------------------------ the filter


class Match(StrEnum):
    """Where a word of the filter was found, best place first."""

    START = "the start of the name"
    WORD = "the start of a word of the name"
    NAME = "the name"
    EXERCISE = "an exercise"
    TAG = "a tag, the level or the folder"
    EQUIPMENT = "the equipment"
    DESCRIPTION = "the description"


_RANKS = {match: rank for rank, match in enumerate(Match)}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a row matches a filter."""

    rank: tuple[int, ...]
    """Worst place first, so that matches in the name rank before matches in the equipment."""
    why: str = ""
    """Matches outside the name: an exercise, a tag, equipment."""


def fit(row: Row, words: Iterable[str]) -> Fit | None:
    """Return how a session matches the folded words of a filter; None if a word is not found."""
    ranks, why = list[int](), ""
    for word in words:
        found = _find(row, word)
        if found is None:
            return None
        match, text = found
        ranks.append(_RANKS[match])
        why = why or text
    return Fit(tuple(sorted(ranks, reverse=True)), why)


def _find(row: Row, word: str) -> tuple[Match, str] | None:
    """Return the best place of a word in a session and, outside the name, the text around it."""
    name = folded(row.name)
    if name.startswith(word):
        return Match.START, ""
    if f" {word}" in name:
        return Match.WORD, ""
    if word in name or word in folded(row.path.stem):
        return Match.NAME, ""
    facts = row.facts or Facts("", "")
    places = (
        (Match.EXERCISE, facts.exercises),
        (Match.TAG, [*(f"#{tag}" for tag in facts.tags), facts.level, _usual_group(row).value]),
        (Match.EQUIPMENT, facts.equipment),
    )
    for match, texts in places:
        for text in texts:
            if word in folded(text):
                return match, text
    return (Match.DESCRIPTION, "") if word in folded(facts.description) else None


def fitting(rows: Iterable[Row], words: list[str]) -> list[tuple[Row, Fit]]:
    """Return the rows that match every word of a filter, best first."""
    found = [(row, one) for row in rows if (one := fit(row, words)) is not None]
    order = list(Origin)
    return sorted(found, key=lambda one: (one[1].rank, order.index(one[0].origin), one[0].place))

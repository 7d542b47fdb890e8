"""Recognising facts in a line of a hand-out.

A recogniser finds one kind of fact wherever it stands and takes it out of the line, the most
specific first. So the facts may come in any order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field
from functools import partial

from hamtimer.core.dataclass import dataclass

GAP = "\x00"
"""Stands in the line where something was recognised."""


@dataclass
class Line:
    """The facts recognised in one line."""

    keys: dict[str, str] = field(default_factory=dict)
    """Keys of an exercise with their values, as a session file writes them."""
    name: str = ""
    notes: list[str] = field(default_factory=list)
    """The text that was not understood."""
    choices: list[str] = field(default_factory=list)
    """Choices made by the program, in words."""
    text: str = ""
    """The line without what was recognised so far."""
    lengths: list[tuple[str, bool]] = field(default_factory=list)
    """Times of the work, and whether the line itself calls them holds."""
    phases: dict[int, str] = field(default_factory=dict)
    """Seconds of the phases that are said in words, by their place in a tempo."""
    per_set: bool = False
    """Whether the number before a time counts sets."""

    @property
    def is_work(self) -> bool:
        """Whether the line says how much to do."""
        return bool(self.keys.keys() & {"reps", "hold", "time"})


Take = Callable[[Line, "re.Match[str]"], str]


class Recognisers:
    """Recognisers in order: each sees what those before it have left of a line."""

    def __init__(self) -> None:
        self._all: list[tuple[re.Pattern[str], Take]] = []

    def of(self, pattern: str) -> Callable[[Take], Take]:
        """Add a recogniser; one that returns the matched text has taken nothing."""

        def add(take: Take) -> Take:
            self._all.append((re.compile(pattern, re.IGNORECASE), take))
            return take

        return add

    def take_from(self, line: Line) -> None:
        """Take every fact out of the text of a line."""
        for pattern, take in self._all:
            line.text = pattern.sub(partial(take, line), line.text)

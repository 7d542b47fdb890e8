"""Changes of a session file on offer: in words, as lines, and written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.differences import compare
from hamtimer.core.edit.line_diff import line_changes
from hamtimer.core.edit.splice import EditError
from hamtimer.core.errors import UserError
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session_file.choose import fitting_choices
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.text import literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.differences import exercise_lines, session_lines
from hamtimer.home.editing.own_copy import keep_text, own_path

Make = Callable[[Loaded], Loaded]
"""Makes a change in a session; raises `EditError` if that is not possible."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that is offered."""

    words: str
    """In training terms: `Bridge: rest 1:00 → 1:15`."""
    make: Make


@dataclass(frozen=True, slots=True)
class Offer:
    """Changes of a session file."""

    title: str
    """The title of the changes: `Today's changes`."""
    path: Path
    loaded: Loaded
    """The current text of the file."""
    changes: tuple[Change, ...]

    def text(self, chosen: Collection[int] | None = None) -> str:
        """Return the text of the file with all of the changes, or some of them."""
        return self._make(chosen)[0]

    def refused(self, chosen: Collection[int] | None = None) -> Mapping[int, str]:
        """Return the chosen changes that cannot be made with the others, with the reasons."""
        return self._make(chosen)[1]

    def _make(self, chosen: Collection[int] | None) -> tuple[str, Mapping[int, str]]:
        loaded, refused = self.loaded, dict[int, str]()
        for number, change in enumerate(self.changes):
            if chosen is None or number in chosen:
                try:
                    loaded = change.make(loaded)
                except EditError as error:
                    refused[number] = str(error)
        return loaded.text, refused

    def keep(self, text: str) -> str:
        """Write a text into the file, or into a copy of a bundled session; return where, in words.

        Raises:
            UserError: When it cannot be written.
        """
        return f"Kept in {literal(keep_text(self.path, self.loaded.text, text))}"

    def try_to_keep(self, text: str) -> str:
        """Write a text as `keep` does; return the result in words."""
        try:
            return self.keep(text)
        except UserError as error:
            return f"Not kept: {literal(UserError(error.message, error.advice))}"

    def lines(self) -> Iterator[str]:
        """Yield the changes in words, then as lines of the file."""
        yield f"{self.title}, to be kept in {literal(own_path(self.path))}:"
        refused = self.refused()
        for number, change in enumerate(self.changes):
            yield f"  {change.words}{refused_words(refused.get(number, ''))}"
        for line in line_changes(self.loaded.text, self.text(), 0):
            yield f"  {line.number:>4} {line.sign} {literal(line.text)}"


def refused_words(reason: str) -> str:
    """Return what follows a change that cannot be made; nothing without a reason."""
    return f" - not kept: {literal(reason)}" if reason else ""


def change_of(loaded: Loaded, choices: Choices, make: Make, words: str = "") -> Change | None:
    """Return a change with words that describe it.

    None: it changes nothing, or cannot be made.
    """
    with suppress(EditError, ChoiceError):
        after = make(loaded)
        if after.text != loaded.text:
            words = words or " · ".join(_words(loaded, after, choices))
            return Change(words or "The file is laid out otherwise", make)
    return None


def _words(before: Loaded, after: Loaded, choices: Choices) -> Iterator[str]:
    found = compare(_timeline(before, choices), _timeline(after, choices))
    yield from session_lines(found)
    yield from exercise_lines(found.exercises)


def _timeline(loaded: Loaded, choices: Choices) -> Timeline:
    """Return the timeline of the file's session, in the week and with the variants of the run."""
    plain = replace(fitting_choices(choices, loaded.document), skip=frozenset(), targets={})
    return compile_session(loaded.choose(plain))


def current_path(path: Path) -> Path:
    """Return the file of a session; for a bundled one the person's copy, if there is one."""
    own = own_path(path)
    return own if own.exists() else path

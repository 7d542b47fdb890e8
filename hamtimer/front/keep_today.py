"""Keeping in the file what was different today: what can be kept, in words, and the new text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from hamtimer.core.differences import compare
from hamtimer.core.edit.change import checked
from hamtimer.core.edit.lines import line_changes
from hamtimer.core.edit.merge import merge
from hamtimer.core.edit.splice import EditError
from hamtimer.core.edit.today import Suggestion, suggest, with_suggestion
from hamtimer.core.errors import UserError
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session_file.choose import fitting_choices
from hamtimer.core.session_file.loader import Loaded, load_session, read_session
from hamtimer.core.text import literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.steered import Steered
from hamtimer.front.words.differences import exercise_lines, session_lines
from hamtimer.front.words.keeping import NOTHING
from hamtimer.home.keeping import keep_text, own_path


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was different today."""

    words: str
    """In training terms: `Bridge: rest 1:00 → 1:15`."""
    make: Callable[[Loaded], Loaded]
    """Makes it in a session; raises `EditError` when that is not possible."""


@dataclass(frozen=True, slots=True)
class KeepToday:
    """What can be kept of a run, and the file that it would be written to."""

    path: Path
    loaded: Loaded
    """As the file is now."""
    changes: tuple[Change, ...]

    def text(self, chosen: Collection[int]) -> str:
        """Return the text of the file with some of the changes."""
        loaded = self.loaded
        for number, change in enumerate(self.changes):
            if number in chosen:
                with suppress(EditError):
                    loaded = change.make(loaded)
        return loaded.text

    def keep(self, text: str) -> Path:
        """Write a text into the file, and return where it is: a bundled session is copied.

        Raises:
            UserError: When it cannot be written.
        """
        return keep_text(self.path, self.loaded.text, text)


def keep_today(run: Run) -> KeepToday | None:
    """Return what can be kept of a run; None when there is nothing, or no file to keep it in."""
    header = run.header
    if header is None or header.practice is not None or not header.file:
        return None
    played = load_session(header.text, header.file)
    suggestions = suggest(run.player, played, header.choices)
    if not suggestions and not header.file_text:
        return None
    path = current_path(Path(header.file))
    loaded = read_session(path)
    if loaded.session is None:
        return None
    makes = [_from_text(header.file_text, header.text)] if header.file_text else []
    makes += [_from_suggestion(one, header.choices) for one in suggestions]
    choices = header.choices
    changes = tuple(one for make in makes if (one := _change(loaded, choices, make)) is not None)
    return KeepToday(path, loaded, changes) if changes else None


def keep_lines(guided: Steered, yes: str) -> Iterator[str]:
    """Yield what could be kept in lines, and last that `yes` is typed to keep it."""
    keep = keep_today(guided) if isinstance(guided, Run) else None
    if keep is None:
        yield NOTHING
        return
    every = range(len(keep.changes))
    yield f"Today's changes, to be kept in {literal(own_path(keep.path))}:"
    for change in keep.changes:
        yield f"  {change.words}"
    for line in line_changes(keep.loaded.text, keep.text(every), 0):
        yield f"  {line.number:>4} {line.sign} {literal(line.text)}"
    yield f"Type {yes} to keep them"


def keep_all(guided: Steered) -> str:
    """Keep all that was different today; return what came of it."""
    keep = keep_today(guided) if isinstance(guided, Run) else None
    if keep is None:
        return NOTHING
    try:
        path = keep.keep(keep.text(range(len(keep.changes))))
    except UserError as error:
        return f"Not kept: {literal(error)}"
    return f"Kept in {literal(path)}"


def current_path(path: Path) -> Path:
    """Return the file of a session: for a bundled one the person's copy, if there is one."""
    own = own_path(path)
    return own if own.exists() else path


def _from_suggestion(suggestion: Suggestion, choices: Choices) -> Callable[[Loaded], Loaded]:
    return lambda loaded: with_suggestion(loaded, choices, suggestion)


def _from_text(before: str, after: str) -> Callable[[Loaded], Loaded]:
    """Make the quick changes that were for this run only."""

    def make(loaded: Loaded) -> Loaded:
        text = merge(before, after, loaded.text)
        if text is None:
            raise EditError("the file has changed in the same lines")
        return checked(text, "")

    return make


def _change(loaded: Loaded, choices: Choices, make: Callable[[Loaded], Loaded]) -> Change | None:
    """Return a change in words; None when it changes nothing, or cannot be made."""
    with suppress(EditError, ChoiceError):
        after = make(loaded)
        if after.text != loaded.text:
            words = " · ".join(_words(loaded, after, choices))
            return Change(words or "The file is laid out otherwise", make)
    return None


def _words(before: Loaded, after: Loaded, choices: Choices) -> Iterator[str]:
    found = compare(_timeline(before, choices), _timeline(after, choices))
    yield from session_lines(found)
    yield from exercise_lines(found.exercises)


def _timeline(loaded: Loaded, choices: Choices) -> Timeline:
    """Return a session as it is in the file, in the week and with the variants of the run."""
    plain = replace(fitting_choices(choices, loaded.document), skip=frozenset(), targets={})
    return compile_session(loaded.choose(plain))

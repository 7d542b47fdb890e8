"""Saving in the editor, and leaving: all questions on the way, and never a silent loss."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from textual.app import App
from textual.content import Content

from hamtimer.core.edit.line_diff import line_changes
from hamtimer.core.errors import UserError
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problems import Problem
from hamtimer.core.text import count_text, literal
from hamtimer.front.words.days import moment_words
from hamtimer.front.words.differences import loaded_difference_lines
from hamtimer.home import wall_clock
from hamtimer.home.editing.edited_file import EditedFile, never_saved
from hamtimer.home.editing.saving import ChangedMeanwhileError
from hamtimer.home.folders import sessions_folder
from hamtimer.tui.screens.confirm_change import lines_content
from hamtimer.tui.screens.question import Answer, Question

MOST_LINES = 200
"""The longest difference shown."""
_STAY = Answer(("escape", "n"), "Keep editing", "stay")


class Editing(Protocol):
    """The part of the editor that saving needs."""

    file: EditedFile

    @property
    def content(self) -> str:
        """The current text."""
        ...

    async def ask(self, question: Question) -> str:
        """Ask, and return the value of the answer."""
        ...

    def announce(self, words: str) -> None:
        """Show a passing line."""
        ...

    def take(self, text: str) -> None:
        """Replace the text."""
        ...


async def save(editing: Editing) -> bool:
    """Save the text, asking first if something could be lost; return whether it was saved."""
    text, file = editing.content, editing.file
    loaded = await asyncio.to_thread(load_session, text, "")
    has_errors = loaded.session is None
    if has_errors:
        errors = sum(problem.severity == "error" for problem in loaded.problems)
        if await editing.ask(_ask_about_errors(errors)) != "save":
            return False
    try:
        await asyncio.to_thread(file.save, text, has_errors=has_errors)
    except ChangedMeanwhileError as changed:
        return await _settle(editing, text, changed.data, has_errors=has_errors)
    except UserError as error:
        return await _save_elsewhere(editing, text, error)
    kept = file.last_valid if has_errors else None
    beside = f"; last version without errors: {kept.name}" if kept else ""
    editing.announce(f"Saved: {file.path.name}{beside}")
    return True


def _ask_about_errors(errors: int) -> Question:
    words = (
        "It cannot be played like this. The last version without errors stays beside the file "
        "until you save one again."
    )
    title = f"Save with {count_text(errors, 'error')}?"
    return Question(title, Content(words), [Answer(("y",), "Save it", "save"), _STAY])


# ------------------------------------------------------------------ changed meanwhile
async def _settle(editing: Editing, text: str, other: bytes | None, *, has_errors: bool) -> bool:
    """Ask what to do about a file that another program has changed or deleted."""
    file = editing.file
    answer = await editing.ask(await asyncio.to_thread(_ask_about_change, file, text, other))
    try:
        if answer == "mine":
            kept = await asyncio.to_thread(file.save_over, text, other, has_errors=has_errors)
            beside = f"; the other version: {kept.name}" if kept else ""
            editing.announce(f"Saved: {file.path.name}{beside}")
            return True
        if answer == "copy":
            copied = await asyncio.to_thread(file.save_copy, text, file.path.parent)
            editing.announce(f"Saved as a new file: {copied}")
            return True
        if answer == "theirs":
            editing.take(await asyncio.to_thread(file.take_other))
            editing.announce("This is now the other version; Ctrl+Z brings yours back")
    except ChangedMeanwhileError as changed:
        return await _settle(editing, text, changed.data, has_errors=has_errors)
    except UserError as error:
        return await _save_elsewhere(editing, text, error)
    return False


def _ask_about_change(file: EditedFile, text: str, other: bytes | None) -> Question:
    copy = Answer(("c",), "Save mine as a new file", "copy")
    if other is None:
        words = Content("Another program has deleted or moved it since it was opened.")
        again = Answer(("s",), "Write it again", "mine")
        return Question("This file is gone", words, [again, copy, _STAY])
    try:
        theirs = file.text_of(other)
    except UserError as error:
        words = Content(f"What is in it now cannot be shown: {literal(error.message)}.")
        return Question("Another program has changed this file", words, [copy, _STAY])
    answers = [
        Answer(("s",), "Save mine, keep theirs beside it", "mine"),
        copy,
        Answer(("t",), "Take theirs", "theirs"),
        _STAY,
    ]
    words = _difference_words(theirs, text, "From theirs to yours:")
    return Question("Another program has changed this file", words, answers)


def difference(before: str, after: str) -> Iterator[Content]:
    """Yield the differences between two texts: in training terms, then line by line."""
    was, now = load_session(before, ""), load_session(after, "")
    if was.session and now.session:
        yield from (Content.styled(line, "bold") for line in loaded_difference_lines(was, now))
    changes = tuple(islice(line_changes(before, after), MOST_LINES + 1))
    yield lines_content(changes[:MOST_LINES])
    if changes[MOST_LINES:]:
        yield Content("…")


def _difference_words(before: str, after: str, heading: str = "") -> Content:
    """Return the differences as one text; long files take a while."""
    head = [Content(heading)] if heading else []
    return Content("\n").join([*head, *difference(before, after)])


# ------------------------------------------------------------------ a disk that refuses
async def _save_elsewhere(editing: Editing, text: str, error: UserError) -> bool:
    """Show why nothing was saved, and offer a copy in the person's own folder."""
    words = Content(f"{literal(error)}. Nothing is lost: the text is still here.")
    answers = [
        Answer(("r",), "Try again", "again"),
        Answer(("c",), "Save a copy in your folder", "copy"),
        _STAY,
    ]
    answer = await editing.ask(Question("Not saved", words, answers))
    if answer == "again":
        return await save(editing)
    if answer != "copy":
        return False
    try:
        copied = await asyncio.to_thread(_copy_to_own, editing.file, text)
    except (UserError, OSError) as other:
        editing.announce(f"Not saved either: {other}")
        return False
    editing.announce(f"Saved as a new file: {copied}")
    return True


def _copy_to_own(file: EditedFile, text: str) -> Path:
    return file.save_copy(text, sessions_folder())


# ------------------------------------------------------------------ leaving and coming back
async def may_leave(editing: Editing) -> bool:
    """Return whether the editor may be left: changes were saved or discarded."""
    if editing.content == editing.file.saved:
        return True
    answers = [
        Answer(("s", "y", "enter"), "Save", "save"),
        Answer(("d",), "Leave without saving", "discard"),
        _STAY,
    ]
    words = await asyncio.to_thread(_difference_words, editing.file.saved, editing.content)
    answer = await editing.ask(Question("Save the changes?", words, answers))
    return answer == "discard" or (answer == "save" and await save(editing))


async def offer_recovered(editing: Editing) -> None:
    """Offer the text that was typed before a crash and never saved."""
    found = await asyncio.to_thread(editing.file.recovered)
    if found is None:
        return
    when = datetime.fromtimestamp(found.changed_s).astimezone()
    moment = f"From {moment_words(when, wall_clock.today())}:"
    words = await asyncio.to_thread(_difference_words, editing.file.saved, found.text, moment)
    answers = [
        Answer(("r", "y", "enter"), "Restore them", "restore"),
        Answer(("d",), "Discard them", "forget"),
        Answer(("escape",), "Ask again later", "later"),
    ]
    title = "There are changes that were never saved"
    answer = await editing.ask(Question(title, words, answers))
    if answer == "restore":
        editing.take(editing.file.restore(found))
    elif answer == "forget":
        found.forget()


async def ask_about_recovered(app: App[Any]) -> Path | None:
    """Return the file with the latest unsaved text, if the person wants to open it."""
    found = await asyncio.to_thread(never_saved)
    if not found or len(app.screen_stack) > 2:
        return None
    newest = found[0]
    when = datetime.fromtimestamp(newest.changed_s).astimezone()
    others = f", and of {count_text(len(found) - 1, 'other file')}" if found[1:] else ""
    moment = moment_words(when, wall_clock.today())
    words = f"{literal(newest.file)}{others}, from {moment}. The editor shows them."
    answers = [
        Answer(("e", "y", "enter"), "Open the editor", "edit"),
        Answer(("escape",), "Ask again later", "later"),
    ]
    title = "There are changes that were never saved"
    answer = await app.push_screen_wait(Question(title, Content(words), answers))
    return newest.file if answer == "edit" else None


async def ask_to_edit_again(app: App[Any], error: Problem) -> bool:
    """Return whether the person wants to edit a file again, at its first error."""
    answers = [
        Answer(("o", "y", "enter"), f"Open it again at line {error.line}", "again"),
        Answer(("escape",), "Leave it as it is", "leave"),
    ]
    words = Content(f"{literal(error)}. It cannot be played like this.")
    return await app.push_screen_wait(Question("This file has errors", words, answers)) == "again"


async def look_at_disk(editing: Editing) -> None:
    """Notice a change by another program: take it if nothing was typed, else show a warning."""
    if not await asyncio.to_thread(editing.file.was_changed):
        return
    if editing.content != editing.file.saved:
        editing.announce("Another program has changed this file: saving shows the difference")
        return
    try:
        editing.take(await asyncio.to_thread(editing.file.take_other))
    except UserError as error:
        editing.announce(str(error))
    else:
        editing.announce("Another program has changed this file: this is what is in it now")

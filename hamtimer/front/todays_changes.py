"""Keep today's changes and the next targets in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from hamtimer.core.edit.change import checked
from hamtimer.core.edit.merge import merge
from hamtimer.core.edit.splice import EditError
from hamtimer.core.edit.todays_changes import Suggestion, suggest, with_suggestion
from hamtimer.core.next.attempts import ExerciseNext, written_target
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session_file.loader import Loaded, load_session, read_session
from hamtimer.core.text import literal
from hamtimer.front.offered_changes import Change, Make, Offer, change_of, current_path
from hamtimer.front.words.next import is_from_records
from hamtimer.home.records.next import NextRun, next_run


def offer_today(run: Run, today: date) -> Offer | None:
    """Return the changes of a run that can be kept; None without any, or without a file."""
    header = run.header
    if header is None or header.practice is not None or not header.file:
        return None
    path, choices = current_path(Path(header.file)), header.choices
    loaded = read_session(path) if path.is_file() else None
    if loaded is None or loaded.session is None:
        return None
    makes = [(_from_text(header.file_text, header.text), "")] if header.file_text else []
    following = _what_is_next(run, loaded, path, today)
    ruled = {one.id for one in following.nexts} if following else set()
    makes += [
        (_from_suggestion(one, choices), _words_of(one, loaded))
        for one in suggest(run.player, load_session(header.text, header.file), choices, run.since)
        # The rule of an exercise decides how its reps continue.
        if one.key != "reps" or one.exercise not in ruled
    ]
    found = (change_of(loaded, choices, make, words) for make, words in makes)
    changes = [change for change in found if change is not None]
    changes += _next_changes(loaded, following) if following else []
    return Offer("Today's changes", path, loaded, tuple(changes)) if changes else None


def _from_suggestion(suggestion: Suggestion, choices: Choices) -> Make:
    return lambda loaded: with_suggestion(loaded, choices, suggestion)


def _words_of(suggestion: Suggestion, loaded: Loaded) -> str:
    """Return a new variant in words; empty if the changed values speak for themselves."""
    if suggestion.key != "variant" or loaded.document is None:
        return ""
    names = {
        rung.id: rung.place.values["name"].value
        for item in loaded.document.exercises()
        for rung in item.variants()
    }
    exercise, variant = names.get(suggestion.exercise, ""), names.get(suggestion.written[0], "")
    return f"{literal(exercise)}: from now on {literal(variant)}"


def _from_text(before: str, after: str) -> Make:
    """Apply the quick changes that were made for this run only."""

    def make(loaded: Loaded) -> Loaded:
        text = merge(before, after, loaded.text)
        if text is None:
            raise EditError("the file has changed in the same lines")
        return checked(text, "")

    return make


# ------------------------------------------------------------------ what is next
def offer_next(loaded: Loaded, path: Path, following: NextRun) -> Offer | None:
    """Return the next targets as changes of the file; None if the file has them already."""
    changes = tuple(_next_changes(loaded, following))
    return Offer("The next targets", path, loaded, changes) if changes else None


def _what_is_next(run: Run, loaded: Loaded, path: Path, today: date) -> NextRun | None:
    """Return the next targets after a run that is over."""
    header, session = run.header, loaded.session
    if header is None or session is None or not session.follows_records or not run.is_over:
        return None
    try:
        return next_run(loaded, path, Choices(week=header.choices.week), today)
    except ChoiceError:
        return None


def _next_changes(loaded: Loaded, following: NextRun) -> Iterator[Change]:
    plain = replace(following.choices, targets={})
    for one in filter(is_from_records, following.nexts):
        suggestion = _target(one)
        if suggestion is not None:
            change = change_of(loaded, plain, _from_suggestion(suggestion, plain))
            if change is not None:
                yield Change(f"Next: {change.words}", change.make)


def _target(one: ExerciseNext) -> Suggestion | None:
    """Return a target as a value of its exercise; None for a variant."""
    for key, written in written_target(one).items():
        is_list = written.startswith("[")
        values = written.strip("[]").split(", ") if is_list else [written]
        return Suggestion(one.id, key, tuple(values))
    return None

"""What several commands share: find a session, load it, and choose what is played."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import click

from hamtimer.cli.completed_word import CompletedWord
from hamtimer.cli.failure import Failure
from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Exercise, Session
from hamtimer.core.session_file.loader import Loaded, read_session
from hamtimer.core.session_file.problems import Problem, Severity
from hamtimer.core.text import count_text, folded, literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.due_today import NotDue, not_due_today
from hamtimer.front.follow_records import follow_records
from hamtimer.front.words.weeks import week_words
from hamtimer.home import wall_clock
from hamtimer.home.library import names_a_file, open_library
from hamtimer.home.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


def _session_names() -> list[str]:
    return sorted(path.stem for _, path in open_library().files().values())


SESSION_NAME = CompletedWord("FILE|NAME", _session_names, or_file=True)
"""The type of an argument that names a session."""


@dataclass(frozen=True)
class Opened:
    """A session as it will be played, and where it came from."""

    path: Path
    loaded: Loaded
    choices: Choices
    session: Session
    """What was chosen."""
    settings: Settings
    """The person's settings, as changed by the options."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """The reason for each next target, by exercise."""
    not_due: NotDue = field(default_factory=NotDue)
    """What is left out because it is not due today."""

    @cached_property
    def timeline(self) -> Timeline:
        """The session laid out in time. A screen does that itself, whenever a choice changes."""
        return compile_session(self.session)


def find_session(name: str) -> Path:
    """Return the file that a name refers to; raise `NotFoundError` when there is none.

    A folder that cannot be read, in which another of that name may be, is told.
    """
    library = open_library()
    path = library.find(name)
    if not names_a_file(name):
        for problem in library.unreadable():
            click.echo(literal(problem), err=True)
    return path


def open_session(
    name: str, choices: dict[str, Any], settings: Settings, *, only_due: bool = False
) -> Opened:
    """Load the session that `name` refers to, and choose what is played.

    `settings` are the person's, read once for each command; `choices` are the values of
    `choice_options`. With `only_due`, what is not due today is left out unless the choices name
    exercises. Warnings go to standard error; errors are a `Failure`.
    """
    path = find_session(name)
    loaded = read_session(path)
    if loaded.session is None:
        raise failure_of(loaded)
    for problem in loaded.problems:
        click.echo(literal(problem), err=True)
    today = wall_clock.today()
    try:
        following = follow_records(loaded, path, _choices(loaded, **choices), today)
        not_due = NotDue()
        if only_due and not (choices["skip"] or choices["only"]):
            not_due = not_due_today(loaded, path, today)
        chosen = not_due.of(following.choices)
        session = loaded.choose(chosen, settings.signals)
    except ChoiceError as error:
        raise click.UsageError(literal(error)) from None
    for line in following.lines:
        click.echo(line, err=True)
    if chosen.week is not None and chosen.week > session.weeks:
        click.echo(week_words(chosen.week, session.weeks), err=True)
    if not_due.words:
        click.echo(not_due.words, err=True)
    return Opened(path, loaded, chosen, session, settings, following.reasons, not_due)


def errors_of(loaded: Loaded) -> list[Problem]:
    """Return the problems that keep a file from being used."""
    return [problem for problem in loaded.problems if problem.severity is Severity.ERROR]


def failure_of(loaded: Loaded) -> Failure:
    """Return the failure of a file that cannot be used: its errors, one per line."""
    return Failure("\n".join(map(str, errors_of(loaded))))


def choice_options(command: F) -> F:
    """Add the options that choose what is played."""
    for option in (
        click.option(
            "--variant",
            "variants",
            metavar="EXERCISE=VARIANT",
            multiple=True,
            help="Use an easier or harder variant of an exercise. Repeatable.",
        ),
        click.option(
            "--only", metavar="EXERCISE", multiple=True, help="Keep only this exercise. Repeatable."
        ),
        click.option(
            "--skip", metavar="EXERCISE", multiple=True, help="Leave out an exercise. Repeatable."
        ),
        click.option("--week", type=click.IntRange(min=1), help="The week of a plan."),
    ):
        command = option(command)
    return command


def _choices(
    loaded: Loaded,
    *,
    week: int | None,
    skip: tuple[str, ...],
    only: tuple[str, ...],
    variants: tuple[str, ...],
) -> Choices:
    """Read the values of `choice_options`: ids, names or parts of names.

    Raises:
        ChoiceError: When an exercise is unknown or ambiguous.
    """
    exercises = loaded.choose(Choices(week=week)).exercises()
    left_out = {_find(exercises, word).id for word in skip}
    if only:
        kept = {_find(exercises, word).id for word in only}
        left_out |= {exercise.id for exercise in exercises} - kept
    chosen = {}
    for pair in variants:
        word, equals, variant = pair.partition("=")
        if not equals:
            raise ChoiceError(f"--variant {shown(pair)} is not complete", "write EXERCISE=VARIANT")
        exercise = _find(exercises, word)
        chosen[exercise.id] = _find(exercise.variants(), variant, "variant").id
    return Choices(week=week, skip=frozenset(left_out), variants=chosen)


def _find(exercises: Sequence[Exercise], word: str, noun: str = "exercise") -> Exercise:
    """Return the exercise or variant that a person named."""
    wanted = folded(word.strip())
    whole = [e for e in exercises if wanted in (e.id, folded(e.name))]
    parts = [e for e in exercises if wanted and (wanted in e.id or wanted in folded(e.name))]
    found = whole or parts
    if len(found) == 1:
        return found[0]
    name = shown(word)
    several = f"{name} matches {count_text(len(found), noun)}"
    message = several if found else f"there is no {noun} {name}"
    raise ChoiceError(message, f"choose from: {', '.join(e.id for e in found or exercises)}")

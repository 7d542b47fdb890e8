"""Choose what is played of a session: its week, its variants, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping

from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.session.choices import ChoiceError, Choices, Written
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.build import Chosen, build_session
from hamtimer.core.session_file.document import (
    RANK_OF_TARGET,
    RANK_OF_TODAY,
    Document,
    name_layer,
)
from hamtimer.core.session_file.exclusive_keys import settle
from hamtimer.core.session_file.fields.exercise import CHOICE
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.signals import signals_layer
from hamtimer.core.session_file.size import check_size
from hamtimer.core.session_file.tables import Values, read_table
from hamtimer.core.session_file.yaml_nodes import Mapping as Group
from hamtimer.core.session_file.yaml_nodes import Node, Scalar, compose


def choose_session(
    document: Document | None, choices: Choices, signals: Written | None = None
) -> Session:
    """Return the session as it will be played; `signals` are those of the person's settings.

    Raises:
        ChoiceError: When the session has no such exercise, variant or week, when nothing would be
            left, or when there is no document because of errors.
    """
    if document is None:
        raise ChoiceError("this session has errors; `hamtimer check` shows them")
    _check(document, choices)
    chosen = read_choices(choices, signals)
    report = Report("")
    session = build_session(document, chosen, report)
    check_size(session, document.root, report)
    if report.errors:
        error = next(problem for problem in report.problems() if problem.severity == "error")
        msg = f"this cannot be chosen: {error.message}; {error.advice}"
        raise ChoiceError(msg)
    if not session.parts:
        if all(item.id in choices.skip for item in document.exercises()):
            raise ChoiceError("every exercise is left out; keep at least one")
        msg = f"there is nothing to do in week {choices.week or 1}; choose another week"
        raise ChoiceError(msg)
    return session


def fitting_choices(choices: Choices, document: Document | None) -> Choices:
    """Return choices without those for exercises and variants that a session no longer has."""
    items = {item.id: item for item in document.exercises()} if document else {}
    variants = {
        name: variant
        for name, variant in choices.variants.items()
        if name in items and variant in [rung.id for rung in items[name].variants()]
    }
    week = choices.week if document and document.weeks else None
    return Choices(
        week,
        choices.skip & items.keys(),
        variants,
        {name: target for name, target in choices.targets.items() if name in items},
        {name: today for name, today in choices.today.items() if name in items},
    )


def read_choices(choices: Choices, signals: Written | None = None) -> Chosen:
    """Return the choices with their values read as in a session file.

    Raises:
        ChoiceError: When a value cannot be understood.
    """
    return Chosen(
        choices,
        _read_all(choices.targets, "the next target", RANK_OF_TARGET),
        _read_all(choices.today, "today's choice", RANK_OF_TODAY),
        signals_layer(signals or {}),
    )


def _read_all(written: Mapping[str, Written], words: str, rank: int) -> dict[str, Values]:
    return {exercise: _values(values, words, rank) for exercise, values in written.items()}


def _values(written: Written, words: str, rank: int) -> Values:
    report = Report("")
    pairs = [(Scalar(0, 0, key, plain=True), _node(value)) for key, value in written.items()]
    values = read_table(Group(0, 0, pairs), CHOICE, report)
    name_layer(values, words, rank)
    settle(values, report)
    if report.errors:
        problem = report.problems()[0]
        msg = f"{words}: {problem.message}; {problem.advice}"
        raise ChoiceError(msg)
    return values


def _node(value: str) -> Node:
    """Return a value as a node, as if it were written in a file."""
    try:
        node, _ = compose(value)
    except Mistake:
        node = None
    node = node or Scalar(0, 0, value, plain=True)
    node.line = node.column = 0
    return node


def _check(document: Document, choices: Choices) -> None:
    known = {item.id: item for item in document.exercises()}
    named = (*choices.skip, *choices.variants, *choices.targets, *choices.today)
    for name in named:
        if name not in known:
            msg = f"there is no exercise {shown(name)}; there are: {', '.join(known)}"
            raise ChoiceError(msg)
    for name, variant in choices.variants.items():
        offered = [rung.id for rung in known[name].variants()]
        if variant not in offered:
            msg = f"{shown(name)} has no variant {shown(variant)}; it has: {', '.join(offered)}"
            raise ChoiceError(msg)
    if choices.week is None:
        return
    if not document.weeks:
        msg = f"there is no week {choices.week}: the session has no weekly plan"
        raise ChoiceError(msg)
    if choices.week < 1:
        msg = f"there is no week {choices.week}: the plan has weeks 1 to {document.weeks}"
        raise ChoiceError(msg)

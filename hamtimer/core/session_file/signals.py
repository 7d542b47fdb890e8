"""The signals of a person's settings, which override those of every session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hamtimer.core.session.model import Exercise
from hamtimer.core.session_file.document import RANK_OF_TODAY
from hamtimer.core.session_file.exercises import signals_over
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Layer, Value, Values, read_table
from hamtimer.core.session_file.values.cues import SIGNALS_TABLE
from hamtimer.core.session_file.yaml_nodes import Mapping as Group
from hamtimer.core.session_file.yaml_nodes import Scalar

_SETTINGS = Layer("your settings", RANK_OF_TODAY + 1)


def check_signals(written: Mapping[str, str]) -> dict[str, str]:
    """Return the problems of signals, by key."""
    wrong = {}
    for key, value in written.items():
        report = Report("")
        _read({key: value}, report)
        if report.errors:
            problem = report.problems()[0]
            wrong[key] = f"{problem.message}; {problem.advice}"
    return wrong


def signals_layer(written: Mapping[str, str]) -> Values:
    """Return the layer of checked signals; empty if there are none."""
    if not written:
        return {}
    group, values = _read(written, Report(""))
    return {"signals": Value(values, group, _SETTINGS)} if values else {}


def with_signals(exercise: Exercise, written: Mapping[str, str]) -> Exercise:
    """Return an exercise without a session file, with checked signals."""
    _, values = _read(written, Report(""))
    return replace(exercise, signals=signals_over(exercise.signals, values))


def _read(written: Mapping[str, str], report: Report) -> tuple[Group, Values]:
    group = Group(0, 0)
    for key, text in written.items():
        group.pairs.append((Scalar(0, 0, key, plain=True), Scalar(0, 0, text, plain=True)))
    values = read_table(group, SIGNALS_TABLE, report)
    for value in values.values():
        value.layer = _SETTINGS
    return group, values

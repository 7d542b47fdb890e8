"""Choices: what a person settles before a session begins.

The week of a plan, exercises left out (a machine that is not there), easier or harder variants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hamtimer.core.errors import UserError


class ChoiceError(UserError, ValueError):
    """A choice that the session does not offer; the message says what it does offer."""


Written = Mapping[str, str]
"""Values by key, each as it is written in a session file."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices for one run. Exercises are named by their id."""

    week: int | None = None
    """The week of a plan; None: the first. After the last the plan stays in its last week."""
    skip: frozenset[str] = frozenset()
    variants: Mapping[str, str] = field(default_factory=dict)
    """The id of the chosen variant, by the id of the exercise it stands for."""
    targets: Mapping[str, Written] = field(default_factory=dict)
    """By exercise: what its progression asks for next."""
    today: Mapping[str, Written] = field(default_factory=dict)
    """By exercise: what is to be different in this run only."""

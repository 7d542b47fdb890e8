"""The choices of a person before a session begins.

The week of a plan, skipped exercises (a machine is missing), easier or harder variants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError


class ChoiceError(UserError, ValueError):
    """The session does not offer a choice; the message lists what it offers."""


Written = Mapping[str, str]
"""Values by key, each as written in a session file."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices for one run. Exercises are named by their id."""

    week: int | None = None
    """The week of a plan; None: the first. After the last week, that week repeats."""
    skip: frozenset[str] = frozenset()
    variants: Mapping[str, str] = field(default_factory=dict)
    """The id of the chosen variant, by the id of the exercise it replaces."""
    targets: Mapping[str, Written] = field(default_factory=dict)
    """By exercise: its next target from its progression."""
    today: Mapping[str, Written] = field(default_factory=dict)
    """By exercise: changes for this run only."""

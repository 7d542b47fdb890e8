"""Progression rules: how the work of an exercise grows from one session to the next."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from hamtimer.core.dataclass import dataclass


class RuleKind(StrEnum):
    """What a successful session leads to."""

    STEPS = "steps"
    """A step more: sets, reps, time or load."""
    DOUBLE = "double"
    """Double progression: reps within a range first; at its top the load or the variant."""
    LADDER = "ladder"
    """The next harder variant."""


class StepUnit(StrEnum):
    """What a step is counted in."""

    SETS = "sets"
    REPS = "reps"
    TIME = "time"
    """Milliseconds."""
    KG = "kg"
    LB = "lb"
    VARIANT = "variant"

    @property
    def is_load(self) -> bool:
        """Whether a step changes the load."""
        return self in (StepUnit.KG, StepUnit.LB)


@dataclass(frozen=True, slots=True)
class Step:
    """How much one step adds."""

    amount: Decimal
    unit: StepUnit


@dataclass(frozen=True, slots=True)
class Goal:
    """What no step goes beyond; a field that is None is not bounded."""

    sets: int | None = None
    reps: int | None = None
    time_ms: int | None = None
    load: Decimal | None = None


NO_GOAL = Goal()
PAIN_LIMIT = 5
"""On a scale of 0 to 10. Pain up to 5 is acceptable in the pain-monitoring model of Thomeé (1997);
the person or their therapist may set another limit."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A progression that the program follows."""

    kind: RuleKind
    step: Step
    after: int = 1
    """How many successes in a row earn a step."""
    goal: Goal = NO_GOAL
    back: int = 0
    """How many steps to go back after `misses` running. 0: none."""
    misses: int = 0
    pain_limit: int = PAIN_LIMIT
    """Pain above this is too much."""
    backs_off: bool = False
    """Whether too much pain takes a step back; else it repeats the same."""


@dataclass(frozen=True, slots=True)
class Progression:
    """How the work should grow: the person's own words and, where they give one, a rule."""

    start: str = ""
    step: str = ""
    goal: str = ""
    note: str = ""
    rule: Rule | None = None
    """What the next target follows from. None: the words are shown, and nothing follows."""


NO_PROGRESSION = Progression()

"""What to practise next: a retention test that is due, the weakest link, or the last practice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from hamtimer.core.dataclass import dataclass
from hamtimer.core.practice.memory import DueTest, due_tests, is_practice
from hamtimer.core.practice.plan import PracticePlan, retention_test
from hamtimer.core.practice.weakness import Weakness, drill_for, weaknesses
from hamtimer.core.run.measurements import PracticeSample


@dataclass(frozen=True, slots=True)
class Proposal:
    """A practice that the records suggest, with its purpose."""

    plan: PracticePlan
    test: DueTest | None = None
    weakness: Weakness | None = None
    """With neither, it is the last practice again."""


def proposals(
    samples: Sequence[PracticeSample], today: date, plan_of: Callable[[str], PracticePlan | None]
) -> tuple[Proposal, ...]:
    """Return what the records suggest, best first; nothing without records.

    A test comes first: practice would hide what was forgotten. `plan_of` returns the plan of the
    practice that began at a time.
    """
    found = [
        Proposal(retention_test(plan), test=due)
        for due in due_tests(samples, today)
        if (plan := plan_of(due.when)) is not None
    ][:1]
    found += [Proposal(drill_for(one), weakness=one) for one in weaknesses(samples)[:1]]
    last = next((one.when for one in reversed(samples) if is_practice(one)), None)
    if last is not None and (plan := plan_of(last)) is not None:
        found.append(Proposal(plan))
    return tuple(found)

"""What the records of practices determine: the next level, and when to test retention.

Pure functions of samples, oldest first, as `home/records/` reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.tempo import pace_text, tempo_text
from hamtimer.core.practice.levels import Level, faded
from hamtimer.core.practice.plan import PracticePlan, levels_of, set_tempos
from hamtimer.core.run.measurements import PracticeSample

TEST_DAYS = (1, 7, 14)
"""How many days after the last practice of a tempo a retention test is offered: learning shows
after a night, and after a week or two (Soderstrom and Bjork 2015)."""


def tempo_name(plan: PracticePlan) -> str:
    """Return the name of a plan's tempo in records: with its pace, and the first one of a ramp."""
    return f"{tempo_text(set_tempos(plan)[0])} {pace_text(plan.rate)}".strip()


def is_practice(sample: PracticeSample) -> bool:
    """Return whether a sample comes from a practice, not from a session or a test."""
    return bool(sample.level) and not sample.is_test


def level_after(samples: Iterable[PracticeSample], tempo: str) -> Level | None:
    """Return the level at which the last practice of a tempo ended; None: there was none."""
    practised = [one for one in samples if is_practice(one)]
    when = next((one.when for one in reversed(practised) if one.tempo == tempo), None)
    run = [one for one in practised if one.when == when]  # a ramp has other tempos too
    if not run or run[-1].level not in set(Level):
        return None
    last = [one for one in run if one.set_number == run[-1].set_number]
    shares = {one.side: one.set_share for one in last}  # the latest, where a side was repeated
    return faded(Level(last[-1].level), shares.values())


def remembered(plan: PracticePlan, samples: Iterable[PracticeSample]) -> PracticePlan:
    """Return a plan that begins at the level where the last practice of its tempo ended."""
    if plan.level is not None or plan.is_first or plan.is_test:
        return plan
    level = level_after(samples, tempo_name(plan)) or plan.start
    return replace(plan, start=level if level in levels_of(plan) else levels_of(plan)[-1])


@dataclass(frozen=True, slots=True)
class DueTest:
    """A retention test that is due."""

    tempo: str
    when: str
    """When the last practice of the tempo began."""
    days: int
    """How many days after it the test became due: one of `TEST_DAYS`."""
    since: int
    """How many days have passed."""


def due_tests(samples: Sequence[PracticeSample], today: date) -> tuple[DueTest, ...]:
    """Return the retention tests that are due, the oldest practice first.

    A test is due from its day on until it is done or the next one takes its place.
    """
    practised: dict[str, str] = {}
    tested: dict[str, date] = {}
    for one in samples:
        if one.is_test:
            tested[one.tempo] = day_of(one)
        elif is_practice(one):
            practised[one.tempo] = one.when
    due = []
    for tempo, when in practised.items():
        last = datetime.fromisoformat(when).date()
        reached = [days for days in TEST_DAYS if last + timedelta(days) <= today]
        if reached and tested.get(tempo, date.min) < last + timedelta(reached[-1]):
            due.append(DueTest(tempo, when, reached[-1], (today - last).days))
    return tuple(sorted(due, key=lambda one: -one.since))


def day_of(sample: PracticeSample) -> date:
    """Return the local day of a sample."""
    return datetime.fromisoformat(sample.when).date()

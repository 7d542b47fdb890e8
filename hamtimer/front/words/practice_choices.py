"""What there is to practise."""

from __future__ import annotations

from collections.abc import Sequence

from hamtimer.core.dataclass import dataclass
from hamtimer.core.practice.plan import PracticePlan, retention_test
from hamtimer.core.practice.presets import FIRST_SET, PRESETS
from hamtimer.core.practice.proposals import Proposal
from hamtimer.front.words.proposals import proposal_title, proposal_words

USUAL_HELP = "Three sets of eight; help fades as you become accurate."


@dataclass(frozen=True, slots=True)
class Choice:
    """A practice on offer, and why."""

    title: str
    help: str
    plan: PracticePlan


def practice_choices(proposals: Sequence[Proposal]) -> list[Choice]:
    """Return the choices: suggestions or a first set, the usual practice, and the presets."""
    found = [Choice(proposal_title(one), proposal_words(one), one.plan) for one in proposals]
    usual = PracticePlan()
    if not proposals:
        found.append(Choice(FIRST_SET.title, FIRST_SET.help, FIRST_SET.plan))
    if all(one.plan.title != usual.title or one.plan.is_test for one in proposals):
        found.append(Choice(usual.title, USUAL_HELP, usual))
    return [*found, *(Choice(one.title, one.help, one.plan) for one in PRESETS)]


def exercise_choices(plan: PracticePlan) -> list[Choice]:
    """Return the choices for an exercise: its own tempo, and a test of it."""
    own = Choice(plan.title, "The tempo, sides and reps of the exercise.", plan)
    test = next(one for one in PRESETS if one.plan.is_test)
    return [own, Choice(test.title, test.help, retention_test(plan))]

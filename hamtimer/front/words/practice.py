"""What to practise, how much help it gives, and the texts of a first set."""

from __future__ import annotations

from collections.abc import Sequence

from hamtimer.core.dataclass import dataclass
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import PracticePlan, retention_test
from hamtimer.core.practice.presets import FIRST_SET, PRESETS
from hamtimer.core.practice.proposals import Proposal
from hamtimer.core.taps.results import Results
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.words.proposals import proposal_title, proposal_words

LEVEL_NAMES = {
    Level.FULL: "full guidance",
    Level.TICKS: "ticks only",
    Level.TURNS: "turns only",
    Level.SILENT: "silent",
}
RESULT_NAMES = {
    Results.EACH: "results at each turn",
    Results.BAND: "results only when off",
    Results.REPS: "results for some reps",
    Results.SET: "results after the set",
    Results.END: "results at the end",
}


def help_words(level: Level, results: Results) -> str:
    """Return how much help there is: `ticks only, results only when off`."""
    return f"{LEVEL_NAMES[level]}, {RESULT_NAMES[results]}"


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


USUAL_HELP = "Three sets of eight; help fades as you become accurate."


INTRO_REPORT = "One line per phase: mean, target, what to do. Each bar is a rep; lower is shorter."
"""What guides a newcomer through their first report."""


def intro_words(kind: StepKind) -> str:
    """Return what guides a newcomer through their first set, by kind of step."""
    if kind is StepKind.SET:
        return "Tap at each turn: the moment at which one phase changes to the next."
    return "Move as the word says. A turn is where the word changes: tap there."

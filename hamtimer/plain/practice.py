"""Practice in plain lines: Enter is the tap. For screen readers, pipes and logs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import Mistake, listing
from hamtimer.core.play.state import Event
from hamtimer.core.practice.estimate import Question
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.options import AUTO
from hamtimer.core.practice.practice import Practice
from hamtimer.core.taps.meter import SetReport
from hamtimer.core.taps.results import Results
from hamtimer.core.text import literal, normalized
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.words.estimate import (
    drift_words,
    estimate_words,
    question_words,
    typed_estimate,
)
from hamtimer.front.words.practice import INTRO_REPORT, help_words, intro_words
from hamtimer.plain.front import PlainFront

HELP = (
    "just Enter: in a set, a tap; in a rest, start the next set",
    "full, ticks, turns, silent: choose how much is heard",
    "feedback each, band, reps, set, end or auto: choose which results are shown",
    "4.5: when asked how long a phase was, your estimate in seconds; just Enter skips it",
)
FEEDBACK = "feedback"
"""What to type before a choice of results."""


@dataclass
class PlainPractice(PlainFront):
    """Prints a practice, takes taps, and obeys typed lines."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._asked: Question | None = None
        """The question printed last."""
        self._led: StepKind | None = None
        """The kind of step explained last to a newcomer."""
        self.planned_reps = self.practice.plan.reps

    @property
    def practice(self) -> Practice:
        """The practice."""
        assert isinstance(self.guided, Practice)  # noqa: S101 - this front was given one
        return self.guided

    def obey(self, line: str) -> None:
        """Carry out a typed line."""
        words = normalized(line)
        if self.practice.question is not None and self._answer(words):
            return
        in_set = self.player.step.kind is StepKind.SET
        if not words and (in_set or self.practice.meter.is_pending):
            self.tap()
        elif words in set(Level):
            self._choose(lambda: self.practice.choose_level(Level(words)))
        elif words.partition(" ")[0] == FEEDBACK:
            self._choose_results(words.removeprefix(FEEDBACK).strip())
        else:
            super().obey(line)

    def _answer(self, words: str) -> bool:
        """Take an estimate of a phase's length; return whether the line is one."""
        estimated = typed_estimate(words)
        if words and estimated is None:
            return False
        if (estimate := self.practice.answer(estimated, self.clock())) is not None:
            self.say(literal(estimate_words(estimate, self.player.step.exercise)))
        self._print(())
        return True

    def _choose_results(self, word: str) -> None:
        known = (*Results, AUTO)
        if word not in known:
            self.reply(f"Which results? Type {FEEDBACK} and {listing(known)}")
            return
        results = None if word == AUTO else Results(word)
        self._choose(lambda: self.practice.choose_results(results))

    def _choose(self, choose: Callable[[], None]) -> None:
        try:
            choose()
        except Mistake as mistake:
            self.reply(literal(mistake))
        else:
            self.reply(f"Help: {help_words(self.practice.level, self.practice.results)}")

    def _print(self, events: Iterable[Event]) -> None:
        super()._print(events)
        kind = self.player.step.kind
        if self.practice.plan.is_first and not self.player.is_over and kind is not self._led:
            self._led = kind
            self.say(intro_words(kind))
        question = self.practice.question
        if question is not None and question != self._asked:
            asked = literal(question_words(question, self.player.step.exercise))
            self.say(f"{asked} Type seconds, such as 4.5; just Enter skips it.")
        self._asked = question

    def after_report(self, one: SetReport) -> None:
        """Print the drift after gaps and, once both sides are done, the help of the next set."""
        if self.practice.plan.is_first:
            self.say(f"  {INTRO_REPORT}")
        if words := drift_words(self.practice.drifts_of(one)):
            self.say(f"  {words}")
        if one.step.ends_set and not self.player.is_over:
            practice = self.practice
            self.say(f"Help in the next set: {help_words(practice.level, practice.results)}")

    def reply(self, text: str) -> None:
        """Print an answer without the time, which could be confused with the length of a phase."""
        self.say(text)

    def help_lines(self) -> Iterator[str]:
        """Return what can be typed."""
        heading, *lines = super().help_lines()
        yield heading
        yield from (f"  {words}" for words in HELP)
        yield from lines

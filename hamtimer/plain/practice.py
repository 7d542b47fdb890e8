"""Practice in plain lines: Enter is the tap. For screen readers, pipes and logs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.practice import Practice
from hamtimer.core.text import literal
from hamtimer.core.timeline.steps import StepKind
from hamtimer.plain.front import PlainFront

HELP = (
    "just Enter: a tap, in a set; in a rest, on to the next set",
    "full, ticks, turns, silent: choose how much is heard",
)


@dataclass
class PlainPractice(PlainFront):
    """Prints a practice, takes taps, and does what is typed."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.planned_reps = self.practice.plan.reps

    @property
    def practice(self) -> Practice:
        """The practice that is followed."""
        assert isinstance(self.guided, Practice)  # noqa: S101 - this front was given one
        return self.guided

    def obey(self, line: str) -> None:
        """Do what a typed line asks for."""
        words = line.strip().lower()
        if not words and self.player.step.kind is StepKind.SET:
            self.tap()
        elif words in set(Level):
            self._choose_level(Level(words))
        else:
            super().obey(line)

    def _choose_level(self, level: Level) -> None:
        try:
            self.practice.choose_level(level)
        except Mistake as mistake:
            self.reply(literal(mistake))
        else:
            self.reply(f"Level: {level.value}")

    def after_report(self) -> None:
        """Print the level of the next set, when the set is over on both sides."""
        if self.practice.reports[-1].step.ends_set and not self.player.is_over:
            self.say(f"Level of the next set: {self.practice.level.value}")

    def reply(self, text: str) -> None:
        """Print an answer without the time, which would stand before the length of a phase."""
        self.say(text)

    def help_lines(self) -> Iterator[str]:
        """Return what can be typed."""
        heading, *lines = super().help_lines()
        yield heading
        yield from (f"  {words}" for words in HELP)
        yield from lines

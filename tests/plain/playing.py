"""Playing in lines, with what was printed."""

from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.timeline.steps import Timeline
from hamtimer.plain.front import PlainFront
from tests.plain.fake_person import FakePerson


def play(made: Timeline, person: FakePerson, **options: object) -> list[str]:
    """Play to the end, or until the person leaves, and give what was printed."""
    said: list[str] = []
    run = Run(Player(made))
    PlainFront(run, person.clock, person, said.append, **options).play()  # type: ignore[arg-type]
    return said


def at(lines: list[str], stamp: str) -> list[str]:
    return [line.partition("  ")[2] for line in lines if line.startswith(stamp)]

"""What is said where a change of the plan puts something else next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.session.model import Sides
from hamtimer.core.timeline.steps import StepKind
from tests.core.make import curl, timeline

T0 = 5_000_000
READY, SET = 10_000, 14_000
EASIER = replace(curl(name="Box squat", sets=3), base="squat")
SQUAT = replace(curl(name="Squat", sets=3), easier=(EASIER,))
ROW = curl(name="Row", sides=Sides.EACH)
DIP = curl(name="Dip")


def in_rest(*, paused: bool = False) -> tuple[Player, int]:
    """Return a run in the rest after the first set, and the time."""
    player, now = Player(timeline(SQUAT, ROW, DIP), gap_ms=None), T0 + READY + SET + 5_000
    player.do(Command.START, T0)
    player.advance(now)
    assert player.step.kind is StepKind.REST
    if paused:
        player.do(Command.PAUSE, now)
    return player, now


def said(player: Player) -> list[str]:
    return [event.cue.speech for event in player.unforeseen() if event.cue]


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize(
    ("command", "value", "words"),
    [
        (Command.LATER, "", "Row. Left"),
        (Command.EASIER, "", "Box squat"),
    ],
)
def test_what_comes_next_now_is_reported_at_once_and_what_an_undo_brings_back(
    command: Command, value: str, words: str, *, paused: bool
) -> None:
    player, now = in_rest(paused=paused)
    (event,) = player.do(command, now, value)
    assert player.step.kind is StepKind.REST, event
    assert said(player) == [words]
    assert said(player) == [], "once"
    player.do(Command.UNDO, now)
    assert said(player) == ["Squat"]


@pytest.mark.parametrize(
    ("command", "value"),
    [
        (Command.ANOTHER_SET, ""),
        (Command.FIT, "1"),
        (Command.GO_TO, "dip"),
        (Command.MORE_REST, ""),
        (Command.PAUSE, ""),
        (Command.BACK, ""),
        (Command.NEXT, ""),
        (Command.DONE, ""),
        (Command.STOP, ""),
    ],
)
def test_nothing_is_reported_where_the_same_comes_next_or_a_step_begins(
    command: Command, value: str
) -> None:
    player, now = in_rest()
    player.do(command, now, value)
    assert said(player) == []


def test_a_get_ready_that_begins_by_a_change_says_its_exercise_itself() -> None:
    player = Player(timeline(SQUAT, ROW, DIP), gap_ms=None)
    player.do(Command.START, T0)
    player.do(Command.LATER, T0 + 3_000)
    assert said(player) == []
    cues = [event.cue for event in player.advance(T0 + 3_500) if event.cue]
    assert [cue.speech for cue in cues if cue.speech] == ["Row. Left"]

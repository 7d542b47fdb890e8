"""What is paused and what was recorded, in words."""

from dataclasses import replace

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Result
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event
from hamtimer.core.play.view import look
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Length, Reps
from hamtimer.core.text import count_text
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.place import paused_words, place_words, recorded_words
from tests.core.make import FOUR_ONE_TWO, cluster, curl, exercise, sit, timeline

T0 = 5_000_000
SIDES = timeline(curl(sets=2, sides=Sides.EACH))
OWN_PACE = timeline(curl(8, tempo=None))
CLUSTER = timeline(exercise(cluster(2, 2, tempo=FOUR_ONE_TWO)))


def player_at(made: Timeline, position: int) -> Player:
    player = Player(made, gap_ms=None)
    player.do(Command.START, T0)
    player.do(Command.PAUSE, T0 + position)
    return player


@pytest.mark.parametrize(
    ("made", "position", "place", "paused"),
    [
        (SIDES, 1_000, "Get-ready", "Paused in the get-ready"),
        (SIDES, 12_000, "Rep 1", "Paused in rep 1"),
        (SIDES, 19_000, "Rep 2", "Paused in rep 2"),
        (SIDES, 24_500, "Right side", "Paused before the right side"),
        (SIDES, 50_000, "Rest", "Paused in the rest"),
        (OWN_PACE, 12_000, "Set", "Paused in the set"),
        (timeline(sit(Length.fixed(30_000))), 15_000, "Hold", "Paused in the hold"),
        (CLUSTER, 1_000, "Count-in", "Paused in the count-in"),
        (CLUSTER, 20_000, "Rest within the set", "Paused in the rest within the set"),
    ],
)
def test_a_pause_names_its_place(made: Timeline, position: int, place: str, paused: str) -> None:
    view = look(player_at(made, position), T0 + position)
    assert (place_words(view), paused_words(view)) == (place, paused)


def ended(made: Timeline, *counted: Command) -> Event:
    """End a set by key, after `counted`; return its outcome."""
    player = Player(made, gap_ms=None)
    player.do(Command.START, T0)
    player.advance(T0 + 15_000)
    for command in counted:
        player.do(command, T0 + 15_000)
    events = player.do(Command.DONE, T0 + 20_000)
    return next(event for event in events if event.outcome)


@pytest.mark.parametrize(
    ("reps", "counted", "words"),
    [
        (Reps(8, 8), 0, "8 reps recorded"),
        (Reps(8, 8), 9, "9 reps recorded"),
        (Reps(0, None), 1, "1 rep recorded"),
        (Reps(0, None), 0, "Set recorded, reps not counted"),
    ],
)
def test_a_self_paced_set_says_what_was_recorded(reps: Reps, counted: int, words: str) -> None:
    made = timeline(curl(reps, tempo=None))
    event = ended(made, *[Command.MORE_REPS] * counted)
    assert event.outcome is not None
    assert recorded_words(event.outcome, made.steps[event.outcome.step]) == words


def test_a_set_with_a_tempo_says_it_where_the_person_ended_it() -> None:
    made = timeline(curl(2))
    event = ended(made)
    assert event.outcome is not None
    planned = made.steps[event.outcome.step]
    words = recorded_words(event.outcome, planned)
    assert words == f"{count_text(event.outcome.reps or 0, 'rep')} recorded"
    whole = replace(event.outcome, result=Result.DONE)
    assert not recorded_words(whole, planned)


def test_a_correction_says_whose_reps_it_recorded_even_of_a_set_done_as_planned() -> None:
    made = timeline(curl(2))
    event = ended(made)
    assert event.outcome is not None
    fixed = replace(event.outcome, result=Result.DONE, reps=3, corrected=True)
    assert recorded_words(fixed, made.steps[fixed.step]) == "Curl, 3 reps recorded"

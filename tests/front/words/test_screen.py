"""What the guided screen says in whole lines."""

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.play.view import View, look
from hamtimer.core.run.run import Run
from hamtimer.front.words.screen import card, next_words, time_words, title_words
from hamtimer.tui.terminal_title import title_sequence
from tests.tui.helpers import make_run

READY, REP = 5_000, 7_000
REST = READY + 4 * REP
LONG_REST = REST + 30_000 + 4 * REP


def view_at(position: int, run: Run | None = None) -> View:
    run = run or make_run()
    run.do(Command.START, 0)
    run.advance(position)
    return look(run.player, position)


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (0, "set 1 of 2: Romanian deadlift, 3-4 reps"),
        (READY, "rest 30 s, then set 2 of 2: Romanian deadlift, 3-4 reps"),
        (REST, "set 2 of 2: Romanian deadlift, 3-4 reps"),
        (
            LONG_REST - 1,
            "rest 1:30, then set 1 of 2: Wall sit, left, hold as long as you can, at least 20 s",
        ),
        (
            LONG_REST,
            (
                "get ready 10 s, then set 1 of 2: Wall sit, left, "
                "hold as long as you can, at least 20 s"
            ),
        ),
    ],
)
def test_what_comes_next_is_shown_with_the_work_after_it(position: int, words: str) -> None:
    assert next_words(view_at(position)) == words


def test_the_only_set_of_an_exercise_has_no_number() -> None:
    run = make_run("name: S\nexercises:\n  - name: Squat\n    reps: 5\n    prepare: 5s\n")
    assert next_words(view_at(0, run)) == "Squat, 5 reps"


def test_after_the_last_set_comes_the_end() -> None:
    run = make_run("name: S\nexercises:\n  - name: Squat\n    reps: 5\n    prepare: 5s\n")
    assert next_words(view_at(6_000, run)) == "the end"


def test_times_are_of_a_fixed_width_and_an_estimate_is_marked() -> None:
    run = make_run()
    assert time_words(view_at(61_500, run), run.player.timeline) == ("01:01", "~04:10 left")
    exact = make_run("name: S\nexercises:\n  - name: Squat\n    reps: 5\n    tempo: 2-0-2-0\n")
    assert time_words(view_at(500, exact), exact.player.timeline) == ("00:00", "00:30 left")


def test_a_rest_shows_the_next_exercise_with_its_cues_and_equipment() -> None:
    assert [line.text for line in card(view_at(LONG_REST).step)] == [
        "Set 1 of 2 · left side · 2 x hold as long as you can, at least 20 s each side",
        "• Keep breathing",
    ]
    assert [line.text for line in card(view_at(REST).step)] == [
        "Set 2 of 2 · 2 x 3-4 reps",
        "• Hips back",
        "lower 4 s, bottom 1 s, lift 2 s",
        "12 kg",
        "Needs: dumbbells",
    ]


def test_the_title_says_phase_number_exercise_and_set() -> None:
    title = title_words(view_at(READY), "Lower", "4")
    assert title == "Lower 4 - Romanian deadlift 1/2 - hamtimer"


def test_a_title_cannot_break_out_of_its_escape_sequence() -> None:
    assert title_sequence("a\x1b\\\x07b\nc") == "\x1b]2;a?\\?b?c\x1b\\"
    assert len(title_sequence("x" * 10_000)) < 300

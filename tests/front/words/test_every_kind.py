"""Every kind of work and every clock, looked at second by second: what is said is what it is."""

from itertools import pairwise

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.view import look
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind, Timeline
from hamtimer.front.words.explain import explain
from hamtimer.front.words.screen import card, next_words, time_words
from hamtimer.front.words.status import status_lines

EVERY_KIND = """\
name: All kinds
exercises:
  - {name: Tabata, time: 20s, sets: 3, every: 30s, prepare: 0s}
  - {name: Cluster, reps: 2+2, sets: 2, tempo: 2-0-1-0, intra-set-rest: 5s, rest: 10-20s}
  - {name: Drop, reps: 3, tempo: 2-0-1-0, then: [{reps: 2, load: 30 kg}, {hold: 20s}], sides: each}
  - {name: Hang, hold: 7s, reps: 3, relax: 3s, rest: 20s}
  - {name: Breath, reps: 2, tempo: 1-0-1-0, beat: 50 bpm}
  - {name: Shuttle, time: 10-15s, sides: alternating}
  - block: Finisher
    kind: circuit
    rounds: max
    within: 30s
    exercises:
      - {name: Burpee, reps: 5}
      - {name: Squat, reps: 8, tempo: 1-0-1-0}
  - block: Pairs
    kind: superset
    rounds: 2
    every: 40s
    exercises:
      - {name: Press, reps: 4, tempo: 2-0-2-0}
      - {name: Row, time: 10s}
"""


def laid_out() -> Timeline:
    loaded = load_session(EVERY_KIND, "all.yaml")
    assert loaded.session is not None, loaded.problems
    return compile_session(loaded.session)


def test_no_moving_work_is_called_a_hold_at_any_moment() -> None:
    made = laid_out()
    player = Player(made, gap_ms=None)
    player.do(Command.START, 0)
    kinds, now = set(), 0
    while not player.is_over and now < 3_600_000:
        player.advance(now)
        view = look(player, now)
        kinds.add(view.step.kind)
        first, *_ = status_lines(view, exact=False)
        moves = view.step.kind is StepKind.TIMED or view.exercise.name in ("Cluster", "Breath")
        assert not (moves and view.step.kind.is_work and "hold" in first.lower()), first
        assert next_words(view)
        assert card(view.step)
        assert time_words(view, made)
        assert 0 <= view.progress <= 1
        assert view.session_remaining_ms >= 0
        now += 500
    assert player.is_over
    assert kinds >= {StepKind.SET, StepKind.HOLD, StepKind.TIMED, StepKind.REST, StepKind.SWITCH}


def test_what_is_left_of_a_session_on_clocks_runs_out_evenly() -> None:
    made = laid_out()
    player = Player(made, gap_ms=None)
    player.do(Command.START, 0)
    left = []
    for now in range(3_000, 90_000, 1_000):
        player.advance(now)
        left.append(look(player, now).session_remaining_ms)
    assert all(before - after == 1_000 for before, after in pairwise(left))


def test_rounds_parts_intervals_and_caps_are_explained_as_what_they_are() -> None:
    text = "\n".join(explain(laid_out()))
    for words in (
        "3 x work 20 s, every 30 s",
        "2 x 2 + 2 reps",
        "1 x 3 reps, then 2 reps (30 kg), then hold 20 s each side",
        "1 x 3 reps of hold 7 s, relax 3 s",
        "a beat every 1.2 s",
        "8 reps each round",
        "Work: Finisher (as many rounds as fit into 30 s)",
        "Set 1 of 2 (part 2 of 2): Cluster, 2 reps",
        "Breathe, then Cluster, set 1 of 2 (part 2 of 2)",
        "0:10-0:20",
    ):
        assert words in text, words


def test_a_face_can_be_drawn_of_every_moment() -> None:
    from hamtimer.tui.drawing.face import face_of
    from hamtimer.tui.drawing.facts import facts_line, work_facts

    player = Player(laid_out(), gap_ms=None)
    player.do(Command.START, 0)
    words = set()
    for now in range(0, 1_200_000, 700):
        player.advance(now)
        if player.is_over:
            break
        view = look(player, now)
        face = face_of(view)
        words.add(face.word)
        assert 0 <= face.level <= 1
        facts_line(view)
        work_facts(view)
    assert player.is_over
    assert {"Go", "Rest", "Breathe", "Lower", "Lift", "Hold", "Relax", "RIGHT"} <= words

"""The face: what each state of a run looks like."""

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.play.view import View, look
from hamtimer.core.run.run import Run
from hamtimer.core.timeline.steps import StepKind
from hamtimer.tui.drawing.face import Face, face_of
from hamtimer.tui.drawing.facts import afar_text, facts_line, work_facts
from hamtimer.tui.drawing.shapes import Shape
from hamtimer.tui.drawing.tones import Tone
from tests.tui.helpers import make_run

COUNT_IN = 3_000
READY = 5_000
"""The get-ready of the test session's first exercise, after which its first repetition begins."""
REP = 7_000


def large(view: View) -> tuple[str, ...]:
    """Return the large facts of an instant."""
    return tuple(fact.text for fact in work_facts(view))


def at(position: int, run: Run | None = None, *, still: bool = False) -> Face:
    """Return the face at a time of the session."""
    run = run or make_run()
    run.do(Command.START, 0)
    run.advance(position)
    return face_of(look(run.player, position), still=still)


def test_before_the_start_no_key_is_asked_for_since_it_begins_by_itself() -> None:
    face = face_of(look(make_run().player, 0))
    assert (face.word, face.number, face.prompt) == ("Ready", "", "")


def test_the_get_ready_counts_down() -> None:
    face = at(2_000)
    assert (face.tone, face.word, face.number) == (Tone.READY, "Ready", "3")


@pytest.mark.parametrize(
    ("position", "tone", "shape", "word", "number", "level"),
    [
        (READY, Tone.LOWER, Shape.DOWN, "Lower", "4", 1.0),
        (READY + 1_001, Tone.LOWER, Shape.DOWN, "Lower", "3", 0.75),
        (READY + 3_999, Tone.LOWER, Shape.DOWN, "Lower", "1", 0.0),
        (READY + 4_000, Tone.STILL, Shape.BOTTOM, "Bottom", "1", 0.0),
        (READY + 5_000, Tone.LIFT, Shape.UP, "Lift", "2", 0.0),
        (READY + 6_000, Tone.LIFT, Shape.UP, "Lift", "1", 0.5),
        (READY + REP, Tone.LOWER, Shape.DOWN, "Lower", "4", 1.0),
    ],
)
def test_a_rep_is_reported_by_word_shape_and_gauge_together(
    position: int, tone: Tone, shape: Shape, word: str, number: str, level: float
) -> None:
    face = at(position)
    assert (face.tone, face.shape, face.word, face.number) == (tone, shape, word, number)
    assert face.level == pytest.approx(level, abs=0.001)


def test_with_reduced_motion_the_gauge_moves_by_the_second() -> None:
    levels = [at(READY + ms, still=True).level for ms in (0, 500, 999, 1_000, 1_999, 2_000)]
    assert levels == [1.0, 1.0, 1.0, 0.75, 0.75, 0.5]


def test_all_words_of_a_rep_are_drawn_at_one_size() -> None:
    assert at(READY).words == ("Lower", "Bottom", "Lift")


def test_from_the_bottom_of_a_range_on_it_says_that_one_may_stop() -> None:
    assert not at(READY + 3 * REP - 1).prompt
    assert at(READY + 3 * REP).prompt == "3 done: you may stop with Enter"


def test_a_rest_counts_down_and_empties_the_gauge() -> None:
    face = at(READY + 4 * REP + 15_000)
    assert (face.tone, face.shape, face.word, face.number) == (Tone.REST, Shape.REST, "Rest", "15")
    assert face.level == 0.5


def test_an_open_hold_counts_up_and_marks_the_minimum() -> None:
    run = make_run("name: H\nexercises:\n  - name: Wall sit\n    hold: 20s+\n    prepare: 5s\n")
    run.do(Command.START, 0)
    faces = {}
    for held in (0, 10_500, 20_000, 33_000):
        run.advance(5_000 + held)
        faces[held] = face_of(look(run.player, 5_000 + held))
    assert [face.number for face in faces.values()] == ["0", "10", "20", "33"]
    assert faces[0].mark == pytest.approx(2 / 3)
    assert faces[20_000].level == pytest.approx(2 / 3)
    assert faces[10_500].prompt == "As long as you can, at least 20 s"
    assert faces[33_000].prompt == "Minimum of 20 s reached, +13 s: Enter ends the hold"


def test_a_hold_of_fixed_length_counts_down() -> None:
    run = make_run("name: H\nexercises:\n  - name: Wall sit\n    hold: 20s\n    prepare: 5s\n")
    face = at(5_000 + 5_000, run)
    assert (face.tone, face.word, face.number, face.level) == (Tone.STILL, "Hold", "15", 0.75)


def test_a_wait_says_plainly_that_it_waits_and_for_which_key() -> None:
    run = make_run("name: W\nexercises:\n  - name: Squat\n    reps: 5\n    start: key\n")
    face = at(1_000, run)
    assert face.word == "Press Space"
    assert face.name == "Squat"
    assert face.prompt == "Press Space or Enter when you are ready"


def test_a_self_paced_set_shows_its_reps_not_its_seconds() -> None:
    run = make_run(
        "name: S\nexercises:\n  - name: Squat\n    reps: 5\n    tempo: self-paced\n"
        "    prepare: 5s\n"
    )
    face = at(5_000 + 12_300, run)
    assert (face.word, face.number) == ("Go", "5")
    assert face.prompt == "At your own pace: Enter ends the set"


def test_a_count_in_shows_three_two_one() -> None:
    run = make_run()
    run.do(Command.START, 0)
    run.do(Command.DONE, 1_000)
    numbers = [face_of(look(run.player, 1_000 + ms)).number for ms in (0, 999, 1_000, 2_999)]
    assert numbers == ["3", "3", "2", "1"]
    assert face_of(look(run.player, 1_000 + COUNT_IN)).word == "Lower"


def test_a_pause_keeps_the_number_and_says_where_it_is() -> None:
    run = make_run()
    run.do(Command.START, 0)
    run.do(Command.PAUSE, READY + 1_500)
    face = face_of(look(run.player, READY + 60_000))
    assert (face.tone, face.shape, face.word) == (Tone.PAUSED, Shape.PAUSED, "Paused")
    assert face.number == "3"
    assert face.prompt == "Paused in rep 1: Space resumes"


def test_the_facts_say_set_rep_side_and_load() -> None:
    run = make_run()
    run.do(Command.START, 0)
    run.advance(READY + REP)
    view = look(run.player, READY + REP)
    assert facts_line(view) == ("Set 1 of 2", "rep 2 of 4", "12 kg")
    assert large(view) == ("REP 2/4", "12 KG", "SET 1/2")


def test_the_side_is_among_the_large_facts() -> None:
    run = make_run(
        "name: H\nexercises:\n  - name: Lunge\n    reps: 5\n    sides: each\n    prepare: 5s\n"
    )
    run.do(Command.START, 0)
    run.advance(6_000)
    assert large(look(run.player, 6_000)) == ("REP 1/5", "LEFT")


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "0"), (1, "1"), (59_001, "1:00"), (60_000, "1:00"), (605_000, "10:05")]
)
def test_times_are_written_to_be_read_from_afar(ms: int, text: str) -> None:
    assert afar_text(ms) == text


def test_from_the_least_of_a_range_on_the_reps_have_a_plus() -> None:
    run = make_run("name: R\nexercises:\n  - name: Squat\n    reps: 2-5\n    prepare: 5s\n")
    run.do(Command.START, 0)
    facts_at = {}
    for done in range(4):
        now = 5_000 + done * 6_000 + 100
        run.advance(now)
        facts_at[done] = large(look(run.player, now))[0]
    assert facts_at == {0: "REP 1/5", 1: "REP 2/5", 2: "REP 2+", 3: "REP 3+"}


def test_a_switch_says_the_side_to_change_to_and_of_which_exercise() -> None:
    run = make_run(
        "name: S\nexercises:\n  - name: Lunge\n    reps: 1\n    sides: each\n    prepare: 5s\n"
    )
    face = at(5_000 + 6_000 + 100, run)
    assert (face.word, face.name) == ("RIGHT", "Lunge")


def test_during_work_there_is_no_name_of_what_comes_next() -> None:
    assert at(READY + 100).name == ""
    assert at(100).name == "Romanian deadlift"


def test_timed_work_with_a_tempo_shows_how_long_it_still_lasts() -> None:
    run = make_run(
        "name: T\nexercises:\n  - {name: Squat, time: 24s, tempo: 3-0-3-0, prepare: 5s}\n"
    )
    run.do(Command.START, 0)
    run.advance(5_000 + 10_000)
    view = look(run.player, 5_000 + 10_000)
    assert large(view) == ("REP 2", "TIME 14 S")
    assert facts_line(view) == ("14 s to go", "rep 2")


def test_the_rest_after_the_last_set_of_an_interval_says_nothing_of_the_interval() -> None:
    run = make_run(
        "name: E\nexercises:\n  - {name: Swing, reps: 9, sets: 1, every: 30s, prepare: 5s}\n"
        "  - {name: Squat, reps: 3}\n"
    )
    run.do(Command.START, 0)
    for now in (5_000 + 10_000, 5_000 + 31_000):
        run.advance(now)
    view = look(run.player, 5_000 + 31_000)
    assert (view.step.kind, view.interval_left_ms) == (StepKind.REST, 0)
    assert facts_line(view) == ()

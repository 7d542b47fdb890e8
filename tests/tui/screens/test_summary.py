"""The summary: done against planned."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.play.commands import Command
from hamtimer.core.play.summary import summary_of
from hamtimer.core.run.header import Header
from hamtimer.core.run.journal_reader import list_journals, read_journal
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.replay import replay
from hamtimer.tui.screens.summary import headline, summary_content
from tests.tui.helpers import FakeClock, guided, make_app, make_run, screen_text, words_on

READY, REP = 5_000, 7_000


def summary_after(*commands: tuple[int, Command]) -> str:
    """Return the summary of a run in which the commands were given, each so much later."""
    run = make_run()
    now = 0
    run.do(Command.START, now)
    for later, command in commands:
        now += later
        run.do(command, now)
    player = run.player
    content = summary_content(summary_of(player))
    return f"{headline(player).plain}\n\n{content.plain}"


def test_what_was_done_stands_against_what_was_planned_per_exercise_and_side() -> None:
    text = summary_after(
        (READY + 2 * REP + 3_500, Command.DONE),  # two repetitions and a half
        (10_000, Command.SKIP_EXERCISE),
        (500, Command.DONE),  # the rest; 10 seconds of get-ready follow
        (10_000 + 25_000, Command.DONE),  # the left side
        (5_000 + 10_000, Command.PAUSE),  # the right side, after the switch
        (61_000, Command.RESUME),
        (1_000, Command.STOP),
    )
    assert text == (
        "1:24 · 1 of 4 sets · 2 of 8 reps · 0:53 under tension by plan · 1 pause, 1:01 in all\n"
        "\n"
        "- Romanian deadlift   1 of 2 sets\n"
        "    both sides  2 of 8 reps       0:17 under tension by plan\n"
        "\n"
        "- Wall sit   0 of 2 sets\n"
        "    left        held 0:25 of 0:40\n"
        "    right       held 0:11 of 0:40\n"
    )


def test_a_set_that_was_cut_off_is_neither_counted_nor_ticked() -> None:
    run = make_run("name: S\nexercises:\n  - {name: Plank, sets: 2, hold: 45s, rest: 10s}\n")
    run.do(Command.START, 0)
    run.advance(10_000 + 45_000 + 10_000)
    run.do(Command.STOP, 10_000 + 45_000 + 10_000 + 9_000)
    text = summary_content(summary_of(run.player)).plain
    assert text == "- Plank   1 of 2 sets\n    both sides  held 0:54 of 1:30\n"


def test_an_optional_set_need_not_be_done() -> None:
    run = make_run("name: S\nexercises:\n  - {name: Squat, sets: 2-3, reps: 1, tempo: 2-0-2-0}\n")
    run.do(Command.START, 0)
    run.advance(10_000 + 4_000 + 60_000 + 4_000 + 1_000)
    run.do(Command.SKIP_EXERCISE, 80_000)
    player = run.player
    assert player.is_over
    text = summary_content(summary_of(player)).plain
    assert text.startswith("✓ Squat   2 of 2-3 sets\n")


def test_a_whole_session_is_ticked_off() -> None:
    run = make_run("name: S\nexercises:\n  - name: Squat\n    reps: 5\n    tempo: 2-0-2-0\n")
    run.do(Command.START, 0)
    run.advance(60_000)
    player = run.player
    text = summary_content(summary_of(player)).plain
    assert text == (
        "✓ Squat   1 of 1 set\n    both sides  5 of 5 reps       0:20 under tension by plan\n"
    )


ONE_SET = "name: S\nexercises:\n  - {name: Squat, sets: 1, reps: 3, tempo: 2-0-2-0}\n"


async def test_the_last_set_is_corrected_by_key_and_kept(tmp_path: Path) -> None:
    clock, run = FakeClock(), make_run(ONE_SET)
    header = Header("S", "test.yaml", ONE_SET, "2026-01-01T00:00:00+00:00", "0")
    run.journal = begin_journal(tmp_path, header, clock.now)
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        clock.now += 60_000
        guided(pilot.app).poll()
        await pilot.pause()
        assert "3 of 3 reps" in words_on(pilot.app)
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "2 of 3 reps" in words_on(pilot.app)
    (path,) = list_journals(tmp_path)
    recorded = read_journal(path)
    assert recorded.is_over
    assert [one.reps for one in replay(recorded, 0).outcomes()] == [2]


async def test_the_help_tells_that_one_of_several_correcting_keys_works() -> None:
    clock, run = FakeClock(), make_run(ONE_SET)
    async with make_app(run, clock).run_test(size=(120, 40)) as pilot:
        clock.now += 60_000
        guided(pilot.app).poll()
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert "the rounds under a time cap. │" in words_on(pilot.app), "not: (not now)"


async def test_where_nothing_was_counted_no_correction_is_offered() -> None:
    clock = FakeClock()
    run = make_run("name: S\nexercises:\n  - {name: Wall sit, sets: 1, hold: 20s}\n")
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        clock.now += 60_000
        guided(pilot.app).poll()
        await pilot.pause()
        assert "Rep" not in words_on(pilot.app)


TWO_CAPS = """\
name: S
exercises:
  - block: First
    kind: circuit
    rounds: max
    within: 1 min
    rest-after: 0
    exercises: [{name: A, reps: 5}]
  - {block: Second, kind: circuit, rounds: max, within: 1 min, exercises: [{name: B, reps: 5}]}
"""


async def test_a_key_goes_through_the_scores_of_several_time_caps() -> None:
    clock, run = FakeClock(), make_run(TWO_CAPS)
    async with make_app(run, clock).run_test(size=(80, 30)) as pilot:
        for _ in range(150):
            clock.now += 1_000
            if run.player.is_over:
                break
            guided(pilot.app).poll()
        await pilot.pause()
        await pilot.press("o", "c", "o", "o")
        await pilot.pause()
        text = words_on(pilot.app)
        assert "▸ First, as many rounds as fit into 1:00: 2 rounds" in text
        assert "Second, as many rounds as fit into 1:00: 1 round" in text


async def test_on_a_small_screen_word_facts_and_exercises_have_room() -> None:
    clock = FakeClock()
    async with make_app(make_run(ONE_SET), clock).run_test(size=(40, 12)) as pilot:
        clock.now += 60_000
        guided(pilot.app).poll()
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
    assert lines[0].strip(), "the word begins in the first row"
    text = " ".join(lines)
    assert "1 of 1 set" in text
    assert "✓ Squat" in text
    assert "q Close" in lines[-1]

"""The guided screen: every key, with a clock that the test turns."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import GAP_MS
from hamtimer.core.play.state import Event, Status
from hamtimer.core.play.view import look
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.run import Run
from hamtimer.core.timeline.steps import StepKind
from hamtimer.home.settings import Settings
from hamtimer.home.settings_writer import SettingsWriter
from hamtimer.tui.screens.guided import GuidedScreen
from hamtimer.tui.screens.quit import QuitScreen
from hamtimer.tui.screens.run_screen import FRAME_MS
from hamtimer.tui.screens.summary import SummaryScreen
from hamtimer.tui.widgets.canvas import Canvas
from tests.audio.fake_voice import Loudspeaker
from tests.tui.helpers import (
    FakeClock,
    SlowSound,
    guided,
    label,
    make_app,
    make_run,
    record,
    screen_text,
    words_on,
)

READY, REP = 5_000, 7_000


async def go_on(pilot: Pilot[str], clock: FakeClock, ms: int) -> None:
    """Let time pass, and have the screen look."""
    clock.now += ms
    guided(pilot.app).poll()
    await pilot.pause()


async def test_a_new_run_begins_by_itself_with_a_get_ready(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        assert run.player.is_running
        assert run.player.step.kind is StepKind.PREPARE
        assert "Romanian deadlift" in words_on(pilot.app)


async def test_the_screen_is_there_first_then_the_sound_then_the_run_begins(
    clock: FakeClock,
) -> None:
    run, sound = make_run(), SlowSound()
    async with make_app(run, clock, sound=sound).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Romanian deadlift" in words_on(pilot.app)
        while not sound.started:
            await pilot.pause(0.005)
        assert run.player.state.status is Status.READY
        sound.is_there = True
        while not run.player.is_running:
            await pilot.pause(0.005)
        assert run.player.state.base_now == clock.now


@pytest.mark.parametrize(
    ("into_rep", "frame_ms", "still_ms"),
    # Lower 4, pause 1, lift 2.
    [(100, FRAME_MS, 900), (4_300, None, 700), (5_100, FRAME_MS, 900)],
)
async def test_while_the_limb_is_held_nothing_is_drawn_until_a_number_changes(
    clock: FakeClock, into_rep: int, frame_ms: int | None, still_ms: int
) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + into_rep)
        view = look(run.player, clock.now)
        assert guided(pilot.app).frame_ms(view) == frame_ms
        assert guided(pilot.app).still_ms(view) == still_ms


async def test_after_the_computer_was_asleep_the_first_look_pauses(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + 100)
        run.player.gap_ms = GAP_MS
        clock.now += 60_000
        guided(pilot.app).wake()
        assert run.player.state.status is Status.PAUSED
        assert run.player.state.base_ms == 100


async def test_between_two_numbers_only_the_gauge_is_drawn(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + 100)
        screen = guided(pilot.app)
        words, before = [one.boxes for one in screen.query(Canvas)], screen_text(pilot.app)
        screen.move(look(run.player, clock.now + 600))
        await pilot.pause()
        assert screen_text(pilot.app) != before
        assert [one.boxes for one in screen.query(Canvas)] == words


OWN_PACE = """\
name: Own pace
exercises:
  - name: Push-up
    sets: 2
    reps: 8
    tempo: self-paced
    prepare: 5s
    rest: 30s
"""


async def test_a_self_paced_set_says_what_was_recorded_and_how_to_correct_it(
    clock: FakeClock,
) -> None:
    run = make_run(OWN_PACE)
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + 10_000)
        await pilot.press("enter")
        assert "8 reps recorded: [ ] correct" in words_on(pilot.app)
        await pilot.press("right_square_bracket")
        assert run.player.outcomes()[0].reps == 9


HELD_LAST = """\
name: Held last
exercises:
  - {name: Push-up, reps: 5, tempo: 2-0-2-0, prepare: 5s}
  - {name: Plank, hold: 10s+, sets: 2, prepare: 5s}
"""


async def test_a_hold_says_what_was_recorded_and_a_note_corrects_it(
    clock: FakeClock, tmp_path: Path
) -> None:
    run = record(make_run(HELD_LAST), tmp_path, clock())
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        for passed in (READY + 21_000, 60_000 + READY, 6_000):
            await go_on(pilot, clock, passed)
        await pilot.press("enter")
        assert "7 s recorded: f corrects" in words_on(pilot.app)
        await pilot.press("f", *"held 8s", "enter")
        await go_on(pilot, clock, 100)
        assert "Plank, set 1: 8 s" in words_on(pilot.app)


async def test_a_correction_of_an_earlier_exercise_names_it(clock: FakeClock) -> None:
    run = make_run(HELD_LAST)
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        for passed in (READY + 21_000, 60_000 + READY, 6_000):
            await go_on(pilot, clock, passed)
        await pilot.press("enter", "right_square_bracket")
        assert run.player.outcomes()[0].reps == 6
        assert "Push-up, 6 reps recorded: [ ] correct" in words_on(pilot.app)


async def test_in_a_set_no_key_is_said_to_correct_the_one_before(clock: FakeClock) -> None:
    run = make_run("name: E\nexercises:\n  - {name: Swing, reps: 9, sets: 2, every: 30s}\n")
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, 10_000 + 31_000)
        assert "9 reps recorded · At your own pace" in words_on(pilot.app)


async def test_how_to_correct_a_set_is_not_shown_in_the_next_one(clock: FakeClock) -> None:
    async with make_app(make_run(), clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + REP + 100)
        await pilot.press("enter")
        assert "1 rep recorded: [ ] correct" in words_on(pilot.app)
        await go_on(pilot, clock, 1_000)
        await pilot.press("enter")
        await go_on(pilot, clock, 100)
        assert guided(pilot.app).player.step.kind.is_work
        assert "1 rep recorded" in words_on(pilot.app)
        assert "correct" not in words_on(pilot.app)


async def test_the_smallest_screen_says_which_side_whatever_the_name(clock: FakeClock) -> None:
    name = "Single-leg Romanian deadlift with a reach"
    text = f"name: S\nexercises:\n  - {{name: {name}, reps: 12, tempo: 2-0-2-0, sides: each}}\n"
    async with make_app(make_run(text), clock).run_test(size=(40, 12)) as pilot:
        await go_on(pilot, clock, 11_000)
        assert screen_text(pilot.app).startswith(" left side · Single-leg")


async def test_the_smallest_screen_says_before_a_set_which_side_and_load(clock: FakeClock) -> None:
    text = (
        "name: S\nexercises:\n  - block: Long name of a block\n    kind: superset\n    rounds: 2\n"
        "    exercises:\n      - {name: Lunge, reps: 5, sides: each, load: 9 kg}\n"
        "      - {name: Curl, reps: 5}\n"
    )
    async with make_app(make_run(text), clock).run_test(size=(40, 12)) as pilot:
        await go_on(pilot, clock, 1_000)
        assert screen_text(pilot.app).startswith(" Get ready · left side · 9 kg")


async def test_in_a_rest_the_rows_of_a_cue_are_for_what_comes_unless_there_is_one(
    clock: FakeClock,
) -> None:
    text = "name: D\nexercises:\n  - {name: Plank, hold: 5s, prepare: 5s, rest-after: 30s}\n"
    rows = []
    for cues in ("", ", cues: [{at: rest, say: Breathe}]"):
        run = make_run(f"{text}  - {{name: Squat, reps: 5{cues}}}\n")
        async with make_app(run, clock).run_test(size=(160, 50)) as pilot:
            await go_on(pilot, clock, READY + 6_000)
            assert "Rest" in words_on(pilot.app)
            rows.append(pilot.app.screen.query_one("#stage").size.height)
    assert rows[0] == rows[1] + 3


async def test_everything_that_must_be_visible_is(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + REP + 1_500)
        text = words_on(pilot.app)
        words = label(pilot.app, "word"), label(pilot.app, "number")
    for part in (
        "Romanian deadlift",
        "Set 1 of 2 · rep 2 of 4 · 12 kg",
        "Hips back",
        "Next: rest 30 s, then set 2 of 2: Romanian deadlift, 3-4 reps",
        "00:13",
        "~04:58 left",
        "━",
    ):
        assert part in text
    assert words == ("Lower", "3")


async def test_space_pauses_and_continues_in_the_middle_of_the_phase(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + 1_500)
        await pilot.press("space")
        assert run.player.state.status is Status.PAUSED
        assert "Paused in rep 1: Space resumes" in words_on(pilot.app)
        await go_on(pilot, clock, 60_000)
        await pilot.press("space")
        assert run.player.state.position_ms(clock()) == 1_500


IN_SET_ONE = READY + REP
IN_REST = READY + 4 * REP + 10_000
IN_SET_TWO = READY + 4 * REP + 30_000 + REP
WAYS = [
    (IN_SET_ONE, ["enter"], StepKind.REST, 2),
    (IN_SET_ONE, ["d"], StepKind.REST, 2),
    (IN_SET_ONE, ["pagedown"], StepKind.REST, 2),
    (IN_SET_ONE, ["right"], StepKind.REST, 2),
    (IN_SET_ONE, ["n"], StepKind.REST, 2),
    (IN_REST, ["enter"], StepKind.SET, 2),
    (IN_REST, ["left"], StepKind.SET, 1),
    (IN_REST, ["b"], StepKind.SET, 1),
    (IN_REST, ["pageup"], StepKind.SET, 1),
    (IN_SET_TWO, ["x"], StepKind.REST, 1),
    (IN_SET_ONE, ["right", "u"], StepKind.SET, 1),
    (IN_SET_ONE, ["right", "ctrl+z"], StepKind.SET, 1),
]
"""When in the session, which keys, and the step they lead to."""


async def test_keys_move_forward_and_back(clock: FakeClock) -> None:
    async with make_app(make_run(), clock).run_test() as pilot:
        screen = guided(pilot.app)
        for after_ms, keys, kind, set_number in WAYS:
            # A new run for each on one screen: to start an app for each would take a minute.
            screen.guided = make_run()
            screen.command(Command.START)
            await go_on(pilot, clock, after_ms)
            await pilot.press(*keys)
            step = screen.player.step
            assert (step.kind, step.set_number) == (kind, set_number), keys


async def test_r_begins_the_set_again(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, IN_SET_ONE + 1_000)
        await pilot.press("r")
        assert run.player.step.kind is StepKind.SET
        assert run.player.state.position_ms(clock()) < 0


@pytest.mark.parametrize(("key", "change"), [("up", 15_000), ("plus", 15_000), ("down", -15_000)])
async def test_a_rest_is_made_longer_and_shorter(clock: FakeClock, key: str, change: int) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, IN_REST)
        await pilot.press(key)
        assert run.player.step.length_ms == 30_000 + change
        assert f"Rest {change // 1_000:+} s" in words_on(pilot.app)


async def test_the_plan_of_a_set_gets_a_rep_more_or_fewer(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, IN_SET_ONE)
        await pilot.press("right_square_bracket")
        assert run.player.step.length_ms == 5 * REP
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert run.player.step.length_ms == 3 * REP


async def test_keys_that_make_no_sense_are_not_in_the_footer(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(100, 24)) as pilot:
        await go_on(pilot, clock, IN_SET_ONE)
        await pilot.pause()
        in_set = words_on(pilot.app)
        await go_on(pilot, clock, IN_REST - IN_SET_ONE)
        await pilot.pause()
        in_rest = words_on(pilot.app)
        await pilot.press("space")
        await pilot.pause()
        paused = words_on(pilot.app)
    assert "Pause Enter Done → Skip ← Back m Mute ] Rep+ [ Rep-" in in_set
    assert "+15 s" not in in_set
    assert "Pause Enter Start → Skip ← Back ↑ +15 s ↓ -15 s f How it felt m Mute" in in_rest
    assert "Space Resume" in paused


async def test_the_sound_keys_change_volume_and_mute(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Off, "status", lambda _: AudioStatus("stream"))
    sound = Off(50)
    async with make_app(make_run(), clock, sound=sound).run_test() as pilot:
        await pilot.press("greater_than_sign")
        assert sound.volume == 60
        await pilot.press("9", "9")
        assert sound.volume == 40
        await pilot.press("m")
        assert sound.muted
        await pilot.press("m")
        assert not sound.muted


async def voice_run(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch, sound: Loudspeaker, keys: list[str]
) -> tuple[list[str], Settings, list[object]]:
    """Press keys in a run; give what is read after each, the app's settings, and what was kept."""
    kept: list[object] = []
    monkeypatch.setattr(SettingsWriter, "save", lambda _, changes: kept.append(changes))
    app = make_app(make_run(), clock, sound=sound)
    seen = []
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for key in keys:
            await pilot.press(key)
            await go_on(pilot, clock, 100)
            await pilot.pause()
            seen.append(words_on(app))
        for worker in [worker for worker in app.workers if worker.group == "settings"]:
            await worker.wait()
    return seen, app.settings, kept


async def test_v_turns_the_voice_on_and_off_for_this_run_and_the_next(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, settings, kept = await voice_run(clock, monkeypatch, Loudspeaker(), ["v", "v"])
    assert "Voice on" in seen[0]
    assert "Voice off" in seen[1]
    assert kept == [{"voice": True}, {"voice": False}]
    assert settings.voice is False


async def test_without_a_voice_v_says_how_to_get_one_and_keeps_nothing(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = "No voice: there is none on this system; python -m pip install 'hamtimer[voice]' brings"
    sound = Loudspeaker(no_voice=why)
    seen, settings, kept = await voice_run(clock, monkeypatch, sound, ["v"])
    assert "No voice: there is none on this" in seen[0]
    assert "'hamtimer[voice]' brings" in seen[0]
    assert "Voice on" not in seen[0]
    assert (kept, settings.voice) == ([], None)


async def test_quitting_asks_and_y_leaves_the_run_for_later(
    clock: FakeClock, tmp_path: Path
) -> None:
    run = record(make_run(), tmp_path, clock())
    app = make_app(run, clock)
    async with app.run_test() as pilot:
        await go_on(pilot, clock, IN_SET_ONE)
        await pilot.press("q")
        assert isinstance(app.screen, QuitScreen)
        assert run.player.state.status is Status.PAUSED
        await pilot.press("y")
        await pilot.pause()
    assert run.player.state.status is Status.PAUSED
    assert app.return_value == "Resume later with: hamtimer resume"


async def test_staying_continues_where_it_was(clock: FakeClock) -> None:
    run = make_run()
    app = make_app(run, clock)
    async with app.run_test() as pilot:
        await go_on(pilot, clock, IN_SET_ONE + 500)
        await pilot.press("escape")
        clock.now += 10_000
        await pilot.press("n")
        assert run.player.is_running
        assert run.player.state.position_ms(clock()) == REP + 500


async def test_staying_does_not_start_a_run_that_was_paused(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, IN_SET_ONE)
        await pilot.press("space", "q", "n")
        assert run.player.state.status is Status.PAUSED


async def test_ending_here_shows_the_summary(clock: FakeClock) -> None:
    run = make_run()
    app = make_app(run, clock)
    async with app.run_test() as pilot:
        await go_on(pilot, clock, IN_SET_ONE)
        await pilot.press("q", "e")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert run.player.state.status is Status.STOPPED
        await pilot.press("enter")
        await pilot.pause()
    assert not app.return_value


@pytest.mark.parametrize("twice", [False, True])
async def test_ctrl_c_asks_and_the_second_one_leaves(clock: FakeClock, *, twice: bool) -> None:
    run = make_run()
    app = make_app(run, clock)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert isinstance(app.screen, QuitScreen)
        await pilot.press("ctrl+c" if twice else "n")
        await pilot.pause()
        assert app.is_running is not twice
    assert (app.return_value is not None) is twice


async def test_a_last_skip_by_mistake_is_undone_from_the_summary(clock: FakeClock) -> None:
    run = make_run("name: One\nexercises:\n  - name: Squat\n    reps: 5\n    prepare: 5s\n")
    app = make_app(run, clock)
    async with app.run_test() as pilot:
        await go_on(pilot, clock, 6_000)
        await pilot.press("right")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("u")
        await pilot.pause()
        assert guided(app).player.is_running
        assert run.player.state.position_ms(clock()) == 1_000


async def test_a_gap_in_time_pauses_and_says_why(clock: FakeClock) -> None:
    run = make_run()
    run.player.gap_ms = 2_000
    async with make_app(run, clock).run_test(notifications=True) as pilot:
        await go_on(pilot, clock, 1_000)
        await go_on(pilot, clock, 60_000)
        assert run.player.state.status is Status.PAUSED
        assert run.player.state.position_ms(clock()) == 1_000
        await pilot.pause()
        assert "the program was stopped or" in words_on(pilot.app)


async def test_the_words_of_passing_cues_are_shown_for_a_moment(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, READY + 3 * REP)
        assert "Last rep" in words_on(pilot.app) or "you may stop" in words_on(pilot.app)
        await go_on(pilot, clock, 3_000)
        assert "Last rep" not in words_on(pilot.app)


async def test_a_set_ended_early_says_what_it_recorded(clock: FakeClock) -> None:
    async with make_app(make_run(), clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + REP + 100)
        await pilot.press("enter")
        assert "1 rep recorded: [ ] correct" in words_on(pilot.app)


async def test_halfway_does_not_hide_that_one_may_stop(clock: FakeClock) -> None:
    text = "name: R\nexercises:\n  - name: Squat\n    reps: 4-8\n    tempo: 1-0-1-0\n"
    async with make_app(make_run(text), clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, 10_000 + 4 * 2_000 + 100)
        shown = words_on(pilot.app)
    assert "4 done: you may stop with Enter" in shown
    assert shown.count("you may stop") == 1


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_a_pause_says_how_to_resume_whatever_else_is_shown(
    clock: FakeClock, size: tuple[int, int]
) -> None:
    async with make_app(make_run(), clock).run_test(size=size) as pilot:
        await go_on(pilot, clock, READY + 3 * REP)
        await pilot.press("space")
        assert "Space resumes" in words_on(pilot.app)


async def test_the_top_line_says_program_place_sound_and_time(clock: FakeClock) -> None:
    async with make_app(make_run(), clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY)
        top = screen_text(pilot.app).splitlines()[0].strip()
    place, right = top.split("   ", 1)
    assert place == "hamtimer · Test session · exercise 1 of 2"
    assert right.strip() == "no sound · 18:30"


async def test_prompts_name_the_keys_that_the_person_has_chosen(clock: FakeClock) -> None:
    app = make_app(make_run(), clock, Settings(theme="dark", keys=(("toggle", ("F5",)),)))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + 1_500)
        await pilot.press("f5")
        assert "Paused in rep 1: F5 resumes" in words_on(pilot.app)


async def test_the_footer_and_the_answers_can_be_clicked(clock: FakeClock) -> None:
    run = make_run()
    app = make_app(run, clock)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await pilot.click("KeyLine", offset=(2, 0))
        assert run.player.state.status is Status.PAUSED
        await pilot.press("q")
        await pilot.click("#stay")
        await pilot.pause()
        assert isinstance(app.screen, GuidedScreen)


async def test_the_help_lists_every_action(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = words_on(app)
        assert "Pause, or resume in the middle of the phase; in a wait, continue." in text
        assert "PgDn" in text
        assert "Going back" in text
        await pilot.press("escape")
        assert isinstance(app.screen, GuidedScreen)


async def test_the_palette_offers_what_makes_sense_now(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test() as pilot:
        await go_on(pilot, clock, IN_REST)
        titles = [command.title for command in app.get_system_commands(app.screen)]
    assert "+15 s" in titles
    assert "Theme" in titles
    assert "Quit hamtimer" in titles


async def test_the_title_says_what_is_happening(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test() as pilot:
        await go_on(pilot, clock, READY + 1_500)
        assert app.title == "Lower 3 - Romanian deadlift 1/2 - hamtimer"


def gauge(app: App[str]) -> list[str]:
    """Return the column on the left, a character a row."""
    return [line[1:2] for line in screen_text(app).splitlines()]


async def test_reduced_motion_moves_the_gauge_by_the_second(clock: FakeClock) -> None:
    app = make_app(make_run(), clock, Settings(theme="dark", reduced_motion=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, READY + 100)
        before = gauge(app)
        await go_on(pilot, clock, 800)
        assert gauge(app) == before
        await go_on(pilot, clock, 100)
        assert gauge(app) != before


async def test_nothing_is_drawn_again_while_nothing_changes(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test() as pilot:
        await go_on(pilot, clock, READY + 1_500)
        await pilot.press("space")
        await pilot.pause()
        drawn: list[object] = []
        for widget in app.screen.query("*"):
            monkeypatch.setattr(widget, "refresh", lambda *a, **_: drawn.append(a))
        guided(app).poll()
        assert drawn == []


def word_rows(app: App[str]) -> int:
    """Return how high the large word is drawn."""
    (word,) = (box for box in app.screen.query_one("#canvas", Canvas).boxes if box.name == "word")
    return len(word.rows)


async def test_resize_draws_everything_to_the_new_size(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(40, 12)) as pilot:
        await go_on(pilot, clock, READY + 500)
        small = word_rows(app)
        await pilot.resize_terminal(200, 60)
        await go_on(pilot, clock, 100)
        assert word_rows(app) > 3 * small


async def test_a_run_that_can_no_longer_be_recorded_says_so(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run()
    monkeypatch.setattr(Run, "problem", "disk full: this run is no longer recorded")
    app = make_app(run, clock)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        assert "this run is no longer recorded" in words_on(app)


async def test_a_notice_takes_two_lines_of_a_small_screen(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "No audio stream, a player program is used: there is no sound server that answers"
    monkeypatch.setattr(Off, "status", lambda _: AudioStatus("file", notice=words))
    app = make_app(make_run(), clock)
    async with app.run_test(size=(40, 12), notifications=True) as pilot:
        await pilot.pause()
        shown = words_on(app)
    assert "No audio stream, a player program is used: there is no sound server" in shown
    assert "Next:" in shown
    assert "00:00" in shown
    assert "left" in shown


async def test_a_command_that_does_nothing_changes_nothing(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        await pilot.press("u", "left_square_bracket")
        assert run.player.step.index == 0
        assert run.player.is_running
        run.do(Command.STOP, clock())
        guided(pilot.app).poll()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_a_command_asks_the_run_once_what_happened(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        screen, asked, advance = guided(pilot.app), list[int](), run.advance

        def counting(now: int) -> tuple[Event, ...]:
            asked.append(now)
            return advance(now)

        monkeypatch.setattr(run, "advance", counting)
        clock.now += IN_SET_ONE
        screen.command(Command.PAUSE)
        assert asked == [clock.now]


async def test_no_size_of_the_terminal_is_an_error(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        for columns, rows in ((1, 1), (10, 3), (39, 11), (20, 60), (400, 4), (300, 100)):
            await pilot.resize_terminal(columns, rows)
            await go_on(pilot, clock, 2_500)
            assert app.is_running


async def test_a_crash_in_a_session_leaves_its_record_complete(
    clock: FakeClock, tmp_path: Path
) -> None:
    run = record(make_run(), tmp_path, clock())
    assert run.journal is not None
    app = make_app(run, clock)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the app raises it again at its end
        async with app.run_test() as pilot:
            await go_on(pilot, clock, IN_SET_ONE)
            await pilot.press("space")
            screen = guided(app)
            screen.call_later(lambda: 1 // 0)
            await pilot.pause()
    recorded = read_journal(run.journal.path)
    assert [entry.values["do"] for entry in recorded.entries if "do" in entry.values] == [
        "start",
        "toggle",
    ]

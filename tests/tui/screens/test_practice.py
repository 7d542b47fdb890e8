"""The practice screen: a set practised end to end, with a clock that the test turns."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from hamtimer.core.play.commands import Command
from hamtimer.core.play.view import look
from hamtimer.core.practice.gaps import Gaps
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.presets import FIRST_SET
from hamtimer.core.run.journal_reader import list_journals, read_journal
from hamtimer.core.session.model import Sides
from hamtimer.core.taps.results import Results
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.presses import HELD_MS
from hamtimer.home.folders import runs_folder
from hamtimer.home.settings import Settings
from hamtimer.home.settings_writer import SettingsWriter
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.drawing_time import DrawingTime
from hamtimer.tui.screens import run_screen
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.overview import OverviewScreen
from hamtimer.tui.screens.practice import PracticeScreen
from hamtimer.tui.screens.practice_setup import PracticeSetup
from hamtimer.tui.widgets.choice_field import ChoiceField
from hamtimer.tui.widgets.practice_canvas import PracticeCanvas
from tests.audio.fake_voice import Loudspeaker
from tests.tui.helpers import SESSION, FakeClock, label, make_app, screen_text, words_on

READY = 5_000
PLAN = PracticePlan(tempo=practice_plan({"tempo": "4-1-2-0"}).tempo, reps=2, sets=2)


@pytest.fixture(autouse=True)
def keys_without_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a key as pressed at the clock's time: the test's clock knows nothing of real time."""
    monkeypatch.setattr(run_screen, "arrival", lambda _event, clock: clock())


def practice_app(
    plan: PracticePlan, clock: FakeClock, settings: Settings | None = None
) -> HamtimerApp:
    return make_app(plan, clock, settings)


def practising(pilot: Pilot[str]) -> PracticeScreen:
    screen = pilot.app.screen
    assert isinstance(screen, PracticeScreen)
    return screen


async def pass_time(pilot: Pilot[str], clock: FakeClock, ms: int) -> None:
    """Let time pass in small steps, as it does."""
    screen, until = practising(pilot), clock.now + ms
    while clock.now < until:
        clock.now = min(until, clock.now + 250)
        screen.poll()
    await pilot.pause()


async def do_set(
    pilot: Pilot[str], clock: FakeClock, phases: list[int], key: str = "space"
) -> None:
    """Do a set whose phases last as given, with a tap at the end of each."""
    for length in phases:
        await pass_time(pilot, clock, length)
        await pilot.press(key)


async def test_a_set_is_practised_from_the_get_ready_to_its_report(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(100, 30)) as pilot:
        assert "Ready" in label(pilot.app, "word")
        await pass_time(pilot, clock, READY + 1_000)
        assert (label(pilot.app, "word"), label(pilot.app, "number")) == (
            "Lower",
            "3",
        )
        assert "Set 1 of 2 · rep 1 of 2 · full guidance" in words_on(pilot.app)
        await pass_time(pilot, clock, 2_500)
        await pilot.press("space")
        assert label(pilot.app, "result") == "LOWER 3.5 OF 4.0 SHORT"
        assert "Lower 3.5 s of 4.0, too short" in words_on(pilot.app)
        await do_set(pilot, clock, [1_000, 2_000, 3_500, 1_000, 2_000])
        await pass_time(pilot, clock, 1_500)
        text = words_on(pilot.app)
    assert "Lower 3.5 s of 4.0" in text
    assert "Lower: Too short. Count to four on the way down." in text
    assert "▁▁" in text, "the line of the target"


async def test_every_way_to_tap_is_a_tap(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(100, 30)) as pilot:
        screen = practising(pilot)
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000], key="space")
        await do_set(pilot, clock, [1_000], key="pagedown")
        await pass_time(pilot, clock, 2_000)
        await pilot.mouse_down("#canvas")
        assert screen.practice.meter.taps_of(screen.practice.player.step) == (4_000, 5_000, 7_000)


def limb_row(pilot: Pilot[str]) -> int:
    """Return the row of the screen on which the limb is."""
    lines = screen_text(pilot.app).splitlines()
    return next(row for row, line in enumerate(lines) if "●" in line)


async def test_the_path_sinks_through_the_mark_and_shows_the_taps(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY + 100)
        high = limb_row(pilot)
        await pass_time(pilot, clock, 3_800)
        low = limb_row(pilot)
        await pilot.press("space")
        await pass_time(pilot, clock, 100)
        assert low > high + 5
        assert "▲" in words_on(pilot.app)


def limb_column(screen: PracticeScreen) -> int:
    """Return the column of the path in which the limb is."""
    boxes = screen.query_one(PracticeCanvas).boxes
    return next(box.x for box in boxes if box.name == "limb")


async def test_the_screen_is_drawn_again_when_the_limb_is_in_another_column(
    clock: FakeClock,
) -> None:
    async with practice_app(PLAN, clock).run_test(size=(120, 40)) as pilot:
        await pass_time(pilot, clock, READY + 1_050)
        screen = practising(pilot)
        before = limb_column(screen)
        shown = DrawingTime(screen.player).shown_at(clock.now)
        wait = screen.frame_ms(look(screen.player, shown))
        assert wait is not None
        clock.now += wait - 1
        screen.poll()
        assert limb_column(screen) == before
        clock.now += 1
        screen.poll()
        assert limb_column(screen) == before + 1


async def test_between_two_numbers_only_the_limb_moves_on_its_path(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(120, 40)) as pilot:
        await pass_time(pilot, clock, READY + 1_050)
        screen = practising(pilot)
        canvas = screen.query_one(PracticeCanvas)
        column, around = limb_column(screen), [b for b in canvas.boxes if b.name == "number"]
        screen.move(look(screen.player, clock.now + 700))
        moved = canvas.boxes
        screen.poll()
        assert limb_column(screen) == column
        clock.now += 700
        assert [box for box in moved if box.name == "number"] == around
        screen.move(look(screen.player, clock.now))
        assert canvas.boxes == moved
        assert limb_column(screen) > column


async def test_with_reduced_motion_boxes_are_filled_instead(clock: FakeClock) -> None:
    settings = Settings(theme="dark", reduced_motion=True)
    async with practice_app(PLAN, clock, settings).run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY + 2_500)
        text = words_on(pilot.app)
    assert "▶ Lower ■■□□" in text
    assert "Bottom □" in text


@pytest.mark.parametrize(
    ("level", "seen", "not_seen"),
    [
        (Level.TICKS, "Tock", "●"),
        (Level.TURNS, "Lower", "●"),
        (Level.SILENT, "You lead", "●"),
    ],
)
async def test_the_screen_fades_as_the_sound_does(
    clock: FakeClock, level: Level, seen: str, not_seen: str
) -> None:
    plan = PracticePlan(tempo=PLAN.tempo, reps=2, level=level)
    async with practice_app(plan, clock).run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY + 1_500)
        assert label(pilot.app, "word") == seen
        assert label(pilot.app, "number") == ""
        assert not_seen not in words_on(pilot.app)


async def test_in_silence_the_taps_count_the_reps(clock: FakeClock) -> None:
    plan = PracticePlan(tempo=PLAN.tempo, reps=3, sides=Sides.EACH, level=Level.SILENT)
    async with practice_app(plan, clock).run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [5_000, 1_250])
        await pass_time(pilot, clock, 2_450)
        assert "rep 1 of 3 · left side" in words_on(pilot.app), "though the clock is in the second"
        await do_set(pilot, clock, [50])
        await pass_time(pilot, clock, 50)
        assert "rep 2 of 3" in words_on(pilot.app)


async def test_after_the_last_set_everything_is_shown_and_the_same_begins_again(
    clock: FakeClock,
) -> None:
    plan = PracticePlan(tempo=PLAN.tempo, reps=2, sets=1)
    async with practice_app(plan, clock).run_test(size=(100, 30)) as pilot:
        first = practising(pilot)
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000, 1_000, 2_000] * 2)
        await pass_time(pilot, clock, 1_500)
        assert label(pilot.app, "word") == "Done"
        assert "lower 4.0 s of 4.0, on target" in words_on(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        again = practising(pilot)
        assert again is not first
        assert again.practice.player.step.kind is StepKind.PREPARE
    assert len(list_journals(runs_folder())) == 2


async def test_leaving_shows_the_reports_first_and_everything_is_kept(clock: FakeClock) -> None:
    app = practice_app(PLAN, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000, 1_000])
        await pilot.press("q")
        assert label(pilot.app, "word") == "Done"
        clock.now += HELD_MS
        await pilot.press("q")
        await pilot.pause()
    assert app.return_value == ""
    (path,) = list_journals(runs_folder())
    recorded = read_journal(path)
    assert recorded.is_over
    assert [
        e.values["tapped"] for e in recorded.entries if e.values.get("event") == "practice"
    ] == [2]


async def test_a_chosen_level_is_shown_and_stays(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(100, 30)) as pilot:
        await pilot.press("l", "l")
        assert practising(pilot).practice.level is Level.TURNS
        assert practising(pilot).practice.plan.level is Level.TURNS
        assert "turns only" in words_on(pilot.app)


async def test_v_turns_the_voice_on_and_off(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[object] = []
    monkeypatch.setattr(SettingsWriter, "save", lambda _, changes: kept.append(changes))
    app = make_app(PLAN, clock, sound=Loudspeaker())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("v")
        await pass_time(pilot, clock, 250)
        assert "Voice on" in words_on(app)
        await pilot.press("v")
        assert "Voice off" in words_on(app)
        await pilot.pause()
        assert app.settings.voice is False


async def test_without_taps_space_pauses(clock: FakeClock) -> None:
    plan = PracticePlan(tempo=PLAN.tempo, taps=TapMode.OFF)
    async with practice_app(plan, clock).run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY + 1_000)
        await pilot.press("space")
        assert not practising(pilot).practice.player.is_running
        assert "Paused in rep 1: p resumes" in words_on(pilot.app), "as the footer says"
        assert "p Resume" in words_on(pilot.app)
        clock.now += HELD_MS
        await pilot.press("space")
        assert practising(pilot).practice.player.is_running


@pytest.mark.parametrize("size", [(250, 70), (80, 24), (40, 12)])
async def test_every_size_of_terminal_shows_word_and_report(
    clock: FakeClock, size: tuple[int, int]
) -> None:
    async with practice_app(PLAN, clock).run_test(size=size) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000, 1_000, 2_000] * 2)
        await pass_time(pilot, clock, 1_500)
        assert "Lower 4.0" in words_on(pilot.app)
        assert label(pilot.app, "word") == "Rest"


# Where it is reached from


async def test_it_is_reached_from_the_library(clock: FakeClock, tmp_path: Path) -> None:
    from hamtimer.home.library import open_library

    app = make_app(LibraryScreen(open_library(), tmp_path), clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, PracticeSetup)
        await pilot.press("enter")
        await pilot.pause()
        assert practising(pilot).practice.plan == FIRST_SET.plan


async def test_it_is_reached_from_an_exercise_with_its_tempo_and_words(clock: FakeClock) -> None:
    from hamtimer.core.session_file.loader import load_session

    text = SESSION.replace(
        "tempo: 4-1-2-0", "tempo: 3-0-3-1\n    phase-names: {eccentric: Hips back}"
    )
    loaded = load_session(text, "test.yaml")
    assert loaded.session is not None
    app = make_app(OverviewScreen(loaded.session, loaded, Path("test.yaml")), clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pass_time(pilot, clock, READY + 500)
        assert label(pilot.app, "word") == "Hips back"
        assert "Romanian deadlift, tempo 3-0-3-1" in words_on(pilot.app)


def fill(app: HamtimerApp, key: str, text: str) -> None:
    field = app.screen.query_one(f"#practice-{key}")
    assert isinstance(field, Input | ChoiceField)
    field.value = text


async def test_the_setup_says_what_to_write_instead(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(100, 40)) as pilot:
        fill(app, "tempo", "5-1-2")
        await pilot.press("enter")
        assert "is not a tempo of four numbers; add the pause" in words_on(app)
        assert isinstance(app.screen, PracticeSetup)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_setup_asks_for_all_that_makes_a_practice(
    clock: FakeClock, size: tuple[int, int]
) -> None:
    written = {
        "tempo": "3-0-2-1",
        "first": "concentric",
        "reps": "5",
        "sets": "2",
        "sides": "each",
        "rest": "1:10",
        "bpm": "50",
        "level": "ticks",
        "taps": "ends",
    }
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=size) as pilot:
        for key, text in written.items():
            fill(app, key, text)
        await pilot.press("enter")
        await pilot.pause()
        assert practising(pilot).practice.plan == practice_plan(written, FIRST_SET.plan)


async def test_the_help_lists_every_key(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(80, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = words_on(pilot.app)
    for line in (
        "Space PgDn Tap at each phase change",
        "r Start this set",
        "m Turn the sound",
        "v ",
    ):
        assert line in text


async def test_the_person_is_asked_before_the_report_and_then_sees_both(clock: FakeClock) -> None:
    plan = PracticePlan(tempo=PLAN.tempo, reps=2, sets=2, results=Results.SET)
    async with practice_app(plan, clock).run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000, 1_000, 2_000] * 2)
        assert label(pilot.app, "feedback") == ""
        await pass_time(pilot, clock, 1_500)
        text = words_on(pilot.app)
        assert "How long was Lower, on average? 4.0 s" in text
        assert "Lower 4.0" not in text
        assert "↑ +½ s" in text
        await pilot.press("down", "enter")
        await pilot.pause()
        text = words_on(pilot.app)
        assert "Lower: you said 3.5 s, it was 4.0 s (0.5 s off)" in text
        assert "Lower 4.0" in text
        assert practising(pilot).player.step.kind is StepKind.REST, "the rest goes on"


async def test_a_question_is_left_by_the_key_that_leaves(clock: FakeClock) -> None:
    plan = PracticePlan(tempo=PLAN.tempo, reps=2, sets=2, results=Results.SET)
    async with practice_app(plan, clock).run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000, 1_000, 2_000] * 2)
        await pass_time(pilot, clock, 1_500)
        await pilot.press("escape")
        await pilot.pause()
        assert "How long" not in words_on(pilot.app)
        assert practising(pilot).practice.estimates == []
        assert "Lower 4.0" in words_on(pilot.app)


async def test_results_are_chosen_by_key_as_the_level_is(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(100, 30)) as pilot:
        await pass_time(pilot, clock, READY)
        await pilot.press("f")
        assert practising(pilot).practice.results is Results.BAND
        await do_set(pilot, clock, [4_000, 500])
        assert "1.0 s" not in label(pilot.app, "feedback")
        assert "Bottom 0.5 s of 1.0, too short" in words_on(pilot.app)


async def test_the_report_has_the_drift_after_gaps_and_the_estimate(clock: FakeClock) -> None:
    plan = PracticePlan(tempo=PLAN.tempo, reps=2, sets=2, results=Results.SET, gaps=Gaps(1, 1))
    async with practice_app(plan, clock).run_test(size=(120, 40)) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000, 1_000, 2_000, 3_500, 1_000, 2_000])
        await pass_time(pilot, clock, 2_000)
        await pilot.press("enter")
        await pilot.pause()
        assert "After 1 gap: 0.50 s early" in words_on(pilot.app)
        practising(pilot).command(Command.STOP)
        await pilot.pause()
        text = words_on(pilot.app)
        assert "After 1 gap: 0.50 s early" in text
        assert "Lower: you said 4.0 s, it was 3.8 s (0.2 s off)" in text
        assert "0.1 s early on average" in text


async def test_the_report_says_what_to_do(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(120, 40)) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [3_000, 1_000, 2_000] * 2)
        await pass_time(pilot, clock, 3_500)
        practising(pilot).command(Command.STOP)
        await pilot.pause()
        assert "Count to four on the way down." in words_on(pilot.app)


async def undo_the_end(pilot: Pilot[str], clock: FakeClock) -> None:
    await pilot.press("q")
    clock.now += HELD_MS
    await pilot.press("u")
    await pilot.pause()


async def test_after_its_end_is_undone_the_set_is_shown_as_before(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(80, 24)) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000, 1_000])
        await undo_the_end(pilot, clock)
        text = words_on(pilot.app)
        assert "Set 1 of 2 · rep 1 of 2 · full guidance" in text, "what is undone fades nothing"
        assert "the same again" not in text
        assert "lower 4.0 s of 4.0" not in text, "the reports are hidden again"
        assert "Space Tap Enter Done p Pause" in text


async def test_after_an_undo_each_set_is_reported_once_and_the_report_scrolls(
    clock: FakeClock,
) -> None:
    async with practice_app(PLAN, clock).run_test(size=(40, 12)) as pilot:
        await pass_time(pilot, clock, READY)
        await do_set(pilot, clock, [4_000, 1_000])
        await undo_the_end(pilot, clock)
        await do_set(pilot, clock, [2_000, 4_000, 1_000, 2_000])
        await pass_time(pilot, clock, 1_500)
        await pilot.press("q", "q")
        await pilot.pause()
        report = practising(pilot).query_one("#report-text", Static)
        assert str(report.content).count("lower 4.0 s of 4.0") == 1
        await pilot.press("pagedown")
        await pilot.pause()
        assert "Set 1" not in words_on(pilot.app)


async def test_the_end_shows_reports_and_no_place_in_a_set(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(80, 24)) as pilot:
        await pass_time(pilot, clock, READY)
        await pilot.press("space", "q")
        await pilot.pause()
        text = words_on(pilot.app)
    assert "Set 1 of 2" not in text
    assert "No taps, so nothing was measured." in text
    assert "bars" not in text, "there are none to explain"


async def test_a_tap_is_offered_only_where_it_counts_but_never_pauses(clock: FakeClock) -> None:
    async with practice_app(PLAN, clock).run_test(size=(80, 24)) as pilot:
        screen = practising(pilot)
        assert "Space Tap" not in words_on(pilot.app)
        await pass_time(pilot, clock, READY)
        assert "Space Tap" in words_on(pilot.app)
        await pilot.press("p")
        assert "Space Tap" not in words_on(pilot.app)
        clock.now += HELD_MS
        await pilot.press("p", "enter")
        assert screen.player.step.kind is StepKind.REST
        assert "Space Tap" not in words_on(pilot.app)
        await pilot.press("space")
        assert screen.player.is_running


@pytest.mark.parametrize(
    ("taps", "keys"), [(TapMode.TURNS, "p Pause"), (TapMode.OFF, "p Space Pause")]
)
async def test_the_help_says_what_the_keys_do_in_a_practice(
    clock: FakeClock, taps: TapMode, keys: str
) -> None:
    plan = PracticePlan(tempo=PLAN.tempo, taps=taps)
    async with practice_app(plan, clock).run_test(size=(120, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = words_on(pilot.app)
    assert f"{keys}, or resume" in text
    assert ("Space PgDn Tap" in text) is (taps is not TapMode.OFF)
    assert "End the practice and show its reports; again: leave." in text
    assert "can be resumed" not in text, "no practice can"

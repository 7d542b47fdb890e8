"""The next morning's pain, offered on the overview and in plain lines."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from hamtimer.core.run.self_reports import MORNING
from hamtimer.core.session_file.loader import load_session
from hamtimer.home import wall_clock
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.reading import read_run_record
from hamtimer.plain.front import PlainFront
from hamtimer.tui.screens.overview import OverviewScreen
from tests.home.records.recorded import GET_READY, SET, record
from tests.plain.fake_person import FakePerson
from tests.plain.test_felt import CURLS, run_of
from tests.tui.helpers import make_app, words_on
from tests.tui.widgets.test_felt_line import type_in


def days_ago(days: int) -> str:
    noon = datetime.combine(wall_clock.today() - timedelta(days=days), datetime.min.time())
    return noon.replace(hour=12).astimezone().isoformat()


def done(days: int) -> Path:
    runs_folder().mkdir(parents=True, exist_ok=True)
    return record(runs_folder(), days_ago(days), ms=GET_READY + SET + 1_000)


def overview() -> OverviewScreen:
    loaded = load_session(CURLS, "test.yaml")
    assert loaded.session is not None
    return OverviewScreen(loaded.session, loaded, Path("test.yaml"))


async def settled(pilot: Pilot[str]) -> str:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return words_on(pilot.app)


def mornings(path: Path) -> list[tuple[object, object]]:
    return [(one.side, value) for one, value in read_run_record(path).reports.all(MORNING)]


async def test_the_morning_after_a_run_is_offered_and_kept_in_its_record() -> None:
    path = done(1)
    app: App[str] = make_app(overview())
    async with app.run_test(size=(100, 30)) as pilot:
        text = await settled(pilot)
        assert "Yesterday: Curls. Pain from it this morning, 0 to 10: press f" in text
        assert "f This morning" in text
        await pilot.press("f")
        await type_in(pilot, "left 2 right 0")
        await pilot.press("enter")
        text = await settled(pilot)
        assert "Curls, yesterday: left: pain the next morning 2, right: pain the next" in text
        assert "f This morning" not in text
        assert isinstance(app.screen, OverviewScreen)
        await pilot.press("space")
        assert app.screen.choices.skip == {"curl"}
    assert mornings(path) == [("left", 2), ("right", 0)]


async def test_what_is_not_clear_is_answered_and_escape_drops_it() -> None:
    path = done(1)
    app = make_app(overview())
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("f")
        await type_in(pilot, "bad")
        await pilot.press("enter")
        assert "write 3, left 3, left 2 right 0" in await settled(pilot)
        await pilot.press("escape")
        assert "f This morning" in await settled(pilot)
        assert isinstance(app.screen, OverviewScreen)
    assert mornings(path) == []


@pytest.mark.parametrize("days", [0, 2])
async def test_only_yesterday_has_a_next_morning(days: int) -> None:
    done(days)
    app = make_app(overview())
    async with app.run_test(size=(100, 30)) as pilot:
        assert "Yesterday" not in await settled(pilot)


def play(folder: Path, script: list[tuple[int, str]]) -> list[str]:
    lines: list[str] = []
    person, run = FakePerson([*script, (3_000, "quit")]), run_of(folder, CURLS)
    PlainFront(run, person.clock, person, lines.append).play()
    run.close()
    return lines


def test_in_lines_it_is_offered_once_and_blocks_nothing(tmp_path: Path) -> None:
    path = done(1)
    lines = play(tmp_path / "1", [(500, "morning left 3")])
    offer = (
        "Yesterday: Curls. Pain from it this morning, 0 to 10: type morning 3, or morning left 3"
    )
    assert lines[:2] == [offer, "00:00.000  Start"]
    assert "00:00.500  Curls, yesterday: left: pain the next morning 3" in lines
    assert mornings(path) == [("left", 3)]
    assert play(tmp_path / "2", [])[0] == "00:00.000  Start"


def test_without_a_run_yesterday_there_is_no_morning_to_speak_of(tmp_path: Path) -> None:
    lines = play(tmp_path, [(500, "morning 3")])
    assert "00:00.500  No run from yesterday is waiting for its morning pain" in lines

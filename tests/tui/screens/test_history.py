"""The history screen: calendar, streaks and plots, by keys."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.widgets import OptionList

from hamtimer.core.next.adherence import Adherence
from hamtimer.core.next.calendar import KeptSchedule, Mark, SessionCalendar
from hamtimer.core.notation.schedule import parse_schedule
from hamtimer.core.records.dose import Dose
from hamtimer.core.records.exercise_days import ExerciseDay
from hamtimer.core.session.model import Side
from hamtimer.home.records.history import ExerciseHistory, SessionHistory
from hamtimer.tui.screens.history import HistoryScreen
from tests.tui.helpers import make_app, screen_text, words_on

TODAY = date(2026, 3, 20)
DAYS = [date(2026, 2, 20) + timedelta(days=2 * number) for number in range(14)]


def curl(side: Side, reps: int) -> ExerciseDay:
    return ExerciseDay("curl", "Hamstring curl", side, 3, reps, 0, "10 kg", Dose(60_000, 0, 50_000))


def session(name: str, days: list[date]) -> SessionHistory:
    runs = tuple(
        (day, (curl(Side.LEFT, 24 + number), curl(Side.RIGHT, 20 + 2 * number)))
        for number, day in enumerate(days)
    )
    hold = ExerciseDay("sit", "Wall sit", Side.BOTH, 2, 0, 45_000, "", Dose())
    sits = tuple((day, (hold,)) for day in days)
    missed = date(2026, 3, 19)
    kept = KeptSchedule(parse_schedule("every other day"), (), Adherence((missed,), 0, 14))
    marks = dict.fromkeys(days, Mark.DONE) | {missed: Mark.MISSED, TODAY: Mark.DUE}
    return SessionHistory(
        name,
        len(days),
        days[-1],
        SessionCalendar(marks, (kept,)),
        (ExerciseHistory("Hamstring curl", runs), ExerciseHistory("Wall sit", sits)),
    )


TWO = [session("Curls", DAYS), session("Bridges", DAYS[:3])]


def text_of(app: App[str]) -> str:
    return screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 12)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_how_it_looks(screen_file: SnapshotAssertion, size: tuple[int, int]) -> None:
    app = make_app(HistoryScreen(lambda: TWO, TODAY))
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("tab")
        await pilot.pause()
        await pilot.pause()
        assert text_of(app) == screen_file(name="history")


async def test_keys_choose_session_exercise_month_and_measure() -> None:
    app = make_app(HistoryScreen(lambda: TWO, TODAY))
    async with app.run_test(size=(100, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "All sessions · 17 runs" in text_of(app)
        await pilot.press("tab")
        assert "Curls · 14 runs, the last on Wed 18 Mar" in text_of(app)
        assert "Every other day: kept 0 sessions in a row, longest 14; missed 1 day" in text_of(app)
        assert "Reps  ━ left  ━ right  also: load" in text_of(app)
        await pilot.press("m")
        assert "Load (kg)" in text_of(app)
        await pilot.press("down")
        assert "Longest hold (s)" in text_of(app)
        assert "March 2026" in text_of(app)
        await pilot.press("left", "left", "left")
        assert "March 2026" not in text_of(app)
        await pilot.press("right", "right", "right", "right", "right")
        assert "April 2026" in text_of(app)
        assert "May 2026" not in text_of(app)


async def test_the_help_names_every_key() -> None:
    app = make_app(HistoryScreen(lambda: TWO, TODAY))
    async with app.run_test(size=(100, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("question_mark")
        await pilot.pause()
        words = words_on(app)
    for line in (
        "Shift+Tab S Show the previous session.",
        "M Draw the previous measure.",
        "PgUp PgDn Scroll.",
    ):
        assert line in words
    assert "not now" not in words


async def test_a_plot_has_its_twin_in_words() -> None:
    app = make_app(HistoryScreen(lambda: TWO[:1], TODAY))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("t")
        await pilot.pause()
        assert "Reps, left: 37 on Wed 18 Mar (24 at first, 37 at most) in 14 runs" in text_of(app)
        await pilot.press("t")
        await pilot.pause()
        assert "24 at first" not in text_of(app)


async def test_without_records_it_says_how_to_begin() -> None:
    app = make_app(HistoryScreen(list, TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("tab", "m", "t", "left")
        assert "Nothing is recorded yet" in text_of(app)
        assert "here. ← Earlier → Later ? Help q Back" in words_on(app)
        assert not app.screen.query_one(OptionList).display


async def test_records_that_cannot_be_read_say_why() -> None:
    def read() -> list[SessionHistory]:
        raise PermissionError(13, "Permission denied")

    app = make_app(HistoryScreen(read, TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "The records cannot be read: Permission denied" in text_of(app)

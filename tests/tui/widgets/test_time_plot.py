"""The plot of the history is drawn in every theme."""

import re
from datetime import date

import pytest
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from hamtimer.core.records.series import Measure, Point, Series
from hamtimer.core.session.model import Side
from hamtimer.home.settings import Settings
from hamtimer.tui.themes import OWN
from hamtimer.tui.widgets.time_plot import TimePlot
from tests.tui.helpers import make_app, screen_text


@pytest.mark.parametrize("theme", [*(theme.name for theme in OWN), *BUILTIN_THEMES])
async def test_a_plot_is_drawn_in_every_theme(theme: str) -> None:
    days = [Point(date(2026, 3, day), float(day)) for day in (2, 4, 9)]
    found = [Series(Side.LEFT, tuple(days)), Series(Side.RIGHT, tuple(days[:1]))]
    screen, plot = Screen[None](), TimePlot()
    app = make_app(screen, settings=Settings(theme=theme))
    async with app.run_test(size=(60, 20)) as pilot:
        await screen.mount(plot)
        await pilot.pause()
        plot.show(Measure.REPS, found)
        await pilot.pause()
        assert "●" in screen_text(app)


async def test_several_runs_of_the_only_day_are_dots_that_are_seen() -> None:
    points = (Point(date(2026, 3, 2), 4.0), Point(date(2026, 3, 2), 2.0))
    screen, plot = Screen[None](), TimePlot()
    app = make_app(screen)
    async with app.run_test(size=(60, 20)) as pilot:
        await screen.mount(plot)
        await pilot.pause()
        plot.show(Measure.REPS, [Series(Side.LEFT, points)])
        await pilot.pause()
        assert screen_text(app).count("●") == len(points)


async def test_no_label_comes_twice() -> None:
    screen, plot = Screen[None](), TimePlot()
    app = make_app(screen)
    async with app.run_test(size=(60, 20)) as pilot:
        await screen.mount(plot)
        await pilot.pause()
        plot.show(Measure.HOLD, [Series(Side.BOTH, (Point(date(2026, 3, 2), 3.0),))])
        await pilot.pause()
        labels = re.findall(r"\d:\d\d", screen_text(app))
        assert len(labels) == len(set(labels)) > 1

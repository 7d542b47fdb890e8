"""What the tests of the screens share: a clock that is told the time, and screens as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off, Output
from hamtimer.core.play.player import Player
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.header import Header
from hamtimer.core.run.run import Run
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.editing.own_copy import ToEdit
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.settings import Settings
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.screens.guided import GuidedScreen
from hamtimer.tui.screens.run_screen import RunScreen
from hamtimer.tui.widgets.big_label import BigLabel
from hamtimer.tui.widgets.canvas import Canvas

SESSION = """\
name: Test session
description: |
  Two exercises,
  one of them with sides.
level: beginner
tags: hamstrings, test
equipment: mat
exercises:
  - name: Romanian deadlift
    sets: 2
    reps: 3-4
    tempo: 4-1-2-0
    rest: 30s
    rest-after: 90s
    prepare: 5s
    load: 12 kg
    equipment: dumbbells
    cues:
      - Hips back
    easier:
      - name: Good morning
  - name: Wall sit
    sets: 2
    hold: 20s+
    sides: each
    rest: 30s
    cues:
      - Keep breathing
"""


@dataclass
class FakeClock:
    """A clock that stands still until it is told to go on."""

    now: int = 1_000_000

    def __call__(self) -> int:
        return self.now


class SlowSound(Off):
    """Sound that is on its way until the test lets it come."""

    started = is_there = False

    def start(self) -> None:
        self.started = True

    def status(self) -> AudioStatus:
        return AudioStatus("stream" if self.is_there else "opening")


def make_run(text: str = SESSION) -> Run:
    """Make a run of a session that nobody keeps; it minds no gap in time."""
    loaded = load_session(text, "test.yaml")
    assert loaded.session is not None, loaded.problems
    return Run(Player(compile_session(loaded.session), gap_ms=None))


def record(run: Run, folder: Path, now: int) -> Run:
    """Have a run recorded in a folder."""
    header = Header("Test", "test.yaml", SESSION, "2026-01-01T00:00:00+00:00", "0")
    run.journal = begin_journal(folder, header, now)
    return run


def make_app(
    first: Screen[None] | Run | PracticePlan | ToEdit,
    clock: FakeClock | None = None,
    settings: Settings | None = None,
    sound: Output | None = None,
    *,
    offers_recovered: bool = False,
) -> HamtimerApp:
    """Make the app with a fake clock and no sound; `first` is a screen, a run or a practice."""
    return HamtimerApp(
        first,
        settings or Settings(theme="dark"),
        lambda _session, _file: sound or Off(50),
        clock=clock or FakeClock(),
        offers_recovered=offers_recovered,
    )


def guided(app: App[Any]) -> GuidedScreen:
    """Return the guided screen, which must be the one that is shown."""
    assert isinstance(app.screen, GuidedScreen)
    return app.screen


def strips_on(app: App[Any]) -> list[Strip]:
    """Return the screen as it goes to the terminal. Textual has no public way to ask for it."""
    return app.screen._compositor.render_strips()  # noqa: SLF001


def screen_text(app: App[Any]) -> str:
    """Return what stands on the screen, line by line, without the spaces at their ends."""
    lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips_on(app)]
    return "\n".join(lines) + "\n"


def words_on(app: App[Any]) -> str:
    """Return the screen's text with every run of spaces and line ends as one space."""
    return re.sub(r"\s+", " ", screen_text(app))


def label(app: App[Any], name: str) -> str:
    """Return the large text that stands in the place of this name."""
    if isinstance(app.screen, RunScreen):
        return app.screen.query_one("#canvas", Canvas).text_of(name)
    return app.screen.query_one(f"#{name}", BigLabel).text

"""Runs of a session of curls and a sit, whose files are closed at the end of a test."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hamtimer.core.play.player import Player
from hamtimer.core.run.played import played_by
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.records.new_record import begin_journal
from tests.core.run.curls import T0, TEXT, header

Begin = Callable[..., Run]


@pytest.fixture
def open_runs() -> Iterator[list[Run]]:
    """Keep the runs of a test, and close their files at its end."""
    runs: list[Run] = []
    yield runs
    for run in runs:
        run.close()


@pytest.fixture
def begin(tmp_path: Path, open_runs: list[Run]) -> Begin:
    """Return a way to begin a run whose journal is in the test's own folder."""

    def begin_run(choices: Choices | None = None, lead_ms: int = 0) -> Run:
        chosen = load_session(TEXT, "curls.yaml").choose(choices or Choices())
        player = Player(compile_session(chosen), lead_ms=lead_ms)
        played = played_by(player)
        begun = replace(header(choices), lead_ms=lead_ms, played=played)
        open_runs.append(Run(player, begin_journal(tmp_path, begun, T0)))
        return open_runs[-1]

    return begin_run

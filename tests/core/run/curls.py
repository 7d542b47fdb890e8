"""A run of a session of curls and a sit, and what happens to it."""

from pathlib import Path

from hamtimer.core.run.header import Header
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import load_session

TEXT = """\
name: Curls
exercises:
  - {name: Curl, sets: 2, reps: 4, tempo: 4-1-2-0}
  - {name: Sit, hold: 30s+}
"""
T0 = 77_000_000


def session() -> Session:
    loaded = load_session(TEXT, "curls.yaml")
    assert loaded.session is not None
    return loaded.session


def header(choices: Choices | None = None) -> Header:
    return Header(
        name="Curls",
        file="curls.yaml",
        text=TEXT,
        started="2026-11-22T07:30:00+01:00",
        version="0.1.0",
        choices=choices or Choices(),
    )


def live(run: Run, now: int, until: int) -> None:
    """Let time pass as a front does, ten times a second."""
    for moment in range(now, until + 1, 100):
        run.advance(moment)


def crash(run: Run) -> None:
    """End a run as a power cut does: closing its file writes nothing."""
    run.close()


def path_of(run: Run) -> Path:
    assert run.journal is not None
    return run.journal.path

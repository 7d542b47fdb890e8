"""Fixtures for the tests of the screens."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from hamtimer.tui import sound_start
from hamtimer.tui.awake import Awake
from hamtimer.tui.screens import editor_view, library
from hamtimer.tui.widgets import morning_line
from tests.tui.helpers import FakeClock


class TextFile(SingleFileSnapshotExtension):
    """Keeps a screen as a text file, so that a change can be read in a diff."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


@pytest.fixture
def screen_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare a screen's text with the one that is kept; `pytest --snapshot-update` keeps it."""
    return snapshot.use_extension(TextFile)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(autouse=True)
def sleepy_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the display of the machine that tests alone."""
    monkeypatch.setattr(Awake, "keep", lambda _self: None)


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the errors of the line that is being typed at once."""
    monkeypatch.setattr(editor_view, "UNFINISHED_S", 0)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the sound of a test as long as the test likes, however slow the machine is."""
    monkeypatch.setattr(sound_start, "STARTS_WITHIN_S", 60.0)


@pytest.fixture(autouse=True)
def no_head_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the files of the library, and the records, at once."""
    for module in (library, morning_line):
        monkeypatch.setattr(module, "HEAD_START_S", 0.001)


@pytest.fixture(autouse=True)
def half_past_six(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock of the day."""
    clock = "hamtimer.tui.widgets.status_line.time_of_day"
    monkeypatch.setattr(clock, lambda: ("18:30", 60.0))

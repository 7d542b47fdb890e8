"""A command reads the settings once: what it shows and what it plays cannot disagree."""

from pathlib import Path

import pytest

from hamtimer.home.settings import change_settings, settings_path
from hamtimer.home.writing import read_as_written
from tests.cli.conftest import Hamtimer
from tests.plain.fake_person import FakePerson


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list that grows whenever the settings are read."""
    assert change_settings({"voice_speed": 500, "signals": {"countdown": "5s"}}) == ""
    found: list[Path] = []

    def count(path: Path) -> str:
        found.append(path)
        return read_as_written(path)

    monkeypatch.setattr("hamtimer.home.settings.read_as_written", count)
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "bridges.yaml"),
        ("explain", "bridges.yaml", "--origin", "--json"),
        ("run", "bridges.yaml", "--speed", "max"),
        ("render", "bridges.yaml", "-o", "out.wav"),
        ("sound-check", "--report", "--audio", "off"),
    ],
)
@pytest.mark.usefixtures("bridges")
def test_each_command_reads_them_once_and_names_their_errors_once(
    hamtimer: Hamtimer, reads: list[Path], words: tuple[str, ...]
) -> None:
    result = hamtimer(*words)
    assert reads == [settings_path()]
    assert result.stderr.count("`voice_speed` must be") == 1


@pytest.mark.usefixtures("bridges")
def test_so_do_run_and_resume_in_lines(
    hamtimer: Hamtimer, reads: list[Path], person: FakePerson
) -> None:
    person.script = [(12_000, "quit")]
    hamtimer("run", "bridges.yaml", "--plain", "--audio", "off")
    assert reads == [settings_path()]
    reads.clear()
    person.script = [(person.now + 2_000, "quit")]
    assert "resuming at" in hamtimer("resume", "--plain", "--audio", "off").stdout
    assert reads == [settings_path()]

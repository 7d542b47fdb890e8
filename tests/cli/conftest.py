"""Running commands as a person would, without a terminal and without time passing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hamtimer.cli.main import main
from tests.plain.fake_person import FakePerson

Hamtimer = Callable[..., Result]

FIVE_LINES = """\
name: Bridges
exercises:
  - name: Bridge
    sets: 2
    reps: 3
    tempo: 2-0-2-0
"""


@pytest.fixture
def hamtimer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hamtimer:
    """Run a command in an empty folder; an error of the program itself is raised."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    runner = CliRunner()

    def run(*words: str, typed: str | None = None) -> Result:
        result = runner.invoke(main, words, input=typed, prog_name="hamtimer")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def bridges(hamtimer: Hamtimer) -> Path:  # noqa: ARG001 - it goes to the empty folder
    """Return a small session file in the current folder."""
    path = Path("bridges.yaml")
    path.write_text(FIVE_LINES)
    return path


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> FakePerson:
    """Put a person at the plain front, whose waiting makes the time pass."""
    person = FakePerson()
    for module in ("playing", "follow_in_lines", "commands.resume"):
        monkeypatch.setattr(f"hamtimer.cli.{module}.now_ms", person.clock)
    for module in ("playing", "follow_in_lines"):
        monkeypatch.setattr(f"hamtimer.cli.{module}.open_inbox", lambda _: person)
    return person

"""Following a run in plain lines, as the commands do it."""

from pathlib import Path

import pytest

from hamtimer.cli import playing
from tests.audio.fake_voice import Loudspeaker
from tests.cli.conftest import Hamtimer
from tests.plain.fake_person import FakePerson


def test_a_volume_that_cannot_be_saved_is_shown(
    hamtimer: Hamtimer,
    bridges: Path,
    person: FakePerson,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(playing, "open_audio", lambda *_, **__: Loudspeaker(80))
    no_folder = tmp_path / "config"
    no_folder.write_text("")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(no_folder))
    person.script = [(1_000, "louder"), (2_000, "q")]
    result = hamtimer("run", str(bridges), "--plain")
    assert "Volume 90 %" in result.stdout
    assert "this setting could not be saved" in result.stdout

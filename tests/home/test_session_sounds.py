"""A session's own sounds are those beside its real file, wherever it is run from."""

from pathlib import Path

import pytest

from hamtimer.core.errors import UserError
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.records.begin import begin_run
from hamtimer.home.session_sounds import locate_sound, sound_files, sounds_folder

TEXT = """\
name: Sounds
sounds: {start: gong.wav, switch: none, set-done: bell, tick: deep/tick.ogg}
exercises: [{name: Bridge, reps: 3}]
"""


def test_sound_files_are_the_sounds_that_are_neither_built_in_nor_none() -> None:
    session = load_session(TEXT, "sounds.yaml").session
    assert session is not None
    assert sound_files(session) == {"start": "gong.wav", "tick": "deep/tick.ogg"}


def test_a_link_to_a_session_leads_to_the_sounds_of_its_file(tmp_path: Path) -> None:
    real = tmp_path / "real" / "sounds.yaml"
    real.parent.mkdir()
    real.write_text(TEXT)
    (tmp_path / "link.yaml").symlink_to(real)
    assert sounds_folder(tmp_path / "link.yaml") == real.parent


def test_a_run_remembers_where_its_sounds_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    loaded = load_session(TEXT, "sounds.yaml")
    assert loaded.session is not None
    timeline = compile_session(loaded.session)
    run, problem = begin_run(timeline, loaded, Path("sounds.yaml"), Choices(), now=0)
    run.close()
    assert problem == ""
    assert run.journal is not None
    assert f'"file": "{tmp_path / "sounds.yaml"}"' in run.journal.path.read_text("utf-8")


@pytest.mark.parametrize("name", ["../out.wav", "link.wav", "a\0b.wav"])
def test_nothing_outside_of_the_folder_is_a_sound_of_the_session(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "session"
    folder.mkdir()
    (tmp_path / "out.wav").write_bytes(b"")
    (folder / "link.wav").symlink_to("../out.wav")
    with pytest.raises(UserError, match=name.replace("\0", ".")):
        locate_sound(name, folder)


def test_where_the_working_directory_is_gone_there_are_no_sounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr("os.getcwd", gone)
    assert sounds_folder(Path("sounds.yaml")) is None
    with pytest.raises(UserError, match="not in a folder"):
        locate_sound("gong.wav", None)

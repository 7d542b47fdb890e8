"""A pipe in the place of a file holds no command up."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hamtimer.core.errors import UserError
from hamtimer.core.session_file.schema import SCHEMA_NAME
from hamtimer.home.editing.file_text import read_file_text
from hamtimer.home.folders import sessions_folder
from hamtimer.home.settings import settings_path
from tests.cli.conftest import Hamtimer

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")


def pipe(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("place", "words", "status"),
    [
        (settings_path, ("run", "first-steps", "--speed", "max"), 0),
        (settings_path, ("settings", "set", "volume", "5"), 1),
        (lambda: sessions_folder() / SCHEMA_NAME, ("new", "legs"), 0),
        (lambda: sessions_folder() / SCHEMA_NAME, ("copy", "wall-sit"), 0),
    ],
)
def test_a_pipe_in_the_place_of_a_file_is_reported(
    hamtimer: Hamtimer, place: Callable[[], Path], words: tuple[str, ...], status: int
) -> None:
    pipe(place())
    result = hamtimer(*words)
    assert result.exit_code == status
    assert f"{place()}: " in result.stderr
    assert "(it is not an ordinary file)" in result.stderr


def test_a_pipe_in_a_folder_is_no_session_and_a_broken_link_is_an_error(
    hamtimer: Hamtimer,
) -> None:
    pipe(Path("sessions/pipe.yaml"))
    assert "there are no session files in this folder" in hamtimer("check", "sessions").stderr
    Path("sessions/gone.yaml").symlink_to("nowhere")
    (line,) = hamtimer("check", "sessions").stderr.splitlines()
    assert line.startswith("sessions/gone.yaml: there is no such file")


def test_a_pipe_is_not_edited(tmp_path: Path) -> None:
    pipe(tmp_path / "pipe.yaml")
    with pytest.raises(UserError, match="it is not an ordinary file"):
        read_file_text(tmp_path / "pipe.yaml")

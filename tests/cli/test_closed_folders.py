"""Folders that are gone, closed or nowhere: every command answers with a line and a status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.journal import Kept
from hamtimer.home.folders import runs_folder, sessions_folder
from hamtimer.home.records.begin import begin_practice
from hamtimer.home.records.practices import propose_today
from tests.cli.conftest import Hamtimer

NO_HOME = "your home folder cannot be found; set HOME to its path"


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be no home folder, as for a user whom the system does not know."""

    def nowhere(*_: object, **__: object) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_data_dir", nowhere)
    monkeypatch.setattr("platformdirs.user_config_dir", nowhere)


def close(monkeypatch: pytest.MonkeyPatch, closed: Path) -> None:
    """Close a folder to this program, even where root runs the tests."""
    listing, scanning = Path.iterdir, os.scandir

    def refuse(path: object) -> None:
        if Path(str(path)) == closed:
            raise PermissionError(13, "Permission denied", str(path))

    def iterdir(path: Path) -> object:
        refuse(path)
        return listing(path)

    def scandir(path: str) -> object:
        refuse(path)
        return scanning(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize(
    "words",
    [("history",), ("resume",), ("tempo", "--history"), ("copy", "wall-sit"), ("new", "legs")],
)
def test_without_a_home_what_needs_one_says_so(hamtimer: Hamtimer, words: tuple[str, ...]) -> None:
    result = hamtimer(*words)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{NO_HOME}\n")


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("list",),
        ("explain", "wall-sit"),
        ("check", "wall-sit"),
        ("new", "here.yaml"),
        ("run", "first-steps", "--speed", "max"),
        ("render", "first-steps", "-o", "short.wav"),
        ("where",),
    ],
)
def test_without_a_home_everything_else_works(hamtimer: Hamtimer, words: tuple[str, ...]) -> None:
    assert hamtimer(*words).exit_code == 0


@pytest.mark.usefixtures("homeless")
def test_without_a_home_the_list_says_whose_sessions_are_missing(hamtimer: Hamtimer) -> None:
    result = hamtimer("list")
    assert result.stderr == f"{NO_HOME}\n"
    assert "wall-sit" in result.stdout


@pytest.mark.parametrize("words", [("history",), ("resume",), ("tempo", "--history")])
def test_records_that_cannot_be_read_are_not_called_none(
    hamtimer: Hamtimer, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    runs_folder().mkdir(parents=True)
    close(monkeypatch, runs_folder())
    result = hamtimer(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{runs_folder()}: cannot be opened (Permission denied)\n"


@pytest.mark.usefixtures("homeless")
def test_without_a_home_a_practice_is_not_recorded_and_suggestions_are_none() -> None:
    practice, problem = begin_practice(PracticePlan(), now=0)
    assert problem == f"{NO_HOME}: this run is not recorded"
    assert practice.kept is Kept.NOTHING
    assert propose_today() == ()


@pytest.mark.usefixtures("homeless")
def test_without_a_home_a_setting_that_cannot_be_kept_says_so_once(hamtimer: Hamtimer) -> None:
    result = hamtimer("settings", "reset", "volume")
    assert (result.exit_code, result.stderr) == (
        1,
        f"this setting could not be saved ({NO_HOME})\n",
    )


def test_where_says_which_folders_cannot_be_read(
    hamtimer: Hamtimer, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs_folder().mkdir(parents=True)
    close(monkeypatch, runs_folder())
    result = hamtimer("where")
    assert result.exit_code == 0
    (line,) = (line for line in result.stdout.splitlines() if line.startswith("Records"))
    assert line.endswith("  cannot be read (Permission denied)")
    found = {one["what"]: one for one in json.loads(hamtimer("where", "--json").stdout)["places"]}
    assert (found["records"]["exists"], found["records"]["files"]) == (True, None)


@pytest.mark.parametrize(
    "words",
    [("explain", "wall-sit"), ("where", "wall-sit"), ("run", "wall-sit", "--speed", "max")],
)
def test_a_copy_that_may_be_in_a_closed_folder_is_not_passed_over_in_silence(
    hamtimer: Hamtimer, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    sessions_folder().mkdir(parents=True)
    close(monkeypatch, sessions_folder())
    result = hamtimer(*words)
    closed = f"{sessions_folder()}: this folder cannot be read (Permission denied)\n"
    assert result.exit_code == 0
    assert closed in result.stderr


@pytest.mark.parametrize("words", [(), ("list",)])
def test_sessions_that_cannot_be_read_are_not_called_none(
    hamtimer: Hamtimer, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    sessions_folder().mkdir(parents=True)
    close(monkeypatch, sessions_folder())
    result = hamtimer(*words)
    closed = f"{sessions_folder()}: this folder cannot be read (Permission denied)\n"
    assert (result.exit_code, result.stderr) == (0, closed)
    assert "wall-sit" in result.stdout
    assert closed in hamtimer("explain", "zzz").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
@pytest.mark.parametrize(
    "words",
    [
        ((), 0),
        (("list",), 0),
        (("explain", "wall-sit"), 0),
        (("check", "wall-sit"), 0),
        (("check", "legs.yaml"), 1),
        (("run", "first-steps", "--speed", "max"), 0),
        (("history",), 0),
        (("where",), 0),
        (("where", "wall-sit", "--json"), 0),
        (("due",), 0),
        (("log", "export", "--csv", "-o", "runs.csv"), 1),
        (("new", "legs.yaml"), 1),
        (("copy", "wall-sit"), 0),
        (("render", "first-steps", "-o", "short.wav"), 1),
    ],
    ids=str,
)
def test_in_a_deleted_folder_every_command_answers(
    tmp_path: Path, words: tuple[tuple[str, ...], int]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = (
        "import os, sys; folder = sys.argv.pop(1); os.chdir(folder); os.rmdir(folder);"
        "from hamtimer.cli.main import main; main(prog_name='hamtimer')"
    )
    arguments, status = words
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(gone), *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == status
    assert len(done.stderr.splitlines()) == status

"""`hamtimer check`."""

import json
import os
import sys
from pathlib import Path
from threading import Thread

import pytest

from hamtimer.cli import checking
from tests.audio.sounds.test_sound_bank import write_wav
from tests.cli.conftest import FIVE_LINES, Hamtimer


def test_a_good_file_is_summed_up_in_one_line_unless_quiet(
    hamtimer: Hamtimer, bridges: Path
) -> None:
    # 10 s to get ready, 2 sets of 3 reps of 4 s, a minute of rest between: 10 + 24 + 60 = 94.
    result = hamtimer("check", str(bridges))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "bridges.yaml: no errors: 1 exercise, 2 sets, 1:34\n"
    assert hamtimer("check", "--quiet", str(bridges)).output == ""


def test_every_error_of_every_file_is_a_line_on_standard_error(
    hamtimer: Hamtimer, bridges: Path
) -> None:
    Path("one.yaml").write_text("name: One\nexercises:\n  - nam: a\n    sets: none\n")
    Path("two.yaml").write_text("exercises: []\n")
    result = hamtimer("check", "one.yaml", str(bridges), "two.yaml")
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    assert result.stdout.startswith("bridges.yaml: no errors: ")
    files = [line.split(":")[0] for line in result.stderr.splitlines()]
    assert len(files) >= 4
    assert files == sorted(files)
    assert set(files) == {"one.yaml", "two.yaml"}
    assert "one.yaml:3:5: " in result.stderr
    assert 'did you mean "name"?' in result.stderr


def test_a_warning_is_reported_and_leaves_the_status_0(hamtimer: Hamtimer) -> None:
    Path("slow.yaml").write_text(
        "name: Slow\nexercises: [{name: a, reps: 2, tempo: 300-0-1-0, rest: 30s}]\n"
    )
    result = hamtimer("check", "slow.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "warning" in result.stderr


def test_a_file_that_is_not_there_is_an_error(hamtimer: Hamtimer) -> None:
    result = hamtimer("check", "missing.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == ("missing.yaml: there is no such file; check the name and the folder\n")


def test_without_a_file_it_is_used_wrongly(hamtimer: Hamtimer) -> None:
    assert hamtimer("check").exit_code == 2


@pytest.mark.parametrize("text", ["\x1b]0;evil\x07: 1", "name: '\\e[31m'\nexercises: []\n"])
def test_nothing_in_a_file_is_a_command_to_the_terminal(hamtimer: Hamtimer, text: str) -> None:
    Path("evil\x1b[5m.yaml").write_text(text)
    result = hamtimer("check", "evil\x1b[5m.yaml")
    assert result.exit_code == 1
    assert "\x1b" not in result.output


def test_every_bundled_session_is_right(hamtimer: Hamtimer) -> None:
    sessions = Path(__file__).parents[2] / "sessions"
    files = [str(path) for path in sessions.glob("*.yaml")]
    assert len(files) > 5
    result = hamtimer("check", *files)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count(": no errors: ") == len(files)


@pytest.fixture
def folder(hamtimer: Hamtimer) -> Path:  # noqa: ARG001 - it goes to the empty folder
    """Return a folder with sessions, some of them below it or hidden."""
    folder = Path("my plans")
    for name in ("b.yaml", "a.YML", "deep/er/c.yaml", ".hidden.yaml", ".git/d.yaml", "note.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FIVE_LINES)
    return folder


def test_of_a_folder_every_file_in_it_and_below_is_checked(
    hamtimer: Hamtimer, folder: Path
) -> None:
    names = ["a.YML", "b.yaml", "deep/er/c.yaml"]
    lines = hamtimer("check", str(folder)).stdout.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [str(folder / name) for name in names]
    (folder / "deep/er/c.yaml").write_text("nam: x")
    result = hamtimer("check", "--quiet", str(folder))
    assert (result.exit_code, result.stdout) == (1, "")
    assert {line.split(":")[0] for line in result.stderr.splitlines()} == {
        str(folder / "deep/er/c.yaml")
    }


def test_a_file_named_twice_is_checked_once(hamtimer: Hamtimer, folder: Path) -> None:
    result = hamtimer("check", str(folder), str(folder / "b.yaml"), str(folder / "deep"))
    assert result.stdout.count(": no errors: ") == 3


def test_a_folder_precedes_a_session_of_its_name(hamtimer: Hamtimer) -> None:
    Path("wall-sit").mkdir()
    result = hamtimer("check", "wall-sit")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "wall-sit: there are no session files in this folder; session files end in .yaml or .yml\n"
    )
    Path("wall-sit.yaml").write_text(FIVE_LINES)
    assert hamtimer("check", "wall-sit").stdout.startswith("wall-sit.yaml: no errors")


def test_as_json_every_problem_has_its_place_for_an_editor(
    hamtimer: Hamtimer, bridges: Path
) -> None:
    Path("a.yaml").write_text(f"{FIVE_LINES}    rest: 2 mni\n")
    result = hamtimer("check", "--json", "a.yaml", str(bridges), "missing.yaml")
    assert (result.exit_code, result.stderr) == (1, "")
    found = json.loads(result.stdout)
    assert found["format"] == 1
    assert found["files"] == [
        {"file": "a.yaml", "errors": 1, "warnings": 0},
        {"file": "bridges.yaml", "errors": 0, "warnings": 0},
        {"file": "missing.yaml", "errors": 1, "warnings": 0},
    ]
    assert found["problems"][0] == {
        "file": "a.yaml",
        "line": 7,
        "column": 11,
        "end_line": 7,
        "end_column": 16,
        "severity": "error",
        "message": '"mni" is not a unit of time',
        "hint": 'did you mean "min"?',
    }
    missing = found["problems"][1]
    places = ("line", "column", "end_line", "end_column")
    assert [missing[key] for key in places] == [None] * 4
    assert hamtimer("check", "--json", str(bridges)).exit_code == 0


def test_many_files_are_shared_out_and_reported_in_the_same_order(
    hamtimer: Hamtimer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("many").mkdir()
    for number in range(60):
        text = FIVE_LINES if number % 3 else FIVE_LINES.replace("reps", "repz")
        Path(f"many/{number:02}.yaml").write_text(text)
    one_by_one = hamtimer("check", "many")
    monkeypatch.setattr(checking, "MANY", 10)
    shared_out = hamtimer("check", "many")
    assert (shared_out.exit_code, shared_out.stdout, shared_out.stderr) == (
        one_by_one.exit_code,
        one_by_one.stdout,
        one_by_one.stderr,
    )
    assert shared_out.exit_code == 1


SOUNDS = """\
name: Sounds
sounds:
  start: good.wav
  switch: missing.wav
  set-done: words.mp3
  tick: bell
exercises: [{name: Bridge, reps: 3}]
"""


def test_sounds_that_cannot_be_played_are_warnings_at_their_places(hamtimer: Hamtimer) -> None:
    Path("sounds.yaml").write_text(SOUNDS)
    write_wav(Path("good.wav"))
    Path("words.mp3").write_text("these are words\n" * 100)
    result = hamtimer("check", "sounds.yaml")
    assert result.exit_code == 0
    assert result.stderr == (
        'sounds.yaml:4:11: warning: the sound "missing.wav" cannot be played: '
        "there is no such file; write the name of a sound or of a file\n"
        'sounds.yaml:5:13: warning: the sound "words.mp3" cannot be played: '
        "this is not a sound that hamtimer can read; use a WAV, FLAC, OGG or MP3 file\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no links like that")
def test_sounds_lie_beside_the_session_and_not_beside_a_link_to_it(hamtimer: Hamtimer) -> None:
    Path("real").mkdir()
    Path("real/sounds.yaml").write_text(
        SOUNDS.replace("missing", "good").replace("words.mp3", "hop")
    )
    write_wav(Path("real/good.wav"))
    Path("link.yaml").symlink_to("real/sounds.yaml")
    assert hamtimer("check", "--quiet", "link.yaml").output == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_read_when_it_is_named(hamtimer: Hamtimer, bridges: Path) -> None:
    os.mkfifo("pipe")
    for words in (("check", "./pipe"), ("explain", "./pipe")):
        writer = Thread(target=Path("pipe").write_bytes, args=(bridges.read_bytes(),), daemon=True)
        writer.start()
        result = hamtimer(*words)
        writer.join(5)
        assert (result.exit_code, result.stderr) == (0, "")
    assert "Bridge" in result.stdout


@pytest.mark.parametrize("name", ["a" * 300 + ".yaml", "b/" * 3_000 + "c.yaml", "loop.yaml"])
@pytest.mark.parametrize("command", ["check", "explain", "run", "copy"])
def test_a_file_that_cannot_be_opened_is_a_line_and_no_traceback(
    hamtimer: Hamtimer, command: str, name: str
) -> None:
    Path("loop.yaml").symlink_to("loop.yaml")
    result = hamtimer(command, name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("; name another file\n")
    assert result.stderr.count("\n") == 1

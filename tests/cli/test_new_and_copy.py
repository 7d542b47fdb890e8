"""`hamtimer new` and `hamtimer copy`: sessions of one's own."""

import errno
import re
import shlex
import sys
from pathlib import Path

import pytest

from hamtimer.core.session_file.loader import read_session
from hamtimer.core.text import command_text
from hamtimer.home.folders import bundled_folder, sessions_folder
from hamtimer.home.library import open_library
from tests.audio.sounds.test_sound_bank import write_wav
from tests.cli.conftest import Hamtimer

SCHEMA = bundled_folder() / "hamtimer.schema.json"


def test_a_new_session_is_six_lines_without_problems(hamtimer: Hamtimer) -> None:
    result = hamtimer("new", "evening-legs.yaml")
    assert result.exit_code == 0
    assert "Written: evening-legs.yaml" in result.stdout
    text = Path("evening-legs.yaml").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == 6
    assert hamtimer("check", "--quiet", "evening-legs.yaml").output == ""
    loaded = read_session(Path("evening-legs.yaml"))
    assert loaded.session is not None
    assert loaded.session.name == "Evening legs"


def test_a_name_goes_into_ones_own_folder_and_is_found_from_anywhere(
    hamtimer: Hamtimer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = hamtimer("new", "TRX-rows")
    path = sessions_folder() / "TRX-rows.yaml"
    assert result.stdout == (
        f"Written: {path}\nTo edit it: hamtimer edit TRX-rows\nTo run it: hamtimer run TRX-rows\n"
    )
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    for name in ("TRX-rows", "trx rows", "TRX-rows.yaml"):
        assert hamtimer("explain", name).stdout.startswith("TRX rows\n")
    assert "TRX rows" in hamtimer("list").stdout.partition("Sessions that come")[0]


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("legs.yaml", "legs.yaml"),
        ("legs.YML", "legs.YML"),
        ("./legs", "legs.yaml"),
        ("sub/legs", "sub/legs.yaml"),
    ],
)
def test_a_path_stays_a_path(hamtimer: Hamtimer, written: str, file: str) -> None:
    Path("sub").mkdir()
    assert hamtimer("new", written).stdout.startswith(f"Written: {Path(file)}\n")
    assert Path(file).is_file()
    assert not sessions_folder().exists()


@pytest.mark.parametrize("command", [("new",), ("copy", "wall-sit")])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("evening legs", ["evening legs"]),
        ("a;reboot", ["a;reboot"]),
        ("-legs", ["--", "-legs"]),
        ("it's $HOME", ["it's $HOME"]),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="shlex reads the shells of other systems")
def test_the_command_that_is_offered_runs_the_session(
    hamtimer: Hamtimer, command: tuple[str, ...], name: str, words: list[str]
) -> None:
    line = hamtimer(*command, "--", name).stdout.splitlines()[-1]
    offered = shlex.split(line.partition("To run it: ")[2])
    assert offered == ["hamtimer", "run", *words]
    assert hamtimer(*offered[1:2], "--speed", "max", *offered[2:]).exit_code == 0
    assert hamtimer("list").stdout.count(f"  {line.partition('hamtimer run ')[2]}\n") == 1


def test_a_file_that_begins_with_a_dash_is_offered_as_a_file(hamtimer: Hamtimer) -> None:
    assert "To run it: hamtimer run ./-legs.yaml\n" in hamtimer("new", "--", "-legs.yaml").stdout


def test_where_another_file_goes_first_the_whole_path_is_offered(hamtimer: Hamtimer) -> None:
    hamtimer("new", "legs.yaml")
    path = sessions_folder() / "legs.yaml"
    assert f"To run it: {command_text('hamtimer', 'run', path)}\n" in hamtimer("new", "legs").stdout


def test_what_its_comments_offer_is_right_too(hamtimer: Hamtimer) -> None:
    hamtimer("new", "all.yaml")
    path = Path("all.yaml")
    offered = re.sub(r"(?m)^# (?=  )", "", path.read_text("utf-8"))
    path.write_text(offered)
    loaded = read_session(path)
    assert loaded.problems == ()
    assert loaded.session is not None
    assert [exercise.name for exercise in loaded.session.exercises()] == [
        "Glute bridge",
        "Wall sit",
    ]


@pytest.mark.parametrize("name", ["yes", "1-30", "null", "a'b", 'quo"te', "with: colon", "#hash"])
def test_any_name_of_a_file_gives_a_session(hamtimer: Hamtimer, name: str) -> None:
    assert hamtimer("new", name).exit_code == 0
    assert hamtimer("check", "--quiet", name).output == ""


def test_the_letters_of_a_name_stay_as_written(hamtimer: Hamtimer) -> None:
    hamtimer("new", "TRX-row.yaml")
    hamtimer("new", "legs_and-ABS.yaml")
    assert 'name: "TRX row"' in Path("TRX-row.yaml").read_text(encoding="utf-8")
    assert 'name: "Legs and ABS"' in Path("legs_and-ABS.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_a_file_without_a_name_is_asked_for_one(hamtimer: Hamtimer, name: str) -> None:
    result = hamtimer("new", name)
    assert result.exit_code == 2
    assert "a new session needs a name" in result.stderr


@pytest.mark.parametrize("command", [("new",), ("copy", "wall-sit")])
def test_an_editor_finds_the_schema_beside_the_session(
    hamtimer: Hamtimer, command: tuple[str, ...]
) -> None:
    hamtimer(*command, "a.yml")
    path = sessions_folder() / "a.yml" if command[0] == "copy" else Path("a.yml")
    first = path.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=./hamtimer.schema.json"
    assert (path.parent / "hamtimer.schema.json").read_text("utf-8") == SCHEMA.read_text("utf-8")


def test_a_session_from_a_sheet_has_the_schema_too(hamtimer: Hamtimer) -> None:
    hamtimer("new", "a.yaml", "--from-text", "-", typed="Bridge 3 x 15\n")
    assert Path("a.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=./ham")
    assert Path("hamtimer.schema.json").is_file()


def test_a_schema_that_cannot_be_written_is_no_reason_for_no_session(hamtimer: Hamtimer) -> None:
    Path("hamtimer.schema.json").write_text("{}")
    result = hamtimer("new", "a.yaml")
    assert (result.exit_code, Path("a.yaml").exists()) == (0, True)
    assert "hamtimer.schema.json: this is not hamtimer's schema" in result.stderr


@pytest.mark.parametrize("command", [("new",), ("copy", "wall-sit")])
def test_nothing_is_ever_overwritten(hamtimer: Hamtimer, command: tuple[str, ...]) -> None:
    sessions_folder().mkdir(parents=True)
    for path in (Path("mine.yaml"), sessions_folder() / "mine.yaml"):
        path.write_text("precious")
    result = hamtimer(*command, "mine.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "mine.yaml: this file already exists; choose another name" in result.stderr
    assert Path("mine.yaml").read_text() == "precious"
    assert (sessions_folder() / "mine.yaml").read_text() == "precious"


def test_a_file_that_cannot_be_written_says_why(
    hamtimer: Hamtimer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = hamtimer("new", "legs.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "legs.yaml: this file cannot be written (No space left on device)" in result.stderr


@pytest.mark.parametrize("folder", ["missing", "missing/deeper", "file"])
def test_no_folder_is_made_that_was_not_asked_for(hamtimer: Hamtimer, folder: str) -> None:
    Path("file").write_text("")
    file = Path(folder, "legs.yaml")
    result = hamtimer("new", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{file}: there is no folder {Path(folder)}; "
        "create it first, or write: hamtimer new legs.yaml\n"
    )
    assert not Path("missing").exists()


def test_a_new_session_is_found_by_the_name_that_was_written(hamtimer: Hamtimer) -> None:
    hamtimer("new", "evening-legs")
    assert hamtimer("explain", "evening-legs").stdout.startswith("Evening legs\n")
    assert hamtimer("check", "--quiet", "evening-legs").output == ""


def test_a_copy_takes_the_place_of_the_original(hamtimer: Hamtimer) -> None:
    assert hamtimer("copy", "wall-sit").exit_code == 0
    copy = sessions_folder() / "wall-sit.yaml"
    assert open_library().find("wall-sit") == copy
    original = Path(__file__).parents[2] / "sessions" / "wall-sit.yaml"
    assert copy.read_text("utf-8").splitlines()[1:] == original.read_text("utf-8").splitlines()[1:]
    assert copy.read_text("utf-8").count("$schema=") == 1
    assert hamtimer("check", "--quiet", "wall-sit").output == ""


def test_a_copy_may_have_a_name_of_its_own(hamtimer: Hamtimer) -> None:
    result = hamtimer("copy", "wall-sit", "my-sit")
    assert "hamtimer run my-sit" in result.stdout
    assert (sessions_folder() / "my-sit.yaml").is_file()


@pytest.mark.parametrize("name", ["../escape", "/root/x", "a\\b", ".hidden"])
def test_a_copy_goes_nowhere_else(hamtimer: Hamtimer, name: str) -> None:
    result = hamtimer("copy", "wall-sit", name)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_copy_of_nothing_is_an_error(hamtimer: Hamtimer) -> None:
    assert hamtimer("copy", "missing.yaml").exit_code == 1
    assert hamtimer("copy", "zzz").exit_code == 1


SOUNDING = """\
name: Sounding
sounds:
  start: gong.wav
  switch: sounds/hop.wav
  set-done: bell
exercises: [{name: Bridge, reps: 3}]
"""


def write_sounds(folder: Path) -> None:
    for name in ("gong.wav", "sounds/hop.wav"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_wav(folder / name)


def test_a_copy_takes_its_sounds_along(hamtimer: Hamtimer) -> None:
    Path("sounding.yaml").write_text(SOUNDING)
    write_sounds(Path())
    assert hamtimer("copy", "sounding").exit_code == 0
    for name in ("gong.wav", "sounds/hop.wav"):
        assert (sessions_folder() / name).read_bytes() == Path(name).read_bytes()
    Path("sounding.yaml").unlink()
    assert hamtimer("check", "--quiet", "sounding").output == ""


def test_a_copy_beside_the_original_shares_its_sounds(hamtimer: Hamtimer) -> None:
    sessions_folder().mkdir(parents=True)
    (sessions_folder() / "sounding.yaml").write_text(SOUNDING)
    write_sounds(sessions_folder())
    assert hamtimer("copy", "sounding", "again").exit_code == 0
    assert hamtimer("check", "--quiet", "again").output == ""


def test_a_sound_of_the_same_name_is_kept_and_nothing_is_copied(hamtimer: Hamtimer) -> None:
    Path("sounding.yaml").write_text(SOUNDING)
    write_sounds(Path())
    sessions_folder().mkdir(parents=True)
    (sessions_folder() / "gong.wav").write_bytes(b"another")
    result = hamtimer("copy", "sounding")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "gong.wav: another sound has this name; rename one of the two" in result.stderr
    assert [path.name for path in sessions_folder().iterdir()] == ["gong.wav"]


def test_a_sound_that_cannot_be_copied_is_named(hamtimer: Hamtimer) -> None:
    Path("sounding.yaml").write_text(SOUNDING)
    write_sounds(Path())
    Path("gong.wav").unlink()
    result = hamtimer("copy", "sounding")
    assert result.exit_code == 0
    assert result.stderr.startswith("This sound is not copied: ")
    assert "gong.wav: there is no such file" in result.stderr
    assert (sessions_folder() / "sounds/hop.wav").is_file()


def test_a_link_takes_nothing_from_outside_of_the_session_s_folder(
    hamtimer: Hamtimer, tmp_path: Path
) -> None:
    Path("sounding.yaml").write_text(SOUNDING)
    write_sounds(Path())
    write_wav(tmp_path / "secret.wav")
    Path("gong.wav").unlink()
    Path("gong.wav").symlink_to(tmp_path / "secret.wav")
    result = hamtimer("copy", "sounding")
    assert "gong.wav: a session's sounds must lie in its own folder" in result.stderr
    assert not (sessions_folder() / "gong.wav").exists()


def test_a_hand_out_becomes_a_session(hamtimer: Hamtimer) -> None:
    Path("hand-out.txt").write_text("Bridge 3x15, slow\nBreathe!\nRow 3x10 @ 20 kg", "utf-8")
    result = hamtimer("new", "knees.yaml", "--from-text", "hand-out.txt")
    assert result.exit_code == 0
    # It is shown before it is written.
    assert result.stdout.index("- name: Bridge") < result.stdout.index("Written: knees.yaml")
    assert "Line 2 was not understood and is kept as a comment: Breathe!" in result.stdout
    assert "2 exercises understood." in result.stdout
    assert hamtimer("check", "knees.yaml").exit_code == 0
    assert "# not understood: Breathe!" in Path("knees.yaml").read_text("utf-8")


def test_a_hand_out_may_come_from_standard_input(hamtimer: Hamtimer) -> None:
    assert hamtimer("new", "./knees", "--from-text", "-", typed="Bridge 3x15").exit_code == 0
    loaded = read_session(Path("knees.yaml"))
    assert loaded.session is not None
    assert loaded.session.name == "Knees"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Keep going", "no line says what to do and how much of it"),
        (None, "this file cannot be read"),
    ],
)
def test_a_text_without_an_exercise_writes_nothing(
    hamtimer: Hamtimer, text: str | None, message: str
) -> None:
    if text is not None:
        Path("hand-out.txt").write_text(text, "utf-8")
    result = hamtimer("new", "knees.yaml", "--from-text", "hand-out.txt")
    assert result.exit_code != 0
    assert message in result.stderr
    assert not Path("knees.yaml").exists()

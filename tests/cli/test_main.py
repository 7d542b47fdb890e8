"""The command as a whole: help, versions, misspelt commands, broken pipes, start-up."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from hamtimer import __version__
from hamtimer.cli.main import main
from hamtimer.home.folders import runs_folder
from tests.cli.conftest import Hamtimer
from tests.test_import_hygiene import modules_loaded_by, packages_loaded_by

PROGRAM = (sys.executable, "-m", "hamtimer")
COMMANDS = main.list_commands(click.Context(main))


def test_it_shows_its_version(hamtimer: Hamtimer) -> None:
    assert hamtimer("--version").stdout == f"hamtimer {__version__}\n"


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_help_names_every_command_and_has_examples(hamtimer: Hamtimer, flag: str) -> None:
    text = hamtimer(flag).stdout
    assert "Examples:" in text
    for name in COMMANDS:
        assert f"\n  {name} " in text
    assert "..." not in text.partition("Train:")[2], "a command's line is cut off"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_with_examples(hamtimer: Hamtimer, name: str) -> None:
    result = hamtimer(name, "--help")
    assert result.exit_code == 0
    assert f"  hamtimer {name}" in result.stdout.partition("Examples:")[2]


def test_without_a_terminal_it_prints_the_list_and_what_to_do(hamtimer: Hamtimer) -> None:
    result = hamtimer()
    assert result.exit_code == 0
    assert "\n  Wall sit " in result.stdout
    assert "hamtimer run NAME" in result.stdout


def test_the_name_of_a_session_in_the_place_of_a_command_is_understood(hamtimer: Hamtimer) -> None:
    result = hamtimer("wall-sit")
    assert result.exit_code == 2
    assert "hamtimer run wall-sit" in result.stderr


def test_starting_loads_nothing_that_only_some_commands_need() -> None:
    loaded = packages_loaded_by("hamtimer.cli.main")
    assert "click" in loaded
    assert loaded & {"numpy", "platformdirs", "textual", "yaml"} == set()


def test_a_plain_command_loads_neither_screen_nor_sound() -> None:
    modules = [
        f"hamtimer.cli.commands.{name}" for name in ("list", "explain", "check", "run", "history")
    ]
    assert packages_loaded_by(*modules) & {"miniaudio", "numpy", "playsound3", "textual"} == set()


NEVER_AT_FIRST = {"numpy", "pyfiglet", "tomlkit", "tomllib", "wakepy", "hamtimer.plain.front"}
NOTHING_PLAYS = {"hamtimer.audio.output", "hamtimer.core.play.player", "hamtimer.core.run.run"}


@pytest.mark.parametrize(
    ("command", "screen", "unneeded"),
    [
        ("library", "library", {"hamtimer.core.session.work", "yaml", *NOTHING_PLAYS}),
        ("run", "overview", NOTHING_PLAYS),
        ("tempo", "practice", {"yaml"}),
    ],
)
def test_the_first_screen_loads_only_what_it_shows(
    command: str, screen: str, unneeded: set[str]
) -> None:
    modules = [f"hamtimer.cli.commands.{command}", f"hamtimer.tui.screens.{screen}"]
    loaded = modules_loaded_by(*modules, "hamtimer.tui.app")
    assert set(modules) <= loaded
    assert loaded & (NEVER_AT_FIRST | unneeded) == set()


def in_shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell's line in which `hamtimer` is this program."""
    program = " ".join(f"'{word}'" for word in PROGRAM)
    shell = f'hamtimer() {{ {program} "$@"; }}; {line}'
    return subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", shell],
        check=False,
        capture_output=True,
        timeout=60,
        env={**os.environ, **environment},
    )


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device is always full")
needs_sh = pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no shell")


@needs_sh
def test_a_reader_that_goes_away_is_no_error_of_the_program() -> None:
    done = in_shell("hamtimer explain twenty-minutes --json | head -c 10")
    assert (done.stdout, done.stderr) == (b'{\n"format"', b"")


@needs_full
@pytest.mark.parametrize(
    "words",
    ["list", "--help", "keys", "explain wall-sit --json", "run first-steps --speed max", "new a"],
)
def test_output_that_cannot_be_written_fits_one_line(words: str, tmp_path: Path) -> None:
    done = in_shell(f"hamtimer {words} >/dev/full")
    reason = b"standard output: it cannot be written (No space left on device)\n"
    assert (done.returncode, done.stderr) == (1, reason)
    done = in_shell(f"hamtimer render first-steps -o {tmp_path}/a.wav >/dev/full")
    assert (done.returncode, done.stderr) == (1, reason)


@needs_full
@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("run nope", 1),
        ("run --bogus", 2),
        ("nope", 2),
        ("history --months 2", 2),
        ("check gone.yaml", 1),
        ("list", 0),
    ],
)
def test_messages_that_cannot_be_written_change_nothing_else(words: str, status: int) -> None:
    done = in_shell(f"hamtimer {words} 2>/dev/full")
    assert (done.returncode, bool(done.stdout)) == (status, status == 0)


@needs_full
def test_a_warning_that_cannot_be_written_stops_no_command() -> None:
    runs_folder().mkdir(parents=True)
    (runs_folder() / "2026-11-22T07-30-00-a.jsonl").write_text("damaged\n", encoding="utf-8")
    done = in_shell("hamtimer tempo --history 2>/dev/full")
    assert (done.returncode, done.stdout[:7]) == (0, b"Nothing")


@needs_sh
def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: Übung\nexercises: [{name: a, reps: 1}]\n", "utf-8")
    done = in_shell(
        f"hamtimer explain {tmp_path}/a.yaml | head -n 1",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        PYTHONIOENCODING="latin-1:strict",
    )
    assert done.stdout.decode() == "Übung\n"


@needs_sh
def test_closed_streams_are_no_traceback() -> None:
    done = in_shell("hamtimer run first-steps --speed max <&- 2>&1 >/dev/null")
    assert (done.returncode, done.stdout) == (0, b"")
    assert in_shell("hamtimer list >&-").stderr == b""


@needs_sh
def test_a_shell_completes_commands_and_sessions() -> None:
    request = {"_HAMTIMER_COMPLETE": "bash_complete"}
    done = in_shell("hamtimer", COMP_WORDS="hamtimer run wall", COMP_CWORD="2", **request)
    assert done.stdout.split() == [b"plain,wall-sit", b"plain,wall-sit-superset"]
    done = in_shell("hamtimer", COMP_WORDS="hamtimer expl", COMP_CWORD="1", **request)
    assert done.stdout.split() == [b"plain,explain"]


def test_json_from_the_program_is_json(hamtimer: Hamtimer) -> None:
    listed = json.loads(hamtimer("list", "--json").stdout)
    assert listed["format"] == 1

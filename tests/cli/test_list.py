"""`hamtimer list`."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from hamtimer.home.folders import sessions_folder
from tests.cli.conftest import FIVE_LINES, Hamtimer


def test_it_lists_every_session_with_its_length(hamtimer: Hamtimer) -> None:
    lines = hamtimer("list").stdout.splitlines()
    assert lines[0] == "Sessions that come with hamtimer"
    (first_steps,) = [line for line in lines if "first-steps" in line]
    assert first_steps.split() == ["First", "steps", "0:48", "first-steps"]
    (wall_sit,) = [line for line in lines if line.startswith("  Wall sit ")]
    assert "about 7:35" in wall_sit


def test_ones_own_and_those_here_have_their_own_headings(hamtimer: Hamtimer) -> None:
    for folder in (sessions_folder(), Path("sessions")):
        folder.mkdir(parents=True)
        (folder / f"in-{folder.parent.name or 'here'}.yaml").write_text(FIVE_LINES)
    headings = [line for line in hamtimer("list").stdout.splitlines() if line[:1].isalpha()]
    assert headings == [
        "Your own sessions",
        "In ./sessions",
        "Sessions that come with hamtimer",
    ]


def test_a_file_with_errors_says_how_to_see_them(hamtimer: Hamtimer) -> None:
    Path("sessions").mkdir()
    Path("sessions/broken.yaml").write_text("name: [")
    assert "broken" in hamtimer("list").stdout
    assert f"hamtimer check {Path('sessions/broken.yaml')}" in hamtimer("list").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="shlex reads the shells of other systems")
def test_a_command_is_quoted_for_the_shell(hamtimer: Hamtimer) -> None:
    folder = sessions_folder().parent / "Application Support"
    folder.mkdir(parents=True)
    sessions_folder().symlink_to(folder)
    for path in (sessions_folder() / "evening legs.yaml", Path("sessions/-;\x1b[2J.yaml")):
        path.parent.mkdir(exist_ok=True)
        path.write_text("name: [")
    lines = [line for line in hamtimer("list").stdout.splitlines() if "has errors" in line]
    commands = [shlex.split(line.partition("has errors")[2]) for line in lines]
    assert commands[0] == ["hamtimer", "check", f"{sessions_folder()}/evening legs.yaml"]
    assert commands[1][2].replace("$", "") == r"sessions/-;\x1b[2J.yaml"


def test_names_of_files_are_no_commands_to_the_terminal(hamtimer: Hamtimer) -> None:
    Path("sessions").mkdir()
    Path("sessions/a\x1b[2Jb.yaml").write_text("name: [")
    assert "\x1b" not in hamtimer("list").stdout
    assert "a?[2Jb" in hamtimer("list").stdout
    assert "\x1b" not in hamtimer("list", "--json").stdout


def test_json_has_what_another_program_needs(hamtimer: Hamtimer) -> None:
    sessions = json.loads(hamtimer("list", "--json").stdout)["sessions"]
    by_name = {session["session"]: session for session in sessions}
    assert by_name["first-steps"]["length_ms"] == 48_000
    sit = by_name["wall-sit"]
    assert (sit["length_ms"], sit["least_ms"], sit["assumed_ms"]) == (None, 455_000, 455_000)
    assert (sit["origin"], sit["equipment"], sit["problems"]) == ("bundled", ["wall"], [])
    assert Path(sit["path"]).is_file()

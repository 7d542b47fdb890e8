"""`hamtimer check`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Hamtimer


def test_a_good_file_is_met_with_silence(hamtimer: Hamtimer, bridges: Path) -> None:
    result = hamtimer("check", str(bridges))
    assert (result.exit_code, result.output) == (0, "")


def test_every_error_of_every_file_is_a_line_on_standard_error(
    hamtimer: Hamtimer, bridges: Path
) -> None:
    Path("one.yaml").write_text("name: One\nexercises:\n  - nam: a\n    sets: none\n")
    Path("two.yaml").write_text("exercises: []\n")
    result = hamtimer("check", "one.yaml", str(bridges), "two.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    files = [line.split(":")[0] for line in result.stderr.splitlines()]
    assert len(files) >= 4
    assert files == sorted(files)
    assert set(files) == {"one.yaml", "two.yaml"}
    assert "one.yaml:3:5: " in result.stderr
    assert 'did you mean "name"?' in result.stderr


def test_a_warning_is_told_and_leaves_the_status_0(hamtimer: Hamtimer) -> None:
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
    assert (result.exit_code, result.output) == (0, "")

"""`hamtimer diff`."""

import shutil
import subprocess
from pathlib import Path

import pytest

from hamtimer.home.folders import bundled_folder, sessions_folder
from tests.cli.conftest import FIVE_LINES, Hamtimer


@pytest.fixture
def changed(bridges: Path) -> Path:
    """Return a copy of the bridges with a slower eccentric and fewer reps."""
    path = Path("my new.yaml")
    path.write_text(FIVE_LINES.replace("reps: 3", "reps: 2").replace("2-0-2-0", "4-0-2-0"))
    assert bridges.exists()
    return path


def test_it_says_what_differs_in_training_terms(
    hamtimer: Hamtimer, bridges: Path, changed: Path
) -> None:
    result = hamtimer("diff", str(bridges), str(changed))
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Bridge: 2 x 3 reps → 2 x 2 reps")
    # 10 s + 2 sets of 3 reps of 4 s + 60 s; then of 2 reps of 6 s: the same.
    assert "Length" not in result.stdout


def test_the_same_session_has_no_difference(hamtimer: Hamtimer, bridges: Path) -> None:
    assert hamtimer("diff", str(bridges), str(bridges)).stdout == "Nothing differs\n"
    Path("note.yaml").write_text(f"# a note\n{FIVE_LINES}")
    assert hamtimer("diff", str(bridges), "note.yaml").stdout == (
        "The training is the same; only the text differs: "
        "hamtimer diff --text bridges.yaml note.yaml\n"
    )


def test_a_copy_is_compared_with_the_session_that_it_hides(hamtimer: Hamtimer) -> None:
    hamtimer("copy", "wall-sit")
    own = sessions_folder() / "wall-sit.yaml"
    own.write_text(own.read_text("utf-8").replace("sets: 3", "sets: 2", 1), "utf-8")
    assert "Wall sit: 3 x " in hamtimer("diff", "wall-sit").stdout
    result = hamtimer("diff", "nordic")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "hides no other session" in result.stderr


def test_every_week_of_a_plan_is_compared(hamtimer: Hamtimer) -> None:
    original = bundled_folder() / "nordic-lowering.yaml"
    changed = Path("n.yaml")
    changed.write_text(original.read_text("utf-8").replace("reps: 8-10", "reps: 7"), "utf-8")
    assert hamtimer("diff", str(original), "n.yaml").stdout.startswith("Week 4: ")


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
def test_as_text_it_is_what_patch_understands(
    hamtimer: Hamtimer, bridges: Path, changed: Path
) -> None:
    changed.write_text(changed.read_text() + "    rest: 5s  # no line end")
    result = hamtimer("diff", "--text", str(bridges), str(changed))
    assert result.stdout.startswith("--- bridges.yaml\n+++ my new.yaml\n@@ ")
    done = subprocess.run(  # noqa: S603 - our own words
        ["patch", str(bridges)],  # noqa: S607
        input=result.stdout,
        text=True,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stdout
    assert bridges.read_text() == changed.read_text()


def test_as_text_a_broken_file_is_compared_too(hamtimer: Hamtimer, bridges: Path) -> None:
    Path("broken.yaml").write_text("name: x\nexercises: [\n")
    assert "+exercises: [\n" in hamtimer("diff", "--text", str(bridges), "broken.yaml").stdout
    result = hamtimer("diff", str(bridges), "broken.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "broken.yaml:" in result.stderr


@pytest.mark.parametrize("words", [("--text",), ()])
def test_a_file_that_is_not_there_is_an_error(
    hamtimer: Hamtimer, bridges: Path, words: tuple[str, ...]
) -> None:
    result = hamtimer("diff", *words, str(bridges), "missing.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "missing.yaml: there is no such file" in result.stderr

"""`hamtimer edit` without a screen: the person's own editor, and what follows."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hamtimer.cli.commands import edit as edit_command
from hamtimer.home.editing import external
from hamtimer.home.folders import sessions_folder
from hamtimer.home.settings import settings_path
from tests.cli.conftest import Hamtimer

SetEditor = Callable[[str], None]


@pytest.fixture
def set_editor(monkeypatch: pytest.MonkeyPatch) -> SetEditor:
    """Make an editor of a line of Python that changes `text`; `line` is where it was opened."""
    monkeypatch.delenv("VISUAL", raising=False)

    def make(change: str) -> None:
        program = (
            "import sys, pathlib\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            "line = sys.argv[1] if len(sys.argv) > 2 else ''\n"
            "text = path.read_text()\n"
            f"{change}\n"
            "path.write_text(text)\n"
        )
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", program]))

    return make


def test_the_persons_own_editor_changes_the_file(
    hamtimer: Hamtimer, bridges: Path, set_editor: SetEditor
) -> None:
    set_editor("text = text.replace('reps: 3', 'reps: 5')")
    result = hamtimer("edit", "--external", "bridges.yaml")
    assert result.exit_code == 0
    assert "Bridge: 2 x 3 reps → 2 x 5 reps" in result.stdout
    assert "reps: 5" in bridges.read_text()


def test_errors_are_listed_and_the_last_valid_text_is_kept(
    hamtimer: Hamtimer, bridges: Path, set_editor: SetEditor
) -> None:
    before = bridges.read_text()
    set_editor("text = text.replace('reps: 3', 'rpes: 3')")
    result = hamtimer("edit", "--external", "bridges.yaml")
    assert result.exit_code == 1
    assert 'bridges.yaml:5:5: "rpes" is not a key' in result.stderr
    kept = bridges.with_name("bridges.yaml.last-valid")
    assert kept.read_text() == before
    set_editor("text = text.replace('rpes: 3', 'reps: 3')")
    assert hamtimer("edit", "--external", "bridges.yaml").exit_code == 0
    assert not kept.exists()


def test_a_file_with_errors_is_opened_again_at_the_first_one(
    hamtimer: Hamtimer, bridges: Path, set_editor: SetEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edit_command, "is_terminal", lambda: True)
    monkeypatch.setattr(external, "_TAKES_LINE", (Path(sys.executable).stem,))
    set_editor(
        "text = text.replace('reps: 3', 'rpes: 3') if not line.startswith('+')"
        " else text.replace('rpes: 3', f'reps: {len(line)}')"
    )
    result = hamtimer("edit", "--external", "bridges.yaml", typed="y\n")
    assert "1 error. Open it again at line 5?" in result.stdout
    assert result.exit_code == 0
    assert "reps: 2" in bridges.read_text()


def test_the_setting_opens_the_persons_own_editor(
    hamtimer: Hamtimer, bridges: Path, set_editor: SetEditor
) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text('editor = "external"\n')
    set_editor("text = text.replace('sets: 2', 'sets: 4')")
    assert hamtimer("edit", "bridges.yaml").exit_code == 0
    assert "sets: 4" in bridges.read_text()


def test_a_bundled_session_is_copied_first(hamtimer: Hamtimer, set_editor: SetEditor) -> None:
    set_editor("text += '# mine\\n'")
    result = hamtimer("edit", "wall-sit", "--external")
    own = sessions_folder() / "wall-sit.yaml"
    assert f"now replaces the bundled session: {own}" in result.stdout
    assert own.read_text().endswith("# mine\n")


def test_without_a_terminal_it_says_what_to_do(hamtimer: Hamtimer, bridges: Path) -> None:
    result = hamtimer("edit", str(bridges))
    assert result.exit_code == 1
    assert "the editor needs a terminal; --external opens your own editor" in result.stderr


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("no-such-editor-here", "the editor no-such-editor-here cannot be started"),
        ("nano 'x", "EDITOR is not a command"),
    ],
)
def test_an_editor_that_does_not_exist_is_named(
    hamtimer: Hamtimer, bridges: Path, monkeypatch: pytest.MonkeyPatch, editor: str, words: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    before = bridges.read_text()
    result = hamtimer("edit", "--external", "bridges.yaml")
    assert result.exit_code == 1
    assert words in result.stderr
    assert bridges.read_text() == before


def test_an_unknown_session_is_named(hamtimer: Hamtimer) -> None:
    result = hamtimer("edit", "--external", "nothing-like-it")
    assert result.exit_code == 1
    assert 'there is no session "nothing-like-it"' in result.stderr

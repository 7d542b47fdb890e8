"""Keys are written in one way: in the footer, in the help and in the documentation."""

import re
from pathlib import Path

import pytest

import hamtimer
from hamtimer.tui.key_names import key_name


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("enter", "Enter"),
        ("escape", "Esc"),
        ("space", "Space"),
        ("pagedown", "PgDn"),
        ("delete", "Del"),
        ("ctrl+z", "Ctrl+Z"),
        ("shift+tab", "Shift+Tab"),
        ("f1", "F1"),
        ("f", "f"),
        ("H", "H"),
        ("up", "↑"),
        ("plus", "+"),
        ("question_mark", "?"),
        ("left_square_bracket", "["),
    ],
)
def test_a_key_is_written_as_on_the_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name


_OTHER_SPELLINGS = re.compile(
    r"\b(Ctrl-[A-Z]\b|Page ?(Down|Up)\b|Escape\b|Return key|Delete key)|⏎|\bspace bar"
)
_ROOT = Path(hamtimer.__file__).parents[1]
_TEXTS = [_ROOT / "README.md", _ROOT / "CHANGELOG.md", *sorted((_ROOT / "docs").glob("*.md"))]
_SOURCES = sorted((_ROOT / "hamtimer").rglob("*.py"))


@pytest.mark.parametrize("path", [*_TEXTS, *_SOURCES], ids=lambda path: path.stem)
def test_no_page_and_no_module_spells_a_key_in_another_way(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if _OTHER_SPELLINGS.search(line)] == []

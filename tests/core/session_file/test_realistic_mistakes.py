"""Mistakes that people make who never saw YAML: where each is reported, and what to write.

The tables stand in the folder `mistakes`. Every row holds the whole answer, so that nothing
harmful is said beside what helps. In `layout.txt` a ␣ is a no-break space.
"""

import re
from pathlib import Path

import pytest

from hamtimer.core.session_file.loader import load_session, read_session

TABLES = Path(__file__).parent / "mistakes"
LAYOUT = (TABLES / "layout.txt").read_text(encoding="utf-8").split("=====\n")
LINES = [tuple(row.split(" | ")) for row in (TABLES / "lines.txt").read_text("utf-8").splitlines()]
"""Where a line stands, the line, the column of the mistake, and what to do instead."""
PLACES = {
    "a session": "name: X\n{}\nexercises:\n  - name: Bridge\n    reps: 10\n",
    "a block": (
        "name: X\nexercises:\n  - block: B\n    {}\n    exercises:\n"
        "      - name: Bridge\n        reps: 10\n"
    ),
    "a week": (
        "name: X\nexercises:\n  - name: Bridge\n    reps: 10\n    weeks:\n"
        "      - weeks: 1\n        {}\n"
    ),
}
WORK = {"reps", "hold", "time", "work", "duration", "repetitions"}


def problems(text: str) -> list[str]:
    """Return the problems of a text, each with its place."""
    return [str(problem).removeprefix("s:") for problem in load_session(text, "s").problems]


def exercise(*lines: str) -> str:
    """Return a session with one exercise of these lines, which has reps if they say no work."""
    work = () if WORK & {line.split(":")[0] for line in lines} else ("reps: 10",)
    body = "\n".join(f"    {line}" for line in (*work, *lines))
    return f"name: X\nexercises:\n  - name: Bridge\n{body}\n"


def test_there_are_enough_of_them() -> None:
    assert len(LAYOUT) + len(LINES) > 150


@pytest.mark.parametrize("case", LAYOUT)
def test_a_mistake_in_the_layout_is_found_where_it_is(case: str) -> None:
    text, *expected = re.split(r"^>> ", case.replace("␣", "\u00a0"), flags=re.MULTILINE)
    assert problems(text) == [line.removesuffix("\n") for line in expected]


@pytest.mark.parametrize(("place", "line", "column", "advice"), LINES)
def test_a_word_of_the_field_finds_the_key(place: str, line: str, column: str, advice: str) -> None:
    text = PLACES[place].format(line) if place in PLACES else exercise(line)
    (problem,) = load_session(text, "s").problems
    assert text.splitlines()[problem.line - 1].strip() == line
    assert (problem.column, problem.advice) == (int(column), advice)


@pytest.mark.parametrize(
    ("line", "advice"), [(line, advice) for place, line, _, advice in LINES if place not in PLACES]
)
def test_who_follows_the_advice_has_a_session(line: str, advice: str) -> None:
    followed = follow(line, advice)
    if followed:
        assert problems(exercise(*followed)) == []


def follow(line: str, advice: str) -> list[str]:
    """Return the lines of an exercise after its one line was changed as the advice says."""
    key, _, value = line.partition(": ")
    if meant := re.fullmatch(r'did you mean "([^"]+)"\?', advice):
        (problem,) = problems(exercise(line))
        if " is not a key " in problem:
            return [f"{meant[1]}: {value}"]
        word = value.split()[-1] if " unit " in problem else value
        return [f"{key}: {value.replace(word, meant[1])}"]
    if advice.startswith("write `"):
        return re.findall(r"`([a-z-]+: [^`]+)`", advice.partition(", or")[0])
    if point := re.match(r'write "?([0-9][^"]*?)"? (?:with a point|for a list)', advice):
        return [f"{key}: {point[1]}"]
    return []


def test_most_advice_can_be_followed_word_by_word() -> None:
    followed = [follow(line, advice) for place, line, _, advice in LINES if place not in PLACES]
    assert len([lines for lines in followed if lines]) > 60


def test_no_word_of_the_parser_is_shown() -> None:
    signs = "&*!|>%@`,[]{}?:-#'\"\\\t"
    for first in signs:
        for second in (*signs, " ", "x"):
            begin = first + second
            for problem in (
                *problems(exercise(f"load: {begin} a")),
                *problems(exercise(f"{begin}load: a")),
            ):
                assert not re.search("did not find|while |found |token|scalar|indicator", problem)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1\\ansi name: X}", "an RTF file (formatted text)"),
        (b"PK\x03\x04\x14\x00..[Content_Types].xml..word/document.xml", "a Word file"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "a LibreOffice text"),
        (b"PK\x03\x04other", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a Word or Excel file"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"<!DOCTYPE html><p>name: X", "a web page"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
    ],
)
def test_a_file_of_another_kind_is_named(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "bridges.yaml"
    path.write_bytes(data)
    (problem,) = read_session(path).problems
    assert problem.message == f"this is {kind}, not plain text"
    assert problem.advice == "copy its text into a plain text file and save that as .yaml"


@pytest.mark.parametrize(
    ("there", "advice"),
    [
        ("bridges.yaml.txt", '"bridges.yaml.txt" is in the same folder: rename it to bridges.yaml'),
        ("bridges.txt", '"bridges.txt" is in the same folder: rename it to bridges.yaml'),
        ("bridges.yml", '"bridges.yml" is in the same folder: write that name'),
        (
            "bridges.rtf",
            (
                '"bridges.rtf" is in the same folder: '
                "copy its text into a plain text file and save that as .yaml"
            ),
        ),
        ("other.yaml", "check the name and the folder"),
    ],
)
def test_a_file_beside_a_missing_one_is_named(there: str, advice: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("name: X")
    (problem,) = read_session(tmp_path / "bridges.yaml").problems
    assert (problem.message, problem.advice) == ("there is no such file", advice)

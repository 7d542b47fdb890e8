"""Where the key or value that a problem names ends."""

import pytest

from hamtimer.core.session_file.extents import ends_of
from hamtimer.core.session_file.loader import load_session

HEAD = "name: x\nexercises:\n  - name: a\n    reps: 5\n"


def marked(text: str) -> list[str]:
    """Return what an editor would underline for each problem of a text."""
    lines = text.removeprefix("\ufeff").splitlines()
    problems = load_session(text, "x.yaml").problems
    return [
        lines[problem.line - 1][problem.column - 1 : end - 1]
        for problem, (line, end) in zip(problems, ends_of(problems, text), strict=True)
        if line == problem.line
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("    repz: 3  # a note", "repz"),
        ("    rest: 2 mni  # a note", "2 mni"),
        ("    rest: '2 mni'", "'2 mni'"),
        ("    größe: 3", "größe"),
        ('    "rest": "🏋 mni"', '"🏋 mni"'),
        ("    sides: eech", "eech"),
        ("    rest:", "rest"),
    ],
)
def test_it_is_the_key_or_the_value(line: str, what: str) -> None:
    assert marked(f"{HEAD}{line}\n") == [what]
    assert marked("\ufeff" + HEAD.replace("\n", "\r\n") + line + "\r\n") == [what]


def test_what_is_not_yaml_is_marked_to_the_end_of_its_line() -> None:
    (found,) = marked(f"{HEAD}    load: 'open\n")
    assert found.endswith("'open")


def test_an_empty_place_is_still_something_to_see() -> None:
    problems = load_session("", "x.yaml").problems
    assert ends_of(problems, "") == [(1, 2)]

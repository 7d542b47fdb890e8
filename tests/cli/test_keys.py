"""`hamtimer keys`, and the advice that leads to it."""

import re
from pathlib import Path

import pytest

from hamtimer.core.session_file.fields.exercise import EXERCISE
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.prompt import EXAMPLES
from tests.cli.conftest import Hamtimer


def test_it_describes_every_key_in_lines_that_fit_a_terminal(hamtimer: Hamtimer) -> None:
    text = hamtimer("keys").stdout
    sections = dict(re.findall(r"(?m)^(\w.*):\n\n((?:  .*\n)+)", text))
    for title, table in (("A session", SESSION), ("An exercise", EXERCISE), ("A block", BLOCK)):
        keys = re.findall(r"(?m)^  ([\w-]+): ", sections[title])
        assert keys == [field.key for field in table.fields]
    assert max(map(len, text.splitlines())) <= 80


def test_it_shows_what_to_write_and_the_default(hamtimer: Hamtimer) -> None:
    text = hamtimer("keys").stdout
    assert "  switch: The time to change sides.\n    Write a duration. Default: 5s.\n" in text
    assert "Write text, up to 200 characters. Required.\n" in text


@pytest.mark.parametrize("written", ["starts-with", "Starts-With:"])
def test_one_key_is_shown_wherever_it_can_be_written(hamtimer: Hamtimer, written: str) -> None:
    text = hamtimer("keys", written).stdout
    assert re.findall(r"(?m)^(\w.*):$", text) == [
        "An exercise",
        "A part of a set (`then`)",
        "A week of a plan (`weeks`)",
    ]
    assert set(re.findall(r"(?m)^  ([\w-]+): ", text)) == {"starts-with"}


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("tmepo", 'did you mean "tempo"?'),
        ("weight", 'did you mean "load"?'),
        ("zzzz", "`hamtimer keys` lists them all"),
    ],
)
def test_a_key_that_there_is_not_is_answered_with_the_one_that_is_meant(
    hamtimer: Hamtimer, written: str, advice: str
) -> None:
    result = hamtimer("keys", written)
    assert result.exit_code != 0
    assert f'"{written}" is not a key of a session file; {advice}' in result.stderr


def test_a_key_and_the_whole_format_are_not_printed_at_once(hamtimer: Hamtimer) -> None:
    assert "leave out the key" in hamtimer("keys", "tempo", "--prompt").stderr


def test_a_key_like_no_other_is_answered_with_a_command_that_every_installation_has(
    hamtimer: Hamtimer,
) -> None:
    Path("a.yaml").write_text("name: A\nzzzz: 1\nexercises: [{name: B, reps: 1}]\n")
    said = hamtimer("check", "a.yaml").stderr
    assert '"zzzz" is not a key of a session; `hamtimer keys` lists them all' in said
    assert hamtimer("keys").exit_code == 0


def test_the_prompt_has_every_key_and_examples_without_problems(hamtimer: Hamtimer) -> None:
    text = hamtimer("keys", "--prompt").stdout
    for table in (SESSION, EXERCISE, BLOCK):
        for field in table.fields:
            assert f"- `{field.key}`: " in text
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert examples == list(EXAMPLES)
    for example in examples:
        assert load_session(example, "example").problems == ()

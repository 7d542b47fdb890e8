"""The page on session files is true: every example runs, every key is described."""

import re
from pathlib import Path

import pytest

from hamtimer.core.session_file import fields, values
from hamtimer.core.session_file.fields import BLOCK, EXERCISE, SESSION
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.session_file.reference import KEY_GROUPS, TABLES
from hamtimer.core.session_file.tables import Table
from hamtimer.core.timeline.compiler import compile_session
from tools.generate import PAGE

TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"(?<!-->\n)```yaml\n(.*?)```", TEXT, re.DOTALL)
WRONG = re.findall(r"<!-- with errors -->\n```yaml\n(.*?)```.*?```text\n(.*?)```", TEXT, re.DOTALL)


def load(example: str) -> Loaded:
    """Load an example: a whole session, or a list of exercises."""
    if example.startswith("- "):
        example = "name: Example\nexercises:\n" + example
    return load_session(example, "bridges.yaml")


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_played(example: str) -> None:
    loaded = load(example)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.session is not None
    assert compile_session(loaded.session).steps


def test_the_example_of_errors_gives_these_errors() -> None:
    ((example, printed),) = WRONG
    assert [str(problem) for problem in load(example).problems] == printed.splitlines()


def test_every_key_has_an_example() -> None:
    examples = "\n".join(EXAMPLES)
    for table in (SESSION, EXERCISE, BLOCK):
        for field in table.fields:
            assert re.search(rf"^[ -]*{field.key}:", examples, re.MULTILINE), field.key


def test_every_group_of_keys_is_in_the_reference() -> None:
    described = {table.name for _, table in (*TABLES, *KEY_GROUPS)}
    defined = {
        table.name
        for module in (fields, values)
        for table in vars(module).values()
        if isinstance(table, Table)
    }
    # What a person may choose for one run is not written in a file.
    assert defined - described == {fields.CHOICE.name}


def test_every_example_is_found() -> None:
    assert len(EXAMPLES) + len(WRONG) == TEXT.count("```yaml")
    assert len(EXAMPLES) > 20


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (PAGE.parent / Path(target)).exists()

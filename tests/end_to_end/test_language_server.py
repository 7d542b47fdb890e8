"""What an editor with yaml-language-server makes of session files: the real one, over its protocol.

`hamtimer new` and `copy` put the schema beside a session; nothing else is set up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hamtimer.core.session_file.fields.exercise import EXERCISE, VARIANT, WEEK
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.schema import SCHEMA_LINE
from hamtimer.core.session_file.tables import Table
from hamtimer.core.session_file.values.cues import CUE_TABLE, SIGNALS_TABLE
from hamtimer.home.session_schema import provide_schema
from tests.core.session_file.test_session_docs import EXAMPLES
from tests.core.session_file.test_session_schema import WRONG_LINES, with_a_mistake
from tests.end_to_end.language_server import INSTALL, LanguageServer, is_installed

SESSIONS = sorted((Path(__file__).parents[2] / "sessions").glob("*.yaml"))


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """Return the server. Without it the test is skipped; in CI it fails."""
    if not is_installed():
        reason = f"needs node and yaml-language-server: {INSTALL}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with LanguageServer() as server:
        yield server


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """Return where a session with its schema beside it would be, in a folder with a blank."""
    folder = tmp_path / "my plans"
    folder.mkdir()
    assert provide_schema(folder) == ""
    return folder / "my session.yaml"


def marks(server: LanguageServer, path: Path, text: str) -> list[tuple[int, str]]:
    """Return the lines that are marked, from 1, with what is said of them."""
    found = server.problems(path, text)
    return [(mark["range"]["start"]["line"] + 1, mark["message"]) for mark in found]


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_no_bundled_session_is_marked(server: LanguageServer, path: Path) -> None:
    assert marks(server, path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", EXAMPLES)
def test_no_example_of_the_documentation_is_marked(
    server: LanguageServer, session: Path, text: str
) -> None:
    assert marks(server, session, f"{SCHEMA_LINE}\n{text}") == []


@pytest.mark.parametrize("line", WRONG_LINES)
def test_a_mistake_is_marked_on_its_line(server: LanguageServer, session: Path, line: str) -> None:
    text = f"{SCHEMA_LINE}\n{with_a_mistake(line)}"
    assert {line for line, _ in marks(server, session, text)} == {5}


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("reps: 5", "repz: 5", 5),
        ("name: Legs", "nam: Legs", 2),
        ("block: B", "blok: B", 6),
        ("kind: superset", "kind: suprset", 7),
        ("rounds: 3", "rounds: many", 8),
        ("within: 12 min", "within: 12 mni", 9),
        ("weeks: 1", "weeks: one", 13),
        ("halfway: no", "halfway: perhaps", 16),
        ("start: beep", "start: beeep", 18),
    ],
)
def test_a_mistake_anywhere_in_a_session_is_marked_on_its_line(
    server: LanguageServer, session: Path, before: str, after: str, line: int
) -> None:
    text = WHOLE.replace(before, after, 1)
    assert line in {place for place, _ in marks(server, session, text)}


WHOLE = f"""\
{SCHEMA_LINE}
name: Legs
exercises:
  - name: A
    reps: 5
  - block: B
    kind: superset
    rounds: 3
    within: 12 min
    exercises:
      - name: C
        weeks:
          - weeks: 1
            reps: 3
signals:
  halfway: no
sounds:
  start: beep
"""


def test_without_a_mistake_nothing_is_marked(server: LanguageServer, session: Path) -> None:
    assert load_session(WHOLE, "x.yaml").problems == ()
    assert marks(server, session, WHOLE) == []


ONLY_THE_LOADER = {
    "reps: 20-15": "a pattern cannot compare two numbers",
    "rest: 1h2h": "nor the order of units",
    "rest: '1.30'": "nor say what could be read in two ways",
    "tempo: 3": "YAML makes one number of 0003 and 3",
    "tempo: 0-0-0-0": "a rule for the whole tempo",
    "hold: 30s\n    time: 30s": "a rule between keys",
    "relax: 3s": "a rule between keys",
    "progression: {step: 1 rep, after: 2 sessions}": "a rule between keys",
    "link: https://a@example.org": "a part of an address",
    f"description: {'long ' * 900}": "the length of a text as it is read",
}
"""What is wrong and not marked, and why: `hamtimer check` says it."""


@pytest.mark.parametrize("line", ONLY_THE_LOADER)
def test_what_only_the_loader_knows_is_listed(
    server: LanguageServer, session: Path, line: str
) -> None:
    text = with_a_mistake(line)
    assert any(problem.severity == "error" for problem in load_session(text, "x.yaml").problems)
    assert marks(server, session, f"{SCHEMA_LINE}\n{text}") == []


def ask(server: LanguageServer, method: str, path: Path, text: str) -> Any:  # noqa: ANN401
    """Ask something about the place that ▮ marks in a text."""
    before, _, after = f"{SCHEMA_LINE}\n{text}".partition("▮")
    line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    return server.at(f"textDocument/{method}", path, before + after, line, column)


IN_EXERCISE = "name: x\nexercises:\n  - name: a\n    reps: 5\n"


@pytest.mark.parametrize(
    ("text", "table", "written"),
    [
        ("name: x\n▮", SESSION, {"name"}),
        (f"{IN_EXERCISE}    ▮", EXERCISE, {"name", "reps"}),
        ("name: x\nexercises:\n  - block: b\n    ▮", BLOCK, set()),
        (f"{IN_EXERCISE}    weeks:\n      - weeks: 1\n        ▮", WEEK, {"weeks"}),
        (f"{IN_EXERCISE}    easier:\n      - name: b\n        ▮", VARIANT, {"name"}),
        (f"{IN_EXERCISE}    cues:\n      - say: b\n        ▮", CUE_TABLE, {"say"}),
        (f"{IN_EXERCISE}    signals:\n      ▮", SIGNALS_TABLE, set()),
    ],
)
def test_every_key_that_may_be_written_is_offered(
    server: LanguageServer, session: Path, text: str, table: Table, written: set[str]
) -> None:
    items = ask(server, "completion", session, text)["items"]
    offered = {item["label"] for item in items}
    assert {field.key for field in table.fields} - written <= offered
    assert not written & offered


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("sides: ▮", {"both", "each", "alternating", "left", "right"}),
        ("starts-with: ▮", {"eccentric", "concentric"}),
        ("progression: {rule: ▮}", {"steps", "double", "ladder"}),
        ("signals: {halfway: ▮}", {"yes", "no"}),
    ],
)
def test_the_words_of_a_value_are_offered(
    server: LanguageServer, session: Path, line: str, words: set[str]
) -> None:
    items = ask(server, "completion", session, f"{IN_EXERCISE}    {line}\n")["items"]
    assert words <= {item["label"] for item in items}


KEYS_WITH_VALUES = [
    "reps▮: 5",
    "tempo▮: 3-0-2-0",
    "tempo▮: [3, 0, 2, 0]",
    "rest▮: 2 min",
    "rest▮: [60s, 90s]",
    "hold▮: 30s",
    "sides▮: each",
    "weeks▮: 1-3",
    "weeks▮: [{weeks: 1, reps: 5}]",
    "cues▮: Slowly",
    "cues▮: [{say: Slowly, at: start}]",
    "schedule▮: daily",
    "schedule▮: {times: 3, per: week}",
    "load▮: 10 kg",
    "then▮: {hold: 10s}",
    "easier▮: [{name: b}]",
]


@pytest.mark.parametrize("line", KEYS_WITH_VALUES)
def test_each_key_is_explained_by_its_own_name_and_once(
    server: LanguageServer, session: Path, line: str
) -> None:
    key = line.partition("▮")[0]
    text = f"name: x\nexercises:\n  - name: a\n    {line}\n"
    value = ask(server, "hover", session, text.replace(f"{key}▮", f"▮{key}"))["contents"]["value"]
    meaning = EXERCISE.by_key[key].meaning
    assert value.startswith(f"#### {key}\n\n{meaning}")
    assert value.count(meaning) == 1
    assert "||" not in value

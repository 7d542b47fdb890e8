"""The schema that editors complete from says the same as the loader."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from hamtimer.core.session_file.fields import BLOCK, EXERCISE, SESSION, VARIANT
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.session_file.schema import session_schema
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Sequence, compose
from tests.core.session_file.test_loader_fuzz import likely_trees

SESSIONS = sorted((Path(__file__).parents[3] / "sessions").glob("*.yaml"))
VALIDATOR = Draft202012Validator(session_schema())


def as_an_editor_reads(node: Node | None) -> Any:  # noqa: ANN401 - any YAML value
    """Return the values of YAML 1.2, as editors see them."""
    if isinstance(node, Mapping):
        return {key.text: as_an_editor_reads(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [as_an_editor_reads(item) for item in node.items]
    if node is None or node.is_null:
        return None
    if node.plain and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", node.text):
        return float(node.text) if "." in node.text else int(node.text)
    return {"true": True, "false": False}.get(node.text, node.text) if node.plain else node.text


def complaints(text: str) -> list[str]:
    root, mistakes = compose(text)
    assert not mistakes
    return [error.message for error in VALIDATOR.iter_errors(as_an_editor_reads(root))]


def test_it_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(session_schema())


def test_it_knows_every_key_and_says_what_it_means() -> None:
    schema = session_schema()
    groups = {"exercise": EXERCISE, "variant": VARIANT, "block": BLOCK}
    described = [(schema["$defs"][name], table) for name, table in groups.items()]
    for group, table in [*described, (schema, SESSION)]:
        assert list(group["properties"]) == [field.key for field in table.fields]
        assert all(prop["description"] for prop in group["properties"].values())


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_it_accepts_the_bundled_sessions(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "exercise",
    [
        "{name: x, repz: 5}",
        "{name: x, sides: eech, reps: 5}",
        "{reps: 5}",
        "{name: x, prepare: [5]}",
        "{name: x, tempo: [1, 2, 3], reps: 5}",
        "{block: x}",
        "{block: x, kind: suprset, exercises: [{name: x, reps: 5}]}",
    ],
)
def test_it_marks_what_the_loader_refuses(exercise: str) -> None:
    text = f"name: x\nexercises: [{exercise}]"
    assert load_session(text, "x.yaml").session is None
    assert complaints(text)


@given(likely_trees)
def test_it_accepts_what_the_loader_accepts(tree: object) -> None:
    text = json.dumps(tree)
    loaded = load_session(text, "x.yaml")
    if all(problem.severity is Severity.WARNING for problem in loaded.problems):
        assert complaints(text) == []

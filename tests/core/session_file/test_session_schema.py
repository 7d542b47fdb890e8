"""The schema that editors complete from says the same as the loader."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from hamtimer.core.session_file.fields.exercise import EXERCISE, VARIANT
from hamtimer.core.session_file.fields.groups import KEY_GROUPS, TABLES
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.kinds import NOTHING
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.session_file.schema import session_schema
from hamtimer.core.session_file.tables import Table, table_schema
from hamtimer.core.session_file.values.tempo import TEMPO_TABLE
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence, compose
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


TEXTS = """\
5|0|1|007|15|15-20|15 - 20|15–20|15 to 20|8+|at least 8|At Least 8|5+5+5|max|MAX|AMRAP|5+5+max
as many as possible|As  Long As Possible|as long as you can|2-3|1-2, 5|5+|3-12, 20+|1 - 2|30s
30 s|30 sec|30 Seconds|1:30|01:02:03|1:30.5|90|2.5|.5|0.5s|2m30s|2 min 30 s|1h|1 hr|500ms|none
None|2-3 min|20-30s|1:30-2:00|30s-2 min|20 to 30s|30s+|60s +|at least 60s|30-40s|4-1-2-0|4120
40X0|31x0|0010|0301|4/1/2/0|4:1:2:0|4, 1, 2, 0|4 1 2 0|2.5-0-2-0|3s-0-1-0|5-1-X-0|4—1—2—0
self-paced|Self Paced|own pace|X|x|3 s|1.2s|50 bpm|50 beats a minute|50 Beats Per Minute|auto
key|Auto|after 2 min|After 30s|each|Each|both|left|ALTERNATING|eccentric|Concentric|yes|no|true
True|FALSE|on|off|On|none|start|last rep|Last Rep|rep 5|10s|halfway|rest|61s|daily|Daily
twice a day|3 times a week|2-3 times a week|every other day|every 3 days|every third day
at least 3 times a week|three times a week|3x a week|3 x a week|once or twice a week|weekly
2 to 3 times a week|two times in 10 days|day|week|3 days|Week|2 sessions|2|3 times
1 step after 2 misses|2 Steps after 3 misses|7|7.5|7-8|7.5 - 8|10|beginner|Advanced|superset
Circuit|steps|double|ladder|hold|back|wait|go on|https://example.org/a?b=c#d|HTTP://EXAMPLE.ORG
wall-sit|a1|1|true|1-2|2026-03-02|beep|none|my sound.wav|deep/er.OGG|10 kg|2 x 12 kg|8 x 10
2.5 kg|Ünïcode 🏋|a, b, c|12, 10, 8|30s, 20s
"""  # noqa: RUF001 - any dash


READ_KEY_BY_KEY = [
    (title, table) for title, table in (*TABLES, *KEY_GROUPS) if table is not TEMPO_TABLE
]
"""The phases of a tempo are read together."""


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "in quotes"])
@pytest.mark.parametrize(("title", "table"), READ_KEY_BY_KEY)
def test_it_accepts_every_value_that_the_reader_of_its_key_accepts(
    title: str, table: Table, *, plain: bool
) -> None:
    accepted = 0
    for field in table.fields:
        schema = table_schema(table)["properties"][field.key]
        validator = Draft202012Validator({**schema, "$defs": session_schema()["$defs"]})
        for text in TEXTS.replace("\n", "|").split("|"):
            report, node = Report("x.yaml"), Scalar(1, 1, text, plain)
            if field.kind.read(node, report) not in (NOTHING, node) and not report.errors:
                accepted += 1
                found = list(validator.iter_errors(as_an_editor_reads(node)))
                assert found == [], f"{title}: {field.key}: {text}"
    assert accepted


MISTAKES = """\
rest: 2 mni|rest: soon|rest: -5|prepare: 3 x|reps: many|reps: 5++|hold: 30 sek|sets: three
sets: 0.5|tempo: 4-1-2|tempo: 4-1-2-q|tempo: [4, 1]|tempo: self-pacd|rpe: 11|rpe: hard
weeks: first|every: 1:99|start: atuo|start: after lunch|schedule: evry day|schedule: often
sides: bth|first-side: up|switch: [1]|starts-with: top|link: example.org|id: Wall Sit|beat: fast
explosive: X|assume: long|rest-after: 2 mins.|then: {repz: 3}|cues: {sy: x}
cues: [{say: x, at: dawn}]|phase-names: {up: x}|signals: {halfway: maybe}|easier: {nam: x}
harder: [x]|progression: {rule: stpes}|progression: {back: never}|equipment: {a: b}
signals: {countdown: 5 mni}|reps: [5, x]|hold: [30s, y]|weeks: [{weeks: x}]|sets: [{repz: 5}]
"""


def with_a_mistake(line: str) -> str:
    """Return a session whose fourth line is wrong."""
    text = f"name: x\nexercises:\n  - name: a\n    {line}\n"
    return text if line.partition(":")[0] in ("reps", "hold", "sets") else f"{text}    reps: 5\n"


WRONG_LINES = MISTAKES.replace("\n", "|").strip("|").split("|")


@pytest.mark.parametrize("line", WRONG_LINES)
def test_it_marks_a_wrong_value_of_one_key(line: str) -> None:
    text = with_a_mistake(line)
    loaded = load_session(text, "x.yaml")
    assert [problem.line for problem in loaded.problems][:1] == [4]
    assert complaints(text)


@given(likely_trees)
def test_it_accepts_what_the_loader_accepts(tree: object) -> None:
    text = json.dumps(tree)
    loaded = load_session(text, "x.yaml")
    if all(problem.severity is Severity.WARNING for problem in loaded.problems):
        assert complaints(text) == []

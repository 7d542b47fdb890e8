"""`hamtimer explain`."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from hamtimer.core.session.model import Block
from hamtimer.core.session.work import CueText, Moment, Reps
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.cues import cues_between, cues_until_key
from hamtimer.core.timeline.steps import Step, Timeline
from hamtimer.front.cue_rules import cue_rules
from hamtimer.front.explain_json import FORMAT, explain_json
from tests.cli.conftest import Hamtimer
from tests.core.make import curl, timeline, timelines

DOCS = Path(__file__).parents[2] / "docs" / "explain-json.md"

EVERYTHING = """\
name: Everything
description: A session with everything that explain can say.
source: made up
tags: [one, two]
equipment: [wall]
level: beginner
schedule: twice a day
progression: {start: 1 set, step: 1 more, goal: 3 sets, note: none}
sounds: {tick: none}
warm-up:
  - {name: Lunge, reps: 4, sides: alternating}
exercises:
  - name: Bridge
    reps: 8-10
    tempo: 3-1-X-1
    starts-with: concentric
    rpe: 7
    load: 10 kg
    schedule: every 2 days
    progression: {rule: steps, step: 1 rep}
    cues: [Hips high]
    easier: [{name: Short bridge, reps: 5}]
    harder: [{name: Long bridge, reps: 20}]
  - {name: Wall sit, hold: at least 60s, sides: each, start: key}
  - {name: Curl, reps: as many as possible, tempo: 2-0-2-0}
"""


@pytest.fixture
def everything(hamtimer: Hamtimer) -> dict[str, Any]:
    Path("everything.yaml").write_text(EVERYTHING)
    result = hamtimer("explain", "everything.yaml", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    values: dict[str, Any] = json.loads(result.stdout)
    return values


# ------------------------------------------------------------------ in words


def test_it_says_the_exact_length_the_work_and_every_step(
    hamtimer: Hamtimer, bridges: Path
) -> None:
    lines = hamtimer("explain", str(bridges)).stdout.splitlines()
    assert lines == [
        "Bridges",
        "",
        "Length: 1:34 exactly",
        "Of that: work 0:24, rest 1:00, get ready 0:10",
        "Total: 2 sets, 6 reps",
        "Time under tension: both sides together 0:24",
        "",
        "Exercises",
        "  Bridge [bridge]",
        "    2 x 3 reps; lower 2 s, lift 2 s",
        "    total: 2 sets, 6 reps under tension 0:24",
        "",
        "Timetable",
        "",
        "Work",
        "  start  length  what",
        "  0:00   0:10    Get ready: Bridge",
        "  0:10   0:12    Set 1 of 2: Bridge, 3 reps",
        "  0:22   1:00    Rest, then Bridge, set 2 of 2",
        "  1:22   0:12    Set 2 of 2: Bridge, 3 reps",
    ]


def test_open_steps_show_their_least_and_their_assumed_length_apart(hamtimer: Hamtimer) -> None:
    lines = hamtimer("explain", "wall-sit").stdout.splitlines()
    assert "Length: at least 7:35" in lines
    assert "        7:35 assumed (3 steps of open length)" in lines
    sits = [line.split("  ") for line in lines if "as long as you can" in line and "Set" in line]
    assert [[cell.strip() for cell in row if cell][1:3] for row in sits] == [
        ["1:00 or more", "1:00"]
    ] * 3


def test_time_under_tension_is_reported_by_side(hamtimer: Hamtimer) -> None:
    Path("a.yaml").write_text(
        "name: A\nexercises: [{name: Curl, reps: 5, tempo: 2-0-2-0, sides: each}]\n"
    )
    assert "Time under tension: left 0:20, right 0:20" in hamtimer("explain", "a.yaml").stdout


def test_choices_are_explained_as_played(hamtimer: Hamtimer) -> None:
    Path("a.yaml").write_text(EVERYTHING)
    text = hamtimer(
        "explain",
        "a.yaml",
        "--only",
        "bridge",
        "--only",
        "lunge",
        "--variant",
        "bridge=long-bridge",
    ).stdout
    assert "1 x 20 reps" in text
    assert "Wall sit" not in text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--skip", "jump"), 'there is no exercise "jump"; choose from: lunge, bridge,'),
        (("--skip", "u"), '"u" matches 2 exercises; choose from: lunge, curl'),
        (("--only", ""), 'there is no exercise ""'),
        (("--variant", "bridge"), "write EXERCISE=VARIANT"),
        (("--variant", "bridge="), 'there is no variant ""; choose from: short-bridge, bridge,'),
        (("--variant", "bridge=high"), 'there is no variant "high"; choose from: short-bridge,'),
        (("--week", "3"), "there is no week 3"),
        (("--week", "0"), "0 is not in the range"),
    ],
)
def test_a_choice_that_is_not_offered_says_what_is(
    hamtimer: Hamtimer, options: tuple[str, str], message: str
) -> None:
    Path("a.yaml").write_text(EVERYTHING)
    result = hamtimer("explain", "a.yaml", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_errors_of_the_file_are_the_answer(hamtimer: Hamtimer) -> None:
    Path("broken.yaml").write_text("name: x\nexercises: [{nam: a}]\n")
    result = hamtimer("explain", "broken.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("broken.yaml:2:")


def test_an_unknown_name_is_answered_with_close_ones(hamtimer: Hamtimer) -> None:
    result = hamtimer("explain", "wall-sitt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean wall-sit" in result.stderr


# ------------------------------------------------------------------ as JSON


def keys_by_place(value: object, place: str, found: dict[str, set[str]]) -> None:
    """Collect the keys of every object in `value` under the place where it stands."""
    if isinstance(value, dict):
        found.setdefault(place, set()).update(value)
        for key, inner in value.items():
            keys_by_place(inner, f"{place}.{key}" if place else key, found)
    elif isinstance(value, list):
        for inner in value:
            keys_by_place(inner, f"{place}[]", found)


def documented_keys() -> dict[str, set[str]]:
    """Read the keys of every table of the documentation under the place in its heading."""
    found: dict[str, set[str]] = {}
    place = ""
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"## (?:The object|`(.+)`)", line):
            place = heading[1] or ""
        elif row := re.match(r"\| `(\w+)` \|", line):
            found.setdefault(place, set()).add(row[1])
    return found


SAME_AS = {
    "exercises[].schedule": "session.schedule",
    "exercises[].progression": "session.progression",
    "steps[].assumed_cues[]": "steps[].cues[]",
}
"""Objects for which the documentation refers to others."""


def test_the_documentation_names_exactly_the_keys_there_are(everything: dict[str, Any]) -> None:
    found: dict[str, set[str]] = {}
    capped = timeline(Block((curl(5, tempo=None),), rounds=None, within_ms=60_000))
    caps = json.loads("".join(explain_json(capped)))["caps"]
    keys_by_place(everything | {"caps": caps}, "", found)
    for place, other in SAME_AS.items():
        assert found.pop(place) == found[other]
    assert found == documented_keys()


def test_the_documentation_names_the_format_and_every_kind(everything: dict[str, Any]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert everything["format"] == FORMAT
    assert f"`format` is {FORMAT}." in text
    kinds = {cue["kind"] for step in everything["steps"] for cue in step["cues"]}
    kinds |= {step["kind"] for step in everything["steps"]}
    assert all(f"`{kind}`" in text for kind in kinds)


def test_totals_and_structure_are_those_of_the_session(everything: dict[str, Any]) -> None:
    totals = {done["exercise"]: done for done in everything["totals"]["exercises"]}
    assert set(totals) == {"bridge", "wall-sit", "curl"}
    assert [(side["side"], side["held_ms"]) for side in totals["wall-sit"]["sides"]] == [
        ("left", 60_000),
        ("right", 60_000),
    ]
    (bridge,) = [
        step
        for step in everything["steps"]
        if step["exercise"] == "bridge" and step["kind"] == "set"
    ]
    assert (bridge["reps"]["count"], bridge["reps"]["least"]) == (10, 8)
    assert [phase["phase"] for phase in bridge["reps"]["phases"]] == [
        "concentric",
        "shortened",
        "eccentric",
        "stretched",
    ]
    assert bridge["length_ms"] == 10 * bridge["reps"]["rep_ms"]
    assert not everything["exact"]
    assert everything["length_ms"] is None


def test_everything_is_ascii_so_that_no_text_is_a_command(hamtimer: Hamtimer) -> None:
    Path("a.yaml").write_text("name: Größe \u200d\nexercises: [{name: a, reps: 1}]\n", "utf-8")
    output = hamtimer("explain", "a.yaml", "--json").stdout
    assert output.isascii()
    assert json.loads(output)["session"]["name"].startswith("Größe")


@given(timelines)
def test_any_timeline_is_reported_whole(made: Timeline) -> None:
    told = json.loads("".join(explain_json(made)))
    assert [step["start_ms"] for step in told["steps"]] == [step.start_ms for step in made.steps]
    assert told["least_ms"] == sum(step["least_ms"] for step in told["steps"])
    assert told["assumed_ms"] == sum(step["assumed_ms"] for step in told["steps"])


def from_rules(step: Step, until: int) -> list[tuple[int, str, str]]:
    """Lay out the cues of an open step from what explain says of it."""
    single, rules = cue_rules(step)
    cues = [(cue.at_ms, cue.kind.value, cue.side.value) for cue in single if cue.at_ms <= until]
    noted = {cue.at_ms for cue in single if cue.kind is CueKind.NOTE}
    for rule in rules:
        times = range(rule["first_ms"], until + 1, rule["every_ms"])
        replaced = noted if rule["kind"] is CueKind.NOTE else ()
        cues += [(at, rule["kind"].value, rule["side"].value) for at in times if at not in replaced]
    return sorted(cues)


@given(timelines)
def test_the_rules_of_an_open_step_foretell_all_its_cues(made: Timeline) -> None:
    for step in made.steps:
        if not step.is_open:
            continue
        for until in (step.assumed_ms, 5 * step.assumed_ms + 1):
            cues = cues_between(step, -1, until)
            assert from_rules(step, until) == sorted(
                (cue.at_ms, cue.kind.value, cue.side.value) for cue in cues
            )


def test_a_persons_own_cues_of_an_open_set_are_announced_too() -> None:
    own = (
        CueText("brace", Moment.ECCENTRIC),
        CueText("breathe", Moment.REP, 5),
        CueText("nearly there", Moment.TIME, 33_000),
        CueText("go", Moment.START),
    )
    amrap = replace(curl(Reps(3, None)), cues=own)
    (_, step) = timeline(amrap).steps
    assert step.is_open
    cues = cues_between(step, -1, 100_000)
    assert from_rules(step, 100_000) == sorted(
        (cue.at_ms, cue.kind.value, cue.side.value) for cue in cues
    )
    single, rules = cue_rules(step)
    notes = [cue.text for cue in single if cue.kind is CueKind.NOTE]
    assert notes == ["go; brace", "breathe; brace", "nearly there"]
    assert [rule["text"] for rule in rules if rule["kind"] is CueKind.NOTE] == ["brace"]


@given(timelines)
def test_assumed_cues_end_with_what_closes_the_set(made: Timeline) -> None:
    for step in made.steps:
        if step.is_open and step.kind.is_work:
            last = cues_until_key(step, step.assumed_ms)[-1]
            assert last.at_ms == step.assumed_ms
            assert last.kind.value in ("set-done", "session-done")

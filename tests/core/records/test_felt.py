"""How it felt, typed in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.records.edits import Edit
from hamtimer.core.records.felt import read_felt
from hamtimer.core.run.self_reports import SelfReport, read_report, report_line
from hamtimer.core.session.model import Side

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.mark.parametrize(
    ("line", "edits"),
    [
        ("", []),
        ("8", [Edit(said={"rpe": 8})]),
        ("8.5", [Edit(said={"rpe": 8.5})]),
        ("effort 8", [Edit(said={"rpe": 8})]),
        ("RPE 8", [Edit(said={"rpe": 8})]),
        ("rir 2", [Edit(said={"rpe": 8})]),
        ("2 in reserve", [Edit(said={"rpe": 8})]),
        ("pain 3", [Edit(said={"pain": 3})]),
        ("8, pain 3", [Edit(said={"rpe": 8, "pain": 3})]),
        ("8 pain 3", [Edit(said={"rpe": 8, "pain": 3})]),
        ("pain left 2", [Edit(side=LEFT, said={"pain": 2})]),
        ("pain r 2", [Edit(side=RIGHT, said={"pain": 2})]),
        (
            "pain left 2 right 3",
            [Edit(side=LEFT, said={"pain": 2}), Edit(side=RIGHT, said={"pain": 3})],
        ),
        ("load 10 kg", [Edit(said={"load": "10 kg"})]),
        ("10kg 7", [Edit(said={"load": "10kg", "rpe": 7})]),
        ("load red band pain 3", [Edit(said={"load": "red band", "pain": 3})]),
        ("load left 10 kg", [Edit(side=LEFT, said={"load": "10 kg"})]),
        ("reps 11", [Edit(reps=11)]),
        ("11 reps", [Edit(reps=11)]),
        ("reps left 11 right 12", [Edit(side=LEFT, reps=11), Edit(side=RIGHT, reps=12)]),
        ("held 25s", [Edit(time_ms=25_000)]),
        ("morning left 3", [Edit(side=LEFT, said={"morning_pain": 3})]),
        ("morning pain 3", [Edit(said={"morning_pain": 3})]),
        ("pain none, effort -", [Edit(said={"pain": None, "rpe": None})]),
        ("7, note light, and quick", [Edit(said={"rpe": 7, "note": "light, and quick"})]),
        ("note: left knee", [Edit(said={"note": "left knee"})]),
        ("note none", [Edit(said={"note": None})]),
    ],
)
def test_a_line_says(line: str, edits: list[Edit]) -> None:
    felt = read_felt(line)
    assert (felt.problem, list(felt.edits)) == ("", edits)


@pytest.mark.parametrize(
    ("line", "kept", "rest", "problem"),
    [
        ("hard", [], "hard", '"hard" is not clear; write 8, rir 2, pain 3'),
        ("8 pain", [Edit(said={"rpe": 8})], "pain", '"pain" is not clear'),
        ("8, 3", [Edit(said={"rpe": 8})], "3", '"3" is not clear'),
        ("left 3", [], "left 3", '"left 3" is not clear'),
        ("pain 11", [], "pain 11", "pain 11 is not on the scale; write 0 to 10"),
        ("rir 11", [], "rir 11", "reps in reserve 11 is not on the scale"),
        ("load 22,5 kg", [], "load 22,5 kg", '"22,5" has a comma in a number; write 22.5 with'),
        ("8, load 22,5", [Edit(said={"rpe": 8})], "load 22,5", '"22,5" has a comma in a number'),
        ("pain left 2,5", [], "pain left 2,5", '"2,5" has a comma in a number'),
        ("7,5", [], "7,5", '"7,5" has a comma in a number'),
        ("reps 1.5", [], "reps 1.5", '"1.5" is not a number of reps'),
        ("reps none", [], "reps none", "reps need a number"),
        ("held long", [], "held long", '"long" is not a duration'),
        ("note", [], "note", "a text is missing"),
        ("note a\x1bb", [], "note a\x1bb", "it has control characters"),
        (f"note {'x' * 2_001}", [], f"note {'x' * 2_001}", "it is too long"),
    ],
)
def test_what_is_not_clear_stays_and_what_came_before_it_holds(
    line: str, kept: list[Edit], rest: str, problem: str
) -> None:
    felt = read_felt(line)
    assert list(felt.edits) == kept
    assert felt.rest == rest
    assert felt.problem.startswith(problem)


@given(st.text(max_size=60))
def test_any_line_is_read_and_what_it_says_can_be_recorded(line: str) -> None:
    for edit in read_felt(line).edits:
        report = SelfReport(None, None, edit.side, edit.said)
        assert read_report(report_line(report)) == report


@given(
    st.lists(
        st.sampled_from(["8", "pain 3", "left 2", "load 9 kg", "reps 4", "rir 1", "none", "note x"])
    )
)
def test_the_beginning_of_a_line_says_what_it_says_alone(words: list[str]) -> None:
    felt = read_felt(", ".join(words))
    assert read_felt(", ".join(words).removesuffix(felt.rest)).edits == felt.edits

"""After a run the plain front asks for rounds, and whether to keep what was different."""

from dataclasses import replace
from pathlib import Path

import pytest

from hamtimer.core.play.player import Player
from hamtimer.core.run.header import Header
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Block, BlockKind
from hamtimer.core.session.work import NO_TIME, Length
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.plain.front import PlainFront
from tests.core.make import curl, timeline
from tests.plain.fake_person import FakePerson
from tests.plain.playing import at, play


def capped(seconds: int = 20) -> Timeline:
    items = (
        replace(curl(5, tempo=None, name="Burpee", prepare_ms=0), rest_after=NO_TIME),
        replace(curl(10, tempo=None, name="Squat", prepare_ms=0), rest_after=NO_TIME),
    )
    block = Block(items, name="Finisher", kind=BlockKind.CIRCUIT, rounds=None)
    return timeline(replace(block, within_ms=seconds * 1_000, rest_between_rounds=NO_TIME))


def test_rounds_that_were_not_counted_are_asked_for_at_the_end() -> None:
    lines = play(capped(), FakePerson([(25_000, "many"), (26_000, "2 + 12")]))
    asked = "How many rounds, and reps of the next one? Type 7, or 7 + 12; Enter to skip."
    assert lines[lines.index(asked) :] == [
        asked,
        '"many" is not a number of rounds; type 7, or 7 + 12',
        "Done in 0:23:",
        "  Burpee: 3 sets, 15 reps, 0:20 of work",
        "  Squat: 3 sets, 27 reps, 0:00 of work",
        "  Finisher, as many rounds as fit into 20 s: 2 rounds + 12 reps",
    ]


def two_capped() -> Timeline:
    blocks = (capped().session.parts[0].block.items[0],) * 2
    first, second = (b for b in blocks if isinstance(b, Block))
    rest = Length.fixed(10_000)
    return timeline(replace(first, name="First", rest_after=rest), replace(second, name="Second"))


def test_the_rounds_of_each_time_cap_are_asked_for() -> None:
    lines = play(two_capped(), FakePerson([(55_000, "2 + 3"), (56_000, "4")]))
    asked = "How many rounds, and reps of the next one? Type 7, or 7 + 12; Enter to skip."
    first, second = (f"{name}, as many rounds as fit into 20 s" for name in ("First", "Second"))
    start = lines.index(f"{first}:")
    assert lines[start : start + 4] == [f"{first}:", asked, f"{second}:", asked]
    assert lines[-2:] == [f"  {first}: 2 rounds + 3 reps", f"  {second}: 4 rounds"]


def test_only_the_rounds_that_were_not_counted_are_asked_for() -> None:
    lines = play(two_capped(), FakePerson([(35_000, "round done"), (55_000, "3 + 1")]))
    assert len([line for line in lines if line.startswith("How many")]) == 1
    assert lines[-2].startswith("  First") and lines[-2].endswith(": 3 rounds + 1 rep")  # noqa: PT018
    assert lines[-1].endswith(": 1 round")


def test_the_question_for_rounds_can_be_passed_over() -> None:
    lines = play(capped(), FakePerson([(25_000, "")]))
    assert lines[-1] == "  Finisher, as many rounds as fit into 20 s: rounds and reps not known"


def test_without_input_nothing_is_asked() -> None:
    lines = play(capped(), FakePerson(stays=False))
    assert not any(line.startswith("How many") for line in lines)


def test_rounds_counted_by_key_are_not_asked_for() -> None:
    lines = play(capped(), FakePerson([(5_000, "round done"), (9_000, "done")]))
    assert lines[-1] == "  Finisher, as many rounds as fit into 20 s: 1 round + 5 reps"


KEEPABLE = """\
name: Legs
exercises:
  - {name: Bridge, sets: 2, reps: 2, tempo: 1-0-1-0, rest: 60s, prepare: 5s}
"""


def keepable(file: Path) -> Run:
    file.write_text(KEEPABLE, encoding="utf-8")
    session = load_session(KEEPABLE, str(file)).session
    assert session is not None
    header = Header("Legs", str(file), KEEPABLE, "2026-01-01T00:00:00+00:00", "0")
    return Run(Player(compile_session(session)), header=header)


def test_todays_changes_are_shown_and_kept_by_typing(tmp_path: Path) -> None:
    file, said = tmp_path / "legs.yaml", list[str]()
    person = FakePerson([(10_000, "rest +"), (11_000, "keep"), (12_000, "keep yes")])
    PlainFront(keepable(file), person.clock, person, said.append).play()
    assert at(said, "00:11.000") == [
        f"Today's changes, to be kept in {file}:",
        "  Bridge: rest 1:00 → 1:15",
        "     3 -   - {name: Bridge, sets: 2, reps: 2, tempo: 1-0-1-0, rest: 60s, prepare: 5s}",
        "     3 +   - {name: Bridge, sets: 2, reps: 2, tempo: 1-0-1-0, rest: 75s, prepare: 5s}",
        "Type keep yes to keep them",
    ]
    assert at(said, "00:12.000") == [f"Kept in {file}"]
    assert file.read_text(encoding="utf-8") == KEEPABLE.replace("60s", "75s")


@pytest.mark.parametrize(("answer", "rest"), [("yes", "75s"), ("", "60s")])
def test_after_a_run_it_is_asked_whether_todays_changes_are_kept(
    tmp_path: Path, answer: str, rest: str
) -> None:
    file, said = tmp_path / "legs.yaml", list[str]()
    person = FakePerson([(10_000, "rest +"), (200_000, answer)])
    PlainFront(keepable(file), person.clock, person, said.append).play()
    assert "Type yes to keep them" in said
    assert file.read_text(encoding="utf-8") == KEEPABLE.replace("60s", rest)


def test_where_nothing_was_different_there_is_nothing_to_keep(tmp_path: Path) -> None:
    said = list[str]()
    person = FakePerson([(10_000, "keep")])
    PlainFront(keepable(tmp_path / "legs.yaml"), person.clock, person, said.append).play()
    assert at(said, "00:10.000") == ["Nothing you did today would change the file"]
    assert "Type yes to keep them" not in said

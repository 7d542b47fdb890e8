"""`feedback` of an exercise: which results of taps are told in a session."""

from __future__ import annotations

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.plain.front import PlainFront
from tests.plain.fake_person import FakePerson

TEXT = """\
name: Measured
defaults: {{feedback: {0}}}
exercises:
  - {{name: Curl, reps: 2, sets: 2, tempo: 4-1-2-0, rest: 5s, prepare: 5s}}
"""


def run_of(feedback: str) -> Run:
    session = load_session(TEXT.format(feedback), "x.yaml").session
    assert session is not None
    return Run(Player(compile_session(session), gap_ms=None))


@pytest.mark.parametrize(
    ("feedback", "told"),
    [("each", [4_000, 1_000, 3_000]), ("band", [3_000]), ("set", []), ("end", [])],
)
def test_a_session_shows_what_its_file_asks_for(feedback: str, told: list[int]) -> None:
    run = run_of(feedback)
    run.do(Command.START, 0)
    run.advance(5_000)
    found = []
    for at in (9_000, 10_000, 13_000):
        result = run.tap(at)
        assert result is not None
        found += [result.measured.actual_ms] if result.measured else []
    assert found == told


@pytest.mark.parametrize("feedback", ["set", "end"])
def test_reports_come_after_the_set_or_at_the_end(feedback: str) -> None:
    run, said = run_of(feedback), list[str]()
    sets = [5_000, 24_000]
    taps = [begun + at for begun in sets for at in (4_000, 5_000, 7_000, 11_000, 12_000, 14_000)]
    person = FakePerson([(at, "t") for at in taps])
    PlainFront(run, person.clock, person, said.append).play()
    reports = [number for number, line in enumerate(said) if line.startswith("Report for set")]
    second = next(number for number, line in enumerate(said) if "Set 2 of 2" in line)
    assert len(reports) == 2
    assert [number < second for number in reports] == (
        [True, False] if feedback == "set" else [False] * 2
    )


def test_without_a_tempo_there_is_nothing_to_tell() -> None:
    text = "name: A\nexercises:\n  - {name: Plank, hold: 30s, feedback: band}\n"
    loaded = load_session(text, "x.yaml")
    assert loaded.session is None
    assert "without a tempo nothing is tapped" in str(loaded.problems[0])

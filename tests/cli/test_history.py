"""`hamtimer history`, and what `hamtimer resume` says where there is nothing it can resume."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.home.folders import runs_folder
from tests.cli.conftest import Hamtimer
from tests.home.records.recorded import (
    GET_READY,
    SET,
    T0,
    as_if_laid_out_otherwise,
    begin,
    record,
)
from tests.plain.fake_person import FakePerson

JOURNALS = Path(__file__).parents[1] / "core" / "run" / "journals"
HISTORY = """\
Wed 18 Nov 07:00  Practice: Tempo 5-1-2-0      0:28   0 sets, 3 reps   practice
Tue 17 Nov 07:00  Practice: Tempo 3-1-2-0      1:03   2 sets, 8 reps   practice
Mon 16 Nov 06:59  朝のスクワット               4:30   3 sets, 21 reps  interrupted
Sun 15 Nov 07:00  Five for runners             0:00   0 sets           not started
Sat 14 Nov 07:00  Nordic lowering              3:40   2 sets, 10 reps
Fri 13 Nov 07:00  Hamstrings at home           6:13   3 sets, 26 reps
Thu 12 Nov 07:00  Lengthening protocol         3:41   1 set, 18 reps
Wed 11 Nov 07:00  Five strengtheners           9:40   3 sets, 42 reps
Tue 10 Nov 07:00  Twenty minutes               19:56  8 sets, 96 reps
Mon 9 Nov 07:00   Curls and calves             6:50   2 sets, 35 reps
Sun 8 Nov 07:00   Leg lifts                    8:04   3 sets, 47 reps
Sat 7 Nov 07:00   Heavy slow resistance        5:00   2 sets, 17 reps  interrupted
Fri 6 Nov 07:00   Slow Romanian deadlift       5:50   3 sets, 22 reps
Thu 5 Nov 07:00   Nordic lowering              3:40   2 sets, 10 reps
Tue 3 Nov 04:30   Nordic lowering              7:10   3 sets, 18 reps
Tue 3 Nov 09:00   Leg lifts into the wall sit  4:10   2 sets, 16 reps  interrupted
Sun 25 Oct 02:10  Wall sit                     0:55   0 sets           interrupted
Sun 25 Oct 02:40  Wall sit                     5:08   3 sets
Sat 24 Oct 18:05  First steps                  0:25   0 sets, 2 reps   interrupted
Sat 24 Oct 18:00  First steps                  0:48   2 sets, 4 reps
"""
"""Half past four in New York is later than nine in Berlin; of the two hours that are called two,
at the end of summer time, the one at +01:00 is the later."""


@pytest.fixture(autouse=True)
def late_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let today be a day of which the records are not far."""
    monkeypatch.setattr("hamtimer.home.wall_clock.today", lambda: date(2026, 11, 26))


def test_the_records_of_the_first_format_are_listed_by_the_instant_they_began(
    hamtimer: Hamtimer,
) -> None:
    runs_folder().mkdir(parents=True)
    for path in sorted(JOURNALS.glob("*.jsonl")):
        # Under the names that the program gives them.
        header = json.loads(path.read_text(encoding="utf-8").split("\n", 1)[0])
        when = header["started"][:19].replace(":", "-")
        shutil.copy(path, runs_folder() / f"{when}-{path.stem[3:]}.jsonl")
    for _ in range(2):
        *rows, _folder = hamtimer("history").stdout.splitlines()
        assert rows == HISTORY.splitlines()


def test_a_record_that_cannot_be_read_widens_no_row(hamtimer: Hamtimer) -> None:
    record(runs_folder())
    (runs_folder() / "2026-11-21T07-30-00-curls.jsonl").write_text("what is this?")
    first, second, why, _folder = hamtimer("history").stdout.splitlines()
    assert first == "Sun 22 Nov 07:30  Curls                      0:00  0 sets"
    assert second == "2026-11-21T07-30  cannot be read, see below"
    assert why.endswith("2026-11-21T07-30-00-curls.jsonl: this is not a record of a run")


def test_a_run_that_is_followed_right_now_is_in_progress(hamtimer: Hamtimer) -> None:
    run = begin(runs_folder())
    run.do(Command.START, T0)
    assert hamtimer("history").stdout.splitlines()[0].endswith("  in progress")
    run.close()
    assert hamtimer("history").stdout.splitlines()[0].endswith("  interrupted")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--json", "--calendar"], "choose one of --calendar and --json"),
        (["--screen", "--json"], "choose one of --screen and --json"),
        (["--months", "2"], "--months goes with --calendar"),
        (["-n", "5", "--calendar"], "-n is for the list of all runs; leave it out"),
        (["-n", "5", "nordic"], "-n is for the list of all runs; leave it out"),
        (["curls", "--screen"], "--screen shows all sessions; choose one there with the keys"),
    ],
)
def test_options_of_which_one_would_be_ignored_are_refused(
    hamtimer: Hamtimer, words: list[str], reason: str
) -> None:
    record(runs_folder())
    result = hamtimer("history", *words)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: {reason}\n")


def test_the_runs_of_one_session_are_there_for_other_programs(hamtimer: Hamtimer) -> None:
    record(runs_folder())
    (curls,) = json.loads(hamtimer("history", "curl", "--json").stdout)["runs"]
    assert curls["session"] == "Curls"
    assert json.loads(hamtimer("history", "nordic", "--json").stdout)["runs"] == []


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="nothing is closed")
def test_records_that_are_closed_to_us_are_not_called_none(hamtimer: Hamtimer) -> None:
    record(runs_folder())
    runs_folder().chmod(0)
    result = hamtimer("history")
    runs_folder().chmod(0o700)
    assert result.exit_code == 1
    assert "Permission denied" in result.stderr


@pytest.mark.parametrize("words", [("history",), ("resume",), ("tempo", "--history")])
def test_a_file_where_the_records_should_be_is_reported_as_in_the_way(
    hamtimer: Hamtimer, words: tuple[str, ...]
) -> None:
    runs_folder().parent.mkdir(parents=True)
    runs_folder().write_text("")
    result = hamtimer(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{runs_folder()}: cannot be opened (Not a directory)\n"


def test_a_run_of_another_program_is_summed_up_and_closed(hamtimer: Hamtimer) -> None:
    path = record(runs_folder(), ms=GET_READY + SET + 5_000)
    as_if_laid_out_otherwise(path)
    result = hamtimer("resume")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Curls, Sun 22 Nov 07:30",
        "Stopped after 0:43:",
        "  Curl: 1 of 2 sets, 4 of 8 reps, 0:28 under tension by plan",
    ]
    assert "plays the session differently" in result.stderr
    assert "there is no run to resume" in hamtimer("resume").stderr
    assert "interrupted" not in hamtimer("history").stdout


def test_resume_says_what_it_passes_over(hamtimer: Hamtimer) -> None:
    path = record(runs_folder(), ms=5_000)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Curls", "nome: Curls"), encoding="utf-8")
    result = hamtimer("resume")
    assert result.exit_code == 1
    assert str(path) in result.stderr
    assert result.stderr.endswith(
        "there is no run to resume; to list your runs: hamtimer history\n"
    )


CAPPED = """\
name: Rounds
exercises:
  - block: Finisher
    kind: circuit
    rounds: max
    within: 1 min
    exercises: [{name: Squat, reps: 5, prepare: 0s}]
"""


@pytest.mark.parametrize(
    ("typed", "words"), [("2 + 3", "rounds 2 + 3"), ("", "rounds not known"), ("4", "rounds 4 + 0")]
)
def test_rounds_and_reps_under_a_time_cap_are_shown(
    hamtimer: Hamtimer, person: FakePerson, typed: str, words: str
) -> None:
    Path("rounds.yaml").write_text(CAPPED)
    person.script = [(65_000, typed)]
    hamtimer("run", "rounds.yaml", "--plain", "--audio", "off")
    for _ in range(2):  # the second time from the index
        assert words in hamtimer("history").stdout.splitlines()[0]

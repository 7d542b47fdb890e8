"""`hamtimer log`: what was done, shown, corrected, deleted, exported and reported."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.front.words.days import moment_words
from hamtimer.home import wall_clock
from hamtimer.home.folders import runs_folder
from tests.cli.conftest import Hamtimer
from tests.core.records.test_dose import PHASES, follow, taps_after
from tests.home.records.recorded import GET_READY, SET, T0, begin, live, record

WHEN = moment_words(datetime(2026, 11, 22, 7, 30), wall_clock.today())  # noqa: DTZ001 - as its clock said
SHOWN = f"""\
Curls, {WHEN}, 0:43, stopped
2026-11-22T07-30-00-curls

Curl
  set  side  planned  done               load   said
  1          4 reps   3 reps, corrected  20 kg  RPE 8, pain 2, "slept badly"
  2          4 reps   -

Time under tension
  exercise  side  phase   planned  measured  by plan  not known  measured share
  Curl            all     56 s     21 s      -        -          100 %
                  lower   32 s     12 s      -        -          100 %
                  bottom  8 s      3 s       -        -          100 %
                  lift    16 s     6 s       -        -          100 %
"""


@pytest.fixture
def tapped() -> str:
    """Record a set of four reps of which three were tapped, and return its id."""
    run = begin(runs_folder())
    follow(run, GET_READY + SET + 5_000, taps_after(PHASES[:9]))
    return "2026-11-22T07-30-00-curls"


def test_a_run_is_listed_corrected_and_shown(hamtimer: Hamtimer, tapped: str) -> None:
    listed = hamtimer("log", "list").stdout
    assert listed == f"1  {WHEN}  Curls  0:43  1 set, 4 reps    {tapped}\n"
    said = ("--load", "20 kg", "--rpe", "8", "--pain", "2", "--note", "slept badly")
    done = hamtimer("log", "edit", "1", "--set", "1", "--reps", "3", *said)
    assert done.stdout == f"Corrected {tapped}; to see it: hamtimer log show {tapped}\n"
    for word in ("1", tapped, "2026-11"):
        assert hamtimer("log", "show", word).stdout == SHOWN
    assert "1 set, 3 reps" in hamtimer("history").stdout


def test_a_part_of_a_set_is_corrected(hamtimer: Hamtimer, tapped: str) -> None:
    hamtimer("log", "edit", tapped, "--set", "1", "--part", "1", "--reps", "2")
    assert "2 reps, corrected" in hamtimer("log", "show", tapped).stdout
    refused = hamtimer("log", "edit", tapped, "--set", "1", "--part", "2", "--reps", "2")
    assert "the set has no part 2" in refused.stderr


def test_the_pain_of_the_morning_after_is_shown_where_it_was_said(
    hamtimer: Hamtimer, tapped: str
) -> None:
    hamtimer("log", "edit", tapped, "--pain", "2", "--morning-pain", "4")
    hamtimer("log", "edit", tapped, "--set", "1", "--pain", "3", "--morning-pain", "5")
    shown = hamtimer("log", "show", tapped).stdout.splitlines()
    assert "Curl: pain 2, pain the next morning 4" in shown
    assert "Curl, set 1: pain the next morning 5" in shown
    assert "  1          4 reps   4 reps        pain 3" in shown


def test_the_lists_are_there_for_other_programs(hamtimer: Hamtimer, tapped: str) -> None:
    listed = json.loads(hamtimer("log", "list", "--json").stdout)
    assert json.loads(hamtimer("history", "--json").stdout) == listed
    (run,) = listed["runs"]
    assert (run["run"], run["sets"], run["reps"], run["state"]) == (tapped, 1, 4, "stopped")
    shown = json.loads(hamtimer("log", "show", "1", "--json").stdout)
    assert shown["dose"][0]["measured_ms"] == 21_000
    assert shown["dose"][0]["coverage"] == 0.75
    assert [one["reps"] for one in shown["sets"]] == [4, None]
    assert json.loads(hamtimer("log", "trash", "--json").stdout)["runs"] == []


def test_every_key_of_the_json_is_described(hamtimer: Hamtimer, tapped: str) -> None:
    hamtimer("log", "edit", tapped, "--note", "a note")
    text = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
    shown = json.loads(hamtimer("log", "show", "1", "--json").stdout)
    listed = json.loads(hamtimer("history", "--json").stdout)
    keys = {*shown, *shown["dose"][0], *shown["sets"][0], *shown["reports"][0], *listed}
    keys |= {*listed["runs"][0], *shown["dose"][0]["phases"][0]}
    assert sorted(key for key in keys if f"`{key}`" not in text) == []


def test_a_run_is_deleted_and_restored(hamtimer: Hamtimer, tapped: str) -> None:
    back = f"to restore it: hamtimer log restore {tapped}"
    assert hamtimer("log", "delete", "1").stdout == f"Deleted {tapped}; {back}\n"
    assert "Nothing is recorded yet" in hamtimer("log", "list").stdout
    assert "Nothing is recorded yet" in hamtimer("history").stdout
    assert tapped in hamtimer("log", "trash").stdout
    assert hamtimer("log", "restore", "1").stdout == f"Restored {tapped}\n"
    assert hamtimer("log", "trash").stdout == "The trash is empty.\n"
    assert tapped in hamtimer("log", "list").stdout


def test_runs_are_exported_to_new_files_and_imported(hamtimer: Hamtimer, tapped: str) -> None:
    missing = hamtimer("log", "export", "--json", "-o", "out/runs.json")
    assert (missing.exit_code, missing.stderr) == (
        1,
        "out: there is no such folder; make it first, or choose another\n",
    )
    assert not Path("out").exists()
    Path("out").mkdir()
    assert hamtimer("log", "export", "--json", "-o", "out/runs.json").exit_code == 0
    again = hamtimer("log", "export", "--json", "-o", "out/runs.json")
    assert again.exit_code == 1
    assert "this file already exists; choose another name" in again.stderr
    assert hamtimer("log", "export", "--csv").stdout.count("\n") == 1 + 2
    assert hamtimer("log", "export", "--csv", "--since", "2026-11-23").stdout.count("\n") == 1
    done = hamtimer("log", "import", "out/runs.json")
    assert done.stdout == "0 runs imported, 1 already known\n"
    (runs_folder() / f"{tapped}.jsonl").unlink()
    assert hamtimer("log", "import", "out/runs.json").stdout.startswith(
        "1 run imported, 0 already known"
    )
    assert "imported" in hamtimer("log", "show", "1").stdout.splitlines()[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["show", "2"], "there is no run 2; write 1 to 1; to list them: hamtimer log list"),
        (["show", "wall"], 'there is no run "wall"; write its whole id, or its number'),
        (["show", "../2026"], 'there is no run "../2026"'),
        (["restore", "1"], "the trash is empty; to list your runs: hamtimer log list"),
        (["edit", "1"], "nothing to change; add --reps, --time, --load, --rpe, --pain or --note"),
        (["edit", "1", "--rpe", "11"], '"11" is not on the scale; write 0 to 10, as in --rpe 7'),
        (["edit", "1", "--pain", "nan"], '"nan" is not on the scale'),
        (["edit", "1", "--reps", "3", "--time", "3s"], "choose one of --reps and --time"),
        (["edit", "1", "--time", "soon"], "Invalid value for '--time'"),
        (["edit", "1", "--load", "22,5kg"], '"22,5" has a comma in a number; write 22.5 with a'),
        (["edit", "1", "--note", "a\x1b[2J"], "it has control characters"),
        (["edit", "1", "--set", "9", "--reps", "3"], "there is no set 9; write 1 to 2"),
        (["export"], "choose one of --csv and --json"),
        (["export", "--csv", "--since", "May"], '"May" is not a date; write it like 2026-11-22'),
        (["import", "missing.json"], "missing.json: this file cannot be read"),
        (["report", "-o", "."], "this file already exists"),
    ],
)
@pytest.mark.usefixtures("tapped")
def test_what_cannot_be_done_is_a_clear_line(
    hamtimer: Hamtimer, words: list[str], message: str
) -> None:
    done = hamtimer("log", *words)
    assert done.exit_code in (1, 2)
    assert message in done.stderr.replace("\n", " ")


def test_ambiguous_runs_are_distinguished(hamtimer: Hamtimer, tapped: str) -> None:
    record(runs_folder())
    assert '"2026-11" matches 2 runs' in hamtimer("log", "show", "2026-11").stderr
    assert hamtimer("log", "show", tapped).exit_code == 0


def test_a_run_that_is_followed_right_now_is_left_alone(hamtimer: Hamtimer) -> None:
    run = begin(runs_folder())
    run.do(Command.START, T0)
    live(run, T0, T0 + 1_000)
    for words in (["delete", "1"], ["edit", "1", "--note", "x"]):
        done = hamtimer("log", *words)
        assert done.exit_code == 1
        assert "another hamtimer is following this run; nothing is changed" in done.stderr
    run.close()


def test_a_record_that_cannot_be_read_says_so(hamtimer: Hamtimer) -> None:
    runs_folder().mkdir(parents=True)
    (runs_folder() / "2026-11-21T07-30-00-curls.jsonl").write_text("what is this?")
    assert "cannot be read, see below" in hamtimer("log", "list").stdout
    for words in (["show", "1"], ["edit", "1", "--note", "x"]):
        done = hamtimer("log", *words)
        assert (done.exit_code, "this is not a record of a run" in done.stderr) == (1, True)
    assert hamtimer("log", "export", "--csv").exit_code == 0
    assert hamtimer("log", "report").exit_code == 0


@pytest.mark.parametrize("html", [[], ["--html"]])
def test_a_report_is_written(hamtimer: Hamtimer, html: list[str]) -> None:
    record(runs_folder())
    done = hamtimer("log", "report", "--weeks", "520", *html)
    assert done.exit_code == 0
    assert "Training report" in done.stdout
    assert hamtimer("log", "report", *html, "-o", "report").stdout == "Written: report\n"

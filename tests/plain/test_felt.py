"""How it felt, typed in lines."""

from dataclasses import replace
from pathlib import Path

import pytest

from hamtimer.core.play.player import Player
from hamtimer.core.records.record import RunRecord
from hamtimer.core.run.header import Header
from hamtimer.core.run.played import played_by
from hamtimer.core.run.run import Run
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.reading import read_run_record
from hamtimer.plain.front import PlainFront
from tests.home.records.recorded import path_of
from tests.plain.fake_person import FakePerson

CURLS = """\
name: S
exercises:
  - {name: Curl, sets: 2, reps: 2, tempo: 2-0-2-0, prepare: 5s, rest: 30s, load: 12 kg}
"""
SIDES = CURLS.replace("reps: 2,", "reps: 2, sides: each, switch: 2s,")
LIMIT = CURLS.replace("load: 12 kg", "progression: {rule: steps, step: 1 rep, pain-limit: 2}")
REST = 5_000 + 8_000 + 1_000
"""A second after the first set."""
END = REST + 30_000 + 8_000


def run_of(folder: Path, text: str) -> Run:
    session = load_session(text, "s.yaml").session
    assert session is not None
    player = Player(compile_session(session))
    header = Header("S", "s.yaml", text, "2026-11-22T07:30:00+01:00", "0", played=played_by(player))
    return Run(player, begin_journal(folder, header, 0))


def play(
    folder: Path, script: list[tuple[int, str]], text: str = CURLS, *, last_words: bool = False
) -> tuple[list[str], RunRecord]:
    """Play a session; return what was printed, and what its record says."""
    lines: list[str] = []
    person, run = FakePerson(script), run_of(folder, text)
    front = PlainFront(run, person.clock, person, lines.append, takes_notes=last_words)
    front.play()
    run.close()
    return lines, read_run_record(path_of(run))


@pytest.mark.parametrize("line", ["effort 8", "felt 8", "f 8", "8", "rir 2", "RPE 8"])
def test_the_effort_is_that_of_the_set_just_done(tmp_path: Path, line: str) -> None:
    lines, record = play(tmp_path, [(REST, line)])
    assert [one.rpe for one in record.sets] == [8, None]
    assert "00:14.000  Curl, set 1: RPE 8" in lines


def test_no_report_is_required(tmp_path: Path) -> None:
    lines, record = play(tmp_path, [])
    assert "felt" not in "\n".join(lines)
    assert [(one.rpe, one.pain, one.note) for one in record.sets] == [(None, None, "")] * 2


def test_saying_something_takes_no_time_from_the_rest(tmp_path: Path) -> None:
    silent, _ = play(tmp_path / "1", [])
    spoken, _ = play(tmp_path / "2", [(REST, "8, pain 2"), (REST + 9_000, "note light")])
    assert [line for line in spoken if line in silent] == silent


def test_all_of_it_fits_one_line(tmp_path: Path) -> None:
    _, record = play(tmp_path, [(REST, "felt 7, pain left 2 right 3, load 10, note easy, really")])
    first = record.sets[0]
    assert (first.rpe, first.pain, first.load, first.note) == (7, 3, "10 kg", "easy, really")


def test_pain_is_of_the_side_that_is_named(tmp_path: Path) -> None:
    _, record = play(tmp_path, [(REST + 12_000, "pain left 2")], SIDES)
    assert [one.pain for one in record.sets] == [2, None, None, None]


def test_another_set_or_the_whole_session_can_be_named(tmp_path: Path) -> None:
    at = REST + 30_000 + 6_000
    script = [
        (at, "pause"),
        (at + 1, "set 1 pain 3"),
        (at + 2, "session effort 6"),
        (at + 900, "go"),
    ]
    _, record = play(tmp_path, script)
    assert [one.pain for one in record.sets] == [3, None]
    assert [said for _, said in record.reports.all("rpe")] == [6]


def test_a_set_that_was_not_done_is_refused(tmp_path: Path) -> None:
    lines, _ = play(tmp_path, [(REST, "set 2 pain 3")])
    assert "00:14.000  nothing was done of set 2" in lines


def test_reps_are_corrected_and_the_summary_knows(tmp_path: Path) -> None:
    lines, record = play(tmp_path, [(REST, "reps 1")])
    assert [one.done and one.done.reps for one in record.sets] == [1, 2]
    assert "  Curl: 2 of 2 sets, 3 of 4 reps, 0:12 under tension by plan" in lines


def test_a_key_corrects_on_from_what_was_typed(tmp_path: Path) -> None:
    _, record = play(tmp_path, [(REST, "reps 4"), (REST + 500, "rep -")])
    assert [one.done and one.done.reps for one in record.sets] == [3, 2]


def test_an_earlier_set_and_one_side_are_corrected_by_a_line(tmp_path: Path) -> None:
    end = REST + 2_000 + 8_000
    lines, record = play(tmp_path, [(end, "reps left 1"), (end + 500, "reps 3")], SIDES)
    assert [one.done and one.done.reps for one in record.sets] == [1, 2, 2, 2]
    assert any("each side has its own reps; write it for each: reps left 11" in x for x in lines)


@pytest.mark.parametrize(
    "said", ["8", "pain left 4", "load 10 kg", "note x", "reps 1", "reps 9, 7, pain 3"]
)
def test_what_was_said_is_undone(tmp_path: Path, said: str) -> None:
    _, before = play(tmp_path / "1", [(REST, "6, pain 2")])
    script = [(REST, "6, pain 2"), (REST + 500, f"felt {said}"), (REST + 900, "felt undo")]
    _, after = play(tmp_path / "2", script)

    def plain(record: RunRecord) -> list[object]:
        return [
            replace(one, outcome=one.outcome and replace(one.outcome, corrected=False))
            for one in record.sets
        ]

    assert plain(after) == plain(before)


def test_with_nothing_said_there_is_nothing_to_undo(tmp_path: Path) -> None:
    lines, _ = play(tmp_path, [(REST, "felt undo")])
    assert "00:14.000  There is no note to undo" in lines


@pytest.mark.parametrize(
    ("text", "pain", "limit"),
    [(CURLS, 5, None), (CURLS, 6, 5), (LIMIT, 2, None), (LIMIT, 3, 2)],
)
def test_too_much_pain_offers_to_stop_and_stops_nothing(
    tmp_path: Path, text: str, pain: int, limit: int | None
) -> None:
    lines, record = play(tmp_path, [(REST, f"pain {pain}")], text)
    offers = [line for line in lines if "over the limit" in line]
    stop = (
        f"00:14.000  Pain {pain} is over the limit of {limit}. It is better to stop here: type end."
    )
    assert offers == ([] if limit is None else [stop])
    assert record.state == "finished"


def test_what_is_not_clear_is_answered(tmp_path: Path) -> None:
    lines, record = play(tmp_path, [(REST, "felt hard"), (REST + 500, "pain 12")])
    text = "\n".join(lines)
    assert '"hard" is not clear; write 8, rir 2' in text
    assert "pain 12 is not on the scale; write 0 to 10" in text
    assert record.sets[0].pain is None


def test_after_the_end_the_session_is_spoken_of_until_enter(tmp_path: Path) -> None:
    script = [(END + 1_000, "7, note good"), (END + 2_000, "set 2 pain 3"), (END + 3_000, "")]
    lines, record = play(tmp_path, script, last_words=True)
    last = [line[11:] for line in lines[-2:]]
    assert last == ['The whole session: RPE 7, "good"', "Curl, set 2: pain 3"]
    assert [said for _, said in record.reports.all("rpe")] == [7]
    assert record.sets[1].pain == 3


def test_whoever_says_nothing_at_the_end_has_to_do_nothing(tmp_path: Path) -> None:
    silent, _ = play(tmp_path / "1", [], last_words=True)
    assert silent[-1].startswith("How did it feel? Type effort 7")
    without, _ = play(tmp_path / "2", [])
    assert silent[:-1] == without

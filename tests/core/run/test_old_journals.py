"""Twenty records from before the plan was kept in them: they are kept for good, and read alike.

Each was made by looking at a run ten times a second and doing what its story says. The values
beside it were worked out by hand from the story and the session's own numbers.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from hamtimer.core.play.totals import SideTotals
from hamtimer.core.run.journal import Journal
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.tally import RunState, Tally
from hamtimer.home.records.convert import convert_record
from hamtimer.home.records.rows import read_record

FOLDER = Path(__file__).with_name("journals")
KEPT = json.loads((FOLDER / "converted.json").read_text(encoding="utf-8"))
"""The lines that were added to them when the format changed: these are read alike for good, too."""

Sides = dict[str, tuple[int, int, int | None]]
"""By side: reps, time held, time under tension by plan; in milliseconds."""


@dataclass(frozen=True)
class Expected:
    """What a record comes to."""

    state: RunState
    elapsed_ms: int
    sets: int
    reps: int
    exercises: dict[str, tuple[int, Sides]]
    """By exercise: sets, and what each side did."""


EXPECTED = {
    # All of it, with a start 150 ms after its key: 2 reps of 6 s on each side, a hold of 6 s.
    "01-finished": Expected(
        RunState.FINISHED,
        48_000,
        2,
        4,
        {
            "standing-heel-raise": (1, {"left": (2, 0, 12_000), "right": (2, 0, 12_000)}),
            "bridge-hold": (1, {"both": (0, 6_000, 6_000)}),
        },
    ),
    # Killed at 25.5 s, when the pause of the first rep on the right had begun at 25 s.
    "02-killed-on-the-second-side": Expected(
        RunState.INTERRUPTED, 25_000, 0, 2, {"standing-heel-raise": (0, {"left": (2, 0, 12_000)})}
    ),
    # Get ready 10 s; held 72.5, 65 and 41 s, each ended by key; two rests of 60 s.
    "03-open-holds": Expected(
        RunState.FINISHED, 308_500, 3, 0, {"wall-sit": (3, {"both": (0, 178_500, 178_500)})}
    ),
    # An easier variant; killed after 45 s of the first hold.
    "04-killed-in-an-open-hold": Expected(RunState.INTERRUPTED, 55_000, 0, 0, {}),
    # 16 lifts of 4 s, ended by key; 3 s count-in; held 30 s; rest 90 s; paused 53 s into set 2.
    "05-left-while-paused": Expected(
        RunState.INTERRUPTED,
        250_000,
        2,
        16,
        {
            "leg-lifts": (1, {"both": (16, 0, 64_000)}),
            "full-wall-sit": (1, {"both": (0, 30_000, 30_000)}),
        },
    ),
    # Week 3 with a band, 5 s under tension of 9: 8 reps; rest + 15 s; 6 reps; 4 reps and 3 s.
    "06-week-variant-and-stopped-in-a-set": Expected(
        RunState.STOPPED,
        430_000,
        3,
        18,
        {"nordic-lowering-with-a-band": (3, {"both": (18, 0, 93_000)})},
    ),
    # A skipped rest and a set begun again, both undone: as if nothing had been pressed.
    "07-undone-skips": Expected(
        RunState.FINISHED, 220_000, 2, 10, {"nordic-lowering": (2, {"both": (10, 0, 50_000)})}
    ),
    # 6 reps of 9 s corrected to 5; 9 of 7 s (one added) and 8; 90 s of rest; stopped in a rest.
    "08-corrected-and-stopped-in-a-rest": Expected(
        RunState.STOPPED,
        350_000,
        3,
        22,
        {
            "romanian-deadlift-without-load": (1, {"both": (5, 0, 45_000)}),
            "slow-romanian-deadlift": (2, {"both": (17, 0, 119_000)}),
        },
    ),
    # Week 5, one exercise: 10 reps of 6 s; 7 of 10; killed 38 s into the rest, in a line.
    "09-killed-in-a-rest-with-a-torn-line": Expected(
        RunState.INTERRUPTED, 300_000, 2, 17, {"leg-press": (2, {"both": (17, 0, 102_000)})}
    ),
    # 10 and 10 reps of 11 s; set 3 skipped in its count-in; 12 of 15 on the left, 15 on the right.
    "10-optional-set-left-out": Expected(
        RunState.FINISHED,
        484_000,
        3,
        47,
        {
            "straight-leg-raise-lying-on-the-back": (2, {"both": (20, 0, 220_000)}),
            "standing-leg-lift-level-with-the-floor": (
                1,
                {"left": (12, 0, 63_000), "right": (15, 0, 75_000)},
            ),
        },
    ),
    # A warm-up that does not count; 15 reps of 5 s; an exercise skipped in its rest after 20 s,
    # for which the next rest (90 s) begins; get ready 10 s; 20 reps of 7 s.
    "11-exercise-skipped-by-key": Expected(
        RunState.FINISHED,
        410_000,
        2,
        35,
        {
            "seated-leg-curl": (1, {"both": (15, 0, 75_000)}),
            "donkey-calf-raise": (1, {"both": (20, 0, 140_000)}),
        },
    ),
    # All of it, as `hamtimer explain twenty-minutes` printed it then.
    "12-whole-twenty-minutes": Expected(
        RunState.FINISHED,
        1_196_000,
        8,
        96,
        {
            "bridge-knees-at-90": (2, {"both": (30, 0, 180_000)}),
            "straight-leg-raise-lying-on-the-back": (2, {"both": (16, 0, 176_000)}),
            "single-leg-table-top-reach": (
                2,
                {"left": (20, 0, 120_000), "right": (20, 0, 120_000)},
            ),
            "heel-raise": (1, {"both": (10, 0, 40_000)}),
            "wall-sit": (1, {"both": (0, 60_000, 60_000)}),
        },
    ),
    # Alternating, 8 s a rep: 20 in all, then 13 (7 left, 6 right); 9 of 6 s and 2 s of the tenth.
    "13-alternating-and-as-many-as-possible": Expected(
        RunState.FINISHED,
        580_000,
        3,
        42,
        {
            "standing-leg-curl": (2, {"left": (17, 0, 136_000), "right": (16, 0, 128_000)}),
            "heel-raises": (1, {"both": (9, 0, 56_000)}),
        },
    ),
    # 6 and 6 reps of 8 s; asleep for ten minutes; killed in the rest, resumed; 6 on the left;
    # stopped 2 s into the switch.
    "14-asleep-killed-and-resumed": Expected(
        RunState.STOPPED,
        221_000,
        1,
        18,
        {"diver": (1, {"left": (12, 0, 96_000), "right": (6, 0, 48_000)})},
    ),
    # Begun again after 5 of 10 reps of 8 s, then 10; skipped after 5; 10, and one more after the
    # end. 3 s count-in.
    "15-restarted-and-corrected-at-the-end": Expected(
        RunState.FINISHED,
        373_000,
        3,
        26,
        {"glute-bridge-with-weight-on-the-hips": (3, {"both": (26, 0, 208_000)})},
    ),
    # All of it, but the line that says so was lost.
    "16-killed-between-the-last-set-and-the-end": Expected(
        RunState.FINISHED, 220_000, 2, 10, {"nordic-lowering": (2, {"both": (10, 0, 50_000)})}
    ),
    "17-never-started": Expected(RunState.NOT_STARTED, 0, 0, 0, {}),
    # Self-paced: 11 counted of 12 in 30 s, 10 by plan in 30 s; stopped, undone, paused for 10 s;
    # held 20 s on each side, 30 s on the left; killed 5 s into the right.
    "18-self-paced-lists-and-an-undone-end": Expected(
        RunState.INTERRUPTED,
        270_000,
        3,
        21,
        {
            "squat": (2, {"both": (21, 0, None)}),
            "side-plank": (1, {"left": (0, 50_000, 50_000), "right": (0, 20_000, 20_000)}),
        },
    ),
    # Get ready 5 s, 4 reps of 6 s, rest 10 s, 4 reps of 6 s.
    "19-practice": Expected(
        RunState.FINISHED, 63_000, 2, 8, {"practice": (2, {"both": (8, 0, 48_000)})}
    ),
    # 90 beats per minute: 3 reps of 3 beats, 2 s each, after 5 s; killed 28 s after the start.
    "20-practice-on-the-beat-killed": Expected(
        RunState.INTERRUPTED, 28_000, 0, 3, {"practice": (0, {"left": (3, 0, 6_000)})}
    ),
}


def expected(tally: Tally) -> Expected:
    summary = tally.summary()
    done = summary.done
    exercises = {
        one.id: (one.sets, {s.side.value: amounts(s) for s in one.sides}) for one in done.exercises
    }
    return Expected(tally.state, summary.elapsed_ms, done.sets, done.reps, exercises)


def amounts(side: SideTotals) -> tuple[int, int, int | None]:
    return side.reps, side.held_ms, side.tension_ms


@pytest.fixture(params=EXPECTED)
def record(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return one of the records, copied to where it may be written."""
    return Path(shutil.copy(FOLDER / f"{request.param}.jsonl", tmp_path))


@pytest.fixture
def without_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be laid out: as if the rules had changed since."""

    def refuse(_session: object) -> None:
        raise AssertionError("a session was laid out")

    monkeypatch.setattr("hamtimer.home.records.replay.compile_session", refuse)
    monkeypatch.setattr("hamtimer.core.practice.fading_player.compile_session", refuse)


def test_there_are_twenty() -> None:
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(EXPECTED)
    assert len(EXPECTED) == 20


def test_a_record_contains_what_was_done(record: Path) -> None:
    assert expected(convert_record(record).tally()) == EXPECTED[record.stem]


def test_what_a_record_has_not_is_appended_and_nothing_is_rewritten(record: Path) -> None:
    before = record.read_bytes()
    convert_record(record)
    after = record.read_bytes()
    assert after.startswith(before)
    assert len(after[len(before) :].splitlines()) == 1 + (not before.endswith(b"\n"))
    convert_record(record)
    assert record.read_bytes() == after


def test_a_record_that_cannot_be_written_is_read_all_the_same(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _now: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Journal, "reopen", refuse)
    before = record.read_bytes()
    assert expected(convert_record(record).tally()) == EXPECTED[record.stem]
    assert record.read_bytes() == before


@pytest.mark.usefixtures("without_compiling")
def test_what_was_added_to_a_record_says_the_same_under_any_rules(record: Path) -> None:
    added = KEPT[record.stem]
    with record.open("a", encoding="utf-8") as file:
        file.write(f"\n{json.dumps(added)}\n")
    assert expected(read_journal(record).tally()) == EXPECTED[record.stem]
    row = read_record(record).row
    wanted = EXPECTED[record.stem]
    assert (row.state, row.elapsed_ms) == (wanted.state, wanted.elapsed_ms)
    assert (row.sets, row.reps) == (wanted.sets, wanted.reps)

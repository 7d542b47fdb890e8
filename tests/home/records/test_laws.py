"""Laws of the records, which hold for any run, any order and any correction."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Status
from hamtimer.core.records.edits import Edit
from hamtimer.core.run.header import Header
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.played import played_by
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Side
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.words.week_report import page_markdown, week_page
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.edit import edit_record
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.reading import read_runs
from hamtimer.home.records.replay import replay
from tests.home.records.person import Person
from tests.home.records.recorded import path_of

T0 = 77_000_000
EXERCISES = (
    "{name: Curl, sets: 2, reps: 2-3, tempo: 2-0-2-0, prepare: 2s, rest: 5s}",
    "{name: Lift, sets: 2, reps: 2, tempo: 1-0-1-0, sides: each, switch: 2s, rest: 4s}",
    "{name: Sit, sets: 2, hold: 4s+, rest: 3s}",
    "{name: Own, sets: 2, reps: 3, tempo: self-paced, rest: 3s, start: key}",
    "{name: Minute, sets: 3, reps: 2, tempo: 1-0-1-0, every: 8s}",
    "{block: B, kind: circuit, rounds: max, within: 20s, exercises: [{name: C, reps: 3}]}",
)


# ------------------------------------------------------------------ replay
@dataclass(frozen=True)
class Moment:
    """A run as it was when something had just been written."""

    size: int
    """The length of its file."""
    essence: tuple[object, ...]


def essence(player: Player, now: int) -> tuple[object, ...]:
    """Return the state of a run, but for whether it runs or stands still."""
    state = player.state
    status = Status.PAUSED if state.status is Status.RUNNING else state.status
    place = (state.step, state.position_ms(now), state.session_ms(now))
    return status, *place, state.skipped, player.attempts()


def begin(folder: Path, exercises: tuple[str, ...], lead_ms: int) -> Run:
    text = "name: S\nexercises:\n" + "".join(f"  - {one}\n" for one in exercises)
    session = load_session(text, "s.yaml").session
    assert session is not None
    player = Player(compile_session(session), lead_ms=lead_ms)
    started = "2026-11-22T07:30:00+01:00"
    header = Header("S", "s.yaml", text, started, "0", lead_ms=lead_ms, played=played_by(player))
    return Run(player, begin_journal(folder, header, T0))


def moments(run: Run, script: list[tuple[int, Command | None]]) -> Iterator[Moment]:
    """Follow a script: time that passes, and then a command or only a look."""
    path, now = path_of(run), T0
    size = path.stat().st_size
    for passed, command in script:
        now += passed
        if command is None:
            run.advance(now)
        else:
            run.do(command, now)
        if path.stat().st_size > size:
            size = path.stat().st_size
            yield Moment(size, essence(run.player, now))


scripts = st.lists(
    st.tuples(
        st.sampled_from([0, 100, 700, 1_000, 2_500]),
        st.one_of(st.none(), st.sampled_from([Command.START, *Command])),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(EXERCISES), min_size=1, max_size=3, unique=True).map(tuple),
    scripts,
    st.sampled_from([0, 150]),
)
def test_any_beginning_of_a_record_is_played_again_as_the_run_was_there(
    exercises: tuple[str, ...], script: list[tuple[int, Command | None]], lead_ms: int
) -> None:
    with TemporaryDirectory() as folder:
        run = begin(Path(folder), exercises, lead_ms)
        found = list(moments(run, [(0, Command.START), *script]))
        run.close()
        whole, cut = path_of(run).read_bytes(), Path(folder) / "cut.jsonl"
        for moment in found:
            cut.write_bytes(whole[: moment.size])
            assert essence(replay(read_journal(cut), 0), 0) == moment.essence


# ------------------------------------------------------------------ order and corrections
RULES = """\
name: A, sets: 2, reps: 4, rpe: 7-8, load: 20 kg, progression: {rule: steps, step: 1 rep}
name: B, sets: 1, hold: 5s, progression: {rule: steps, step: 1s, on-pain: back}"""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a session, and the folder of its records over ten days."""
    folder = tmp_path_factory.mktemp("laws")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(folder / name))
        patch.setenv("HOME", str(folder))
        person = Person(folder / "s.yaml", patch)
        person.write(RULES)
        for day, done in enumerate([(4, 4, 5), (5, 5, 6), (6, 4, 7), (6, 6, 7)]):
            person.day = person.day.replace(day=2 + 2 * day)
            person.play(*done)
        kept = shutil.copytree(runs_folder(), folder / "kept")
    return person.path, kept


def person_with(records: list[Path], path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Return somebody who has these records, copied in their order."""
    shutil.rmtree(runs_folder(), ignore_errors=True)
    runs_folder().mkdir(parents=True)
    for record in records:
        shutil.copy(record, runs_folder())
    person = Person(path, monkeypatch)
    person.day = person.day.replace(day=12)
    return person


def everything(person: Person) -> tuple[list[str], list[str]]:
    """Return what the records lead to: the next targets, and the report."""
    found = [record for _, record in read_runs(runs_folder())]
    return person.lines(), list(page_markdown(week_page(found, person.day, 3)))


def test_the_order_in_which_records_come_does_not_matter(
    trained: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = trained
    records = sorted(kept.glob("*.jsonl"))
    expected = everything(person_with(records, path, monkeypatch))
    assert expected[0] == [
        "A: 2 x 7, 20 kg (2 x 6 done)",
        "B: 1 x 8 s (set 1 was 7 of 8 s: the same again)",
    ]
    for seed in range(5):
        random.Random(seed).shuffle(records)  # noqa: S311 - no secret
        assert everything(person_with(records, path, monkeypatch)) == expected


scores = st.one_of(st.none(), st.integers(0, 10))
edits = st.builds(
    Edit,
    exercise=st.sampled_from(["a", "b"]),
    set_number=st.sampled_from([None, 1]),
    side=st.sampled_from([None, Side.LEFT]),
    said=st.fixed_dictionaries(
        {},
        optional={
            "rpe": scores,
            "pain": scores,
            "morning_pain": scores,
            "load": st.sampled_from([None, "10 kg", "30 kg"]),
        },
    ),
)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(st.lists(st.tuples(st.integers(0, 3), edits, st.integers(0, 9)), min_size=1, max_size=4))
def test_a_correction_and_its_opposite_lead_to_the_same_as_before(
    trained: tuple[Path, Path], done: list[tuple[int, Edit, int]]
) -> None:
    path, kept = trained
    with pytest.MonkeyPatch.context() as patch:
        person = person_with(sorted(kept.glob("*.jsonl")), path, patch)
        records = sorted(runs_folder().glob("*.jsonl"))
        before = everything(person)
        for number, edit, reps in done:
            edit_record(records[number], edit, Edit("a", 1, reps=reps))
        for number, edit, _ in done:
            said = dict.fromkeys(edit.said)
            was = (4, 5, 6, 6)[number]
            taken_back = Edit(edit.exercise, edit.set_number, edit.side, said=said)
            edit_record(records[number], taken_back, Edit("a", 1, reps=was))
        assert everything(person) == before

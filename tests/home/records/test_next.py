"""What is next after runs that were played and recorded: every history by hand."""

from datetime import date
from pathlib import Path

import pytest

from hamtimer.core.next.attempts import base_of
from hamtimer.core.next.target import road
from hamtimer.core.play.commands import Command
from hamtimer.core.play.plan import digest_of
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.next import next_line, next_run_lines
from hamtimer.front.words.reasons import dose_words
from hamtimer.home.folders import bundled_folder, runs_folder
from hamtimer.home.library import Entry, Origin
from hamtimer.home.records.begin import begin_run
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.next import NextRun, find_due, list_runs
from hamtimer.home.records.resume import find_resumable, resume
from tests.home.records.person import Person


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(tmp_path / "mine.yaml", monkeypatch)


QUICK = "prepare: 0, rest: 3s, "
REPS = f"{QUICK}tempo: 1-0-1-0, "
SETS_OF_10 = (
    f"name: A, {REPS}sets: 2, reps: 10, "
    "progression: {rule: steps, step: 1 set, after: 2 sessions, goal: 3 x 10}"
)
REPS_OF_12 = (
    f"name: A, {REPS}sets: 3, reps: 12, progression: {{rule: steps, step: 1 rep, goal: 3 x 14}}"
)
DOUBLE = (
    f"name: A, {REPS}sets: 3, reps: 8-12, load: 20 kg, progression: {{rule: double, step: 2.5 kg}}"
)
HOLDS = f"name: A, {QUICK}sets: 3, hold: 30s, progression: {{rule: steps, step: 5s, goal: 3 x 60s}}"
LADDER = (
    f"name: A, {REPS}sets: 2, reps: 10, easier: [{{name: Beginners, sets: 1, reps: 10-15}}], "
    "harder: [{name: Ankle weight}], "
    "progression: {rule: ladder, after: 2 sessions, back: 1 step after 2 misses}"
)
LOADS = (
    f"name: A, {REPS}sets: 3, reps: 8, load: 40 kg, "
    "progression: {rule: steps, step: 2.5 kg, back: 1 step after 3 misses}"
)
LISTED = f"name: A, {REPS}reps: [12, 10, 8], progression: {{rule: steps, step: 1 rep}}"
EACH_SIDE = (
    f"name: A, {REPS}sides: each, switch: 0, reps: 10, progression: {{rule: steps, step: 1 rep}}"
)
IN_TURN = f"name: A, {REPS}sides: alternating, reps: 10, progression: {{rule: steps, step: 1 rep}}"
OPTIONAL = f"name: A, {REPS}sets: 2-3, reps: 10, progression: {{rule: steps, step: 1 rep}}"
TIMED = f"name: A, {QUICK}time: 20s, progression: {{rule: steps, step: 5s}}"

ALL_12, ALL_30 = (12, 12, 12), (30, 30, 30)
HISTORIES: list[tuple[str, list[tuple[int, ...]], str]] = [
    # a set more after two sessions, to 3 x 10
    (SETS_OF_10, [], "2 x 10 (no records yet: as in the file)"),
    (SETS_OF_10, [(10, 10)], "2 x 10 (2 x 10 done, 1 of 2)"),
    (SETS_OF_10, [(10, 10)] * 2, "3 x 10 (2 x 10 done 2 times in a row)"),
    (SETS_OF_10, [(10, 10), (10, 9), (10, 10)], "2 x 10 (2 x 10 done, 1 of 2)"),
    (SETS_OF_10, [(10, 10)] * 2 + [(10, 10, 10)], "3 x 10 (the goal is reached: stay there)"),
    # a rep more
    (REPS_OF_12, [ALL_12], "3 x 13 (3 x 12 done)"),
    (REPS_OF_12, [(12, 11, 12)], "3 x 12 (set 2 was 11 of 12: the same again)"),
    (REPS_OF_12, [ALL_12, (13, 13)], "3 x 13 (last time was not finished: the same again)"),
    (REPS_OF_12, [ALL_12, (13, 13, 0)], "3 x 13 (set 3 was 0 of 13: the same again)"),
    (REPS_OF_12, [ALL_12, (13, 13, 5)], "3 x 13 (set 3 was 5 of 13: the same again)"),
    (REPS_OF_12, [ALL_12, (13,) * 3, (14,) * 3], "3 x 14 (the goal is reached: stay there)"),
    # double progression
    (DOUBLE, [(12, 12, 11)], "3 x 8-12, 20 kg, aim 12, 12, 12 (last time 12, 12, 11)"),
    (DOUBLE, [(9, 8, 8)], "3 x 8-12, 20 kg, aim 10, 9, 9 (last time 9, 8, 8)"),
    (DOUBLE, [ALL_12], "3 x 8-12, 22.5 kg (3 x 12 done)"),
    (DOUBLE, [ALL_12, (9, 8, 7)], "3 x 8-12, 22.5 kg (set 3 was 7 of 8: the same again)"),
    # holds
    (HOLDS, [ALL_30], "3 x 35 s (3 x 30 s done)"),
    (HOLDS, [ALL_30, (35, 35, 28)], "3 x 35 s (set 3 was 28 of 35 s: the same again)"),
    (TIMED, [(20,)], "1 x 25 s (1 x 20 s done)"),
    # a ladder
    (LADDER, [(10, 10)] * 2, "Ankle weight, 2 x 10 (2 x 10 done 2 times in a row)"),
    (LADDER, [(10, 7), (10, 8)], "Beginners, 1 x 10-15 (missed 2 times in a row: 1 step back)"),
    (LADDER, [(10, 10)] * 4, "Ankle weight, 2 x 10 (the goal is reached: stay there)"),
    (LADDER, [(10, 7), (10, 8), (15,), (15,)], "2 x 10 (1 x 15 done 2 times in a row)"),
    # loads
    (LOADS, [(8, 8, 8)], "3 x 8, 42.5 kg (3 x 8 done)"),
    (
        LOADS,
        [(8, 8, 8), (8, 8, 6), (8, 7, 6), (8, 6, 6)],
        "3 x 8, 40 kg (missed 3 times in a row: 1 step back)",
    ),
    # sets that differ, sides, sets that may be left out
    (LISTED, [(12, 10, 8)], "13, 11, 9 (12, 10, 8 done)"),
    (LISTED, [(12, 10, 8), (13, 11, 9)], "14, 12, 10 (13, 11, 9 done)"),
    (EACH_SIDE, [(10, 10)], "1 x 11 (1 x 10 done)"),
    (EACH_SIDE, [(10, 9)], "1 x 10 (set 1 was 9 of 10: the same again)"),
    (EACH_SIDE, [(10,)], "1 x 10 (set 1 was 0 of 10: the same again)"),
    (IN_TURN, [(10,)], "1 x 11 (1 x 10 done)"),
    (IN_TURN, [(9,)], "1 x 10 (set 1 was 9 of 10: the same again)"),
    (OPTIONAL, [(10, 10)], "2 x 11 (2 x 10 done)"),
    (OPTIONAL, [(10, 10), (11, 11, 11)], "2 x 12 (2 x 11 done)"),
]


@pytest.mark.parametrize(("exercise", "runs", "expected"), HISTORIES)
def test_a_recorded_history_leads_to_its_target(
    person: Person, exercise: str, runs: list[tuple[int, ...]], expected: str
) -> None:
    person.write(exercise)
    for done in runs:
        person.play(*done)
    assert person.lines() == [f"A: {expected}"]


@pytest.mark.parametrize(
    ("exercise", "runs", "played"),
    [
        (SETS_OF_10, [(10, 10)] * 2, [10, 10, 10]),
        (REPS_OF_12, [ALL_12], [13, 13, 13]),
        (LISTED, [(12, 10, 8)], [13, 11, 9]),
        (LADDER, [(10, 7), (10, 8)], [15]),
        (DOUBLE, [(12, 12, 11)], [12, 12, 12]),
    ],
)
def test_the_target_is_what_is_played(
    person: Person, exercise: str, runs: list[tuple[int, ...]], played: list[int]
) -> None:
    person.write(exercise)
    for done in runs:
        person.play(*done)
    assert [s.reps.count for s in works(compile_session(person.session())) if s.reps] == played


def works(timeline: Timeline) -> list:  # type: ignore[type-arg]
    return [step for step in timeline.steps if step.kind.is_work]


def test_a_load_and_a_hold_are_played_as_the_target_says(person: Person) -> None:
    person.write(f"{LOADS}\n{HOLDS.replace('name: A', 'name: B')}")
    person.play(8, 8, 8, 30, 30, 30)
    steps = works(compile_session(person.session()))
    assert [step.load for step in steps[:3]] == ["42.5 kg"] * 3
    assert [step.length_ms for step in steps[3:]] == [35_000] * 3


# ------------------------------------------------------------------ what counts
def test_a_run_that_was_left_does_not_count_until_it_is_over(person: Person) -> None:
    person.write(REPS_OF_12)
    person.play(12, 12, leave=True)
    assert person.lines() == ["A: 3 x 12 (last time was not finished: the same again)"]


def test_a_correction_changes_the_target_and_its_opposite_changes_it_back(
    person: Person,
) -> None:
    person.write(REPS_OF_12)
    run = person.play(12, 12, 12, leave=True)
    assert run.player.is_over
    row = list_runs(person.session(), person.path)[0]
    assert row.exercises[0].done == (12, 12, 12)

    def correct(*commands: Command) -> list[str]:
        person.play(12, 12, leave=True)
        found = person.next()
        timeline = compile_session(person.loaded.choose(found.choices))
        run, _ = begin_run(timeline, person.loaded, person.path, found.choices, now=0)
        run.do(Command.START, 0)
        now = 0
        for step in works(timeline):
            now = person.work(run, now, step.reps.count)
        for command in commands:
            run.do(command, now)
        run.close()
        return person.lines()

    assert correct(Command.FEWER_REPS) == ["A: 3 x 13 (set 3 was 12 of 13: the same again)"]
    assert correct(Command.FEWER_REPS, Command.MORE_REPS) == ["A: 3 x 14 (3 x 13 done)"]


def test_no_record_that_was_cut_off_advances(person: Person) -> None:
    person.write(REPS_OF_12)
    run = person.play(12, 12, 12)
    assert run.journal is not None
    path = run.journal.path
    lines = path.read_bytes().splitlines(keepends=True)
    over = next(n for n, line in enumerate(lines) if b'"event": "finished"' in line)
    for kept in range(1, len(lines)):
        path.write_bytes(b"".join(lines[:kept]) + lines[kept][:20])
        expected = "3 x 13" if kept > over else "3 x 12"
        assert person.lines()[0].startswith(f"A: {expected} ("), kept


@pytest.mark.parametrize(
    ("written", "damaged"),
    [
        ('"time": false', '"time": []'),
        ('"sets": [[12, 12], [12, 12], [12, 12]]', '"sets": []'),
        ('"sets": [[12, 12], [12, 12], [12, 12]]', '"sets": [7]'),
        ('"sets": [[12, 12], [12, 12], [12, 12]]', '"sets": [["x", null]]'),
        ('"base": ', '"was": '),
        ('"is_optional": false', '"is_optional": true'),
    ],
)
def test_a_damaged_record_never_ends_the_program(
    person: Person, written: str, damaged: str
) -> None:
    person.write(REPS_OF_12)
    run = person.play(12, 12, 12)
    assert run.journal is not None
    text = run.journal.path.read_text(encoding="utf-8")
    assert written in text
    run.journal.path.write_text(text.replace(written, damaged, 1), encoding="utf-8")
    assert person.lines()[0].startswith("A: 3 x 1")


def test_an_undone_end_counts_for_nothing(person: Person) -> None:
    person.write(HOLDS)
    run, _ = begin_run(
        compile_session(person.session()), person.loaded, person.path, Choices(), now=0
    )
    run.do(Command.START, 0)
    now = person.work(run, 0, 30)
    now = person.work(run, now, 30)
    now = person.work(run, now, 20)
    run.do(Command.UNDO, now)
    run.close()
    assert person.lines() == ["A: 3 x 30 s (last time was not finished: the same again)"]


def test_another_variant_of_choice_changes_nothing(person: Person) -> None:
    person.write(LADDER)
    person.play(10, 10)
    person.play(10, 10, choices=Choices(variants={"a": "ankle-weight"}))
    assert person.lines() == ["A: 2 x 10 (last time was changed by choice: the same again)"]
    person.play(10, 10)
    assert person.lines() == ["A: Ankle weight, 2 x 10 (2 x 10 done 2 times in a row)"]


def test_less_by_todays_choice_changes_nothing(person: Person) -> None:
    person.write(REPS_OF_12)
    person.play(12, 12, choices=Choices(today={"a": {"sets": "2"}}))
    assert person.lines() == ["A: 3 x 12 (last time was changed by choice: the same again)"]


def test_an_exercise_that_is_left_out_changes_nothing(person: Person) -> None:
    person.write(f"{REPS_OF_12}\n{HOLDS.replace('name: A', 'name: B')}")
    person.play(30, 30, 30, choices=Choices(skip=frozenset({"a"})))
    assert person.lines() == [
        "A: 3 x 12 (no records yet: as in the file)",
        "B: 3 x 35 s (3 x 30 s done)",
    ]


def test_whoever_changes_the_file_starts_from_the_new_numbers(person: Person) -> None:
    person.write(REPS_OF_12)
    person.play(12, 12, 12)
    person.play(13, 13, 13)
    person.write(REPS_OF_12.replace("reps: 12", "reps: 10"))
    assert person.lines() == ["A: 3 x 10 (the file has changed since: as in the file)"]
    person.play(10, 10, 10)
    assert person.lines() == ["A: 3 x 11 (3 x 10 done)"]


def test_another_rule_starts_from_the_numbers_of_the_file(person: Person) -> None:
    person.write(REPS_OF_12)
    person.play(12, 12, 12)
    person.write(REPS_OF_12.replace("step: 1 rep", "step: 2 reps"))
    assert person.lines() == ["A: 3 x 12 (the file has changed since: as in the file)"]


def test_what_does_not_change_the_work_changes_nothing(person: Person) -> None:
    person.write(REPS_OF_12)
    person.play(12, 12, 12)
    person.write(REPS_OF_12.replace("rest: 3s", "rest: 9s"), "description: New words.\n")
    assert person.lines() == ["A: 3 x 13 (3 x 12 done)"]


def test_records_from_before_the_rule_count_when_they_asked_for_the_same(person: Person) -> None:
    before = REPS_OF_12.split(", progression", maxsplit=1)[0]
    person.write(before)
    person.play(12, 12, 12)
    person.write(REPS_OF_12)
    assert person.lines() == ["A: 3 x 13 (3 x 12 done)"]
    person.write(REPS_OF_12.replace("sets: 3", "sets: 4"))
    assert person.lines() == ["A: 4 x 12 (the file has changed since: as in the file)"]


def test_every_round_of_a_block_counts(person: Person) -> None:
    person.path.write_text(
        f"name: S\nexercises:\n  - block: B\n    rounds: 2\n    exercises:\n"
        f"      - {{name: A, {REPS}sets: 2, reps: 5, progression: {{rule: steps, step: 1 rep}}}}\n",
        encoding="utf-8",
    )
    person.play(5, 5, 5, 4)
    assert person.lines() == ["A: 2 x 5 (set 2 was 4 of 5: the same again)"]
    person.play(5, 5, 5, 5)
    assert person.lines() == ["A: 2 x 6 (2 x 5 done)"]


# ------------------------------------------------------------------ identity
def test_an_id_keeps_the_records_when_file_and_exercise_get_other_names(person: Person) -> None:
    named = REPS_OF_12.replace("name: A", "name: A, id: curl")
    person.write(named, "id: legs\n")
    person.play(12, 12, 12)
    person.path = person.path.with_name("other.yaml")
    person.write(named.replace("name: A", "name: B"), "id: legs\n")
    assert person.lines() == ["B: 3 x 13 (3 x 12 done)"]


def test_without_an_id_another_name_begins_again(person: Person) -> None:
    person.write(REPS_OF_12)
    person.play(12, 12, 12)
    person.path = person.path.rename(person.path.with_name("other.yaml"))
    assert person.lines() == ["A: 3 x 12 (no records yet: as in the file)"]
    person.path = person.path.rename(person.path.with_name("MINE.yaml"))
    assert person.lines() == ["A: 3 x 13 (3 x 12 done)"]


def test_the_order_of_reading_the_records_does_not_matter(person: Person) -> None:
    person.write(REPS_OF_12)
    for day, done in enumerate([(12, 12, 12), (13, 13, 12), (13, 13, 13)], start=2):
        person.day = date(2026, 3, day)
        person.play(*done)
    before = person.lines()
    for number, path in enumerate(sorted(runs_folder().glob("*.jsonl"), reverse=True)):
        path.rename(path.with_name(f"{number}.jsonl"))
    assert person.lines() == before == ["A: 3 x 14 (3 x 13 done)"]


def test_a_row_from_the_index_is_the_row_from_the_file(person: Person) -> None:
    person.write(LADDER)
    person.play(10, 9)
    first = list_rows(runs_folder())
    assert list_rows(runs_folder()) == first
    assert first[0].exercises[0].done == (10, 9)


def test_a_target_that_cannot_be_played_is_left_out(person: Person) -> None:
    person.write(
        "name: A, prepare: 0, every: 30s, tempo: 1-0-1-0, sets: 2, reps: 15, "
        "progression: {rule: steps, step: 1 rep}"
    )
    person.play(15, 15)
    found = person.next()
    assert "the next target of A cannot be played" in found.problem
    assert found.choices == Choices()


def test_another_target_is_taken_all_the_same(person: Person) -> None:
    person.write(
        "name: A, prepare: 0, every: 30s, tempo: 1-0-1-0, sets: 2, reps: 15, "
        f"progression: {{rule: steps, step: 1 rep}}\n{TIMED.replace('name: A', 'name: B')}"
    )
    person.play(15, 15, 20)
    assert person.next().choices.targets == {"b": {"time": "25s"}}


def test_records_that_cannot_be_read_leave_the_file(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_folder: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    person.write(REPS_OF_12)
    person.play(12, 12, 12)
    monkeypatch.setattr("hamtimer.home.records.index.list_journals", closed)
    assert person.next().problem.startswith("your records cannot be read (Permission denied)")
    assert person.lines() == ["A: 3 x 12 (no records yet: as in the file)"]


def test_choosing_the_variant_that_is_the_target_anyway_is_no_choice(person: Person) -> None:
    person.write(LADDER.replace("after: 2 sessions, ", ""))
    person.play(10, 10, choices=Choices(variants={"a": "a"}))
    assert person.lines() == ["A: Ankle weight, 2 x 10 (2 x 10 done)"]
    person.play(10, 9, choices=Choices(variants={"a": "ankle-weight"}))
    assert person.lines() == ["A: Ankle weight, 2 x 10 (set 2 was 9 of 10: the same again)"]


def test_choosing_the_exercise_itself_where_a_variant_is_the_target_changes_nothing(
    person: Person,
) -> None:
    person.write(LADDER.replace("after: 2 sessions, ", ""))
    person.play(10, 10)
    found = person.next(Choices(variants={"a": "a"}))
    assert found.choices == Choices(variants={"a": "a"})
    person.play(10, 9, choices=found.choices)
    changed = "last time was changed by choice: the same again"
    assert person.lines() == [f"A: Ankle weight, 2 x 10 ({changed})"]


def test_a_variant_that_is_chosen_has_targets_of_its_own(person: Person) -> None:
    person.write(
        f"name: A, {REPS}reps: 10, progression: {{rule: steps, step: 1 rep}}, "
        "harder: [{name: B, reps: 5}]"
    )
    harder = Choices(variants={"a": "b"})
    person.play(5, choices=harder)
    person.play(10)
    person.play(6, choices=harder)
    assert [next_line(one) for one in person.next(harder).nexts] == ["B: 1 x 7 (1 x 6 done)"]
    assert person.lines()[0].startswith("A: 1 x 11 (")


# ------------------------------------------------------------------ weeks with a date
BY_DATES, BEFORE = " by the dates of the plan", " sessions done in the week before"
PLAN = "name: A, prepare: 0, hold: 2s, schedule: twice a week, weeks: [{weeks: 2}, {weeks: 3}]"


@pytest.mark.parametrize(
    ("head", "days", "today", "line"),
    [
        ("", [], 20, []),
        (
            "",
            [2, 4],
            9,
            [f"Week 2 of 3{BY_DATES}: 2 of 2{BEFORE}"],
        ),
        (
            "",
            [2],
            9,
            [f"Week 1 of 3{BY_DATES}, again: 1 of 2{BEFORE}"],
        ),
        ("plan: {start: 2026-03-02}\n", [], 3, ["Week 1 of 3 by the dates of the plan"]),
        (
            "plan: {start: 2026-03-02, missed: go on}\n",
            [],
            10,
            [f"Week 2 of 3{BY_DATES}: 0 of 2{BEFORE}"],
        ),
        ("plan: {start: 2026-03-20}\n", [], 3, []),
        (
            "plan: {start: 2026-03-02, missed: go on}\n",
            [],
            30,
            [f"Week 3 of 3{BY_DATES}: its last week again"],
        ),
    ],
)
def test_the_dates_of_a_plan_choose_its_week(
    person: Person, head: str, days: list[int], today: int, line: list[str]
) -> None:
    person.write(PLAN, head)
    for day in days:
        person.day = date(2026, 3, day)
        person.play(2, choices=Choices(week=1))
    person.day = date(2026, 3, today)
    assert list(next_run_lines(person.next(), 3)) == line


def test_a_week_that_was_chosen_stays(person: Person) -> None:
    person.write(PLAN, "plan: {start: 2026-03-02}\n")
    assert person.next(Choices(week=3)) == NextRun(Choices(week=3))


# ------------------------------------------------------------------ due
def due_today(person: Person, origin: Origin = Origin.OWN) -> dict[str, str]:
    entry = Entry(person.path, origin, person.loaded)
    return {
        one.exercise.name: one.due.call.value
        for _, found in find_due([entry], person.day)
        for one in found.exercises
    }


CALENDARS = (
    "name: Extender, prepare: 0, hold: 2s, schedule: twice a day\n"
    "name: Diver, prepare: 0, hold: 2s, schedule: every other day\n"
    "name: Glider, prepare: 0, hold: 2s, schedule: every third day"
)
THREE = ("Extender", "Diver", "Glider")


def test_three_calendars_in_one_session_by_a_person_who_does_what_is_due(person: Person) -> None:
    person.write(CALENDARS)
    days: dict[str, list[int]] = {name: [] for name in THREE}
    for day in range(1, 8):
        person.day = date(2026, 3, day)
        while names := [name for name, call in due_today(person).items() if call == "due"]:
            left_out = frozenset(name.lower() for name in THREE if name not in names)
            person.play(*[2 for _ in names], choices=Choices(skip=left_out))
            for name in names:
                days[name].append(day)
    assert days == {
        "Extender": [day for day in range(1, 8) for _ in range(2)],
        "Diver": [1, 3, 5, 7],
        "Glider": [1, 4, 7],
    }


def test_a_day_is_the_one_on_which_the_run_began_where_the_person_was(person: Person) -> None:
    person.write("name: A, prepare: 0, hold: 2s, schedule: daily")
    person.clock, person.offset = "23:59:50", "-05:00"  # in UTC it is tomorrow
    person.play(2)
    assert due_today(person) == {"A": "not due"}
    person.day = date(2026, 3, 3)
    assert due_today(person) == {"A": "due"}


def test_a_bundled_session_is_due_once_it_was_done(person: Person) -> None:
    person.write("name: A, prepare: 0, hold: 2s, schedule: daily")
    assert due_today(person, Origin.BUNDLED) == {}
    person.play(2)
    person.day = date(2026, 3, 3)
    assert due_today(person, Origin.BUNDLED) == {"A": "due"}


def test_a_variant_that_is_the_target_has_its_own_schedule(person: Person) -> None:
    person.write(
        f"name: A, {REPS}reps: 10, schedule: daily, progression: {{rule: ladder}}, "
        "harder: [{name: B, schedule: every other day}]"
    )
    person.play(10)
    person.day = date(2026, 3, 3)
    assert due_today(person) == {"B": "not due"}
    person.day = date(2026, 3, 4)
    assert due_today(person) == {"B": "due"}


def test_a_bundled_ladder_leads_to_three_sets() -> None:
    loaded = read_session(bundled_folder() / "leg-lifts.yaml")
    lift = next(e for e in loaded.choose(Choices()).exercises() if e.progression.rule)
    base = base_of(lift)
    assert base is not None
    assert [dose_words(dose) for dose in road(base)] == [
        "1 x 10-15",
        "3 x 15",
        "1 x 10-15",
        "1 x 10-15",
    ]


def test_nothing_is_due_before_a_plan_begins(person: Person) -> None:
    person.write(PLAN, "plan: {start: 2026-03-09}\n")
    assert due_today(person) == {"A": "not due"}
    person.day = date(2026, 3, 9)
    assert due_today(person) == {"A": "due"}


@pytest.mark.parametrize("exercise", [HOLDS, LADDER.replace("after: 2 sessions, ", ""), LISTED])
def test_a_run_of_a_target_is_resumed_as_it_was(person: Person, exercise: str) -> None:
    person.write(exercise)
    amounts = [30, 30, 30] if exercise is HOLDS else [12, 10, 8] if exercise is LISTED else [10, 10]
    person.play(*amounts)
    run = person.play(5, leave=True)
    person.write(exercise.replace("name: A", "name: Other"))  # the record has the text it needs
    (found,) = find_resumable(runs_folder())
    again = resume(found.recorded, 0)
    assert again.player.step == run.player.step
    assert digest_of(again.player.timeline) == digest_of(run.player.timeline)
    again.close()

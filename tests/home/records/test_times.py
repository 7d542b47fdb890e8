"""Days, zones and clocks: the zones of 2026, travel, a clock set back, midnight in a session."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from hamtimer.core.next.due import Call
from hamtimer.core.play.commands import Command
from hamtimer.front.words.week_report import page_markdown, week_page
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.exchange import export_json, import_json
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.morning import find_yesterday
from hamtimer.home.records.next import done_days, list_runs
from hamtimer.home.records.reading import read_runs
from hamtimer.home.records.resume import find_interrupted, resume
from tests.home.records.person import Person
from tests.home.records.recorded import GET_READY, SET, T0, live, record

RULE = "name: A, sets: 3, reps: 12, progression: {rule: steps, step: 1 rep}"
DAILY = "name: A, sets: 1, reps: 2, schedule: daily"


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:  # a system without zones
        pytest.skip("no time zones here")


def local(name: str, text: str, *, fold: int = 0) -> str:
    """Return a local time of a zone with the offset that holds then; `fold` 1: the second time."""
    when = datetime.fromisoformat(text).replace(tzinfo=zone(name), fold=fold)
    return when.isoformat(timespec="seconds")


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(tmp_path / "s.yaml", monkeypatch)


def at(person: Person, started: str) -> Person:
    """Have the person begin the next run at a local time."""
    when = datetime.fromisoformat(started)
    person.day, person.clock = when.date(), f"{when:%H:%M:%S}"
    offset = f"{when:%z}"
    person.offset = f"{offset[:3]}:{offset[3:]}"
    return person


# ------------------------------------------------------------------ daylight saving
@pytest.mark.parametrize(
    ("name", "started", "then", "minutes"),
    [
        ("Europe/Berlin", "2026-03-29T01:50:00", "2026-03-29T03:10:00", 20),
        ("America/New_York", "2026-03-08T01:50:00", "2026-03-08T03:10:00", 20),
        ("Australia/Lord_Howe", "2026-10-04T01:50:00", "2026-10-04T02:40:00", 20),
    ],
)
def test_an_hour_that_is_left_out_is_no_time_between_two_runs(
    tmp_path: Path, name: str, started: str, then: str, minutes: int
) -> None:
    record(tmp_path, local(name, started))
    record(tmp_path, local(name, then))
    later, earlier = list_rows(tmp_path)
    assert later.started_ms - earlier.started_ms == minutes * 60_000
    assert later.day == earlier.day == date.fromisoformat(started[:10])


@pytest.mark.parametrize(
    ("name", "day"),
    [("Europe/Berlin", "2026-10-25T02"), ("America/New_York", "2026-11-01T01")],
)
def test_in_the_hour_that_comes_twice_the_later_run_is_the_newer(
    tmp_path: Path, name: str, day: str
) -> None:
    record(tmp_path, local(name, f"{day}:10:00", fold=1), "Later")
    record(tmp_path, local(name, f"{day}:30:00"), "Earlier")
    assert [row.name for row in list_rows(tmp_path)] == ["Later", "Earlier"]


def test_two_runs_at_the_same_time_of_that_hour_are_two(tmp_path: Path) -> None:
    first, second = tmp_path / "here", tmp_path / "there"
    first.mkdir()
    for fold in (1, 0):
        record(first, local("Europe/Berlin", "2026-10-25T02:30:00", fold=fold))
    rows = list_rows(first)
    assert rows[0].started_ms - rows[1].started_ms == 3_600_000
    export = tmp_path / "export.json"
    export.write_text("".join(export_json(first)), encoding="utf-8")
    assert len(import_json(export, second).added) == 2
    assert import_json(export, second).known == 2
    assert [row.started for row in list_rows(second)] == [row.started for row in rows]


def test_the_next_target_follows_the_order_of_the_runs_and_not_of_the_clock(
    person: Person,
) -> None:
    person.write(RULE)
    at(person, local("Europe/Berlin", "2026-10-25T02:30:00")).play(12, 12, 12)
    at(person, local("Europe/Berlin", "2026-10-25T02:10:00", fold=1)).play(13, 13, 5)
    assert person.lines() == ["A: 3 x 13 (set 3 was 5 of 13: the same again)"]


def test_a_run_that_was_left_before_the_change_is_resumed_after_it(tmp_path: Path) -> None:
    started = local("Europe/Berlin", "2026-10-25T02:50:00")
    record(tmp_path, started, ms=GET_READY + SET + 1_000)
    (recorded,) = find_interrupted(tmp_path)
    run = resume(recorded, T0)
    run.do(Command.RESUME, T0)
    live(run, T0, T0 + 59_000 + SET + 1_000)
    run.close()
    (row,) = list_rows(tmp_path)
    assert (row.started, row.day) == (started, date(2026, 10, 25))
    assert row.elapsed_ms == GET_READY + SET + 60_000 + SET


# ------------------------------------------------------------------ days
def days_due(person: Person, days: int) -> list[str]:
    """Return what is due on the days from the person's on."""
    from hamtimer.core.next.dates import due_of_session

    runs = done_days(list_runs(person.session(), person.path))
    found = []
    for number in range(days):
        due = due_of_session(person.loaded, runs, person.day + timedelta(days=number))
        assert due is not None
        found.append(due.call.value)
    return found


@pytest.mark.parametrize(
    "started",
    [
        "2026-03-28T23:59:59+01:00",
        "2026-03-28T00:00:00+01:00",
        "2026-03-28T23:59:59-11:00",
        "2026-03-28T00:00:00+14:00",
    ],
)
def test_a_run_belongs_to_the_day_on_which_it_began_where_it_began(
    person: Person, started: str
) -> None:
    person.write(DAILY)
    at(person, started).play(2)
    (row,) = list_rows(runs_folder())
    assert row.day == date(2026, 3, 28)
    assert days_due(person, 2) == [Call.NOT_DUE, Call.DUE]


def test_midnight_inside_a_session_makes_neither_two_runs_nor_two_days(person: Person) -> None:
    person.write("name: A, sets: 3, reps: 12, schedule: daily")
    at(person, "2026-03-28T23:59:00+01:00").play(12, 12, 12)
    (row,) = list_rows(runs_folder())
    assert row.day == date(2026, 3, 28)
    assert row.elapsed_ms > 60_000
    assert days_due(person, 2) == [Call.NOT_DUE, Call.DUE]


def test_travel_across_zones_leaves_each_run_its_own_day(person: Person) -> None:
    person.write(DAILY)
    at(person, local("Asia/Tokyo", "2026-03-03T08:00:00")).play(2)  # 2 March in Los Angeles
    at(person, local("America/Los_Angeles", "2026-03-02T20:00:00")).play(2)  # after it
    newer, older = list_rows(runs_folder())
    assert (newer.day, older.day) == (date(2026, 3, 2), date(2026, 3, 3))
    person.day = date(2026, 3, 2)
    assert days_due(person, 3) == [Call.NOT_DUE, Call.NOT_DUE, Call.DUE]


def test_yesterday_is_that_of_the_place_where_the_run_began(person: Person) -> None:
    person.write(DAILY)
    at(person, local("Asia/Tokyo", "2026-03-03T08:00:00")).play(2)
    assert find_yesterday(runs_folder(), date(2026, 3, 4)) is not None
    assert find_yesterday(runs_folder(), date(2026, 3, 3)) is None


# ------------------------------------------------------------------ a clock set back
def test_after_a_clock_was_set_back_no_run_is_lost_and_no_time_negative(person: Person) -> None:
    person.write(RULE)
    at(person, "2026-03-02T10:00:00+01:00").play(12, 12, 12)
    at(person, "2026-03-02T09:00:00+01:00").play(12, 12, 12)
    at(person, "2026-03-02T10:00:00+01:00").play(13, 13, 13)
    rows = list_rows(runs_folder())
    assert len({row.path for row in rows}) == len(rows) == 3
    assert all(row.elapsed_ms > 0 for row in rows)
    assert person.lines() == ["A: 3 x 14 (3 x 13 done)"]


def test_of_runs_at_one_instant_the_later_file_is_the_newer(person: Person) -> None:
    person.write(RULE)
    at(person, "2026-03-02T10:00:00+01:00")
    person.play(12, 12, 12)
    person.play(13, 13, 5)
    assert person.lines() == ["A: 3 x 13 (set 3 was 5 of 13: the same again)"]


# ------------------------------------------------------------------ the report
def week_lines(folder: Path, today: date, weeks: int) -> list[str]:
    page = week_page([found for _, found in read_runs(folder)], today, weeks)
    return list(page_markdown(page))


def test_a_run_over_midnight_of_sunday_counts_once_in_the_week_it_began(tmp_path: Path) -> None:
    record(tmp_path, "2026-03-29T23:59:00+02:00", ms=GET_READY + SET + 60_000 + SET + 1_000)
    lines = week_lines(tmp_path, date(2026, 3, 30), 2)
    assert "1 run in 2 weeks, written with hamtimer on Mon 30 Mar 2026." in lines
    weeks = [line.split(" | ")[:2] for line in lines if line.startswith("| Mon")]
    assert weeks == [["| Mon 23 Mar 2026", "1"], ["| Mon 30 Mar 2026", "0"]]


def test_the_weeks_of_the_change_have_seven_days(tmp_path: Path) -> None:
    for day in range(19, 33):  # 19 October to 1 November, Monday to Sunday twice
        when = datetime(2026, 10, 1, 23, 30, tzinfo=UTC) + timedelta(days=day - 1)
        record(tmp_path, local("Europe/Berlin", f"{when:%Y-%m-%dT%H:%M:%S}"))
    lines = week_lines(tmp_path, date(2026, 11, 1), 2)
    weeks = [line.split(" | ")[:2] for line in lines if line.startswith("| Mon")]
    assert weeks == [["| Mon 19 Oct 2026", "7"], ["| Mon 26 Oct 2026", "7"]]


def test_a_run_of_a_day_that_is_still_to_come_here_is_in_no_sum_of_the_report(
    tmp_path: Path,
) -> None:
    record(tmp_path, local("Pacific/Auckland", "2026-03-30T08:00:00"))  # Sunday in Los Angeles
    lines = week_lines(tmp_path, date(2026, 3, 29), 1)
    assert "0 runs in 1 week, written with hamtimer on Sun 29 Mar 2026." in lines

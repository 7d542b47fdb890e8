"""What the records of practices lead to, read newest first and only as far as needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import PracticePlan, Ramp
from hamtimer.core.session.work import Tempo
from hamtimer.home.records import index
from hamtimer.home.records.index import list_rows, newest_practice
from hamtimer.home.records.practices import propose, remember
from tests.core.practice.person import practise
from tests.core.practice.test_practice import recorded_practice

SLOW = PracticePlan(tempo=Tempo(6_000, 0, 3_000, 0), sets=1, reps=4)


def test_a_practice_continues_where_the_last_one_of_its_tempo_ended(tmp_path: Path) -> None:
    recorded_practice(tmp_path, PracticePlan(sets=2, reps=4))
    recorded_practice(tmp_path, SLOW)
    assert remember(PracticePlan(), tmp_path).first_level is Level.TURNS
    assert remember(SLOW, tmp_path).first_level is Level.TICKS
    assert remember(PracticePlan(bpm=50), tmp_path).first_level is Level.FULL
    assert remember(PracticePlan(level=Level.FULL), tmp_path).first_level is Level.FULL


def test_the_last_practice_is_suggested_as_it_was_chosen(tmp_path: Path) -> None:
    recorded_practice(tmp_path, SLOW)
    assert [one.plan.tempo for one in propose(tmp_path, date(2026, 11, 22))] == [SLOW.tempo]


def test_without_records_nothing_is_remembered_or_suggested(tmp_path: Path) -> None:
    assert remember(SLOW, tmp_path / "none") == SLOW
    assert propose(tmp_path / "none", date(2026, 11, 22)) == ()


def test_records_that_were_not_needed_stay_in_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        recorded_practice(tmp_path, SLOW)
    list_rows(tmp_path)
    next(newest_practice(tmp_path))
    monkeypatch.setattr(index, "read_record", None)  # nothing is to be read again
    assert len(list_rows(tmp_path)) == 3


def test_a_ramp_continues_where_its_last_set_ended(tmp_path: Path) -> None:
    ramp = PracticePlan(sets=3, reps=4, ramp=Ramp(3_000, 4_000))
    recorded_practice(tmp_path, ramp)
    assert remember(ramp, tmp_path).first_level is Level.SILENT


def test_a_bad_first_set_brings_help_back(tmp_path: Path) -> None:
    recorded_practice(tmp_path, PracticePlan(sets=2, reps=4))
    plan = remember(PracticePlan(sets=2, reps=4), tmp_path)
    assert plan.first_level is Level.TURNS
    practice = practise(plan, lambda _rep, _phase, target: target * 0.7)
    assert [one.level for one in practice.reports] == ["turns", "ticks"]
    assert practice.level is Level.FULL

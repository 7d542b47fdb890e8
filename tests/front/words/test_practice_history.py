"""Accuracy over time: with cues, without, in retention tests and in sessions apart."""

from __future__ import annotations

from datetime import date

from hamtimer.core.run.measurements import PracticeSample
from hamtimer.front.words.practice_history import history_lines

TODAY = date(2026, 3, 12)


def sample(day: int, level: str, mean_ms: int, **more: object) -> PracticeSample:
    return PracticeSample(
        when=f"2026-03-{day:02}T08:00:00+01:00",
        tempo="4-1-2-0",
        level=level,
        set_number=1,
        phases=("eccentric",),
        wanted_ms=4_000,
        mean_ms=mean_ms,
        spread_ms=100,
        count=8,
        **more,  # type: ignore[arg-type]
    )


def test_each_kind_of_help_has_a_line_of_its_own() -> None:
    samples = [
        sample(1, "full", 4_000),
        sample(1, "silent", 3_000),
        sample(8, "silent", 3_600, is_test=True),
        sample(9, "", 4_400),
        sample(10, "turns", 4_000),
    ]
    heads = [line.partition(" on ")[0] for line in history_lines(samples, TODAY)][:-1]
    assert heads == [
        "Tempo 4-1-2-0",
        "  lower, with cues: 4.0 s of 4.0",
        "  lower, without cues: 3.0 s of 4.0",
        "  lower, retention tests: 3.6 s of 4.0",
        "  lower, in sessions: 4.4 s of 4.0",
    ]


def test_estimates_come_closer_and_are_compared_with_what_was() -> None:
    days = range(1, 7)
    samples = [
        sample(day, "silent", 4_000, estimated_ms=5_000 if day < 4 else 4_500) for day in days
    ]
    lines = list(history_lines(samples, TODAY))
    assert lines[2] == "  your estimates: off by 1.00 s at first, by 0.50 s now; 6 sets"


def test_the_drift_after_gaps_is_counted_once_a_set() -> None:
    drifts = {"gap_drifts_ms": (-400, 200)}
    samples = [sample(1, "full", 4_000, **drifts), sample(1, "full", 4_000, **drifts)]
    assert list(history_lines(samples, TODAY))[2] == "  after gaps: off by 0.30 s; 1 set"

"""docs/practice.md says what is so."""

import dataclasses
from pathlib import Path

from hamtimer.core.practice.levels import ACCURATE_SHARE, INACCURATE_SHARE, Level
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.measurements import PracticeSample
from hamtimer.core.taps.report import TOLERANCE_MS, TOLERANCE_SHARE, score
from hamtimer.front.words.report import phase_words, sparkline
from tests.core.taps.test_report import TURNS, taps_with

TEXT = (Path(__file__).parents[3] / "docs" / "practice.md").read_text(encoding="utf-8")


def test_the_thresholds_are_as_described() -> None:
    assert (TOLERANCE_SHARE, TOLERANCE_MS) == (0.1, 200)
    assert "a tenth of the phase, or 0.2 s" in TEXT
    assert (ACCURATE_SHARE, INACCURATE_SHARE) == (4 / 5, 3 / 5)
    assert "four in five phases" in TEXT


def test_every_level_is_described() -> None:
    assert [level for level in Level if f"| `{level}` |" not in TEXT] == []


def test_every_key_of_the_history_is_described() -> None:
    keys = ["format", "error_ms", *(field.name for field in dataclasses.fields(PracticeSample))]
    assert [key for key in keys if f"`{key}`" not in TEXT] == []


def test_the_usual_practice_is_as_described() -> None:
    assert "5-1-2-0, 3 sets of 8: lower 5 s, bottom 1 s, lift 2 s" in TEXT
    assert practice_plan({"tempo": "5-1-2-0", "sets": "3", "reps": "8"}) == PracticePlan()


def test_the_report_is_as_described() -> None:
    eccentrics = [4_500] * 4 + [3_750] * 4
    report = score(TURNS, taps_with(eccentrics)).phases[0]
    assert f"{sparkline(report.measured)}  {phase_words(report)}, spread 0.40 s" in TEXT
    assert report.spread_ms == 401

"""What a report says to do differently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.report import score
from hamtimer.front.words.advice import advice_words
from tests.core.make import curl
from tests.core.taps.test_report import TURNS, taps_with, turns_of

CURL = curl(8)


@pytest.mark.parametrize(
    ("eccentrics", "words"),
    [
        ([5_000] * 8, ""),
        ([4_000] * 8, "Count to five on the way down."),
        ([6_000] * 8, "Count only to five on the way down."),
        ([4_200, 5_800] * 4, "Count to five on the way down, at the same pace in each rep."),
        ([5_000] * 4 + [4_200] * 4, "From rep 5 on, still count to five on the way down."),
        ([5_000] * 5 + [6_000] * 3, "From rep 6 on, stop at five on the way down."),
    ],
)
def test_each_verdict_has_its_advice(eccentrics: list[int], words: str) -> None:
    assert advice_words(score(TURNS, taps_with(eccentrics)).phases[0], CURL) == words


def test_there_is_no_advice_about_what_is_not_judged() -> None:
    turns = turns_of(PracticePlan(drill=Phase.ECCENTRIC))
    report = score(turns, [round(turn.at_ms * 0.7) for turn in turns])
    words = [advice_words(phase, CURL) for phase in report.phases]
    assert words == ["Count to five on the way down.", ""]


def test_a_pause_is_named_by_its_place_and_an_own_phase_by_its_name() -> None:
    turns = turns_of(PracticePlan())
    report = score(turns, [round(turn.at_ms * 0.7) for turn in turns])
    assert [advice_words(phase, CURL) for phase in report.phases] == [
        "Count to five on the way down.",
        "Count to one at the bottom.",
        "Count to two on the way up.",
    ]
    own = replace(CURL, phase_names=((Phase.ECCENTRIC, "Hips back"),))
    assert advice_words(report.phases[0], own) == 'Count to five in "Hips back".'


@pytest.mark.parametrize(
    ("tempo", "count"), [(2_500, "two and a half"), (12_000, "12"), (3_200, "3.2"), (500, "0.5")]
)
def test_other_lengths_are_counted_too(tempo: int, count: str) -> None:
    plan = PracticePlan()
    turns = turns_of(replace(plan, tempo=replace(plan.tempo, eccentric_ms=tempo)))
    report = score(turns, [round(turn.at_ms * 0.5) for turn in turns])
    assert advice_words(report.phases[0], CURL) == f"Count to {count} on the way down."

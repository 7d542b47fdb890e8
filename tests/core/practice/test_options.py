"""The options of a practice: read from text, and written back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from hamtimer.core.practice.gaps import Gaps
from hamtimer.core.practice.options import LEVELS, RESULTS, practice_plan, written
from hamtimer.core.practice.plan import Ask, Heard, PracticePlan
from hamtimer.core.practice.presets import BY_ID, FIRST_SET, PRESETS
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.results import Results
from hamtimer.core.taps.turns import TapMode
from hamtimer.front.words.practice_options import HALF_SPEED, OPTIONS, TEMPO
from tests.core.practice.strategies import plans

CHOICES = {
    "sides": set(Sides),
    "first": {Phase.ECCENTRIC, Phase.CONCENTRIC},
    "only": {"all", Phase.ECCENTRIC, Phase.CONCENTRIC},
    "level": set(LEVELS),
    "feedback": set(RESULTS),
    "hear": set(Heard),
    "ask": set(Ask),
    "taps": set(TapMode),
}


def test_every_choice_that_is_offered_exists_and_the_other_way_round() -> None:
    assert {one.key: set(one.choices) for one in OPTIONS if one.choices} == CHOICES


def test_every_option_of_a_plan_is_offered() -> None:
    offered = {TEMPO.key, HALF_SPEED.key, *(one.key for one in OPTIONS)}
    assert set(written(PracticePlan())) - offered == {"test", "first-set"}


@given(plans)
def test_a_plan_is_the_same_after_it_was_written_and_read(plan: PracticePlan) -> None:
    plan = replace(plan, tempo=replace(plan.tempo, reset_ms=0))
    assert practice_plan(written(plan), PracticePlan(tempo=plan.tempo)) == plan


@pytest.mark.parametrize("preset", BY_ID.values(), ids=BY_ID)
def test_every_preset_can_be_written_and_practised(preset: object) -> None:
    plan = preset.plan  # type: ignore[attr-defined]
    assert practice_plan(written(plan)) == plan


def test_gaps_and_results_are_written_too() -> None:
    plan = PracticePlan(
        gaps=Gaps(percent=30, seed=7), results=Results.BAND, band=15, every=4, heard=Heard.TONES
    )
    assert practice_plan(written(plan)) == plan


def test_a_first_set_lasts_less_than_a_minute() -> None:
    from hamtimer.core.practice.fading_player import practice_player

    assert practice_player(FIRST_SET.plan).timeline.assumed_ms <= 60_000
    assert len(PRESETS) == 3


def test_either_every_choice_of_an_option_is_explained_or_none() -> None:
    assert [one.key for one in OPTIONS if len(one.meanings) not in {0, len(one.choices)}] == []

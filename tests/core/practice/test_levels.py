"""Cues that fade: what is still heard, and when there is more or less of it."""

import pytest

from hamtimer.core.practice.levels import Level, heard, next_level
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.taps.report import Report, score
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.cues import cues_of
from tests.core.taps.test_report import TURNS, taps_with
from tests.core.taps.test_turns import sets_of

(SET,) = sets_of(PracticePlan(sets=1, reps=4))
CUES = cues_of(SET)


def kinds_at(level: Level) -> set[CueKind]:
    return {cue.kind for cue in (heard(cue, level) for cue in CUES) if cue}


def test_full_is_everything() -> None:
    assert all(heard(cue, Level.FULL) is cue for cue in CUES)


def test_ticks_are_a_beat_that_does_not_show_the_turns() -> None:
    assert kinds_at(Level.TICKS) == {CueKind.START, CueKind.TICK, CueKind.SESSION_DONE}
    beats = [cue.at_ms for cue in CUES if cue.sounds and heard(cue, Level.TICKS)]
    assert sorted(set(beats)) == list(range(0, 33_000, 1_000))
    assert {cue.depth for cue in (heard(cue, Level.TICKS) for cue in CUES) if cue} == {None}


def test_turns_are_the_turns_and_no_ticks() -> None:
    phases = {CueKind.ECCENTRIC, CueKind.STRETCHED, CueKind.CONCENTRIC}
    assert kinds_at(Level.TURNS) == phases | {CueKind.START, CueKind.SESSION_DONE}


def test_silence_leaves_the_start_and_the_end() -> None:
    assert kinds_at(Level.SILENT) == {CueKind.START, CueKind.SESSION_DONE}


@pytest.mark.parametrize("level", Level)
def test_what_stands_around_a_set_is_always_heard(level: Level) -> None:
    from hamtimer.core.practice.fading_player import practice_player

    around = [s for s in practice_player(PracticePlan()).timeline.steps if not s.kind.is_work]
    assert around
    assert all(heard(cue, level) is cue for step in around for cue in cues_of(step))


def report_of(right: int, wrong: int) -> Report:
    return score(TURNS, taps_with([5_000] * right + [3_500] * wrong))


def test_a_right_set_makes_the_next_one_quieter_down_to_silence() -> None:
    level, levels = Level.FULL, []
    for _ in range(4):
        level = next_level(level, (report_of(8, 0),))
        levels.append(level)
    assert levels == [Level.TICKS, Level.TURNS, Level.SILENT, Level.SILENT]


def test_a_wrong_set_makes_the_next_one_louder_up_to_full() -> None:
    wrong = score(TURNS, [round(turn.at_ms * 0.7) for turn in TURNS])
    assert next_level(Level.TURNS, (wrong,)) is Level.TICKS
    assert next_level(Level.FULL, (wrong,)) is Level.FULL


def test_in_between_the_level_stays() -> None:
    # 7 of 24 phases are wrong: a share of 0.71 is right.
    assert next_level(Level.TURNS, (report_of(1, 7),)) is Level.TURNS


def test_both_sides_must_be_right() -> None:
    assert next_level(Level.FULL, (report_of(8, 0), report_of(1, 7))) is Level.FULL


def test_turns_that_were_not_tapped_are_not_right() -> None:
    assert next_level(Level.TURNS, (score(TURNS, taps_with([5_000] * 3)),)) is Level.TICKS


def test_without_taps_the_level_stays() -> None:
    assert next_level(Level.TURNS, ()) is Level.TURNS
    assert next_level(Level.TURNS, (score(TURNS, []),)) is Level.TURNS

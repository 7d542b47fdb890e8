"""A practice in plain lines: Enter is the tap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hamtimer.core.play.state import Status
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.run import Run
from hamtimer.core.session.work import Tempo
from hamtimer.core.taps.results import Results
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.timeline.steps import StepKind
from hamtimer.plain.front import PlainFront
from hamtimer.plain.practice import HELP, PlainPractice
from tests.audio.fake_voice import Loudspeaker
from tests.plain.fake_person import FakePerson

READY = 5_000
PLAN = PracticePlan(tempo=Tempo(4_000, 1_000, 2_000, 0), reps=2, sets=2)


def practise(
    script: list[tuple[int, str]], plan: PracticePlan = PLAN, **options: object
) -> tuple[Practice, list[str]]:
    """Practise as somebody who types lines at given times; give what was said."""
    person, said = FakePerson(script), list[str]()
    practice = Practice(plan, Run(practice_player(plan)))
    PlainPractice(practice, person.clock, person, said.append, **options).play()  # type: ignore[arg-type]
    return practice, said


def taps(*at: int) -> list[tuple[int, str]]:
    return [(READY + time, "") for time in at]


def test_enter_is_a_tap_and_says_how_long_the_phase_was() -> None:
    _, said = practise(taps(3_400, 4_500, 6_500))
    assert "Lower 3.4 s of 4.0, too short" in said
    assert "Bottom 1.1 s of 1.0" in said
    assert "Lift 2.0 s of 2.0" in said


def test_after_each_set_comes_its_report_and_the_level_of_the_next() -> None:
    practice, said = practise(taps(4_000, 5_000, 7_000, 11_000, 12_000, 14_000))
    start = said.index("Report for set 1:")
    assert said[start + 1].startswith("  lower 4.0 s of 4.0, on target; spread 0.00 s  ▄▄")
    assert said[start + 4] == "  taps on the turns"
    assert said[start + 5] == "  on time on average; steady, ±0.00 s"
    assert said[start + 6] == "Help in the next set: ticks only, results only when off"
    assert practice.player.state.status is Status.FINISHED


def test_in_a_get_ready_or_a_rest_enter_continues() -> None:
    practice, said = practise([(1_000, ""), (6_000, "quit")])
    assert any(line.endswith("Lower 4 s, rep 1 of 2") for line in said)
    assert practice.player.state.status is Status.STOPPED


def test_what_is_not_heard_is_not_written_either() -> None:
    plan = PracticePlan(tempo=PLAN.tempo, reps=2, sets=1, level=Level.SILENT)
    _, said = practise(taps(4_000, 5_000, 7_000, 11_000, 12_000, 14_000), plan)
    assert not any("Lower 4 s, rep" in line or "Last rep" in line for line in said)
    assert any(line.endswith("Set done: 2 reps") for line in said)


def test_pausing_choosing_a_level_and_help_are_typed() -> None:
    practice, said = practise(
        [
            (6_000, "p"),
            (9_000, "go"),
            (9_500, "turns"),
            (9_600, "help"),
            (9_700, "what"),
            (9_900, "q"),
        ]
    )
    assert practice.player.pauses == 1
    assert practice.level is Level.TURNS
    assert f"  {HELP[0]}" in said
    assert '"what" is not a command; type help to list them' in said


def test_the_sound_is_changed_by_typed_lines_and_kept() -> None:
    kept: list[Mapping[str, object]] = []

    script = [(1_000, "mute"), (2_000, "voice"), (3_000, "louder"), (4_000, "q")]
    _, said = practise(script, sound=Loudspeaker(50), keep=kept.append)
    for words in ("Sound off", "Looking for a voice", "Voice on", "Volume 60 %"):
        assert words in said
    assert kept == [{"muted": True}, {"voice": True}, {"volume": 60, "muted": False}]


def test_in_any_session_the_turns_can_be_measured_by_typing_t() -> None:
    person, said = FakePerson([(READY + at, "t") for at in (3_500, 4_500, 6_500)]), list[str]()
    run = Run(practice_player(PLAN))  # as good a session as any: only its front is the usual one
    person.script.append((READY + 8_000, "end"))
    PlainFront(run, person.clock, person, said.append).play()
    lines = [line.partition("  ")[2] for line in said]
    assert "Lower 3.5 s of 4.0, too short" in lines
    assert "Report for set 1:" in said
    assert any(line.startswith("  lower 3.5 s of 4.0, too short") for line in said)


def test_silence_without_taps_is_refused_as_everywhere() -> None:
    plan = replace(PLAN, taps=TapMode.OFF)
    practice, said = practise([(6_000, "silent"), (7_000, "ticks"), (8_000, "q")], plan)
    assert any(line.startswith("a silent practice without taps neither guides") for line in said)
    assert practice.level is Level.TICKS


def test_status_undo_and_end_are_typed_as_in_a_run() -> None:
    practice, said = practise([(6_000, "status"), (7_000, "done"), (8_000, "undo"), (9_000, "end")])
    assert any("rep 1 of 2" in line for line in said)
    assert any("Undone. Now: Set 1 of 2" in line for line in said)
    assert practice.player.state.status is Status.STOPPED
    assert any(line.startswith("Stopped after") for line in said)


def test_the_last_tap_may_come_after_the_end_of_the_set() -> None:
    late = taps(4_000, 5_000, 7_000, 11_000, 12_000, 14_400)
    practice, said = practise([*late, (READY + 17_000, "status"), (READY + 18_000, "quit")])
    assert practice.reports[0].report.tapped == 6
    assert "Lift 2.4 s of 2.0, too long" in said
    assert any("Rest" in line for line in said), "the rest was not skipped"


def test_the_estimate_is_typed_before_the_report_and_just_enter_leaves_it() -> None:
    plan = replace(PLAN, results=Results.SET)
    first = taps(4_000, 5_000, 7_000, 11_000, 12_000, 14_000)
    _, said = practise([*first, (READY + 16_000, "3.4"), (READY + 17_000, "quit")], plan)
    asked = next(i for i, line in enumerate(said) if line.startswith("How long was Lower"))
    answer = said.index("Lower: you said 3.5 s, it was 4.0 s (0.5 s off)")
    assert asked < answer < said.index("Report for set 1:")
    practice, said = practise([*first, (READY + 16_000, ""), (READY + 17_000, "quit")], plan)
    assert practice.estimates == []
    assert "Report for set 1:" in said
    assert practice.player.step.kind is StepKind.REST, "the rest goes on"


def test_results_are_chosen_by_a_typed_word() -> None:
    script = [
        (6_000, "feedback band"),
        (6_100, "feedback loud"),
        *taps(4_000, 4_500),
        (10_000, "q"),
    ]
    practice, said = practise(script)
    assert practice.results is Results.BAND
    assert "Help: full guidance, results only when off" in said
    assert "Which results? Type feedback and each, band, reps, set, end or auto" in said
    assert not any(line.startswith("Lower 4.0 s") for line in said)
    assert "Bottom 0.5 s of 1.0, too short" in said

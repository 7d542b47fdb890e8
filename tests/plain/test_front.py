"""The plain front prints what happens and does what is typed."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off
from hamtimer.core.play.player import Player
from hamtimer.core.run.header import Header
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Length, Reps
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.actions import ACTIONS
from hamtimer.front.leaving import TerminalClosedError
from hamtimer.front.reloading import Reloaded, Reloader
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.resume import find_interrupted
from hamtimer.home.watching import SessionWatch
from hamtimer.plain.alone import play_at_once
from hamtimer.plain.event_lines import stamped_lines
from hamtimer.plain.front import END_WORDS, STATUS_WORDS, PlainFront
from tests.audio.fake_voice import Loudspeaker
from tests.core.make import curl, sit, timeline, timelines
from tests.plain.fake_person import FakePerson
from tests.plain.playing import at, play
from tests.plain.test_after_run import KEEPABLE, keepable

HOLD = timeline(sit(Length(60_000, None)))
CURLS = timeline(curl(2, sets=2))
OWN_PACE = timeline(curl(Reps(0, None), tempo=None))


def test_a_self_paced_set_that_was_not_counted_shows_its_time() -> None:
    lines = stamped_lines(
        play_at_once(Run(Player(OWN_PACE, gap_ms=None, count_in_ms=0))), OWN_PACE, alone=True
    )
    assert at(list(lines), "00:58.000")[0] == "Set done: 0:48 at your own pace"


def test_a_set_ended_by_key_at_a_self_chosen_pace_says_how_to_correct_it() -> None:
    made = timeline(curl(8, tempo=None))
    lines = play(made, FakePerson([(20_000, "done")]))
    assert lines[-5:-3] == [
        "00:20.000  Set done: 8 reps by plan",
        "00:20.000  Type rep + or rep - to correct the reps",
    ]


def test_a_run_is_a_line_for_each_event_with_the_time_of_the_session() -> None:
    lines = play(timeline(curl(2)), FakePerson())
    assert lines == [
        "00:00.000  Start",
        "00:00.000  Get ready: Curl, 0:10",
        "00:00.000  To do: 1 x 2 reps",
        "00:00.000  Tempo: lower 4 s, bottom 1 s, lift 2 s",
        "00:07.000  3",
        "00:08.000  2",
        "00:09.000  1",
        "00:10.000  Curl, 2 reps, 0:14",
        "00:10.000  Go",
        "00:10.000  Lower 4 s, rep 1 of 2",
        "00:14.000  Bottom 1 s, rep 1 of 2",
        "00:15.000  Lift 2 s, rep 1 of 2",
        "00:17.000  Lower 4 s, rep 2 of 2",
        "00:21.000  Bottom 1 s, rep 2 of 2",
        "00:22.000  Lift 2 s, rep 2 of 2",
        "00:24.000  Set done: 2 reps",
        "00:24.000  Session done",
        "Done in 0:24:",
        "  Curl: 1 of 1 set, 2 of 2 reps, 0:14 under tension by plan",
    ]


def test_ticks_are_lines_where_they_are_asked_for() -> None:
    made = timeline(curl(1))
    more = play(made, FakePerson(), ticks=True)
    ticks = set(more) - set(play(made, FakePerson()))
    assert ticks == {
        "00:11.000  1",
        "00:12.000  2",
        "00:13.000  3",
        "00:16.000  1",
    }


@settings(max_examples=25)  # each plays minutes in steps of a second and a half
@given(timelines)
def test_alone_in_real_time_prints_what_max_speed_prints(made: Timeline) -> None:
    player = Player(made, gap_ms=None, count_in_ms=0)
    at_once = list(stamped_lines(play_at_once(Run(player)), made, alone=True))
    said: list[str] = []
    person = FakePerson(stays=False, speed=15)
    run = Run(Player(made, count_in_ms=0))
    PlainFront(run, person.clock, person, said.append, speed=15).play()
    assert said[0] == "Nobody can type here: open steps end at their assumed length."
    assert said[1 : len(at_once) + 1] == at_once
    assert person.now >= made.assumed_ms


def test_an_open_hold_ends_when_done_is_typed() -> None:
    lines = play(HOLD, FakePerson([(95_500, "done")]))
    hold = "Wall sit, hold as long as you can, at least 1:00"
    assert at(lines, "00:10.000") == [f"{hold}; type done when you stop", "Go"]
    assert at(lines, "01:10.000") == ["Minimum reached", "60 s"]
    assert at(lines, "01:35.500") == ["Set done: held 1:25.500", "Session done"]


def test_an_open_hold_waits_for_the_person_as_long_as_they_can() -> None:
    lines = play(HOLD, FakePerson([(610_000, "")]))
    assert "10:10.000  Set done: held 10:00" in lines


def test_when_input_has_ended_open_steps_end_by_themselves() -> None:
    lines = play(HOLD, FakePerson([(12_000, "status")], stays=False))
    assert "Nobody can type here: open steps end at their assumed length." in lines
    assert "01:10.000  Set done: held 1:00" in lines


def test_a_set_of_both_sides_says_the_side() -> None:
    lines = play(timeline(curl(1, sides=Sides.EACH)), FakePerson())
    assert "00:10.000  Lower 4 s, rep 1 of 1, left" in lines
    assert "00:17.000  Set done: left 1 rep" in lines
    assert "00:17.000  Switch sides, right, 0:05" in lines
    assert lines[-1] == (
        "  Curl: 1 of 1 set, left 1 of 1 rep, 0:07 under tension by plan, "
        "right 1 of 1 rep, 0:07 under tension by plan"
    )


def test_pausing_stops_the_time_of_the_session() -> None:
    lines = play(timeline(curl(1)), FakePerson([(11_000, "pause"), (31_000, "go")]))
    assert at(lines, "00:11.000") == ["Paused", "Resumed"]
    assert "00:17.000  Session done" in lines
    assert "1 pause, 0:20 in all" in lines


def test_a_machine_that_slept_has_paused_the_run_for_whoever_comes_back() -> None:
    person = FakePerson([(3_700_000, "go")], sleeps_at=11_000)
    lines = play(timeline(curl(1)), person)
    assert any(
        "Paused: the program was stopped or the computer was asleep" in line for line in lines
    )
    assert "00:17.000  Session done" in lines


def test_with_nobody_there_a_run_continues_by_itself_after_a_sleep() -> None:
    lines = play(timeline(curl(1)), FakePerson(stays=False, sleeps_at=11_000))
    assert [line.partition("  ")[2] for line in lines if "Resumed" in line] == ["Resumed"]
    assert "00:17.000  Session done" in lines


def test_a_run_that_was_ended_early_is_not_reported_as_done() -> None:
    lines = play(CURLS, FakePerson([(6_000, "end")]))
    assert "Stopped after 0:06:" in lines


def test_the_status_says_about_only_where_steps_are_open() -> None:
    lines = play(OWN_PACE, FakePerson([(5_000, "status"), (6_000, "q")]))
    assert any(line.endswith("0:05 done, about 0:53 to go") for line in lines)


def test_the_status_says_what_a_screen_always_shows() -> None:
    lines = play(CURLS, FakePerson([(12_500, "status"), (13_000, "q")]))
    assert at(lines, "00:12.500") == [
        "Set 1 of 2: Curl, 2 reps, 0:12 left",
        "Lower, 2 s left, rep 1 of 2",
        "Next: Set 2 of 2: Curl, 2 reps",
        "0:12 done, 1:25 to go",
    ]


def test_help_names_everything_that_can_be_typed() -> None:
    lines = play(CURLS, FakePerson([(1, "help"), (2, "quit")]))
    text = "\n".join(lines)
    for action in ACTIONS:
        assert all(word in text for word in action.words)
        assert action.help in text or action.id in ("help", "quit")
    assert " or ".join(STATUS_WORDS) in text
    assert " or ".join(END_WORDS) in text


def test_a_line_that_means_nothing_is_answered_harmlessly() -> None:
    lines = play(CURLS, FakePerson([(5_000, "\x1b[2Jjump"), (6_000, "q")]))
    assert at(lines, "00:05.000") == ['"?[2Jjump" is not a command; type help to list them']


def test_a_command_that_does_nothing_here_says_so() -> None:
    lines = play(CURLS, FakePerson([(5_000, "undo"), (6_000, "q")]))
    assert at(lines, "00:05.000") == ["Undo: it has no effect here"]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("next", "Set 1 of 2 stopped early: 1 rep"),
        ("back", "Set 1 of 2: Curl, 2 reps, 0:14"),
        ("restart", "Set 1 of 2: Curl, 2 reps, 0:14"),
        ("skip exercise", "Session done"),
        ("more reps", "Changed: 3 reps"),
    ],
)
def test_every_command_of_a_run_can_be_typed(line: str, answer: str) -> None:
    assert answer in at(play(CURLS, FakePerson([(18_000, line), (19_000, "q")])), "00:18.000")


def test_a_rest_can_be_made_longer_and_that_undone() -> None:
    script = [(30_000, "rest +"), (31_000, "undo"), (32_000, "q")]
    lines = play(CURLS, FakePerson(script))
    assert at(lines, "00:30.000") == [
        "Changed: rest +15 s",
        "Undone. Now: Rest, then Curl, set 2 of 2",
    ]


def test_quitting_leaves_a_run_that_can_be_resumed(tmp_path: Path) -> None:
    header = Header("Test", "test.yaml", "name: Test", "2026-01-05T07:00:00", "1")
    journal = begin_journal(tmp_path, header, 0)
    person = FakePerson([(12_000, "quit")])
    said: list[str] = []
    run = Run(Player(CURLS), journal)
    PlainFront(run, person.clock, person, said.append).play()
    run.close()
    assert "00:12.000  Paused" in said
    assert [recorded.path for recorded in find_interrupted(tmp_path)] == [journal.path]


def test_a_run_can_be_ended_for_good_and_is_summed_up() -> None:
    lines = play(CURLS, FakePerson([(25_000, "end")]))
    assert at(lines, "00:25.000") == ["Session stopped"]
    assert lines[-1] == "  Curl: 1 of 2 sets, 2 of 4 reps, 0:14 under tension by plan"


class Loud(Off):
    """Sound that says what is wrong with it."""

    def status(self) -> AudioStatus:
        return AudioStatus("bell", notice="There is only the bell\x07")


def test_what_is_wrong_with_the_sound_is_reported_once() -> None:
    lines = play(CURLS, FakePerson([(20_000, "q")]), sound=Loud())
    assert [line for line in lines if "bell" in line] == ["00:00.000  There is only the bell?"]


def test_the_sound_is_changed_by_typed_lines_and_the_volume_kept() -> None:
    kept: list[Mapping[str, object]] = []

    words = ("mute", "m", "louder", "louder", "louder", "quieter", "q")
    script = [(1_000 * (n + 1), word) for n, word in enumerate(words)]
    lines = play(CURLS, FakePerson(script), sound=Loudspeaker(80), keep=kept.append)
    answers = [line.partition("  ")[2] for line in lines if "olume" in line or "Sound" in line]
    assert answers == [
        "Sound off",
        "Sound on",
        "Volume 90 %",
        "Volume 100 %",
        "Volume 100 %",
        "Volume 90 %",
    ]
    assert kept[:2] == [{"muted": True}, {"muted": False}]
    assert [settings.get("volume") for settings in kept[2:]] == [90, 100, 100, 90]


def test_a_voice_is_turned_on_and_off_by_typed_lines_and_kept() -> None:
    kept: list[Mapping[str, object]] = []

    script = [(1_000, "voice"), (2_000, "v"), (3_000, "q")]
    lines = play(CURLS, FakePerson(script), sound=Loudspeaker(80), keep=kept.append)
    assert [line for line in lines if "oice" in line] == [
        "00:01.000  Looking for a voice",
        "00:01.000  Voice on",
        "00:02.000  Voice off",
    ]
    assert kept == [{"voice": True}, {"voice": False}]


def test_without_a_voice_the_run_continues_and_says_how_to_get_one() -> None:
    sound = Loudspeaker(80, no_voice="No voice: there is none; pip install one")
    lines = play(CURLS, FakePerson([(1_000, "v"), (30_000, "q")]), sound=sound, keep=[].append)
    assert [line for line in lines if "oice" in line] == [
        "00:01.000  Looking for a voice",
        "00:01.000  No voice: there is none; pip install one",
    ]
    assert at(lines, "00:24.000")


def test_where_there_is_no_sound_a_change_of_it_says_so() -> None:
    lines = play(CURLS, FakePerson([(5_000, "louder"), (6_000, "q")]))
    assert at(lines, "00:05.000") == ["There is no sound in this run"]


def test_a_line_repeated_at_once_counts_once() -> None:
    script = [(11_000, "done"), (11_050, "done"), (11_100, "done"), (30_000, "q")]
    lines = play(timeline(sit(Length(5_000, None), sets=4)), FakePerson(script))
    assert sum("stopped early" in line or " done: " in line for line in lines) <= 1
    assert "00:11.050  Done: repeated too quickly, so it does not count" in lines


def test_done_before_its_set_has_begun_does_nothing() -> None:
    script = [(11_000, "done"), (12_000, "done"), (13_000, "done"), (13_500, "q")]
    made = timeline(replace(sit(Length(5_000, None), sets=2), prepare_ms=10_000))
    lines = play(made, FakePerson(script))
    assert "00:13.000  Start: it has no effect here" in lines


def test_start_in_a_paused_rest_starts() -> None:
    lines = play(CURLS, FakePerson([(30_000, "pause"), (40_000, "done"), (41_000, "q")]))
    words = [line.partition("  ")[2] for line in lines]
    assert (
        words.index("Paused")
        < words.index("Resumed")
        < words.index("Set 2 of 2: Curl, 2 reps, 0:14")
    )


@pytest.mark.parametrize(("line", "at_ms"), [("resume", 12_000), ("go", 12_000)])
def test_to_resume_what_runs_does_not_pause_it(line: str, at_ms: int) -> None:
    lines = play(CURLS, FakePerson([(at_ms, line), (13_000, "status"), (14_000, "q")]))
    assert not any("Paused." in said for said in lines)
    assert f"00:{at_ms // 1_000}.000  Pause: it has no effect here" in lines


def test_help_says_what_does_nothing_now() -> None:
    lines = play(CURLS, FakePerson([(12_000, "help"), (13_000, "q")]))
    (undo,) = (line for line in lines if line.startswith("  undo or u:"))
    (pause,) = (line for line in lines if line.startswith("  pause or p"))
    assert undo.endswith("(not now)")
    assert not pause.endswith("(not now)")


def test_a_stray_tap_reports_nothing() -> None:
    lines = play(CURLS, FakePerson([(12_000, "t"), (40_000, "q")]))
    assert not any("Report" in line for line in lines)


def test_a_terminal_that_is_closed_ends_the_run() -> None:
    person, said = FakePerson([]), list[str]()
    run = Run(Player(CURLS))
    front = PlainFront(
        run, person.clock, person, said.append, is_closed=lambda: person.now > 20_000
    )
    with pytest.raises(TerminalClosedError):
        front.play()
    front.leave()
    assert said[-1].endswith("Paused")


def test_the_output_latency_counts_for_taps() -> None:
    person = FakePerson([(12_000, "q")])
    run = Run(Player(CURLS))
    PlainFront(run, person.clock, person, lambda _: None, sound=Loud(), latency_ms=180).play()
    assert run.meter.latency_ms == 180


class LookingReloader(Reloader):
    """Looks at the file whenever it is asked, and needs no thread."""

    def poll(self, now: int) -> Reloaded | None:
        self.watch.look()
        return super().poll(now)


def test_a_save_during_the_run_is_printed_and_applies(tmp_path: Path) -> None:
    file, said = tmp_path / "legs.yaml", list[str]()
    run = keepable(file)
    reloader = LookingReloader(run, SessionWatch(file, KEEPABLE), (), KEEPABLE)
    file.write_text(KEEPABLE.replace("60s", "30s"), encoding="utf-8")
    person = FakePerson()
    PlainFront(run, person.clock, person, said.append, reloader=reloader).play()
    assert "00:00.000  Reloaded: Bridge: rest 1:00 → 30 s" in said
    assert "Done in 0:43:" in said

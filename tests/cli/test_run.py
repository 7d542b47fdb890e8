"""`hamtimer run`, `hamtimer resume` and `hamtimer history`."""

import json
import time
from pathlib import Path

import pytest

from hamtimer.audio.output import Off
from hamtimer.core.play.commands import Command
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.plan_values import plan_values
from hamtimer.core.run.header import Header
from hamtimer.core.run.journal_reader import list_journals
from hamtimer.core.run.run import Run
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.cues import cues_between
from hamtimer.core.timeline.steps import Step
from hamtimer.home.folders import runs_folder
from hamtimer.home.library import Entry, open_library
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.settings import Settings, change_settings, settings_path
from tests.cli.conftest import Hamtimer
from tests.plain.fake_person import FakePerson

BUNDLED = open_library().entries()


def reps_of(step: Step) -> list[tuple[int, str]]:
    """Return the repetitions of a step that has a tempo, with their sides."""
    cues = cues_between(step, -1, step.assumed_ms)
    return [(cue.rep, cue.side.value) for cue in cues if cue.kind is CueKind.REP_DONE]


@pytest.mark.parametrize("entry", BUNDLED, ids=lambda entry: entry.stem)
def test_without_waiting_every_rep_of_every_set_is_printed(
    hamtimer: Hamtimer, entry: Entry
) -> None:
    assert entry.session is not None
    result = hamtimer("run", entry.stem, "--speed", "max")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.partition("  ")[2] for line in result.stdout.splitlines()]
    for step in compile_session(entry.session).steps:
        for rep, side in reps_of(step):
            words = f"rep {rep} of {step.reps.count}" if step.reps and step.reps.count else ""
            words += "" if side == "both" else f", {side}"
            assert any(line.endswith(words) for line in lines)
    assert "Session done" in lines


def test_all_bundled_sessions_together_play_in_well_under_five_seconds(
    hamtimer: Hamtimer,
) -> None:
    start = time.perf_counter()
    for entry in BUNDLED:
        assert hamtimer("run", entry.stem, "--plain", "--speed", "max").exit_code == 0
    assert time.perf_counter() - start < 5


def test_the_times_of_a_run_are_those_that_explain_gives(hamtimer: Hamtimer) -> None:
    run = hamtimer("run", "wall-sit-superset", "--speed", "max").stdout.splitlines()
    told = json.loads(hamtimer("explain", "wall-sit-superset", "--json").stdout)
    done = [line.partition("  ")[0] for line in run if "  Session done" in line]
    minutes, seconds = divmod(told["assumed_ms"] / 1_000, 60)
    assert done == [f"{int(minutes):02}:{seconds:06.3f}"]


def test_at_max_speed_a_wait_continues_at_once_and_says_so(hamtimer: Hamtimer) -> None:
    Path("a.yaml").write_text(
        "name: A\nexercises: [{name: Sit, hold: 5s, start: key}, "
        "{name: Reps, reps: 5, tempo: self-paced}]\n"
    )
    lines = hamtimer("run", "a.yaml", "--speed", "max").stdout.splitlines()
    assert "00:00.000  Wait for you: Sit; nobody is there, so it continues immediately" in lines
    (reps,) = [line for line in lines if "  Reps, " in line]
    assert reps.endswith("at your own pace; nobody is there, so it ends after the assumed 0:20")


@pytest.mark.parametrize("written", ["MAX", "Max"])
def test_max_may_be_written_as_the_help_prints_it(hamtimer: Hamtimer, written: str) -> None:
    assert "10|MAX" in hamtimer("run", "--help").stdout
    assert hamtimer("run", "first-steps", "--speed", written).exit_code == 0


def test_a_run_without_waiting_is_not_recorded(hamtimer: Hamtimer, bridges: Path) -> None:
    hamtimer("run", str(bridges), "--speed", "max")
    assert list_journals(runs_folder()) == []


def test_faster_is_the_same_events_with_the_same_times(
    hamtimer: Hamtimer, bridges: Path, person: FakePerson
) -> None:
    at_once = hamtimer("run", str(bridges), "--speed", "max").stdout
    person.stays = False
    faster = hamtimer("run", str(bridges), "--speed", "10").stdout
    nobody = "Nobody can type here: open steps end at their assumed length.\n"
    assert faster.replace(nobody, "") == at_once
    assert 9_400 <= person.now <= 9_600
    assert list_journals(runs_folder()) == []


@pytest.mark.parametrize("speed", ["0", "-1", "fast", "nan", "inf", "1e9", ""])
def test_a_speed_that_is_none_says_what_to_write(
    hamtimer: Hamtimer, bridges: Path, speed: str
) -> None:
    result = hamtimer("run", str(bridges), "--speed", speed)
    assert result.exit_code == 2
    assert "write a number such as 10, or max" in result.stderr


def test_a_run_in_real_time_is_recorded_and_looked_back_on(
    hamtimer: Hamtimer, bridges: Path, person: FakePerson
) -> None:
    assert "Nothing is recorded yet" in hamtimer("history").stdout
    result = hamtimer("run", str(bridges), "--plain", "--audio", "off")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == (
        "  Bridge: 2 of 2 sets, 6 of 6 reps, 0:24 under tension by plan"
    )
    assert person.now >= 94_000
    (line, folder) = hamtimer("history").stdout.splitlines()
    assert line.split("  ")[1:] == ["Bridges", "1:34", "2 sets, 6 reps"]
    assert str(runs_folder()) in folder


def test_a_run_that_was_left_is_resumed_where_it_was(
    hamtimer: Hamtimer, bridges: Path, person: FakePerson
) -> None:
    person.script = [(12_500, "quit")]
    left = hamtimer("run", str(bridges), "--audio", "off").stdout
    assert "00:12.500  Paused" in left
    assert left.splitlines()[-1] == "Resume later with: hamtimer resume"
    assert "interrupted" in hamtimer("history").stdout

    resumed = hamtimer("resume", "--audio", "off").stdout.splitlines()
    assert resumed[0] == "Bridges, resuming at 0:12"
    assert resumed[1] == "00:12.500  Resumed"
    assert "00:14.000  Lower 2 s, rep 2 of 3" in resumed
    assert "01:34.000  Session done" in resumed
    assert "interrupted" not in hamtimer("history").stdout
    assert hamtimer("resume").exit_code == 1


def test_ctrl_c_leaves_a_run_as_quit_does(
    hamtimer: Hamtimer, bridges: Path, person: FakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_timeout_s: float) -> None:
        person.now = 12_500
        raise KeyboardInterrupt

    monkeypatch.setattr(person, "get", interrupt)
    result = hamtimer("run", str(bridges), "--audio", "off")
    assert result.exit_code == 130
    assert "Resume later with: hamtimer resume" in result.stdout
    assert "interrupted" in hamtimer("history").stdout


def test_with_nothing_to_resume_it_says_so(hamtimer: Hamtimer) -> None:
    result = hamtimer("resume")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no run to resume" in result.stderr


def test_choices_are_recorded_with_the_run(hamtimer: Hamtimer, person: FakePerson) -> None:
    Path("a.yaml").write_text(
        "name: A\nexercises: [{name: Sit, hold: 30s}, {name: Plank, hold: 30s}]\n"
    )
    person.script = [(15_000, "quit")]
    hamtimer("run", "a.yaml", "--skip", "sit", "--audio", "off")
    Path("a.yaml").unlink()
    resumed = hamtimer("resume", "--audio", "off").stdout
    assert "Plank" in resumed
    assert "Sit" not in resumed


def test_a_disk_that_is_closed_to_us_stops_no_session(
    hamtimer: Hamtimer, bridges: Path, person: FakePerson
) -> None:
    runs_folder().parent.mkdir(parents=True)
    runs_folder().write_text("a file where the folder should be")
    person.stays = False
    result = hamtimer("run", str(bridges), "--audio", "off")
    assert result.exit_code == 0
    assert "this run is not recorded" in result.stdout
    assert "Session done" in result.stdout


def test_a_damaged_record_hides_no_other(
    hamtimer: Hamtimer, bridges: Path, person: FakePerson
) -> None:
    person.stays = False
    hamtimer("run", str(bridges), "--audio", "off")
    (runs_folder() / "9999-evil.jsonl").write_text("\x1b[31m no record")
    result = hamtimer("history")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert [line for line in result.stdout.splitlines() if "cannot be read" in line]
    assert [line for line in result.stdout.splitlines() if "2 sets, 6 reps" in line]


def test_a_practice_is_distinguished_and_never_resumed(
    hamtimer: Hamtimer, person: FakePerson
) -> None:
    plan = plan_values(PracticePlan())
    header = Header("Tempo", "", "", "2026-01-05T07:00:00", "1", practice=plan)
    player = practice_player(PracticePlan(), gap_ms=None)
    run = Run(player, begin_journal(runs_folder(), header, person.now))
    run.do(Command.START, person.now)
    run.close()
    assert hamtimer("history").stdout.splitlines()[0].endswith("  practice")
    assert hamtimer("resume").exit_code == 1


def test_history_shows_the_newest(hamtimer: Hamtimer, bridges: Path, person: FakePerson) -> None:
    for _ in range(3):
        person.script = [(person.now + 1_000, "quit")]
        hamtimer("run", str(bridges), "--audio", "off")
    lines = hamtimer("history", "-n", "2").stdout.splitlines()
    assert len(lines) == 4
    assert lines[2] == "… and 1 older; to list all: hamtimer history -n 3"


def test_the_sound_is_made_as_the_options_say(
    hamtimer: Hamtimer, bridges: Path, person: FakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool, bool | None]] = []

    def open_audio(settings: Settings, mode: str, **_: object) -> Off:
        asked.append((mode, settings.muted, settings.voice))
        return Off()

    monkeypatch.setattr("hamtimer.cli.playing.open_audio", open_audio)
    monkeypatch.setattr("hamtimer.audio.output.open_audio", open_audio)
    monkeypatch.setattr("hamtimer.plain.inbox.open_inbox", lambda _: person)
    change_settings({"voice": True})
    for words in (
        ("run", str(bridges)),
        ("run", str(bridges), "--audio", "bell"),
        ("run", str(bridges), "--mute"),
        ("run", str(bridges), "--no-voice"),
        ("resume", "--voice"),
        ("tempo", "5-1-2-0", "--no-voice"),
    ):
        person.script = [(person.now + 1_000, "quit")]
        assert hamtimer(*words).exit_code == 0
    assert asked == [
        ("", False, True),
        ("bell", False, True),
        ("", True, True),
        ("", False, False),
        ("", False, True),
        ("", False, False),
    ]


def test_warnings_of_a_file_are_reported_and_it_runs(hamtimer: Hamtimer) -> None:
    Path("slow.yaml").write_text(
        "name: Slow\nexercises: [{name: a, reps: 2, tempo: 300-0-1-0, rest: 30s}]\n"
    )
    result = hamtimer("run", "slow.yaml", "--speed", "max")
    assert result.exit_code == 0
    assert "warning" in result.stderr


# ------------------------------------------------------------------ the person's own signals


def choose_signals(text: str) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(f"[signals]\n{text}\n")


def test_signals_of_the_settings_win_over_those_of_the_file(
    hamtimer: Hamtimer, person: FakePerson
) -> None:
    Path("sit.yaml").write_text(
        "name: Sit\nexercises: [{name: Sit, hold: 30s, signals: {periodic: 5s, countdown: 2s}}]\n"
    )
    person.stays = False
    ways = (("--speed", "max"), ("--speed", "10"), ("--plain", "--audio", "off"))
    before = [hamtimer("run", "sit.yaml", *way).stdout for way in ways]
    assert ["  15 s\n" in lines for lines in before] == [True] * 3
    assert ["  4\n" in lines for lines in before] == [False] * 3
    choose_signals('periodic = "none"\ncountdown = 4')
    after = [hamtimer("run", "sit.yaml", *way).stdout for way in ways]
    assert ["  15 s\n" in lines for lines in after] == [False] * 3
    # Before the start and before the end.
    assert [lines.count("  4\n") for lines in after] == [2] * 3


def test_a_wrong_signal_gets_its_message_once_and_the_run_continues(
    hamtimer: Hamtimer, person: FakePerson
) -> None:
    person.stays = False
    choose_signals('countdown = "20s"\nrest-soon = "none"')
    for way in (("--speed", "max"), ("--plain", "--audio", "off")):
        result = hamtimer("run", "wall-sit", *way)
        assert result.exit_code == 0
        (line,) = result.stderr.splitlines()
    assert line.endswith(':2: "20s" is out of range; write whole seconds, 1s to 10s, or none')
    assert "Rest over soon" not in result.stdout


def test_a_resumed_run_gives_the_signals_of_the_settings(
    hamtimer: Hamtimer, person: FakePerson
) -> None:
    Path("sit.yaml").write_text("name: Sit\nexercises: [{name: Sit, hold: 60s}]\n")
    person.script = [(25_000, "quit")]
    assert "  10 s\n" in hamtimer("run", "sit.yaml", "--plain", "--audio", "off").stdout
    choose_signals('halfway = false\nperiodic = "7s"')
    resumed = hamtimer("resume", "--plain", "--audio", "off").stdout
    assert "  42 s\n" in resumed
    assert "Halfway" not in resumed


def test_with_ticks_there_is_a_line_for_each_second_of_a_phase(hamtimer: Hamtimer) -> None:
    words = ("run", "first-steps", "--plain", "--speed", "max")
    lines, with_ticks = (hamtimer(*words, *more).stdout.splitlines() for more in ([], ["--ticks"]))
    assert set(lines) < set(with_ticks)

"""`hamtimer tempo`, as a person types it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.practice.gaps import Gaps
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import Ask, Heard, PracticePlan, Ramp
from hamtimer.core.run.journal_reader import list_journals
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.results import Results
from hamtimer.core.taps.turns import TapMode
from hamtimer.front.words.days import date_words
from hamtimer.front.words.practice_options import OPTIONS
from hamtimer.home import wall_clock
from hamtimer.home.folders import runs_folder
from hamtimer.home.settings import settings_path
from tests.cli.conftest import Hamtimer
from tests.core.practice.test_practice import recorded_practice
from tests.plain.fake_person import FakePerson

TEMPO = practice_plan({"tempo": "4-1-2-0"}).tempo


@pytest.fixture
def practiser(monkeypatch: pytest.MonkeyPatch) -> FakePerson:
    """Put a person at the plain practice, whose waiting makes the time pass."""
    person = FakePerson()
    monkeypatch.setattr("hamtimer.core.play.clock.now_ms", person.clock)
    monkeypatch.setattr("hamtimer.cli.follow_in_lines.now_ms", person.clock)
    monkeypatch.setattr("hamtimer.plain.inbox.open_inbox", lambda _: person)
    return person


def test_a_tempo_is_practised_and_recorded(hamtimer: Hamtimer, practiser: FakePerson) -> None:
    practiser.script = [(5_000 + at, "") for at in (2_000, 3_000, 4_000)]
    result = hamtimer("tempo", "2-1-1-0", "--reps", "1", "--sets", "1", "--audio", "off")
    assert result.exit_code == 0
    assert "Lower 2.0 s of 2.0" in result.stdout
    assert "lower 2.0 s of 2.0, on target" in result.stdout
    assert len(list_journals(runs_folder())) == 1


def test_without_any_choice_there_is_a_sensible_practice(
    hamtimer: Hamtimer, practiser: FakePerson
) -> None:
    practiser.script = [(100, "2"), (3_000, "quit")]
    assert "Practice: Tempo 5-1-2-0" in hamtimer("tempo", "--audio", "off").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["5-1-2"], "is not a tempo of four numbers; add the pause at the end of a rep, as in 5-"),
        (["--reps", "many"], '"many" is not a number of reps; write a whole number'),
        (["--sides", "eech"], 'did you mean "each"?'),
        (["--first", "pause"], "write eccentric or concentric"),
        (["--bpm", "1000"], "1000 beats per minute is out of range; choose 20 to 300"),
        (["--ramp", "6-3"], "a ramp must go up; write the shorter length first, like 3-6"),
        (["--ramp", "steep"], '"steep" is not a ramp; write the first and last length'),
        (["--level", "loud"], "write full, ticks, turns, silent or auto"),
        (["--taps", "of"], 'did you mean "off"?'),
        (["--taps", "off", "--level", "silent"], "neither guides nor measures"),
        (["5-0-0-0", "--only", "concentric"], "the tempo has no concentric phase to drill"),
        (["--json"], "write hamtimer tempo --history --json"),
    ],
)
def test_what_cannot_be_done_says_what_to_write_instead(
    hamtimer: Hamtimer, words: list[str], said: str
) -> None:
    result = hamtimer("tempo", *words)
    assert result.exit_code == 2
    assert said in result.stderr


CHOSEN: dict[str, tuple[list[str], dict[str, object]]] = {
    "reps": (["6"], {"reps": 6}),
    "sets": (["2"], {"sets": 2}),
    "sides": (["each"], {"sides": Sides.EACH}),
    "first": (["concentric"], {"tempo": replace(TEMPO, first=Phase.CONCENTRIC)}),
    "bpm": (["90"], {"bpm": 90}),
    "half-speed": ([], {"half_speed": True}),
    "only": (["eccentric"], {"drill": Phase.ECCENTRIC}),
    "reset": (["2s", "--only", "eccentric"], {"reset_ms": 2_000}),
    "ramp": (["3-5+1"], {"ramp": Ramp(3_000, 5_000, 1_000), "sets": 3}),
    "rest": (["45s"], {"rest_ms": 45_000}),
    "level": (["turns"], {"level": Level.TURNS}),
    "taps": (["ends"], {"taps": TapMode.ENDS}),
    "feedback": (["band"], {"results": Results.BAND}),
    "band": (["15", "--feedback", "band"], {"band": 15}),
    "every": (["4", "--feedback", "reps"], {"every": 4}),
    "hear": (["tones"], {"heard": Heard.TONES}),
    "ask": (["no"], {"ask": Ask.NO}),
    "gaps": (["3:1"], {"gaps": Gaps(play=3, mute=1)}),
    "seed": (["7", "--gaps", "30%"], {"gaps": Gaps(percent=30, seed=7)}),
    "test": ([], {"is_test": True, "sets": 1, "level": Level.SILENT}),
}
"""For each option its values, and the fields of the plan that they choose."""


@pytest.mark.parametrize("option", CHOSEN)
def test_every_option_reaches_the_practice(
    hamtimer: Hamtimer, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    plans: list[PracticePlan] = []
    monkeypatch.setattr(
        "hamtimer.cli.commands.tempo.practise_plainly",
        lambda plan, _settings, _playing: plans.append(plan),
    )
    values, fields = CHOSEN[option]
    result = hamtimer("tempo", "4-1-2-0", f"--{option}", *values)
    assert result.stderr == ""
    (plan,) = plans
    assert {field: getattr(plan, field) for field in fields} == fields
    assert plan.tempo.eccentric_ms == 4_000


def test_no_option_of_a_plan_is_forgotten_here() -> None:
    assert {option.key for option in OPTIONS} <= set(CHOSEN)


def test_an_explosive_tempo_is_read() -> None:
    assert practice_plan({"tempo": "4-1-X-0"}).tempo.explosive


def test_what_is_not_written_stays() -> None:
    assert practice_plan({}) == PracticePlan()
    assert practice_plan({"tempo": "", "level": "auto"}) == PracticePlan()
    base = PracticePlan(reps=5, name="Bridge")
    assert practice_plan({"sets": "2"}, base) == PracticePlan(reps=5, name="Bridge", sets=2)


def test_a_ramp_of_endless_steps_is_refused_at_once() -> None:
    with pytest.raises(Mistake, match="too many steps"):
        practice_plan({"ramp": "1-3600+0.001"})


def test_history_shows_accuracy_over_time(hamtimer: Hamtimer) -> None:
    recorded_practice(runs_folder(), PracticePlan(sets=4, level=Level.FULL))
    recorded_practice(runs_folder(), PracticePlan(sets=1, bpm=90))
    told = hamtimer("tempo", "--history").stdout.splitlines()
    day = date_words(date(2026, 11, 22), wall_clock.today())
    assert told[0] == "Tempo 5-1-2-0"
    assert told[1].startswith(f"  lower, with cues: 4.5 s of 5.0 on {day}, spread 0.00 s")
    assert "off by 10 % at first, by 10 % now; 4 sets  ▃▃▃▃" in told[1]
    assert "Tempo 5-1-2-0 at 90 beats per minute" in told


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        (("5-1-2-0",), "TEMPO"),
        (("--json", "5-1-2-0", "--reps", "8"), "TEMPO, --reps"),
        (("--plain",), "--plain"),
    ],
)
def test_history_takes_nothing_that_it_would_ignore(
    hamtimer: Hamtimer, words: tuple[str, ...], left_out: str
) -> None:
    result = hamtimer("tempo", "--history", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"--history shows every tempo; leave out {left_out}\n" in result.stderr


def test_history_is_there_for_other_programs(hamtimer: Hamtimer) -> None:
    recorded_practice(runs_folder(), PracticePlan(sets=2))
    told = json.loads(hamtimer("tempo", "--history", "--json").stdout)
    assert told["format"] == 1
    assert len(told["phases"]) == 6
    first = told["phases"][0]
    assert (first["tempo"], first["phases"], first["error_ms"]) == ("5-1-2-0", ["eccentric"], -500)


def test_without_any_practice_history_says_how_to_begin(hamtimer: Hamtimer) -> None:
    result = hamtimer("tempo", "--history")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Nothing was practised yet. Practise: hamtimer tempo 5-1-2-0\n"


def test_a_record_that_cannot_be_read_hides_no_other(hamtimer: Hamtimer) -> None:
    recorded_practice(runs_folder(), PracticePlan(sets=1))
    Path(runs_folder() / "2020.jsonl").write_text("what is this?\n")
    result = hamtimer("tempo", "--history")
    assert "2020.jsonl" in result.stderr
    assert "lower" in result.stdout


def test_the_signals_of_the_settings_apply_to_a_practice(
    hamtimer: Hamtimer, practiser: FakePerson
) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('[signals]\nrest-soon = "5s"\ncountdown = 4\n')
    practiser.stays = False
    words = ("tempo", "2-1-1-0", "--reps", "1", "--sets", "2", "--rest", "12s", "--audio", "off")
    lines = hamtimer(*words).stdout
    assert "Rest over soon" in lines
    assert "  4\n" in lines


def test_without_a_tempo_the_records_suggest_what_to_practise(
    hamtimer: Hamtimer, practiser: FakePerson
) -> None:
    recorded_practice(runs_folder(), PracticePlan(sets=1))
    practiser.script = [(100, "9"), (200, "1"), (3_000, "quit")]
    said = hamtimer("tempo", "--audio", "off").stdout
    assert "  1  Retention test of 5-1-2-0. Practised" in said
    assert "  2  Tempo 5-1-2-0 again. Continue where you left off." in said
    assert '"9" is not one of them; type 1 to 5, or q to leave' in said
    assert "Help: silent, results after the set" in said


def test_a_newcomer_is_led_through_a_first_set(hamtimer: Hamtimer, practiser: FakePerson) -> None:
    turns = [5_000 + at for rep in range(0, 24_000, 6_000) for at in (rep + 3_000, rep + 4_000)]
    ends = [5_000 + rep for rep in range(6_000, 25_000, 6_000)]
    practiser.script = [(0, ""), *((at, "") for at in sorted(turns + ends))]
    said = hamtimer("tempo", "--audio", "off").stdout
    assert "  1  Your first set. Half a minute" in said
    assert "A turn is where the word changes: tap there." in said
    assert "Tap at each turn" in said
    assert "lower 3.0 s of 3.0, on target" in said
    assert "Each bar is a rep" in said


def test_an_exercise_of_a_session_is_practised_with_its_tempo_sides_and_reps(
    hamtimer: Hamtimer, practiser: FakePerson
) -> None:
    Path("mine.yaml").write_text(
        "name: Mine\nexercises:\n  - {name: Plank, hold: 30s}\n"
        "  - {name: Bridge, tempo: 3-1-2-0, reps: 6, sides: each}\n"
        "  - {name: Curl, tempo: 4-0-2-0, reps: 5}\n"
    )
    for words, title in (((), "Bridge"), (("--exercise", "cur"), "Curl")):
        practiser.script = [(practiser.now + 3_000, "status"), (practiser.now + 3_100, "quit")]
        said = hamtimer("tempo", "--session", "mine.yaml", *words, "--audio", "off").stdout
        assert f"Practice: {title}" in said
    result = hamtimer("tempo", "--session", "mine.yaml", "--exercise", "Plank")
    assert "is not an exercise with a tempo; choose Bridge or Curl" in result.stderr
    assert "write both" in hamtimer("tempo", "--exercise", "Curl").stderr


def test_a_preset_is_chosen_by_its_name(hamtimer: Hamtimer, practiser: FakePerson) -> None:
    practiser.script = [(3_000, "quit")]
    said = hamtimer("tempo", "--preset", "test", "--audio", "off").stdout
    assert "Help: silent, results after the set" in said
    result = hamtimer("tempo", "--preset", "tset")
    assert "choose first-set, lowering, pauses or test" in result.stderr


def test_the_next_practice_continues_where_the_last_one_ended(
    hamtimer: Hamtimer, practiser: FakePerson
) -> None:
    taps = [5_000 + rep + at for rep in (0, 8_000) for at in (5_000, 6_000, 8_000)]
    practiser.script = [(at, "") for at in taps]
    first = hamtimer("tempo", "5-1-2-0", "--reps", "2", "--sets", "1", "--audio", "off").stdout
    assert "Help: full guidance, results at each turn" in first
    practiser.script = [(practiser.now + 1_000, "quit")]
    second = hamtimer("tempo", "5-1-2-0", "--audio", "off").stdout
    assert "Help: ticks only, results only when off" in second

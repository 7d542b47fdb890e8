"""Every example of the format with numbers: from the lines of a file to what it comes to.

Get-readies are left out throughout (`prepare: 0`), as in the format's own examples.
"""

from dataclasses import dataclass

import pytest

from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals, time_by_kind
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline


@dataclass(frozen=True)
class Row:
    """What some exercises come to; times in seconds."""

    items: str
    """In flow style, without the brackets around them."""
    length: float
    """The assumed length; -1: not looked at."""
    sets: int
    reps: int = 0
    tension: float | None = 0
    """None: not known."""
    rest: float = -1
    """-1: not looked at."""
    least: float = -1
    """-1: as assumed."""
    most: float | None = -1
    """-1: as assumed; None: nothing bounds it."""


ROWS = {
    # ---------------------------------------------------------- B1 time
    # 3 x 40 + 2 x 20; nobody knows the tension of moving at one's own pace.
    "B1 timed sets": Row(
        "{name: a, sets: 3, time: 40s, rest: 20s}",
        length=160, sets=3, tension=None, rest=40,
    ),
    # 40 s led at 6 s a rep: 6 whole reps; the seventh is cut off and not counted (D11).
    "B1.2 timed and led": Row(
        "{name: a, time: 40s, tempo: 3-0-3-0}", length=40, sets=1, reps=6, tension=36
    ),
    # The whole time on each side, 5 s to switch.
    "B1.3 each side": Row(
        "{name: a, time: 40s, sides: each, switch: 5s}", length=85, sets=1, tension=None
    ),
    # D14: 40 s for the set, not for each side.
    "B1.3 alternating": Row(
        "{name: a, time: 40s, sides: alternating}", length=40, sets=1, tension=None
    ),
    "B1 a range of time": Row(
        "{name: a, time: 30-40s}", length=40, sets=1, tension=None, least=30
    ),
    "B1 at least": Row(
        "{name: a, time: 40s+, assume: 60s}", length=60, sets=1, tension=None, least=40, most=None
    ),
    "B1 a list": Row(
        "{name: a, time: [40s, 30s, 20s], rest: 10s}", length=110, sets=3, tension=None
    ),
    # ---------------------------------------------------------- B2 every
    # 8 x 30 = 240: rest after the last set too.
    "B2.1 Tabata on the clock": Row(
        "{name: a, sets: 8, time: 20s, every: 30s}", length=240, sets=8, tension=None, rest=80
    ),
    # 8 x 20 + 7 x 10 = 230.
    "B2.1 Tabata with rests": Row(
        "{name: a, sets: 8, time: 20s, rest: 10s}", length=230, sets=8, tension=None, rest=70
    ),
    # D6: nobody presses a key, the boundary ends each set: 10 x 60.
    "B2.2 EMOM": Row(
        "{name: a, sets: 10, reps: 8, every: 60s}", length=600, sets=10, reps=80, tension=None,
        least=600, most=600,
    ),
    # D7: both sides and the switch are in the 60 s.
    "B2.3 both sides in one interval": Row(
        "{name: a, sets: 2, hold: 20s, sides: each, switch: 5s, every: 60s}",
        length=120, sets=2, tension=80, rest=30,
    ),
    # Five rounds of two minutes: alternating EMOM (D8).
    "B2.4 alternating EMOM": Row(
        "{block: b, kind: superset, rounds: 5, defaults: {every: 60s, prepare: 0},"
        " exercises: [{name: a, reps: 12}, {name: b, reps: 8}]}",
        length=600, sets=10, reps=100, tension=None,
    ),
    # Four rounds of 180 s, whatever is in them.
    "B2.4 an interval for the round": Row(
        "{block: b, kind: circuit, rounds: 4, every: 3 min,"
        " exercises: [{name: a, time: 60s}, {name: b, hold: 30s}]}",
        length=720, sets=8, tension=None,
    ),
    # ---------------------------------------------------------- B3 caps
    # D43: exactly T. A round is 10 + 5 reps at 4 s = 60 s: 12 rounds are planned.
    "B3 AMRAP": Row(
        "{block: b, kind: circuit, rounds: max, within: 12 min,"
        " exercises: [{name: a, reps: 10}, {name: b, reps: 5}]}",
        length=720, sets=24, reps=180, tension=None, least=720, most=720,
    ),
    # Five rounds of 60 s assumed, 300; at the least 0, at the most the cap.
    "B3 for time": Row(
        "{block: b, kind: circuit, rounds: 5, within: 20 min,"
        " exercises: [{name: a, reps: 10}, {name: b, reps: 5}]}",
        length=300, sets=10, reps=75, tension=None, least=0, most=1_200,
    ),
    # D4: the inner block's own clock, three times: 3 x 300 + 2 x 60 between rounds.
    "B3 D4 a cap inside rounds": Row(
        "{block: b, rounds: 3, exercises: [{block: c, rounds: max, within: 5 min,"
        " rest-after: 0, exercises: [{name: a, reps: 15}]}]}",
        length=1_020, sets=15, reps=225, tension=None,
    ),
    # ---------------------------------------------------------- B4 relax
    # 6 x 7 + 5 x 3 = 57 a set; 6 sets and 5 rests of 180: 342 + 900 = 1242; tension 6 x 42.
    "B4.1 repeaters": Row(
        "{name: a, sets: 6, hold: 7s, reps: 6, relax: 3s, rest: 3 min}",
        length=1_242, sets=6, reps=36, tension=252, rest=900,
    ),
    # D16.
    "B4.1 one set": Row(
        "{name: a, hold: 7s, reps: 6, relax: 3s}", length=57, sets=1, reps=6, tension=42
    ),
    # All reps of one side, switch, all of the other: 2 x (3 x 10 + 2 x 5) + 5.
    "B4.3 each side": Row(
        "{name: a, hold: 10s, reps: 3, relax: 5s, sides: each, switch: 5s}",
        length=85, sets=1, reps=6, tension=60,
    ),
    # ---------------------------------------------------------- B5 clusters
    # 3 x 5 x 3 s + 2 x 15 = 75 a set; 3 x 75 + 2 x 120 = 465; tension 135; rest 240 + 90 = 330.
    "B5.4 clusters": Row(
        "{name: a, sets: 3, reps: 5+5+5, tempo: 2-0-1-0, rest: 2 min}",
        length=465, sets=3, reps=45, tension=135, rest=330,
    ),
    # D1: two parts, 8 x 3 + 10 + 4 x 3.
    "B5 8+4": Row(
        "{name: a, reps: 8+4, tempo: 2-0-1-0, intra-set-rest: 10s}",
        length=46, sets=1, reps=12, tension=36, rest=10,
    ),
    # 2 sets: 5+5+5 is 45 + 30, 4+4+4 is 36 + 30; 60 s between.
    "B5.1 clusters in a list": Row(
        "{name: a, reps: [5+5+5, 4+4+4], tempo: 2-0-1-0}",
        length=75 + 60 + 66, sets=2, reps=27, tension=81, rest=120,
    ),
    # ---------------------------------------------------------- B6 then
    # 15 x 4 + 30 = 90 a set; 3 x 90 + 2 x 60 = 390; tension 270.
    "B6.5 reps, then a hold": Row(
        "{name: a, sets: 3, reps: 15, tempo: 2-0-2-0, then: {hold: 30s}, rest: 60s}",
        length=390, sets=3, reps=45, tension=270, rest=120,
    ),
    # D20: both parts of a side, switch, both of the other: 2 x (10 x 4 + 20) + 5.
    "B6.2 each side": Row(
        "{name: a, reps: 10, tempo: 2-0-2-0, then: {hold: 20s}, sides: each, switch: 5s}",
        length=125, sets=1, reps=20, tension=120,
    ),
    # D23: 10 s to change the weight: 8 x 3 + 10 + 8 x 3.
    "B6 drop set": Row(
        "{name: a, reps: 8, tempo: 2-0-1-0, load: 40 kg,"
        " then: {reps: 8, load: 30 kg, intra-set-rest: 10s}}",
        length=58, sets=1, reps=16, tension=48, rest=10,
    ),
    # ---------------------------------------------------------- B7 ranges
    # 3 x 12 x 6 = 216; rests of 120 to 180.
    "B7.5 rest in a range": Row(
        "{name: a, sets: 3, reps: 12, tempo: 3-0-3-0, rest: 2-3 min}",
        length=576, sets=3, reps=36, tension=216, least=456, most=576,
    ),
    # D38.
    "B7 hold in a range": Row("{name: a, hold: 20-30s}", length=30, sets=1, tension=30, least=20),
    # ---------------------------------------------------------- B8 sets one by one
    # 10 x 4 + 180 + 8 x 4.
    "B8 groups": Row(
        "{name: a, tempo: 2-0-2-0, sets: [{reps: 10, load: 40 kg, rest: 3 min},"
        " {reps: 8, load: 50 kg}]}",
        length=252, sets=2, reps=18, tension=72, rest=180,
    ),
    # What a group does not say is the exercise's: 30 + 60 + 5 x 4.
    "B8 groups of different work": Row(
        "{name: a, tempo: 2-0-2-0, reps: 5, sets: [{hold: 30s}, {load: 5 kg}]}",
        length=110, sets=2, reps=5, tension=50, rest=60,
    ),
    # ---------------------------------------------------------- A3 lists
    # D24: one rest less than sets: 3 x 10 x 4 + 60 + 120.
    "A3 rests in a list": Row(
        "{name: a, sets: 3, reps: 10, tempo: 2-0-2-0, rest: [60s, 2 min]}",
        length=300, sets=3, reps=30, tension=120, rest=180,
    ),
    # 10 x 4 + 60 + 10 x 6.
    "A3 tempos in a list": Row(
        "{name: a, reps: 10, tempo: [2-0-2-0, 3-0-3-0]}",
        length=160, sets=2, reps=20, tension=100, rest=60,
    ),
    # ---------------------------------------------------------- B10 beat
    # 4 beats of 1.2 s: 10 x 4.8.
    "B10 beats per minute": Row(
        "{name: a, reps: 10, tempo: 2-0-2-0, beat: 50 bpm}", length=48, sets=1, reps=10, tension=48
    ),
    "B10 breaths": Row(
        "{name: a, reps: 5, tempo: 1-0-1-0, beat: 4s}", length=40, sets=1, reps=5, tension=40
    ),
    # Times with a unit and X do not scale: 3 + 1 s + 1 + 1.2.
    "B10 only bare numbers": Row(
        "{name: a, reps: 1, tempo: 3s-1s-X-1, beat: 1.2s}",
        length=6.2, sets=1, reps=1, tension=6.2,
    ),
    # D39: 4 x 666.67 ms is 2.667 s, rounded once.
    "B10 a rep is rounded once": Row(
        "{name: a, reps: 3, tempo: 1-1-1-1, beat: 90 bpm}",
        length=8.001, sets=1, reps=3, tension=8.001,
    ),
    # ---------------------------------------------------------- B13 repairs
    "B13 a start after a time is open": Row(
        "{name: a, hold: 30s, start: after 1 min}",
        length=-1, sets=1, tension=30, least=30, most=90,
    ),
}  # fmt: skip


def compiled(items: str) -> Timeline:
    text = f"name: x\ndefaults: {{prepare: 0}}\nexercises: [{items}]"
    loaded = load_session(text, "x.yaml")
    assert loaded.session is not None, loaded.problems
    return compile_session(loaded.session)


@pytest.mark.parametrize("name", ROWS)
def test_it_matches_the_worked_example(name: str) -> None:
    expected, made = ROWS[name], compiled(ROWS[name].items)
    totals, time = plan_totals(plan_of(made)), time_by_kind(made)
    assert (totals.sets, totals.reps) == (expected.sets, expected.reps)
    tension = totals.tension_ms
    assert (None if tension is None else tension / 1_000) == expected.tension
    if expected.length >= 0:
        assert made.assumed_ms / 1_000 == expected.length
    if expected.rest >= 0:
        assert time.rest_ms / 1_000 == expected.rest
    least = expected.length if expected.least < 0 else expected.least
    most = expected.length if expected.most == -1 else expected.most
    if least >= 0:
        assert made.least_ms / 1_000 == least
        assert (None if made.most_ms is None else made.most_ms / 1_000) == most

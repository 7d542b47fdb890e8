import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.notation.prose.amounts import normal, time_text
from hamtimer.core.notation.prose.line import read_line
from tests.core.notation.prose.lines import LINES


@pytest.mark.parametrize("text", LINES)
def test_a_line_of_a_hand_out_is_read(text: str) -> None:
    line = read_line(normal(text))
    assert {"name": line.name, **line.keys} == LINES[text]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("60s", "60s"),
        ("one minute", "60s"),
        ("2 min", "2 min"),
        ("1 min 30", "90s"),
        ("1:30", "90s"),
        ("2-3 min", "2-3 min"),
        ("30 to 60 seconds", "30-60s"),
        ("45-second", "45s"),
        ("1,5 min", "90s"),
        ('30"', "30s"),
        ("1'30", "90s"),
    ],
)
def test_times_as_hand_outs_write_them(written: str, text: str) -> None:
    assert time_text(written) == text


def test_what_is_not_understood_is_kept() -> None:
    line = read_line("Heel raises 3 x 15, squeeze your glutes")
    assert line.name == "Heel raises"
    assert line.notes == ["squeeze your glutes"]


PIECES = {
    "sets and reps": st.sampled_from(
        [
            ("3x15", {"sets": "3", "reps": "15"}),
            ("3 sets of 8-10 reps", {"sets": "3", "reps": "8-10"}),
            ("15 reps x 3 sets", {"sets": "3", "reps": "15"}),
            ("two sets of ten", {"sets": "2", "reps": "10"}),
        ]
    ),
    "side": st.sampled_from(
        [
            ("each leg", {"sides": "each"}),
            ("per side", {"sides": "each"}),
            ("alternating", {"sides": "alternating"}),
        ]
    ),
    "tempo": st.sampled_from(
        [
            ("tempo 3010", {"tempo": "3-0-1-0"}),
            ("4 s down", {"tempo": "4-1-2-0"}),
            ("lower for 5 seconds", {"tempo": "5-1-2-0"}),
            ("slow", {"tempo": "4-1-2-0"}),
        ]
    ),
    "load": st.sampled_from(
        [("@ 80 kg", {"load": "80 kg"}), ("with 12,5 kg", {"load": "12.5 kg"})]
    ),
    "effort": st.sampled_from([("RPE 8", {"rpe": "8"}), ("2 RIR", {"rpe": "8"})]),
    "rest": st.sampled_from(
        [
            ("rest 60s", {"rest": "60s"}),
            ("2 min rest", {"rest": "2 min"}),
            ("90 sec rest between sets", {"rest": "90s"}),
        ]
    ),
}


@given(st.data())
def test_the_facts_of_a_line_may_come_in_any_order(data: st.DataObject) -> None:
    chosen = {"name": "Split squat"}
    optional = data.draw(st.sets(st.sampled_from(sorted(PIECES.keys() - {"sets and reps"}))))
    pieces: list[tuple[str, dict[str, str]]] = [("Split squat", {})]
    pieces += [data.draw(PIECES[kind]) for kind in ("sets and reps", *sorted(optional))]
    for _, keys in pieces:
        chosen |= keys
    words = [word for word, _ in data.draw(st.permutations(pieces))]
    line = read_line(normal(", ".join(words)))
    assert {"name": line.name, **line.keys} == chosen
    assert line.notes == []

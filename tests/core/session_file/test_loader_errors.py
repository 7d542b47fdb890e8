"""Loading reports every error at once: where, what is wrong, and what to write instead."""

import pytest

from hamtimer.core.session_file.loader import load_session


def problems(text: str) -> list[str]:
    return [str(problem) for problem in load_session(text, "test.yaml").problems]


def test_all_errors_come_at_once_in_order_of_their_places() -> None:
    text = """\
name: Bad
levle: beginner
rest: 30s
defaults: {rest: 2 mni}
exercises:
  - name: Glute bridge
    sets: 3
    sets: 4
    repz: 15
    tempo: 302
    side: each
  - nme: foo
    reps: 20-15
  - block: A
    kind: suprset
    exercises:
      - name: Sit
        hold: 40-30s
  - name: z
"""
    assert problems(text) == [
        'test.yaml:2:1: "levle" is not a key of a session; did you mean "level"?',
        (
            'test.yaml:3:1: "rest" is not a key of a session; '
            "write `rest` under `defaults:` or in an exercise, in the column of its `name`"
        ),
        'test.yaml:4:18: "mni" is not a unit of time; did you mean "min"?',
        'test.yaml:8:5: "sets" was already given in line 7; delete one of the two',
        'test.yaml:9:5: "repz" is not a key of an exercise; did you mean "reps"?',
        (
            'test.yaml:10:12: "302" is not a tempo of four numbers; '
            "write eccentric-pause-concentric-pause in seconds, like 4-1-2-0"
        ),
        'test.yaml:11:5: "side" is not a key of an exercise; did you mean "sides"?',
        'test.yaml:12:5: "nme" is not a key of an exercise; did you mean "name"?',
        'test.yaml:13:11: "20-15": the range is reversed; write 15-20',
        (
            'test.yaml:15:11: "suprset" must be straight, superset or circuit; '
            'did you mean "superset"?'
        ),
        'test.yaml:18:15: "40-30s": the range is reversed; write 30-40s',
        (
            "test.yaml:19:5: nothing says how much to do; "
            "add `reps: 10`, `hold: 30s` to keep still, or `time: 40s` to move by the clock"
        ),
    ]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ("reps: 5, sides: eech", 'did you mean "each"?'),
        ("reps: 5, sides: alternate", 'did you mean "alternating"?'),
        ("reps: 5, tempo: self paced-", 'did you mean "self-paced"?'),
        ("reps: 5, start: kye", 'did you mean "key"?'),
        ("reps: 5, start: after lunch", '"lunch" is not a duration'),
        ("reps: 5, cues: [{say: x, at: eccentrik}]", 'did you mean "eccentric"?'),
        ("reps: 5, cues: [{at: start}]", "a cue needs `say`"),
        ("reps: 5, cues: [{text: x}]", 'did you mean "say"?'),
        ("repetitions: 5", 'did you mean "reps"?'),
        ("reps: 5, weight: 5 kg", 'did you mean "load"?'),
        ("duration: 5", 'did you mean "time"?'),
        ("reps: 5, Rest_After: 5", 'did you mean "rest-after"?'),
        ("reps: 5, rounds: 3", "rounds belong to a block"),
        ("reps: 5, rpe: 11", "from 1 to 10"),
        ("reps: 5, rpe: hard", "from 1 to 10"),
        ("reps: 5, sets: many", "write it like 3 or 2-3"),
        ("reps: 5, sets: 100", "write at most 99"),
        ("reps: 1000", "write at most 999"),
        ("reps: [5, 0]", "a set needs at least 1 rep"),
        ("hold: 0", "a hold must be longer than 0 s"),
        ("reps: 5, rest: ", "nothing is written after `rest:`"),
        ("reps: 5, rest: [[5]]", "this should be a duration, or a range like 2-3 min, not a list"),
        ("reps: 5, tempo: {ecentric: 4}", 'did you mean "eccentric"?'),
        ("reps: 5, tempo: {stretched: x}", "X cannot stand for the stretched phase"),
        ("reps: 5, phase-names: {excentric: x}", 'did you mean "eccentric"?'),
        ("reps: 5, schedule: sometimes", "write it like daily"),
        ("reps: 5, schedule: {times: 3}", "a schedule needs `per`"),
        ("reps: 5, explosive: 0", "write a time above zero"),
        ("sets: 2, reps: [12, 10, 8]", "there are 2 sets, but 3 entries"),
        ("sets: 1, reps: [12, 10]", "there is 1 set, but 2 entries for it"),
        ("hold: 30s, sides: alternating", "a hold cannot alternate"),
        ("reps: 5, hold: 60s+", "has one fixed length"),
        ("reps: 5, hold: 3s, tempo: 3-0-2-1", "disagree"),
        ("reps: 5, hold: 3s, tempo: self-paced", "no timed hold"),
        ("reps: 5, tempo: 3-1-2-0, reset: 3s", "with a reset there is no concentric"),
        ("reps: 5, reset: 3s", "with a reset there is no concentric"),
        ("reps: 5, easier: [{reps: 3}]", "a variant needs `name`"),
        ("reps: 5, easier: [{name: x, easier: []}]", '"easier" is not a key of a variant'),
        ("weeks: [{sets: 3, reps: 5}]", "a week needs `weeks`"),
        ("weeks: [{weeks: 3-1, reps: 5}]", "write 1-3"),
        ("weeks: [{weeks: 2, reps: 5}, {weeks: 1, reps: 5}]", "put the weeks in order"),
        ("reps: 5, description: ''", "this text is empty"),
        (f"reps: 5, load: {'x' * 201}", "this text has 201 characters; write at most 200"),
    ],
)
def test_an_error_in_an_exercise_says_what_to_write(options: str, error: str) -> None:
    text = f"name: Test\nexercises:\n  - {{name: Curl, {options}}}"
    found = problems(text)
    assert error in "\n".join(found)
    assert all(line.startswith("test.yaml:3:") for line in found)
    assert load_session(text, "test.yaml").session is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("exercises: [{name: a, reps: 5}]", "a session needs `name`"),
        ("name: x", "a session needs `exercises`"),
        ("name x", "write keys and values like `name: …`"),
        ("name:x\nexercises:\n  - name:x", "a space is missing after the colon; write `name: x`"),
        ("name: x\nexercises:\n  - name: a\n\treps: 5", "indent with spaces"),
        ("name: x\nexercises:\n\t- name: a", "indent with spaces"),
        ("name: x\nexercises: {name: a, reps: 5}", "begin each exercise with a dash"),
        ("name: x\nexercises: []", "this list is empty"),
        ("name: x\nexercises: [{name: a, reps: 5, sets: 0}]", "nothing to do in this session"),
        (
            "name: x\nlevel: expert\nexercises: [{name: a, reps: 5}]",
            '"expert" is not known here; write beginner, intermediate or advanced',
        ),
        ("name: x\nlevel: beginer\nexercises: [{name: a, reps: 5}]", 'did you mean "beginner"?'),
        ("name: x\nhamtimer: 2\nexercises: [{name: a, reps: 5}]", "write 1"),
        ("name: x\nvoice: maybe\nexercises: [{name: a, reps: 5}]", "yes, no, true, false"),
        ("name: x\nsounds: {tik: beep}\nexercises: [{name: a, reps: 5}]", 'did you mean "tick"?'),
        ("name: x\nwarmup: []\nexercises: [{name: a, reps: 5}]", 'did you mean "warm-up"?'),
        (
            "name: x\ndefaults: {rest-after: 5s}\nexercises: [{name: a, reps: 5}]",
            'did you mean "rest-between-exercises"?',
        ),
        (
            "name: x\nexercises: [{block: b, rest: 5s, exercises: [{name: a, reps: 5}]}]",
            "write `rest` under `defaults:`",
        ),
        (
            (
                "name: x\nexercises: [{block: b, kind: superset, rounds: 2,"
                " exercises: [{name: a, reps: 5, sets: 3}]}]"
            ),
            "3 sets do not fit into 2 rounds",
        ),
        (
            "name: x\nexercises: [{block: b, rounds: 100, exercises: [{name: a, reps: 5}]}]",
            "1 to 99",
        ),
        ("name: x\nexercises: [{block: b}]", "a block needs `exercises`"),
    ],
)
def test_an_error_in_a_session_says_what_to_write(text: str, error: str) -> None:
    assert error in "\n".join(problems(text))
    assert load_session(text, "test.yaml").session is None


def test_a_line_that_is_not_an_exercise_is_reported_once() -> None:
    found = problems("name: x\nexercises:\n  - Bridge\n  - {name: a, reps: 5}")
    assert len(found) == 1
    assert "this should be an exercise" in found[0]


def test_a_wrong_default_is_reported_once() -> None:
    text = "name: x\ndefaults: {hold: 60s+, reps: 5}\nexercises:\n" + "  - name: a\n" * 50
    assert len(problems(text)) == 1


def test_a_warning_says_that_it_is_one() -> None:
    text = "name: x\nexercises:\n  - {name: a, reps: 5, rest: 2 h}"
    assert problems(text)[0].startswith("test.yaml:3:30: warning: this is longer than 1h; ")

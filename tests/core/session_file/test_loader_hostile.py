"""A session file is data from the internet: the worst of them get a clear error, quickly."""

import time
import tracemalloc
from pathlib import Path

import pytest
import yaml

from hamtimer.core.session_file.loader import LARGEST_FILE, Loaded, load_session, read_session
from hamtimer.core.session_file.problems import Severity

START = "name: Hostile\nexercises:\n  - name: Bridge\n    reps: 10\n"


def bomb(levels: int, width: int = 9) -> str:
    """Write lists of aliases of lists of aliases."""
    lines = ["a0: &a0 [x, x]"]
    for level in range(1, levels):
        inner = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} [{inner}]")
    return "\n".join(lines)


def nested_blocks(depth: int) -> str:
    lines, indent = ["name: x", "exercises:"], ""
    for _ in range(depth):
        lines += [f"{indent}- block: b", f"{indent}  rounds: 99", f"{indent}  exercises:"]
        indent += "  "
    return "\n".join([*lines, f"{indent}- name: x", f"{indent}  sets: 99", f"{indent}  reps: 999"])


HOSTILE = {
    "alias bomb": (bomb(30), "aliases"),
    "alias of itself": ("name: &a [*a]", "stands for nothing"),
    "alias of nothing": ("name: *a", "stands for nothing"),
    "brackets 100,000 deep": ("name: " + "[" * 100_000, "nested too deep"),
    "braces 50,000 deep": ("{a: " * 50_000, "nested too deep"),
    "lists 50,000 deep": ("- " * 50_000, "nested too deep"),
    "keys 50,000 deep": ("? " * 50_000, "nested too deep"),
    "blocks six deep": (nested_blocks(6), "nested more than 5 deep"),
    "rounds of rounds": (nested_blocks(5), "more than 100000 sets"),
    "rounds of rounds of a variant": (
        (
            "name: x\nexercises:\n"
            "- {block: a, rounds: 99, exercises: [{block: b, rounds: 99, exercises: ["
            "{name: y, reps: 1, harder: [{name: z, sets: 99}]}]}]}"
        ),
        "more than 100000 sets",
    ),
    "most of a year of holds": (
        "name: x\nexercises:\n" + "- {name: y, hold: 24h, sets: 99}\n" * 3,
        "all sets of y last longer than a day",
    ),
    "duplicate keys": (START + "    reps: 12\n", "already given in line 4"),
    "several documents": (START + "---\n" + START, "second document"),
    "a tag": (START + "    load: !!python/object/apply:os.system [ls]\n", "tag"),
    "a harmless tag": (START + "    load: !!str 5\n", "tag"),
    "a merge key": (START + "    <<: {sets: 3}\n", "merge keys"),
    "a list as a key": (START + "    ? [a, b]\n    : c\n", "key cannot be a list"),
    "a scalar of a megabyte": (START + "    load: " + "x" * 1_000_000, "1000000 characters"),
    "a number of a megabyte": (START + "    sets: " + "9" * 1_000_000, "1000000 characters"),
    "a million list items": ("name: x\ntags: [" + "a, " * 1_000_000 + "]", "too large"),
    "a list of 100,000": ("name: x\ntags: [" + "a, " * 100_000 + "]", "too long"),
    "a hundred and fifty thousand exercises": (
        "name: x\nexercises:\n" + "- a\n" * 150_000,
        "should be an exercise",
    ),
    "a quarter of a million exercises": (
        "name: x\nexercises:\n" + "- a\n" * 250_000,
        "more than 200000 keys and values",
    ),
    "a plan of many weeks, exercises and variants": (
        (
            "name: x\ndefaults:\n  weeks:\n"
            + "".join(f"  - {{weeks: {week}, sets: 2}}\n" for week in range(1, 300))
            + "exercises:\n"
            + "- {name: y, reps: 5, harder: [{name: z}, {name: w}]}\n" * 100
        ),
        "more than 20000 exercises and variants",
    ),
    "too long a text": ("x" * (LARGEST_FILE + 1), "larger than 4 MiB"),
    "a terminal escape": (START.replace("Bridge", '"\\e[31mBridge"'), "control character"),
    "a raw terminal escape": (START.replace("Bridge", "\x1b[31mBridge"), "control character"),
    "a bell": (START.replace("Bridge", '"\\aBridge"'), "control character"),
    "a C1 control": (START.replace("Bridge", '"\\x9b31m"'), "control character"),
    "reversed text": (START.replace("Bridge", '"\\u202eegdirB"'), "control character"),
    "half a character": (START.replace("Bridge", "\ud800"), "control character"),
    "half an escaped character": (START.replace("Bridge", '"\\ud800"'), ""),
    "a control in a key": (START + '    "\\e[2Jsets": 3\n', "not a key"),
    "a sound elsewhere": (START + "sounds: {tick: /dev/zero}\n", "not beside this file"),
    "a sound above": (START + "sounds: {tick: ../../secret.wav}\n", "not beside this file"),
    "a sound on the net": (START + "sounds: {tick: 'http://x/y.wav'}\n", "not beside this file"),
    "most of a month of holds": (
        "name: x\nexercises:\n" + "- {name: y, hold: 23h}\n" * 20,
        "the work of this session is longer than 68 hours",
    ),
    "a day that is assumed": (
        "name: x\nexercises:\n- {name: y, reps: max, tempo: 3-0-3-0, assume: 24h, sets: 99}",
        "all sets of y last longer than a day",
    ),
    "a day of ticks": (START + "    sides: each\n    tempo: 1h-0-1h-0\n", "longer than"),
    "nothing": ("", "no session"),
    "only a comment": ("# hello", "no session"),
    "only a word": ("hello", "should be a session"),
    "only a list": ("- hello", "put `name: …` and `exercises:` above it"),
    "a tab": ("name: x\nexercises:\n\t- name: y", "indent with spaces"),
    "an open quote": ('name: "x\nexercises: []', "never closed"),
    "an open bracket": ("name: [x\n", ""),
    "a colon in a text": ("name: Legs: the hard way\n", "in quotes"),
    "a wrong indentation": ("name: x\n exercises: []\n", ""),
    "a NUL": ("name: \0", "control character"),
    "a directive": ("%YAML 3.0\n---\nname: x", ""),
}


def errors(loaded: Loaded) -> str:
    return "\n".join(str(p) for p in loaded.problems if p.severity is Severity.ERROR)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_quickly_and_clearly(name: str) -> None:
    text, message = HOSTILE[name]
    start = time.process_time()
    loaded = load_session(text, "hostile.yaml")
    # A second is promised; a busy machine gets some more.
    assert time.process_time() - start < 4
    assert loaded.session is None
    assert message in errors(loaded)
    for problem in loaded.problems:
        assert str(problem).isprintable(), "a message must not carry what it warns of"
        assert len(str(problem)) < 400


@pytest.mark.parametrize("name", ["alias bomb", "brackets 100,000 deep", "rounds of rounds"])
def test_memory_stays_bounded(name: str) -> None:
    text, _ = HOSTILE[name]
    tracemalloc.start()
    try:
        load_session(text, "hostile.yaml")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 50e6


def test_the_fallback_without_the_c_library_refuses_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    for name, (text, message) in HOSTILE.items():
        if len(text) > 200_000:
            continue  # the pure parser is right but slow
        loaded = load_session(text, "hostile.yaml")
        assert loaded.session is None, name
        assert not message or errors(loaded), name
    assert load_session(START, "fine.yaml").session == load_session(START, "fine.yaml").session
    assert load_session(START, "fine.yaml").session is not None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (key, value)
        for key in ("name", "sets", "reps", "hold", "tempo", "cues", "rest", "start", "weeks",
                    "easier", "schedule", "progression", "phase-names", "equipment", "rpe")
        for value in ("{a: b}", "[[1]]", "[]", "{}", "[{}]", "null", "2026-01-05", "1e999", "0x10",
                      "-1", "true", "''", "[null]", "[1, {say: 2}]", "99999999999999999999")
    ],
)  # fmt: skip
def test_a_wrong_type_anywhere_is_an_error_and_never_an_exception(key: str, value: str) -> None:
    text = (
        f"name: x\nexercises:\n  - name: y\n    reps: 5\n  - {{name: z, hold: 5s, {key}: {value}}}"
    )
    loaded = load_session(text.replace("name: z, hold: 5s, name:", "hold: 5s, name:"), "x.yaml")
    assert loaded.problems or loaded.session


def test_markup_stays_text() -> None:
    loaded = load_session(START.replace("Bridge", "'[red]Bridge[/] $(ls) {0} %s'"), "x.yaml")
    assert loaded.session is not None
    assert loaded.session.exercises()[0].name == "[red]Bridge[/] $(ls) {0} %s"


def test_yaml_never_turns_words_into_something_else() -> None:
    text = "name: no\ntags: [on, 2026-01-05, 1:30, 0x1F, 0301]\nexercises: [{name: yes, reps: 5}]"
    loaded = load_session(text, "x.yaml")
    assert loaded.session is not None
    assert loaded.session.name == "no"
    assert loaded.session.tags == ("on", "2026-01-05", "1:30", "0x1F", "0301")
    assert loaded.session.exercises()[0].name == "yes"


def test_few_aliases_are_welcome() -> None:
    text = """
name: x
exercises:
  - {name: a, reps: 5, cues: &cues [slow, steady]}
  - {name: b, reps: 5, cues: *cues}
"""
    loaded = load_session(text, "x.yaml")
    assert loaded.session is not None
    first, second = loaded.session.exercises()
    assert first.cues == second.cues


def test_many_problems_stop_at_a_readable_number() -> None:
    wrong = "".join(f"  - {{name: x, repz{i}: 5, sats{i}: 3}}\n" for i in range(5_000))
    loaded = load_session("name: x\nexercises:\n" + wrong, "x.yaml")
    assert loaded.session is None
    assert 100 <= len(loaded.problems) <= 500


def test_ten_thousand_exercises_load() -> None:
    one = "  - {name: Bridge, sets: 3, reps: 12-15, tempo: 4-1-2-0, sides: each, rest: 60s}\n"
    loaded = load_session("name: Long\nexercises:\n" + one * 10_000, "x.yaml")
    assert loaded.problems == ()
    assert loaded.session is not None
    assert len({exercise.id for exercise in loaded.session.exercises()}) == 10_000


# ------------------------------------------------------------------ files
@pytest.mark.parametrize("data", [START.encode(), b"\xef\xbb\xbf" + START.encode()])
def test_a_byte_order_mark_is_harmless(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "session.yaml"
    path.write_bytes(data)
    assert read_session(path).session is not None


def test_a_byte_order_mark_does_not_move_the_place_of_an_error() -> None:
    for text in ("nmae: x\nexercises: []", "\ufeffnmae: x\nexercises: []"):
        assert str(load_session(text, "x.yaml").problems[0]).startswith("x.yaml:1:1: ")


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "session.yaml"
    path.write_bytes(START.replace("\n", "\r\n").encode())
    assert read_session(path).session == load_session(START, "x").session


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("name: a\nexercises: [Brücke]".encode("latin-1"))
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (LARGEST_FILE + 1))
    reasons = {
        tmp_path / "missing.yaml": "missing.yaml: there is no such file",
        folder: "this is a folder",
        latin: "latin.yaml:2:15: this file is not in UTF-8; save it as UTF-8",
        large: "larger than 4 MiB",
        Path("nul\0.yaml"): "cannot be read",
    }
    for path, reason in reasons.items():
        loaded = read_session(path)
        assert loaded.session is None
        assert len(loaded.problems) == 1
        assert reason in str(loaded.problems[0])


def test_an_endless_file_is_read_only_up_to_the_limit() -> None:
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("this system has no endless file")
    assert "4 MiB" in str(read_session(endless).problems[0])

"""Times, counts, commands and untrusted text as they are written."""

import os
import shlex
import shutil
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.text import (
    clock_text,
    columns_of,
    command_text,
    count_text,
    file_word,
    folded,
    length_text,
    literal,
    name_words,
    seconds_text,
    sets_text,
    shorten,
    stamp_text,
    table,
)


@given(st.text())
def test_no_text_is_a_command_to_a_terminal_or_a_second_line(text: str) -> None:
    safe = literal(text)
    assert len(safe.splitlines()) <= 1
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in safe)
    assert len(safe) == len(text)


@pytest.mark.parametrize("text", ["Übung", "桥式", "🏋️‍♀️", "[bold]not markup[/bold]", "a\\nb"])
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert literal(text) == text


@pytest.mark.parametrize(
    ("ms", "length", "clock", "stamp"),
    [
        (0, "0:00", "0:00", "00:00.000"),
        (45_000, "0:45", "0:45", "00:45.000"),
        (90_500, "1:30.500", "1:30", "01:30.500"),
        (3_600_000, "1:00:00", "1:00:00", "1:00:00.000"),
        (3_599_999, "59:59.999", "59:59", "59:59.999"),
        (90_061_001, "25:01:01.001", "25:01:01", "25:01:01.001"),
    ],
)
def test_times_are_written_with_minutes_and_with_hours_where_there_are_any(
    ms: int, length: str, clock: str, stamp: str
) -> None:
    assert (length_text(ms), clock_text(ms), stamp_text(ms)) == (length, clock, stamp)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("Wall sit", 8), ("深蹲", 4), ("Übung", 5), ("U\u0308bung", 5), ("한글", 4), ("a\u200bb", 2)],
)
def test_a_text_takes_the_columns_that_a_terminal_gives_it(text: str, columns: int) -> None:
    assert columns_of(text) == columns


def test_columns_of_a_table_stand_in_line_whatever_the_script() -> None:
    rows = table([("深蹲", "3 sets"), ("Wall sit", "1 set"), ("U\u0308bung", "2 sets")], indent="")
    assert rows == ["深蹲      3 sets", "Wall sit  1 set", "U\u0308bung     2 sets"]


@pytest.mark.parametrize(
    ("text", "short"),
    [("Wall sit", "Wall sit"), ("Wall sits", "Wall si…"), ("深蹲深蹲深", "深蹲深…")],
)
def test_a_text_is_cut_off_where_it_takes_too_many_columns(text: str, short: str) -> None:
    assert shorten(text, 8) == short


def test_short_times_and_counts_are_written_as_people_say_them() -> None:
    assert [seconds_text(ms) for ms in (4_000, 2_500, 300)] == ["4 s", "2.5 s", "0.3 s"]
    assert [seconds_text(ms) for ms in (59_000, 60_000, 90_000)] == ["59 s", "1:00", "1:30"]
    assert [count_text(n, "set") for n in (0, 1, 2)] == ["0 sets", "1 set", "2 sets"]


def test_a_table_has_straight_columns_and_no_blanks_at_the_end() -> None:
    assert table([("a", "1", ""), ("long", "22", "x")]) == ["  a     1", "  long  22  x"]
    assert table([]) == []


def test_reps_are_left_out_where_there_are_only_holds() -> None:
    assert sets_text(3, 30) == "3 sets, 30 reps"
    assert sets_text(1, 1) == "1 set, 1 rep"
    assert sets_text(3, 0) == "3 sets"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("hamtimer", "run", "wall-sit"), "hamtimer run wall-sit"),
        (("hamtimer", "run", "evening legs.yaml"), "hamtimer run 'evening legs.yaml'"),
        (("hamtimer", "run", "a;reboot"), "hamtimer run 'a;reboot'"),
        (("hamtimer", "run", "it's"), """hamtimer run 'it'"'"'s'"""),
        (("hamtimer", "run", ""), "hamtimer run ''"),
        (("hamtimer", "run", "Übung"), "hamtimer run 'Übung'"),
        (("hamtimer", "run", "a\x1b[2J'\\b"), r"hamtimer run $'a\x1b[2J\'\\b'"),
        (("hamtimer", "run", "a\udcffb"), r"hamtimer run $'a\xffb'"),
    ],
)
def test_a_command_is_quoted_for_the_shell(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], line: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert command_text(*words) == line


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("wall-sit", "wall-sit"),
        ("evening legs.yaml", '"evening legs.yaml"'),
        (r"C:\Users\me\legs.yaml", r"C:\Users\me\legs.yaml"),
        (r"C:\Some One\legs.yaml", r'"C:\Some One\legs.yaml"'),
        ("a&calc", '"a&calc"'),
        ("a;b", '"a;b"'),
        ("", '""'),
    ],
)
def test_on_windows_a_command_is_quoted_as_there(
    monkeypatch: pytest.MonkeyPatch, word: str, quoted: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert command_text("hamtimer", word) == f"hamtimer {quoted}"


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
def test_posix_words_come_back_as_they_were(words: list[str]) -> None:
    line = command_text(*words)
    assert not any(ord(sign) < 32 for sign in line)
    if "$'" not in line:
        assert shlex.split(line) == words


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="there is no bash")
def test_a_shell_passes_on_the_very_bytes() -> None:
    words = [
        "a b",
        "it's",
        "\x1b]0;title\x07",
        "n\nl\tt",
        "back\\slash",
        "\udcff",
        "*",
        "\u202e",
        "",
    ]
    line = command_text(*words)
    printed = subprocess.run(  # noqa: S602 - a shell's reading of the line is what is tested
        f"printf '%s\\0' {line}", shell=True, executable="bash", capture_output=True, check=True
    )
    assert printed.stdout == b"".join(os.fsencode(word) + b"\0" for word in words)


def test_what_begins_with_a_dash_is_no_option() -> None:
    assert file_word("-legs.yaml") == "./-legs.yaml"
    assert file_word("legs.yaml") == "legs.yaml"
    assert name_words("-legs") == ("--", "-legs")
    assert name_words("legs") == ("legs",)


@given(st.text())
def test_a_name_is_the_same_in_every_form_of_unicode(name: str) -> None:
    forms = {folded(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")}
    assert forms == {folded(name)}


def test_capitals_do_not_matter_to_a_name() -> None:
    assert folded("ÜBUNG") == folded("u\u0308bung")
    assert folded("Straße") == folded("STRASSE")

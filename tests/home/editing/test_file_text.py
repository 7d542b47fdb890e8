"""What a person did not touch stays as it was, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.errors import UserError
from hamtimer.home.editing.file_text import as_file_text, read_file_text

PATH = Path("a.yaml")


@given(
    st.lists(st.tuples(st.text("ab:- ü#", max_size=4), st.sampled_from(["\n", "\r\n", "\r"]))),
    st.booleans(),
    st.booleans(),
)
def test_an_unchanged_text_is_the_same_file(
    lines: list[tuple[str, str]],
    has_mark: bool,  # noqa: FBT001
    is_unended: bool,  # noqa: FBT001
) -> None:
    text = "".join(line + end for line, end in lines) + ("x" if is_unended else "")
    data = (("\ufeff" if has_mark else "") + text).encode()
    found = as_file_text(data, PATH)
    assert found.encode(found.text) == data
    assert "\r" not in found.text


@pytest.mark.parametrize(
    ("before", "edited", "after"),
    [
        (b"a\r\nb\r\n", "a\nc\nb\n", b"a\r\nc\r\nb\r\n"),
        (b"\xef\xbb\xbfa\n", "b\n", b"\xef\xbb\xbfb\n"),
        (b"a", "a\nb", b"a\nb"),
        (b"a\rb\r", "a\nb\nc\n", b"a\rb\rc\r"),
        # Mixed ends: a line that is new has the usual one, the others keep theirs.
        (b"a\r\nb\nc\n", "a\nx\nb\nc\n", b"a\r\nx\nb\nc\n"),
        (b"a\nb\r\nc\n", "b\nc\n", b"b\r\nc\n"),
    ],
)
def test_a_changed_text_keeps_mark_and_line_ends(before: bytes, edited: str, after: bytes) -> None:
    assert as_file_text(before, PATH).encode(edited) == after


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"name: \xff", "not in UTF-8"),
        ("name: a\u2028b".encode(), "U+2028"),
        (b"%PDF-1.7", "a PDF file"),
        (b"a" * (4 * 1024 * 1024 + 1), "larger than 4 MiB"),
    ],
)
def test_what_an_editor_could_not_keep_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words.replace("+", r"\+")):
        as_file_text(data, PATH)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file"):
        read_file_text(tmp_path / "a.yaml")

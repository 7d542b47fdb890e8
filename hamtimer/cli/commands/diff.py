"""`hamtimer diff`: what differs between two sessions."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME, failure_of
from hamtimer.cli.terminal import is_tty, pour
from hamtimer.core.session_file.loader import Loaded, read_session
from hamtimer.core.text import command_text, file_word, literal
from hamtimer.home.library import open_library

_NO_END = "\n\\ No newline at end of file\n"
"""As `diff` writes it, so that `patch` understands the rest."""


@click.command(
    "diff",
    short_help="Show what differs between two sessions, in training terms.",
    epilog=examples(
        "hamtimer diff old.yaml new.yaml",
        "hamtimer diff wall-sit my-sit",
        "hamtimer diff wall-sit           your copy against the session that it hides",
        "hamtimer diff --text old.yaml new.yaml > changes.patch",
    ),
)
@click.argument("before", type=SESSION_NAME)
@click.argument("after", type=SESSION_NAME, required=False)
@click.option(
    "--text", "as_text", is_flag=True, help="Show the lines that differ, in the format of diff -u."
)
def command(before: str, after: str | None, *, as_text: bool) -> None:
    """Show what differs between two sessions: exercises, sets, reps, tempo, rest, length.

    Each is a file, the name of a session, or part of a name that only one session has. With only
    BEFORE, your session is compared with the one of the same name that it hides. In a plan, every
    week is compared.
    """
    old, new = _files(before, after)
    loaded = read_session(old), read_session(new)
    if as_text:
        pour(_text_lines((old, new), loaded))
        return
    for one in loaded:
        if one.session is None:
            raise failure_of(one)
    from hamtimer.front.words.differences import loaded_difference_lines

    lines = loaded_difference_lines(*loaded)
    pour(f"{line}\n" for line in lines or [_same(old, new, loaded)])


def _files(before: str, after: str | None) -> tuple[Path, Path]:
    library = open_library()
    if after is not None:
        return library.find(before), library.find(after)
    found = library.locate(before)
    if not found.hides:
        raise click.UsageError(
            f"{literal(found.path)} hides no other session; name one to compare it with"
        )
    return found.hides[0], found.path


def _same(old: Path, new: Path, loaded: tuple[Loaded, Loaded]) -> str:
    if loaded[0].text == loaded[1].text:
        return "Nothing differs"
    command = command_text("hamtimer", "diff", "--text", file_word(old), file_word(new))
    return f"The training is the same; only the text differs: {command}"


def _text_lines(files: tuple[Path, Path], loaded: tuple[Loaded, Loaded]) -> Iterator[str]:
    """Yield the lines that differ; on a terminal without control characters."""
    for one in loaded:
        if not one.text and one.problems and not one.problems[0].line:
            raise failure_of(one)
    before, after = (_lines_of(one.text) for one in loaded)
    names = (str(files[0]), str(files[1]))
    for line in difflib.unified_diff(before, after, *names):
        whole = line if line.endswith("\n") else line + _NO_END
        yield f"{literal(whole.rstrip())}\n" if is_tty(sys.stdout) else whole


def _lines_of(text: str) -> list[str]:
    # Not `splitlines`, which also splits at characters that do not end a line of a file.
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]

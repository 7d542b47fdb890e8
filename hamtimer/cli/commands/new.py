"""`hamtimer new`: write a new session."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.terminal import is_terminal, say
from hamtimer.cli.write_session import say_what_next, session_file_name, write_session
from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.session_file.schema import SCHEMA_LINE
from hamtimer.core.text import capitalized, command_text, count_text, file_word, literal
from hamtimer.home.folders import sessions_folder
from hamtimer.home.library import SUFFIXES
from hamtimer.home.new_files import check_is_new

TEMPLATE = """\
name: {name}
exercises:
  - name: Glute bridge
    sets: 3
    reps: 12
    starts-with: concentric  # a bridge begins with the lift, a squat with the lowering

# These lines are a complete session. Edit them, then try: {explain}
# Below are more keys of an exercise. Remove the "#" and one space to use them.
#
#     tempo: 4-1-2-0           # seconds: lower, pause, lift, hold
#     sides: each              # one leg, then the other; or alternating
#     rest: 45s                # between two sets
#     load: 10 kg
#     cues:
#       - Squeeze at the top
#
#   - name: Wall sit
#     sets: 3
#     hold: at least 60s       # as long as you can; or a fixed time such as 30s
#
# All keys: hamtimer keys
"""


@click.command(
    "new",
    short_help="Write a short session to start from.",
    epilog=examples(
        "hamtimer new evening-legs",
        "hamtimer new plans/monday.yaml",
        "hamtimer new knees --from-text hand-out.txt",
    ),
)
@click.argument("name", metavar="NAME|FILE")
@click.option(
    "--from-text",
    "sheet",
    metavar="FILE",
    help="Turn a hand-out in prose into a session; - reads standard input.",
)
@click.option("--yes", "-y", is_flag=True, help="Write the session without asking.")
def command(name: str, sheet: str | None, *, yes: bool) -> None:
    """Write a short session to start from, with comments that show more keys.

    A NAME goes into your own folder of sessions, where the library and hamtimer run find it. A
    FILE, which contains a folder or ends in .yaml, goes where its path says; the folder must exist.
    Existing files are never overwritten.
    """
    path = _path_of(name)
    if sheet is None:
        write_session(path, _text(path))
    else:
        check_is_new(path)
        text = _from_text(sheet, path)
        asks = is_terminal() and not yes and sheet != "-"
        if asks and not click.confirm(f"Write this to {literal(path)}?", default=True):
            return
        write_session(path, text)
    click.echo(f"Written: {literal(path)}")
    say_what_next(path)


def _path_of(name: str) -> Path:
    """Return the file that a NAME or a FILE refers to."""
    file = Path(name)
    if not file.name:
        raise click.UsageError("a new session needs a name, as in hamtimer new evening-legs")
    is_file = file.suffix.lower() in SUFFIXES
    if not is_file and "/" not in name and os.sep not in name:
        return sessions_folder() / session_file_name(name)
    if not os.path.isdir(file.parent):  # noqa: PTH112 - it never raises
        command = command_text("hamtimer", "new", file_word(file.name))
        message = f"there is no folder {file.parent}"
        raise UserError(message, f"create it first, or write: {command}", file)
    return file if is_file else file.with_name(f"{file.name}.yaml")


def _text(path: Path) -> str:
    """Return the text of a new session, which is named after its file."""
    explain = command_text("hamtimer", "explain", file_word(path))
    # Quoted: a file may be called `yes` or `1:30`, which YAML would read as other types.
    name = f'"{_title(path)}"'
    return f"{SCHEMA_LINE}\n{TEMPLATE.format(name=name, explain=explain)}"


def _title(path: Path) -> str:
    """Return the name of a new session, derived from its file name."""
    words = " ".join(literal(path.stem).replace("-", " ").replace("_", " ").split())
    words = words.replace("\\", "").replace('"', "")
    return capitalized(words)


def _from_text(sheet: str, path: Path) -> str:
    """Return the session that a hand-out describes, after showing it."""
    from hamtimer.core.prose.session_text import NothingUnderstoodError, convert

    try:
        converted = convert(_read(sheet), _title(path), SCHEMA_LINE)
    except NothingUnderstoodError as error:
        raise UserError(error.message, error.advice, sheet) from None
    say(converted.text)
    for number, words in converted.not_understood:
        say(f"Line {number} was not understood and is kept as a comment: {literal(words)}")
    say(f"{count_text(converted.exercises, 'exercise')} understood.")
    return converted.text


def _read(sheet: str) -> str:
    """Return the text of a hand-out."""
    try:
        if sheet == "-":
            data: bytes = sys.stdin.buffer.read(LARGEST_SHEET + 1)
        else:
            with Path(sheet).open("rb") as file:
                data = file.read(LARGEST_SHEET + 1)
    except (OSError, ValueError) as error:
        reason = f"this file cannot be read ({reason_of(error)})"
        raise UserError(reason, "choose another file", sheet) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


LARGEST_SHEET = 1_000_000
"""In bytes. A hand-out has a few pages."""

"""`hamtimer new`: the beginning of a session of one's own."""

from __future__ import annotations

import os
from pathlib import Path

import click

from hamtimer.cli.files import schema_line, session_file_name, session_words, write_new
from hamtimer.cli.help import examples
from hamtimer.core.errors import UserError
from hamtimer.core.text import capitalized, command_text, file_word, literal
from hamtimer.home.folders import sessions_folder
from hamtimer.home.library import SUFFIXES

TEMPLATE = """\
name: {name}
exercises:
  - name: Glute bridge
    sets: 3
    reps: 12

# These five lines are a complete session. Edit them, then try: {explain}
# Below are more keys of an exercise. Remove the "#" and one space to use them.
#
#     tempo: 4-1-2-0           # seconds: lower, pause, lift, hold
#     starts-with: concentric  # a bridge and a curl begin with the lift
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
    epilog=examples("hamtimer new evening-legs", "hamtimer new plans/monday.yaml"),
)
@click.argument("name", metavar="NAME|FILE")
def command(name: str) -> None:
    """Write a short session to start from, with comments that show more keys.

    A NAME goes into your own folder of sessions, where the library and hamtimer run find it. A
    FILE, which has a folder or ends in .yaml, goes where its path says; its folder must exist.
    Existing files are never overwritten.
    """
    path = _path_of(name)
    write_new(path, _text(path))
    click.echo(f"Written: {literal(path)}")
    click.echo(f"Edit it, then: {command_text('hamtimer', 'run', *session_words(path))}")


def _path_of(name: str) -> Path:
    """Return the file that a NAME or a FILE means."""
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
    words = " ".join(literal(path.stem).replace("-", " ").replace("_", " ").split())
    words = words.replace("\\", "").replace('"', "")
    explain = command_text("hamtimer", "explain", file_word(path))
    # Quoted: a file may be called `yes` or `1:30`, which YAML takes for something else.
    name = f'"{capitalized(words)}"'
    return f"{schema_line()}\n{TEMPLATE.format(name=name, explain=explain)}"

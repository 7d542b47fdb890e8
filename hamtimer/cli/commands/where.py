"""`hamtimer where`: the folders, and the file that a name refers to."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME
from hamtimer.cli.terminal import is_tty, pour
from hamtimer.core.text import command_text, count_text, file_word, literal, table
from hamtimer.home.library import Found, Library, Origin, open_library
from hamtimer.home.where import Place, places


@click.command(
    "where",
    short_help="Show where your files are, and which file a name means.",
    epilog=examples(
        "hamtimer where",
        "hamtimer where wall-sit",
        'nano "$(hamtimer where my-sit)"',
        "hamtimer where --json",
    ),
)
@click.argument("session", type=SESSION_NAME, required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def command(session: str | None, *, as_json: bool) -> None:
    """Show the folders of your sessions, records and settings, or the file of one SESSION.

    With a SESSION, its path goes to standard output; why it is this file, and which other files it
    hides, go to standard error.
    """
    library = open_library()
    if session is None:
        _show_folders(library, as_json=as_json)
    else:
        found = library.locate(session)
        for problem in library.unreadable() if found.origin else ():
            click.echo(literal(problem), err=True)
        _show_file(found, as_json=as_json)


def _show_file(found: Found, *, as_json: bool) -> None:
    if as_json:
        hides = [str(path) for path in found.hides]
        origin = found.origin.value if found.origin else "file"
        values = {"format": 1, "path": str(found.path), "origin": origin, "hides": hides}
        click.echo(json.dumps(values, indent=1))
        return
    # For a person to paste; a program gets the bare path.
    shown = command_text(file_word(found.path)) if is_tty(sys.stdout) else found.path
    click.echo(shown)
    click.echo(f"It is {_WORDS[found.origin]}", err=True)
    for path in found.hides:
        click.echo(f"It hides {literal(path)}", err=True)


_WORDS = {
    None: "the file at that path",
    Origin.OWN: "one of your own sessions",
    Origin.HERE: "a session in ./sessions",
    Origin.BUNDLED: "a session that comes with hamtimer",
}


def _show_folders(library: Library, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_values(library), indent=1))
        return
    for problem in library.problems():
        click.echo(literal(problem), err=True)
    pour(f"{line}\n" for line in _lines(library))


def _values(library: Library) -> dict[str, Any]:
    hidden = [{"path": str(path), "by": str(by)} for path, by in library.hidden()]
    found = [
        {"what": place.id, "path": str(place.path), "exists": place.exists, "files": place.files}
        for place in places(library)
    ]
    return {"format": 1, "places": found, "hidden": hidden}


def _lines(library: Library) -> Iterator[str]:
    yield from table(
        ((place.title, _shown(place.path), _state(place)) for place in places(library)), indent=""
    )
    if hidden := library.hidden():
        yield ""
        yield "Hidden by a file of the same name:"
        for path, by in hidden:
            yield f"  {_shown(path)}  by {_shown(by)}"


def _shown(path: Path) -> str:
    return command_text(file_word(path))


def _state(place: Place) -> str:
    if place.problem:
        return f"cannot be read ({place.problem})"
    if not place.exists:
        return "does not exist yet"
    return "" if place.files is None else count_text(place.files, "file")

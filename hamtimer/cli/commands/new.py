"""`hamtimer new`: the beginning of a session of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from hamtimer.cli.failure import Failure
from hamtimer.cli.files import schema_line, write_new
from hamtimer.cli.help import examples
from hamtimer.core.text import capitalized, literal
from hamtimer.home.library import SUFFIXES

TEMPLATE = """\
name: {name}
exercises:
  - name: Glute bridge
    sets: 3
    reps: 12

# These five lines are a whole session. Change them, and try: hamtimer explain THIS-FILE
# Below is more that an exercise can say. Take the "#" and one space away where you want it.
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
# Everything that can be written: hamtimer keys
"""


@click.command(
    "new",
    short_help="Write a short session to start from.",
    epilog=examples("hamtimer new my-session.yaml", "hamtimer new evening-legs"),
)
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Write a short session to start from, with comments that show what else it can say.

    FILE is never overwritten; without an ending it gets .yaml. Its folder must be there.
    """
    if not file.name:
        raise click.UsageError("a new session needs a name, as in hamtimer new evening-legs")
    if file.suffix.lower() not in SUFFIXES:
        file = file.with_name(f"{file.name}.yaml")
    words = " ".join(literal(file.stem).replace("-", " ").replace("_", " ").split())
    # Quoted: a file may be called `yes` or `1:30`, which YAML takes for something else.
    name = '"' + capitalized(words).replace("\\", "").replace('"', "") + '"'
    if not file.parent.is_dir():
        advice = f"make it first, or write: hamtimer new {file.name}"
        msg = f"{file}: there is no folder {file.parent}; {advice}"
        raise Failure(msg)
    write_new(file, f"{schema_line()}\n{TEMPLATE.format(name=name)}")
    click.echo(f"Written: {literal(file)}")
    click.echo(f"Change it in any editor, then: hamtimer run {literal(file)}")

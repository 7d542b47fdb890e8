"""`hamtimer render`: a session as an audio file, for a player in the pocket."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME, Opened, choice_options, open_session
from hamtimer.cli.output_file import check_folder
from hamtimer.cli.stopping import stop_at_checks
from hamtimer.cli.terminal import is_tty, say
from hamtimer.cli.user_settings import settings_for, voice_option
from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.text import clock_text, count_text, literal
from hamtimer.home.session_sounds import sounds_folder


@click.command(
    "render",
    short_help="Write a session as one audio file.",
    epilog=examples(
        "hamtimer render twenty-minutes -o twenty-minutes.mp3",
        "hamtimer render wall-sit -o wall-sit.wav --voice",
        "hamtimer render my-session.yaml -o session.flac --force",
    ),
)
@click.argument("session", type=SESSION_NAME)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to write: .wav, .flac, .ogg or .mp3.",
)
@voice_option
@click.option("--force", is_flag=True, help="Replace a file that already exists.")
@choice_options
def command(
    session: str,
    output: Path,
    *,
    voice: bool | None,
    force: bool,
    **choices: Any,  # noqa: ANN401
) -> None:
    """Write a session as one audio file, with a mark at each exercise.

    SESSION is a file, the name of a session, or part of a name that only one session has. Steps of
    open length last as long as assumed; the file's comment says so.
    """
    from hamtimer.audio.export.audio_file import check_can_write

    opened = open_session(session, choices, settings_for(voice=voice))
    check_folder(output)
    if os.path.lexists(output) and not force:
        raise UserError("this file already exists", "replace it with --force", output)
    check_can_write(output, opened.timeline.assumed_ms)
    try:
        words = _write(opened, output)
    except (OSError, ValueError) as error:
        reason = f"this file cannot be written ({reason_of(error)})"
        raise UserError(reason, "choose another file", output) from None
    say(literal(words))


def _write(opened: Opened, output: Path) -> str:
    """Write the file, and return what is in it."""
    from hamtimer.audio.export.audio_file import write_audio
    from hamtimer.audio.export.render import CHUNK_MS, describe, render
    from hamtimer.audio.output import make_arranger
    from hamtimer.audio.sounds.samples import SAMPLES_PER_MS
    from hamtimer.core.play.player import Player
    from hamtimer.core.run.run import Run
    from hamtimer.plain.alone import play_at_once

    timeline = opened.timeline
    folder = sounds_folder(opened.path)
    arranger = make_arranger(opened.settings, timeline.session, folder)
    arranger.bank.prepare()
    for problem in arranger.bank.problems:
        click.echo(literal(problem), err=True)

    description = describe(timeline)
    events = play_at_once(Run(Player(timeline, gap_ms=None, count_in_ms=0)))
    pieces = with_progress(
        render(events, arranger, description.length_ms), -(-description.length_ms // CHUNK_MS)
    )
    sizes: list[int] = []
    try:
        with stop_at_checks() as check:
            write_audio(output, _checked(pieces, check, sizes), description)
    except SystemExit:
        click.echo("Stopped; nothing was written", err=True)
        raise
    length_ms = sum(sizes) // (2 * SAMPLES_PER_MS)
    marks = count_text(len(description.marks), "mark")
    return f"{output}: {clock_text(length_ms)} of sound, {marks}"


def _checked(
    pieces: Iterable[bytes], check: Callable[[], None], sizes: list[int]
) -> Iterator[bytes]:
    """Call `check` before each piece and after the last; note the size of each."""
    for piece in pieces:
        check()
        sizes.append(len(piece))
        yield piece
    check()


def with_progress(pieces: Iterable[bytes], count: int) -> Iterator[bytes]:
    """Show the progress on standard error, if it is a terminal."""
    if not is_tty(sys.stderr):
        yield from pieces
        return
    with click.progressbar(pieces, length=count, label="Rendering", file=sys.stderr) as bar:
        yield from bar

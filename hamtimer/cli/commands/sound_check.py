"""`hamtimer sound-check`: hear every sound, and see how it is made."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.guarded import start_thread
from hamtimer.cli.examples import examples
from hamtimer.cli.terminal import is_terminal, say
from hamtimer.core.errors import UserError
from hamtimer.core.play.clock import now_ms
from hamtimer.core.text import literal
from hamtimer.core.timeline.cue_kinds import SOUNDING, Cue, CueKind
from hamtimer.home.settings import (
    Settings,
    change_settings,
    load_settings,
    settings_path,
)
from hamtimer.home.settings_table import AUDIO_MODES

if TYPE_CHECKING:
    from hamtimer.audio.cue_source import CueList
    from hamtimer.audio.output import Output

OPENS_WITHIN_S = 8.0
LEAD_MS = 500
GAP_MS = 1_400
"""From one sound to the next: the longest sound and time to read its name."""
LOOK_EVERY_S = 0.05


@click.command(
    "sound-check",
    short_help="Play every cue by name.",
    epilog=examples(
        "hamtimer sound-check",
        "hamtimer sound-check --cue start --cue switch",
        "hamtimer sound-check --audio file --voice",
        "hamtimer sound-check --calibrate",
    ),
)
@click.option("--audio", type=click.Choice(AUDIO_MODES), help="Try this way to play sound.")
@click.option(
    "--cue",
    "kinds",
    type=click.Choice([kind.value for kind in SOUNDING]),
    multiple=True,
    help="Play only this cue. Repeatable.",
)
@click.option(
    "--voice/--no-voice", default=None, help="Speak the cues or not, whatever the settings say."
)
@click.option("--report", is_flag=True, help="Show how sound is played, and play nothing.")
@click.option("--calibrate", is_flag=True, help="Measure the output latency: tap on the beat.")
def command(
    audio: str | None,
    kinds: tuple[str, ...],
    *,
    voice: bool | None,
    report: bool,
    calibrate: bool,
) -> None:
    """Play every cue by name, and show how sound is played and what is missing.

    --calibrate measures the output latency, for example of a Bluetooth speaker, and can save it in
    the settings.
    """
    settings = _settings(voice=voice)
    if calibrate and not is_terminal():
        raise UserError("--calibrate needs a terminal: its keys are tapped on the beat")
    if calibrate:
        settings = replace(settings, latency_ms=0, voice=False)
    from hamtimer.audio.output import start_and_wait

    with _open(settings, audio) as sound:
        status = start_and_wait(sound, OPENS_WITHIN_S, with_voice=True)
        for line in report_lines(status, settings):
            say(literal(line))
        if status.engine == "off":
            sys.exit(1)
        if calibrate:
            _calibrate(sound)
        elif not report:
            chosen = [CueKind(kind) for kind in kinds] or list(SOUNDING)
            _play(sound, chosen, settings)


def _settings(*, voice: bool | None) -> Settings:
    loaded = load_settings()
    for problem in loaded.problems:
        click.echo(literal(problem), err=True)
    # Anyone who checks the sound wants to hear it.
    settings = replace(loaded.settings, muted=False)
    return settings if voice is None else replace(settings, voice=voice)


@contextmanager
def _open(settings: Settings, mode: str | None) -> Iterator[Output]:
    from hamtimer.audio.output import open_audio

    sound = open_audio(settings, mode or "", bell=_ring if is_terminal() else None)
    try:
        yield sound
    finally:
        sound.close()


def _ring() -> None:
    click.echo("\a", nl=False)


def report_lines(status: AudioStatus, settings: Settings) -> Iterator[str]:
    """Return lines that show how the sound is made, and what would make it better."""
    from hamtimer.audio.advice import advice

    yield f"Engine:  {status.engine}"
    if status.device:
        yield f"Device:  {status.device}"
    if status.buffer_ms:
        yield f"Buffer:  {status.buffer_ms} ms"
    yield f"Latency: {settings.latency_ms} ms (output latency, from the settings)"
    yield f"Volume:  {settings.volume} %"
    yield f"Voice:   {status.voice or 'off'}"
    if status.notice:
        yield f"Notice:  {status.notice}"
    for problem in status.problems:
        if problem.lower() != status.notice.lower():
            yield f"Problem: {problem}"
    for help_ in advice(status):
        yield f"Missing: {help_}"


# ------------------------------------------------------------------ playing every cue


def _play(sound: Output, kinds: Sequence[CueKind], settings: Settings) -> None:
    from hamtimer.audio.cue_source import CueList

    cues = [_cue(kind, spoken=bool(settings.voice)) for kind in kinds]
    gap = GAP_MS * 2 if settings.voice else GAP_MS
    plan = CueList(cues, now_ms() + LEAD_MS, gap)
    say("")
    for event in plan.events:
        _follow(sound, plan, event.due_ms)
        if event.cue is not None:
            say(f"{event.cue.kind.value:13} {event.cue.kind.facts.meaning}")
    _follow(sound, plan, plan.events[-1].due_ms + gap)


def _cue(kind: CueKind, *, spoken: bool) -> Cue:
    length = 1_000 if kind.facts.falls is not None else 0
    return Cue(kind, 0, length_ms=length, speech=kind.facts.meaning if spoken else "")


def _follow(sound: Output, plan: CueList, until_ms: int) -> None:
    """Have the sound follow the plan until a time."""
    while (now := now_ms()) < until_ms:
        sound.sync(plan, now)
        time.sleep(min(LOOK_EVERY_S, max(0, until_ms - now) / 1_000))


# ------------------------------------------------------------------ measuring the latency


def _calibrate(sound: Output) -> None:
    from hamtimer.audio.calibration import BEAT_MS, TAPS, calibrate
    from hamtimer.audio.cue_source import CueList

    start = now_ms() + 1_000
    beat = Cue(CueKind.COUNTDOWN, 0)
    plan = CueList([beat] * 120, start, BEAT_MS)
    say(f"\nListen, then tap Space {TAPS} times, exactly on the beat (q to stop).")
    with _following(sound, plan):
        taps = _taps(TAPS)
    if len(taps) < TAPS:
        say("Stopped; nothing was changed.")
        return
    found = calibrate(start, taps)
    say(f"Output latency: {found.latency_ms} ms (spread {found.spread_ms} ms).")
    if not found.is_steady:
        say("The taps were too uneven to rely on. Please try again.")
    elif click.confirm("Keep this in the settings?", default=True):
        problem = change_settings({"latency_ms": found.latency_ms})
        say(literal(problem or f"Kept in {settings_path()}"))


def _taps(count: int) -> list[int]:
    """Return the times of a number of key presses; fewer if the person stops."""
    taps: list[int] = []
    while len(taps) < count:
        key = click.getchar()
        if key in ("q", "Q", "\x1b"):
            break
        taps.append(now_ms())
        click.echo(".", nl=False)
    say("")
    return taps


@contextmanager
def _following(sound: Output, plan: CueList) -> Iterator[None]:
    """Have the sound follow the plan in the background: waiting for a key waits."""
    done = threading.Event()
    errors: list[Exception] = []

    def follow() -> None:
        while not done.wait(LOOK_EVERY_S):
            sound.sync(plan, now_ms())

    thread = start_thread("beat", follow, errors.append)
    try:
        yield
    finally:
        done.set()
        thread.join(1)
    if errors:
        raise errors[0]

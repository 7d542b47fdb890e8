"""Playing a session in the front that fits: what `run` and `resume` share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

import click

from hamtimer.cli.opening import Opened
from hamtimer.cli.terminal import pour, say
from hamtimer.core.clock import Clock, now_ms
from hamtimer.core.player import GAP_MS, Player
from hamtimer.core.run import Run
from hamtimer.explain import planned_length
from hamtimer.plain.alone import play_at_once
from hamtimer.plain.front import PlainFront
from hamtimer.plain.inbox import open_inbox
from hamtimer.plain.lines import stamped_lines
from hamtimer.plain.summary import summary_lines
from hamtimer.recording import begin_run
from hamtimer.settings import AUDIO_MODES
from hamtimer.wording import length_text, literal

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it: 128 and the number of the signal."""
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Playing:
    """How a session is to be played."""

    plain: bool
    ticks: bool
    audio: str | None
    """One of `AUDIO_MODES`; None: as the settings say."""
    mute: bool


def play_options(command: F) -> F:
    """Add the options that say how a session is played; they arrive as `playing`."""

    @click.option(
        "--plain", is_flag=True, help="Lines of text instead of a screen; type help for more."
    )
    @click.option("--ticks", is_flag=True, help="With --plain: a line for each second of a phase.")
    @click.option("--audio", type=click.Choice(AUDIO_MODES), help="How sound is made.")
    @click.option("--mute", is_flag=True, help="Begin with the sound off.")
    @wraps(command)
    def with_options(
        *args: Any,  # noqa: ANN401 - as the command has it
        plain: bool,
        ticks: bool,
        audio: str | None,
        mute: bool,
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return command(*args, playing=Playing(plain, ticks, audio, mute), **kwargs)

    return with_options  # type: ignore[return-value] # `wraps` keeps what click needs


def play_session(opened: Opened, playing: Playing, speed: float) -> None:
    """Play a session from its beginning; `speed` 0 is without waiting."""
    for line in _head(opened):
        say(line)
    if not speed:
        _play_at_once(opened, playing)
    elif speed != 1.0:
        _play_faster(opened, playing, speed)
    else:
        run, problem = begin_run(
            opened.timeline, opened.loaded, opened.path, opened.choices, now=now_ms()
        )
        if problem:
            say(literal(problem))
        play_plain(run, playing)


def play_recorded(run: Run, playing: Playing) -> None:
    """Go on with a run that was broken off."""
    player = run.player
    at = length_text(player.state.elapsed_ms // 1_000 * 1_000)
    say(f"{literal(player.timeline.session.name)}, going on at {at}")
    play_plain(run, playing)


def play_plain(run: Run, playing: Playing) -> None:
    """Play a run in the plain front, in real time, from wherever it is."""
    front = PlainFront(run, now_ms, open_inbox(sys.stdin), say, ticks=playing.ticks)
    try:
        _play(front)
    finally:
        run.close()
        if not run.player.is_over and run.journal is not None:
            say("Go on with it later: hamtimer resume")


def _play(front: PlainFront) -> None:
    """Play to the end; Ctrl-C leaves the run as typing `quit` does."""
    try:
        front.play()
    except KeyboardInterrupt:
        front.leave()
        sys.exit(INTERRUPTED)


def _play_at_once(opened: Opened, playing: Playing) -> None:
    player = Player(opened.timeline, gap_ms=None, count_in_ms=0)
    events = play_at_once(Run(player))
    pour(
        f"{line}\n"
        for line in stamped_lines(events, opened.timeline, alone=True, ticks=playing.ticks)
    )
    for line in summary_lines(player):
        say(line)


def _play_faster(opened: Opened, playing: Playing, speed: float) -> None:
    """Play with a clock that runs faster, or slower."""
    player = Player(opened.timeline, gap_ms=int(GAP_MS * speed))
    inbox = open_inbox(sys.stdin)
    front = PlainFront(
        Run(player), scaled(now_ms, speed), inbox, say, speed=speed, ticks=playing.ticks
    )
    _play(front)


def scaled(clock: Clock, speed: float) -> Clock:
    """Give a clock that begins at 0 and goes `speed` times as fast."""
    start = clock()
    return lambda: int((clock() - start) * speed)


def _head(opened: Opened) -> list[str]:
    timeline = opened.timeline
    session = timeline.session
    head = [f"{literal(session.name)}, {planned_length(timeline)}"]
    if session.equipment:
        head.append(f"Equipment: {literal(', '.join(session.equipment))}")
    return head

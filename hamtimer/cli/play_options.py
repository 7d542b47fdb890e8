"""The playback options that `run`, `resume` and `tempo` share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from hamtimer.cli.user_settings import settings_for, voice_option
from hamtimer.core.dataclass import dataclass
from hamtimer.home.settings import Settings
from hamtimer.home.settings_table import AUDIO_MODES

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Playing:
    """How to play a session."""

    plain: bool
    ticks: bool
    audio: str
    """One of `AUDIO_MODES`; empty: as the settings say."""
    mute: bool
    voice: bool | None
    """Whether cues are spoken; None: as the settings and the session say."""

    def settings(self) -> Settings:
        """Return the person's settings, as changed by the options."""
        return settings_for(mute=self.mute, voice=self.voice)


def play_options(command: F) -> F:
    """Add the playback options; they arrive as `playing`."""

    @click.option(
        "--plain",
        is_flag=True,
        help="Print lines of text instead of drawing a screen; type help for more.",
    )
    @click.option(
        "--ticks", is_flag=True, help="With --plain: print a line for each second of a phase."
    )
    @click.option("--audio", type=click.Choice(AUDIO_MODES), help="How to play sound.")
    @click.option("--mute", is_flag=True, help="Start with the sound off.")
    @voice_option
    @wraps(command)
    def with_options(
        *args: Any,  # noqa: ANN401 - as the command has it
        plain: bool,
        ticks: bool,
        audio: str | None,
        mute: bool,
        voice: bool | None,
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return command(*args, playing=Playing(plain, ticks, audio or "", mute, voice), **kwargs)

    return with_options  # type: ignore[return-value] # `wraps` keeps what click needs

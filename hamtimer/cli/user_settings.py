"""The person's settings, as the commands start from them. A file of its own: it loads little."""

from __future__ import annotations

from dataclasses import replace

import click

from hamtimer.core.text import literal
from hamtimer.home.settings import Settings, load_settings

voice_option = click.option(
    "--voice/--no-voice",
    default=None,
    help="Speak the cues, or not; else as the settings and the session say.",
)


def settings_for(*, mute: bool = False, voice: bool | None = None) -> Settings:
    """Load the settings, with what the options say instead; None: they do not say.

    What is wrong with the settings goes to standard error.
    """
    loaded = load_settings()
    for problem in loaded.problems:
        click.echo(literal(problem), err=True)
    settings = loaded.settings
    return replace(
        settings,
        muted=mute or settings.muted,
        voice=settings.voice if voice is None else voice,
    )

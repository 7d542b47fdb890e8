"""The person's settings, as commands use them. It is a separate file because it loads little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import click

from hamtimer.core.text import literal
from hamtimer.home.settings import LoadedSettings, Settings, load_settings

voice_option = click.option(
    "--voice/--no-voice",
    default=None,
    help="Speak the cues or not; by default, as the settings and the session say.",
)


def settings_for(*, mute: bool = False, voice: bool | None = None) -> Settings:
    """Load the settings, as changed by the options; None: not given.

    Problems with the settings go to standard error.
    """
    loaded = load_settings()
    for problem in loaded.problems:
        click.echo(literal(problem), err=True)
    settings = loaded.settings
    if settings.keys:
        for line in _problems_with_keys(loaded):
            click.echo(literal(line), err=True)
    return replace(
        settings,
        muted=mute or settings.muted,
        voice=settings.voice if voice is None else voice,
    )


def _problems_with_keys(loaded: LoadedSettings) -> Iterator[str]:
    """Yield the problems of the chosen keys; those actions keep their default keys."""
    from hamtimer.front.key_bindings import read_keys

    _, problems = read_keys(dict(loaded.settings.keys))
    for action, problem in problems.items():
        yield f"{loaded.place_of(action, 'keys')}: `{action}`: {problem}"

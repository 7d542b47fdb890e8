"""The person's settings, as the commands start from them. A file of its own: it loads little."""

from __future__ import annotations

from dataclasses import replace

import click

from hamtimer.settings import Settings, load_settings
from hamtimer.wording import literal


def settings_for(mute: bool = False) -> Settings:  # noqa: FBT001, FBT002 - as the option has it
    """Load the settings, muted when asked; what is wrong with them goes to standard error."""
    loaded = load_settings()
    for problem in loaded.problems:
        click.echo(literal(problem), err=True)
    return replace(loaded.settings, muted=mute or loaded.settings.muted)

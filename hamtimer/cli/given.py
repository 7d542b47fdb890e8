"""Which options a person gave, for commands in which some of them exclude others."""

from __future__ import annotations

import click
from click.core import ParameterSource


def given() -> dict[str, str]:
    """Return the parameters that were written on the command line, and how: `-n`, `TEMPO`."""
    ctx = click.get_current_context()
    return {
        param.name: param.human_readable_name
        if isinstance(param, click.Argument)
        else param.opts[-1]
        for param in ctx.command.params
        if param.name and ctx.get_parameter_source(param.name) is ParameterSource.COMMANDLINE
    }

"""`hamtimer schema`: the JSON Schema of session files."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.terminal import pour


@click.command(
    "schema",
    short_help="Print the JSON Schema of session files, for editors.",
    epilog=examples("hamtimer schema > hamtimer.schema.json"),
)
def command() -> None:
    """Print the JSON Schema of session files, which editors use to complete and check them.

    hamtimer new and hamtimer copy write it beside the session.
    """
    from hamtimer.core.session_file.schema import schema_text

    pour([schema_text()])

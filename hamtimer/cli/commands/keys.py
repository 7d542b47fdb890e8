"""`hamtimer keys`: every key of a session file."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.terminal import pour


@click.command(
    "keys",
    short_help="List every key of a session file.",
    epilog=examples("hamtimer keys", "hamtimer keys | less", "hamtimer keys --prompt > prompt.md"),
)
@click.option(
    "--prompt",
    is_flag=True,
    help="Print the whole format on one page with examples, to hand to an assistant.",
)
def command(*, prompt: bool) -> None:
    """List every key of a session file: what it means, what to write, and its default."""
    from hamtimer.core.session_file.prompt import prompt_lines
    from hamtimer.core.session_file.reference import reference_lines

    pour(f"{line}\n" for line in (prompt_lines() if prompt else reference_lines()))

"""`hamtimer keys`: every key of a session file, or one of them."""

from __future__ import annotations

from collections.abc import Iterable

import click

from hamtimer.cli.completed_word import CompletedWord
from hamtimer.cli.examples import examples
from hamtimer.cli.terminal import pour


def _keys() -> Iterable[str]:
    from hamtimer.core.session_file.reference import all_keys

    return sorted(all_keys())


@click.command(
    "keys",
    short_help="List every key of a session file.",
    epilog=examples(
        "hamtimer keys",
        "hamtimer keys | less",
        "hamtimer keys tempo",
        "hamtimer keys --prompt > prompt.md",
    ),
)
@click.argument("key", type=CompletedWord("KEY", _keys), required=False)
@click.option(
    "--prompt",
    is_flag=True,
    help="Print the whole format on one page with examples, to hand to an assistant.",
)
def command(key: str | None, *, prompt: bool) -> None:
    """List every key of a session file: what it means, what to write, and its default.

    KEY is one of them, to show it alone.
    """
    from hamtimer.core.session_file.prompt import prompt_lines
    from hamtimer.core.session_file.reference import reference_lines

    if prompt and key:
        raise click.UsageError("--prompt prints the whole format; leave out the key")
    lines = prompt_lines() if prompt else reference_lines(_known(key) if key else "")
    pour(f"{line}\n" for line in lines)


def _known(key: str) -> str:
    """Return a key as it is written. Raises `UserError`, with the key that may be meant."""
    from hamtimer.core.errors import UserError
    from hamtimer.core.notation.mistakes import shown
    from hamtimer.core.session_file.reference import all_keys
    from hamtimer.core.session_file.suggestions import keys_meant

    keys = all_keys()
    written = key.strip().removesuffix(":").lower()
    if written in keys:
        return written
    meant = keys_meant(written, keys)
    advice = f'did you mean "{meant[0]}"?' if meant else "`hamtimer keys` lists them all"
    raise UserError(f"{shown(key)} is not a key of a session file", advice)

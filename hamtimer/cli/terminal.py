"""Writing to whoever listens, and whether that is a person with a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

_BLOCK = 65_536
"""How many characters `pour` writes at a time."""


def is_terminal() -> bool:
    """Whether the program can show a screen and be given keys."""
    return _is_tty(sys.stdin) and _is_tty(sys.stdout)


def _is_tty(stream: object) -> bool:
    """Whether a standard stream, which may be missing or closed, is a terminal."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def say(line: str) -> None:
    """Write a line at once, so that a pipe or a screen reader has it when it is true."""
    click.echo(line)


def pour(pieces: Iterable[str]) -> None:
    """Write a long output in large blocks; lines bring their own ends."""
    block: list[str] = []
    size = 0
    for piece in pieces:
        block.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            click.echo("".join(block), nl=False)
            block, size = [], 0
    click.echo("".join(block), nl=False)

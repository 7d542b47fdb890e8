"""The standard streams: what is connected to them, and how to write to them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, NoReturn, TextIO

import click

from hamtimer.core.errors import reason_of
from hamtimer.core.text import literal

_BLOCK = 65_536
"""How many characters `pour` writes at a time."""


_NO_SCREEN = ("", "dumb", "unknown")
"""Values of TERM of terminals that can only print lines."""


def can_show_screen() -> bool:
    """Return whether a screen can be drawn here; otherwise the program prints lines.

    Textual reads keys from standard input, asks standard output for the size, and draws on
    standard error: all three must be a terminal that understands escape sequences. A driver of
    its own, such as that of `textual-serve`, needs none of them.
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    if sys.platform != "win32" and os.environ.get("TERM", "") in _NO_SCREEN:
        return False
    return is_terminal() and is_tty(sys.stderr)


def is_terminal() -> bool:
    """Return whether a person can type and read lines."""
    return is_tty(sys.stdin) and is_tty(sys.stdout)


def closing_of_terminal() -> Callable[[], bool]:
    """Return a function that tells whether the current terminal has been closed since."""
    if not is_tty(sys.stdout):
        return lambda: False
    return lambda: not is_tty(sys.stdout)


def is_tty(stream: object) -> bool:
    """Return whether a standard stream, which may be missing or closed, is a terminal."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def open_closed_streams() -> None:
    """Connect each standard stream that is closed to the null device.

    Otherwise the next file opened takes its number, and what a library prints there would be
    written into it: into the record of a run, for example.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one


class UnheardMessages:
    """Standard error whose messages are lost where it cannot be written, and change nothing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a message if it can be written."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush what can be written."""
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)


def end_unwritable(error: OSError) -> NoReturn:
    """End the program where a standard stream cannot be written, and say so if anybody hears it."""
    with suppress(OSError):
        click.echo(f"standard output: it cannot be written ({reason_of(error)})", err=True)
    sys.exit(1)


def print_closing_message(word: str) -> None:
    """Print the closing message of a screen, if there is still a terminal."""
    if is_tty(sys.stdout):
        for line in word.splitlines():
            say(literal(line))


def say(line: str) -> None:
    """Write a line immediately, so that a pipe or a screen reader gets it in time."""
    click.echo(line)


def pour(pieces: Iterable[str]) -> None:
    """Write a long output in large blocks; each line includes its line end."""
    block: list[str] = []
    size = 0
    for piece in pieces:
        block.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            click.echo("".join(block), nl=False)
            block, size = [], 0
    click.echo("".join(block), nl=False)

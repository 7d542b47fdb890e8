"""The `hamtimer` command: each subcommand has its own file, imported when it is used."""

from __future__ import annotations

import errno
import sys
from contextlib import redirect_stderr
from importlib import import_module
from itertools import chain
from typing import Any, TextIO, cast

import click

from hamtimer import __version__
from hamtimer.cli.examples import examples
from hamtimer.cli.terminal import UnheardMessages, end_unwritable, open_closed_streams
from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.garbage_collection import without_collector
from hamtimer.core.text import command_text, name_words
from hamtimer.front.leaving import discard_unheard

GROUPS = {
    "Train": ("run", "resume", "tempo", "list", "due"),
    "Write and keep sessions": (
        *("new", "edit", "check", "explain", "diff", "keys", "schema"),
        *("copy", "rename", "delete", "restore"),
    ),
    "Follow your progress": ("history", "log", "next", "plan"),
    "Sound, settings and files": ("sound-check", "render", "settings", "where"),
}
"""The subcommands in the order of the help; `sound-check` is in `sound_check.py`."""
COMMANDS = tuple(chain.from_iterable(GROUPS.values()))

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_UNWRITABLE = (*_NO_ROOM, errno.EIO, errno.EBADF, errno.EAGAIN)


class Commands(click.Group):
    """A group that imports a subcommand only when it is needed, to start quickly."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as click has it
        """Write UTF-8 in every locale, then run the command."""
        open_closed_streams()
        for stream in (sys.stdout, sys.stderr):
            # Either may be missing (no console) or not be a text file.
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="replace")
        # The same for `hamtimer` and for `python -m hamtimer`.
        kwargs.setdefault("complete_var", "_HAMTIMER_COMPLETE")
        unheard = UnheardMessages(sys.stderr) if sys.stderr is not None else None
        try:
            with redirect_stderr(cast("TextIO", unheard)):
                return super().main(*args, **kwargs)
        except OSError as error:
            # Help is written before a command is invoked, errors after it.
            end_unwritable(error)
        finally:
            discard_unheard()

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; errors are a line and an exit status, never a traceback."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            message = str(error)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader has gone; click ends silently
            if not error.filename and error.errno in _UNWRITABLE:
                raise  # of a standard stream: those of files have a name
            done = "written" if error.errno in _NO_ROOM else "opened"
            reason = reason_of(error)
            message = f"{error.filename}: cannot be {done} ({reason})" if error.filename else reason
        from hamtimer.cli.failure import Failure

        raise Failure(message)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """Return the names of the subcommands."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the subcommands in groups, in the order in which a person needs them."""
        width = max(map(len, COMMANDS))
        for heading, names in GROUPS.items():
            found = ((name, self.get_command(ctx, name)) for name in names)
            rows = [(name.ljust(width), one.get_short_help_str(60)) for name, one in found if one]
            with formatter.section(heading):
                formatter.write_dl(rows)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click has it
        cmd_name: str,
    ) -> click.Command | None:
        """Import a subcommand; return None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        with without_collector():
            command = import_module(f"hamtimer.cli.commands.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)  # noqa: S101 - our own modules
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand; for the name of a session, show how to run it."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            command = command_text("hamtimer", "run", *name_words(args[0]))
            hint = f"To run a session by its name: {command}"
            raise click.UsageError(f"{error.message}\n{hint}", ctx) from None


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "hamtimer                          choose a session and follow it",
        "hamtimer list                     list all sessions",
        "hamtimer run twenty-minutes       follow one",
        "hamtimer explain twenty-minutes   what it is, second by second",
        "hamtimer new my-session           write your own",
    ),
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Guide a strength session with slow, timed reps in the terminal.

    Without a command, the library of sessions opens. Every command has its own help with examples:
    hamtimer run --help.
    """
    if ctx.invoked_subcommand is None:
        with without_collector():
            from hamtimer.cli.commands.library import open_or_print_library

        open_or_print_library()

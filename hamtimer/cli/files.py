"""Writing session files for a person to edit."""

from __future__ import annotations

import re
from pathlib import Path

from hamtimer.cli.opening import Failure
from hamtimer.home.folders import bundled_folder

_SCHEMA_LINE = re.compile(r"\A# yaml-language-server: \$schema=.*\n")


def schema_line() -> str:
    """Return the comment from which an editor knows the keys and values of a session file."""
    schema = bundled_folder().resolve() / "session.schema.json"
    return f"# yaml-language-server: $schema={schema.as_uri()}"


def with_schema_line(text: str) -> str:
    """Return a session's text with the schema line that is right on this machine."""
    return f"{schema_line()}\n{_SCHEMA_LINE.sub('', text)}"


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet, with the folders it needs; else a `Failure`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        msg = f"{path}: there is such a file already, and it is left as it is; name another one"
        raise Failure(msg) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"{path}: this file cannot be written ({reason}); name one in another folder"
        raise Failure(msg) from None

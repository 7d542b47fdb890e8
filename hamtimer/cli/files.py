"""Writing session files for a person to edit."""

from __future__ import annotations

import re
from pathlib import Path

from hamtimer.cli.failure import Failure
from hamtimer.home.folders import bundled_folder
from hamtimer.home.writing import make_folder, write_bytes

_SCHEMA_LINE = re.compile(r"\A# yaml-language-server: \$schema=.*\n")


def schema_line() -> str:
    """Return the comment from which an editor knows the keys and values of a session file."""
    schema = bundled_folder().resolve() / "session.schema.json"
    return f"# yaml-language-server: $schema={schema.as_uri()}"


def with_schema_line(text: str) -> str:
    """Return a session's text with the schema line that fits this machine."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    return f"{schema_line()}{line_end}{_SCHEMA_LINE.sub('', text)}"


def write_new(path: Path, text: str) -> None:
    """Write a text file that does not exist yet, with the folders it needs; else a `Failure`."""
    write_new_bytes(path, text.encode("utf-8"))


def write_new_bytes(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, with the folders it needs; else a `Failure`."""
    try:
        make_folder(path.parent)
        write_bytes(path, data, overwrite=False)
    except FileExistsError:
        raise Failure(f"{path}: this file already exists; choose another name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Failure(
            f"{path}: this file cannot be written ({reason}); choose another folder"
        ) from None

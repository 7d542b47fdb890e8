"""The one rule for the file of `-o`: it is written into a folder that exists."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.errors import UserError


def check_folder(output: Path) -> None:
    """Raise `UserError` if the folder of an output file is missing: its name may be mistyped."""
    if not output.parent.is_dir():
        message = "there is no such folder"
        raise UserError(message, "make it first, or choose another", output.parent)

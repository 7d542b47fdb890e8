"""How to install a missing package for the Python that runs hamtimer."""

from __future__ import annotations

import sys

from hamtimer.core.text import command_text


def pip_install(package: str) -> str:
    """Return the command that installs `package`, such as `hamtimer[voice]`, for pasting."""
    # A bare pip often belongs to another Python, or the system refuses it.
    return command_text(sys.executable or "python", "-m", "pip", "install", package)

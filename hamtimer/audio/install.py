"""How a missing package is added to the Python that hamtimer itself runs with."""

from __future__ import annotations

import sys

from hamtimer.core.text import command_text


def pip_install(package: str) -> str:
    """Return the command that installs `package`, such as `hamtimer[voice]`, for pasting."""
    # A bare pip is often that of another Python than hamtimer's, or refused by the system.
    return command_text(sys.executable or "python", "-m", "pip", "install", package)

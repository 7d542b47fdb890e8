"""The folders in which a person's own sessions and the records of their runs are kept."""

from __future__ import annotations

from pathlib import Path


def user_folder() -> Path:
    """Return hamtimer's folder where this system keeps a user's data; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("hamtimer", appauthor=False)


def sessions_folder() -> Path:
    """Return the folder of the person's own sessions; it need not exist."""
    return user_folder() / "sessions"


def runs_folder() -> Path:
    """Return the folder of the records of runs (see `core/run/journal.py`); it need not exist."""
    return user_folder() / "runs"


def bundled_folder() -> Path:
    """Return the folder of the sessions that came with the program."""
    package = Path(__file__).parents[1]
    installed = package / "bundled_sessions"
    return installed if installed.is_dir() else package.parent / "sessions"

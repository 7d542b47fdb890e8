"""The folders of a person's sessions, settings and records."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path


class NoHomeError(OSError):
    """The person has no home folder; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(errno.ENOENT, "your home folder cannot be found; set HOME to its path")

    def __str__(self) -> str:
        """Return the message without the error number of an `OSError`."""
        return str(self.strerror)


def user_folder() -> Path:
    """Return hamtimer's folder for user data; it need not exist.

    Raises:
        NoHomeError: When the person has no home folder.
    """
    from platformdirs import user_data_dir

    return _at_home(user_data_dir)


def settings_folder() -> Path:
    """Return hamtimer's folder for user settings; it need not exist.

    Raises:
        NoHomeError: When the person has no home folder.
    """
    from platformdirs import user_config_dir

    return _at_home(user_config_dir)


def cache_folder() -> Path:
    """Return hamtimer's folder for caches; it need not exist.

    Raises:
        NoHomeError: When the person has no home folder.
    """
    from platformdirs import user_cache_dir

    return _at_home(user_cache_dir)


def _at_home(folder_of: Callable[..., str]) -> Path:
    try:
        folder = folder_of("hamtimer", appauthor=False)
    except RuntimeError:
        raise NoHomeError from None
    # Older versions of platformdirs keep the "~", which would be a folder in the working directory.
    if folder.startswith("~"):
        raise NoHomeError
    return Path(folder)


def sessions_folder() -> Path:
    """Return the folder of the person's own sessions; it need not exist. See `user_folder`."""
    return user_folder() / "sessions"


def runs_folder() -> Path:
    """Return the folder of the records of runs; it need not exist. See `user_folder`."""
    return user_folder() / "runs"


def bundled_folder() -> Path:
    """Return the folder of the bundled sessions."""
    package = Path(__file__).parents[1]
    installed = package / "bundled_sessions"
    return installed if installed.is_dir() else package.parent / "sessions"


def is_bundled(path: Path) -> bool:
    """Return whether a session came with an installation of hamtimer: this one or another.

    An update overwrites such a file, and others may use it. A record can name a file of another
    installation: the one before an update of Python, or a checkout.
    """
    try:
        folder = path.resolve().parent
        checkout = folder.parent / "hamtimer" / "__init__.py"
        return (
            folder == bundled_folder().resolve()
            or (folder.parent.name, folder.name) == ("hamtimer", "bundled_sessions")
            or (folder.name == "sessions" and checkout.is_file())
        )
    except OSError:
        return False

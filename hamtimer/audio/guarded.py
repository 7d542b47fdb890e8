"""Sound threads: an unexpected error never ends one silently or prints over the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable

from hamtimer.audio.unavailable import UnavailableError


def start_thread(
    name: str, work: Callable[[], None], failed: Callable[[Exception], None]
) -> threading.Thread:
    """Start a thread that runs `work` and passes any error to `failed`.

    If no thread can be started, `failed` is called at once.
    """

    def guarded() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - it would be printed across the screen
            failed(error)

    thread = threading.Thread(target=guarded, name=f"hamtimer-{name}", daemon=True)
    try:
        thread.start()
    except RuntimeError as error:
        failed(error)
    return thread


def reason_of(error: Exception) -> str:
    """Return why there is no sound, as text for the person."""
    if isinstance(error, UnavailableError):
        return str(error)
    return f"an unexpected error ({type(error).__name__}: {error})"

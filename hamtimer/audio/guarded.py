"""Threads of the sound: an unexpected error never ends one silently, nor prints over the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable

from hamtimer.audio.unavailable import UnavailableError


def start_thread(
    name: str, work: Callable[[], None], failed: Callable[[Exception], None]
) -> threading.Thread:
    """Start a thread that does `work`, and hands whatever it raises to `failed`.

    Where no thread can be started, `failed` is told at once.
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
    """Return why there is no sound, in words for a person."""
    if isinstance(error, UnavailableError):
        return str(error)
    return f"an unexpected error ({type(error).__name__}: {error})"

"""Saving settings while a screen goes on: one write at a time, the last value of each wins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from hamtimer.home.settings import change_settings

ENDS_WITHIN_S = 2.0
"""How long the end of the program may wait for a slow disk."""


class SettingsWriter:
    """Saves changes of settings in a thread of its own, which lives while there are any."""

    def __init__(
        self,
        report: Callable[[str], None],
        write: Callable[[Mapping[str, object]], str] = change_settings,
    ) -> None:
        """Call `report` in that thread with each new problem; `write` is for tests."""
        self._report = report
        self._write = write
        self._waiting: dict[str, object] = {}
        self._problem = ""
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def save(self, changes: Mapping[str, object]) -> None:
        """Save settings soon; a value that still waits gives way to a newer one."""
        with self._lock:
            self._waiting.update(changes)
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._write_all, name="hamtimer-settings", daemon=True
                )
                self._thread.start()

    def close(self) -> str:
        """Wait until everything is saved; return what went wrong meanwhile, or nothing."""
        with self._lock:
            thread, before = self._thread, self._problem
        if thread is not None:
            thread.join(ENDS_WITHIN_S)
        return self._problem if self._problem != before else ""

    def _write_all(self) -> None:
        while changes := self._take():
            problem = self._write(changes)
            is_new = problem != self._problem
            self._problem = problem
            if problem and is_new:
                self._report(problem)

    def _take(self) -> dict[str, object]:
        """Return what waits; where nothing does, the thread is at its end."""
        with self._lock:
            changes, self._waiting = self._waiting, {}
            if not changes:
                self._thread = None
            return changes

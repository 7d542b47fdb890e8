"""Save settings in the background: one write at a time, and the last value wins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from hamtimer.home.settings import change_settings

ENDS_WITHIN_S = 2.0
"""How long shutdown may wait for a slow disk."""


def _over(before: object, change: object) -> object:
    """Return a change merged over a waiting one; in a table, both keep their entries."""
    if isinstance(before, Mapping) and isinstance(change, Mapping):
        return {**before, **change}
    return change


class SettingsWriter:
    """Saves changes of settings in a thread that lives while there are changes."""

    def __init__(
        self,
        report: Callable[[str], None],
        write: Callable[[Mapping[str, object]], str] = change_settings,
    ) -> None:
        """Make a writer that calls `report`, in its thread, with each new problem."""
        self._report = report
        self._write = write
        self._waiting: dict[str, object] = {}
        self._problem = ""
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def save(self, changes: Mapping[str, object]) -> None:
        """Save settings soon; a newer value replaces one that is still waiting."""
        with self._lock:
            for key, value in changes.items():
                self._waiting[key] = _over(self._waiting.get(key), value)
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._write_all, name="hamtimer-settings", daemon=True
                )
                self._thread.start()

    def close(self) -> str:
        """Wait until everything is saved; return what went wrong, or an empty text."""
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
        """Return the waiting changes; if there are none, the thread ends."""
        with self._lock:
            changes, self._waiting = self._waiting, {}
            if not changes:
                self._thread = None
            return changes

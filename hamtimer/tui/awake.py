"""Keep the display awake during a session."""

from __future__ import annotations

import threading

HEAD_START_S = 0.5
"""How long to wait at first, so that screen and sound start undisturbed."""
RELEASE_S = 1.0
"""How long to wait at the end until the system lets the display sleep again."""


class Awake:
    """Keeps the display awake from `keep` to `release`.

    It works in a thread because the system may be slow to answer; a failure never disturbs a
    session and is noted in `problem`.
    """

    def __init__(self) -> None:
        self.problem = ""
        self._release = threading.Event()
        self._thread: threading.Thread | None = None

    def keep(self) -> None:
        """Begin to keep the display awake."""
        if self._thread is None:
            self._release.clear()
            self._thread = threading.Thread(target=self._hold, name="awake", daemon=True)
            self._thread.start()

    def release(self) -> None:
        """Let the display sleep again."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._release.set()
            thread.join(RELEASE_S)

    def _hold(self) -> None:
        if self._release.wait(HEAD_START_S):
            return
        try:
            from wakepy import keep

            with keep.presenting(on_fail="pass") as mode:
                if not mode.active:
                    self.problem = "this system offers no way to keep the display awake"
                self._release.wait()
        except Exception as error:  # noqa: BLE001 - whatever a desktop throws, the session continues
            self.problem = f"the display may go to sleep: {error}"

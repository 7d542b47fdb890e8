"""A terminal driver that continues after a stop that it did not hear of.

`kill -STOP`, a debugger or a container can stop the program at any moment. Textual expects SIGCONT
after its own SIGTSTP only: after another stop it would start over itself. Two threads would then
share the keys, the terminal would not be restored, and the program would never end.
"""

from __future__ import annotations

import asyncio

from textual.drivers.linux_driver import LinuxDriver


class ResumingDriver(LinuxDriver):
    """Starts over after a stop without SIGTSTP: another program may have used the terminal."""

    _is_on = False
    _is_suspended = False

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._is_on = True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._is_on = False
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        self._is_suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal again: after it was given back, or in the handler of SIGCONT."""
        if self._is_suspended:
            self._is_suspended = False
            super().resume_application_mode()
        elif self._is_on:
            # The handler may have interrupted the writing of a frame.
            asyncio.get_running_loop().call_soon_threadsafe(self._start_over)

    def _start_over(self) -> None:
        if self._is_on:
            self.suspend_application_mode()
            self.resume_application_mode()
            self._app.refresh(layout=True)

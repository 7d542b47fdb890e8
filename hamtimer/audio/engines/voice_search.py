"""The voice of a run: whether cues are spoken, and the search for what speaks them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from hamtimer.audio.guarded import reason_of, start_thread
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.text import capitalized

if TYPE_CHECKING:
    # It imports numpy, which takes 100 ms.
    from hamtimer.audio.speech.speaker import Speaker


class VoiceSearch:
    """Looks for a voice in a thread: some voices take a second or two to begin.

    Meanwhile sound continues, and stops on command.
    """

    def __init__(
        self, open_speaker: Callable[[], Speaker], ended: Callable[[], None], *, is_on: bool
    ) -> None:
        """Make a search that `begin` begins; `ended` is called when it is over.

        `open_speaker` may be slow and raise `UnavailableError`. `is_on`: whether cues are spoken.
        """
        self.is_on = is_on
        self._open_speaker = open_speaker
        self._ended = ended
        self._speaker: Speaker | None = None
        self._running = threading.Lock()
        """Held during the search."""
        self._is_asked = False
        """Whether the person turned the voice on and waits for the result."""
        self._news: str | None = None
        self._failure = ""
        """Why there is no voice, although the settings ask for one."""

    @property
    def speaker(self) -> Speaker | None:
        """What speaks now, if anything."""
        return self._speaker if self.is_on else None

    @property
    def is_running(self) -> bool:
        """Whether a voice is being looked for."""
        return self._running.locked()

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the voice, if anything."""
        speaking = self._speaker.problem if self._speaker else ""
        return tuple(filter(None, (self._failure, speaking)))

    def turn(self, on: bool) -> None:  # noqa: FBT001 - it says so in its name
        """Turn the voice on or off; `news` has the result."""
        self.is_on = self._is_asked = on
        self._news = None
        if on:
            self.begin()

    def news(self) -> str | None:
        """Return the result of a search that the person waits for, once."""
        news = self._news
        if news is not None:
            self._news = None
        return news

    def begin(self) -> None:
        """Look for a voice, unless there is one or the search is already in progress."""
        if self._speaker is None and self._running.acquire(blocking=False):
            start_thread("voice", self._find, self._end)

    def _find(self) -> None:
        self._speaker = self._open_speaker()
        self._end(None)

    def _end(self, error: Exception | None) -> None:
        problem = ""
        if error is not None:
            problem = reason_of(error)
            problem = problem if isinstance(error, UnavailableError) else f"no voice: {problem}"
        if self.is_on:  # otherwise it was turned off meanwhile
            if problem:
                self.is_on = False
            if self._is_asked:
                self._news = capitalized(problem)
            elif problem:
                self._failure = problem
        self._running.release()
        self._ended()

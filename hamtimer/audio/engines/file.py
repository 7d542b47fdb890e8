"""The second choice: each step is rendered to a file and played by a system program."""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from hamtimer.audio.cue_source import CueReader, CueSource
from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.engines.file_player import (
    EVERYTHING,
    LAST_SOUND_MS,
    STARTUP_ELSEWHERE_MS,
    STARTUP_MS,
    FilePlayer,
    Piece,
    PlayFile,
    check_program,
    find_program,
)
from hamtimer.audio.guarded import start_thread
from hamtimer.audio.stream.lookahead import Lookahead
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.state import Event, Status

if TYPE_CHECKING:
    # It imports numpy.
    from hamtimer.audio.speech.speaker import Speaker

PIECE_MS = 120_000
"""The longest stretch rendered at once; a longer step is played in several pieces."""
NOTES_WAIT_MS = 1_500
"""How long speech may continue after the last sound."""
PREPARE_MS = 2_000
"""How early a piece is planned before its first sound."""


class FileEngine:
    """Plans pieces of the session, one file each; a thread plays them."""

    name = "file"

    def __init__(
        self,
        lookahead: Lookahead,
        clock: Clock,
        *,
        latency_ms: int = 0,
        play: PlayFile | None = None,
    ) -> None:
        """Make an engine. `play` plays a file; None: playsound3."""
        self._arranger = lookahead.arranger
        self._clock = clock
        self._latency_ms = latency_ms
        self._play = play
        self._backend = ""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._gain = 1.0
        self._reader = CueReader()
        self._is_cut = False
        """Whether the last piece ended in the middle of a step."""
        self._last_ms: int | None = None
        """The clock time of the last planned cue."""
        self._file_player: FilePlayer | None = None
        self._thread: Thread | None = None
        self._closing = False
        self._error: Exception | None = None

    # ---------------------------------------------------------- being an engine

    def open(self) -> None:
        """Find a player program and test it."""
        if self._play is None:
            self._play, self._backend = find_program()
        try:
            folder = tempfile.TemporaryDirectory(prefix="hamtimer-", ignore_cleanup_errors=True)
            self._folder = folder
            check_program(self._play, Path(folder.name) / "test.wav")
        except (OSError, UnavailableError) as error:
            self._remove_folder()
            if isinstance(error, UnavailableError):
                raise
            reason = error.strerror or error
            raise UnavailableError(f"the sound files cannot be written: {reason}") from error
        file_player = FilePlayer(
            self._arranger, self._clock, self._play, Path(folder.name), self._before_ms
        )
        self._error, self._closing, self._file_player = None, False, file_player
        self._thread = start_thread("files", lambda: self._work(file_player), self._fail)

    def is_alive(self, now_ms: int) -> bool:
        """Return whether nothing has failed."""
        del now_ms
        return self._error is None

    def follow(self, player: CueSource, now_ms: int) -> None:
        """Plan upcoming pieces; cancel void ones."""
        if self._reader.begins_anew(player, now_ms):
            self._is_cut = False
            self._void(now_ms if player.state.status is Status.FINISHED else EVERYTHING)
        for event in self._reader.unforeseen():
            self._plan(Piece((event,), event.due_ms, self._gain, is_inserted=True))
        if now_ms < self._reader.read_to_ms - PREPARE_MS:
            return
        after_ms, window_ends_ms = max(self._reader.read_to_ms, now_ms - 1), now_ms + PIECE_MS
        events = self._reader.read(now_ms, window_ends_ms)
        step = _first_step(events)
        start_ms = after_ms if self._is_cut or not step else step[0].due_ms
        # Where the step continues after the window, a sound through a whole phase may, too.
        self._is_cut = len(step) == len(events)
        # Steps after the first are read again in their turn.
        self._reader.read_to_ms = window_ends_ms if self._is_cut else step[-1].due_ms
        cut_ms = window_ends_ms if self._is_cut else None
        self._plan(Piece(tuple(step), start_ms, self._gain, cut_ms))

    def _plan(self, piece: Piece) -> None:
        """Have a piece played, unless it would be silent."""
        if piece.gain and self._file_player is not None:
            self._file_player.plan(piece)
            if piece.events:
                self._last_ms = max(self._last_ms or 0, piece.last_ms)

    def restart(self) -> None:
        """Forget what was planned."""
        self._reader.restart()
        self._void(EVERYTHING)

    def service(self) -> None:
        """Raise the error that ended the thread, if any."""
        if self._error is not None:
            raise self._error

    def set_gain(self, gain: float) -> None:
        """Change the volume; what is playing is rendered again."""
        if gain != self._gain:
            self._gain = gain
            self._reader.restart()

    def speak(self, speaker: Speaker | None) -> None:
        """Start or stop speaking cues; what is playing is rendered again."""
        if speaker is not self._arranger.speaker:
            self._arranger.speaker = speaker
            self._reader.restart()

    def ring_out_ms(self, now_ms: int) -> int:
        """Return how long the last sound will still be heard."""
        if self._last_ms is None:
            return 0
        words_ms = NOTES_WAIT_MS if self._arranger.speaker else 0
        last_ms = self._last_ms + LAST_SOUND_MS + words_ms
        return max(0, last_ms + self._latency_ms - now_ms)

    def close(self) -> None:
        """Stop every player program and remove the files."""
        self._closing = True
        self._void(EVERYTHING)
        if self._thread is not None and self._thread.is_alive():
            self._thread.join(1.0)
        self._remove_folder()
        self._reader.restart()

    def status(self) -> AudioStatus:
        """Return the status, with the program that plays."""
        return AudioStatus(self.name, device=self._backend, latency_ms=self._latency_ms)

    # ---------------------------------------------------------- planning and playing

    @property
    def _before_ms(self) -> int:
        """How early a program must be started before its sound is heard."""
        return STARTUP_MS.get(self._backend, STARTUP_ELSEWHERE_MS) + self._latency_ms

    def _void(self, after_ms: int) -> None:
        if self._file_player is not None:
            self._file_player.void(after_ms)
        if self._last_ms is not None:
            self._last_ms = None if after_ms == EVERYTHING else min(self._last_ms, after_ms)

    def _work(self, file_player: FilePlayer) -> None:
        try:
            while not self._closing:
                file_player.wait(file_player.play_due())
        finally:
            file_player.stop()

    def _fail(self, error: Exception) -> None:
        self._error = error

    def _remove_folder(self) -> None:
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()


def _first_step(events: tuple[Event, ...]) -> list[Event]:
    """Return the leading events that belong to one step."""
    first = events[0].step if events else None
    return [event for event in events if event.step == first]

"""The second choice: each step rendered whole and played by a program of the system.

`playsound3` starts one process for a sound. That is late by a different amount each time, so
it is done once a step and not once a beep: inside the file every cue is exact.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from hamtimer.audio.cue_source import CueSource
from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.sounds.palette import RATE, SAMPLES_PER_MS
from hamtimer.audio.speech.speaker import Speaker
from hamtimer.audio.stream.lookahead import Lookahead, cues_ahead
from hamtimer.audio.stream.mixer import Sound, mix_into, to_bytes
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.state import Event, Status

PIECE_MS = 120_000
"""The longest stretch that is rendered at once; a longer step is played in several."""
PREPARE_MS = 2_000
"""How long before its first sound a piece is rendered."""
LAST_SOUND_MS = 1_500
"""How long the sound of a session's last cue is heard at most."""
TEST_MS = 50
"""The length of the silence that is played to see whether playing works at all."""
TEST_LIMIT_S = 3.0
STARTUP_MS = {"alsa": 8, "gstreamer": 25, "ffplay": 90}
"""How long a player program takes until it is heard, where it was measured; it is started that
much earlier."""
_STARTUP_ELSEWHERE_MS = 30
_RENDER_MS = 60
"""How long before its time a piece is rendered: two minutes of sound take a third of it."""
_LOOK_MS = 200
"""How often the thread looks whether the programs still play."""


class Playing(Protocol):
    """A sound file that is being played."""

    def is_alive(self) -> bool:
        """Whether it still plays."""
        ...

    def stop(self) -> None:
        """Stop it."""
        ...


PlayFile = Callable[[Path], Playing]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Cues that are rendered into one file."""

    events: tuple[Event, ...]

    @property
    def start_ms(self) -> int:
        return self.events[0].due_ms

    @property
    def last_ms(self) -> int:
        return self.events[-1].due_ms


class FileEngine:
    """Plays pieces of the session, one file each, from a thread that lives as long as it does."""

    name = "file"

    def __init__(
        self,
        lookahead: Lookahead,
        clock: Clock,
        *,
        latency_ms: int = 0,
        play: PlayFile | None = None,
    ) -> None:
        """Do nothing yet. `play` plays a file; None: playsound3 does."""
        self._arranger = lookahead.arranger
        self._clock = clock
        self._latency_ms = latency_ms
        self._play = play
        self._backend = ""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._gain = 1.0
        self._player: CueSource | None = None
        self._epoch = -1
        self._until = 0
        self._pieces: list[_Piece] = []
        self._playing: list[tuple[Playing, _Piece]] = []
        self._generation = 0
        self._number = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._failure = ""

    # ---------------------------------------------------------- being an engine

    def open(self) -> None:
        """Find a player program and hear whether it plays."""
        self._failure, self._closing = "", False
        if self._play is None:
            self._play, self._backend = _find_player()
        self._folder = tempfile.TemporaryDirectory(prefix="hamtimer-", ignore_cleanup_errors=True)
        self._thread = threading.Thread(target=self._work, name="hamtimer-files", daemon=True)
        try:
            _test(self._play, Path(self._folder.name) / "test.wav")
        except UnavailableError:
            self._folder.cleanup()
            raise
        self._thread.start()

    def is_alive(self, now_ms: int) -> bool:
        """Whether no player program has failed."""
        del now_ms
        return not self._failure

    def follow(self, player: CueSource, now_ms: int) -> None:
        """Plan what comes next; stop what is void."""
        if player is not self._player or player.epoch != self._epoch:
            self._player, self._epoch = player, player.epoch
            self._until = now_ms - 1
            self._replan(now_ms, everything=player.state.status is not Status.FINISHED)
        if now_ms < self._until - PREPARE_MS:
            return
        events = cues_ahead(player, max(self._until, now_ms - 1), now_ms + PIECE_MS)
        step = _first_step(events)
        self._until = step[-1].due_ms if step else now_ms + PREPARE_MS
        if step:
            with self._changed:
                self._pieces.append(_Piece(tuple(step)))
                self._changed.notify()

    def restart(self) -> None:
        """Forget what was planned."""
        self._player = None
        self._replan(0, everything=True)

    def tend(self) -> None:
        """There is nothing to tend: the thread looks after itself."""

    def set_gain(self, gain: float) -> None:
        """Play on with another volume; what is being played is rendered anew."""
        if gain != self._gain:
            self._gain = gain
            self._player = None

    def speak(self, speaker: Speaker | None) -> None:
        """Have the cues spoken too, or no more; what is being played is rendered anew."""
        if speaker is not self._arranger.speaker:
            self._arranger.speaker = speaker
            self._player = None

    def ring_out_ms(self, now_ms: int) -> int:
        """Return how long the last sound will still be heard."""
        with self._changed:
            pieces = [*self._pieces, *(piece for _, piece in self._playing)]
        last = max((piece.last_ms for piece in pieces), default=now_ms - LAST_SOUND_MS)
        return max(0, last + LAST_SOUND_MS + self._latency_ms - now_ms)

    def close(self) -> None:
        """Stop every player program and remove the files."""
        self._closing = True
        self._replan(0, everything=True)
        if self._thread is not None and self._thread.is_alive():
            self._thread.join(1.0)
        if self._folder is not None:
            self._folder.cleanup()
        self._player = None

    def status(self) -> AudioStatus:
        """Tell which program plays."""
        return AudioStatus(self.name, device=self._backend, latency_ms=self._latency_ms)

    # ---------------------------------------------------------- planning and playing

    def _replan(self, now_ms: int, *, everything: bool) -> None:
        """Take back what was planned; what is being heard too, unless it may ring out."""
        with self._changed:
            self._generation += 1
            self._pieces.clear()
            for playing, piece in self._playing:
                if everything or piece.last_ms > now_ms:
                    playing.stop()
            self._changed.notify()

    def _work(self) -> None:
        while not self._closing and not self._failure:
            with self._changed:
                self._forget_finished()
                wait_ms = self._due_in_ms(self._pieces[0]) if self._pieces else _LOOK_MS
                if wait_ms > 0:
                    self._changed.wait(min(wait_ms, _LOOK_MS) / 1_000)
                    continue
                piece, generation = self._pieces.pop(0), self._generation
            self._start(piece, generation)

    def _due_in_ms(self, piece: _Piece) -> int:
        return piece.start_ms - self._before_ms - _RENDER_MS - self._clock()

    @property
    def _before_ms(self) -> int:
        """How long before it is heard a program must be started."""
        return STARTUP_MS.get(self._backend, _STARTUP_ELSEWHERE_MS) + self._latency_ms

    def _start(self, piece: _Piece, generation: int) -> None:
        """Render a piece from the moment on at which its player program will be heard."""
        if self._play is None or self._folder is None or not self._gain:
            return
        self._number = (self._number + 1) % 4
        path = Path(self._folder.name) / f"{self._number}.wav"
        start_ms = self._clock() + _RENDER_MS
        self._arranger.clear()
        sounds = self._arranger.arrange(piece.events, piece.last_ms + PIECE_MS)
        write_wav(path, render(sounds, start_ms + self._before_ms, self._gain))
        with self._changed:
            while (early := start_ms - self._clock()) > 0 and generation == self._generation:
                self._changed.wait(early / 1_000)
            if generation != self._generation:
                return
            try:
                self._playing.append((self._play(path), piece))
            except Exception as error:  # noqa: BLE001 - playsound3 raises several kinds
                self._failure = f"the player program failed: {error}"

    def _forget_finished(self) -> None:
        still = []
        for playing, piece in self._playing:
            if playing.is_alive():
                still.append((playing, piece))
            elif _has_failed(playing):
                self._failure = "the player program failed"
        self._playing = still


def render(sounds: Sequence[Sound], from_ms: int, gain: float) -> bytes:
    """Return the samples that are heard from `from_ms` on; what is too late is left out."""
    in_time = [sound for sound in sounds if sound.at_ms >= from_ms - sound.late_ms]
    end = max((sound.end_ms for sound in in_time), default=from_ms)
    mixed = np.zeros((end - from_ms) * SAMPLES_PER_MS, np.float32)
    starts = [max(0, sound.at_ms - from_ms) * SAMPLES_PER_MS for sound in in_time]
    mix_into(mixed, 0, zip(starts, [sound.samples for sound in in_time], strict=True))
    return to_bytes(mixed * np.float32(gain))


def write_wav(path: Path, samples: bytes) -> None:
    """Write one channel of 16-bit samples at the palette's rate."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples)


def _first_step(events: tuple[Event, ...]) -> list[Event]:
    """Return the events at the front that belong to one step."""
    first = events[0].step if events else None
    return [event for event in events if event.step == first]


def _find_player() -> tuple[PlayFile, str]:
    """Return what plays a file through playsound3, and by which program."""
    # It would log a warning to standard error, which is where Textual draws.
    logging.getLogger("playsound3").addHandler(logging.NullHandler())
    from playsound3 import playsound3

    backend = playsound3.DEFAULT_BACKEND
    if backend is None:
        raise UnavailableError("no program that plays sound files was found")

    def play(path: Path) -> Playing:
        playing: Playing = playsound3.playsound(path, block=False)
        return playing

    return play, str(backend)


def _test(play: PlayFile, path: Path) -> None:
    """Play a moment of silence: with no device, playsound3 itself reports success."""
    write_wav(path, bytes(2 * TEST_MS * SAMPLES_PER_MS))
    try:
        playing = play(path)
    except Exception as error:
        raise UnavailableError("the program that plays sound files does not start") from error
    waited = threading.Event()
    for _ in range(int(TEST_LIMIT_S / 0.02)):
        if not playing.is_alive():
            break
        waited.wait(0.02)
    else:
        playing.stop()
        raise UnavailableError("the program that plays sound files hangs")
    if _has_failed(playing):
        raise UnavailableError("the program that plays sound files finds no device")


def _has_failed(playing: Any) -> bool:  # noqa: ANN401 - playsound3's kinds differ by platform
    """Whether a sound that is over ended with an error. Stopped by a signal is no error."""
    process = getattr(playing, "subprocess", None)
    status = process.poll() if process is not None else 0
    return status is not None and status > 0

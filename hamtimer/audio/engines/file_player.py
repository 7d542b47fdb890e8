"""Render pieces of a session to sound files, and play them with a system program.

Starting a program for each beep would be late by varying amounts, so it is started once per
piece: inside a file every cue is exact.
"""

from __future__ import annotations

import logging
import queue
import threading
import wave
from bisect import insort
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS
from hamtimer.audio.sounds.sweep import Tone
from hamtimer.audio.stream.arrange import LONGEST_PHRASE_MS, Arranger
from hamtimer.audio.stream.mixer import Sound
from hamtimer.audio.stream.mixing import Gain, mix
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.state import Event

LAST_SOUND_MS = 1_500
"""The longest a cue is heard, unless it sounds through a whole phase."""
EVERYTHING = -1
"""A time before every cue."""
LOOK_MS = 200
"""How often to check that the programs still play."""
TEST_MS = 50
"""The length of the silence that is played to test the program."""
TEST_LIMIT_S = 3.0
STARTUP_MS = {"alsa": 8, "gstreamer": 25, "ffplay": 90}
"""How long each program takes to be heard, where measured; it is started that much earlier."""
STARTUP_ELSEWHERE_MS = 30
_RENDER_MS = 150
"""How early a piece is rendered: two minutes of a tempo take two thirds of this."""
_WRITE_MS = 20
"""The longest time to write a file after rendering took too long."""


class Playing(Protocol):
    """A sound file in playback."""

    def is_alive(self) -> bool:
        """Return whether it still plays."""
        ...

    def stop(self) -> None:
        """Stop it."""
        ...


PlayFile = Callable[[Path], Playing]


@dataclass(frozen=True, slots=True)
class Piece:
    """Cues that are rendered into one file."""

    events: tuple[Event, ...]
    start_ms: int
    gain: float
    cut_ms: int | None = None
    """Where the next piece continues the same step; None: this piece holds the step's end."""
    is_inserted: bool = False
    """Whether it is heard beside the others, which go on: the result of a tap."""

    @property
    def last_ms(self) -> int:
        """The clock time of the last cue."""
        return self.events[-1].due_ms if self.events else self.start_ms


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A file that waits to be played."""

    piece: Piece
    path: Path
    start_ms: int
    """When its program must be started."""


class FilePlayer:
    """Plays pieces at their times; any thread may call `plan` and `void`.

    All other methods belong to one thread, which must outlive what it plays: a program ends with
    the thread that started it.
    """

    def __init__(
        self, arranger: Arranger, clock: Clock, play: PlayFile, folder: Path, before_ms: int
    ) -> None:
        """Make a player without pieces. A program is started `before_ms` before it is heard."""
        self._arranger = arranger
        self._clock = clock
        self._play = play
        self._folder = folder
        self._before_ms = before_ms
        self._orders: queue.SimpleQueue[Piece | int] = queue.SimpleQueue()
        """Orders: a piece to play, or a time after which everything is void."""
        # Separate ones: a long piece still plays while many are heard beside it.
        self._numbers = {False: 0, True: 0}
        self._pieces: list[Piece] = []
        self._rendered: _Rendered | None = None
        self._carried: list[Sound] = []
        """Sounds that the last piece began and the next one continues."""
        self._playing: list[tuple[Playing, Piece]] = []

    def plan(self, piece: Piece) -> None:
        """Order a piece to be played at its time. Never waits."""
        self._orders.put(piece)

    def void(self, after_ms: int) -> None:
        """Cancel pieces with cues after `after_ms`. Never waits."""
        self._orders.put(after_ms)

    def wait(self, wait_ms: int) -> None:
        """Wait for an order."""
        with suppress(queue.Empty):
            self._obey(self._orders.get(timeout=wait_ms / 1_000))

    def play_due(self) -> int:
        """Carry out orders that are due, and return how many milliseconds to wait next.

        Raises `UnavailableError` when a program has failed or a file cannot be written.
        """
        while not self._orders.empty():
            self._obey(self._orders.get())
        self._forget_finished()
        if self._rendered is not None:
            early_ms = self._rendered.start_ms - self._clock()
            if early_ms > 0:
                return min(early_ms, LOOK_MS)
            self._start(self._rendered)
        elif self._pieces:
            early_ms = self._pieces[0].start_ms - self._before_ms - _RENDER_MS - self._clock()
            if early_ms > 0:
                return min(early_ms, LOOK_MS)
            self._rendered = self._render(self._pieces.pop(0))
        else:
            return LOOK_MS
        return 0

    def stop(self) -> None:
        """Stop everything immediately."""
        self._obey(EVERYTHING)

    def _obey(self, order: Piece | int) -> None:
        if isinstance(order, Piece):
            insort(self._pieces, order, key=lambda piece: piece.start_ms)
            return
        self._pieces.clear()
        self._carried.clear()
        self._rendered = None
        for playing, piece in self._playing:
            if piece.last_ms > order:
                playing.stop()

    def _render(self, piece: Piece) -> _Rendered | None:
        """Render a piece from the moment its program will be heard."""
        start_ms = self._clock() + _RENDER_MS
        from_ms = start_ms + self._before_ms
        self._arranger.clear()
        known_until_ms = piece.last_ms + LONGEST_PHRASE_MS
        begun = [] if piece.is_inserted else self._carried
        sounds = [*begun, *self._arranger.arrange(piece.events, known_until_ms)]
        if not piece.is_inserted:
            self._carried = [sound for sound in sounds if _outlasts(sound, piece)]
        samples = render(sounds, begun, from_ms, piece)
        if not samples:
            return None
        late_ms = self._clock() + _WRITE_MS - start_ms
        if late_ms > 0:
            start_ms += late_ms
            samples = samples[2 * late_ms * SAMPLES_PER_MS :]
        number = self._numbers[piece.is_inserted] = (self._numbers[piece.is_inserted] + 1) % 4
        path = self._folder / f"{'beside-' if piece.is_inserted else ''}{number}.wav"
        try:
            write_wav(path, samples)
        except OSError as error:
            reason = error.strerror or error
            raise UnavailableError(f"the sound files cannot be written: {reason}") from error
        return _Rendered(piece, path, start_ms)

    def _start(self, rendered: _Rendered) -> None:
        self._rendered = None
        try:
            self._playing.append((self._play(rendered.path), rendered.piece))
        except Exception as error:  # playsound3 raises several kinds
            raise UnavailableError(f"the player program failed: {error}") from error

    def _forget_finished(self) -> None:
        still = []
        for playing, piece in self._playing:
            if playing.is_alive():
                still.append((playing, piece))
            elif _has_failed(playing):
                raise UnavailableError("the player program failed")
        self._playing = still


def render(sounds: Sequence[Sound], begun: Sequence[Sound], from_ms: int, piece: Piece) -> bytes:
    """Return the samples from `from_ms` on; late sounds are left out.

    Sounds that have `begun` continue in the middle. A sound longer than its piece is cut where the
    next piece continues it, so that no file grows with the length of a phase.
    """
    heard = [sound for sound in sounds if sound in begun or sound.at_ms >= from_ms - sound.late_ms]
    ends_ms = [_end_of(sound, piece) for sound in heard]
    length_ms = max([0, *(end_ms - from_ms for end_ms in ends_ms)])
    placed = [
        _heard(_start_of(sound, begun, from_ms), sound.samples, end_ms - from_ms)
        for sound, end_ms in zip(heard, ends_ms, strict=True)
    ]
    return mix(0, length_ms * SAMPLES_PER_MS, placed, Gain.level(piece.gain))


def _heard(start: int, tone: Tone, end_ms: int) -> tuple[int, Tone]:
    """Return a sound's position and what is heard of it: from position 0 to a time."""
    before = max(0, -start)
    return start + before, tone[before : max(before, end_ms * SAMPLES_PER_MS - start)]


def _end_of(sound: Sound, piece: Piece) -> int:
    """Return the clock time up to which a piece has a sound."""
    if piece.cut_ms is not None and _outlasts(sound, piece):
        return piece.cut_ms
    return sound.end_ms


def _outlasts(sound: Sound, piece: Piece) -> bool:
    """Return whether the next piece must continue a sound that lasts through a phase."""
    if piece.cut_ms is None or sound.is_speech:
        return False
    return sound.end_ms > piece.cut_ms + LAST_SOUND_MS


def _start_of(sound: Sound, begun: Sequence[Sound], from_ms: int) -> int:
    """Return the sample position of a sound; a late one starts late, but is complete."""
    start = (sound.at_ms - from_ms) * SAMPLES_PER_MS
    return start if sound in begun else max(0, start)


def write_wav(path: Path, samples: bytes) -> None:
    """Write one channel of 16-bit samples at the palette's rate."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples)


def find_program() -> tuple[PlayFile, str]:
    """Return the function that plays a file through playsound3, and the program's name."""
    # Its warnings go to standard error, where Textual draws.
    logging.getLogger("playsound3").addHandler(logging.NullHandler())
    try:
        from playsound3 import playsound3
    except ImportError as error:
        raise UnavailableError("the package playsound3 is not installed") from error
    backend = playsound3.DEFAULT_BACKEND
    if backend is None:
        raise UnavailableError("no program that plays sound files was found")

    def play(path: Path) -> Playing:
        playing: Playing = playsound3.playsound(path, block=False)
        return playing

    return play, str(backend)


def check_program(play: PlayFile, path: Path) -> None:
    """Play a moment of silence: without a device, playsound3 itself reports success."""
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
    """Return whether playback ended with an error; being stopped by a signal is not one."""
    process = getattr(playing, "subprocess", None)
    status = process.poll() if process is not None else 0
    return status is not None and status > 0

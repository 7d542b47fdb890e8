"""Sound for a run: the best engine that works, monitored while it plays."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from hamtimer.audio.cue_source import CueSource
from hamtimer.audio.engines.engine import LEAD_MS, AudioStatus, Engine
from hamtimer.audio.engines.voice_search import VoiceSearch
from hamtimer.audio.guarded import reason_of, start_thread
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.clock import Clock
from hamtimer.core.text import capitalized

if TYPE_CHECKING:
    # It imports numpy, which takes 100 ms.
    from hamtimer.audio.speech.speaker import Speaker

SERVICE_EVERY_S = 1.0
"""How often the engine is serviced if nothing wakes the watch thread."""
RETRY_MS = 5_000
"""How long to wait before trying a failed better engine again."""
RINGS_OUT_WITHIN_MS = 3_000
"""The longest time that closing waits for the last sound."""

T = TypeVar("T")

EngineMaker = Callable[["Chain"], Engine]
"""Makes an engine; may import heavy modules. Raises `UnavailableError`."""


@dataclass(eq=False, slots=True)
class _Turn:
    """One use of an engine, from opening to closing."""

    engine: Engine
    rank: int
    error: Exception | None = None
    """The error that a call of the front raised, which ends the turn."""


class Chain:
    """The sound of a run. See `output.Output` for the contract of its methods.

    One thread opens, services and reopens the engines in order of preference. Calls of the front
    share no lock with it, so they never wait for a device or a server.
    """

    def __init__(
        self,
        makers: Sequence[EngineMaker],
        clock: Clock,
        *,
        volume: int,
        muted: bool,
        open_speaker: Callable[[], Speaker],
        speaks: bool = False,
        latency_ms: int = 0,
    ) -> None:
        """Make a chain; `start` begins to look for an engine.

        `open_speaker` finds a voice; it may be slow and raise `UnavailableError`. `speaks`: cues
        are spoken from the beginning. `latency_ms` is the output latency.
        """
        self.lead_ms = LEAD_MS + max(0, latency_ms)
        self.clock = clock
        self.volume = volume
        self.muted = muted
        self.problems: list[str] = []
        """The choices of the person that are not available."""
        self._makers = makers
        self._engines: dict[int, Engine] = {}
        self._turn: _Turn | None = None
        """The turn that plays now; only the watch thread replaces it."""
        self._set_up: _Turn | None = None
        """The turn whose engine has everything from the front."""
        self._failed: dict[int, str] = {}
        """Why the engine of a rank is not used: the first of consecutive reasons."""
        self._failed_ms: dict[int, int] = {}
        self._broken: set[int] = set()
        """The ranks of engines that raised unexpected errors; they are not tried again."""
        self._changed = threading.Condition()
        """Notified when an engine starts to play, all have failed, or a search for a voice ends."""
        self._woken = threading.Event()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._voice = VoiceSearch(open_speaker, self._tell_of_change, is_on=speaks)

    # ---------------------------------------------------------- the front's side

    def start(self) -> None:
        """Start looking for an engine in the background."""
        if self._thread is None:
            self._thread = start_thread("audio", self._watch, self._stop_looking)

    def wait_until_open(self, limit_s: float, *, with_voice: bool = False) -> AudioStatus:
        """Wait until the engine is known; `with_voice`: and the voice too."""

        def is_known() -> bool:
            status = self.status()
            return status.engine != "opening" and not (with_voice and status.finding_voice)

        with self._changed:
            self._changed.wait_for(is_known, limit_s)
        return self.status()

    def sync(self, player: CueSource, now_ms: int) -> None:
        """Make the sound follow the player."""
        self._call(lambda engine: engine.follow(player, now_ms))

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100."""
        self.volume = min(100, max(0, percent))
        self._call()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - it says so in its name
        """Mute or unmute."""
        self.muted = muted
        self._call()

    def set_voice(self, on: bool) -> None:  # noqa: FBT001 - it says so in its name
        """Turn spoken cues on or off; look for a voice if none is known yet."""
        self._voice.turn(on)
        self._call()

    def voice_news(self) -> str | None:
        """Return the result of the search for a voice, once."""
        return self._voice.news()

    def close(self, *, ring_out: bool = False) -> None:
        """End all sound, immediately or after the last sound."""
        turn = self._turn
        if ring_out and turn is not None and self._gain:
            left_ms = self._ask(turn, lambda engine: engine.ring_out_ms(self.clock()), 0)
            time.sleep(min(RINGS_OUT_WITHIN_MS, left_ms) / 1_000)
        self._closing = True
        self._turn = None
        if turn is not None:
            self._close(turn.engine)
        self.wake()
        if self._thread is not None and self._thread.is_alive():
            # The thread closes what it has just opened. If it hangs, it is left behind.
            self._thread.join(0.3)

    def status(self) -> AudioStatus:
        """Return how sound is made, and why nothing better is available."""
        turn = self._turn
        if turn is None:
            return self._with_voice(self._status_of_silence())
        status = self._ask(turn, lambda engine: engine.status(), AudioStatus("opening"))
        notice = status.notice
        if not notice and turn.rank:
            with_what = {"file": "a player program is used", "bell": "the terminal bell is used"}
            notice = self._complaint(f"No audio stream, {with_what[turn.engine.name]}")
        problems = (*self.problems, *self._voice.problems)
        if not notice and problems:
            notice = capitalized(problems[0])
        return self._with_voice(replace(status, notice=notice, problems=problems))

    def wake(self) -> None:
        """Service the engine now."""
        self._woken.set()

    def _call(self, use: Callable[[Engine], None] = lambda _: None) -> None:
        """Use the current engine, after passing it the current settings if it is new."""
        turn = self._turn
        if turn is None or turn.error is not None:
            return

        def call(engine: Engine) -> None:
            if turn is not self._set_up:
                engine.restart()
                self._set_up = turn
            engine.set_gain(self._gain)
            engine.speak(self._voice.speaker)
            use(engine)

        self._ask(turn, call, None)

    def _ask(self, turn: _Turn, question: Callable[[Engine], T], otherwise: T) -> T:
        """Return the answer of an engine; an error ends its turn, not the session."""
        try:
            return question(turn.engine)
        except Exception as error:  # noqa: BLE001 - it would end the front
            turn.error = error
            self.wake()
            return otherwise

    @property
    def _gain(self) -> float:
        # Loudness is perceived in ratios; a square is close enough over this range.
        return 0.0 if self.muted else (self.volume / 100) ** 2

    def _status_of_silence(self) -> AudioStatus:
        if len(self._failed) < len(self._makers):
            return AudioStatus("opening")
        return AudioStatus("off", notice=self._complaint("There is no sound"))

    def _complaint(self, what: str) -> str:
        reasons = dict(self._failed)  # the watch thread may change it meanwhile
        return f"{what}: {reasons[min(reasons)]}" if reasons else what

    @property
    def speaks(self) -> bool:
        """Whether cues are spoken."""
        return self._voice.is_on

    def find_voice(self) -> None:
        """Look for a voice in the background, unless that is already in progress."""
        self._voice.begin()

    def _with_voice(self, status: AudioStatus) -> AudioStatus:
        name = self._voice.speaker.name if self._voice.speaker else ""
        return replace(status, voice=name, finding_voice=self._voice.is_running)

    # ---------------------------------------------------------- the watch

    def _watch(self) -> None:
        while not self._closing:
            self.service()
            self._woken.wait(SERVICE_EVERY_S)
            self._woken.clear()
        for engine in self._engines.values():
            self._close(engine)

    def service(self) -> None:
        """Service the current engine, and open a better one if one is available now."""
        turn = self._turn
        if turn is not None and not self._still_plays(turn):
            self._turn = None
            self._close(turn.engine)
            turn = None
        for rank in range(len(self._makers) if turn is None else turn.rank):
            if self._may_try(rank) and self._open(rank):
                break
        self._tell_of_change()

    def _still_plays(self, turn: _Turn) -> bool:
        error, alive = turn.error, False
        if error is None:
            try:
                turn.engine.service()
                alive = turn.engine.is_alive(self.clock())
            except Exception as raised:  # noqa: BLE001 - it would end the thread, and all sound
                error = raised
        if error is not None and not isinstance(error, UnavailableError):
            self._note_failure(turn.rank, error)
        return alive

    def _may_try(self, rank: int) -> bool:
        if self._closing or rank in self._broken:
            return False
        failed_ms = self._failed_ms.get(rank)
        return failed_ms is None or self.clock() - failed_ms >= RETRY_MS

    def _open(self, rank: int) -> bool:
        """Replace the current engine by another; return whether that works."""
        try:
            if rank not in self._engines:
                self._engines[rank] = self._makers[rank](self)
            engine = self._engines[rank]
            engine.open()
        except Exception as error:  # noqa: BLE001 - it would end the thread, and all sound
            self._note_failure(rank, error)
            return False
        self._failed.pop(rank, None)
        self._failed_ms.pop(rank, None)
        previous, self._turn = self._turn, None if self._closing else _Turn(engine, rank)
        if previous is not None:
            self._close(previous.engine)
        return True

    def _note_failure(self, rank: int, error: Exception) -> None:
        # Consecutive failures may have several reasons, but the person sees one notice.
        self._failed.setdefault(rank, reason_of(error))
        self._failed_ms[rank] = self.clock()
        if not isinstance(error, UnavailableError):
            self._broken.add(rank)

    def _close(self, engine: Engine) -> None:
        try:
            engine.close()
        except Exception as error:  # noqa: BLE001 - it would end the thread, and all sound
            rank = next(rank for rank, one in self._engines.items() if one is engine)
            self._note_failure(rank, error)

    def _stop_looking(self, error: Exception) -> None:
        """Stay silent: the watch thread itself has failed."""
        turn, self._turn = self._turn, None
        self._failed = dict.fromkeys(range(len(self._makers)), reason_of(error))
        if turn is not None:
            self._close(turn.engine)
        self._tell_of_change()

    def _tell_of_change(self) -> None:
        with self._changed:
            self._changed.notify_all()

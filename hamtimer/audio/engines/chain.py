"""Sound for a run: the best engine that works, watched over while it plays."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hamtimer.audio.cue_source import CueSource
from hamtimer.audio.engines.engine import LEAD_MS, AudioStatus, Engine
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.clock import Clock

if TYPE_CHECKING:
    # It imports numpy, which takes 100 ms.
    from hamtimer.audio.speech.speaker import Speaker

LOOK_EVERY_S = 0.2
"""How often the engine is looked after when nothing wakes the watch."""
RETRY_MS = 5_000
"""How long a better engine that failed is left alone before it is tried again."""

EngineMaker = Callable[["Chain"], Engine]
"""Makes an engine; may import what is heavy. Raises `UnavailableError`."""


class Chain:
    """The sound of a run. See `output.Output` for what its methods promise.

    One thread opens, watches and reopens the engines, in order of preference; the front's calls
    only ever touch an engine that works, and never wait.
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
        """Know what to look for; `start` begins to.

        `open_speaker` finds a voice, may take its time and raise `UnavailableError`; `speaks`:
        cues are spoken from the beginning. `latency_ms` is how much later than it is sent the
        sound is heard.
        """
        self.lead_ms = LEAD_MS + max(0, latency_ms)
        self.clock = clock
        self.volume = volume
        self.muted = muted
        self.speaks = speaks
        self.problems: list[str] = []
        """What the person chose and cannot have."""
        self._makers = makers
        self._engines: dict[int, Engine] = {}
        self._current: Engine | None = None
        self._rank = len(makers)
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._closing = False
        self._open_speaker = open_speaker
        self._speaker: Speaker | None = None
        self._finding_voice = False
        self._voice_asked = False
        """Whether somebody turned the voice on and waits to be told what came of it."""
        self._voice_news: str | None = None
        self._failed: dict[int, str] = {}
        self._failed_ms: dict[int, int] = {}
        self._thread = threading.Thread(target=self._watch, name="hamtimer-audio", daemon=True)

    # ---------------------------------------------------------- the front's side

    def start(self) -> None:
        """Begin to look for an engine, in the background."""
        if self._thread.ident is None:
            self._thread.start()

    def sync(self, player: CueSource, now_ms: int) -> None:
        """Have the sound follow the player."""
        with self._lock:
            if self._current is not None:
                self._current.follow(player, now_ms)

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100."""
        self.volume = min(100, max(0, percent))
        self._apply_volume()

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - it says so in its name
        """Be silent, or sound again."""
        self.muted = muted
        self._apply_volume()

    def set_voice(self, on: bool) -> None:  # noqa: FBT001 - it says so in its name
        """Speak the cues too, or no more; a voice that is not known yet is looked for."""
        self.speaks = self._voice_asked = on
        self._voice_news = None
        self._apply_voice()
        if on:
            self.find_voice()

    def voice_news(self) -> str | None:
        """Give, once, what came of looking for a voice."""
        news = self._voice_news
        if news is not None:
            self._voice_news = None
        return news

    def close(self, *, ring_out: bool = False) -> None:
        """End all sound, at once or after the last has been heard."""
        if ring_out and self._current is not None and self._gain:
            time.sleep(min(3_000, self._current.ring_out_ms(self.clock())) / 1_000)
        self._closing = True
        current = self._current
        self._take(None, len(self._makers))
        if current is not None:
            current.close()
        self.wake()
        if self._thread.is_alive():
            # It closes what it may have opened just now. Should it hang in there, it is left.
            self._thread.join(0.3)

    def status(self) -> AudioStatus:
        """Tell how sound is made, and what stands in the way of something better."""
        current = self._current
        if current is None:
            if len(self._failed) < len(self._makers):
                return self._with_voice(AudioStatus("opening"))
            return AudioStatus("off", notice=self._complaint("There is no sound"))
        status = current.status()
        notice = status.notice
        if not notice and self._rank:
            with_what = {"file": "a player program is used", "bell": "the terminal bell is used"}
            notice = self._complaint(f"No audio stream, {with_what[current.name]}")
        elif not notice and self.problems:
            notice = _sentence(self.problems[0])
        status = replace(status, notice=notice, problems=tuple(self.problems))
        return self._with_voice(status)

    def wake(self) -> None:
        """Have the engine looked after now."""
        self._woken.set()

    # ---------------------------------------------------------- the voice

    @property
    def _voice(self) -> Speaker | None:
        return self._speaker if self.speaks else None

    def find_voice(self) -> None:
        """Look for a voice in a thread of its own, if that is not done already.

        Some take a second or two. Meanwhile sound must go on and stop when it is told to.
        """
        with self._lock:
            if self._finding_voice or self._speaker is not None:
                return
            self._finding_voice = True
        threading.Thread(target=self._find_voice, name="hamtimer-voice", daemon=True).start()

    def _find_voice(self) -> None:
        problem = ""
        try:
            self._speaker = self._open_speaker()
        except UnavailableError as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 - it would be printed across the screen
            problem = f"no voice: {str(error) or type(error).__name__}"
        self._apply_voice()
        with self._lock:
            self._tell_of_voice(problem)
            self._finding_voice = False

    def _tell_of_voice(self, problem: str) -> None:
        if not self.speaks:
            return  # it was turned off meanwhile
        self.speaks = not problem
        if self._voice_asked:
            self._voice_news = _sentence(problem)
        elif problem:
            self.problems.append(problem)

    def _with_voice(self, status: AudioStatus) -> AudioStatus:
        name = self._voice.name if self._voice else ""
        return replace(status, voice=name, finding_voice=self._finding_voice)

    def _apply_voice(self) -> None:
        with self._lock:
            if self._current is not None:
                self._current.speak(self._voice)

    @property
    def _gain(self) -> float:
        # Loudness is heard in ratios; a square comes near enough over this range.
        return 0.0 if self.muted else (self.volume / 100) ** 2

    def _apply_volume(self) -> None:
        with self._lock:
            if self._current is not None:
                self._current.set_gain(self._gain)

    def _complaint(self, what: str) -> str:
        reason = next(iter(self._failed.values()), "")
        return f"{what}: {reason}" if reason else what

    # ---------------------------------------------------------- the watch

    def _watch(self) -> None:
        while not self._closing:
            self._look_after()
            self._woken.wait(LOOK_EVERY_S)
            self._woken.clear()
        for engine in self._engines.values():
            engine.close()

    def _look_after(self) -> None:
        current = self._current
        if current is not None:
            try:
                current.tend()
                alive = current.is_alive(self.clock())
            except UnavailableError:
                alive = False
            if not alive:
                self._take(None, len(self._makers))
                current.close()
        self._try_better()

    def _try_better(self) -> None:
        """Open the best engine before the current one that was not tried a moment ago."""
        for rank in range(self._rank):
            failed = self._failed_ms.get(rank)
            if self._closing or (failed is not None and self.clock() - failed < RETRY_MS):
                continue
            try:
                engine = self._engines.get(rank) or self._makers[rank](self)
                engine.open()
            except UnavailableError as error:
                self._failed[rank] = str(error)
                self._failed_ms[rank] = self.clock()
                continue
            self._engines[rank] = engine
            self._failed.pop(rank, None)
            self._failed_ms.pop(rank, None)
            previous = self._current
            self._take(engine, rank)
            if previous is not None:
                previous.close()
            return

    def _take(self, engine: Engine | None, rank: int) -> None:
        with self._lock:
            if engine is not None:
                engine.restart()
                engine.set_gain(self._gain)
                engine.speak(self._voice)
            self._current, self._rank = engine, rank


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]

"""A sound card whose clock is the test's: it hears what the stream plays, sample by sample."""

from dataclasses import dataclass, field

import numpy as np

from hamtimer.audio.engines.stream import StreamEngine
from hamtimer.audio.sounds.loudness import Wave, wave_of
from hamtimer.audio.sounds.samples import SAMPLES_PER_MS
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.speech.speaker import Speaker
from hamtimer.audio.stream.arrange import Arranger
from hamtimer.audio.stream.device import Buffering, Device, Pump
from hamtimer.audio.stream.lookahead import Lookahead
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.timeline.steps import Timeline

T0 = 1_000_000
"""Where the clock stands when the card is made: its zero means nothing."""
LONGEST_MS = 200_000
PERIOD_MS = 800
RESERVE_MS = 416
"""How much is left to play when it asks again; measured on PulseAudio."""


@dataclass
class FakeCard:
    """Asks for `PERIOD_MS` at a time, as PulseAudio does, and keeps what is heard."""

    now: int = T0
    faster: float = 1.0
    """How much faster than the clock the card plays."""
    broken: bool = False
    late_ms: int = 0
    """How long after the first request it begins to play."""
    heard: Wave = field(default_factory=lambda: np.zeros(LONGEST_MS * SAMPLES_PER_MS, np.float32))
    asks: bool = True
    """Whether it asks for samples at all."""
    opened: int = 0
    closed: int = 0
    _pump: Pump | None = None
    _begun: float = 0.0
    _asked: int = 0
    """Wave asked for since the stream began."""

    def clock(self) -> int:
        return self.now

    def open(self, pump: Pump, *, extra_ms: int = 0, instead_of: Device | None = None) -> Device:
        del extra_ms
        if instead_of is not None:
            self.close()
        if self.broken:
            raise UnavailableError("it is broken")
        self.opened += 1
        self._pump, self._asked = pump, 0
        self._begun = float(self.now)
        if not self.asks:
            self._pump = None
            return Device(self, "Deaf", Buffering(("FAKE",), PERIOD_MS, 0))
        self._ask()
        if self.late_ms:
            start = self._place(self._begun)
            block = self.heard[start : start + self._asked].copy()
            self.heard[start : start + self._asked] = 0
            self._begun += self.late_ms
            start = self._place(self._begun)
            self.heard[start : start + self._asked] = block
        return Device(self, "Fake", Buffering(("FAKE",), PERIOD_MS, 0))

    def close(self) -> None:
        self.closed += 1
        if self._pump is not None:
            self._pump = None
            # Only what was written: every page that is touched takes memory.
            self.heard[self._place(self.now) : self._place(self._runs_dry_ms()) + 1] = 0

    def run_to(self, then: int) -> None:
        """Let the time pass; the card asks whenever it has room."""
        while self._pump is not None and self._runs_dry_ms() - RESERVE_MS <= then:
            self.now = max(self.now, int(self._runs_dry_ms() - RESERVE_MS))
            self._ask()
        self.now = then

    def stall(self, length_ms: int) -> None:
        """Let the time pass while the program is too busy to answer."""
        self.now += length_ms
        # If it has run dry, what comes next is heard later, and all the rest with it.
        self._begun += max(0.0, self.now - self._runs_dry_ms())

    def _runs_dry_ms(self) -> float:
        return self._begun + self._asked / SAMPLES_PER_MS / self.faster

    def between(self, from_ms: int, to_ms: int) -> Wave:
        """Return what was heard between two clock times."""
        return self.heard[self._place(from_ms) : self._place(to_ms)]

    def _ask(self) -> None:
        assert self._pump is not None
        data = self._pump.send(PERIOD_MS * SAMPLES_PER_MS)
        samples = np.frombuffer(data, "<i2").astype(np.float32) / 32_767
        start = self._place(self._runs_dry_ms())
        self.heard[start : start + len(samples)] = samples
        self._asked += len(samples)

    def _place(self, at_ms: float) -> int:
        return round((at_ms - T0) * SAMPLES_PER_MS)


@dataclass
class Front:
    """Plays a session as a front does: it looks ten times a second and has a key for everything."""

    timeline: Timeline
    card: FakeCard = field(default_factory=FakeCard)
    look_every_ms: int = 100
    latency_ms: int = 0
    told: list[Event] = field(default_factory=list)
    woken: bool = False

    def __post_init__(self) -> None:
        self.player = Player(self.timeline, lead_ms=300, gap_ms=None)
        lookahead = Lookahead(Arranger(SoundBank()))
        self.engine = StreamEngine(
            lookahead,
            self.card.clock,
            self.wake,
            latency_ms=self.latency_ms,
            opener=self.card.open,
        )
        self.engine.open()

    def wake(self) -> None:
        self.woken = True

    def service(self) -> None:
        """Do what the watch does in a thread of its own."""
        if self.woken:
            self.woken = False
            self.engine.service()

    def set_gain(self, gain: float) -> None:
        self.engine.set_gain(gain)
        self.service()

    def speak(self, speaker: Speaker | None) -> None:
        self.engine.speak(speaker)
        self.service()
        self.look()

    def do(self, command: Command) -> None:
        self.told += self.player.do(command, self.card.now)
        self.look()

    def look(self) -> None:
        self.told += self.player.advance(self.card.now)
        self.engine.follow(self.player, self.card.now)
        self.service()

    def play(self, length_ms: int) -> None:
        end = self.card.now + length_ms
        while self.card.now < end:
            self.card.run_to(min(end, self.card.now + self.look_every_ms))
            self.look()

    def wanted(self) -> Wave:
        """Mix, in the plainest way, what the cues that were told should have sounded like."""
        mixed, bank = np.zeros_like(self.card.heard), SoundBank()
        for event in self.told:
            samples = bank.tone(event.cue) if event.kind is EventKind.CUE and event.cue else None
            if samples is not None:
                start = (event.due_ms - T0) * SAMPLES_PER_MS
                mixed[start : start + len(samples)] += wave_of(samples[:])
        return mixed


def differ(heard: Wave, wanted: Wave) -> float:
    """Return by how much two stretches of sound differ at most; a 16-bit step is 0.00003."""
    return float(np.max(np.abs(heard - wanted), initial=0.0))

"""Opening the sound of a run. Importing this module loads no audio library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hamtimer.audio.cue_source import CueSource
from hamtimer.audio.engines.chain import Chain, EngineMaker
from hamtimer.audio.engines.engine import AudioStatus, Engine
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.clock import Clock, now_ms
from hamtimer.core.session.model import Session
from hamtimer.home.settings import Settings

if TYPE_CHECKING:
    # They load the sounds, which the first drawing need not wait for.
    from hamtimer.audio.sounds.sound_bank import SoundBank
    from hamtimer.audio.speech.speaker import Speaker
    from hamtimer.audio.stream.arrange import Arranger
    from hamtimer.audio.stream.lookahead import Lookahead

Bell = Callable[[], None]
"""Rings the terminal bell; each front has its own way."""


class Output(Protocol):
    """The sound of a run, as a front sees it.

    Only `wait_until_open` and, briefly, `close` wait for a device or a server.
    """

    lead_ms: int
    """The delay between a key and its effect that keeps sound and screen together; it is
    passed to the player."""
    volume: int
    """Percent."""
    muted: bool

    @property
    def speaks(self) -> bool:
        """Whether cues are spoken, or will be once a voice is found."""
        ...

    def start(self) -> None:
        """Start looking for an engine; further calls do nothing.

        Nothing is loaded before: it takes 0.4 s of processor time, which the first drawing of
        the screen needs more.
        """
        ...

    def wait_until_open(self, limit_s: float, *, with_voice: bool = False) -> AudioStatus:
        """Wait until the engine is known; `with_voice`: and the voice too."""
        ...

    def sync(self, player: CueSource, now_ms: int) -> None:
        """Make the sound follow the player.

        Call it about twice a second at least, and immediately after every command.
        """
        ...

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100."""
        ...

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - it says so in its name
        """Mute or unmute."""
        ...

    def set_voice(self, on: bool) -> None:  # noqa: FBT001 - it says so in its name
        """Turn spoken cues on or off. If a voice must be found, `voice_news` has the result."""
        ...

    def voice_news(self) -> str | None:
        """Return, once, why there is no voice and how to get one; empty: a voice was found.

        None: nothing new.
        """
        ...

    def status(self) -> AudioStatus:
        """Return how sound is made, with a notice for the screen if something is wrong."""
        ...

    def close(self, *, ring_out: bool = False) -> None:
        """End all sound, immediately or after the last sound (at most 3 s)."""
        ...


STARTS_WITHIN_S = 0.8
"""The longest time that a start waits for sound, so that the first cue is heard."""


def is_opening(sound: Output) -> bool:
    """Return whether sound is still opening, so that a start now would be silent."""
    return sound.status().engine == "opening"


def start_and_wait(
    sound: Output, limit_s: float = STARTS_WITHIN_S, *, with_voice: bool = False
) -> AudioStatus:
    """Start the sound, and wait until the engine is known, within a limit."""
    sound.start()
    return sound.wait_until_open(limit_s, with_voice=with_voice)


class Off:
    """No sound at all."""

    lead_ms = 0
    speaks = False

    def __init__(self, volume: int = 0, *, muted: bool = False) -> None:
        """Remember the volume, for the screen."""
        self.volume = volume
        self.muted = muted

    def start(self) -> None:
        """Do nothing."""

    def wait_until_open(self, limit_s: float, *, with_voice: bool = False) -> AudioStatus:
        """Return immediately: there is nothing to wait for."""
        del limit_s, with_voice
        return self.status()

    def sync(self, player: CueSource, now_ms: int) -> None:
        """Do nothing."""

    def set_volume(self, percent: int) -> None:
        """Remember it."""
        self.volume = min(100, max(0, percent))

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as `Output` has it
        """Remember it."""
        self.muted = muted

    def set_voice(self, on: bool) -> None:  # noqa: FBT001 - as `Output` has it
        """Remember it."""
        self.speaks = on

    def voice_news(self) -> str | None:
        """Return None: no voice is looked for."""
        return None

    def status(self) -> AudioStatus:
        """Return the status of no sound."""
        return AudioStatus("off")

    def close(self, *, ring_out: bool = False) -> None:
        """Do nothing."""


def open_audio(
    settings: Settings,
    mode: str = "",
    *,
    session: Session | None = None,
    folder: Path | None = None,
    bell: Bell | None = None,
    clock: Clock = now_ms,
) -> Output:
    """Return the sound of a run, not started yet. Never raises, never waits, never prints.

    `mode` is one of an audio engine; empty: from the settings. `session` may have sounds of
    its own, in files in its `folder`. `bell` rings the terminal bell; without it that fallback is
    omitted. `clock` must be the clock of the player.
    """
    mode = mode or settings.audio
    if mode == "off":
        return Off(settings.volume, muted=settings.muted)
    maker = _Makers(settings, session, folder, bell)
    every: dict[str, EngineMaker] = {
        "stream": maker.stream,
        "file": maker.file,
        "bell": maker.bell_engine,
    }
    makers = [every[mode]] if mode in every else list(every.values())
    return Chain(
        makers,
        clock,
        volume=settings.volume,
        muted=settings.muted,
        open_speaker=maker.speaker,
        speaks=_wants_voice(settings, session),
        latency_ms=settings.latency_ms,
    )


class _Makers:
    """Makes each engine on demand, importing heavy modules only then."""

    def __init__(
        self,
        settings: Settings,
        session: Session | None,
        folder: Path | None,
        bell: Bell | None,
    ) -> None:
        self.settings = settings
        self.session = session
        self.folder = folder
        self.bell = bell
        self.bank: SoundBank | None = None

    def stream(self, chain: Chain) -> Engine:
        from hamtimer.audio.engines.stream import StreamEngine
        from hamtimer.audio.stream.device import import_miniaudio

        import_miniaudio()
        latency = self.settings.latency_ms
        return StreamEngine(self._lookahead(chain), chain.clock, chain.wake, latency_ms=latency)

    def file(self, chain: Chain) -> Engine:
        from hamtimer.audio.engines.file import FileEngine

        latency = self.settings.latency_ms
        return FileEngine(self._lookahead(chain), chain.clock, latency_ms=latency)

    def bell_engine(self, chain: Chain) -> Engine:
        from hamtimer.audio.engines.bell import BellEngine

        del chain
        return BellEngine(self.bell)

    def speaker(self) -> Speaker:
        from hamtimer.audio.speech.voice import open_speaker

        return open_speaker(self.settings)

    def _lookahead(self, chain: Chain) -> Lookahead:
        from hamtimer.audio.stream.arrange import Arranger
        from hamtimer.audio.stream.lookahead import Lookahead

        if chain.speaks:
            chain.find_voice()
        if self.bank is None:
            self.bank = _make_bank(self.settings, self.session, self.folder)
            self.bank.prepare()
            chain.problems += self.bank.problems
        return Lookahead(Arranger(self.bank))


def make_arranger(
    settings: Settings, session: Session | None = None, folder: Path | None = None
) -> Arranger:
    """Return the arranger that turns cues into sounds, waiting for a voice if one is wanted.

    Sound files and voices that are not available are noted in the bank's `problems`.
    """
    from hamtimer.audio.stream.arrange import Arranger

    bank = _make_bank(settings, session, folder)
    speaker = None
    if _wants_voice(settings, session):
        from hamtimer.audio.speech.voice import open_speaker

        try:
            speaker = open_speaker(settings)
        except UnavailableError as error:
            bank.problems.append(str(error))
    return Arranger(bank, speaker)


def _make_bank(settings: Settings, session: Session | None, folder: Path | None) -> SoundBank:
    from hamtimer.audio.sounds.sound_bank import SoundBank

    return SoundBank(settings, session.settings.sounds if session else (), folder)


def _wants_voice(settings: Settings, session: Session | None) -> bool:
    """Return whether cues are spoken: from the settings, or else from the session."""
    if settings.voice is not None:
        return settings.voice
    return bool(session and session.settings.voice)

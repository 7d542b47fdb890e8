"""What every way of making sound can do, and what it tells about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from hamtimer.audio.cue_source import CueSource

if TYPE_CHECKING:
    # It imports numpy, which takes 100 ms.
    from hamtimer.audio.speech.speaker import Speaker

LEAD_MS = 400
"""How long after a key something begins, for the sound to be ready when the screen is.

A new stream takes 10 ms to begin; the rest is for a busy computer."""


@dataclass(frozen=True, slots=True)
class AudioStatus:
    """How sound is made at the moment."""

    engine: str
    """`stream`, `file`, `bell`, `off`, or `opening` while it is being looked for."""
    device: str = ""
    """What plays it, in words."""
    buffer_ms: int = 0
    """How much is written ahead at most."""
    latency_ms: int = 0
    """The setting: the output latency, how much later than it is sent the sound is heard."""
    underruns: int = 0
    """How often the program was too busy to feed the stream in time."""
    dropped: int = 0
    """Sounds that came too late to be played."""
    voice: str = ""
    """What speaks; empty: nothing does."""
    finding_voice: bool = False
    """Whether a voice is being looked for."""
    problems: tuple[str, ...] = ()
    """Chosen sounds and voices that cannot be had."""
    notice: str = ""
    """What the person should know, for the screen; empty when all is well."""


def late_ms(status: AudioStatus, latency_ms: int) -> int:
    """Return how much later than its time a cue is heard where the output latency is so much.

    A stream or a file is played that much earlier; the terminal's bell cannot be.
    """
    return latency_ms if status.engine == "bell" else 0


class Engine(Protocol):
    """One way of making sound.

    `follow`, `restart`, `set_gain` and `speak` are called by the front and never wait. All others
    may take their time: they are called by a thread of the sound, or at the end.
    """

    name: str

    def open(self) -> None:
        """Get ready to play. Raises `UnavailableError`; takes some seconds at most."""
        ...

    def is_alive(self, now_ms: int) -> bool:
        """Return whether what was opened still plays."""
        ...

    def service(self) -> None:
        """Do what `follow` found necessary but could not wait for; raise what went wrong."""
        ...

    def restart(self) -> None:
        """Forget what was handed out: another engine has played meanwhile."""
        ...

    def follow(self, player: CueSource, now_ms: int) -> None:
        """Play what the player will do next; silence what it will not."""
        ...

    def set_gain(self, gain: float) -> None:
        """Set the volume, 0 to 1."""
        ...

    def speak(self, speaker: Speaker | None) -> None:
        """Speak the cues too, or with None no more."""
        ...

    def ring_out_ms(self, now_ms: int) -> int:
        """Return how long the last sound will still be heard."""
        ...

    def close(self) -> None:
        """Be silent and give everything back. Takes a second or two at most."""
        ...

    def status(self) -> AudioStatus:
        """Return how sound is made."""
        ...

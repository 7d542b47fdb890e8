"""The interface of audio engines, and their status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hamtimer.audio.cue_source import CueSource
from hamtimer.core.dataclass import dataclass

if TYPE_CHECKING:
    # It imports numpy, which takes 100 ms.
    from hamtimer.audio.speech.speaker import Speaker

LEAD_MS = 400
"""The delay between a key and its effect, so that sound and screen start together.

A new stream starts in 10 ms; the rest is for a busy computer."""


@dataclass(frozen=True, slots=True)
class AudioStatus:
    """How sound is made now."""

    engine: str
    """`stream`, `file`, `bell`, `off`, or `opening` during the search for one."""
    device: str = ""
    """What plays it, in words."""
    buffer_ms: int = 0
    """The most that is written ahead."""
    latency_ms: int = 0
    """The output latency from the settings: how much later than sent the sound is heard."""
    underruns: int = 0
    """How often the program was too busy to feed the stream in time."""
    dropped: int = 0
    """Sounds that came too late to be played."""
    voice: str = ""
    """The name of the voice; empty: none."""
    finding_voice: bool = False
    """Whether a search for a voice is in progress."""
    problems: tuple[str, ...] = ()
    """Chosen sounds and voices that are not available."""
    notice: str = ""
    """A notice for the person; empty: none."""


def late_ms(status: AudioStatus, latency_ms: int) -> int:
    """Return how much later than its time a cue is heard, for a given output latency.

    A stream or a file is played that much earlier; the terminal bell cannot be.
    """
    return latency_ms if status.engine == "bell" else 0


class Engine(Protocol):
    """An audio engine.

    The front calls `follow`, `restart`, `set_gain` and `speak`, which never wait. All other methods
    may be slow: a sound thread calls them, or they are called at the end.
    """

    name: str

    def open(self) -> None:
        """Get ready to play. Raises `UnavailableError`; takes a few seconds at most."""
        ...

    def is_alive(self, now_ms: int) -> bool:
        """Return whether it still plays."""
        ...

    def service(self) -> None:
        """Do the slow work that `follow` requested; raise any error."""
        ...

    def restart(self) -> None:
        """Forget what was placed: another engine has played meanwhile."""
        ...

    def follow(self, player: CueSource, now_ms: int) -> None:
        """Place the upcoming cues of the player; silence those that are void."""
        ...

    def set_gain(self, gain: float) -> None:
        """Set the volume, 0 to 1."""
        ...

    def speak(self, speaker: Speaker | None) -> None:
        """Start speaking cues; with None, stop speaking."""
        ...

    def ring_out_ms(self, now_ms: int) -> int:
        """Return how long the last sound will still be heard."""
        ...

    def close(self) -> None:
        """Stop all sound and release all resources. Takes a second or two at most."""
        ...

    def status(self) -> AudioStatus:
        """Return how sound is made."""
        ...

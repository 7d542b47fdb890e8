"""Play one rep of an exercise with its cues, while its session is edited."""

from __future__ import annotations

from pathlib import Path

from hamtimer.audio.output import Output
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.view import look
from hamtimer.core.session.model import Session
from hamtimer.core.text import literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.one_rep import one_rep
from hamtimer.tui.drawing.face import face_of
from hamtimer.tui.settings_flow import OpenSound

FRAME_S = 0.1
"""How often it is updated."""


class Hearing:
    """One rep that is being played."""

    def __init__(self, heard: Session, file: Path, open_sound: OpenSound, clock: Clock) -> None:
        """Open the sound of a session made by `one_rep`; `begin` starts it."""
        self._clock = clock
        self._sound: Output = open_sound(heard, file)
        self._player = Player(compile_session(heard), lead_ms=self._sound.lead_ms, gap_ms=None)
        self._sound.start()

    @property
    def sound(self) -> Output:
        """Its sound, which may take a moment to open."""
        return self._sound

    def begin(self) -> None:
        """Begin."""
        now = self._clock()
        self._player.do(Command.START, now)
        self._sound.sync(self._player, now)

    def follow(self) -> str:
        """Update it, and return what is heard now in a few words; empty: it is over."""
        now = self._clock()
        self._player.advance(now)
        self._sound.sync(self._player, now)
        if self._player.is_over:
            return ""
        view = look(self._player, now)
        face = face_of(view)
        now_words = f"{face.word} {face.number}".strip()
        return literal(f"{now_words} - {view.step.name}")

    def end(self, *, ring_out: bool = False) -> None:
        """End all sound. It may block."""
        self._sound.close(ring_out=ring_out)


def hear(
    session: Session, exercise: str, file: Path, open_sound: OpenSound, clock: Clock
) -> Hearing | None:
    """Return one rep of an exercise as a sound; None if nothing guides it."""
    heard = one_rep(session, exercise)
    return Hearing(heard, file, open_sound, clock) if heard else None

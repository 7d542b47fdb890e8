"""The terminal's bell: few cues, none of them twice, none of them late."""

import pytest

from hamtimer.audio.engines.bell import BellEngine
from hamtimer.audio.engines.engine import AudioStatus, late_ms
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.timeline.cue_kinds import CueKind
from tests.audio.fake_voice import QuickSpeaker
from tests.core.make import curl, timeline

T0 = 1_000_000


class Terminal:
    """Counts its bell, with the time."""

    def __init__(self) -> None:
        self.now = T0
        self.rung: list[int] = []
        self.engine = BellEngine(lambda: self.rung.append(self.now - T0))
        self.player = Player(timeline(curl(2, sets=2, prepare_ms=5_000, rest_ms=30_000)))

    def do(self, command: Command) -> None:
        self.player.do(command, self.now)
        self.engine.follow(self.player, self.now)

    def play(self, length_ms: int, every_ms: int = 100) -> None:
        for _ in range(length_ms // every_ms):
            self.now += every_ms
            self.player.advance(self.now)
            self.engine.follow(self.player, self.now)


def test_it_rings_for_what_a_person_must_not_miss() -> None:
    terminal = Terminal()
    terminal.do(Command.START)
    terminal.play(70_000)
    # Start, set done, rest soon, start, session done.
    assert terminal.rung == [5_000, 19_000, 39_000, 49_000, 63_000]
    assert not CueKind.COUNTDOWN.facts.rings


def test_what_was_skipped_does_not_ring() -> None:
    terminal = Terminal()
    terminal.do(Command.START)
    terminal.play(4_500)
    terminal.do(Command.PAUSE)
    terminal.play(10_000)
    assert terminal.rung == []


def test_what_is_long_past_does_not_ring() -> None:
    terminal = Terminal()
    terminal.player = Player(terminal.player.timeline, gap_ms=None)
    terminal.do(Command.START)
    terminal.play(4_500)
    terminal.now += 3_000
    terminal.play(500)
    assert terminal.rung == []


def test_muted_it_is_silent() -> None:
    terminal = Terminal()
    terminal.engine.set_gain(0.0)
    terminal.do(Command.START)
    terminal.play(70_000)
    assert terminal.rung == []


def test_a_voice_changes_nothing_for_a_bell() -> None:
    terminal = Terminal()
    terminal.engine.speak(QuickSpeaker())
    terminal.do(Command.START)
    terminal.play(70_000)
    assert len(terminal.rung) == 5


def test_without_a_bell_it_cannot_be_opened() -> None:
    with pytest.raises(UnavailableError):
        BellEngine(None).open()
    BellEngine(lambda: None).open()


def test_only_the_bell_is_as_late_as_the_output() -> None:
    late = [late_ms(AudioStatus(name), 200) for name in ("stream", "file", "bell", "off")]
    assert late == [0, 0, 200, 0]

"""Each step in a file of its own, played by another program."""

import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from hamtimer.audio.engines import file as file_player
from hamtimer.audio.engines.file import FileEngine
from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.palette import SAMPLES_PER_MS, Samples
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.stream.arrange import Arranger
from hamtimer.audio.stream.lookahead import Lookahead
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.clock import now_ms
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from tests.audio.fake_voice import QuickSpeaker
from tests.core.make import curl, timeline


@dataclass
class Process:
    """A player program that plays until it is stopped."""

    samples: Samples
    began_ms: int
    length_ms: int
    stopped: bool = False
    status: int | None = None

    @property
    def subprocess(self) -> "Process":
        return self

    def poll(self) -> int | None:
        return self.status

    def is_alive(self) -> bool:
        if self.stopped or self.status is not None:
            return False
        return now_ms() < self.began_ms + self.length_ms

    def stop(self) -> None:
        self.stopped = True


@dataclass
class Programs:
    """Starts player programs and remembers them."""

    started: list[Process] = field(default_factory=list)
    fails: bool = False

    def play(self, path: Path) -> Process:
        with wave.open(str(path)) as file:
            assert file.getframerate() == palette.RATE
            data = file.readframes(file.getnframes())
        samples = (np.frombuffer(data, "<i2") / 32_767).astype(np.float32)
        length = len(samples) // SAMPLES_PER_MS
        process = Process(samples, now_ms(), length, status=1 if self.fails else None)
        self.started.append(process)
        return process

    @property
    def heard(self) -> list[Process]:
        """Return what was played after the test of the engine itself."""
        return self.started[1:]


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)


@pytest.fixture
def programs() -> Programs:
    return Programs()


@pytest.fixture
def engine(programs: Programs) -> Iterator[FileEngine]:
    made = FileEngine(Lookahead(Arranger(SoundBank())), now_ms, play=programs.play)
    made.open()
    yield made
    made.close()


def start(engine: FileEngine, prepare_ms: int = 5_000) -> Player:
    player = Player(timeline(curl(2, prepare_ms=prepare_ms)), lead_ms=300)
    player.do(Command.START, now_ms())
    engine.follow(player, now_ms())
    return player


def test_a_step_is_played_whole_from_one_file(engine: FileEngine, programs: Programs) -> None:
    player = start(engine)
    due = {event.due_ms for event in player.ahead(now_ms(), now_ms() + 5_000)}
    until(lambda: len(programs.heard) == 1)
    process = programs.heard[0]
    begins = process.began_ms + file_player._STARTUP_ELSEWHERE_MS
    loud = np.flatnonzero(np.abs(process.samples) > 0.01) / SAMPLES_PER_MS
    onsets = loud[np.r_[True, np.diff(loud) > 300]]
    assert len(onsets) == len(due) == 4  # get ready, 3, 2, 1
    for onset, at in zip(onsets, sorted(due), strict=True):
        # How late a process starts is the one thing that is not exact here.
        assert begins + onset == pytest.approx(at, abs=60)
    # The first follows a key, and a busy computer may be a little late for it; the rest is exact.
    assert np.diff(onsets[1:]) == pytest.approx(np.diff(sorted(due)[1:]), abs=1)


def test_a_pause_stops_the_program(engine: FileEngine, programs: Programs) -> None:
    player = start(engine)
    until(lambda: len(programs.heard) == 1)
    player.do(Command.PAUSE, now_ms())
    engine.follow(player, now_ms())
    assert programs.heard[0].stopped


def test_what_is_void_before_it_begins_is_never_played(
    engine: FileEngine, programs: Programs
) -> None:
    player = start(engine)
    player.do(Command.PAUSE, now_ms())
    engine.follow(player, now_ms())
    time.sleep(0.4)
    assert programs.heard == []


def test_the_next_step_begins_in_a_file_of_its_own(engine: FileEngine, programs: Programs) -> None:
    player = start(engine, prepare_ms=1_000)
    end = time.monotonic() + 3
    while len(programs.heard) < 2 and time.monotonic() < end:
        player.advance(now_ms())
        engine.follow(player, now_ms())
        time.sleep(0.02)
    assert len(programs.heard) == 2


def test_a_program_that_fails_is_noticed(engine: FileEngine, programs: Programs) -> None:
    programs.fails = True
    start(engine)
    until(lambda: not engine.is_alive(now_ms()))


def test_a_program_that_finds_no_device_is_noticed_before_it_is_needed() -> None:
    broken = Programs(fails=True)
    engine = FileEngine(Lookahead(Arranger(SoundBank())), now_ms, play=broken.play)
    with pytest.raises(UnavailableError, match="finds no device"):
        engine.open()


def test_muted_nothing_is_started(engine: FileEngine, programs: Programs) -> None:
    engine.set_gain(0.0)
    start(engine)
    time.sleep(0.4)
    assert programs.heard == []


def test_a_step_is_spoken_from_its_file_until_the_voice_is_turned_off(
    engine: FileEngine, programs: Programs
) -> None:
    engine.speak(QuickSpeaker())
    player = start(engine)
    until(lambda: len(programs.heard) == 1)
    (process,) = programs.heard
    get_ready_ms = next(iter(player.ahead(0, now_ms() + 5_000))).due_ms
    said_from = get_ready_ms + 560 - process.began_ms - file_player._STARTUP_ELSEWHERE_MS
    spoken = process.samples[said_from * SAMPLES_PER_MS : (said_from + 200) * SAMPLES_PER_MS]
    assert float(np.max(np.abs(spoken))) > 0.1
    engine.speak(None)
    engine.follow(player, now_ms())
    assert process.stopped


def test_nothing_is_left_behind(programs: Programs) -> None:
    before = threading.active_count()
    engine = FileEngine(Lookahead(Arranger(SoundBank())), now_ms, play=programs.play)
    engine.open()
    assert engine._folder is not None
    folder = Path(engine._folder.name)
    start(engine)
    engine.close()
    assert not folder.exists()
    assert threading.active_count() == before


def test_playsound3_without_a_program_says_nothing_on_the_screen(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    for name in [name for name in sys.modules if name.startswith("playsound3")]:
        monkeypatch.delitem(sys.modules, name)
    if sys.platform == "linux":
        with pytest.raises(UnavailableError, match="no program that plays sound files"):
            file_player._find_player()
    assert capfd.readouterr() == ("", "")

"""Each step in a file of its own, played by another program."""

import sys
import threading
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from hamtimer.audio.engines import file_player
from hamtimer.audio.engines.file import PIECE_MS, FileEngine
from hamtimer.audio.engines.file_player import LOOK_MS, STARTUP_ELSEWHERE_MS, FilePlayer, PlayFile
from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.loudness import Wave, wave_of
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.sounds.sweep import Sweep
from hamtimer.audio.speech.speaker import Speaker
from hamtimer.audio.stream.arrange import Arranger
from hamtimer.audio.stream.lookahead import Lookahead
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.clock import Clock, now_ms
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.practice.fading_player import FadingPlayer
from hamtimer.core.session.work import Tempo
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.home.settings import Settings
from tests.audio.fake_voice import QuickSpeaker
from tests.core.make import curl, timeline

T0 = 1_000_000


@dataclass
class Process:
    """A player program that plays until it is over or stopped."""

    programs: "Programs" = field(repr=False)
    began_ms: int
    samples: Wave = field(repr=False)
    stopped_ms: int | None = None
    status: int | None = None
    over: bool = False

    @property
    def subprocess(self) -> "Process":
        return self

    def poll(self) -> int | None:
        return self.status

    def is_alive(self) -> bool:
        return not self.over and self.stopped_ms is None and self.status is None

    def stop(self) -> None:
        self.stopped_ms = self.programs.now


@dataclass
class Programs:
    """Starts player programs under a clock of its own, and remembers them."""

    now: int = T0
    started: list[Process] = field(default_factory=list)
    fails: bool = False
    folder: Path = Path()
    """Where the last file was."""

    def clock(self) -> int:
        return self.now

    def play(self, path: Path) -> Process:
        self.folder = path.parent
        with wave.open(str(path)) as file:
            assert file.getframerate() == RATE
            data = file.readframes(file.getnframes())
        samples = (np.frombuffer(data, "<i2") / 32_767).astype(np.float32)
        status = 1 if self.fails else None
        # The first is the engine's own test.
        process = Process(self, self.now, samples, status=status, over=not self.started)
        self.started.append(process)
        return process

    @property
    def heard(self) -> list[Process]:
        """Return what was played after the test of the engine itself."""
        return self.started[1:]

    def between(self, from_ms: int, to_ms: int) -> Wave:
        """Mix what all programs together play between two times."""
        mixed = np.zeros((to_ms - from_ms) * SAMPLES_PER_MS, np.float32)
        for process in self.heard:
            start = (process.began_ms + STARTUP_ELSEWHERE_MS - from_ms) * SAMPLES_PER_MS
            stopped = to_ms if process.stopped_ms is None else process.stopped_ms
            end = min(start + len(process.samples), (stopped - from_ms) * SAMPLES_PER_MS)
            first, last = max(0, start), min(len(mixed), end)
            if first < last:
                mixed[first:last] += process.samples[first - start : last - start]
        return mixed


class Front:
    """Plays a session through the engine; the test does the work of the engine's thread."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, programs: Programs, settings: Settings | None = None
    ) -> None:
        self.programs = programs
        lookahead = Lookahead(Arranger(SoundBank(settings or Settings())))
        self.engine = FileEngine(lookahead, programs.clock, play=programs.play)
        monkeypatch.setattr("hamtimer.audio.engines.file.start_thread", self._take_work)
        monkeypatch.setattr("hamtimer.audio.engines.file.FilePlayer", self._make_player)
        self.engine.open()
        self.player = Player(timeline(curl(2, prepare_ms=5_000)), lead_ms=300, gap_ms=None)

    def _take_work(self, _name: str, work: object, _failed: object) -> threading.Thread:
        del work
        return threading.Thread()

    def _make_player(
        self, arranger: Arranger, clock: Clock, play: PlayFile, folder: Path, before_ms: int
    ) -> FilePlayer:
        self.file_player = FilePlayer(arranger, clock, play, folder, before_ms)
        return self.file_player

    def do(self, command: Command) -> None:
        self.player.do(command, self.programs.now)
        self.engine.follow(self.player, self.programs.now)
        self.work()

    def work(self) -> int:
        """Do what is ordered and due now, and return how long the thread would wait then."""
        while (wait_ms := self.file_player.play_due()) == 0:
            pass
        return wait_ms

    def play(self, length_ms: int, look_every_ms: int = 50) -> None:
        end = self.programs.now + length_ms
        while self.programs.now < end:
            self.player.advance(self.programs.now)
            self.engine.follow(self.player, self.programs.now)
            self.programs.now += min(self.work(), look_every_ms, end - self.programs.now)

    def speak(self, speaker: Speaker | None) -> None:
        self.engine.speak(speaker)


@pytest.fixture
def programs() -> Programs:
    return Programs()


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch, programs: Programs) -> Iterator[Front]:
    made = Front(monkeypatch, programs)
    yield made
    made.engine.close()


def wanted(player: Player, from_ms: int, to_ms: int) -> Wave:
    """Mix, in the plainest way, what the cues of a time sound like."""
    mixed = np.zeros((to_ms - from_ms) * SAMPLES_PER_MS, np.float32)
    for event in player.ahead(from_ms - 1, to_ms):
        tone = SoundBank().tone(event.cue) if event.cue else None
        if tone is not None:
            start = (event.due_ms - from_ms) * SAMPLES_PER_MS
            mixed[start : start + len(tone)] += wave_of(tone[0 : len(mixed) - start])
    return mixed


class TestASession:
    def test_is_played_a_step_at_a_time_and_every_cue_is_at_its_sample(
        self, front: Front, programs: Programs
    ) -> None:
        front.do(Command.START)
        expected = wanted(front.player, T0, T0 + 21_000)
        front.play(21_000)
        assert len(programs.heard) == 2  # the get-ready and the set
        assert np.max(np.abs(programs.between(T0, T0 + 20_000) - expected[: 20_000 * 48])) < 0.001

    def test_that_is_void_before_it_begins_is_never_played(
        self, front: Front, programs: Programs
    ) -> None:
        front.player.do(Command.START, programs.now)
        front.engine.follow(front.player, programs.now)
        front.do(Command.PAUSE)
        front.play(3_000)
        assert programs.heard == []

    def test_that_was_rendered_and_is_void_is_never_played(
        self, front: Front, programs: Programs
    ) -> None:
        front.do(Command.START)
        front.play(50)  # it is rendered by now, and its program is started 210 ms later
        front.do(Command.PAUSE)
        front.play(3_000)
        assert programs.heard == []

    def test_is_silent_in_a_pause_and_continues_in_the_middle(
        self, front: Front, programs: Programs
    ) -> None:
        front.do(Command.START)
        front.play(8_000)
        front.do(Command.PAUSE)
        assert not any(process.is_alive() for process in programs.heard)
        front.play(1_000)
        count = len(programs.heard)
        front.do(Command.RESUME)
        resumed = programs.now
        expected = wanted(front.player, resumed, resumed + 5_000)
        front.play(5_500)
        assert len(programs.heard) > count
        heard = programs.between(resumed + 300, resumed + 5_000)
        assert np.max(np.abs(heard - expected[300 * SAMPLES_PER_MS :])) < 0.001

    def test_is_not_played_while_it_is_muted(self, front: Front, programs: Programs) -> None:
        front.engine.set_gain(0.0)
        front.do(Command.START)
        front.play(6_000)
        assert programs.heard == []
        front.engine.set_gain(0.5)
        front.play(2_000)
        assert float(np.max(np.abs(programs.heard[0].samples))) > 0.01

    def test_is_spoken_from_its_file_until_the_voice_is_turned_off(
        self, front: Front, programs: Programs
    ) -> None:
        front.speak(QuickSpeaker())
        front.do(Command.START)
        (get_ready, *_) = front.player.ahead(0, T0 + 5_000)
        front.play(1_000)
        said_from = get_ready.due_ms + 560
        assert float(np.max(np.abs(programs.between(said_from, said_from + 200)))) > 0.1
        front.speak(None)
        front.play(100)
        assert not programs.heard[0].is_alive()

    def test_rings_out_as_long_as_its_last_cue_sounds(
        self, front: Front, programs: Programs
    ) -> None:
        assert front.engine.ring_out_ms(programs.now) == 0
        front.do(Command.START)
        front.play(19_400)
        assert front.player.is_over
        left_ms = front.engine.ring_out_ms(programs.now)
        assert left_ms == T0 + 300 + 19_000 + file_player.LAST_SOUND_MS - programs.now
        front.engine.restart()
        assert front.engine.ring_out_ms(programs.now) == 0

    def test_rings_out_until_its_last_words_have_been_said(
        self, front: Front, programs: Programs
    ) -> None:
        speaker = QuickSpeaker()
        front.speak(speaker)
        front.do(Command.START)
        front.play(19_400)
        said_ms = len(speaker.say("Session done")) // SAMPLES_PER_MS
        words_end_ms = (
            T0 + 300 + 19_000 + len(palette.synthesise("fanfare")) // SAMPLES_PER_MS + said_ms
        )
        assert programs.now + front.engine.ring_out_ms(programs.now) >= words_end_ms


class TestASlowComputer:
    def test_begins_a_file_later_and_every_cue_in_it_on_time(
        self, front: Front, programs: Programs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        render = file_player.render

        def render_slowly(*arguments: object) -> bytes:
            programs.now += 700
            return render(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(file_player, "render", render_slowly)
        front.do(Command.START)
        expected = wanted(front.player, T0, T0 + 5_000)
        front.play(5_000)
        since = programs.heard[0].began_ms + STARTUP_ELSEWHERE_MS
        assert T0 + 700 < since < T0 + 1_000
        heard = programs.between(since, T0 + 5_000)
        assert np.max(np.abs(heard - expected[(since - T0) * SAMPLES_PER_MS :])) < 0.001


class TestTheResultOfATap:
    def practise(self, front: Front) -> FadingPlayer:
        player = FadingPlayer(front.player.timeline, lead_ms=300, gap_ms=None)
        front.player = player
        return player

    def test_is_heard_in_the_middle_of_a_set_beside_its_cues(
        self, front: Front, programs: Programs
    ) -> None:
        player = self.practise(front)
        front.do(Command.START)
        expected = wanted(player, T0, T0 + 20_000)
        front.play(8_000)
        for number, kind in enumerate((CueKind.EARLY, CueKind.RIGHT, CueKind.LATE)):
            player.hear(Cue(kind, 0), programs.now)
            sound = SoundBank().sound(kind)
            assert sound is not None
            start = (8_300 + 1_500 * number) * SAMPLES_PER_MS
            expected[start : start + len(sound)] += wave_of(sound)
            front.play(1_500)
        front.play(20_000 - 8_000 - 3 * 1_500 + 500)
        heard = programs.between(T0, T0 + 20_000)
        assert np.max(np.abs(heard - expected)) < 0.001

    def test_is_heard_before_a_piece_that_was_planned_earlier(
        self, front: Front, programs: Programs
    ) -> None:
        player = self.practise(front)
        front.do(Command.START)
        # The set is planned two seconds before it begins, at 5.3 s.
        front.play(3_600)
        player.hear(Cue(CueKind.RIGHT, 0), programs.now)
        front.play(1_000)
        sound = wave_of(palette.synthesise("chime"))
        heard = programs.between(T0 + 3_900, T0 + 4_200)[: len(sound)]
        assert np.max(np.abs(heard - sound[: len(heard)])) < 0.001

    def test_is_not_played_while_it_is_muted(self, front: Front, programs: Programs) -> None:
        player = self.practise(front)
        front.engine.set_gain(0.0)
        front.do(Command.START)
        front.play(8_000)
        player.hear(Cue(CueKind.RIGHT, 0), programs.now)
        front.play(1_000)
        assert programs.heard == []


class TestALongPhase:
    def test_is_swept_all_along_in_files_that_do_not_grow_with_it(
        self, monkeypatch: pytest.MonkeyPatch, programs: Programs
    ) -> None:
        phase_ms = 5 * PIECE_MS // 2
        front = Front(monkeypatch, programs, Settings(movement="sweep", tick_volume=0))
        front.player = Player(
            timeline(curl(1, prepare_ms=3_000, tempo=Tempo(phase_ms, 0, 0, 0))), gap_ms=None
        )
        front.do(Command.START)
        front.play(phase_ms + 3_000, look_every_ms=LOOK_MS)
        begun = T0 + 3_000
        sweep = Sweep(phase_ms, falling=True)
        for since in (10_000, PIECE_MS - 3_000, PIECE_MS, 2 * PIECE_MS - 4_000, phase_ms - 20_000):
            heard = programs.between(begun + since, begun + since + 4_000)
            expected = sweep[since * SAMPLES_PER_MS : (since + 4_000) * SAMPLES_PER_MS]
            assert np.max(np.abs(heard - wave_of(expected))) < 0.001
        longest = max(len(process.samples) for process in programs.heard)
        assert longest <= (PIECE_MS + 2_000) * SAMPLES_PER_MS
        front.engine.close()


class TestAProgramThatFails:
    def test_is_noticed(self, front: Front, programs: Programs) -> None:
        programs.fails = True
        front.do(Command.START)
        with pytest.raises(UnavailableError, match="the player program failed"):
            front.play(6_000)

    def test_is_noticed_before_it_is_needed_when_it_finds_no_device(self) -> None:
        broken = Programs(fails=True)
        engine = FileEngine(Lookahead(Arranger(SoundBank())), broken.clock, play=broken.play)
        with pytest.raises(UnavailableError, match="finds no device"):
            engine.open()

    def test_for_want_of_room_says_so(self, front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_path: Path, _samples: bytes) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(file_player, "write_wav", refuse)
        front.player.do(Command.START, front.programs.now)
        with pytest.raises(UnavailableError, match="No space left on device"):
            front.play(1_000)


class TestItsThread:
    def test_leaves_nothing_behind(self, programs: Programs) -> None:
        before = threading.active_count()
        engine = FileEngine(Lookahead(Arranger(SoundBank())), programs.clock, play=programs.play)
        engine.open()
        folder = programs.folder
        assert folder.exists()
        engine.close()
        assert not folder.exists()
        assert threading.active_count() == before

    def test_plays_what_is_ordered_and_stops_it_when_the_engine_is_closed(
        self, programs: Programs
    ) -> None:
        started = threading.Event()

        def play(path: Path) -> Process:
            process = programs.play(path)
            if programs.heard:
                started.set()
            return process

        engine = FileEngine(Lookahead(Arranger(SoundBank())), now_ms, play=play)
        engine.open()
        player = Player(timeline(curl(2, prepare_ms=5_000)), lead_ms=300)
        player.do(Command.START, now_ms())
        engine.follow(player, now_ms())
        assert started.wait(5)
        engine.close()
        assert not programs.heard[0].is_alive()

    @pytest.mark.parametrize("error", [ZeroDivisionError("by zero"), UnavailableError("gone")])
    def test_ends_with_an_error_that_whoever_looks_after_the_engine_is_given(
        self,
        programs: Programs,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
        error: Exception,
    ) -> None:
        def fail(*_: object) -> int:
            raise error

        monkeypatch.setattr(file_player.FilePlayer, "play_due", fail)
        engine = FileEngine(Lookahead(Arranger(SoundBank())), programs.clock, play=programs.play)
        engine.open()
        for thread in threading.enumerate():
            if thread.name == "hamtimer-files":
                thread.join(5)
        assert not engine.is_alive(programs.now)
        with pytest.raises(type(error)):
            engine.service()
        engine.close()
        assert capfd.readouterr() == ("", "")


def test_playsound3_without_a_program_says_nothing_on_the_screen(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    for name in [name for name in sys.modules if name.startswith("playsound3")]:
        monkeypatch.delitem(sys.modules, name)
    if sys.platform == "linux":
        with pytest.raises(UnavailableError, match="no program that plays sound files"):
            file_player.find_program()
    assert capfd.readouterr() == ("", "")


def test_without_playsound3_there_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playsound3", None)
    with pytest.raises(UnavailableError, match="playsound3 is not installed"):
        file_player.find_program()

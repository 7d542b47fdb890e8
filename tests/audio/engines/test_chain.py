"""Which engine plays, and what happens when one fails."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from hamtimer.audio.cue_source import CueSource
from hamtimer.audio.engines.chain import RETRY_MS, Chain
from hamtimer.audio.engines.engine import AudioStatus, Engine
from hamtimer.audio.speech.speaker import Speaker
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.player import Player
from tests.audio.fake_voice import QuickSpeaker
from tests.core.make import curl, timeline


class FakeEngine:
    """An engine that a test breaks and mends."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.works = True
        self.alive = True
        self.opened = 0
        self.closed = 0
        self.restarted = 0
        self.gain = -1.0
        self.followed: list[int] = []
        self.speaker: Speaker | None = None

    def open(self) -> None:
        if not self.works:
            raise UnavailableError(f"no {self.name} here")
        self.alive = True
        self.opened += 1

    def is_alive(self, now_ms: int) -> bool:
        del now_ms
        return self.alive

    def follow(self, player: CueSource, now_ms: int) -> None:
        del player
        self.followed.append(now_ms)

    def restart(self) -> None:
        self.restarted += 1

    def tend(self) -> None:
        pass

    def set_gain(self, gain: float) -> None:
        self.gain = gain

    def speak(self, speaker: Speaker | None) -> None:
        self.speaker = speaker

    def ring_out_ms(self, now_ms: int) -> int:
        del now_ms
        return 0

    def close(self) -> None:
        self.closed += 1

    def status(self) -> AudioStatus:
        return AudioStatus(self.name)


def until(true: Callable[[], bool]) -> None:
    """Wait for the watch, which is a thread; fail when it takes seconds."""
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.002)


class House:
    """A chain of three fake engines under a clock of its own."""

    def __init__(self) -> None:
        self.now = 1_000
        self.stream, self.file, self.bell = map(FakeEngine, ("stream", "file", "bell"))
        self.player = Player(timeline(curl()))
        self.chain: Chain | None = None
        self.speaker: Speaker | None = QuickSpeaker()
        self.may_speak = threading.Event()
        self.may_speak.set()

    def open(self, volume: int = 50, *, muted: bool = False, speaks: bool = False) -> Chain:
        chain = self.make(volume, muted=muted, speaks=speaks)
        chain.start()
        return chain

    def make(self, volume: int = 50, *, muted: bool = False, speaks: bool = False) -> Chain:
        engines: list[Engine] = [self.stream, self.file, self.bell]
        makers = [lambda _, engine=engine: engine for engine in engines]
        self.chain = Chain(
            makers,
            lambda: self.now,
            volume=volume,
            muted=muted,
            open_speaker=self.open_speaker,
            speaks=speaks,
        )
        return self.chain

    def open_speaker(self) -> Speaker:
        assert self.may_speak.wait(5)
        if self.speaker is None:
            raise UnavailableError("no voice: none is here; install one")
        return self.speaker

    def plays(self, engine: FakeEngine) -> bool:
        """Return whether it is this engine that follows the player."""
        assert self.chain is not None
        before = len(engine.followed)
        self.chain.sync(self.player, self.now)
        return len(engine.followed) == before + 1


@pytest.fixture
def house() -> Iterator[House]:
    made = House()
    yield made
    if made.chain is not None:
        made.chain.close()


def test_the_stream_is_the_first_choice(house: House) -> None:
    chain = house.open()
    until(lambda: house.plays(house.stream))
    assert chain.status() == AudioStatus("stream")
    assert house.file.opened == house.bell.opened == 0


def test_nothing_is_looked_for_before_it_is_started(house: House) -> None:
    chain = house.make()
    assert chain.status().engine == "opening"
    assert not house.stream.opened
    chain.close()


def test_the_next_one_plays_when_the_first_cannot_and_the_screen_says_why(house: House) -> None:
    house.stream.works = False
    chain = house.open()
    until(lambda: house.plays(house.file))
    notice = "No audio stream, a player program is used: no stream here"
    assert chain.status().notice == notice


def test_the_bell_comes_last(house: House) -> None:
    house.stream.works = house.file.works = False
    chain = house.open()
    until(lambda: house.plays(house.bell))
    assert "the terminal bell is used" in chain.status().notice


def test_when_nothing_works_it_is_silent_and_says_so(house: House) -> None:
    house.stream.works = house.file.works = house.bell.works = False
    chain = house.open()
    until(lambda: chain.status().engine == "off")
    assert chain.status().notice == "There is no sound: no stream here"
    chain.sync(house.player, house.now)


def test_a_device_that_vanishes_is_opened_again(house: House) -> None:
    chain = house.open()
    until(lambda: house.plays(house.stream))
    house.stream.alive = False
    chain.wake()
    until(lambda: house.stream.opened == 2)
    until(lambda: house.plays(house.stream))
    assert house.stream.restarted == 2


def test_sound_returns_by_itself_when_the_device_does(house: House) -> None:
    chain = house.open()
    until(lambda: house.plays(house.stream))
    house.stream.works = house.stream.alive = False
    chain.wake()
    until(lambda: house.plays(house.file))
    house.stream.works = True
    house.now += RETRY_MS
    chain.wake()
    until(lambda: house.plays(house.stream))
    assert house.file.closed == 1
    assert chain.status().notice == ""


def test_a_better_engine_is_not_tried_again_at_every_moment(house: House) -> None:
    house.stream.works = False
    chain = house.open()
    until(lambda: house.plays(house.file))
    house.stream.works = True
    house.now += RETRY_MS - 1
    chain.wake()
    time.sleep(0.05)
    assert house.plays(house.file)


def test_volume_is_heard_as_a_ratio_and_mute_wins(house: House) -> None:
    chain = house.open(volume=50)
    until(lambda: house.plays(house.stream))
    assert house.stream.gain == 0.25
    chain.set_volume(200)
    assert (chain.volume, house.stream.gain) == (100, 1.0)
    chain.set_muted(True)
    assert house.stream.gain == 0.0
    chain.set_volume(10)
    assert house.stream.gain == 0.0
    chain.set_muted(False)
    assert house.stream.gain == pytest.approx(0.01)


def test_an_engine_takes_over_at_the_volume_that_was_set_meanwhile(house: House) -> None:
    house.stream.works = False
    chain = house.open(volume=100)
    until(lambda: house.plays(house.file))
    chain.set_volume(50)
    house.stream.works = True
    house.now += RETRY_MS
    chain.wake()
    until(lambda: house.plays(house.stream))
    assert house.stream.gain == 0.25


def test_closing_does_not_wait_for_an_opening_that_hangs(house: House) -> None:
    opening, for_ever = threading.Event(), threading.Event()

    def hang() -> None:
        opening.set()
        for_ever.wait(10)

    house.stream.open = hang  # type: ignore[method-assign]
    chain = house.open()
    assert opening.wait(5)
    assert chain.status().engine == "opening"
    chain.sync(house.player, house.now)
    began = time.monotonic()
    chain.close()
    assert time.monotonic() - began < 1
    for_ever.set()


def test_a_voice_that_is_turned_on_speaks_when_it_is_found_and_that_is_told_once(
    house: House,
) -> None:
    house.may_speak.clear()
    chain = house.open()
    until(lambda: house.plays(house.stream))
    chain.set_voice(True)
    assert chain.speaks
    assert chain.status().finding_voice
    assert (chain.status().voice, chain.voice_news(), house.stream.speaker) == ("", None, None)
    house.may_speak.set()
    until(lambda: not chain.status().finding_voice)
    assert house.stream.speaker is house.speaker
    assert chain.status().voice == "quick"
    assert [chain.voice_news(), chain.voice_news()] == ["", None]


def test_a_voice_that_was_found_is_turned_off_and_on_at_once(house: House) -> None:
    chain = house.open(speaks=True)
    chain.find_voice()
    until(lambda: chain.status().voice == "quick")
    until(lambda: house.plays(house.stream))
    chain.set_voice(False)
    assert (house.stream.speaker, chain.status().voice, chain.speaks) == (None, "", False)
    chain.set_voice(True)
    assert house.stream.speaker is house.speaker
    assert chain.voice_news() is None


def test_without_a_voice_that_is_told_and_the_next_key_looks_again(house: House) -> None:
    voice, house.speaker = house.speaker, None
    chain = house.open()
    until(lambda: house.plays(house.stream))
    chain.set_voice(True)
    until(lambda: not chain.status().finding_voice)
    assert chain.voice_news() == "No voice: none is here; install one"
    assert not chain.speaks
    assert chain.status().notice == ""
    house.speaker = voice
    chain.set_voice(True)
    until(lambda: house.stream.speaker is voice)


def test_a_voice_that_was_chosen_before_and_is_missing_is_a_notice(house: House) -> None:
    house.speaker = None
    chain = house.open(speaks=True)
    chain.find_voice()
    until(lambda: house.plays(house.stream))
    until(lambda: not chain.status().finding_voice)
    assert chain.status().notice == "No voice: none is here; install one"
    assert chain.voice_news() is None


def test_a_voice_that_is_turned_off_while_it_is_looked_for_stays_silent(house: House) -> None:
    house.may_speak.clear()
    chain = house.open()
    until(lambda: house.plays(house.stream))
    chain.set_voice(True)
    chain.set_voice(False)
    house.may_speak.set()
    until(lambda: not chain.status().finding_voice)
    assert (house.stream.speaker, chain.voice_news(), chain.status().voice) == (None, None, "")


def test_the_engine_that_takes_over_speaks_too(house: House) -> None:
    house.stream.works = False
    chain = house.open()
    until(lambda: house.plays(house.file))
    chain.set_voice(True)
    until(lambda: house.file.speaker is house.speaker)
    house.stream.works = True
    house.now += RETRY_MS
    chain.wake()
    until(lambda: house.plays(house.stream))
    assert house.stream.speaker is house.speaker


def test_sound_is_not_kept_waiting_by_a_voice_that_is_hard_to_find(house: House) -> None:
    house.may_speak.clear()
    chain = house.open(speaks=True)
    chain.find_voice()
    until(lambda: house.plays(house.stream))
    assert chain.status().finding_voice
    house.may_speak.set()

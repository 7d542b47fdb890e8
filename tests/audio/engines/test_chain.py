"""Which engine plays, and what happens when one fails."""

import threading
from collections.abc import Iterator

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
    """An engine that a test breaks and repairs; it raises what `raises` says, by method."""

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
        self.raises: dict[str, Exception] = {}

    def use(self, method: str) -> None:
        if method in self.raises:
            raise self.raises[method]

    def open(self) -> None:
        self.use("open")
        if not self.works:
            raise UnavailableError(f"no {self.name} here")
        self.alive = True
        self.opened += 1

    def is_alive(self, now_ms: int) -> bool:
        del now_ms
        self.use("is_alive")
        return self.alive

    def follow(self, player: CueSource, now_ms: int) -> None:
        del player
        self.use("follow")
        self.followed.append(now_ms)

    def restart(self) -> None:
        self.use("restart")
        self.restarted += 1

    def service(self) -> None:
        self.use("service")

    def set_gain(self, gain: float) -> None:
        self.use("set_gain")
        self.gain = gain

    def speak(self, speaker: Speaker | None) -> None:
        self.use("speak")
        self.speaker = speaker

    def ring_out_ms(self, now_ms: int) -> int:
        del now_ms
        self.use("ring_out_ms")
        return 0

    def close(self) -> None:
        self.use("close")
        self.closed += 1

    def status(self) -> AudioStatus:
        self.use("status")
        return AudioStatus(self.name)


class House:
    """A chain of three fake engines under a clock of its own; the test does the watch's work."""

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
        chain.service()
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


def wait_for_voice(chain: Chain) -> AudioStatus:
    return chain.wait_until_open(5, with_voice=True)


@pytest.fixture
def house() -> Iterator[House]:
    made = House()
    yield made
    made.may_speak.set()
    if made.chain is not None:
        made.chain.close()


def test_the_stream_is_the_first_choice(house: House) -> None:
    chain = house.open()
    assert house.plays(house.stream)
    assert chain.status() == AudioStatus("stream")
    assert house.file.opened == house.bell.opened == 0


def test_nothing_is_looked_for_before_it_is_started(house: House) -> None:
    chain = house.make()
    assert chain.status().engine == "opening"
    assert not house.stream.opened
    chain.close()


def test_once_started_it_is_known_how_sound_is_made(house: House) -> None:
    chain = house.make()
    assert chain.wait_until_open(0).engine == "opening"
    chain.start()
    assert chain.wait_until_open(5).engine == "stream"


def test_the_next_one_plays_when_the_first_cannot_and_the_screen_says_why(house: House) -> None:
    house.stream.works = False
    chain = house.open()
    assert house.plays(house.file)
    notice = "No audio stream, a player program is used: no stream here"
    assert chain.status().notice == notice


def test_the_bell_comes_last(house: House) -> None:
    house.stream.works = house.file.works = False
    chain = house.open()
    assert house.plays(house.bell)
    assert "the terminal bell is used" in chain.status().notice


def test_when_nothing_works_it_is_silent_and_says_so(house: House) -> None:
    house.stream.works = house.file.works = house.bell.works = False
    chain = house.open()
    assert chain.status().engine == "off"
    assert chain.status().notice == "There is no sound: no stream here"
    chain.sync(house.player, house.now)


def test_one_reason_is_reported_however_many_there_are_while_it_lasts(house: House) -> None:
    house.stream.works = house.file.works = house.bell.works = False
    chain = house.open()
    told = chain.status().notice
    for reason in ("no answer", "no room"):
        house.stream.raises["open"] = UnavailableError(reason)
        house.now += RETRY_MS
        chain.service()
        assert chain.status().notice == told
    del house.stream.raises["open"]
    house.stream.works = True
    house.now += RETRY_MS
    chain.service()
    house.stream.alive = house.stream.works = False
    house.stream.raises["open"] = UnavailableError("no answer")
    chain.service()
    assert chain.status().notice == "There is no sound: no answer"


def test_a_device_that_vanishes_is_opened_again(house: House) -> None:
    chain = house.open()
    assert house.plays(house.stream)
    house.stream.alive = False
    chain.service()
    assert house.stream.opened == 2
    assert house.plays(house.stream)
    assert house.stream.restarted == 2


def test_sound_returns_by_itself_when_the_device_does(house: House) -> None:
    chain = house.open()
    assert house.plays(house.stream)
    house.stream.works = house.stream.alive = False
    chain.service()
    assert house.plays(house.file)
    house.stream.works = True
    house.now += RETRY_MS
    chain.service()
    assert house.plays(house.stream)
    assert house.file.closed == 1
    assert chain.status().notice == ""


def test_a_better_engine_is_not_tried_again_at_every_moment(house: House) -> None:
    house.stream.works = False
    chain = house.open()
    assert house.plays(house.file)
    house.stream.works = True
    house.now += RETRY_MS - 1
    chain.service()
    assert house.plays(house.file)


FRONTS_CALLS = ("follow", "restart", "set_gain", "speak", "status")
WATCHS_CALLS = ("open", "is_alive", "service")


@pytest.mark.parametrize("method", [*FRONTS_CALLS, *WATCHS_CALLS])
def test_an_unexpected_error_in_one_engine_leaves_the_sound_to_the_next_and_is_reported(
    house: House, method: str, capfd: pytest.CaptureFixture[str]
) -> None:
    house.stream.raises[method] = ZeroDivisionError("by zero")
    chain = house.open()
    for _ in range(3):
        chain.sync(house.player, house.now)
        chain.status()
        chain.service()
    assert house.plays(house.file)
    assert chain.status().notice == (
        "No audio stream, a player program is used: "
        "an unexpected error (ZeroDivisionError: by zero)"
    )
    house.now += 2 * RETRY_MS
    chain.service()
    assert house.plays(house.file), "what is broken is not tried again"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("method", [*FRONTS_CALLS, *WATCHS_CALLS, "close", "ring_out_ms"])
def test_where_every_engine_is_broken_the_session_continues_without_sound(
    house: House, method: str
) -> None:
    for engine in (house.stream, house.file, house.bell):
        engine.raises[method] = ZeroDivisionError("by zero")
    chain = house.open()
    for _ in range(5):
        chain.sync(house.player, house.now)
        chain.set_volume(70)
        chain.set_muted(False)
        chain.status()
        chain.service()
    if method not in ("close", "ring_out_ms"):
        assert chain.status().engine == "off"
        assert "ZeroDivisionError" in chain.status().notice
    chain.close(ring_out=True)


def test_an_engine_that_cannot_be_made_is_left_out(house: House) -> None:
    def fail(_: Chain) -> Engine:
        raise RuntimeError("Could not determine home directory.")

    chain = Chain(
        [fail, lambda _: house.file],
        lambda: house.now,
        volume=50,
        muted=False,
        open_speaker=house.open_speaker,
    )
    chain.service()
    assert chain.status().engine == "file"
    assert "RuntimeError: Could not determine home directory." in chain.status().notice
    chain.close()


def test_a_watch_that_fails_itself_is_reported_and_prints_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    chain = house.make()
    monkeypatch.setattr(chain, "service", lambda: 1 / 0)
    chain.start()
    status = chain.wait_until_open(5)
    assert status.engine == "off"
    assert "ZeroDivisionError" in status.notice
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("method", ["open", "is_alive", "service", "close"])
def test_the_front_waits_for_nothing_that_a_device_does(house: House, method: str) -> None:
    """Every call of the front returns while a call to the device hangs."""
    hanging, for_ever = threading.Event(), threading.Event()
    chain = house.make(speaks=True)
    chain.service()
    assert house.plays(house.stream)

    def hang(*_: object) -> bool:
        hanging.set()
        for_ever.wait()
        return False

    if method in ("open", "close"):
        house.stream.alive = False
    setattr(house.stream, method, hang)
    chain.start()
    assert hanging.wait(5)
    chain.sync(house.player, house.now)
    chain.set_volume(30)
    chain.set_muted(True)
    chain.set_voice(False)
    chain.set_voice(True)
    chain.voice_news()
    chain.status()
    chain.wait_until_open(0)
    chain.wake()
    assert not for_ever.is_set()
    for_ever.set()
    wait_for_voice(chain)


def test_volume_is_heard_as_a_ratio_and_mute_wins(house: House) -> None:
    chain = house.open(volume=50)
    assert house.plays(house.stream)
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
    assert house.plays(house.file)
    chain.set_volume(50)
    house.stream.works = True
    house.now += RETRY_MS
    chain.service()
    assert house.plays(house.stream)
    assert house.stream.gain == 0.25


def test_closing_does_not_wait_for_an_opening_that_hangs(house: House) -> None:
    opening, for_ever = threading.Event(), threading.Event()

    def hang() -> None:
        opening.set()
        for_ever.wait()

    house.stream.open = hang  # type: ignore[method-assign]
    chain = house.make()
    chain.start()
    assert opening.wait(5)
    assert chain.status().engine == "opening"
    chain.sync(house.player, house.now)
    chain.close()
    assert not for_ever.is_set()
    for_ever.set()


def test_a_voice_that_is_turned_on_speaks_when_it_is_found_and_that_is_reported_once(
    house: House,
) -> None:
    house.may_speak.clear()
    chain = house.open()
    chain.set_voice(True)
    assert chain.speaks
    assert chain.status().finding_voice
    assert house.plays(house.stream)
    assert (chain.status().voice, chain.voice_news(), house.stream.speaker) == ("", None, None)
    house.may_speak.set()
    assert wait_for_voice(chain).voice == "quick"
    assert house.plays(house.stream)
    assert house.stream.speaker is house.speaker
    assert [chain.voice_news(), chain.voice_news()] == ["", None]


def test_a_voice_that_was_found_is_turned_off_and_on_at_once(house: House) -> None:
    chain = house.open(speaks=True)
    chain.find_voice()
    assert wait_for_voice(chain).voice == "quick"
    assert house.plays(house.stream)
    chain.set_voice(False)
    assert (house.stream.speaker, chain.status().voice, chain.speaks) == (None, "", False)
    chain.set_voice(True)
    assert house.stream.speaker is house.speaker
    assert chain.voice_news() is None


def test_without_a_voice_that_is_reported_and_the_next_key_looks_again(house: House) -> None:
    voice, house.speaker = house.speaker, None
    chain = house.open()
    chain.set_voice(True)
    wait_for_voice(chain)
    assert chain.voice_news() == "No voice: none is here; install one"
    assert not chain.speaks
    assert chain.status().notice == ""
    house.speaker = voice
    chain.set_voice(True)
    wait_for_voice(chain)
    assert house.plays(house.stream)
    assert house.stream.speaker is voice


def test_a_voice_that_was_chosen_before_and_is_missing_is_a_notice(house: House) -> None:
    house.speaker = None
    chain = house.open(speaks=True)
    chain.find_voice()
    assert wait_for_voice(chain).notice == "No voice: none is here; install one"
    assert chain.voice_news() is None


def test_a_voice_that_fails_unexpectedly_is_reported_and_prints_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(house, "open_speaker", lambda: 1 / 0)
    chain = house.open()
    chain.set_voice(True)
    wait_for_voice(chain)
    assert chain.voice_news() == (
        "No voice: an unexpected error (ZeroDivisionError: division by zero)"
    )
    assert capfd.readouterr() == ("", "")


def test_a_voice_that_fails_later_is_a_notice(house: House) -> None:
    chain = house.open(speaks=True)
    chain.find_voice()
    wait_for_voice(chain)
    assert chain.status().notice == ""
    assert house.speaker is not None
    house.speaker.problem = "the voice failed: it is hoarse"
    assert chain.status().notice == "The voice failed: it is hoarse"


def test_a_voice_that_is_turned_off_while_it_is_looked_for_stays_silent(house: House) -> None:
    house.may_speak.clear()
    chain = house.open()
    chain.set_voice(True)
    chain.set_voice(False)
    house.may_speak.set()
    wait_for_voice(chain)
    assert house.plays(house.stream)
    assert (house.stream.speaker, chain.voice_news(), chain.status().voice) == (None, None, "")


def test_the_engine_that_takes_over_speaks_too(house: House) -> None:
    house.stream.works = False
    chain = house.open()
    chain.set_voice(True)
    wait_for_voice(chain)
    assert house.plays(house.file)
    assert house.file.speaker is house.speaker
    house.stream.works = True
    house.now += RETRY_MS
    chain.service()
    assert house.plays(house.stream)
    assert house.stream.speaker is house.speaker


def test_sound_is_not_kept_waiting_by_a_voice_that_is_hard_to_find(house: House) -> None:
    house.may_speak.clear()
    chain = house.open(speaks=True)
    chain.find_voice()
    assert house.plays(house.stream)
    assert chain.status().finding_voice

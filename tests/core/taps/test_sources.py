"""Turns come from anything that notices them: meter and report know times alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.run import Run
from hamtimer.core.session.work import Tempo
from hamtimer.core.taps.sources import Taps, Turned, TurnSource
from hamtimer.plain.practice import PlainPractice
from tests.core.make import curl, timeline
from tests.plain.fake_person import FakePerson


@dataclass
class Sensor:
    """A sensor that notices when the load is at the bottom or at the top."""

    turned: Turned = field(default=lambda _: None)

    def connect(self, turned: Turned) -> None:
        self.turned = turned

    def disconnect(self) -> None:
        self.turned = lambda _: None


def test_a_sensor_is_measured_and_reported_like_a_key() -> None:
    reports = []
    for source in (Sensor(), Taps()):
        run = Run(Player(timeline(curl(4, prepare_ms=5_000)), gap_ms=None))
        run.do(Command.START, 0)
        run.advance(5_000)
        one: TurnSource = source
        one.connect(run.tap)  # type: ignore[arg-type] # the feedback is for others
        notice = source.turned if isinstance(source, Sensor) else source.tap
        for at in (9_000, 10_000, 12_200):
            notice(at)
        run.do(Command.DONE, 12_500)
        run.advance(14_000)
        reports.append([phase.mean_ms for phase in run.reports[0].report.phases])
    assert reports == [[4_000, 1_000, 2_200]] * 2


def test_a_source_that_is_not_connected_is_for_nothing() -> None:
    taps, times = Taps(), list[int]()
    taps.tap(1)
    taps.connect(times.append)
    taps.tap(2)
    taps.disconnect()
    taps.tap(3)
    assert times == [2]


def test_a_sensor_serves_the_plain_practice_too() -> None:
    plan = PracticePlan(tempo=Tempo(4_000, 1_000, 2_000, 0), reps=1, sets=1)
    sensor, said = Sensor(), list[str]()
    person = FakePerson([(12_000, "quit")])
    practice = Practice(plan, Run(practice_player(plan, gap_ms=None)))
    front = PlainPractice(practice, person.clock, person, said.append, sources=(sensor,))
    practice.do(Command.START, 0)
    practice.advance(5_000)
    sensor.turned(9_000)
    assert front.practice.meter.last_tap == 9_000
    assert any("4.0 s of 4.0" in line for line in said)

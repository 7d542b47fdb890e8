"""Results that are heard: a tone after a turn, a sentence after a set."""

from __future__ import annotations

import pytest

from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.stream.arrange import Arranger
from hamtimer.audio.stream.lookahead import Lookahead
from hamtimer.core.play.state import Event
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import Ask, Heard, practice_session
from hamtimer.core.taps.results import Results
from hamtimer.core.timeline.cue_kinds import CueKind
from tests.core.practice.test_feedback import REST, Person, plan

TONES = {"heard": Heard.TONES, "ask": Ask.NO}


def kinds(events: tuple[Event, ...]) -> list[CueKind]:
    return [event.cue.kind for event in events if event.cue]


@pytest.mark.parametrize(
    ("lower_ms", "kind"),
    [(3_000, CueKind.EARLY), (4_000, CueKind.RIGHT), (5_000, CueKind.LATE)],
)
def test_a_turn_is_heard_as_early_right_or_late(lower_ms: int, kind: CueKind) -> None:
    person = Person(plan(**TONES))
    person.wait(lower_ms)
    person.practice.tap(person.now)
    (event,) = heard = person.practice.player.unforeseen()
    assert kinds(heard) == [kind]
    assert event.due_ms == person.now + person.practice.player.lead_ms
    assert person.practice.player.unforeseen() == (), "each is given once"


@pytest.mark.parametrize("results", [Results.BAND, Results.SET])
def test_what_is_not_reported_is_not_heard_either(results: Results) -> None:
    person = Person(plan(results=results, **TONES))
    person.do_set()
    assert person.practice.player.unforeseen() == ()


def test_results_are_not_heard_unless_asked_for() -> None:
    person = Person(plan())
    person.do_set()
    assert person.practice.player.unforeseen() == ()
    assert practice_session(plan()).settings.voice is None


@pytest.mark.parametrize(
    ("lower_ms", "words"), [(3_400, "Lower 0.6 seconds too short"), (4_000, "On target")]
)
def test_after_the_set_its_worst_phase_is_spoken(lower_ms: int, words: str) -> None:
    person = Person(plan(level=Level.SILENT, heard=Heard.VOICE, ask=Ask.NO))
    person.do_set(lower_ms)
    (event,) = person.practice.player.unforeseen()
    assert event.cue
    assert (event.cue.kind, event.cue.speech) == (CueKind.RESULT, words)
    assert practice_session(person.practice.plan).settings.voice


def test_a_result_joins_the_sounds_placed_before_without_voiding_them() -> None:
    person = Person(plan(**TONES))
    lookahead = Lookahead(Arranger(SoundBank()))
    player = person.practice.player
    lookahead.look(player, person.now)
    person.wait(4_000)
    lookahead.look(player, person.now)
    person.practice.tap(person.now)
    upcoming = lookahead.look(player, person.now)
    assert not upcoming.void
    assert [sound.at_ms for sound in upcoming.sounds] == [person.now + player.lead_ms]
    assert lookahead.look(player, person.now).sounds == ()


def test_results_that_nothing_plays_do_not_pile_up() -> None:
    person = Person(plan(**TONES))
    for _ in range(3):
        person.do_set()
        person.practice.choose_level(Level.FULL)
        person.wait(REST)
    assert len(person.practice.player.unforeseen()) == 4

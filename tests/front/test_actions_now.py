"""What the keys of a run are called from moment to moment."""

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import COUNT_IN_MS, Player
from hamtimer.front.actions import BY_ID
from hamtimer.front.actions_now import title_now
from tests.core.make import curl, timeline


def test_a_set_that_was_counted_in_is_ended_by_done_and_started_only_before() -> None:
    player = Player(timeline(curl(sets=2)), gap_ms=None)
    player.do(Command.START, 0)
    player.do(Command.NEXT, 1_000)
    assert title_now(BY_ID["done"], player) == "Start"
    player.advance(1_000 + COUNT_IN_MS + 500)
    assert title_now(BY_ID["done"], player) == "Done"

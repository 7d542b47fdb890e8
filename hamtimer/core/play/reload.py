"""Replace the plan of a run by that of another session, for example when its file has changed.

Exercises are matched by id, and their sets by number. Finished sets stay as they are, the current
set continues as it began, and later sets follow the new session.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hamtimer.core.play.changes import is_in_set
from hamtimer.core.play.moment import Effect, Moment
from hamtimer.core.play.plan_change import current_turn, go_on_in, logged_turns
from hamtimer.core.session.model import Session
from hamtimer.core.timeline.sets_in_order import Turn


def reload(moment: Moment, session: Session) -> Effect:
    """Continue in another version of the session."""
    from hamtimer.core.timeline.compiler import lay_out_again

    timeline, here = moment.timeline, current_turn(moment)
    current = timeline.turns[here]
    kept = logged_turns(timeline, moment.state.outcomes)
    if is_in_set(moment):
        kept |= {current.key}
    turns, renewed = _matched(timeline.turns, kept, session, timeline.next_key)
    known = {turn.key for turn in turns}
    turns = _with_rest(turns, [t for t in timeline.turns if t.key in kept - known])
    changed = lay_out_again(timeline, turns, session)
    return go_on_in(moment, changed, "the session was reloaded", renewed.get(current.key))


def _matched(
    old: tuple[Turn, ...], kept: frozenset[int], session: Session, next_key: int
) -> tuple[list[Turn], dict[int, Turn]]:
    """Return the new turns, the kept ones in their places, and the new turn for each old one.

    An unchanged set keeps its key.
    """
    from hamtimer.core.timeline.compiler import compile_session

    before: dict[tuple[str, int], Turn] = {}
    numbers, again = Counter[str](), Counter[str]()
    for turn in old:
        before[turn.own_id, numbers[turn.own_id]] = turn
        numbers[turn.own_id] += 1
    turns, renewed = list[Turn](), dict[int, Turn]()
    for number, fresh in enumerate(compile_session(session).turns):
        was = before.get((fresh.own_id, again[fresh.own_id]))
        again[fresh.own_id] += 1
        turn = replace(fresh, key=next_key + number)
        if was is not None and was.key in kept:
            turn = replace(was, round=fresh.round)
        elif was is not None and (was.exercise, was.index) == (fresh.exercise, fresh.index):
            turn = replace(fresh, key=was.key)
        elif was is not None:
            renewed[was.key] = turn
        turns.append(turn)
    return turns, renewed


def _with_rest(turns: list[Turn], others: list[Turn]) -> list[Turn]:
    """Add finished turns that the new session lacks: after the exercise's other sets, or first."""
    first = list[Turn]()
    for turn in others:
        same = [place for place, one in enumerate(turns) if one.own_id == turn.own_id]
        if same:
            there = turns[same[-1]].round
            turns.insert(same[-1] + 1, replace(turn, round=there, is_extra=True))
        else:
            first.append(turn)
    return [*first, *turns]

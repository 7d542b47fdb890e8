"""Presets of practices: a first set for newcomers, and three for common goals."""

from __future__ import annotations

from hamtimer.core.dataclass import dataclass
from hamtimer.core.practice.gaps import Gaps
from hamtimer.core.practice.plan import PracticePlan, Ramp, retention_test
from hamtimer.core.session.work import Phase, Tempo


@dataclass(frozen=True, slots=True)
class Preset:
    """A practice with a name."""

    id: str
    title: str
    help: str
    """What it does, in a sentence."""
    plan: PracticePlan


FIRST_SET = Preset(
    "first-set",
    "Your first set",
    "Half a minute: what a turn is, when to tap, what the report means.",
    PracticePlan(Tempo(3_000, 1_000, 2_000, 0), reps=4, sets=1, is_first=True),
)
PRESETS = (
    Preset(
        "lowering",
        "Learn a slow lowering",
        "Only the lowering, from 3 s to 5 s: half a second more in each set.",
        PracticePlan(
            Tempo(5_000, 1_000, 2_000, 0),
            reps=6,
            sets=5,
            drill=Phase.ECCENTRIC,
            ramp=Ramp(3_000, 5_000),
        ),
    ),
    Preset(
        "pauses",
        "Even pauses",
        "Two seconds for each phase; every fourth rep is muted, and your drift measured.",
        PracticePlan(Tempo(2_000, 2_000, 2_000, 2_000), gaps=Gaps(3, 1)),
    ),
    Preset(
        "test",
        "Test me",
        "One silent set: nothing is heard or shown before its end.",
        retention_test(PracticePlan()),
    ),
)
BY_ID = {preset.id: preset for preset in (FIRST_SET, *PRESETS)}

"""The plan of a practice: one exercise, its tempo, and its options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.tempo import tempo_text
from hamtimer.core.practice.gaps import Gaps
from hamtimer.core.practice.levels import Level, results_at
from hamtimer.core.session.model import Block, Exercise, Part, Role, Session, SessionSettings, Sides
from hamtimer.core.session.work import Length, Phase, Reps, SetPart, SetPlan, Tempo, WorkKind
from hamtimer.core.taps.results import EVERY, WIDEST_BAND, FeedbackRule, Results
from hamtimer.core.taps.turns import TapMode

DEFAULT_TEMPO = Tempo(5_000, 1_000, 2_000, 0)
MOST_REPS = 999
MOST_SETS = 99
BPM = (20, 300)
SHORTEST_PHASE_MS = 200
"""Shorter phases cannot be tapped separately."""
_PREPARE_MS = 5_000
_MOST_RAMP_STEPS = MOST_SETS


@dataclass(frozen=True, slots=True)
class Ramp:
    """A phase that grows from set to set."""

    start_ms: int
    stop_ms: int
    step_ms: int = 500

    def lengths(self) -> tuple[int, ...]:
        """Return the length of the phase in each set; the last is exactly `stop_ms`."""
        return (*range(self.start_ms, self.stop_ms, self.step_ms), self.stop_ms)


class Heard(StrEnum):
    """How results are heard, so that nobody has to look up."""

    NO = "no"
    TONES = "tones"
    """A short tone after a turn: early, late or right."""
    VOICE = "voice"
    """Spoken after the set."""


class Ask(StrEnum):
    """When a person is asked how long a phase was, before the result is shown.

    To judge one's own error first makes practice without results better (Guadagnoli and Kohl 2001,
    "Knowledge of results for motor learning: relationship between error estimation and knowledge of
    results frequency").
    """

    AUTO = "auto"
    """After each set in which not every result was shown immediately."""
    YES = "yes"
    """After each set."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """A whole practice. `check_plan` rejects plans that are not possible."""

    tempo: Tempo = DEFAULT_TEMPO
    reps: int = 8
    """Per set and side."""
    sets: int = 3
    sides: Sides = Sides.BOTH
    bpm: int = 60
    """Beats per minute; a beat replaces a second."""
    half_speed: bool = False
    drill: Phase | None = None
    """The only phase that is practised, with `reset_ms` for the return. None: all phases."""
    reset_ms: int = 3_000
    ramp: Ramp | None = None
    """Lengthens the drilled phase, or else the eccentric, from set to set."""
    taps: TapMode = TapMode.TURNS
    level: Level | None = None
    """None: it fades automatically, see `levels.py`."""
    start: Level = Level.FULL
    """The level of the first set if it fades: that of the end of the last practice."""
    results: Results | None = None
    """Which results are shown; None: they fade with the level."""
    band: int = 0
    """The half width of the band of results in percent; 0: the tolerance."""
    every: int = EVERY
    """With results for some reps: the distance between them, in reps."""
    heard: Heard = Heard.NO
    ask: Ask = Ask.AUTO
    gaps: Gaps | None = None
    """Where cues are left out in a set."""
    is_test: bool = False
    """Whether this is a retention test: days later and without help."""
    is_first: bool = False
    """Whether it guides a newcomer."""
    rest_ms: int = 30_000
    """Between sets, on the clock."""
    name: str = ""
    """The name of the exercise, when it comes from a session."""
    phase_names: tuple[tuple[Phase, str], ...] = ()

    @property
    def rate(self) -> Fraction:
        """How many milliseconds of the timeline pass in one of the clock."""
        return Fraction(self.bpm, 120 if self.half_speed else 60)

    @property
    def first_level(self) -> Level:
        """The level of the first set."""
        return self.level or self.start

    def feedback_rule(self, level: Level) -> FeedbackRule:
        """Return the rule for the results shown in a set at a level."""
        return FeedbackRule(results_at(level, self.results), self.band, self.every)

    @property
    def title(self) -> str:
        """A short title of what is practised."""
        return self.name or f"Tempo {tempo_text(self.tempo)}"


def levels_of(plan: PracticePlan) -> tuple[Level, ...]:
    """Return the possible levels of a practice; without taps there is no silent one."""
    return tuple(
        level for level in Level if level is not Level.SILENT or plan.taps is not TapMode.OFF
    )


def check_plan(plan: PracticePlan) -> None:
    """Check that a practice is possible.

    Raises:
        Mistake: When it is not, with the reason and what to choose instead.
    """
    _within("reps", plan.reps, 1, MOST_REPS)
    _within("sets", plan.sets, 1, MOST_SETS)
    _within("beats per minute", plan.bpm, *BPM)
    if plan.band:
        _within("percent", plan.band, 1, WIDEST_BAND)
    _within("reps from one result to the next", plan.every, 1, MOST_REPS)
    if plan.first_level not in levels_of(plan):
        raise Mistake(
            "a silent practice without taps neither guides nor measures",
            "choose another level, or taps at the turns",
        )
    if plan.drill is not None and plan.drill not in (Phase.ECCENTRIC, Phase.CONCENTRIC):
        raise Mistake(
            f"{plan.drill} cannot be drilled on its own", "choose eccentric or concentric"
        )
    if plan.drill is not None and not dict(plan.tempo.phases()).get(plan.drill):
        raise Mistake(
            f"the tempo has no {plan.drill} phase to drill", "write its length, as in 5-1-2-0"
        )
    if plan.ramp is not None:
        _check_ramp(plan.ramp)
    for tempo in set(set_tempos(plan)):
        for phase, length in tempo.phases():
            if length / plan.rate < SHORTEST_PHASE_MS:
                raise Mistake(
                    f"the {phase} phase would last {float(length / plan.rate) / 1_000:.2g} s",
                    f"make it {SHORTEST_PHASE_MS / 1_000:g} s or longer, or 0 to leave it out",
                )


def _within(what: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise Mistake(f"{number} {what} is out of range", f"choose {least} to {most}")


def _check_ramp(ramp: Ramp) -> None:
    if ramp.step_ms <= 0 or ramp.start_ms <= 0 or ramp.start_ms >= ramp.stop_ms:
        raise Mistake("a ramp must go up", "write the shorter length first, like 3-6")
    if (ramp.stop_ms - ramp.start_ms) / ramp.step_ms > _MOST_RAMP_STEPS:
        raise Mistake("the ramp has too many steps", "make the step longer, like 3-6+0.5")


def set_tempos(plan: PracticePlan) -> tuple[Tempo, ...]:
    """Return the tempo of each set."""
    if plan.ramp is None:
        return (_drilled(plan, plan.tempo),) * plan.sets
    lengths = plan.ramp.lengths()
    lengths = (*lengths, *(lengths[-1:] * plan.sets))[: plan.sets]
    return tuple(_drilled(plan, _with_length(plan, length)) for length in lengths)


def _with_length(plan: PracticePlan, length: int) -> Tempo:
    if plan.drill is Phase.CONCENTRIC:
        return replace(plan.tempo, concentric_ms=length, explosive=False)
    return replace(plan.tempo, eccentric_ms=length)


def _drilled(plan: PracticePlan, tempo: Tempo) -> Tempo:
    if plan.drill is Phase.ECCENTRIC:
        return Tempo(tempo.eccentric_ms, 0, 0, 0, reset_ms=plan.reset_ms)
    if plan.drill is Phase.CONCENTRIC:
        return Tempo(
            0,
            0,
            tempo.concentric_ms,
            0,
            first=Phase.CONCENTRIC,
            explosive=tempo.explosive,
            reset_ms=plan.reset_ms,
        )
    return tempo


def retention_test(plan: PracticePlan) -> PracticePlan:
    """Return the retention test of a practice: one set without help, with its result at the end.

    Learning shows days later and without help, not during practice (Soderstrom and Bjork 2015,
    "Learning versus performance: an integrative review").
    """
    return replace(
        plan,
        sets=1,
        ramp=None,
        level=Level.SILENT,
        results=Results.SET,
        gaps=None,
        is_test=True,
    )


def practice_session(plan: PracticePlan, signals: Mapping[str, str] | None = None) -> Session:
    """Make the session of a practice: one exercise, with the signals of the person's settings.

    Its times are in beats of a second, to be played at `plan.rate`; the rest is scaled so that it
    lasts its planned time on the clock.
    """
    reps, rest = Reps(plan.reps, plan.reps), Length.fixed(round(plan.rest_ms * plan.rate))
    plans = {
        tempo: SetPlan((SetPart(WorkKind.REPS, reps, tempo=tempo),), rest)
        for tempo in set_tempos(plan)
    }
    exercise = Exercise(
        id="practice",
        name=plan.title,
        sets=tuple(plans[tempo] for tempo in set_tempos(plan)),
        sides=plan.sides,
        switch_ms=round(5_000 * plan.rate),
        prepare_ms=round(_PREPARE_MS * plan.rate),
        phase_names=plan.phase_names,
    )
    if signals:
        # Imported here: a practice needs no session file, and must start quickly.
        from hamtimer.core.session_file.signals import with_signals

        exercise = with_signals(exercise, signals)
    block = Block((exercise,))
    settings = SessionSettings(voice=True if plan.heard is Heard.VOICE else None)
    parts = (Part(Role.WORK, block),)
    kind = "Retention test" if plan.is_test else "Practice"
    return Session(f"{kind}: {plan.title}", parts, tags=("practice",), settings=settings)


def plan_for(exercise: Exercise) -> PracticePlan | None:
    """Return a practice of an exercise's own tempo; None if it has none."""
    part = exercise.sets[0].parts[0]
    if part.tempo is None:
        return None
    most = part.reps.most if part.reps else None
    return PracticePlan(
        tempo=part.tempo,
        reps=min(most or 8, 12),
        sides=exercise.sides,
        name=exercise.name,
        phase_names=exercise.phase_names,
    )

"""The overview: everything about a session before it begins, and the choices there are."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from hamtimer.core.notation.schedule import schedule_text
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Block, BlockKind, Exercise, Role, Session
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.text import capitalized, literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.exercises import (
    block_words,
    effort_words,
    open_round_ids,
    planned_length,
    rest_words,
    tempo_words,
    work_words,
)
from hamtimer.front.words.weeks import week_words
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.key_line import KeyLine, help_binding
from hamtimer.tui.widgets.line import Card, Line

_ROLES = {Role.WARM_UP: "warm-up", Role.WORK: "", Role.COOL_DOWN: "cool-down"}


@dataclass(frozen=True, slots=True)
class Listed:
    """An exercise as it stands in the list."""

    exercise: Exercise
    """As it is written, without the chosen variant."""
    role: Role
    headings: tuple[str, ...] = ()
    """How the blocks go that begin with it: `Superset, 3 rounds, rest 1:30 between them`."""
    depth: int = 0
    """In how many of such blocks it is."""
    rests: bool = True
    """Whether it has rests of its own: in a superset there is none but between the rounds."""


def listed(
    block: Block, role: Role, headings: tuple[str, ...] = (), depth: int = 0
) -> list[Listed]:
    """Return the exercises of a block in order, each with what it is a part of."""
    if words := block_words(block):
        headings, depth = (*headings, words), depth + 1
    rests = block.kind is not BlockKind.SUPERSET
    found: list[Listed] = []
    for item in block.items:
        if isinstance(item, Block):
            found += listed(item, role, headings, depth)
        else:
            found.append(Listed(item, role, headings, depth, rests))
        headings = ()
    return found


def exercise_content(
    exercise: Exercise, place: Listed, *, kept: bool, each_round: bool = False
) -> Content:
    """Return an exercise: what is done, how slowly, with what, and which variant it is."""
    mark, style = ("[x]", "bold") if kept else ("[ ]", "dim strike")
    role, indent = _ROLES[place.role], "  " * place.depth
    facts = [
        tempo_words(exercise),
        rest_words(exercise) if place.rests else "",
        exercise.load,
        effort_words(exercise.rpe),
        ", ".join(exercise.equipment),
        schedule_text(exercise.schedule),
    ]
    first = place.depth - len(place.headings)
    parts = [
        Content.styled("  " * (first + level) + heading, "italic")
        for level, heading in enumerate(place.headings)
    ]
    parts += [
        Content.assemble(
            f"{indent}{mark} ",
            (literal(exercise.name), style),
            f"  {literal(work_words(exercise, each_round=each_round))}",
            (f"  {role}" if role else "", "dim"),
        ),
        Content.styled(f"{indent}    " + " · ".join(literal(f) for f in facts if f), "dim"),
    ]
    ladder = place.exercise.variants()
    if len(ladder) > 1:
        parts.append(Content.assemble(indent, _ladder_content(exercise, ladder)))
    return Content("\n").join(parts)


def _ladder_content(exercise: Exercise, ladder: tuple[Exercise, ...]) -> Content:
    """Show the variants from easy to hard, the chosen one standing out."""
    chosen = next((i for i, rung in enumerate(ladder) if rung.id == exercise.id), 0)
    words = [
        Content.styled(literal(rung.name), "bold underline" if i == chosen else "dim")
        for i, rung in enumerate(ladder)
    ]
    return Content.assemble(
        "    ", ("easier ◂ ", "dim"), Content(" · ").join(words), (" ▸ harder", "dim")
    )


def about(session: Session, timeline: Timeline | None, week: int) -> Content:
    """Write what a session is, how long it takes, what it needs and how often it is done."""
    length = planned_length(timeline) if timeline else "nothing is left of it"
    facts = [
        length,
        session.level,
        week_words(week, session.weeks),
        schedule_text(session.schedule),
    ]
    goal = session.progression
    lines = [
        Content.styled(" · ".join(literal(fact) for fact in facts if fact), "bold"),
        Content(literal(f"Needs: {', '.join(session.equipment) or 'nothing'}")),
    ]
    steps = {"Start": goal.start, "Step": goal.step, "Goal": goal.goal}
    said = [f"{name}: {text}" for name, text in steps.items() if text]
    lines += [Content.styled(literal(" · ".join(said)), "dim")] if said else []
    paragraphs = session.description.strip().split("\n\n")
    lines += [Content.styled(literal(" ".join(p.split())), "dim") for p in paragraphs if p.strip()]
    return Content("\n").join(lines)


class OverviewScreen(Screen[None]):
    """Look at a session and choose what is played of it; Enter begins."""

    TITLE = "Overview"
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        # First the keys of the screen: the list would take some of them.
        Binding("enter,pagedown", "begin", "Begin", priority=True),
        Binding("space", "leave_out", "Leave out", priority=True),
        Binding("left", "climb(-1)", "Easier", priority=True),
        Binding("right", "climb(1)", "Harder", priority=True),
        Binding("w", "week(1)", "Week", tooltip="Go to the next week of the plan."),
        Binding("W", "week(-1)", "Week before", show=False, tooltip="Go to the week before."),
        Binding("t", "practise", "Practise", tooltip="Practise the tempo of this exercise."),
        help_binding(),
        Binding("q,escape,pageup", "back", "Back"),
    ]

    class Begun(Message):
        """The session is to begin as chosen."""

        def __init__(self, overview: OverviewScreen, timeline: Timeline) -> None:
            super().__init__()
            self.path = overview.path
            self.loaded = overview.loaded
            self.choices = overview.choices
            self.timeline = timeline

    class Left(Message):
        """The person went back."""

    def __init__(
        self,
        session: Session,
        loaded: Loaded,
        path: Path,
        choices: Choices | None = None,
        signals: tuple[tuple[str, str], ...] = (),
        reasons: Mapping[str, str] | None = None,
    ) -> None:
        """Show `session`, which was loaded from `path`, with the choices made so far.

        `signals` are those of the person's settings, `reasons` why the targets among the choices
        are what they are, by exercise.
        """
        super().__init__()
        self.path = path
        self.loaded = loaded
        self.choices = choices or Choices()
        self._reasons = reasons or {}
        """By exercise: why its target is what it is."""
        self._signals = signals
        self._session = session
        self._originals: tuple[Exercise, ...] = ()
        """What is done in the chosen week, without the chosen variants."""
        self._timeline: Timeline | None = None
        self._about = Card(id="about")
        self._list = OptionList(id="exercises", markup=False)
        self._notice = Line(id="notice")

    def compose(self) -> ComposeResult:
        yield Line(self._session.name, id="brand")
        yield self._about
        yield self._list
        yield self._notice
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the session as chosen so far."""
        self._show(0)
        show_title(self, f"{literal(self._session.name)} - hamtimer")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only what this session has."""
        if action == "week":
            return self._session.weeks > 0
        if action in ("leave_out", "climb", "practise") and not self._originals:
            return False
        if action == "climb":
            return any(len(exercise.variants()) > 1 for exercise in self._originals)
        return True

    def _show(self, highlighted: int) -> None:
        """Lay the session out as chosen, and show it."""
        notice = ""
        try:
            self._timeline = compile_session(self.loaded.choose(self.choices, self._signals))
        except ChoiceError as error:
            self._timeline, notice = None, capitalized(str(error))
        skip = self.choices.skip
        written = self._chosen_session(replace(self.choices, skip=frozenset(), variants={}))
        chosen = self._chosen_session(replace(self.choices, skip=frozenset()))
        done = {exercise.base or exercise.id: exercise for exercise in chosen.exercises()}
        self._originals = written.exercises()
        open_rounds = open_round_ids(self._timeline) if self._timeline else frozenset()

        def content(place: Listed) -> Content:
            original = place.exercise
            shown = done.get(original.id, original)
            kept, each_round = original.id not in skip, shown.id in open_rounds
            text = exercise_content(shown, place, kept=kept, each_round=each_round)
            return Content("\n").join([text, *self._reason(original)])

        self._list.set_options(
            Option(content(place))
            for part in written.parts
            for place in listed(part.block, part.role)
        )
        self._list.highlighted = min(highlighted, len(self._originals) - 1)
        self._about.update(about(self._session, self._timeline, self.choices.week or 1))
        self._notice.show(notice)

    def _chosen_session(self, choices: Choices) -> Session:
        """Return the session as chosen, without any part when nothing is to be done."""
        try:
            return self.loaded.choose(choices)
        except ChoiceError:
            return replace(self._session, parts=())

    def _reason(self, exercise: Exercise) -> list[Content]:
        """Return why the target of an exercise is what it is."""
        reason = self._reasons.get(exercise.id)
        return [Content.styled(f"    Next: {reason}", "$accent")] if reason else []

    def _follow(self, choices: Choices) -> None:
        """Take over other choices, with the targets that the records lead to for them."""
        from hamtimer.front.following import follow_records

        self.choices, self._reasons = choices, {}
        with suppress(ChoiceError):  # it is shown
            found = follow_records(self.loaded, self.path, choices)
            self.choices, self._reasons = found.choices, found.reasons

    @property
    def _chosen(self) -> Exercise:
        return self._originals[self._list.highlighted or 0]

    def action_leave_out(self) -> None:
        """Leave the highlighted exercise out, or take it in again."""
        self.choices = replace(self.choices, skip=self.choices.skip ^ {self._chosen.id})
        self._show(self._list.highlighted or 0)

    def action_climb(self, steps: int) -> None:
        """Take an easier or harder variant of the highlighted exercise."""
        exercise = self._chosen
        ladder = [rung.id for rung in exercise.variants()]
        now = ladder.index(self.choices.variants.get(exercise.id, exercise.id))
        wanted = ladder[max(0, min(len(ladder) - 1, now + steps))]
        own = replace(self.choices, variants={**self.choices.variants, exercise.id: wanted})
        targets = {name: t for name, t in own.targets.items() if name != exercise.id}
        self._follow(replace(own, targets=targets))
        self._show(self._list.highlighted or 0)

    def action_week(self, weeks: int) -> None:
        """Go to another week of the plan, round and round."""
        last = self._session.weeks
        week = (min(self.choices.week or 1, last) - 1 + weeks) % last + 1
        self.choices = replace(self.choices, week=week)
        self._show(self._list.highlighted or 0)

    @on(OptionList.OptionSelected)
    def action_begin(self) -> None:
        """Begin, unless nothing is left of the session."""
        if self._timeline is not None:
            self.post_message(self.Begun(self, self._timeline))

    def action_back(self) -> None:
        self.post_message(self.Left())

    def action_practise(self) -> None:
        """Practise the tempo of the highlighted exercise, where it has one."""
        from hamtimer.core.practice.plan import plan_for
        from hamtimer.tui.screens.practice_setup import PracticeSetup

        plan = plan_for(self._variant(self._chosen))
        if plan is None:
            self._notice.show("This exercise has no tempo to practise")
        else:
            self.app.push_screen(PracticeSetup(plan))

    def _variant(self, exercise: Exercise) -> Exercise:
        """Return the variant of an exercise that is chosen."""
        wanted = self.choices.variants.get(exercise.id, exercise.id)
        return next((rung for rung in exercise.variants() if rung.id == wanted), exercise)

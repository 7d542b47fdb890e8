"""The overview: a session before it begins, its choices and quick changes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.widgets.option_list import Option

from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Exercise, Session
from hamtimer.core.session_file.choose import fitting_choices
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.text import capitalized, literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.due_today import NotDue
from hamtimer.front.words.exercises import open_round_ids
from hamtimer.home import wall_clock
from hamtimer.tui.drawing.exercise_list import Listed, about, exercise_content, listed
from hamtimer.tui.drawing.values import VARIANT
from hamtimer.tui.screens.changing import LIST_BINDINGS, VALUE_BINDINGS, ChangingScreen
from hamtimer.tui.starting import when_drawn
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.description import Description
from hamtimer.tui.widgets.key_line import HISTORY, KeyLine, help_binding
from hamtimer.tui.widgets.morning_line import MorningLine
from hamtimer.tui.widgets.not_due import NotDueLine
from hamtimer.tui.widgets.pick_list import PickList
from hamtimer.tui.widgets.status_line import StatusLine


class OverviewScreen(ChangingScreen):
    """The overview: review a session, choose what is played, change it; Enter begins."""

    DEFAULT_CSS = """
    OverviewScreen #exercises {
        height: 1fr;
        border: none;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        scrollbar-size-vertical: 1;
        padding: 0 1;
        background: $background;
        & > .option-list--option { padding: 0 1; }
    }
    """
    TITLE = "Overview"
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        # The screen's keys come first: the list would take some of them.
        Binding("enter,pagedown", "begin", "Begin", tooltip="Begin the session.", priority=True),
        Binding(
            "r",
            "read_on",
            "Read on",
            tooltip="Show the next page of the description; after the last one, the first.",
        ),
        Binding(
            "f",
            "morning",
            "This morning",
            tooltip="Note this morning's pain after yesterday's run.",
            id="felt",
        ),
        *VALUE_BINDINGS,
        Binding(
            "space",
            "leave_out",
            "Leave out",
            priority=True,
            tooltip="Leave the exercise out today, or include it again.",
        ),
        Binding("w", "week(1)", "Week", tooltip="Go to the next week of the plan."),
        Binding(
            "W",
            "week(-1)",
            "Previous week",
            show=False,
            tooltip="Go to the previous week of the plan.",
        ),
        Binding(
            "a",
            "take_in",
            "Include",
            tooltip="Include what is left out because it is not due today.",
        ),
        *LIST_BINDINGS,
        Binding("t", "practise", "Practise", tooltip="Practise the tempo of this exercise."),
        Binding("e", "edit", "Edit", tooltip="Edit the file of this session."),
        HISTORY,
        help_binding(),
        Binding("q,escape,pageup", "back", "Back", tooltip="Go back."),
    ]

    class Begun(Message):
        """The person begins the session as chosen and changed."""

        def __init__(self, overview: OverviewScreen, timeline: Timeline) -> None:
            super().__init__()
            self.path = overview.path
            self.loaded = overview.loaded
            self.in_file = overview.kept
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
        not_due: NotDue | None = None,
    ) -> None:
        """Show `session`, loaded from `path`, with the choices made so far.

        `signals` are those of the person's settings, `reasons` the reasons for the targets among
        the choices, by exercise. `not_due` are the exercises that the choices leave out.
        """
        super().__init__(loaded, path)
        self.choices = choices or Choices()
        self._reasons = reasons or {}
        """By exercise: why its target is what it is."""
        self._signals = signals
        self._session = session
        self._originals: tuple[Exercise, ...] = ()
        """The session in the chosen week, without the chosen variants."""
        self._timeline: Timeline | None = None
        self._has_values = False
        """Whether values are shown: not before the list is drawn, unless a key asks for them."""
        self._about = Description(id="about")
        self._not_due = NotDueLine(not_due or NotDue())
        self._list = PickList(id="exercises", markup=False)
        self._morning = MorningLine()

    def compose(self) -> ComposeResult:
        yield StatusLine(self._session.name)
        yield self._about
        yield self._not_due
        yield self._list
        yield self.values
        yield self.notice
        yield self._morning
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the session as chosen so far."""
        self._show()
        when_drawn(self, self.load_values)
        show_title(self, f"{literal(self._session.name)} - hamtimer")

    def on_resize(self) -> None:
        """Offer to read on where the description has less room now."""
        self.call_after_refresh(self.refresh_bindings)

    def action_read_on(self) -> None:
        self._about.read_on()

    def load_values(self) -> None:
        if not self._has_values:
            self._has_values = True
            self._show_values()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only keys that apply to this session."""
        if self._morning.is_open:
            return False
        offered = {
            "read_on": lambda: self._about.is_longer,
            "morning": lambda: self._morning.line is not None,
            "week": lambda: self._session.weeks > 0,
            "take_in": lambda: self._not_due.is_left_out(self.choices),
            "leave_out": lambda: bool(self._originals),
            "practise": lambda: bool(self._originals),
        }
        if action in offered:
            return offered[action]()
        return super().check_action(action, parameters)

    # What is shown

    def _show(self, highlighted: str = "") -> None:
        """Lay out the session as chosen and show it, with an exercise highlighted."""
        notice = self._lay_out()
        skip = self.choices.skip
        items = self.loaded.document.exercises() if self.loaded.document else ()
        themselves = {item.id: item.id for item in items}
        written = self._chosen_session(
            replace(self.choices, skip=frozenset(), variants=themselves, targets={})
        )
        chosen = self._chosen_session(replace(self.choices, skip=frozenset()))
        done = {exercise.base or exercise.id: exercise for exercise in chosen.exercises()}
        place = self._list.highlighted or 0
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
        ids = [exercise.id for exercise in self._originals]
        place = ids.index(highlighted) if highlighted in ids else min(place, len(ids) - 1)
        self._list.highlighted = place if place >= 0 else None
        self._about.show(about(self._session, self._timeline, self.choices.week or 1))
        self.notice.show(notice or self._change_words())
        self._show_values()
        self._not_due.follow(self.choices)
        self.refresh_bindings()

    def use_signals(self, signals: tuple[tuple[str, str], ...]) -> None:
        """Apply changed signals of the settings."""
        if signals != self._signals:
            self._signals = signals
            self._show()

    def _lay_out(self) -> str:
        """Lay out the session as chosen; return why that is not possible, or an empty text."""
        try:
            self._timeline = compile_session(self.loaded.choose(self.choices, self._signals))
        except ChoiceError as error:
            self._timeline = None
            return capitalized(str(error))
        return ""

    def _change_words(self) -> str:
        """Return the changes that are not kept, in words."""
        if not self.is_changed or self._timeline is None:
            return ""
        from hamtimer.front.words.differences import timeline_change_words

        choices, words = fitting_choices(self.choices, self.kept.document), ""
        with suppress(ChoiceError):
            before = compile_session(self.kept.choose(choices, self._signals))
            chosen = self.chosen_exercise()
            words = timeline_change_words(before, self._timeline, chosen.id if chosen else "")
        return f"For today: {words or 'changed'}"

    def _chosen_session(self, choices: Choices) -> Session:
        """Return the session as chosen; it has no parts if there is nothing to do."""
        try:
            return self.loaded.choose(choices)
        except ChoiceError:
            return replace(self._session, parts=())

    def _reason(self, exercise: Exercise) -> list[Content]:
        """Return the reason for the target of an exercise."""
        reason = self._reasons.get(exercise.id)
        return [Content.styled(f"    Next: {reason}", "$accent")] if reason else []

    @on(PickList.OptionHighlighted)
    def _show_values(self) -> None:
        """Show the values of the highlighted exercise, but not before the list is drawn."""
        if not self._has_values:
            return
        from hamtimer.core.edit.cells import Cell, cells_of

        document = self.loaded.document
        if not self._originals or document is None:
            self.values.show(())
            return
        exercise = self._variant(self._chosen)
        ladder = len(self._chosen.variants()) > 1
        rung = [Cell(VARIANT, exercise.name, "", ())] if ladder else []
        done = next((one for one in self._done() if one.id == exercise.id), exercise)
        self.values.show((*rung, *cells_of(document, done, self.choices)))

    def _done(self) -> tuple[Exercise, ...]:
        """Return the exercises as chosen, including those that are left out."""
        return self._chosen_session(replace(self.choices, skip=frozenset())).exercises()

    def _follow(self, choices: Choices) -> None:
        """Adopt other choices, with the targets that follow for them from the records."""
        from hamtimer.front.follow_records import follow_records

        self.choices, self._reasons = choices, {}
        with suppress(ChoiceError):  # it is shown
            found = follow_records(self.loaded, self.path, choices, wall_clock.today())
            self.choices, self._reasons = found.choices, found.reasons

    @property
    def _chosen(self) -> Exercise:
        return self._originals[self._list.highlighted or 0]

    # Choices

    def action_leave_out(self) -> None:
        """Leave the highlighted exercise out, or include it again."""
        self.choices = replace(self.choices, skip=self.choices.skip ^ {self._chosen.id})
        self._show()

    def action_take_in(self) -> None:
        """Include what is left out because it is not due today."""
        self.choices = self._not_due.not_due.with_not_due(self.choices)
        self._show()

    def action_week(self, weeks: int) -> None:
        """Go to another week of the plan, wrapping around."""
        last = self._session.weeks
        week = (min(self.choices.week or 1, last) - 1 + weeks) % last + 1
        self.choices = replace(self.choices, week=week)
        self._show()

    def chosen_exercise(self) -> Exercise | None:
        return self._chosen if self._originals else None

    def climb(self, steps: int) -> None:
        """Choose an easier or harder variant of the highlighted exercise."""
        exercise = self._chosen
        ladder = [rung.id for rung in exercise.variants()]
        now = ladder.index(self._variant(exercise).id)
        wanted = ladder[max(0, min(len(ladder) - 1, now + steps))]
        own = replace(self.choices, variants={**self.choices.variants, exercise.id: wanted})
        targets = {name: t for name, t in own.targets.items() if name != exercise.id}
        self._follow(replace(own, targets=targets))
        self._show()

    def take_changes(self, exercise: str) -> None:
        if self.loaded.session is not None:
            self._session = self.loaded.session
        self._follow(fitting_choices(self.choices, self.loaded.document))
        self._show(exercise)

    # Going on

    @on(PickList.OptionSelected)
    def action_begin(self) -> None:
        """Begin, unless there is nothing to do."""
        if self._timeline is not None:
            self.post_message(self.Begun(self, self._timeline))

    @property
    def key_owner(self) -> DOMNode:
        """The part that takes the keys now: the morning's line, while it is open."""
        line = self._morning.line
        return line if line is not None and line.is_open else self

    def action_morning(self) -> None:
        """Note this morning's pain after yesterday's run."""
        if self._morning.line is not None:
            self._morning.line.open()

    def action_back(self) -> None:
        """Go back; unkept changes are discarded only on the second press."""
        if not self.ask_to_leave():
            self.post_message(self.Left())

    def action_edit(self) -> None:
        """Edit the file, at the highlighted exercise."""
        from hamtimer.tui.edit_requested import EditRequested

        if self.is_changed:
            self.notice.show("The changes are not kept; keep or undo them before editing the file")
            return
        chosen = self._chosen.id if self._originals else ""
        items = self.loaded.document.exercises() if self.loaded.document else ()
        line = next((item.node.line for item in items if item.id == chosen), 0)
        self.post_message(EditRequested(self.path, line))

    def action_practise(self) -> None:
        """Practise the tempo of the highlighted exercise, if it has one."""
        from hamtimer.core.practice.plan import plan_for
        from hamtimer.tui.screens.practice_setup import PracticeSetup

        plan = plan_for(self._variant(self._chosen))
        if plan is None:
            self.notice.show("This exercise has no tempo to practise")
        else:
            self.app.push_screen(PracticeSetup(plan))

    def _variant(self, exercise: Exercise) -> Exercise:
        """Return the chosen variant of an exercise."""
        items = self.loaded.document.exercises() if self.loaded.document else ()
        usual = next((item.usual for item in items if item.id == exercise.id), "")
        wanted = self.choices.variants.get(exercise.id, usual or exercise.id)
        return next((rung for rung in exercise.variants() if rung.id == wanted), exercise)

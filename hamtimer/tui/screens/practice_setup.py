"""Choose what to practise: a suggestion or a preset, and all options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.practice.options import practice_plan, written
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.proposals import Proposal
from hamtimer.core.text import literal
from hamtimer.front.words.practice_choices import Choice, exercise_choices, practice_choices
from hamtimer.front.words.practice_options import HALF_SPEED, OPTIONS, SWEEP, TEMPO
from hamtimer.tui.widgets.choice_field import ChoiceField
from hamtimer.tui.widgets.key_line import KeyLine, help_binding
from hamtimer.tui.widgets.status_line import StatusLine

FIELDS = (TEMPO, *OPTIONS, HALF_SPEED, SWEEP)
_NO = "no"


class _Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields; arrow keys move between them instead of scrolling."""

    def on_resize(self) -> None:
        """Keep the field in focus in sight: a notice below takes room."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            self.call_after_refresh(focused.scroll_visible, animate=False)


class PracticeSetup(ModalScreen[None]):
    """Asks what to practise; Enter starts."""

    TITLE = "Practise a tempo"
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter", "begin", "Begin", priority=True, tooltip="Begin this practice."),
        Binding(
            "down,tab",
            "app.focus_next",
            "Next",
            show=False,
            tooltip="Go to the next field.",
            system=True,
        ),
        Binding(
            "up,shift+tab",
            "app.focus_previous",
            "Previous",
            show=False,
            tooltip="Go to the previous field.",
            system=True,
        ),
        help_binding("f1"),
        Binding("escape", "back", "Back", tooltip="Leave without practising."),
    ]
    DEFAULT_CSS = """
    PracticeSetup {
        align: center middle;
        background: $background 60%;
        #status { dock: top; }
        #practice-setup {
            width: 90%; max-width: 80; height: 100%; max-height: 29;
            padding: 0 2; border: round $accent; background: $surface;
        }
        #practice-fields { height: 1fr; scrollbar-size-vertical: 1; }
        .field { height: 1; }
        .field > Label { width: 12; }
        Label.-focused { color: $accent; text-style: bold; }
        .field > Input { width: 1fr; background: $panel; }
        .field > ChoiceField { width: 1fr; }
        #practice-help { height: 2; color: $text-muted; }
        #notice { height: auto; max-height: 3; padding: 0; }
        &.-short #status { display: none; }
        &.-short #practice-setup { width: 100%; height: 100%; padding: 0 1; }
    }
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-normal-height")]  # noqa: RUF012

    class Chosen(Message):
        """The person wants to practise this."""

        def __init__(self, plan: PracticePlan, *, sweeps: bool) -> None:
            """`sweeps`: with tones that fall and rise with the movement."""
            super().__init__()
            self.plan = plan
            self.sweeps = sweeps

    class Left(Message):
        """The person does not want to practise."""

    def __init__(
        self, plan: PracticePlan | None = None, *, proposals: Sequence[Proposal] = ()
    ) -> None:
        """Offer the practice of an exercise, or else suggestions from the records."""
        super().__init__()
        found = exercise_choices(plan) if plan else practice_choices(proposals)
        self._choices: dict[str, Choice] = {one.title: one for one in found}
        self._choice = found[0]
        self._fields: dict[str, Input | ChoiceField] = {}
        """By option key."""
        self._help = Static(id="practice-help", markup=False)
        self._notice = Static(id="notice", markup=False)

    def compose(self) -> ComposeResult:
        self._fields = dict(self._make_fields())
        yield StatusLine(self.TITLE)
        with Vertical(id="practice-setup") as box:
            box.border_title = "What to practise"
            with _Fields(id="practice-fields"):
                yield from self._row("Practice", ChoiceField(tuple(self._choices), id="choice"))
                for option in FIELDS:
                    yield from self._row(option.title, self._fields[option.key])
            yield self._help
            yield self._notice
        yield KeyLine()

    def _make_fields(self) -> Iterator[tuple[str, Input | ChoiceField]]:
        values = self._values()
        for option in FIELDS:
            value, field_id = values[option.key], f"practice-{option.key}"
            if option.choices:
                yield option.key, ChoiceField(option.choices, value, id=field_id)
            else:
                yield option.key, Input(value, id=field_id, compact=True)

    @staticmethod
    def _row(title: str, field: Widget) -> Iterator[Widget]:
        yield Horizontal(Label(title, markup=False), field, classes="field")

    def _values(self) -> dict[str, str]:
        """Return the values of the fields for a choice."""
        return {SWEEP.key: _NO, **written(self._choice.plan)}

    # What is chosen

    @on(ChoiceField.Changed, "#choice")
    def _take_choice(self, event: ChoiceField.Changed) -> None:
        """Fill the fields with another practice."""
        choice = self._choices[event.field.value]
        if choice is not self._choice:
            self._choice = choice
            values = self._values()
            for key, field in self._fields.items():
                field.value = values[key]
        self._explain()

    @on(ChoiceField.Changed)
    @on(Input.Changed)
    def _check(self) -> None:
        """Show the current problem, if any."""
        try:
            self._plan()
        except Mistake as mistake:
            self._notice.update(literal(mistake))
        else:
            self._notice.update("")
        self._explain()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Explain the field in focus, and mark its title."""
        for label in self.query(Label):
            label.set_class(label.parent is event.widget.parent, "-focused")
        self._explain()

    def _explain(self) -> None:
        words = self._choice.help
        for option in FIELDS:
            field = self._fields[option.key]
            if field is self.focused:
                words = "\n".join(filter(None, [option.help, option.meaning(field.value)]))
        self._help.update(words)

    def _plan(self) -> PracticePlan:
        """Return the plan that the fields describe; raise `Mistake` if they are invalid."""
        plan = self._choice.plan
        texts = {key: field.value.strip() for key, field in self._fields.items()}
        if texts[HALF_SPEED.key] == _NO:
            texts[HALF_SPEED.key] = ""
        kept = written(plan)
        texts |= {key: kept[key] for key in ("test", "first-set")}
        base = PracticePlan(
            tempo=replace(plan.tempo, reset_ms=0), name=plan.name, phase_names=plan.phase_names
        )
        return practice_plan(texts, base)

    def action_begin(self) -> None:
        """Start, or show what is wrong."""
        try:
            plan = self._plan()
        except Mistake as mistake:
            self._notice.update(literal(mistake))
            return
        sweeps = self._fields[SWEEP.key].value != _NO
        self._close()
        self.app.post_message(self.Chosen(plan, sweeps=sweeps))

    def action_back(self) -> None:
        """Leave without practising."""
        self._close()
        self.app.post_message(self.Left())

    def _close(self) -> None:
        self.dismiss()

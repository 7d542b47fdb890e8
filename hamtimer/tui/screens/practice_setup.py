"""Choosing what to practise: the tempo, the number of reps, and the options."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.tempo import tempo_text
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.text import literal, seconds_text
from hamtimer.tui.widgets.key_line import KeyLine, help_binding
from hamtimer.tui.widgets.line import Line

FIELDS = (
    ("tempo", "Tempo", "lower-pause-lift-pause, in seconds"),
    ("first", "First", "eccentric or concentric"),
    ("reps", "Reps", "of each set, per side"),
    ("sets", "Sets", ""),
    ("sides", "Sides", "both, each, alternating, left, right"),
    ("rest", "Rest", "between the sets"),
    ("bpm", "Beats a minute", "60: a beat is a second"),
    ("only", "Only", "eccentric or concentric; empty: all"),
    ("ramp", "Ramp", "like 3-6: 0.5 s more each set"),
    ("level", "Guidance", "auto, full, ticks, turns or silent"),
    ("taps", "Taps", "turns, ends (top and bottom) or off"),
)
"""What is written, as `practice_plan` knows it, with its name and what may stand there."""


class PracticeSetup(ModalScreen[None]):
    """Asks what to practise; Enter begins."""

    TITLE = "Practise a tempo"
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter", "begin", "Begin", priority=True),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Before", show=False),
        help_binding("f1"),
        Binding("escape", "dismiss", "Back"),
    ]
    DEFAULT_CSS = """
    PracticeSetup {
        align: center middle;
        background: $background 60%;
        #practice-setup {
            width: 90%; max-width: 80; height: auto; max-height: 95%;
            padding: 0 2; border: round $accent; background: $surface; overflow-y: auto;
        }
        #brand { padding: 0; }
        .field { height: 1; }
        .field > Label { width: 15; }
        .field > Input { width: 13; margin: 0 1 0 0; background: $panel; }
        .field > Line { color: $text-muted; }
    }
    """

    class Chosen(Message):
        """This is to be practised."""

        def __init__(self, plan: PracticePlan) -> None:
            super().__init__()
            self.plan = plan

    def __init__(self, plan: PracticePlan | None = None) -> None:
        """Begin with a plan, as of an exercise, or with the usual one."""
        super().__init__()
        self._plan = plan or PracticePlan()
        self._notice = Line(id="notice")

    def compose(self) -> ComposeResult:
        plan = self._plan
        begin_with = {
            "tempo": tempo_text(replace(plan.tempo, reset_ms=0)),
            "first": plan.tempo.first.value,
            "reps": str(plan.reps),
            "sets": str(plan.sets),
            "sides": plan.sides.value,
            "rest": seconds_text(plan.rest_ms).replace(" ", ""),
            "bpm": str(plan.bpm),
            "level": plan.level or "auto",
            "taps": plan.taps.value,
        }
        with Vertical(id="practice-setup"):
            yield Line(f"Practise: {plan.title}", id="brand")
            for key, name, advice in FIELDS:
                with Horizontal(classes="field"):
                    yield Label(name, markup=False)
                    yield Input(begin_with.get(key, ""), id=f"practice-{key}", compact=True)
                    yield Line(advice)
            yield self._notice
        yield KeyLine()

    def action_begin(self) -> None:
        """Begin, or say what is wrong and what to write instead."""
        written = {
            key: self.query_one(f"#practice-{key}", Input).value.strip() for key, _, _ in FIELDS
        }
        try:
            plan = practice_plan(written, self._plan)
        except Mistake as mistake:
            self._notice.show(literal(mistake))
            return
        self.dismiss()
        self.app.post_message(self.Chosen(plan))

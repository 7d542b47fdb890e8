"""The summary: what was done, compared with the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from hamtimer.audio.output import Output
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Result
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Status
from hamtimer.core.play.summary import Summary, summary_of
from hamtimer.core.play.totals import ExerciseTotals, SideTotals
from hamtimer.core.records.dose import Dose, add_doses
from hamtimer.core.records.felt import EXAMPLES
from hamtimer.core.run.run import Run
from hamtimer.core.taps.meter import SetReport
from hamtimer.core.text import clock_text, count_text, literal
from hamtimer.core.timeline.steps import Cap
from hamtimer.front.actions import BY_ID
from hamtimer.front.actions_now import is_offered
from hamtimer.front.doses import Doses, doses_of
from hamtimer.front.felt import FeltNotes
from hamtimer.front.presses import Presses
from hamtimer.front.words.feedback import set_report_lines
from hamtimer.front.words.summary import (
    reps_done_words,
    score_lines,
    sets_done_words,
    tension_words,
)
from hamtimer.tui.screens.ask_to_keep import ask_to_keep, has_changes
from hamtimer.tui.screens.guided import GuidedScreen
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.big_label import BigLabel
from hamtimer.tui.widgets.felt_line import FeltLine
from hamtimer.tui.widgets.key_line import HISTORY, KeyLine, help_binding
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.status_line import StatusLine


def headline(player: Player, summary: Summary | None = None, doses: Doses | None = None) -> Content:
    """Return the totals of the run in one line."""
    summary = summary or summary_of(player)
    plan, done = summary.planned, summary.done
    facts = [
        clock_text(summary.elapsed_ms),
        f"{done.sets} of {count_text(plan.sets, 'set')}",
        f"{done.reps} of {count_text(plan.reps, 'rep')}" if plan.reps else "",
        tension_words(done.tension_ms, add_doses((doses or {}).values())),
    ]
    if player.pauses:
        paused = clock_text(player.paused_ms)
        facts.append(f"{count_text(player.pauses, 'pause')}, {paused} in all")
    return Content.styled(" · ".join(fact for fact in facts if fact), "bold")


def summary_content(
    summary: Summary, scored: Cap | None = None, doses: Doses | None = None
) -> Content:
    """Return the results of each exercise, per side; of several caps, `scored` is marked."""
    found = {exercise.id: exercise for exercise in summary.done.exercises}
    parts: list[Content] = []
    for planned in summary.planned.exercises:
        parts += [*_exercise_lines(planned, found.get(planned.id), doses or {}), Content("")]
    several = len(summary.scores) > 1
    for (cap, _), line in zip(summary.scores, score_lines(summary), strict=True):
        mark = ("▸ " if cap is scored else "  ") if several else ""
        parts.append(Content.styled(mark + line.strip(), "bold"))
    return Content("\n").join(parts)


def _exercise_lines(
    plan: ExerciseTotals, done: ExerciseTotals | None, doses: Doses
) -> Iterator[Content]:
    sets = done.sets if done else 0
    mark, style = ("✓", "$success") if sets >= plan.least_sets else ("-", "$warning")
    yield Content.assemble(
        (f"{mark} ", style),
        (literal(plan.name), "bold"),
        f"   {sets_done_words(plan, sets)}",
    )
    for planned in plan.sides:
        sides = {side.side: side for side in done.sides} if done else {}
        nothing = SideTotals(planned.side, 0, 0, 0)
        dose = doses.get((plan.id, planned.side))
        yield Content(f"    {_side_words(planned, sides.get(planned.side, nothing), dose)}")


def _side_words(plan: SideTotals, done: SideTotals, dose: Dose | None) -> str:
    words = f"{plan.side.word or 'both sides':<12}"
    if plan.reps or done.reps:
        words += reps_done_words(plan.reps, done.reps).ljust(18)
    if plan.held_ms or done.held_ms:
        held = f"held {clock_text(done.held_ms)} of {clock_text(plan.held_ms)}"
        words += held.ljust(24)
        return words.rstrip()
    if done.uncounted and (done.reps or plan.reps):
        words += f"{count_text(done.uncounted, 'set')} not counted".ljust(22)
    if done.tension_ms is None and not (dose and dose.measured_ms):
        return words + f"{clock_text(done.work_ms)} of work"
    return words + tension_words(done.tension_ms, dose)


def measured_content(reports: Iterable[SetReport]) -> Content:
    """Write the measurements by taps, set by set."""
    parts = [Content.styled("Measured by your taps", "bold")]
    for one in reports:
        name = literal(one.step.exercise.name)
        parts.append(Content("\n".join([name, *set_report_lines(one)])))
    return Content("\n\n").join(parts)


def _as_in_a_run(action_id: str, act: str, tooltip: str) -> Binding:
    """Return the binding of an action of a run, with its keys and its id."""
    action = BY_ID[action_id]
    return Binding(",".join(action.keys), act, action.title, tooltip=tooltip, id=action_id)


def said_content(notes: FeltNotes) -> Content:
    """Write the reports on the run, place by place."""
    lines = [notes.label(place) for place in notes.places if notes.already(place)]
    return Content("\n".join(lines))


def correcting_bindings() -> Iterator[Binding]:
    """Make the key bindings that correct the last result, as in a run."""
    for name in ("more-reps", "fewer-reps", "round-done", "fewer-rounds", "next-score"):
        tooltip = "Correct what was done last: a set, or the rounds under a time cap."
        yield _as_in_a_run(name, f"correct('{name}')", tooltip)


class SummaryScreen(Screen[None]):
    """The summary of a run."""

    DEFAULT_CSS = """
    SummaryScreen {
        padding: 0 1;
        #status { padding: 0; margin-bottom: 1; }
        #summary-word { height: 7; margin: 0 1 1 1; color: $success; }
        #headline { height: auto; padding: 0 1; }
        #summary { height: 1fr; margin-top: 1; padding: 0 1; }
        &.-short {
            #status { margin-bottom: 0; }
            #summary-word { height: 3; margin: 0 1; }
            #summary { margin-top: 0; }
        }
    }
    """
    TITLE = "Summary"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-normal-height")]  # noqa: RUF012
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        *correcting_bindings(),
        _as_in_a_run("felt", "felt", "Note in one line how the session or one of its sets felt."),
        _as_in_a_run("undo", "undo", "Undo the end and resume."),
        _as_in_a_run("keep", "keep", BY_ID["keep"].help),
        Binding("up", "scroll(-1)", "Scroll", show=False, system=True),
        Binding("down", "scroll(1)", "Scroll", show=False, system=True),
        Binding("e", "edit", "Edit", tooltip="Edit the file of this session."),
        HISTORY,
        help_binding(),
        Binding("q,enter,escape,space,pagedown", "close", "Close", tooltip="Close the summary."),
    ]

    class Closed(Message):
        """The person closed the summary."""

    class Undone(Message):
        """The end was undone."""

        def __init__(self, run: Run, sound: Output) -> None:
            super().__init__()
            self.run = run
            self.sound = sound

    def __init__(self, ended: GuidedScreen.Ended, clock: Clock, presses: Presses) -> None:
        """Sum up a finished run, with its last key press from `presses`."""
        super().__init__()
        self._presses = presses
        self._ended = ended
        self._run = ended.run
        self._player = ended.run.player
        self._clock = clock
        self._word = BigLabel(id="summary-word", spaced=True)
        self._headline = Static(id="headline", markup=False)
        self._exercises = Static(markup=False)
        self._notes = FeltNotes(ended.run)
        self._said = Static(markup=False)
        self._answer = Line(id="answer")
        self._answer.display = False
        self._felt = FeltLine(self._notes, clock, EXAMPLES)
        self._scroll = VerticalScroll(id="summary")
        self._notice = Line(self._run.problem, id="notice")

    def compose(self) -> ComposeResult:
        yield StatusLine(self._player.timeline.session.name)
        yield self._word
        yield self._headline
        yield self._notice
        with self._scroll:
            yield self._exercises
            yield self._said
            if measured := [one for one in self._run.reports if not one.is_stray]:
                yield Static(measured_content(measured), markup=False)
        yield self._answer
        yield self._felt
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what was done, and whether the run was completed."""
        self._show_done()
        over = self._player.state.status
        done = any(outcome.result is not Result.SKIPPED for outcome in self._player.outcomes())
        finished = "Done" if done else "Skipped"
        self._word.show(finished if over is Status.FINISHED else "Stopped")
        show_title(self, f"{self._word.text} - {literal(self._player.timeline.session.name)}")

    def _show_done(self) -> None:
        summary = summary_of(self._player, self._run.outcomes())
        doses = doses_of(self._run)
        self._headline.update(headline(self._player, summary, doses))
        self._exercises.update(summary_content(summary, self._player.scored_cap, doses))
        self._said.update(said_content(self._notes))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only keys that work: an end to undo, reps to correct."""
        if action == "keep":
            return has_changes(self._run)
        asked = str(parameters[0]) if action == "correct" else action
        return asked not in BY_ID or is_offered(BY_ID[asked], self._player, self._clock())

    def action_correct(self, action_id: str) -> None:
        """Correct the reps of the last set, or the rounds under a time cap."""
        command = BY_ID[action_id].command
        if command is not None:
            self._run.do(command, self._clock())
            self._show_done()
            self.refresh_bindings()

    def action_edit(self) -> None:
        from hamtimer.tui.edit_requested import EditRequested

        self.post_message(EditRequested())

    @property
    def key_owner(self) -> DOMNode:
        """The part that takes the keys now: the line, while it is open."""
        return self._felt if self._felt.is_open else self

    def action_felt(self) -> None:
        """Note how the session or one of its sets felt."""
        self._felt.open()

    def on_felt_line_answered(self, event: FeltLine.Answered) -> None:
        """Show the result of the line."""
        self._answer.show(event.answer.words)
        self._answer.display = bool(event.answer.words)
        self._show_done()

    def action_scroll(self, rows: int) -> None:
        self._scroll.scroll_relative(y=rows, animate=False)

    def action_close(self) -> None:
        """Continue, unless the key is still held since it ended the run."""
        if self._presses.counts("done", self._clock()):
            self._ended.sound.close()
            self.post_message(self.Closed())

    def action_keep(self) -> None:
        """Ask which of today's changes to keep in the file."""
        ask_to_keep(self, self._run, self._notice.show)

    def action_undo(self) -> None:
        self._run.do(Command.UNDO, self._clock())
        self.post_message(self.Undone(self._run, self._ended.sound))

"""The guided screen: it draws a run of a session to be seen from three metres."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.message import Message

from hamtimer.audio.output import Output
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Event, EventKind, Status
from hamtimer.core.play.view import View
from hamtimer.core.records.felt import EXAMPLES
from hamtimer.core.run.run import Run
from hamtimer.core.taps.meter import Feedback, SetReport
from hamtimer.core.text import capitalized
from hamtimer.core.timeline.cues import rank_of
from hamtimer.core.timeline.limb import HELD
from hamtimer.core.timeline.notes import single_notes
from hamtimer.core.timeline.steps import Step, StepKind
from hamtimer.front.actions import ACTIONS
from hamtimer.front.actions_now import is_to_be_tapped
from hamtimer.front.felt import FeltNotes
from hamtimer.front.leaving import question_words
from hamtimer.front.sound_keys import sound_words
from hamtimer.front.words.feedback import feedback_words, set_report_lines
from hamtimer.front.words.place import recorded_words, records_reps
from hamtimer.front.words.screen import heading_words, next_words, title_words, where_words
from hamtimer.tui.drawing.boxes import Ink
from hamtimer.tui.drawing.face import Face, Keys, face_of
from hamtimer.tui.drawing.facts import facts_line, short_line
from hamtimer.tui.key_names import key_name
from hamtimer.tui.offers import key_of
from hamtimer.tui.screens.ask_to_keep import ask_to_keep, has_changes
from hamtimer.tui.screens.help import Row, action_rows
from hamtimer.tui.screens.quit import Leave, QuitScreen
from hamtimer.tui.screens.run_screen import (
    FRAME_MS,
    LOW,
    NOTICE_S,
    SECOND,
    Manner,
    RunScreen,
    action_binding,
)
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.felt_line import FeltLine
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.row import TextRow
from hamtimer.tui.widgets.session_bar import SessionBar
from hamtimer.tui.widgets.stage import Stage
from hamtimer.tui.widgets.status_line import StatusLine
from hamtimer.tui.widgets.words_line import WordsLine

RELOADED_S = 12
"""How long the result of reloading the file is shown."""
REPORT_S = 15
"""How long the report on a measured set is shown."""
FLASH_MS = 2_500
"""How long a passing word (halfway, last rep) is shown."""
CORRECTION_MS = 8_000
"""How long the recorded result and how to correct it are shown."""
CORRECTIONS = ("fewer-reps", "more-reps")
"""The actions that correct recorded reps; a time is corrected by noting it."""


@dataclass(frozen=True, slots=True)
class Flash:
    """Words shown for a while."""

    words: str
    until_ms: int
    rank: int = 0
    """The lower, the more important."""
    how: str = ""
    """How to correct what was recorded, shown until the next set begins."""


_NOTHING = Flash("", 0)

if TYPE_CHECKING:
    from hamtimer.front.reloading import Reloaded, Reloader


def is_for_reading(step: Step) -> bool:
    """Return whether a step has no cues, and time to read what comes next."""
    return step.kind in (StepKind.REST, StepKind.WAIT) and not single_notes(step)


def run_bindings() -> list[BindingType]:
    """Return the key bindings of a run: one for each action."""
    return [action_binding(action.id) for action in ACTIONS]


class GuidedScreen(RunScreen):
    """Guides one run."""

    DEFAULT_CSS = """
    GuidedScreen {
        padding: 0 0 0 1;
        #status { padding: 0; }
        #stage { height: 1fr; }
        #gauge { background: $track; }
        #words { margin: 0; }
        /* The names below the bar give way to what is read from afar. */
        #session-bar { height: 1; }

        &.-short #heading { display: none; }
        &.-roomy {
            #stage { margin-top: 1; }
            #session-bar { height: 2; }
        }
        &.-tall {
            #stage { margin-top: 1; }
            #session-bar { height: 2; }
            #words { height: 4; margin: 1 0; }
        }
        /* A rest without cues has more room to read the description. */
        &.-tall.-reading #words { height: 1; }
    }
    """
    BINDINGS = run_bindings()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (LOW, "-normal-height"), (28, "-roomy"), (36, "-tall")]  # noqa: RUF012

    class Ended(Message):
        """The run is over."""

        def __init__(self, run: Run, sound: Output) -> None:
            """Pass on the run, and its sound, which may still be heard."""
            super().__init__()
            self.run = run
            self.sound = sound

    class Left(Message):
        """The person left the run for later."""

    idle_ms = 200

    def __init__(
        self,
        run: Run,
        clock: Clock,
        sound: Output,
        manner: Manner | None = None,
        *,
        pedal_taps: bool = False,
        reloader: Reloader | None = None,
    ) -> None:
        """Guide `run`; with `pedal_taps`, PgDn is a tap in a set with a tempo.

        `reloader` follows the file of the session.
        """
        super().__init__(run, clock, sound, manner)
        self.reloader = reloader
        self._own_tap_keys = self._manner.keys.of("tap")
        self.tap_keys = self._own_tap_keys
        self._pedal_taps = pedal_taps
        self._flash = _NOTHING
        self._status = StatusLine()
        self._heading = TextRow(id="heading")
        self._stage = Stage(id="stage")
        self._words = WordsLine(id="words")
        self._next = TextRow(id="next")
        self._felt = FeltLine(FeltNotes(run), clock, EXAMPLES)
        self._felt_at = (0, False)
        """The step, and whether it was running, when the line was opened."""
        self._bar = SessionBar(id="session-bar")
        self._keys = Keys(self.key_word("toggle"), self.key_word("done"))

    def compose(self) -> ComposeResult:
        yield self._status
        yield self._heading
        yield self._stage
        yield self._words
        yield self._next
        yield self.notice
        yield self._felt
        yield self._bar
        yield KeyLine()

    def on_mount(self) -> None:
        if self.reloader is not None:
            self.reloader.start()

    def poll(self) -> None:
        super().poll()
        # A reload is written to the record, so a file that is saved before it begins waits for it.
        if self.reloader is not None and self.has_record_begun:
            self.take_reload(self.reloader.poll(self._clock()))

    def take_reload(self, found: Reloaded | None) -> None:
        """Reload a file that was saved, and show the result."""
        if found is not None:
            self.follow(found.events)
            self.notice.show_at_once(found.words, RELOADED_S)

    def on_unmount(self) -> None:
        if self.reloader is not None:
            self.reloader.stop()
        # The summary keeps the sound of a finished run.
        if not self._is_over:
            self._sound.close()

    def take(self, events: tuple[Event, ...]) -> None:
        for event in events:
            words, rank = self._passing_words(event)
            if not words:
                continue
            how = self._how_to_correct(event)
            # More important words stay: that one may stop, rather than that half is done.
            if event.due_ms >= self._flash.until_ms or rank <= self._flash.rank:
                shown_ms = CORRECTION_MS if event.outcome else FLASH_MS
                self._flash = Flash(words, event.due_ms + shown_ms, rank, how)

    def _passing_words(self, event: Event) -> tuple[str, int]:
        """Return the words of an event to show for a while, and their importance."""
        if event.cue and event.cue.kind.facts.is_notice:
            return event.cue.text, rank_of(event.cue)
        if event.kind is EventKind.OUTCOME and event.outcome:
            step = self.player.timeline.step_of(event.outcome.step)
            return recorded_words(event.outcome, step), 0
        if event.kind in (EventKind.ADJUSTED, EventKind.UNDONE):
            return capitalized(event.text) or "Undone", 0
        return "", 0

    def _how_to_correct(self, event: Event) -> str:
        """Return the keys that correct a recorded result; empty: none."""
        if event.outcome is None:
            return ""
        step = self.player.timeline.step_of(event.outcome.step)
        actions = CORRECTIONS if records_reps(event.outcome, step) else ("felt",)
        keys = [self.key_word(action) for action in actions if self.offers(action)]
        return f": {' '.join(keys)} {'correct' if len(keys) > 1 else 'corrects'}" if keys else ""

    def take_feedback(self, feedback: Feedback) -> None:
        self.flash(feedback_words(feedback, self.player.step.exercise))

    def take_report(self, report: SetReport) -> None:
        # The report on the last set is in the summary.
        if not (report.is_stray or report.is_for_the_end or self.player.is_over):
            self.notice.show("\n".join(set_report_lines(report)), REPORT_S)

    def end(self) -> None:
        self.post_message(self.Ended(self.run, self._sound))

    def flash(self, words: str) -> None:
        self._flash = Flash(words, self._clock() + FLASH_MS)

    @property
    def run(self) -> Run:
        """The run that is guided."""
        assert isinstance(self.guided, Run)  # noqa: S101 - this screen was given one
        return self.guided

    def key_rows(self) -> Iterable[Row]:
        return action_rows(self.player, self._clock(), self._manner.keys)

    def still_ms(self, view: View) -> int:
        phase = view.phase
        if view.count_in_ms:
            return view.count_in_ms % SECOND or SECOND
        if phase is None:
            return super().still_ms(view)
        beat_ms = phase.remaining_ms % phase.beat_ms or phase.beat_ms
        return min(ceil(beat_ms), super().still_ms(view))

    def frame_ms(self, view: View) -> int | None:
        """Return how long the gauge stays: only in a phase, and not where the limb is held."""
        phase = view.phase
        if phase is None or self._manner.still or not self.player.is_running:
            return None
        return None if phase.phase in HELD and not view.count_in_ms else FRAME_MS

    def move(self, view: View) -> None:
        self._stage.move(self._face(view))

    def _face(self, view: View) -> Face:
        return face_of(view, still=self._manner.still, keys=self._keys)

    def draw(self, view: View, now: int) -> None:
        self._keep_felt_in_time()
        is_tapped = is_to_be_tapped(self.guided, every=self._pedal_taps)
        keys = self._own_tap_keys
        self.tap_keys = (*keys, "pagedown") if is_tapped else keys
        face = self._face(view)
        short = self.app.size.height < LOW
        self.set_class(is_for_reading(view.step), "-reading")
        self._draw_place(view, short=short)
        self._stage.show(face, view, self.size.height)
        self._draw_words(face, view, now)
        self._bar.show(view, self.player.timeline)
        show_title(self, title_words(view, face.word, face.number))

    def _draw_place(self, view: View, *, short: bool) -> None:
        """Say where in the session the run is: in one line where there is no room for two."""
        heading = heading_words(view.step)
        facts = "".join(f" · {fact}" for fact in facts_line(view))
        line = " · ".join(short_line(view, heading))
        place = line if short else where_words(view, self.player.timeline)
        self._status.show_place(place, sound_words(self._sound))
        self._heading.show((heading, Ink.STRONG), (facts, Ink.TEXT))

    def _draw_words(self, face: Face, view: View, now: int) -> None:
        flash = self._flash.words if now < self._flash.until_ms else ""
        if flash and not view.step.kind.is_work:
            # In a set, the same keys change its plan.
            flash += self._flash.how
        prompts = [word for word in (flash, face.prompt) if word]
        if flash and face.prompt.startswith(flash):
            prompts = [face.prompt]
        if not prompts and (how := self._tap_prompt()):
            prompts = [how]
        if view.status is Status.PAUSED:
            # How to resume comes first, whatever else is shown.
            prompts.reverse()
        self._words.show_words(" · ".join(prompts), view.cue, alert=view.status is Status.PAUSED)
        self._next.say(f"Next: {next_words(view)}", Ink.QUIET)

    def _tap_prompt(self) -> str:
        """Return how to tap, in a measured set; else an empty text."""
        if self.tap_keys == self._own_tap_keys:
            return ""
        return f"Tap each turn: {key_of(self, 'tap')} or {key_name('pagedown')}"

    @property
    def key_owner(self) -> DOMNode:
        """The part that takes the keys now: the line, while it is open."""
        return self._felt if self._felt.is_open else self

    def _keep_felt_in_time(self) -> None:
        """Close the line when the rest in which it was opened is over."""
        if self._felt.is_open and self._felt_at != self._moment():
            self._felt.close()

    def _moment(self) -> tuple[int, bool]:
        player = self.player
        return player.state.step, player.step.kind.is_work and player.is_running

    def on_felt_line_answered(self, event: FeltLine.Answered) -> None:
        """Show the result of the line."""
        self._take(event.answer.events, self._clock())
        self.flash(event.answer.words)
        self.poll()
        if event.answer.offer:
            how = f"{key_of(self, 'quit')} leaves, and then asks whether to end it"
            self.notice.show(f"{event.answer.offer}: {how}.", NOTICE_S)

    def offers(self, action_id: str, now: int | None = None) -> bool:
        if action_id == "keep":
            return has_changes(self.run)
        # The tap of the last turn comes after the end of its set.
        late = action_id == "tap" and self.guided.meter.is_pending
        return late or super().offers(action_id, now)

    def act(self, action_id: str) -> None:
        if action_id == "quit":
            self.ask_to_leave()
        elif action_id == "go-to":
            from hamtimer.tui.screens.go_to import ask_where_to_go

            ask_where_to_go(self)
        elif action_id == "fit":
            from hamtimer.tui.screens.less_time import ask_for_time

            ask_for_time(self)
        elif action_id == "keep":
            self.ask_to_keep()
        elif action_id == "felt":
            self._felt_at = self._moment()
            self._felt.open()
        else:
            super().act(action_id)

    def ask_to_keep(self) -> None:
        """Ask which of today's changes to keep; the run is paused meanwhile."""
        from hamtimer.front.words.todays_changes import NOTHING_TO_KEEP

        running = self.player.is_running
        self.command(Command.PAUSE)

        def announce(words: str) -> None:
            if running:
                self.command(Command.RESUME)
            if words == NOTHING_TO_KEEP:
                self.flash(words)
            elif words:
                self.notice.show(words, NOTICE_S)
            self.poll()

        expect = self.reloader.expect if self.reloader is not None else None
        ask_to_keep(self, self.run, announce, expect)

    def ask_to_leave(self) -> bool:
        """Ask whether to leave; the run is paused meanwhile."""
        running = self.player.is_running
        self.command(Command.PAUSE)

        def answer(how: Leave | None) -> None:
            if how is Leave.LATER:
                self.post_message(self.Left())
            elif how is Leave.END:
                self._manner.presses.counts("end", self._clock())
                self.command(Command.STOP)
            elif running:
                self.command(Command.RESUME)

        self.app.push_screen(QuitScreen(question_words(self.guided)), answer)
        return True

"""The history: training days, kept schedules, and each exercise over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from hamtimer.core.dataclass import dataclass
from hamtimer.core.next.calendar import SessionCalendar, together
from hamtimer.core.records.series import Measure, Series, measures_of, series_of
from hamtimer.core.text import count_text, literal
from hamtimer.front.words.calendar import LEGEND, kept_words, months_before
from hamtimer.front.words.series import measure_title
from hamtimer.front.words.training import ALL, exercise_lines, runs_words
from hamtimer.home import wall_clock
from hamtimer.home.records.history import ExerciseHistory, SessionHistory
from hamtimer.tui.drawing.calendar import months_content, months_that_fit
from hamtimer.tui.front_screen import call_from_thread
from hamtimer.tui.widgets.key_line import KeyLine, help_binding
from hamtimer.tui.widgets.pick_list import PickList
from hamtimer.tui.widgets.status_line import StatusLine
from hamtimer.tui.widgets.time_plot import COLOURS, TimePlot

ReadHistory = Callable[[], list[SessionHistory]]
"""Reads all records, which takes a while. Raises `OSError`."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown: a session with its exercises, or all sessions."""

    name: str
    about: str
    calendar: SessionCalendar
    exercises: tuple[ExerciseHistory, ...]


def _hidden(keys: str, action: str, words: str) -> Binding:
    """Return the binding of keys that only the help names."""
    title = words.rstrip(".")
    return Binding(keys, action, title, show=False, tooltip=words, system=True, priority=True)


class HistoryScreen(Screen[None]):
    """A calendar above, and below it the exercises with a plot of the chosen one."""

    TITLE = "History"
    DEFAULT_CSS = """
    HistoryScreen {
        #history-body { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #months { height: auto; margin-top: 1; }
        #kept { height: auto; color: $text-muted; margin-bottom: 1; }
        #exercises { height: 1fr; min-height: 9; }
        OptionList {
            width: 34%; max-width: 44; height: 100%; border: none; padding: 0;
            background: $background; text-wrap: nowrap; text-overflow: ellipsis;
            scrollbar-size-vertical: 1;
            &:focus { border: none; }
            & > .option-list--option-highlighted {
                background: $foreground; color: $background; text-style: none;
            }
        }
        #chart { width: 1fr; height: 100%; padding: 0 0 0 1; }
        #words { height: 1fr; }
        #measure { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        &.-narrow {
            #exercises { layout: vertical; height: auto; }
            OptionList { width: 100%; max-width: 100%; height: auto; max-height: 6; }
            #chart { height: 12; padding: 0; }
        }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("tab,s", "session(1)", "Session", tooltip="Show the next session."),
        _hidden("shift+tab,S", "session(-1)", "Show the previous session."),
        Binding("left", "month(-1)", "Earlier", tooltip="Go one month back.", priority=True),
        Binding("right", "month(1)", "Later", tooltip="Go one month forward.", priority=True),
        Binding("m,space", "measure(1)", "Measure", tooltip="Draw the next measure."),
        _hidden("M", "measure(-1)", "Draw the previous measure."),
        Binding("t", "words", "In words", tooltip="Show the values in words, or as a plot."),
        _hidden("pageup", "scroll(-1)", "Scroll."),
        _hidden("pagedown", "scroll(1)", "Scroll."),
        help_binding(),
        Binding("q,escape", "close", "Back", tooltip="Go back."),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-wide")]  # noqa: RUF012

    class Closed(Message):
        """The person closed the history."""

    def __init__(self, read: ReadHistory, today: date) -> None:
        """Show the history that `read` returns, with `today` marked."""
        super().__init__()
        self._read = read
        self._today = today
        self._month = today
        self._sessions: list[SessionHistory] = []
        self._choice = 0
        self._measures: dict[str, int] = {}
        self._in_words = False
        self._status = StatusLine("History")
        self._months = Static(id="months", markup=False)
        self._kept = Static("Reading the records…", id="kept", markup=False)
        self._list = PickList(markup=False)
        self._measure = Static(id="measure", markup=False)
        self._plot = TimePlot()
        self._words = Static(markup=False)
        self._scroll = VerticalScroll(self._words, id="words")

    def compose(self) -> ComposeResult:
        yield self._status
        with VerticalScroll(id="history-body", can_focus=False):
            yield self._months
            yield self._kept
            with Horizontal(id="exercises"):
                yield self._list
                with Vertical(id="chart"):
                    yield self._measure
                    yield self._plot
                    yield self._scroll
        yield KeyLine()

    def on_mount(self) -> None:
        self._scroll.display = False
        self._plot.display = self._list.display = False
        self._show_months()
        self._load()

    @work(thread=True)
    def _load(self) -> None:
        try:
            sessions = self._read()
        except OSError as error:
            reason = f"The records cannot be read: {error.strerror or error}"
            call_from_thread(self, self._kept.update, reason)
        else:
            call_from_thread(self, self._fill, sessions)

    def _fill(self, sessions: list[SessionHistory]) -> None:
        self._sessions = sessions
        self._choice = 0
        if not sessions:
            self._kept.update("Nothing is recorded yet. Do a session, and its days appear here.")
            return
        self._show_session()

    # What is shown

    @property
    def _shown(self) -> _Shown:
        """The chosen session; if there are several, the first choice is all of them."""
        if len(self._sessions) > 1 and not self._choice:
            runs = sum(one.runs for one in self._sessions)
            return _Shown(
                ALL,
                count_text(runs, "run"),
                together(one.calendar for one in self._sessions),
                tuple(exercise for one in self._sessions for exercise in one.exercises),
            )
        one = self._sessions[self._choice - (len(self._sessions) > 1)]
        return _Shown(one.name, runs_words(one, self._today), one.calendar, one.exercises)

    @property
    def _exercise(self) -> ExerciseHistory | None:
        place = self._list.highlighted
        exercises = self._shown.exercises if self._sessions else ()
        return exercises[place] if place is not None and place < len(exercises) else None

    def _show_session(self) -> None:
        shown = self._shown
        self._status.show_place(f"History · {shown.name} · {shown.about}")
        lines = [LEGEND, *map(kept_words, shown.calendar.schedules)]
        self._kept.update("\n".join(lines))
        self._list.clear_options()
        self._list.add_options(Option(literal(one.name)) for one in shown.exercises)
        self._list.highlighted = 0 if shown.exercises else None
        self._list.display = True
        self._list.focus()
        self._show_months()
        self._show_exercise()
        self.refresh_bindings()

    def _show_months(self) -> None:
        marks = self._shown.calendar.marks if self._sessions else {}
        months = months_before(self._month, months_that_fit(self.size.width - 2))
        self._months.update(months_content(months, marks, self._today))

    def _show_exercise(self) -> None:
        exercise = self._exercise
        measures = self._measures_of(exercise)
        self._plot.display = bool(measures) and not self._in_words
        self._scroll.display = bool(measures) and self._in_words
        if exercise is None or not measures:
            self._measure.update("" if exercise is None else "There is nothing to draw")
            return
        measure = measures[self._measures.get(exercise.name, 0) % len(measures)]
        if self._in_words:
            self._measure.update(literal(exercise.name))
            self._words.update(Content("\n".join(exercise_lines(exercise, self._today))))
        else:
            found = series_of(exercise.runs, measure)
            self._measure.update(heading(measure, measures, found))
            self._plot.show(measure, found)

    @staticmethod
    def _measures_of(exercise: ExerciseHistory | None) -> Sequence[Measure]:
        return measures_of(exercise.runs) if exercise else ()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer other sessions and measures only where there are any."""
        if action == "session":
            return len(self._sessions) > 1
        return action not in ("measure", "words") or bool(self._measures_of(self._exercise))

    @on(PickList.OptionHighlighted)
    def _highlight(self) -> None:
        self._show_exercise()
        self.refresh_bindings()

    def on_resize(self) -> None:
        self._show_months()

    def action_session(self, step: int) -> None:
        """Show another session, or all of them."""
        if len(self._sessions) > 1:
            self._choice = (self._choice + step) % (len(self._sessions) + 1)
            self._show_session()

    def action_month(self, step: int) -> None:
        """Move the calendar by a month, up to the next month."""
        number = self._month.year * 12 + self._month.month - 1 + step
        month = date(max(1, number // 12), number % 12 + 1, 1)
        if month <= months_after(self._today):
            self._month = month
            self._show_months()

    def action_measure(self, step: int) -> None:
        """Draw another measure of the exercise."""
        if exercise := self._exercise:
            self._measures[exercise.name] = self._measures.get(exercise.name, 0) + step
            self._show_exercise()

    def action_words(self) -> None:
        """Switch between the plot and the values in words."""
        self._in_words = not self._in_words
        self._show_exercise()

    def action_scroll(self, pages: int) -> None:
        body = self.query_one("#history-body", VerticalScroll)
        (body.scroll_page_down if pages > 0 else body.scroll_page_up)(animate=False)

    def action_close(self) -> None:
        self.post_message(self.Closed())


def heading(measure: Measure, measures: Sequence[Measure], found: Sequence[Series]) -> Content:
    """Return the title of a plot: its measure, the colours of the sides, and the other measures."""
    sides = [one.side for one in found if len(found) > 1]
    others = " · ".join(one.value for one in measures if one is not measure)
    return Content("  ").join(
        [
            Content.styled(measure_title(measure), "bold"),
            *(Content.styled(f"━ {side.value}", f"${COLOURS[side]}") for side in sides),
            Content.styled(f"also: {others}" if others else "", "dim"),
        ]
    )


def months_after(day: date) -> date:
    """Return the first day of the month after that of `day`."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def history_screen(folder: Path) -> HistoryScreen:
    """Return the history screen for a folder of records, up to today."""
    today = wall_clock.today()

    def read() -> list[SessionHistory]:
        from hamtimer.home.library import open_library
        from hamtimer.home.records.history import read_history

        return read_history(folder, open_library().entries(), today)

    return HistoryScreen(read, today)

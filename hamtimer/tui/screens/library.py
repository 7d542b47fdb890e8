"""The library: every session with its length, what it needs and what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from hamtimer.core.session_file.loader import read_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.text import count_text, literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.words.exercises import planned_length
from hamtimer.home.library import Entry, Library, Origin
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.line import Line

if TYPE_CHECKING:
    # Loaded when they are needed: the list is there sooner.
    from hamtimer.core.run.journal import Recorded

RESUME = "resume"
"""The id of the option that goes on with a broken-off run."""
AT_ONCE = 5
"""How many files are read before the list is drawn again."""
_ORIGINS = {Origin.OWN: "yours", Origin.HERE: "in ./sessions", Origin.BUNDLED: ""}


@dataclass(frozen=True, slots=True)
class Row:
    """A session as the list shows it."""

    entry: Entry
    length: str
    """In words; empty when the file has errors."""

    @property
    def search(self) -> str:
        """Everything that the filter looks through, in small letters."""
        session = self.entry.session
        words = [self.entry.name, self.entry.stem, _ORIGINS[self.entry.origin]]
        if session is not None:
            names = (exercise.name for exercise in session.exercises())
            words += [*session.tags, *session.equipment, session.level, *names]
        return " ".join(words).casefold()


def read_row(path: Path, origin: Origin) -> Row:
    """Read a session file and lay it out, for its length."""
    entry = Entry(path, origin, read_session(path))
    if entry.session is None:
        return Row(entry, "")
    return Row(entry, planned_length(compile_session(entry.session)))


def row_content(row: Row, unsaid: Origin) -> Content:
    """Write a session in two lines: name and length, then what it needs.

    Where it is from follows, but for the place that goes without saying.
    """
    session = row.entry.session
    if session is None:
        return _broken_content(row.entry)
    facts = [
        session.level,
        ", ".join(session.equipment) or "no equipment",
        " ".join(f"#{tag}" for tag in session.tags),
        _ORIGINS[row.entry.origin] if row.entry.origin is not unsaid else "",
    ]
    line = " · ".join(literal(fact) for fact in facts if fact)
    name = literal(session.name)
    return Content.assemble((name, "bold"), (f"  {row.length}", "$accent"), "\n", (line, "dim"))


def _broken_content(entry: Entry) -> Content:
    errors = [p for p in entry.loaded.problems if p.severity is Severity.ERROR]
    first = f"{errors[0].line}:{errors[0].column}: {errors[0].message}" if errors else ""
    return Content.assemble(
        (literal(entry.path.name), "bold $error"),
        (f"  {count_text(len(errors), 'error')}: it cannot be played", "$error"),
        "\n",
        (literal(first), "dim"),
    )


def fits(row: Row, words: Iterable[str]) -> bool:
    """Whether a session has every word of a filter somewhere."""
    return all(word in row.search for word in words)


def _list_key(key: str, move: str, *, show: bool) -> Binding:
    """Return a key that moves in the list; the footer shows them as one."""
    return Binding(
        key,
        f"move('{move}')",
        "Choose",
        show=show,
        key_display="↑↓",
        tooltip="Choose a session.",
        priority=True,
        system=True,
    )


class LibraryScreen(Screen[None]):
    """Choose a session: type to filter, Enter to look at it."""

    BINDINGS = [  # noqa: RUF012 - Textual's own way
        # First the keys of the list: the filter would take some of them.
        _list_key("up", "cursor_up", show=False),
        _list_key("down", "cursor_down", show=True),
        _list_key("pageup", "page_up", show=False),
        _list_key("pagedown", "page_down", show=False),
        Binding("enter", "open", "Open", tooltip="Look at the session.", priority=True),
        Binding("f2", "practise", "Practise a tempo", tooltip="Practise slow repetitions."),
        Binding("f1", "help", "Help"),
        Binding(
            "escape", "clear_or_quit", "Quit", tooltip="Clear the filter, or quit.", system=True
        ),
    ]

    class Chosen(Message):
        """A session was chosen."""

        def __init__(self, entry: Entry) -> None:
            """Say which."""
            super().__init__()
            self.entry = entry

    class Resumed(Message):
        """The broken-off run is to go on."""

        def __init__(self, recorded: Recorded) -> None:
            """Say which."""
            super().__init__()
            self.recorded = recorded

    def __init__(self, library: Library, runs: Path) -> None:
        """List `library`; broken-off runs are looked for in the folder `runs`."""
        super().__init__()
        self._library = library
        self._runs = runs
        self._rows: dict[str, Row] = {}
        self._unsaid = Origin.BUNDLED
        self._unfinished: Recorded | None = None
        self._filter = Input(
            placeholder="Type to filter by name, exercise, equipment, tag", compact=True
        )
        self._filtered_by = ""
        self._list = OptionList(id="sessions", markup=False)
        self._count = Line(id="count")

    def compose(self) -> ComposeResult:
        """Put the filter above the list."""
        yield Line("hamtimer", id="brand")
        yield self._filter
        yield self._list
        yield self._count
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin to read the sessions."""
        self._list.can_focus = False
        self._read()

    def on_screen_resume(self) -> None:
        """Look again for a broken-off run, and give the filter the keys."""
        self._filter.focus()
        if self._rows:
            self._look_for_unfinished()
        show_title(self, "hamtimer")

    @work(thread=True)
    def _read(self) -> None:
        """Read the files, and show some as soon as they are read."""
        files = list(self._library.files().values())
        if files:
            # The last place goes without saying: in a checkout every session is in ./sessions.
            self._unsaid = files[-1][0]
        for first in range(0, len(files), AT_ONCE):
            rows = [read_row(path, origin) for origin, path in files[first : first + AT_ONCE]]
            self.app.call_from_thread(self._add, rows)
        self.app.call_from_thread(self._has_read)

    @work(thread=True, exclusive=True, group="unfinished")
    def _look_for_unfinished(self) -> None:
        from hamtimer.home.records.resume import find_resumable

        newest = next(find_resumable(self._runs), None)
        self.app.call_from_thread(self._offer, newest)

    def _add(self, rows: list[Row]) -> None:
        every = sorted((*self._rows.values(), *rows), key=lambda row: row.entry.place)
        self._rows = {row.entry.stem: row for row in every}
        self._fill()

    def _has_read(self) -> None:
        self._fill()
        self._look_for_unfinished()

    def _offer(self, recorded: Recorded | None) -> None:
        if recorded != self._unfinished:
            self._unfinished = recorded
            self._fill()

    @on(Input.Changed)
    def _filter_anew(self) -> None:
        self._list.highlighted = None
        self._fill()

    def _fill(self) -> None:
        """Show the sessions that fit the filter; what a person had gone to stays highlighted."""
        before = self._list.highlighted_option if self._list.highlighted else None
        self._filtered_by = self._filter.value
        words = self._filtered_by.casefold().split()
        rows = {key: row for key, row in self._rows.items() if fits(row, words)}
        options = [Option(row_content(row, self._unsaid), id=key) for key, row in rows.items()]
        if self._unfinished is not None and not words:
            options.insert(0, Option(_resume_content(self._unfinished), id=RESUME))
        self._list.set_options(options)
        if options:
            ids = [option.id for option in options]
            self._list.highlighted = ids.index(before.id) if before and before.id in ids else 0
        self._count.show(self._count_text(len(rows)))

    def _count_text(self, shown: int) -> str:
        if not self._rows:
            return "No sessions yet: hamtimer new my-session.yaml writes one"
        if not shown:
            return "Nothing fits. Esc clears the filter"
        of = f"{shown} of " if shown < len(self._rows) else ""
        return of + count_text(len(self._rows), "session")

    def action_move(self, how: str) -> None:
        """Move in the list while the keys belong to the filter."""
        getattr(self._list, f"action_{how}")()

    def action_open(self) -> None:
        """Open what is highlighted."""
        # Enter overtakes the keys before it, which wait for the filter: get in line behind them.
        self._filter.call_later(self._open_highlighted)

    def _open_highlighted(self) -> None:
        if self._filter.value != self._filtered_by:
            self._filter_anew()
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == RESUME and self._unfinished is not None:
            self.post_message(self.Resumed(self._unfinished))
            return
        entry = self._rows[str(event.option_id)].entry
        if entry.session is not None:
            self.post_message(self.Chosen(entry))
            return
        from hamtimer.tui.screens.help import HelpScreen

        lines = [Content(literal(problem)) for problem in entry.loaded.problems]
        self.app.push_screen(HelpScreen(literal(entry.path.name), Content("\n\n").join(lines)))

    def action_practise(self) -> None:
        """Choose a tempo and practise it."""
        from hamtimer.tui.screens.practice_setup import PracticeSetup

        self.app.push_screen(PracticeSetup())

    def action_help(self) -> None:
        """Show the keys."""
        from hamtimer.tui.screens.help import HelpScreen, binding_rows, help_table

        self.app.push_screen(HelpScreen("Library", help_table(binding_rows(self))))

    def action_clear_or_quit(self) -> None:
        """Clear the filter or, when there is none, quit."""
        if self._filter.value:
            self._filter.value = ""
        else:
            self.app.exit()


def _resume_content(recorded: Recorded) -> Content:
    when = recorded.header.started[:16].replace("T", " ")
    name = literal(recorded.header.name)
    return Content.assemble(
        (f"Go on with {name}", "bold $success"),
        "\n",
        (f"begun {when} and broken off; everything done is kept", "dim"),
    )

"""The library: interrupted runs, sessions due today, sessions done last, and all others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from hamtimer.core.text import count_text, folded, literal
from hamtimer.front.words.library import heading_words, row_cells
from hamtimer.home import wall_clock
from hamtimer.home.library import Entry, Library
from hamtimer.home.library_rows import Past, Row, Shelf, fitting
from hamtimer.home.session_index import open_index
from hamtimer.tui.first_screen import FirstScreen
from hamtimer.tui.front_screen import call_from_thread
from hamtimer.tui.library_reader import Changes, LibraryReader, Records
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.key_line import HISTORY, SETTINGS, KeyLine, help_binding
from hamtimer.tui.widgets.library_list import Item, LibraryList, list_key
from hamtimer.tui.widgets.library_preview import LibraryPreview
from hamtimer.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    # Loaded when needed, so that the list appears sooner.
    from hamtimer.core.run.journal_reader import Recorded
    from hamtimer.home.records.resume import Resumable
    from hamtimer.tui.screens.library_changes import LibraryChanges

PLACE = "Library"
HEAD_START_S = 0.1
"""How long the first drawing has the processor to itself."""
LOOK_EVERY_S = 2.0
"""How often to check whether a file was added, changed or deleted."""
PREVIEW_FROM = 100
"""From this many columns on, a preview is shown beside the list."""
LIST_SHARE = 0.54
TOLD_S = 10
"""How long messages about changes are shown."""


class LibraryScreen(FirstScreen):
    """The library: Enter shows a session, letters are commands, `/` filters."""

    TITLE = "Library"
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        # With priority, as the filter would take them, too.
        Binding(
            "enter",
            "open",
            "Open",
            tooltip="Show the chosen session, or resume the interrupted run.",
            priority=True,
        ),
        list_key("up", "cursor_up"),
        list_key("down", "cursor_down", show=True),
        list_key("pageup", "page_up"),
        list_key("pagedown", "page_down"),
        Binding("slash", "filter", "Filter", tooltip="Filter by name, exercise, tag or equipment."),
        Binding("u,ctrl+z", "undo", "Undo", tooltip="Undo the last change in the library."),
        Binding("e", "edit", "Edit", tooltip="Edit the file of the session."),
        HISTORY,
        Binding("t", "practise", "Practise", tooltip="Practise a tempo with slow reps."),
        Binding("d", "duplicate", "Duplicate", tooltip="Copy the session under another name."),
        Binding("R", "rename", "Rename", tooltip="Rename the session; its records stay with it."),
        Binding(
            "x,delete",
            "remove",
            "Delete",
            tooltip="Move the session to the trash, or stop offering the interrupted run.",
        ),
        Binding("T", "trash", "Trash", tooltip="Restore a deleted session.", show=False),
        SETTINGS,
        help_binding(),
        Binding("q,escape", "clear_or_quit", "Quit", system=True),
    ]
    DEFAULT_CSS = """
    LibraryScreen {
        #filter { margin: 0 1; background: $surface; display: none; }
        #body { height: 1fr; }
        #said { height: auto; max-height: 3; padding: 0 1; color: $warning; display: none; }
    }
    """

    class Chosen(Message):
        """A session was chosen."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    class Resumed(Message):
        """The person wants to resume the interrupted run."""

        def __init__(self, recorded: Recorded) -> None:
            super().__init__()
            self.recorded = recorded

    def __init__(
        self, library: Library, runs: Path | None, today: Callable[[], date] = wall_clock.today
    ) -> None:
        """List `library`, with the records in the folder `runs` as of `today`."""
        super().__init__()
        self._today = today
        self._reader = LibraryReader(library, runs, open_index())
        self._rows: dict[str, Row] = {}
        self._records = Records(today())
        self._is_new = False
        self._is_reading = self._has_read = False
        self._changes: LibraryChanges | None = None
        self._filtered_by = ""
        self._told = ""
        """What was just done, in words."""
        self._to_choose: Path | None = None
        self._filter = Input(
            placeholder="A name, an exercise, a tag, equipment", compact=True, id="filter"
        )
        self._list = LibraryList()
        self._preview = LibraryPreview()
        self._status = StatusLine(PLACE)
        self._said = Static(id="said", markup=False)

    def compose(self) -> ComposeResult:
        yield self._status
        yield self._filter
        with Horizontal(id="body"):
            yield self._list
            yield self._preview
        yield self._said
        yield KeyLine()

    # ------------------------------------------------------------------ what is known

    def on_mount(self) -> None:
        """Show the last known facts of the sessions; then check the files."""
        self._rows = {row.id: row for row in self._reader.recall()}
        self._is_new = self._reader.is_new(self._rows.values())
        self._lay_out(self.app.size.width)
        self._fill()
        self._begin_reading()
        for problem in self._reader.library.problems():
            self.notify(literal(problem), severity="warning", markup=False)
        self.set_interval(LOOK_EVERY_S, self.look_again)

    def on_screen_resume(self) -> None:
        """Check files and records again, and focus the list."""
        self._list.focus()
        if self._has_read:
            self.look_again(at_records=True)
        show_title(self, "hamtimer")

    def look_again(self, *, at_records: bool = False) -> None:
        """Show what was added, changed or deleted since, and what is due on a new day."""
        if self._has_read and self.is_current:
            self._begin_reading(at_records=at_records or self._records.today != self._today())

    def _begin_reading(self, *, at_records: bool = True) -> None:
        if not self._is_reading:
            self._is_reading = True
            self._read(self._rows, at_records=at_records)

    @work(thread=True)
    def _read(self, known: dict[str, Row], *, at_records: bool) -> None:
        """Check every file and the records, and show rows as soon as they are read."""
        if not self._has_read:
            time.sleep(HEAD_START_S)
        for changes in self._reader.changes(known):
            at_records = True
            call_from_thread(self, self._take, changes)
        records = self._reader.records(self._rows, self._today()) if at_records else self._records
        call_from_thread(self, self._end_reading, records)

    def _take(self, changes: Changes) -> None:
        rows = {**self._rows, **{row.id: row for row in changes.rows}}
        self._rows = {key: row for key, row in rows.items() if key not in changes.gone}
        self._fill()

    def _end_reading(self, records: Records) -> None:
        self._is_reading, self._has_read = False, True
        self._is_new = self._reader.is_new(self._rows.values())
        if records != self._records:
            self._records = records
            self._fill()

    # ------------------------------------------------------------------ what is shown

    def _fill(self) -> None:
        """Show the sessions that match the filter; a row that was chosen stays highlighted."""
        chosen = self._just_changed() or (self._list.chosen if self._list.has_moved else None)
        self._filtered_by = self._filter.value
        typed = folded(self._filtered_by).split()
        self._list.show(list(self._found(typed) if typed else self._grouped()), chosen)
        shown = len(self._list.ids & self._rows.keys())
        of = f"{shown} of " if shown < len(self._rows) else ""
        words = of + count_text(len(self._rows), "session")
        self._status.show_place(PLACE, words)
        self._show_said()

    def _just_changed(self) -> str | None:
        """Return the row to choose, once it is there."""
        row = self._rows.get(str(self._to_choose))
        self._to_choose = None if row else self._to_choose
        return row.id if row else None

    def _grouped(self) -> Iterator[Item]:
        today = self._records.today
        if self._records.resumable:
            yield Item("", Content("Interrupted"))
        for number, run in enumerate(self._records.resumable):
            from hamtimer.tui.drawing.library_preview import run_content

            yield Item(f"run {number}", run_content(run, today))
        shelf = Shelf(self._records.pasts, self._is_new)
        for group, rows in shelf.group(self._rows.values()).items():
            yield Item("", Content(heading_words(group)))
            for row in rows:
                cells = partial(row_cells, row, shelf.past(row), today, group)
                yield Item(row.id, cells, row.name)

    def _found(self, words: list[str]) -> Iterator[Item]:
        today, pasts = self._records.today, self._records.pasts
        for row, found in fitting(self._rows.values(), words):
            past = pasts.get(row.id, Past())
            cells = partial(row_cells, row, past, today, None, found.why)
            yield Item(row.id, cells, row.name)

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out(event.size.width)

    def _lay_out(self, columns: int) -> None:
        """Show the preview from a certain width on."""
        self._preview.display = columns >= PREVIEW_FROM
        self._list.lay_out(round(columns * LIST_SHARE) if self._preview.display else columns)
        self._preview_soon()

    @on(OptionList.OptionHighlighted)
    def _preview_soon(self) -> None:
        self.refresh_bindings()
        row = self.highlighted_row
        past = self._records.pasts.get(row.id, Past()) if row else Past()
        self._preview.show_soon(row or self.highlighted_run, past, self._records.today)

    def announce(self, words: str, at: Path | None = None) -> None:
        """Show a message for a while, and the current files and records; choose the file `at`."""
        self._told, self._to_choose = words, at
        self._show_said()
        self.set_timer(TOLD_S, partial(self._tell_no_more, words))
        self.look_again(at_records=True)

    def _tell_no_more(self, words: str) -> None:
        if self._told == words:
            self._told = ""
            self._show_said()

    def _show_said(self) -> None:
        """Show what was just done or, else, why there is nothing to choose."""
        words = self._told
        if not words and not self._rows:
            words = "No sessions yet: hamtimer new my-session writes one"
        elif not words and self._list.chosen is None:
            words = "Nothing matches. Esc clears the filter"
        self._said.update(Content(literal(words)))
        self._said.display = bool(words)

    # ------------------------------------------------------------------ what is chosen

    @property
    def highlighted_row(self) -> Row | None:
        """The highlighted session; None if it is not a session."""
        return self._rows.get(self._list.chosen or "")

    @property
    def highlighted_run(self) -> Resumable | None:
        """The highlighted interrupted run."""
        word, _, number = (self._list.chosen or "").partition(" ")
        runs = self._records.resumable
        return runs[int(number)] if word == "run" and int(number) < len(runs) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only keys that apply to the highlighted row."""
        if action == "filter":
            return self.focused is not self._filter
        if action in ("edit", "duplicate", "rename"):
            return self.highlighted_row is not None
        if action == "remove":
            return self.highlighted_row is not None or self.highlighted_run is not None
        return action != "undo" or (self._changes is not None and self._changes.can_undo)

    def key_title(self, binding: Binding) -> str:
        """Return the title of a key for the highlighted row."""
        if binding.action == "open" and self.highlighted_run:
            return "Resume"
        if binding.action == "remove" and self.highlighted_run:
            return "Dismiss"
        return "Clear" if binding.action == "clear_or_quit" and self._filter.display else ""

    def action_move(self, how: str) -> None:
        """Move in the list, even while the filter is focused."""
        getattr(self._list, f"action_{how}")()

    def action_open(self) -> None:
        """Open the highlighted row."""
        # Enter would overtake earlier keys that wait for the filter, so it queues behind them.
        self._filter.call_later(self._open_highlighted)

    def _open_highlighted(self) -> None:
        if self._filter.value != self._filtered_by:
            self._filter_anew()
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        run, row = self.highlighted_run, self.highlighted_row
        if run is not None:
            self.post_message(self.Resumed(run.recorded))
        if row is None:
            return
        from hamtimer.core.session_file.loader import read_session

        entry = Entry(row.path, row.origin, read_session(row.path))
        if entry.session is not None:
            self.post_message(self.Chosen(entry))
            return
        from hamtimer.tui.screens.help import HelpScreen

        lines = [Content(literal(problem)) for problem in entry.loaded.problems]
        self.app.push_screen(HelpScreen(literal(entry.path.name), Content("\n\n").join(lines)))

    # ------------------------------------------------------------------ the filter

    def action_filter(self) -> None:
        """Focus the filter."""
        self._filter.display = True
        self._filter.focus()
        self.refresh_bindings()

    @on(Input.Changed)
    def _filter_anew(self) -> None:
        self._list.highlighted = None
        self._fill()

    def action_clear_or_quit(self) -> None:
        """Clear the filter or, if there is none, quit."""
        if not self._filter.display:
            self.app.exit()
            return
        self._filter.value = ""
        self._filter.display = False
        self._list.focus()
        self.refresh_bindings()

    # ------------------------------------------------------------------ other keys

    def action_practise(self) -> None:
        """Choose a tempo and practise it."""
        from hamtimer.home.records.practices import propose_today
        from hamtimer.tui.screens.practice_setup import PracticeSetup

        self.app.push_screen(PracticeSetup(proposals=propose_today()))

    @property
    def changes(self) -> LibraryChanges:
        """The changes of sessions, and their undo."""
        from hamtimer.tui.screens.library_changes import LibraryChanges

        self._changes = self._changes or LibraryChanges(self, self.announce, self._reader.library)
        return self._changes

    def action_edit(self) -> None:
        """Edit the session, or a copy of a bundled one."""
        from hamtimer.tui.edit_requested import EditRequested

        if self.highlighted_row is not None:
            self.post_message(EditRequested(self.highlighted_row.path))

    def action_duplicate(self) -> None:
        if self.highlighted_row is not None:
            self.changes.duplicate(self.highlighted_row)

    def action_rename(self) -> None:
        if self.highlighted_row is not None:
            self.changes.rename(self.highlighted_row)

    def action_remove(self) -> None:
        """Delete the session, or stop offering the interrupted run."""
        if self.highlighted_row is not None:
            self.changes.delete(self.highlighted_row)
        elif self.highlighted_run is not None:
            self.changes.dismiss(self.highlighted_run)

    def action_undo(self) -> None:
        self.changes.undo()

    def action_trash(self) -> None:
        self.changes.choose_deleted()

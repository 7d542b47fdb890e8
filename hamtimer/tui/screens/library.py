"""The library: every session with its length, what it needs and what it is for."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
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

from hamtimer.core.text import count_text, folded, literal
from hamtimer.home.library import Entry, Library, Origin, Stamp, place_in_list, stamp_of
from hamtimer.home.session_index import Facts, SessionIndex, open_index, settled_identity
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.key_line import HELP, KeyLine
from hamtimer.tui.widgets.line import Line

if TYPE_CHECKING:
    # Loaded when they are needed: the list is there sooner.
    from hamtimer.core.run.journal import Recorded

RESUME = "resume"
"""The id of the option that resumes an interrupted run."""
AT_ONCE = 5
"""How many files are read before the list is drawn again; then twice as many, and so on."""
HEAD_START_S = 0.1
"""How long the first drawing has the processor to itself."""
LOOK_EVERY_S = 2.0
"""How often it is looked whether a file was added, changed or deleted."""
AT_FIRST = 60
"""How many rows are filled in before the list is drawn, and the others behind it."""
_ORIGINS = {Origin.OWN: "yours", Origin.HERE: "in ./sessions", Origin.BUNDLED: ""}


@dataclass(frozen=True, slots=True)
class Row:
    """A session as the list shows it."""

    path: Path
    origin: Origin
    facts: Facts | None
    """None until the file is read."""

    @property
    def id(self) -> str:
        """The id of its option. It has an ending, which `RESUME` has not."""
        return str(self.path)

    @property
    def name(self) -> str:
        """The session's own name; until it is known, that of the file."""
        return self.facts.name if self.facts else _name_of_file(self.path)

    @property
    def place(self) -> tuple[int, str, str]:
        """What the list is sorted by."""
        return place_in_list(self.origin, self.name, self.path.stem)

    @property
    def search(self) -> str:
        """Everything that the filter looks through, in small letters."""
        words = [self.name, self.path.stem, _ORIGINS[self.origin]]
        if self.facts is not None:
            facts = self.facts
            words += [*facts.tags, *facts.equipment, facts.level, *facts.exercises]
        return folded(" ".join(words))


def _name_of_file(path: Path) -> str:
    """Return what a file seems to be called: `Wall sit` for wall-sit.yaml."""
    words = literal(path.stem).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def row_content(row: Row, unsaid: Origin) -> Content:
    """Write a session in two lines: name and length, then what it needs.

    Where it is from follows, but for the place that goes without saying.
    """
    facts = row.facts
    if facts is None:
        return Content.assemble((row.name, "bold"), "\n")
    if not facts.length:
        return _broken_content(row.path, facts)
    needs = [
        facts.level,
        ", ".join(facts.equipment) or "no equipment",
        " ".join(f"#{tag}" for tag in facts.tags),
        _ORIGINS[row.origin] if row.origin is not unsaid else "",
    ]
    line = " · ".join(literal(fact) for fact in needs if fact)
    name = literal(facts.name)
    return Content.assemble((name, "bold"), f"  {facts.length}", "\n", (line, "dim"))


def _broken_content(path: Path, facts: Facts) -> Content:
    return Content.assemble(
        (literal(path.name), "bold"),
        f"  {count_text(facts.errors, 'error')}: it cannot be played",
        "\n",
        (literal(facts.first_error), "dim"),
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
        Binding("f2", "practise", "Practise a tempo", tooltip="Practise slow reps."),
        Binding("f1", "help", "Help", id=HELP),
        Binding(
            "escape", "clear_or_quit", "Quit", tooltip="Clear the filter, or quit.", system=True
        ),
    ]

    class Chosen(Message):
        """A session was chosen."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    class Resumed(Message):
        """The interrupted run is to be resumed."""

        def __init__(self, recorded: Recorded) -> None:
            super().__init__()
            self.recorded = recorded

    def __init__(self, library: Library, runs: Path | None) -> None:
        """List `library`; interrupted runs are looked for in the folder `runs`."""
        super().__init__()
        self._library = library
        self._runs = runs
        self._rows: dict[str, Row] = {}
        """By id, in the order of the list."""
        self._index: SessionIndex
        self._stamps: dict[Path, Stamp | None] = {}
        """Of each file when it was looked at last."""
        self._is_reading = False
        self._has_read = False
        self._waiting: list[Row] = []
        """Rows that fit the filter, and are not in the list yet."""
        self._unsaid = Origin.BUNDLED
        self._unfinished: Recorded | None = None
        self._filter = Input(
            placeholder="Type to filter by name, exercise, equipment, tag", compact=True
        )
        self._filtered_by = ""
        self._list = OptionList(id="sessions", markup=False)
        self._count = Line(id="count")

    def compose(self) -> ComposeResult:
        yield Line("hamtimer", id="brand")
        yield self._filter
        yield self._list
        yield self._count
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what was known of the sessions the last time; then look at the files."""
        self._list.can_focus = False
        self._index = open_index()
        files = self._library.files()
        self._add([Row(path, origin, self._index.recall(path)) for origin, path in files.values()])
        self._begin_reading()
        for problem in self._library.problems():
            self.notify(literal(problem), severity="warning", markup=False)
        self.set_interval(LOOK_EVERY_S, self.look_again)

    def on_screen_resume(self) -> None:
        """Look again for an interrupted run, and give the filter the keys."""
        self._filter.focus()
        if self._has_read:
            self.look_again()
            self._look_for_unfinished()
        show_title(self, "hamtimer")

    def look_again(self) -> None:
        """Show what was added, changed or deleted since."""
        if self._has_read and self.is_current:
            self._begin_reading()

    def _begin_reading(self) -> None:
        if not self._is_reading:
            self._is_reading = True
            self._read(self._rows)

    @work(thread=True)
    def _read(self, known: dict[str, Row]) -> None:
        """Look at every file, read those that were changed, and show some as soon as they are."""
        if not self._has_read:
            time.sleep(HEAD_START_S)
        files = list(self._library.files().values())
        if gone := known.keys() - {str(path) for _, path in files}:
            self.app.call_from_thread(self._remove, gone)
        changed: list[Row] = []
        at_once = AT_ONCE
        for origin, path in files:
            before = known.get(str(path))
            found = Row(path, origin, self._read_facts(path, before))
            if found != before:
                changed.append(found)
            if len(changed) >= at_once:
                self.app.call_from_thread(self._add, changed)
                changed, at_once = [], at_once * 2
        self.app.call_from_thread(self._end_reading, changed)
        self._index.save()

    def _read_facts(self, path: Path, before: Row | None) -> Facts | None:
        """Return the facts of a file, which is read where it was changed."""
        stamp = stamp_of(path)
        if before is not None and stamp is not None and stamp == self._stamps.get(path):
            return before.facts
        self._stamps[path] = stamp
        return self._index.find(path) or _read_facts(path, self._index)

    @work(thread=True, exclusive=True, group="unfinished")
    def _look_for_unfinished(self) -> None:
        from hamtimer.home.records.resume import find_resumable

        newest = None
        if self._runs is not None:
            with suppress(OSError):
                newest = next(find_resumable(self._runs), None)
        self.app.call_from_thread(self._offer, newest)

    def _add(self, rows: list[Row]) -> None:
        """Put rows into the list, in the place of those that they are newer than."""
        every = {**self._rows, **{row.id: row for row in rows}}
        self._rows = {row.id: row for row in sorted(every.values(), key=lambda row: row.place)}
        if self._rows:
            # The last place goes without saying: in a checkout every session is in ./sessions.
            self._unsaid = list(self._rows.values())[-1].origin
        self._fill()

    def _remove(self, gone: Iterable[str]) -> None:
        self._rows = {key: row for key, row in self._rows.items() if key not in gone}
        self._fill()

    def _end_reading(self, rows: list[Row]) -> None:
        if rows:
            self._add(rows)
        self._is_reading = False
        if not self._has_read:
            self._has_read = True
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
        words = folded(self._filtered_by).split()
        rows = [row for row in self._rows.values() if fits(row, words)]
        ids = [row.id for row in rows]
        if self._unfinished is not None and not words:
            ids.insert(0, RESUME)
        highlighted = ids.index(before.id) if before and before.id in ids else 0
        first, self._waiting = rows[: AT_FIRST + highlighted], rows[AT_FIRST + highlighted :]
        options = list(map(self._option, first))
        if ids[:1] == [RESUME] and self._unfinished is not None:
            options.insert(0, Option(_resume_content(self._unfinished), id=RESUME))
        self._list.set_options(options)
        if options:
            self._list.highlighted = highlighted
        self._count.show(self._count_text(len(rows)))
        if self._waiting:
            self.set_timer(HEAD_START_S, self._fill_more)

    def _fill_more(self) -> None:
        """Put the next of the waiting rows at the end of the list."""
        some, self._waiting = self._waiting[:AT_FIRST], self._waiting[AT_FIRST:]
        self._list.add_options(map(self._option, some))
        if self._waiting:
            self.call_after_refresh(self._fill_more)

    def _option(self, row: Row) -> Option:
        return Option(row_content(row, self._unsaid), id=row.id)

    def _count_text(self, shown: int) -> str:
        if not self._rows:
            return "No sessions yet: hamtimer new my-session writes one"
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
        from hamtimer.core.session_file.loader import read_session

        row = self._rows[str(event.option_id)]
        entry = Entry(row.path, row.origin, read_session(row.path))
        if entry.session is not None:
            self.post_message(self.Chosen(entry))
            return
        from hamtimer.tui.screens.help import HelpScreen

        lines = [Content(literal(problem)) for problem in entry.loaded.problems]
        self.app.push_screen(HelpScreen(literal(entry.path.name), Content("\n\n").join(lines)))

    def action_practise(self) -> None:
        """Choose a tempo and practise it."""
        from datetime import date

        from hamtimer.home.folders import runs_folder
        from hamtimer.home.records.practices import propose
        from hamtimer.tui.screens.practice_setup import PracticeSetup

        found = propose(runs_folder(), date.today())  # noqa: DTZ011 - a person's day
        self.app.push_screen(PracticeSetup(proposals=found))

    def action_help(self) -> None:
        from hamtimer.tui.screens.help import HelpScreen, binding_rows, help_table

        self.app.push_screen(HelpScreen("Library", help_table(binding_rows(self))))

    def action_clear_or_quit(self) -> None:
        """Clear the filter or, when there is none, quit."""
        if self._filter.value:
            self._filter.value = ""
        else:
            self.app.exit()


def _read_facts(path: Path, index: SessionIndex) -> Facts:
    """Read what is shown of a file, and keep it in the index."""
    from hamtimer.front.session_facts import read_facts

    identity = settled_identity(path)
    facts = read_facts(path)
    index.keep(path, identity, facts)
    return facts


def _resume_content(recorded: Recorded) -> Content:
    from hamtimer.front.words.history import when_text

    when = when_text(recorded.header.started)
    name = literal(recorded.header.name)
    return Content.assemble(
        (f"Resume {name}", "bold"),
        "\n",
        (f"begun {when} and interrupted; everything done is kept", "dim"),
    )

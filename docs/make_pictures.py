# noqa: INP001 - a script, and no package
"""Make the pictures of the README and of the documentation from the real screens.

    python docs/make_pictures.py

Each is a screen of the program, drawn as an SVG whose block characters are rectangles: it looks the
same whatever fonts the reader has. The sheets show every screen, one sheet for each theme.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.screen import Screen

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.header import Header, session_name
from hamtimer.core.run.played import played_by
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.due_today import not_due_today
from hamtimer.home.editing.own_copy import ToEdit
from hamtimer.home.folders import bundled_folder, runs_folder, sessions_folder
from hamtimer.home.library import Library, Origin, open_library
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.settings import Settings
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.overview import OverviewScreen
from hamtimer.tui.screens.practice_setup import PracticeSetup
from hamtimer.tui.screens.run_screen import RunScreen
from hamtimer.tui.screens.settings import SettingsScreen
from hamtimer.tui.widgets.gauge import EIGHTHS

FOLDER = Path(__file__).parent / "images"
TODAY = date(2026, 11, 26)
THEMES = ("dark", "light", "high-contrast", "ansi-dark")
SIZE = (80, 24)
PAGE = (100, 30)
ACROSS = 3
"""How many screens stand beside each other on a sheet."""


# ------------------------------------------------------------------ a screen as SVG

WIDTH, HEIGHT = 9, 19
"""Of a character cell, in pixels."""
MARGIN = 14
TITLE_HEIGHT = 24
FILLED = {
    "▀": (0, 0.5, 1),
    "▄": (0.5, 0.5, 1),
    "█": (0, 1, 1),
    "─": (0.48, 0.06, 1),
    "━": (0.44, 0.14, 1),
    "╸": (0.44, 0.14, 0.5),
    **{eighth: (1 - i / 8, i / 8, 1) for i, eighth in enumerate(EIGHTHS) if i},
}
"""The part of its cell that a character fills: from which height, how high, how wide."""


@dataclass
class Drawing:
    """The rectangles by colour, and the texts, of what was drawn so far."""

    rectangles: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a rectangle, a hair larger than it is: neighbours leave no seam between them."""
        path = f"M{_number(x)} {_number(y)}h{_number(width + 0.3)}v{_number(height + 0.3)}"
        self.rectangles.setdefault(colour, []).append(f"{path}H{_number(x)}z")

    def write(self, x: float, y: float, text: str, colour: str, style: Style) -> None:
        """Write a text at the left end of a row."""
        indent = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return
        looks = (' font-weight="bold"' if style.bold else "") + (
            ' opacity=".6"' if style.dim else ""
        )
        self.texts.append(
            f'<text x="{_number(x + indent * WIDTH)}" y="{_number(y + HEIGHT * 0.76)}" '
            f'textLength="{cell_len(text) * WIDTH}" fill="{colour}"{looks}>{escape(text)}</text>'
        )

    def svg(self) -> str:
        """Return what was drawn: the texts over the rectangles."""
        filled = (f'<path fill="{c}" d="{"".join(p)}"/>' for c, p in self.rectangles.items())
        return "\n".join([*filled, *self.texts])


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def draw_segment(drawing: Drawing, segment: Segment, x: float, y: float, usual: str) -> None:
    """Draw a run of characters of one style at a place; `usual` is the colour of the screen."""
    style = segment.style or Style()
    front = _colour(style, "color") or ("#e6e6e6" if usual < "#8" else "#111111")
    back = _colour(style, "bgcolor") or usual
    if style.reverse:
        front, back = back, front
    if back != usual:
        drawing.fill(x, y, cell_len(segment.text) * WIDTH, HEIGHT, back)
    column = 0
    for character, same in groupby(segment.text):
        count = len(list(same))
        if character in FILLED:
            start, height, share = FILLED[character]
            left, top = x + column * WIDTH, y + start * HEIGHT
            drawing.fill(left, top, count * WIDTH * share, height * HEIGHT, front)
        column += count * cell_len(character)
    text = "".join(" " if character in FILLED else character for character in segment.text)
    drawing.write(x, y, text, front, style)


def _colour(style: Style, which: str) -> str:
    colour = style.color if which == "color" else style.bgcolor
    return colour.get_truecolor().hex if colour and not colour.is_default else ""


def background_of(app: HamtimerApp) -> str:
    """Return the colour of the screen; a terminal that has its own is black here."""
    colour = app.theme_variables["background"].lower()
    return colour if colour.startswith("#") else "#000000"


def draw_screen(app: HamtimerApp, x: float, y: float) -> str:
    """Draw the screen that an app shows, with its corner at a place."""
    drawing, usual = Drawing(), background_of(app)
    for row, strip in enumerate(app.screen._compositor.render_strips()):  # noqa: SLF001
        left = x
        for segment in strip:
            draw_segment(drawing, segment, left, y + row * HEIGHT, usual)
            left += cell_len(segment.text) * WIDTH
    return drawing.svg()


def picture(width: float, height: float, title: str, background: str, drawn: str) -> str:
    """Return a whole SVG."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" '
        f'font-size="{HEIGHT * 0.78:.0f}" xml:space="preserve">\n<title>{escape(title)}</title>\n'
        f'<rect width="{width}" height="{height}" rx="10" fill="{background}"/>\n{drawn}\n</svg>\n'
    )


# ------------------------------------------------------------------ the screens to draw


class Loud(Off):
    """No sound, which the screen need not say."""

    def status(self) -> AudioStatus:
        """Pretend."""
        return AudioStatus("stream")


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    now: int = 0

    def __call__(self) -> int:
        """Return the time."""
        return self.now


@asynccontextmanager
async def opened(
    first: Screen[None] | Run | PracticePlan | ToEdit,
    theme: str,
    size: tuple[int, int],
    clock: Clock | None = None,
) -> AsyncIterator[Pilot[str]]:
    """Open the app on a screen, a run or a practice."""
    settings = Settings(theme=theme)
    app = HamtimerApp(first, settings, lambda *_: Loud(), clock=clock or Clock())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[str]) -> None:
    """Wait until everything is drawn: what is arranged anew knows its size only a time later."""
    for _ in range(3):
        look(pilot)
        await pilot.pause(0.15)


def look(pilot: Pilot[str]) -> None:
    """Have a run follow the clock: after a longer gap it would pause."""
    if isinstance(pilot.app.screen, RunScreen):
        pilot.app.screen.poll()


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a bundled session."""

    session: str
    exercise: str
    kind: StepKind
    set_number: int
    position_ms: int
    """In the step."""
    keys: tuple[str, ...] = ()
    """Pressed then."""

    @asynccontextmanager
    async def show(self, theme: str, size: tuple[int, int]) -> AsyncIterator[HamtimerApp]:
        """Guide the session up to the moment."""
        loaded = read_session(bundled_folder() / f"{self.session}.yaml")
        assert loaded.session is not None  # noqa: S101 - the bundled sessions are valid
        timeline = compile_session(loaded.session)
        step = next(
            step
            for step in timeline.steps
            if step.exercise.id.startswith(self.exercise)
            and (step.kind, step.set_number) == (self.kind, self.set_number)
        )
        clock, run = Clock(), Run(Player(timeline, gap_ms=None))
        async with opened(run, theme, size, clock) as pilot:
            clock.now = step.start_ms + self.position_ms
            await settle(pilot)
            await pilot.press(*self.keys)
            await settle(pilot)
            yield pilot.app  # type: ignore[misc] # it was opened so


@dataclass(frozen=True, slots=True)
class Place:
    """A screen other than a run, and the keys that lead to what is drawn."""

    first: Callable[[], Screen[None] | PracticePlan | ToEdit]
    keys: tuple[str, ...] = ()
    taps_ms: tuple[int, ...] = ()
    """Taps of a practice, each so long after the one before."""
    prepare: Callable[[Pilot[str]], Awaitable[None]] | None = None

    @asynccontextmanager
    async def show(self, theme: str, size: tuple[int, int]) -> AsyncIterator[HamtimerApp]:
        """Open the screen and press the keys."""
        clock = Clock()
        async with opened(self.first(), theme, size, clock) as pilot:
            for wait in self.taps_ms:
                for _ in range(0, wait, 500):
                    clock.now += 500
                    look(pilot)
                    await pilot.pause()
                await settle(pilot)
                await pilot.press("space")
            if self.keys:
                await pilot.press(*self.keys)
            await settle(pilot)
            yield pilot.app  # type: ignore[misc] # it was opened so


def library() -> LibraryScreen:
    """Return the library of somebody who has done something."""
    return LibraryScreen(open_library(), runs_folder(), lambda: TODAY)


def first_start() -> LibraryScreen:
    """Return the library of somebody new."""
    bundled = Library(((Origin.BUNDLED, bundled_folder()),))
    return LibraryScreen(bundled, runs_folder() / "none", lambda: TODAY)


def settings_screen() -> SettingsScreen:
    """Return the settings as they are at first."""
    return SettingsScreen(Settings(), "~/.config/hamtimer/settings.toml")


def edited() -> ToEdit:
    """Return a bundled session to be edited, as a copy."""
    file = sessions_folder().parent / "my-runners.yaml"
    file.write_bytes((bundled_folder() / "five-for-runners.yaml").read_bytes())
    return ToEdit(file, line=19)


def overview(name: str) -> OverviewScreen:
    """Return the overview of a bundled session, with what is due of it."""
    path = bundled_folder() / f"{name}.yaml"
    loaded = read_session(path)
    assert loaded.session is not None  # noqa: S101 - the bundled sessions are valid
    not_due = not_due_today(loaded, path, TODAY)
    return OverviewScreen(loaded.session, loaded, path, not_due.of(Choices()), (), None, not_due)


class Setup(Screen[None]):
    """What lies behind the choice of a practice."""

    async def on_mount(self) -> None:
        """Open the choice."""
        await self.app.push_screen(PracticeSetup())


def practice() -> PracticePlan:
    """Return a short practice."""
    return practice_plan({"tempo": "4-1-2-0", "reps": "2", "sets": "2"})


RUN = Moment("home-list", "single-leg-deadlift", StepKind.SET, 2, 22_500)
TAPS = (5_000, 4_500, 1_000, 2_000, 4_000, 1_500, 2_000)
SCREENS: dict[str, Moment | Place] = {
    "The first start": Place(first_start),
    "The library": Place(library),
    "Filtered": Place(library, ("slash", *"wall")),
    "The overview": Place(lambda: overview("five-strengtheners")),
    "What is due of it": Place(lambda: overview("lengthening-protocol")),
    "The editor": Place(library, ("down", "e")),
    "The settings": Place(settings_screen),
    "The history": Place(library, ("H",)),
    "Get ready": Moment("home-list", "single-leg-deadlift", StepKind.PREPARE, 1, 3_000),
    "A slow set": RUN,
    "A hold": Moment("wall-sit", "wall-sit", StepKind.HOLD, 1, 20_000),
    "Rest": Moment("home-list", "glute-bridge", StepKind.REST, 1, 21_400),
    "Change sides": Moment("home-list", "single-leg-deadlift", StepKind.SWITCH, 1, 2_000),
    "Paused": Moment("home-list", "single-leg-deadlift", StepKind.SET, 2, 22_500, ("space",)),
    "Leaving": Moment("home-list", "single-leg-deadlift", StepKind.SET, 2, 22_500, ("q",)),
    "The keys": Moment("home-list", "single-leg-deadlift", StepKind.SET, 2, 22_500, ("h",)),
    "The palette": Place(library, ("ctrl+p",)),
    "The summary": Moment("home-list", "glute-bridge", StepKind.REST, 1, 2_000, ("q", "e")),
    "A tempo to practise": Place(Setup),
    "Practice": Place(practice, taps_ms=TAPS[:3]),
    "The report of a set": Place(practice, taps_ms=TAPS),
}
PICTURES: dict[str, tuple[Moment | Place, str, tuple[int, int]]] = {
    "editor": (
        Place(edited, ("end", "backspace", "4", "down", "down", "end", "enter", "s", "i")),
        "dark",
        (120, 32),
    ),
    "guided": (RUN, "dark", PAGE),
    "rest": (Moment("home-list", "glute-bridge", StepKind.REST, 1, 21_400), "dark", PAGE),
    "light": (
        Moment("five-for-runners", "swiss-ball", StepKind.SET, 1, 20_500),
        "light",
        (100, 30),
    ),
    "library": (Place(library, ("down", "down")), "dark", PAGE),
}


# ------------------------------------------------------------------ a home with records


@dataclass(frozen=True, slots=True)
class Done:
    """A run of a bundled session in the records."""

    session: str
    started: str
    until_ms: int | None = None
    """When it was interrupted; None: it was not."""

    def record(self) -> None:
        """Write the record."""
        path = bundled_folder() / f"{self.session}.yaml"
        loaded = read_session(path)
        assert loaded.session is not None  # noqa: S101 - the bundled sessions are valid
        player = Player(compile_session(loaded.session), gap_ms=None)
        header = Header(
            loaded.session.name,
            str(path),
            loaded.text,
            self.started,
            "1",
            played=played_by(player),
            session=session_name("", str(path)),
        )
        run, now = Run(player, begin_journal(runs_folder(), header, 0)), 0
        run.do(Command.START, now)
        while not player.is_over and (self.until_ms is None or now < self.until_ms):
            now += 1_000
            run.advance(now)
            if player.step.length_ms is None and player.state.position_ms(now) >= 60_000:
                run.do(Command.DONE, now)
        run.close()


RECORDS = (
    Done("twenty-minutes", "2026-11-05T07:10:00+00:00"),
    Done("wall-sit", "2026-11-17T19:00:00+00:00"),
    Done("first-steps", "2026-11-23T18:00:00+00:00"),
    Done("lengthening-protocol", "2026-11-25T07:30:00+00:00"),
    Done("twenty-minutes", "2026-11-26T07:00:00+00:00"),
    Done("nordic-lowering", "2026-11-25T18:38:00+00:00", until_ms=100_000),
)
OWN = "name: Evening legs\nschedule: daily\nexercises:\n  - {name: Glute bridge, reps: 12}\n"


def make_home(folder: str) -> None:
    """Give the program a home of its own, and records in it."""
    for name in ("HOME", *(f"XDG_{kind}_HOME" for kind in ("CACHE", "CONFIG", "DATA", "STATE"))):
        os.environ[name] = folder
    os.environ["TZ"] = "UTC"
    time.tzset()
    sessions_folder().mkdir(parents=True)
    (sessions_folder() / "evening-legs.yaml").write_text(OWN, encoding="utf-8")
    for done in RECORDS:
        done.record()


# ------------------------------------------------------------------ writing


async def take(shown: Moment | Place, theme: str, size: tuple[int, int] = PAGE) -> str:
    """Return the picture of one screen."""
    width, height = size[0] * WIDTH + 2 * MARGIN, size[1] * HEIGHT + 2 * MARGIN
    async with shown.show(theme, size) as app:
        drawn = draw_screen(app, MARGIN, MARGIN)
        return picture(width, height, app.title, background_of(app), drawn)


async def sheet(theme: str) -> str:
    """Return every screen in a theme."""
    width = SIZE[0] * WIDTH + 2 * MARGIN
    height = SIZE[1] * HEIGHT + 2 * MARGIN + TITLE_HEIGHT
    drawn = []
    for (column, row), (title, shown) in zip(_cells(), SCREENS.items(), strict=False):
        x, y = column * width, row * height
        async with shown.show(theme, SIZE) as app:
            drawn.append(
                f'<text x="{x + MARGIN}" y="{y + TITLE_HEIGHT}" fill="#ffffff">{title}</text>\n'
                f'<rect x="{x + MARGIN / 2}" y="{y + TITLE_HEIGHT + MARGIN / 2}" '
                f'width="{width - MARGIN}" height="{height - TITLE_HEIGHT - MARGIN}" '
                f'fill="{background_of(app)}"/>\n'
                + draw_screen(app, x + MARGIN, y + TITLE_HEIGHT + MARGIN)
            )
    rows = -(-len(SCREENS) // ACROSS)
    title = f"Every screen in the theme {theme}"
    return picture(ACROSS * width, rows * height, title, "#555555", "\n".join(drawn))


def _cells() -> Iterator[tuple[int, int]]:
    number = 0
    while True:
        yield number % ACROSS, number // ACROSS
        number += 1


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    os.chdir(bundled_folder())
    with tempfile.TemporaryDirectory() as folder:
        make_home(folder)
        for name, (shown, theme, size) in PICTURES.items():
            _write(name, asyncio.run(take(shown, theme, size)))
        for theme in THEMES:
            _write(f"sheet-{theme}", asyncio.run(sheet(theme)))


def _write(name: str, svg: str) -> None:
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()

# noqa: INP001 - a script, and no package
"""Make the pictures of the README and of the documentation from the real screens.

    python docs/make_pictures.py

Each is a screen of the program at a chosen moment of a bundled session, drawn as an SVG whose
block characters are rectangles: it looks the same whatever fonts the reader has.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off
from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind
from hamtimer.home.editing.own_copy import ToEdit
from hamtimer.home.folders import bundled_folder
from hamtimer.home.settings import Settings
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.screens.guided import GuidedScreen
from hamtimer.tui.widgets.gauge import EIGHTHS

FOLDER = Path(__file__).parent / "images"


@dataclass(frozen=True, slots=True)
class Picture:
    """A moment of a bundled session, and how it is looked at."""

    session: str
    exercise: str
    kind: StepKind
    set_number: int
    position_ms: int
    """In the step."""
    theme: str = "dark"
    size: tuple[int, int] = (100, 30)


PICTURES = {
    "guided": Picture("home-list", "single-leg-deadlift", StepKind.SET, 2, 22_500),
    "rest": Picture("home-list", "glute-bridge", StepKind.REST, 1, 21_400),
    "light": Picture("five-for-runners", "swiss-ball", StepKind.SET, 1, 20_500, "light"),
}
WIDTH, HEIGHT = 9, 19
"""Of a character cell, in pixels."""
MARGIN = 14


FILLED = {
    "▀": (0, 0.5, 1),
    "─": (0.48, 0.06, 1),
    "━": (0.44, 0.14, 1),
    "╸": (0.44, 0.14, 0.5),
    **{eighth: (1 - i / 8, i / 8, 1) for i, eighth in enumerate(EIGHTHS) if i},
}
"""The part of its cell that a character fills: from which height, how high, how wide."""


def segment_svg(segment: Segment, x: float, y: float, background: str) -> str:
    """Draw a run of characters of one style at a place."""
    style = segment.style or Style()
    front = _colour(style, "color") or "#ffffff"
    back = _colour(style, "bgcolor")
    width = cell_len(segment.text) * WIDTH
    parts = []
    if back and back != background:
        parts.append(_rect(x, y, width, HEIGHT, back))
    column = 0
    for character, same in groupby(segment.text):
        count = len(list(same))
        if character in FILLED:
            start, height, share = FILLED[character]
            left, top = x + column * WIDTH, y + start * HEIGHT
            parts.append(_rect(left, top, count * WIDTH * share, height * HEIGHT, front))
        column += count * cell_len(character)
    text = "".join(" " if character in FILLED else character for character in segment.text)
    if text.strip():
        weight = ' font-weight="bold"' if style.bold else ""
        opacity = ' opacity="0.6"' if style.dim else ""
        parts.append(
            f'<text x="{x}" y="{y + HEIGHT * 0.76:.1f}" textLength="{width}" fill="{front}"'
            f'{weight}{opacity} xml:space="preserve">{escape(text)}</text>'
        )
    return "".join(parts)


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    # A hair wider and higher than the cell: neighbours leave no seam between them.
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{width + 0.3:.2f}" height="{height + 0.3:.2f}" '
        f'fill="{colour}"/>'
    )


def _colour(style: Style, which: str) -> str:
    colour = style.color if which == "color" else style.bgcolor
    return colour.get_truecolor().hex if colour and not colour.is_default else ""


def screen_svg(app: HamtimerApp) -> str:
    """Draw the screen that an app shows."""
    columns, rows = app.size
    width, height = columns * WIDTH + 2 * MARGIN, rows * HEIGHT + 2 * MARGIN
    background = app.theme_variables["background"]
    drawn = []
    for row, strip in enumerate(app.screen._compositor.render_strips()):  # noqa: SLF001
        x: float = MARGIN
        for segment in strip:
            drawn.append(segment_svg(segment, x, MARGIN + row * HEIGHT, background.lower()))
            x += cell_len(segment.text) * WIDTH
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" '
        f'font-size="{HEIGHT * 0.78:.0f}">\n<title>{escape(app.title)}</title>\n'
        f'<rect width="{width}" height="{height}" rx="10" fill="{background}"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


async def take(picture: Picture) -> str:
    """Guide a bundled session up to a moment, and draw the screen."""
    loaded = read_session(bundled_folder() / f"{picture.session}.yaml")
    assert loaded.session is not None  # noqa: S101 - the bundled sessions are valid
    timeline = compile_session(loaded.session)
    step = next(
        step
        for step in timeline.steps
        if step.exercise.id.startswith(picture.exercise)
        and (step.kind, step.set_number) == (picture.kind, picture.set_number)
    )
    now = 0
    run = Run(Player(timeline, gap_ms=None))
    app = HamtimerApp(run, Settings(theme=picture.theme), lambda *_: Loud(), clock=lambda: now)
    async with app.run_test(size=picture.size) as pilot:
        now = step.start_ms + picture.position_ms
        for _ in range(2):
            # Twice: what is arranged anew at this moment knows its size only then.
            if isinstance(app.screen, GuidedScreen):
                app.screen.poll()
            await pilot.pause()
        return screen_svg(app)


async def take_editor() -> str:
    """Change a bundled session in the editor, and draw the screen."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "my-runners.yaml"
        file.write_bytes((bundled_folder() / "five-for-runners.yaml").read_bytes())
        app = HamtimerApp(ToEdit(file, line=19), Settings(theme="dark"), lambda *_: Loud())
        async with app.run_test(size=(120, 32)) as pilot:
            await pilot.pause(1)
            await pilot.press("end", "backspace", "4", "down", "down", "end", "enter", "s", "i")
            await pilot.pause(0.4)
            drawn = screen_svg(app)
            await pilot.press("escape", "backspace", "backspace", "backspace", "ctrl+s", "escape")
            return drawn


class Loud(Off):
    """No sound, which the screen need not say."""

    def status(self) -> AudioStatus:
        """Pretend."""
        return AudioStatus("stream")


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name, picture in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(asyncio.run(take(picture)), encoding="utf-8")
    (FOLDER / "editor.svg").write_text(asyncio.run(take_editor()), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The themes."""

from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import OptionList

from hamtimer.home.editing.own_copy import ToEdit
from hamtimer.home.library import open_library
from hamtimer.home.settings import Settings, load_settings
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.drawing.tones import Tone
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.practice_setup import PracticeSetup
from hamtimer.tui.themes import (
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    OWN,
    PHASES_ANSI,
    chosen,
    phase_colours,
    suggested,
)
from tests.tui.helpers import guided, label, make_app, make_run, strips_on, words_on
from tests.tui.screens.test_overview import overview

READABLE = 4.5
"""The least contrast of text, by WCAG 2 level AA."""
HIGHEST = 7.0
"""The same by level AAA."""


@pytest.mark.parametrize(
    ("theme", "least"),
    [(DARK, READABLE), (LIGHT, READABLE), (HIGH_CONTRAST, HIGHEST)],
    ids=lambda value: getattr(value, "name", ""),
)
@pytest.mark.parametrize("tone", Tone)
def test_every_tone_stands_out_from_the_background(theme: Theme, least: float, tone: Tone) -> None:
    front = Color.parse(theme.variables[tone])
    back = Color.parse(theme.background or "")
    lighter, darker = sorted((front.rgb, back.rgb), key=luminance, reverse=True)
    assert (luminance(lighter) + 0.05) / (luminance(darker) + 0.05) >= least


def luminance(rgb: tuple[int, int, int]) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({}, DARK.name),
        ({"COLORFGBG": "15;0"}, DARK.name),
        ({"COLORFGBG": "0;15"}, LIGHT.name),
        ({"COLORFGBG": "0;default;7"}, LIGHT.name),
        ({"TERM": "linux"}, "ansi-dark"),
    ],
)
def test_the_terminal_suggests_a_theme(environment: dict[str, str], theme: str) -> None:
    assert suggested(environment) == theme


def test_a_person_may_use_a_short_name_or_any_theme_of_textual() -> None:
    assert chosen("light", {}) == LIGHT.name == "light"
    assert chosen("ansi", {}) == "ansi-dark"
    assert chosen("nord", {}) == "nord"
    assert chosen("", {"COLORFGBG": "0;15"}) == LIGHT.name


@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "ansi-light", "nord", "no such theme"])
async def test_every_theme_can_show_a_run(theme: str) -> None:
    app = make_app(make_run(), settings=Settings(theme=theme))
    async with app.run_test() as pilot:
        guided(app).poll()
        await pilot.pause()
        assert label(app, "word") == "Ready"


def test_every_theme_has_a_colour_for_every_tone() -> None:
    for theme in (DARK.name, LIGHT.name, "ansi-dark", "nord", "catppuccin-latte"):
        assert set(phase_colours(theme)) == set(PHASES_ANSI) >= {str(tone) for tone in Tone}


@pytest.mark.parametrize("theme", [t for t in BUILTIN_THEMES.values() if "ansi" not in t.name])
def test_the_colours_fit_a_dark_or_a_light_theme(theme: Theme) -> None:
    own = DARK if theme.dark else LIGHT
    assert phase_colours(theme.name)["lower"] == own.variables["lower"]


async def test_a_theme_that_does_not_exist_is_named_with_those_that_do() -> None:
    app = make_app(make_run(), settings=Settings(theme="lihgt"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        shown = words_on(app)
    assert '"lihgt". Write dark, light, high-contrast or ansi' in shown
    assert app.theme == "dark"


async def test_a_theme_of_the_palette_is_kept_by_the_name_the_settings_take() -> None:
    app = make_app(Screen())
    async with app.run_test() as pilot:
        app.theme = "light"
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert load_settings().settings.theme == "light"


def styles_on(app: HamtimerApp) -> list[Style]:
    """Return every style of the screen, as it goes to the terminal."""
    strips = strips_on(app)
    return [segment.style or Style.null() for strip in strips for segment in strip]


def is_coloured(style: Style) -> bool:
    return any(c is not None and not c.is_default for c in (style.color, style.bgcolor))


def underlined_on(app: HamtimerApp) -> str:
    """Return everything on the screen that is underlined."""
    strips = strips_on(app)
    segments = (segment for strip in strips for segment in strip)
    return "".join(s.text for s in segments if s.style and s.style.underline)


@pytest.mark.parametrize("theme", ["", "dark", "ansi"])
@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
async def test_no_color_leaves_every_colour_to_the_terminal(
    theme: str, term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", term)
    app = make_app(make_run(), settings=Settings(theme=theme))
    async with app.run_test() as pilot:
        guided(app).poll()
        await pilot.pause()
        assert not any(map(is_coloured, styles_on(app)))
        app.theme = "gruvbox"
        await pilot.pause()
        assert not any(map(is_coloured, styles_on(app)))


async def test_an_empty_no_color_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    app = make_app(make_run())
    async with app.run_test() as pilot:
        guided(app).poll()
        await pilot.pause()
        assert any(map(is_coloured, styles_on(app)))


async def test_without_colours_the_chosen_row_is_underlined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(LibraryScreen(open_library(), Path("nowhere")))
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("down")
        await pilot.pause()
        underlined = underlined_on(app)
        row = app.screen.query_one(OptionList).highlighted_option
    assert row is not None
    assert str(row.prompt).strip() in underlined


async def test_without_colours_the_chosen_command_of_the_palette_is_underlined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(Screen())
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await app.workers.wait_for_complete()
        await pilot.press("down")
        await pilot.pause()
        underlined = underlined_on(app)
        shown = words_on(app)
    commands = ("Change the colours", "Leave hamtimer")
    assert all(command in shown for command in commands)
    assert sum(command in underlined for command in commands) == 1


async def test_the_styles_are_read_once_at_start_and_again_for_another_theme() -> None:
    app = make_app(Screen(), settings=Settings(theme="light"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.styles.background == Color.parse(LIGHT.background or "")
        app.theme = "dark"
        await pilot.pause()
        assert app.screen.styles.background == Color.parse(DARK.background or "")


CHOSEN = 3.0
"""The least contrast of what shows a state, by WCAG 2.1, 1.4.11."""


TERMINALS = (
    {"default": "#000000", "text": "#e5e5e5", "magenta": "#cd00cd", "bright_white": "#ffffff"},
    {"default": "#ffffff", "text": "#000000", "magenta": "#cd00cd", "bright_white": "#ffffff"},
    {"default": "#000000", "text": "#aaaaaa", "magenta": "#aa00aa", "bright_white": "#ffffff"},
)
"""The colours of xterm, of xterm in black on white, and of the Linux console."""
_NAMES = {5: "magenta", 15: "bright_white"}


def shown(colour: RichColor, palette: dict[str, str], *, text: bool = False) -> Color:
    """Return a colour as a terminal shows it that has these for the 16 of its own."""
    if colour.triplet is not None:
        return Color.from_rich_color(colour)
    return Color.parse(palette[_NAMES.get(colour.number or -1, "text" if text else "default")])


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, as WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one.rgb), luminance(other.rgb)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def rows_on(app: HamtimerApp, text: str) -> list[Segment]:
    """Return what the row is drawn with that holds a text."""
    strips = strips_on(app)
    (row,) = (strip for strip in strips if text in strip.text)
    return [segment for segment in row if segment.text.strip()]


PALETTES = {
    "ansi-dark": (
        ("#000000", ("cd0000 00cd00 cdcd00 0000ee cd00cd ff0000 5c5cff ff00ff ffffff")),
        ("#000000", ("aa0000 00aa00 aa5500 0000aa aa00aa ff5555 5555ff ff55ff ffffff")),
        ("#002b36", ("dc322f 859900 b58900 268bd2 d33682 cb4b16 839496 6c71c4 fdf6e3")),
        ("#1e1e1e", ("c01c28 26a269 a2734c 12488b a347ba f66151 2a7bde c061cb ffffff")),
    ),
    "ansi-light": (
        ("#ffffff", ("cd0000 00cd00 cdcd00 0000ee cd00cd ff0000 5c5cff ff00ff ffffff")),
        ("#fdf6e3", ("dc322f 859900 b58900 268bd2 d33682 cb4b16 839496 6c71c4 fdf6e3")),
    ),
}
"""The ground and the colours of xterm, the Linux console, Solarized and GNOME."""
_ORDER = (
    *("red", "green", "yellow", "blue", "magenta"),
    *("bright_red", "bright_blue", "bright_magenta", "bright_white"),
)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("tone", Tone)
def test_the_colours_of_a_terminal_stand_out_from_its_ground(theme: str, tone: Tone) -> None:
    name = phase_colours(theme)[tone].removeprefix("ansi_")
    for ground, colours in PALETTES[theme]:
        known = dict(zip(_ORDER, colours.split(), strict=True)) | {"default": "000000"}
        if theme == "ansi-light" and tone in (Tone.LIFT, Tone.REST):
            continue  # the palettes have no darker yellow and green; the word says the same
        assert contrast(Color.parse(f"#{known[name]}"), Color.parse(ground)) >= CHOSEN, ground


@pytest.mark.parametrize("theme", PALETTES)
def test_the_word_of_a_pause_can_be_read_on_its_ground(theme: str) -> None:
    colours = phase_colours(theme)
    ground, word = (colours[name].removeprefix("ansi_") for name in ("paused", "on-paused"))
    for _, palette in PALETTES[theme]:
        known = dict(zip(_ORDER, palette.split(), strict=True))
        assert contrast(Color.parse(f"#{known[word]}"), Color.parse(f"#{known[ground]}")) >= CHOSEN


@pytest.mark.parametrize("theme", PALETTES)
async def test_an_error_can_be_read_in_the_terminals_own_colours(theme: str) -> None:
    app = make_app(Screen(), settings=Settings(theme=theme))
    async with app.run_test():
        name = app.theme_variables["error"].removeprefix("ansi_")
    for ground, colours in PALETTES[theme]:
        known = dict(zip(_ORDER, colours.split(), strict=True))
        assert contrast(Color.parse(f"#{known[name]}"), Color.parse(ground)) >= CHOSEN, ground


@pytest.mark.parametrize("theme", PALETTES)
async def test_the_line_with_the_caret_has_the_terminals_own_ground(
    theme: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text("name: Legs\nexercises:\n  - {name: a, reps: 5}\n")
    app = make_app(ToEdit(tmp_path / "a.yaml", line=2), settings=Settings(theme=theme))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        key = next(s for strip in strips_on(app) for s in strip if "xercises" in s.text)
    ground = key.style.bgcolor if key.style else None
    assert ground is None or ground.is_default


@pytest.mark.parametrize("theme", PALETTES)
async def test_the_chosen_field_can_be_read_in_the_terminals_own_colours(theme: str) -> None:
    app = make_app(PracticeSetup(), settings=Settings(theme=theme))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        field = next(s for strip in strips_on(app) for s in strip if "Your first set" in s.text)
    assert field.style is not None
    assert field.style.color is not None
    assert field.style.bgcolor is not None
    for palette in TERMINALS:
        back, front = shown(field.style.bgcolor, palette), shown(field.style.color, palette)
        assert contrast(back, Color.parse(palette["default"])) >= CHOSEN
        assert contrast(back, front) >= CHOSEN


async def test_selected_text_is_black_on_cyan_on_a_light_terminal() -> None:
    app = make_app(Screen(), settings=Settings(theme="ansi-light"))
    async with app.run_test():
        names = ("input-selection-background", "input-selection-foreground")
        assert [app.theme_variables[name] for name in names] == ["ansi_cyan", "ansi_black"]


ALL_THEMES = [*(theme.name for theme in OWN), *BUILTIN_THEMES]


@pytest.mark.parametrize("theme", ALL_THEMES)
async def test_in_every_theme_the_chosen_row_stands_out_and_can_be_read(theme: str) -> None:
    app = make_app(overview(), settings=Settings(theme=theme))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert_stands_out(app, "Romanian deadlift  2 x", "Wall sit  2 x")


@pytest.mark.parametrize("theme", ALL_THEMES)
async def test_in_every_theme_the_chosen_session_stands_out_and_can_be_read(theme: str) -> None:
    app = make_app(LibraryScreen(open_library(), Path("nowhere")), settings=Settings(theme=theme))
    async with app.run_test(size=(90, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert_stands_out(app, "First steps", "Wall sit  ")


@pytest.mark.parametrize("theme", ALL_THEMES)
async def test_in_every_theme_the_chosen_command_stands_out_and_can_be_read(theme: str) -> None:
    app = make_app(Screen(), settings=Settings(theme=theme))
    async with app.run_test(size=(90, 30)) as pilot:
        await pilot.press("ctrl+p")
        await app.workers.wait_for_complete()
        await pilot.press("down")
        await pilot.pause()
        assert_stands_out(app, "Change the colours", "Leave hamtimer")


def assert_stands_out(app: HamtimerApp, chosen_text: str, other_text: str) -> None:
    """Compare the chosen row with another one, and what is written in it with its background."""
    chosen = rows_on(app, chosen_text)
    behind = rows_on(app, other_text)[-1].style
    palettes = TERMINALS if app.native_ansi_color else TERMINALS[:1]
    assert behind is not None
    assert behind.bgcolor is not None
    for segment in chosen:
        style = segment.style
        assert style is not None
        assert style.color is not None
        assert style.bgcolor is not None
        for palette in palettes:
            back = shown(style.bgcolor, palette)
            assert contrast(back, shown(behind.bgcolor, palette)) >= CHOSEN
            assert contrast(back, shown(style.color, palette, text=True)) >= CHOSEN

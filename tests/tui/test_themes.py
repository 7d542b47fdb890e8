"""The themes."""

import pytest
from textual.color import Color

from hamtimer.settings import Settings
from hamtimer.tui.themes import DARK, LIGHT, PHASES_ANSI, chosen, phase_colours, suggested
from hamtimer.tui.tones import Tone
from tests.tui.helpers import guided, make_app, make_run

READABLE = 4.5
"""The least contrast of text, by WCAG 2 level AA."""


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("tone", Tone)
def test_every_tone_stands_out_from_the_background(theme: object, tone: Tone) -> None:
    assert theme in (DARK, LIGHT)
    colours = DARK if theme is DARK else LIGHT
    front = Color.parse(colours.variables[tone])
    back = Color.parse(colours.background or "")
    lighter, darker = sorted((front.rgb, back.rgb), key=luminance, reverse=True)
    assert (luminance(lighter) + 0.05) / (luminance(darker) + 0.05) >= READABLE


def luminance(rgb: tuple[int, int, int]) -> float:
    """Give the relative luminance of a colour, as WCAG 2 defines it."""
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
    assert chosen("light", {}) == LIGHT.name
    assert chosen("ansi", {}) == "ansi-dark"
    assert chosen("nord", {}) == "nord"
    assert chosen("", {"COLORFGBG": "0;15"}) == LIGHT.name


@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "ansi-light", "nord", "no such theme"])
async def test_every_theme_can_show_a_run(theme: str) -> None:
    app = make_app(make_run(), settings=Settings(theme=theme))
    async with app.run_test() as pilot:
        guided(app).poll()
        await pilot.pause()
        assert guided(app)._stage._word.text == "Ready"


def test_every_theme_has_a_colour_for_every_tone() -> None:
    for theme in (DARK.name, LIGHT.name, "ansi-dark", "nord", "catppuccin-latte"):
        assert set(phase_colours(theme)) == set(PHASES_ANSI) >= {str(tone) for tone in Tone}

"""The themes, and which one the terminal suggests.

People with any kind of colour vision can tell the colours of the phases apart (after Okabe and
Ito). A colour never stands alone: a word and a shape say the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="dark",
    primary="#4FB0E8",
    secondary="#F2A33A",
    accent="#4FB0E8",
    foreground="#E6E9EC",
    background="#0E1216",
    surface="#151B21",
    panel="#1C242C",
    success="#37C08B",
    warning="#F2A33A",
    error="#E5584F",
    variables={
        "lower": "#4FB0E8",
        "lift": "#F2A33A",
        "still": "#F2DE5C",
        "rest": "#37C08B",
        "ready": "#DE8FC8",
        "paused": "#E6E9EC",
        "on-paused": "#0E1216",
        "track": "#1C242C",
        "footer-background": "#151B21",
        "footer-key-foreground": "#4FB0E8",
    },
)

LIGHT = Theme(
    name="light",
    primary="#0065A8",
    secondary="#A85A00",
    accent="#0065A8",
    foreground="#16202A",
    background="#FAFAF7",
    surface="#F0F0EB",
    panel="#E4E4DE",
    success="#00714D",
    warning="#A85A00",
    error="#B3261E",
    dark=False,
    variables={
        "lower": "#0065A8",
        "lift": "#A85A00",
        "still": "#6B5B00",
        "rest": "#00714D",
        "ready": "#96307A",
        "paused": "#16202A",
        "on-paused": "#FAFAF7",
        "track": "#E4E4DE",
        "footer-background": "#F0F0EB",
        "footer-key-foreground": "#0065A8",
    },
)

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#FFE14D",
    secondary="#FFB454",
    accent="#FFE14D",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#3A3A3A",
    success="#5CF0B0",
    warning="#FFB454",
    error="#FF9C94",
    variables={
        "lower": "#7FCBFF",
        "lift": "#FFB454",
        "still": "#FFF176",
        "rest": "#5CF0B0",
        "ready": "#FFB0EA",
        "paused": "#FFFFFF",
        "on-paused": "#000000",
        "track": "#3A3A3A",
        "text-muted": "#FFFFFF",
        "footer-background": "#000000",
        "footer-key-foreground": "#FFE14D",
    },
)
"""All text and every phase at 7:1 at least against black (WCAG 2, level AAA)."""

OWN = (DARK, LIGHT, HIGH_CONTRAST)

PHASES_ANSI = {
    "lower": "ansi_bright_blue",
    "lift": "ansi_yellow",
    "still": "ansi_bright_white",
    "rest": "ansi_green",
    "ready": "ansi_bright_magenta",
    "paused": "ansi_bright_red",
    "on-paused": "ansi_bright_white",
    "track": "ansi_default",
}
"""For themes that leave the colours to the terminal: those that stand out from black.

Not every one is bright: some palettes have greys in place of bright yellow, green and blue.
"""
PHASES_ANSI_LIGHT = PHASES_ANSI | {
    "lower": "ansi_blue",
    "still": "ansi_default",
    "ready": "ansi_magenta",
    "paused": "ansi_red",
}
"""The same, on a white ground."""

CLEARER_ANSI = {
    "ansi-dark": {"error": "ansi_bright_red"},
    "ansi-light": {
        "input-selection-foreground": "ansi_black",
        "screen-selection-foreground": "ansi_black",
    },
}
"""In place of colours of Textual's themes that some palettes show at less than 3:1."""

SHORT_NAMES = {"ansi": "ansi-dark"}
"""Names of themes in the settings, besides those in the palette."""


def suggested(environment: Mapping[str, str]) -> str:
    """Return the theme that fits the terminal, by default the dark one."""
    if environment.get("TERM") in ("linux", "vt100", "vt220", "ansi"):
        return "ansi-dark"
    # rxvt, Konsole and others say `foreground;background` as numbers of the 16 colours.
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if background in ("7", "15") else DARK.name


def without_colour(environment: Mapping[str, str]) -> bool:
    """Return whether NO_COLOR disables colours; an empty value does not (see no-color.org)."""
    return bool(environment.get("NO_COLOR"))


def chosen(name: str, environment: Mapping[str, str]) -> str:
    """Return the theme that the person chose, or the one that fits the terminal."""
    return SHORT_NAMES.get(name, name) if name else suggested(environment)


def phase_colours(theme: str) -> dict[str, str]:
    """Return the colours of the phases for a theme that has none of its own."""
    if theme.startswith("ansi"):
        return PHASES_ANSI_LIGHT if "light" in theme else PHASES_ANSI
    own = LIGHT if any(word in theme for word in ("light", "latte", "dawn")) else DARK
    return {name: own.variables[name] for name in PHASES_ANSI}


def names() -> tuple[str, ...]:
    """Return the names of all themes, hamtimer's own first."""
    from textual.theme import BUILTIN_THEMES

    return (DARK.name, LIGHT.name, *SHORT_NAMES, *BUILTIN_THEMES)


def check_name(name: str) -> None:
    """Raise `Mistake` if there is no theme of a name."""
    from hamtimer.core.notation.mistakes import Mistake, nearest, shown

    if name not in names():
        meant = nearest(name, names())
        advice = f"did you mean {meant}?" if meant else "write dark, light, ansi or another"
        raise Mistake(f"there is no theme {shown(name)}", advice)

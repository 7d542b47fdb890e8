"""Letters large enough to be read from two metres, drawn with block characters.

Letter forms come from pyfiglet's fonts; a pixel of theirs becomes a rectangle of whole columns
and half rows, so that a text can be made as large as its place allows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

Bitmap = tuple[str, ...]
"""Rows of equal length: `#` where there is ink."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font of pyfiglet whose characters are made of pixels."""

    name: str
    gap: int
    """Pixels between two letters."""
    stretches: tuple[float, ...]
    """Heights of a pixel in half rows, for each column of its width, that look right."""
    worth: float = 1
    """How well it is read at a size, against the others."""


FONTS = (
    Font("banner3", gap=2, stretches=(2, 2.5, 3)),
    Font("xsansb", gap=2, stretches=(2, 2.5, 3)),
    Font("5x7", gap=1, stretches=(1, 1.5, 2), worth=0.7),
)
"""From wide to narrow. The first two have strokes two pixels wide and one high: bold in
pixels as tall as a row. The last is for small places."""

_SPACE = 3
_OWN_FORMS = {
    # The small font's own W and M are an H, but for a pixel.
    ("W", "5x7"): ("#   #", "#   #", "# # #", "# # #", "## ##", "#   #", "     "),
    ("M", "5x7"): ("#   #", "## ##", "# # #", "# # #", "#   #", "#   #", "     "),
}
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@dataclass(frozen=True, slots=True)
class Size:
    """How large to draw."""

    font: str
    columns: int
    """The width of a pixel in columns."""
    half_rows: int
    """The height of a pixel in half rows."""


def fit(texts: Sequence[str], columns: int, rows: int) -> Size | None:
    """Find the largest size in which every one of `texts` fits a place.

    None: there is none, or a character has no large form; draw it plainly then.
    """
    return _fit(tuple(texts), columns, rows)


@lru_cache(maxsize=256)
def _fit(texts: tuple[str, ...], columns: int, rows: int) -> Size | None:
    best, most = None, 0.0
    for font in FONTS:
        bitmaps = [bitmap(text, font.name) for text in texts]
        drawn = [pixels for pixels in bitmaps if pixels]
        if not drawn or len(drawn) != len(bitmaps):
            continue
        width, height = max(len(p[0]) for p in drawn), max(map(len, drawn))
        for across in range(1, columns // width + 1):
            for stretch in font.stretches:
                down = int(across * stretch)
                worth = width * across * height * down * font.worth
                if height * down <= rows * 2 and worth > most:
                    best, most = Size(font.name, across, down), worth
    return best


@lru_cache(maxsize=256)
def draw(text: str, size: Size) -> tuple[str, ...]:
    """Draw one line of text, as rows of equal length."""
    rows = bitmap(text, size.font)
    if not rows:
        return ()
    wide = ["".join(pixel * size.columns for pixel in row) for row in rows]
    return blocks([row for row in wide for _ in range(size.half_rows)])


def blocks(pixels: Sequence[str]) -> tuple[str, ...]:
    """Turn pixels of one column and half a row into rows of block characters."""
    rows = list(pixels)
    if len(rows) % 2:
        rows.append(" " * len(rows[0]))
    return tuple(
        "".join(
            _BLOCKS[top == "#", bottom == "#"] for top, bottom in zip(upper, lower, strict=True)
        )
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )


def plain(text: str, columns: int) -> str:
    """Return a text that has no large form, spaced out where there is room."""
    spaced = " ".join(text.upper())
    return spaced if len(spaced) <= columns else text


@lru_cache(maxsize=512)
def bitmap(text: str, font: str) -> Bitmap | None:
    """Return the pixels of one line in capitals, or None when a character has no form.

    A letter with an accent that the font lacks is drawn without it: large matters more.
    """
    glyphs = []
    for character in unicodedata.normalize("NFC", text.upper()):
        glyph = _glyph(character, font) or _glyph(_without_accent(character), font)
        if glyph is None:
            return None
        glyphs.append(glyph)
    if not text.strip():
        return None
    gap = " " * next(f.gap for f in FONTS if f.name == font)
    rows = [gap.join(parts) for parts in zip(*glyphs, strict=True)]
    top, bottom = _extent(rows, _capitals(font))
    return tuple(rows[top:bottom])


def _without_accent(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


@cache
def _glyph(character: str, font: str) -> Bitmap | None:
    """Return the pixels of one character over the font's full height, or None."""
    pixels = _pixels(font)
    if character == " ":
        return (" " * _SPACE,) * len(pixels["0"])
    rows = pixels.get(character)
    if rows is None:
        return None
    inked = [i for row in rows for i, pixel in enumerate(row) if pixel == "#"]
    if not inked:
        return None
    cropped = [row.ljust(max(inked) + 1)[min(inked) : max(inked) + 1] for row in rows]
    if character.isdigit():
        # All digits take the same width, so that a counting number stands still.
        width = max(len(row.strip()) for digit in "0234567890" for row in pixels[digit])
        return tuple(row.center(width) for row in cropped)
    return tuple(cropped)


@cache
def _pixels(font: str) -> dict[str, Bitmap]:
    """Read a font: its printable characters, each as its rows."""
    from pyfiglet import FigletFont

    figlet = FigletFont(font=font)
    pixels = {
        chr(code): tuple(row.replace(figlet.hardBlank, " ") for row in rows)
        for code, rows in figlet.chars.items()
        if chr(code).isprintable() and rows
    }
    own = {character: rows for (character, name), rows in _OWN_FORMS.items() if name == font}
    return pixels | own


@cache
def _capitals(font: str) -> tuple[int, int]:
    """Return the rows that capital letters take, so that every text is at least that tall."""
    return _inked_rows(_pixels(font)["H"])


def _extent(rows: Sequence[str], least: tuple[int, int]) -> tuple[int, int]:
    top, bottom = _inked_rows(rows)
    return min(top, least[0]), max(bottom, least[1])


def _inked_rows(rows: Sequence[str]) -> tuple[int, int]:
    inked = [i for i, row in enumerate(rows) if "#" in row]
    return min(inked), max(inked) + 1

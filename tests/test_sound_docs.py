"""The page about sound says what is so."""

import re
import tomllib
from pathlib import Path

import pytest

from hamtimer.audio.sounds.palette import DEFAULTS, NAMES
from hamtimer.home.settings import Settings, _problem, load_settings
from hamtimer.home.settings_table import AUDIO_MODES

PAGE = (Path(__file__).parents[1] / "docs" / "sound.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """Return the first table under a heading, without its own heading."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]
    return [row for row in cells if row[0].startswith("`")]


def test_every_cue_is_there_with_its_sound() -> None:
    told = {row[0].strip("`"): row[2].strip("`") for row in table("What you hear")}
    assert told == {kind.value: name for kind, name in DEFAULTS.items()}
    assert set(told.values()) == set(NAMES)


def test_every_setting_of_sound_is_there_with_its_default() -> None:
    for key, _, _, default in table("Settings"):
        name = key.strip("`")
        value = getattr(Settings(), name)
        if name == "voice":
            assert value is None
        else:
            written = str(value).lower() if isinstance(value, bool) else str(value)
            assert default == f"`{written}`"
    told = {row[0].strip("`") for row in table("Settings")}
    others = {"theme", "reduced_motion", "taps", "editor", "sounds", "signals", "keys"}
    assert told | others >= set(Settings.__dataclass_fields__)


def test_the_ranges_are_those_that_are_accepted() -> None:
    for key, values, *_ in table("Settings"):
        limits = re.fullmatch(r"(-?\d+) to (\d+)", values)
        if limits is not None:
            name, low, high = key.strip("`"), int(limits[1]), int(limits[2])
            assert not _problem(name, low)
            assert not _problem(name, high)
            assert _problem(name, low - 1)
            assert _problem(name, high + 1)


def test_every_way_of_making_sound_is_there() -> None:
    told = [row[0].strip("`") for row in table("How sound is played")]
    assert told == [mode for mode in AUDIO_MODES if mode != "auto"]


def test_the_example_is_a_file_that_is_read_without_a_problem(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert tomllib.loads(example).keys() >= {"sounds", "signals"}
    path = tmp_path / "settings.toml"
    path.write_text(example)
    assert load_settings(path).problems == ()


@pytest.mark.parametrize("extra", ["voice", "render"])
def test_the_extras_that_it_names_exist(extra: str) -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
    assert f"hamtimer[{extra}]" in PAGE
    assert extra in project["project"]["optional-dependencies"]

"""docs/commands.md describes the commands that there are."""

import json
import re
from pathlib import Path

import click
import pytest

from hamtimer.cli.main import COMMANDS as ALL
from hamtimer.cli.main import main
from hamtimer.core.run.tally import RunState
from hamtimer.front.words.history import IN_PROGRESS
from tests.cli.conftest import Hamtimer

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "commands.md").read_text(encoding="utf-8")
SECTIONS: dict[str, str] = dict(re.findall(r"(?ms)^## `hamtimer (\S+)`\n(.*?)(?=^## |\Z)", TEXT))
COMMANDS = main.list_commands(click.Context(main))


def described(name: str) -> str:
    """Return what is said of a command, on this page and on those that its section links to."""
    section = SECTIONS[name]
    pages = re.findall(r"\]\(([\w-]+\.md)\)", section)
    return section + "".join((DOCS / page).read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_is_described(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    text = described(name)
    parts = [command, *command.commands.values()] if isinstance(command, click.Group) else [command]
    params = [param for part in parts for param in part.params]
    options = [max(param.opts, key=len) for param in params if param.opts[0][0] == "-"]
    assert [option for option in options if f"`{option}" not in text] == []


def test_no_command_is_described_that_does_not_exist() -> None:
    assert set(SECTIONS) <= set(ALL)


def test_the_table_at_the_top_leads_to_every_command_in_the_order_of_the_help() -> None:
    assert re.findall(r"\[`([\w-]+)`\]\(#hamtimer-\1\)", TEXT) == COMMANDS
    assert [name for name in SECTIONS if name in COMMANDS] == COMMANDS


def test_the_keys_of_the_list_are_described(hamtimer: Hamtimer) -> None:
    listed = json.loads(hamtimer("list", "--json").stdout)
    keys = [*listed, *listed["sessions"][0]]
    assert [key for key in keys if f"`{key}`" not in SECTIONS["list"]] == []


@pytest.mark.parametrize("line", re.findall(r"(?m)^hamtimer (?:run|explain|check) .*$", TEXT))
def test_every_example_works(hamtimer: Hamtimer, line: str) -> None:
    Path("sessions").mkdir()
    hamtimer("new", "sessions/my-session.yaml")
    hamtimer("new", "my-session.yaml")
    words = line.partition(" > ")[0].replace("*", "my-session").split()[1:]
    if words[0] == "run":
        words += ["--speed", "max"]
    assert hamtimer(*words).exit_code == 0


def test_what_is_missing_is_left_to_the_program_which_knows_its_own_pip() -> None:
    assert "pip install" not in TEXT


def test_what_history_says_of_a_run_that_is_not_over_is_described() -> None:
    words = (RunState.INTERRUPTED, RunState.NOT_STARTED, IN_PROGRESS)
    assert [word for word in words if f"`{word}`" not in SECTIONS["history"]] == []

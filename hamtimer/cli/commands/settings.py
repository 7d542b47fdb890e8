"""`hamtimer settings`: every setting, on a screen or in lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

import click

from hamtimer.cli.completed_word import CompletedWord
from hamtimer.cli.examples import examples
from hamtimer.cli.failure import Failure
from hamtimer.cli.terminal import can_show_screen, pour, print_closing_message, say
from hamtimer.cli.user_settings import settings_for
from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.text import literal, table
from hamtimer.home.settings import Settings, change_settings, settings_path
from hamtimer.home.settings_table import Setting


def _keys() -> Iterator[str]:
    from hamtimer.front.settings import every_setting

    return (setting.key for setting in every_setting())


@click.group(
    "settings",
    short_help="Show and change the settings.",
    invoke_without_command=True,
    epilog=examples(
        "hamtimer settings",
        "hamtimer settings get volume",
        "hamtimer settings set volume 60",
        "hamtimer settings set theme light",
        "hamtimer settings set sounds.start bell",
        "hamtimer settings set keys.mute M,F5",
        "hamtimer settings reset volume",
    ),
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show and change the settings.

    On a terminal it opens a screen where each setting is tried at once; elsewhere it prints them.
    """
    if ctx.invoked_subcommand is not None:
        return
    if can_show_screen():
        from hamtimer.tui.starting import prepare_screen

        prepare_screen()
        from hamtimer.tui.start import open_settings

        print_closing_message(open_settings(settings_for()))
        return
    _list(settings_for())


@command.command(
    "get",
    short_help="Print one setting, or all of them.",
    epilog=examples(
        "hamtimer settings get volume",
        "hamtimer settings get",
        "hamtimer settings get --json",
    ),
)
@click.argument("key", type=CompletedWord("KEY", _keys), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def get(key: str | None, *, as_json: bool) -> None:
    """Print the value of one setting, or all settings with their values, defaults and meanings."""
    from hamtimer.front.settings import every_setting, value_words

    settings = settings_for()
    chosen = every_setting() if key is None else (_find(key),)
    if as_json:
        click.echo(json.dumps([_values(settings, setting) for setting in chosen], indent=1))
    elif key is None:
        _list(settings)
    else:
        say(literal(value_words(settings, chosen[0])))


@command.command(
    "set",
    short_help="Change one setting.",
    # A value may be negative.
    context_settings={"ignore_unknown_options": True},
    epilog=examples(
        "hamtimer settings set volume 60",
        "hamtimer settings set voice yes",
        "hamtimer settings set signals.countdown 5s",
        "hamtimer settings set sounds.set-done ~/sounds/gong.wav",
        "hamtimer settings set keys.done Enter,d",
    ),
)
@click.argument("key", type=CompletedWord("KEY", _keys))
@click.argument("value")
def set_(key: str, value: str) -> None:
    """Change one setting in the settings file; everything else in it stays unchanged."""
    from hamtimer.front.settings import change_of, read_value, value_words, with_value

    setting, settings = _find(key), settings_for()
    try:
        read = read_value(setting, value, settings)
        _check_theme(setting, value)
    except Mistake as mistake:
        raise Failure(f"{setting.key}: {mistake}") from None
    _keep(change_of(setting, read))
    changed = with_value(settings, setting, read)
    say(f"{setting.key}: {literal(value_words(changed, setting))}")


@command.command(
    "reset",
    short_help="Give one setting its default.",
    epilog=examples("hamtimer settings reset volume", "hamtimer settings reset keys.mute"),
)
@click.argument("key", type=CompletedWord("KEY", _keys))
def reset(key: str) -> None:
    """Remove one setting from the settings file, so that its default applies."""
    from hamtimer.front.settings import change_of, default_words

    setting = _find(key)
    _keep(change_of(setting, None))
    say(f"{setting.key}: {literal(default_words(setting))}")


def _find(key: str) -> Setting:
    from hamtimer.front.settings import find_setting

    try:
        return find_setting(key)
    except Mistake as mistake:
        raise click.UsageError(literal(mistake)) from None


def _check_theme(setting: Setting, written: str) -> None:
    if setting.key == "theme":
        from hamtimer.tui.themes import check_name

        check_name(written.strip())


def _keep(changes: dict[str, object]) -> None:
    if problem := change_settings(changes):
        raise Failure(problem)


def _list(settings: Settings) -> None:
    """Print every setting under the headings of their parts."""
    pour(f"{literal(line)}\n" for line in _lines(settings))


def _lines(settings: Settings) -> Iterator[str]:
    from hamtimer.front.settings import default_words, every_setting, is_default, value_words

    def row(setting: Setting) -> tuple[str, ...]:
        value = value_words(settings, setting)
        usual = "" if is_default(settings, setting) else f"  (default: {default_words(setting)})"
        return setting.key, value + usual, setting.meaning

    for part, listed in groupby(every_setting(), key=lambda setting: setting.part):
        yield f"{part}:"
        yield from table(map(row, listed))
        yield ""
    yield f"The file: {settings_path()}"
    yield "Change one: hamtimer settings set KEY VALUE"


def _values(settings: Settings, setting: Setting) -> dict[str, object]:
    from hamtimer.front.settings import default_words, value_of

    return {
        "key": setting.key,
        "value": value_of(settings, setting),
        "default": default_words(setting),
        "meaning": setting.meaning,
        "choices": list(setting.choices),
        "least": setting.least if setting.is_number else None,
        "most": setting.most if setting.is_number else None,
    }

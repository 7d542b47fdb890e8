"""`hamtimer edit`: edit a session, in the program or with the person's own editor."""

from __future__ import annotations

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.failure import Failure
from hamtimer.cli.opening import SESSION_NAME, find_session
from hamtimer.cli.terminal import can_show_screen, is_terminal, print_closing_message, say
from hamtimer.cli.user_settings import settings_for
from hamtimer.core.text import count_text, literal
from hamtimer.home.editing.own_copy import ToEdit, file_to_edit


@click.command(
    "edit",
    short_help="Edit a session, with a preview of it.",
    epilog=examples(
        "hamtimer edit my-session",
        "hamtimer edit wall-sit            a copy of your own, made first",
        "hamtimer edit wall-sit --external",
    ),
)
@click.argument("session", type=SESSION_NAME)
@click.option(
    "--external",
    is_flag=True,
    help="Use your own editor (VISUAL or EDITOR) and check the file afterwards.",
)
def command(session: str, *, external: bool) -> None:
    """Edit a session.

    The editor shows the session as it will be played beside its text, completes keys and values,
    and marks errors. A bundled session is copied into your own folder first. With the setting
    editor = "external", your own editor is always used.
    """
    settings = settings_for()
    external = external or settings.editor == "external"
    if not external and not can_show_screen():
        raise Failure("the editor needs a terminal; --external opens your own editor")
    if not external:
        from hamtimer.tui.starting import prepare_screen

        prepare_screen()
    found = file_to_edit(find_session(session))
    if external:
        _edit_externally(found)
    else:
        from hamtimer.tui import start

        print_closing_message(start.edit(found, settings))


def _edit_externally(found: ToEdit) -> None:
    """Edit with the person's own editor, again while there are errors and they want to."""
    from hamtimer.front.words.differences import loaded_difference_lines
    from hamtimer.home.editing.external import edit_externally

    if found.notice:
        say(literal(found.notice))
    line = 0
    while True:
        edited = edit_externally(found.path, line)
        for problem in edited.after.problems:
            click.echo(literal(problem), err=True)
        if edited.after.session is not None:
            for words in loaded_difference_lines(edited.before, edited.after):
                say(literal(words))
            return
        errors = [each for each in edited.after.problems if each.severity == "error"]
        if edited.kept is not None:
            say(f"The last text without errors is kept: {literal(edited.kept)}")
        line = errors[0].line
        question = f"{count_text(len(errors), 'error')}. Open it again at line {line}?"
        if not is_terminal() or not click.confirm(question, default=True):
            raise Failure("the session cannot be played until its errors are fixed")

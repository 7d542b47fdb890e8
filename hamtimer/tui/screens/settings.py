"""The settings: each with its meaning and default, changed and tried immediately."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.text import columns_of, literal
from hamtimer.front.key_bindings import key_words, read_key
from hamtimer.front.settings import (
    Value,
    every_setting,
    is_default,
    read_value,
    value_of,
    value_words,
)
from hamtimer.home.settings import Settings
from hamtimer.home.settings_table import TRUTHS, Part, Setting
from hamtimer.tui import themes
from hamtimer.tui.key_names import keys_text
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.key_line import KeyLine, help_binding
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.pick_list import PickList
from hamtimer.tui.widgets.status_line import StatusLine

TITLE_COLUMNS = 18


def setting_content(settings: Settings, setting: Setting) -> Content:
    """Return a setting in one line: its title and its value, marked if not the default."""
    title = setting.title + " " * (TITLE_COLUMNS - columns_of(setting.title))
    # No colour: the highlighted line has the accent as its background.
    mark, style = ("  ", "") if is_default(settings, setting) else ("• ", "bold")
    value = literal(shown(settings, setting))
    return Content.assemble(mark, f"{literal(title)} ", (value, style))


def shown(settings: Settings, setting: Setting) -> str:
    """Return the value of a setting as shown on the screen; keys as on a keyboard."""
    words = value_words(settings, setting)
    if setting.part is not Part.KEYS:
        return words
    return keys_text(map(_textual_name, words.split()))


def _textual_name(key: str) -> str:
    try:
        return read_key(key)
    except Mistake:  # a key in the file that was refused at the start
        return key


def steps_of(setting: Setting) -> tuple[str, ...]:
    """Return the words that the arrow keys step through; the empty one is the default."""
    words = themes.names() if setting.key == "theme" else setting.choices
    return ("", *words) if words and setting.otherwise else words


def next_value(settings: Settings, setting: Setting, steps: int) -> Value:
    """Return the value some steps further; numbers stop at their bounds, words wrap around.

    Raises:
        Mistake: When it has no next value and must be typed.
    """
    value = value_of(settings, setting)
    if setting.is_number:
        assert isinstance(value, int)  # noqa: S101 - as the table has it
        return max(setting.least, min(setting.most, value + steps * setting.step))
    words = steps_of(setting)
    if not words:
        raise Mistake("this value cannot be stepped through", "press Enter to change it")
    now = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    place = words.index(now) if now in words else 0
    found = words[(place + steps) % len(words)]
    return None if not found else found == TRUTHS[0] if setting.is_truth else found


def _step(keys: str, steps: int, title: str, tooltip: str) -> Binding:
    return Binding(keys, f"step({steps})", title, tooltip=tooltip, priority=True)


class SettingsScreen(Screen[None]):
    """Lists every setting; a change is saved, seen and heard immediately."""

    TITLE = "Settings"
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        # With priority, as the list would take them, too.
        _step("right,plus", 1, "More", "Choose the next value or a larger number."),
        _step("left,minus", -1, "Less", "Choose the previous value or a smaller number."),
        Binding(
            "enter",
            "edit",
            "Change",
            tooltip="Type the value or press the new key.",
            priority=True,
        ),
        Binding("space", "try", "Try", tooltip="Hear it again."),
        Binding("delete,backspace", "reset", "Default", tooltip="Go back to the default."),
        help_binding(),
        Binding("q,escape", "back", "Back", tooltip="Go back, or keep the value as it is."),
    ]
    DEFAULT_CSS = """
    SettingsScreen {
        #settings-list {
            height: 1fr; border: none; padding: 0 1; background: $background;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        #settings-about {
            height: auto; min-height: 3; max-height: 5; padding: 0 1; color: $text-muted;
        }
        #settings-notice { padding: 0 1; color: $warning; }
        #settings-input { display: none; margin: 0 1; background: $panel; }
        &.-editing #settings-input { display: block; }
    }
    """

    class Left(Message):
        """The person is done."""

    class Changed(Message):
        """A setting has changed."""

        def __init__(self, screen: SettingsScreen, setting: Setting, value: Value) -> None:
            super().__init__()
            self.screen = screen
            self.setting = setting
            self.value = value
            """None: its default."""

    class Tried(Message):
        """The person wants to hear the sample of a setting."""

        def __init__(self, setting: Setting) -> None:
            super().__init__()
            self.setting = setting

    def __init__(self, settings: Settings, file: str) -> None:
        """Show the settings, which are stored in `file`."""
        super().__init__()
        self._settings = settings
        self._every = {setting.key: setting for setting in every_setting()}
        self._file = file
        self._list = PickList(id="settings-list", markup=False)
        self._about = Static(id="settings-about", markup=False)
        self._notice = Line(id="settings-notice")
        self._input = Input(id="settings-input", compact=True)

    def compose(self) -> ComposeResult:
        yield StatusLine(f"Settings · {self._file}")
        yield self._list
        yield self._about
        yield self._input
        yield self._notice
        yield KeyLine()

    def on_mount(self) -> None:
        part: Part | None = None
        for setting in self._every.values():
            if setting.part is not part:
                part = setting.part
                heading = Content.styled(part.value, "bold underline")
                self._list.add_option(Option(heading, disabled=True))
            self._list.add_option(Option(setting_content(self._settings, setting), id=setting.key))
        self._list.highlighted = 1
        self._list.focus()
        show_title(self, "Settings - hamtimer")

    # What is shown

    @property
    def chosen(self) -> Setting:
        """The highlighted setting."""
        option = self._list.highlighted_option
        return self._every[option.id] if option and option.id else next(iter(self._every.values()))

    def highlight(self, key: str) -> None:
        """Highlight a setting."""
        self._list.highlighted = self._list.get_option_index(key)

    def show_settings(self, settings: Settings) -> None:
        """Show the settings after a change."""
        self._settings = settings
        for key, setting in self._every.items():
            self._list.replace_option_prompt(key, setting_content(settings, setting))
        self._describe()

    def show_notice(self, words: str) -> None:
        """Show a problem; empty: none."""
        self._notice.show(words)

    @on(PickList.OptionHighlighted)
    def _describe(self) -> None:
        setting = self.chosen
        usual = f"Default: {shown(Settings(), setting)}. In the file: {setting.key}."
        self._about.update(Content(f"{literal(setting.meaning)}\n{literal(usual)}"))
        self._notice.show("")

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While a value is typed, offer only that."""
        return action in ("edit", "back") or not self.has_class("-editing")

    def key_title(self, binding: Binding) -> str:
        """Return the current title of a key."""
        typed = binding.action == "edit" and self.has_class("-editing")
        return "Set" if typed else binding.description

    def action_step(self, steps: int) -> None:
        """Choose the next or previous value."""
        try:
            self._change(next_value(self._settings, self.chosen, steps))
        except Mistake as mistake:
            self._notice.show(str(mistake))

    def action_edit(self) -> None:
        """Type the value or press the new key, or take what was typed."""
        if self.has_class("-editing"):
            self._take_typed()
        else:
            self._ask()

    @on(PickList.OptionSelected)  # by the mouse
    def _ask(self) -> None:
        setting = self.chosen
        if setting.part is Part.KEYS:
            self.app.push_screen(KeyCapture(setting.title), self._take_key)
            return
        if setting.is_truth:
            self.action_step(1)
            return
        value = value_of(self._settings, setting)
        self._input.value = "" if value is None else str(value)
        self._input.placeholder = shown(Settings(), setting)
        self.set_class(True, "-editing")  # noqa: FBT003 - as Textual has it
        self._input.focus()
        self.refresh_bindings()

    @on(Input.Changed)
    def _forget(self) -> None:
        """Hide why the text before was refused."""
        if self.has_class("-editing"):
            self._notice.show("")

    def _take_typed(self) -> None:
        words = self._input.value
        if not words.strip():
            self._end_typing()
            self._change(None)
        elif self._take(words):
            self._end_typing()

    def _take_key(self, key: str | None) -> None:
        if key is not None:
            self._take(key)

    def _take(self, words: str) -> bool:
        """Take a typed value; return whether it is valid."""
        setting = self.chosen
        try:
            value = read_value(setting, words, self._settings)
            if setting.key == "theme":
                themes.check_name(str(value))
        except Mistake as mistake:
            self._notice.show(str(mistake))
            return False
        self._change(value)
        return True

    def _end_typing(self) -> None:
        self.set_class(False, "-editing")  # noqa: FBT003 - as Textual has it
        self._list.focus()
        self.refresh_bindings()

    def action_reset(self) -> None:
        """Reset the setting to its default."""
        self._change(None)

    def action_try(self) -> None:
        """Hear it again."""
        self.post_message(self.Tried(self.chosen))

    def _change(self, value: Value) -> None:
        self._notice.show("")
        self.post_message(self.Changed(self, self.chosen, value))

    def action_back(self) -> None:
        """Stop typing, or return to where the settings were opened."""
        if self.has_class("-editing"):
            self._notice.show("")
            self._end_typing()
        else:
            self.post_message(self.Left())


class KeyCapture(ModalScreen["str | None"]):
    """Waits for the new key of an action."""

    DEFAULT_CSS = """
    KeyCapture {
        align: center middle;
        background: $background 60%;
        #key-capture {
            width: auto; max-width: 90%; height: auto; padding: 1 3;
            border: round $accent; background: $surface;
        }
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        words = f"Press the new key for {literal(self._title)}.\nEsc keeps the current one."
        yield Static(words, id="key-capture", markup=False)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else key_words(event.key))

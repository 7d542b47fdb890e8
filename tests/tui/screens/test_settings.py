"""The settings screen: every setting, changed and tried at once."""

import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.front.settings import every_setting
from hamtimer.home.folders import NoHomeError
from hamtimer.home.library import open_library
from hamtimer.home.settings import Settings, load_settings, settings_path
from hamtimer.home.settings_table import BY_KEY
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.overview import OverviewScreen
from hamtimer.tui.screens.settings import SettingsScreen, setting_content
from hamtimer.tui.sound_preview import sample_of
from hamtimer.tui.widgets.pick_list import PickList
from tests.tui.helpers import SESSION, FakeClock, make_app, make_run, screen_text, words_on

DARK = Settings(theme="dark")
EXAMPLES = {
    "volume": "Default: 80 %.",
    "voice": "Default: as in the session.",
    "theme": "Default: as the terminal suggests.",
    "signals.halfway": "Default: as in the session, else yes.",
    "sounds.start": "Default: as in the session, else its own.",
    "keys.undo": "Default: u Ctrl+Z.",
}


def settings_app(settings: Settings = DARK) -> HamtimerApp:
    return make_app(SettingsScreen(settings, "settings.toml"), settings=settings)


def shown(app: HamtimerApp) -> SettingsScreen:
    assert isinstance(app.screen, SettingsScreen)
    return app.screen


def keys_to(key: str) -> list[str]:
    """Return the presses that go to a setting from the first one."""
    return ["down"] * [setting.key for setting in every_setting()].index(key)


def written(app: HamtimerApp) -> str:
    app.settings_writer.close()
    return settings_path().read_text("utf-8") if settings_path().exists() else ""


async def test_every_setting_is_there_with_its_meaning_and_default() -> None:
    app = settings_app()
    async with app.run_test(size=(100, 90)) as pilot:
        await pilot.pause()
        words = words_on(app)
        assert [one.title for one in every_setting() if f" {one.title} " not in words] == []
        for setting in (one for one in every_setting() if one.key in EXAMPLES):
            shown(app).highlight(setting.key)
            await pilot.pause()
            words = words_on(app)
            assert setting.meaning[:60] in words
            assert f"In the file: {setting.key}." in words
            assert EXAMPLES[setting.key] in words


async def test_a_number_goes_up_and_down_and_stops_at_its_bounds() -> None:
    app = settings_app()
    async with app.run_test() as pilot:
        await pilot.press("right")
        assert app.settings.volume == 90
        await pilot.press("right", "right", "right")
        assert app.settings.volume == 100
        await pilot.press("left")
        await pilot.pause()
        assert "• Volume 90 % Start" in words_on(app)
    assert load_settings().settings.volume == 90


async def test_the_file_keeps_its_comments() -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("# mine\nvolume = 70  # at night\n\n[sounds]\nstart = 'go'  # !\n")
    app = settings_app(load_settings().settings)
    async with app.run_test() as pilot:
        await pilot.press("right", *keys_to("sounds.tick"), "right")
        await pilot.pause()
        text = written(app)
    assert text.startswith("# mine\nvolume = 80  # at night\n")
    assert "start = 'go'  # !\n" in text
    assert load_settings().problems == ()
    assert dict(load_settings().settings.sounds)["tick"]


async def test_a_theme_is_seen_at_once() -> None:
    app = settings_app()
    async with app.run_test() as pilot:
        await pilot.press(*keys_to("theme"), "right")
        await pilot.pause()
        assert app.theme == "light"
        await pilot.press("delete")
        await pilot.pause()
        assert app.theme == "dark"
        assert app.settings.theme == ""
        assert "theme" not in written(app)


async def test_truths_and_words_go_round() -> None:
    app = settings_app()
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert app.settings.muted is True
        await pilot.press("right")
        assert app.settings.muted is False
        await pilot.press("down", "left")
        assert app.settings.movement == "sweep"
        await pilot.press(*["down"] * 4, "right", "right")
        assert app.settings.voice is False
        await pilot.press("right")
        assert app.settings.voice is None
        assert "voice" not in written(app)


@pytest.mark.parametrize(
    ("key", "typed", "problem"),
    [
        ("volume", "300", "write a whole number from 0 to 100"),
        ("theme", "drk", "did you mean dark?"),
        ("signals.countdown", "soon", "is not a duration"),
        ("sounds.start", "bel", "did you mean bell?"),
        ("sounds.start", "missing.wav", "there is no such file"),
    ],
)
async def test_a_wrong_value_is_refused_with_what_to_write(
    key: str, typed: str, problem: str
) -> None:
    app = settings_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*keys_to(key), "enter", "ctrl+u", *typed, "enter")
        await pilot.pause()
        assert problem in words_on(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert problem not in words_on(app), "it was about another text"
        await pilot.press("escape")
        await pilot.pause()
        assert shown(app).chosen.key == key
        assert app.settings == DARK
    assert not settings_path().exists()


async def test_a_typed_value_is_kept_and_an_empty_one_is_the_default() -> None:
    app = settings_app()
    async with app.run_test() as pilot:
        await pilot.press(*keys_to("signals.countdown"), "enter", "5", "s", "enter")
        await pilot.pause()
        assert dict(app.settings.signals) == {"countdown": "5s"}
        await pilot.press("enter", "ctrl+u", "enter")
        await pilot.pause()
        assert dict(app.settings.signals) == {}


async def test_the_footer_names_the_arrows_and_they_move_the_caret_of_a_text() -> None:
    app = settings_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "→ More ← Less Enter Change" in words_on(app)
        await pilot.press(*keys_to("voice_language"), "enter", "left", "left", "x", "enter")
        await pilot.pause()
        assert app.settings.voice_language == "xen"


async def test_in_a_small_terminal_each_setting_has_one_line_and_its_default_is_shown() -> None:
    app = settings_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press(*keys_to("sounds.stretched"))
        await pilot.pause()
        lines = screen_text(app).splitlines()
        assert any("stretched" in line and line.rstrip("▁▂▃▄▅▆▇ ").endswith("…") for line in lines)
        assert "stretched begins. Write the name of" in words_on(app)
        assert "Default: as in the session" in words_on(app)


async def test_a_click_on_another_setting_does_not_take_what_was_typed_for_the_first() -> None:
    app = settings_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("enter", "ctrl+u", "5", "0")
        await pilot.click("#settings-list", offset=(4, 4))
        await pilot.pause()
        assert shown(app).chosen.key == "tick_volume"
        assert app.settings == DARK


async def test_letters_are_text_while_a_value_is_typed() -> None:
    app = settings_app()
    async with app.run_test() as pilot:
        await pilot.press(*keys_to("voice_language"), "enter", "ctrl+u", "q", "u")
        await pilot.pause()
        assert "qu Enter Set F1 Help Esc Back" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.settings.voice_language == "qu"


async def test_a_key_is_chosen_by_pressing_it() -> None:
    app = settings_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*keys_to("keys.mute"), "enter")
        await pilot.pause()
        assert "Press the new key for Mute" in words_on(app)
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "is already the key for" in words_on(app)
        await pilot.press("enter", "M")
        await pilot.pause()
        assert app.keys.of("mute") == ("M",)
        assert app.settings.keys == (("mute", ("M",)),)
        await pilot.press("enter", "escape")
        assert app.keys.of("mute") == ("M",)
        await pilot.press("backspace")
        await pilot.pause()
        assert app.keys.of("mute") == ("m",)


async def test_leaving_the_first_screen_ends_the_program() -> None:
    app = settings_app()
    async with app.run_test() as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


class Played(Off):
    """Sound that notes which cues it was given, when it is there."""

    def __init__(self, log: list[str]) -> None:
        super().__init__(80)
        self.log = log

    def status(self) -> AudioStatus:
        return AudioStatus("stream")

    def sync(self, player: object, now_ms: int) -> None:
        events = player.ahead(now_ms, now_ms + 10_000)  # type: ignore[attr-defined]
        self.log += [event.cue.kind.value for event in events if event.cue]

    def close(self, *, ring_out: bool = False) -> None:
        del ring_out
        self.log.append("closed")


async def test_what_is_heard_is_heard_at_once_and_ends_with_the_screen() -> None:
    log: list[str] = []
    app = HamtimerApp(
        SettingsScreen(DARK, "settings.toml"), DARK, lambda *_: Played(log), clock=FakeClock()
    )
    async with app.run_test() as pilot:
        await pilot.press("right")
        await pilot.pause(0.2)
        assert "start" in log
        await pilot.press(*keys_to("sounds.switch"), "space")
        await pilot.pause(0.2)
        assert "switch" in log
        await pilot.press("q")
        await pilot.pause()
    assert log[-1] == "closed"


@pytest.mark.parametrize("setting", every_setting(), ids=lambda setting: setting.key)
def test_the_settings_of_the_sound_have_a_sample(setting: object) -> None:
    cues = sample_of(setting)  # type: ignore[arg-type]
    heard = getattr(setting, "part", "") in ("Sound", "Voice", "The sound of each cue")
    assert bool(cues) == heard
    assert all(isinstance(cue.kind, CueKind) for cue in cues)


async def test_without_a_home_folder_the_settings_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    app = settings_app()
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.pause()
        monkeypatch.setattr("hamtimer.home.settings.settings_folder", _no_home)
        app.action_settings()
        await pilot.pause()
        assert "your home folder cannot be found" in words_on(app)


def _no_home() -> Path:
    raise NoHomeError


async def test_the_palette_of_library_and_overview_offers_them_and_that_of_a_run_does_not() -> None:
    app = make_app(make_run())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Settings" not in [one.title for one in app.get_system_commands(app.screen)]
    app = make_app(LibraryScreen(open_library(), None))
    async with app.run_test() as pilot:
        await pilot.pause()
        (command,) = [one for one in app.get_system_commands(app.screen) if one.title == "Settings"]
        opened = command.callback()
        if inspect.isawaitable(opened):
            await opened
        await pilot.pause()
        assert isinstance(shown(app).focused, PickList)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_an_open_overview_follows_the_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[tuple[tuple[str, str], ...]] = []
    monkeypatch.setattr(OverviewScreen, "use_signals", lambda _, signals: used.append(signals))
    loaded = load_session(SESSION, "x.yaml")
    assert loaded.session is not None
    app = make_app(OverviewScreen(loaded.session, loaded, Path("x.yaml"), Choices()))
    async with app.run_test() as pilot:
        await pilot.pause()
        overview = app.screen
        app.action_settings()
        await pilot.pause()
        await pilot.press(*keys_to("signals.halfway"), "right", "right", "q")
        await pilot.pause()
        await pilot.pause()
        assert app.screen is overview
        assert dict(app.settings.signals) == {"halfway": "no"}
        assert used[-1] == app.settings.signals


def test_a_chosen_value_can_be_read_in_the_highlighted_line_too() -> None:
    settings = replace(DARK, volume=60)
    content = setting_content(settings, BY_KEY["volume"])
    assert content.plain.startswith("• Volume ")
    assert all("$" not in str(span.style) for span in content.spans), "no colour of its own"
    assert setting_content(DARK, BY_KEY["volume"]).plain.startswith("  Volume ")

"""The table of settings says of each what the file may have."""

from dataclasses import fields

from hamtimer.home.settings import Settings, change_settings, load_settings
from hamtimer.home.settings_table import BY_KEY, TABLES
from hamtimer.home.settings_writer import SettingsWriter


def test_it_has_every_key_of_the_file_and_no_other() -> None:
    assert {*BY_KEY, *TABLES} == {field.name for field in fields(Settings)}


def test_every_default_is_one_of_its_values() -> None:
    for key, setting in BY_KEY.items():
        default = getattr(Settings(), key)
        if setting.is_number:
            assert setting.least <= default <= setting.most
            assert (default - setting.least) % setting.step == 0
        elif setting.is_truth:
            assert isinstance(default, bool) or setting.otherwise
        elif setting.choices:
            assert default in setting.choices


def test_none_removes_a_setting_and_false_is_a_value() -> None:
    assert change_settings({"voice": False, "signals": {"halfway": False}}) == ""
    assert load_settings().settings == Settings(voice=False, signals=(("halfway", "no"),))
    assert change_settings({"voice": None, "signals": {"halfway": None}}) == ""
    assert load_settings().settings == Settings()


def test_quick_changes_of_one_table_are_all_saved() -> None:
    writer = SettingsWriter(lambda _: None)
    for cue in ("start", "switch", "tick", "hold"):
        writer.save({"sounds": {cue: "bell"}})
    writer.save({"sounds": {"tick": None}})
    assert writer.close() == ""
    assert dict(load_settings().settings.sounds) == dict.fromkeys(
        ("start", "switch", "hold"), "bell"
    )

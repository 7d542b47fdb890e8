"""`hamtimer settings` without a screen."""

import json
import shlex

import pytest

from hamtimer.cli.commands.settings import command as group
from hamtimer.front.settings import every_setting
from hamtimer.home.settings import load_settings, settings_path
from hamtimer.tui.themes import names
from tests.audio.sounds.test_sound_bank import write_wav
from tests.cli.conftest import Hamtimer


def test_every_setting_is_listed_with_its_value_and_meaning(hamtimer: Hamtimer) -> None:
    hamtimer("settings", "set", "volume", "60")
    for words in ((), ("get",)):
        result = hamtimer("settings", *words)
        assert (result.exit_code, result.stderr) == (0, "")
        listed = result.stdout.splitlines()
        for setting in every_setting():
            (line,) = [line for line in listed if line.split()[:1] == [setting.key]]
            assert setting.meaning in line
    assert "60 %  (default: 80 %)" in result.stdout
    assert str(settings_path()) in result.stdout


def test_as_json_with_what_may_be_written(hamtimer: Hamtimer) -> None:
    found = json.loads(hamtimer("settings", "get", "--json").stdout)
    assert [one["key"] for one in found] == [setting.key for setting in every_setting()]
    (volume,) = json.loads(hamtimer("settings", "get", "volume", "--json").stdout)
    assert volume == {
        "key": "volume",
        "value": 80,
        "default": "80 %",
        "meaning": "The volume of hamtimer itself.",
        "choices": [],
        "least": 0,
        "most": 100,
    }


@pytest.mark.parametrize(
    ("key", "value", "line", "text"),
    [
        ("volume", "60", "volume: 60 %", "volume = 60"),
        ("volume", "60%", "volume: 60 %", "volume = 60"),
        ("latency_ms", "180 ms", "latency_ms: 180 ms", "latency_ms = 180"),
        ("voice", "yes", "voice: yes", "voice = true"),
        ("muted", "OFF", "muted: no", "muted = false"),
        ("movement", "Sweep", "movement: sweep", 'movement = "sweep"'),
        ("theme", "light", "theme: light", 'theme = "light"'),
        ("signals.countdown", "5s", "signals.countdown: 5s", 'countdown = "5s"'),
        ("signals.halfway", "no", "signals.halfway: no", "halfway = false"),
        ("sounds.start", "bell", "sounds.start: bell", 'start = "bell"'),
        ("sounds.start", "none", "sounds.start: none", 'start = "none"'),
        ("keys.mute", "M", "keys.mute: M", 'mute = "M"'),
        ("keys.mute", "M,F5", "keys.mute: M F5", 'mute = ["M", "F5"]'),
        ("keys.mute", ",", "keys.mute: ,", 'mute = ","'),
        ("keys.mute", "Ctrl + G", "keys.mute: Ctrl + G", 'mute = "Ctrl + G"'),
        ("keys.mute", "M f5", "keys.mute: M f5", 'mute = ["M", "f5"]'),
    ],
)
def test_a_setting_is_written_so_that_it_is_read_again(
    hamtimer: Hamtimer, key: str, value: str, line: str, text: str
) -> None:
    result = hamtimer("settings", "set", key, value)
    assert (result.exit_code, result.output) == (0, f"{line}\n")
    assert text in settings_path().read_text("utf-8").splitlines()
    assert load_settings().problems == ()
    assert hamtimer("settings", "get", key).output == f"{line.partition(': ')[2]}\n"


def test_a_negative_number_is_no_option(hamtimer: Hamtimer) -> None:
    for words in (("--", "-50"), ("-50",)):
        result = hamtimer("settings", "set", "latency_ms", *words)
        assert result.output == "latency_ms: -50 ms\n"
    assert "write a whole number" in hamtimer("settings", "set", "volume", "-5").stderr


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("volume", "300", '"300" is out of range; write a whole number from 0 to 100'),
        ("volume", "loud", '"loud" is not a whole number; write a whole number from 0 to 100'),
        ("volume", "7.5", '"7.5" is not a whole number'),
        ("volume", "9" * 900, " is out of range; write a whole number from 0 to 100"),
        ("signals.countdown", "2.5s", '"2.5s" is not in whole seconds; write whole seconds, 1s to'),
        ("muted", "perhaps", '"perhaps" is neither yes nor no; write yes or no'),
        ("movement", "sweeep", '"sweeep" is not one of its values; did you mean sweep?'),
        ("theme", "drk", 'there is no theme "drk"; did you mean dark?'),
        ("sounds.start", "bel", '"bel" is not a built-in sound; did you mean bell?'),
        ("sounds.start", "gone.wav", "there is no such file"),
        ("signals.countdown", "5 mni", '"mni" is not a unit of time; did you mean "min"?'),
        ("keys.mute", "v", 'v is already the key for "Voice" (voice)'),
        ("keys.mute", "spce", 'did you mean "space"?'),
        ("volume", "", "there is no value"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_write(
    hamtimer: Hamtimer, key: str, value: str, problem: str
) -> None:
    result = hamtimer("settings", "set", key, value)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"Error: {key}: ") or result.stderr.startswith(f"{key}: ")
    assert problem in result.stderr
    assert not settings_path().exists()


@pytest.mark.parametrize("words", [("get", "volum"), ("set", "volum", "3"), ("reset", "volum")])
def test_an_unknown_setting_is_wrong_usage(hamtimer: Hamtimer, words: tuple[str, ...]) -> None:
    result = hamtimer("settings", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert 'there is no setting "volum"; did you mean volume?' in result.stderr


def test_everything_else_in_the_file_stays_as_it_is(hamtimer: Hamtimer) -> None:
    before = "# mine\r\nvolume = 70  # at night\r\n\r\n[sounds]\r\nstart = 'go'\r\n"
    settings_path().parent.mkdir(parents=True)
    settings_path().write_bytes(before.encode())
    hamtimer("settings", "set", "volume", "60")
    hamtimer("settings", "set", "sounds.tick", "none")
    hamtimer("settings", "reset", "sounds.tick")
    assert settings_path().read_bytes().decode() == before.replace("70", "60")


def test_reset_removes_it(hamtimer: Hamtimer) -> None:
    for key, value in (("voice", "no"), ("keys.mute", "M"), ("theme", "light")):
        hamtimer("settings", "set", key, value)
        result = hamtimer("settings", "reset", key)
        assert result.exit_code == 0
        assert hamtimer("settings", "get", key).stdout == result.stdout.partition(": ")[2]
        assert key.rpartition(".")[2] not in settings_path().read_text().replace("[keys]", "")


def test_a_file_that_is_not_toml_is_not_changed(hamtimer: Hamtimer) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("volume = = 3\n")
    result = hamtimer("settings", "set", "volume", "60")
    assert result.exit_code == 1
    assert "not changed, because it is not TOML" in result.stderr
    assert settings_path().read_text() == "volume = = 3\n"


def test_a_sound_file_is_kept_with_its_whole_path(hamtimer: Hamtimer) -> None:
    path = settings_path().parent.parent / "my gong.wav"
    write_wav(path)
    assert hamtimer("settings", "set", "sounds.set-done", str(path)).exit_code == 0
    assert dict(load_settings().settings.sounds) == {"set-done": str(path)}


def test_keys_with_a_mistake_are_named_at_the_start_with_their_line(hamtimer: Hamtimer) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('[keys]\nmute = "v"\nmut = "M"\nundo = 3\n')
    errors = hamtimer("explain", "wall-sit").stderr.splitlines()
    file = settings_path()
    taken = 'v is already the key for "Voice" (voice); choose another, or give voice another too'
    assert errors == [
        f'{file}:4: a key must be text, such as "M", or a list of texts',
        f'{file}:3: `mut`: there is no action "mut"; did you mean "mute"?',
        f"{file}:2: `mute`: {taken}",
    ]


def test_keys_that_are_no_table_are_named(hamtimer: Hamtimer) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("keys = 3\n")
    assert 'write [keys], then mute = "M"' in hamtimer("explain", "wall-sit").stderr


def test_the_examples_of_the_help_work(hamtimer: Hamtimer) -> None:
    for part in (group, *group.commands.values()):
        for line in (part.epilog or "").splitlines():
            words = shlex.split(line)
            if words[:1] == ["hamtimer"] and "gong.wav" not in line:
                assert hamtimer(*words[1:]).exit_code == 0, line


def test_every_theme_of_the_palette_may_be_named(hamtimer: Hamtimer) -> None:
    assert {"dark", "light", "ansi", "nord"} <= set(names())
    assert hamtimer("settings", "set", "theme", "nord").exit_code == 0

"""Reading and keeping a person's settings."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.home.settings import Settings, change_settings, load_settings, settings_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.toml"


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_hold_and_nothing_is_wrong(file: Path) -> None:
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert loaded.problems == ()


def test_the_file_is_where_the_system_keeps_such_files(empty_home: Path) -> None:
    assert settings_path().is_relative_to(empty_home)


def test_every_setting_can_be_written_and_read_again(file: Path) -> None:
    changes: dict[str, object] = {
        "audio": "file",
        "volume": 30,
        "muted": True,
        "tick_volume": 0,
        "movement": "sweep",
        "latency_ms": 180,
        "voice": True,
        "voice_language": "de",
        "voice_speed": 140,
        "theme": "light",
        "reduced_motion": True,
        "taps": True,
        "sounds": {"start": "bell", "tick": "none"},
    }
    assert change_settings(changes, file) == ""
    loaded = load_settings(file)
    assert loaded.problems == ()
    chosen = (("start", "bell"), ("tick", "none"))
    assert loaded.settings == Settings(**{**changes, "sounds": chosen})  # type: ignore[arg-type]
    assert loaded.settings.sound_for(CueKind.TICK) == "none"
    assert loaded.settings.sound_for(CueKind.SWITCH) is None


def test_a_change_leaves_the_rest_of_the_file_as_the_person_wrote_it(file: Path) -> None:
    write(file, '# mine\nvolume = 50 # quiet\n\n[sounds]\nstart = "bell" # soft\n')
    assert change_settings({"volume": 60, "sounds": {"switch": "hop"}}, file) == ""
    text = file.read_text(encoding="utf-8")
    assert "# mine\nvolume = 60 # quiet\n" in text
    assert 'start = "bell" # soft\n' in text
    assert load_settings(file).settings.sounds == (("start", "bell"), ("switch", "hop"))


def test_a_chosen_sound_can_be_undone(file: Path) -> None:
    write(file, '[sounds]\nstart = "bell"\n')
    assert change_settings({"sounds": {"start": ""}}, file) == ""
    assert load_settings(file).settings.sounds == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("volume = 20\nvolum = 3", ":2: there is no setting `volum`; did you mean `volume`?"),
        ("\nvolume = 101", ":2: `volume` must be a whole number from 0 to 100, such as 80"),
        ("volume = 1.5", ":1: `volume` must be a whole number"),
        ("volume = true", ":1: `volume` must be a whole number"),
        ('muted = "yes"', ":1: `muted` must be true or false"),
        ("theme = 3", ":1: `theme` must be text in quotation marks"),
        ('audio = "steam"', ":1: `audio` must be one of auto, stream, file, bell, off; did you"),
        ('[sounds]\nstrat = "go"', ":2: there is no cue `strat`; did you mean `start`?"),
        ("[sounds]\nstart = 4", ":2: a sound must be a name, a file or none"),
        ("sounds = 3", ":1: `sounds` must be a table"),
        ('[sounds]\ncountdown = "none"\n[signals]\ncountdown = 99', ':4: "99" is out of range'),
        ("signals = 3", ":1: `signals` must be a table"),
        ('[signals]\ncountdwn = "5s"', ':2: "countdwn" is not a key of the signals; did you mean'),
        ('[signals]\ncountdown = "2 min"', ':2: "2 min" is out of range; write whole seconds'),
        ("[signals]\nhalfway = 3", ':2: "3" is not known here; write yes, no'),
        ("sounds = 'go'", ":1: `sounds` must be a table"),
        ("volume = 0x" + "F" * 9_000, ":1: `volume` must be a whole number"),
        ("volume = \n", ":1: this is not TOML"),
        ("volume = " + "9" * 5_000, ":1: this is not TOML"),
        ("volume = " + "[" * 5_000, ":1: this is not TOML"),
    ],
)
def test_what_is_wrong_is_shown_with_its_line(file: Path, text: str, problem: str) -> None:
    write(file, text)
    (said,) = load_settings(file).problems
    assert said.startswith(f"{file}{problem}")


def test_signals_are_written_as_in_a_session_file(file: Path) -> None:
    write(file, '[signals]\ncountdown = "5s"\nhalfway = false\nperiodic = 15\nrest-soon = "none"\n')
    loaded = load_settings(file)
    assert loaded.problems == ()
    assert loaded.settings.signals == (
        ("countdown", "5s"),
        ("halfway", "no"),
        ("periodic", "15"),
        ("rest-soon", "none"),
    )


def test_one_wrong_setting_leaves_the_others_in_force(file: Path) -> None:
    write(file, 'volume = 999\nlatency_ms = 70\n[sounds]\nno = "go"\nstart = "hop"')
    loaded = load_settings(file)
    assert loaded.settings == Settings(latency_ms=70, sounds=(("start", "hop"),))
    assert len(loaded.problems) == 2


def test_a_file_that_is_not_toml_is_never_overwritten(file: Path) -> None:
    write(file, "volume = = 3\n")
    assert "not changed" in change_settings({"volume": 10}, file)
    assert file.read_text(encoding="utf-8") == "volume = = 3\n"
    assert load_settings(file).settings == Settings()


def test_a_file_that_is_not_text_is_never_overwritten(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x00")
    assert "could not be saved" in change_settings({"volume": 10}, file)
    assert file.read_bytes() == b"\xff\xfe\x00"
    assert "cannot be read" in load_settings(file).problems[0]


def test_a_folder_in_the_way_is_a_problem_and_no_traceback(file: Path) -> None:
    file.mkdir(parents=True)
    assert "cannot be read" in load_settings(file).problems[0]
    assert change_settings({"volume": 10}, file) != ""


@pytest.mark.parametrize("wrong", ['sounds = "go"\nvolume = 50\n', "[[sounds]]\nstart = 'go'\n"])
def test_sounds_that_are_no_table_give_way_to_one(file: Path, wrong: str) -> None:
    write(file, wrong)
    assert change_settings({"sounds": {"start": "bell"}, "volume": 50}, file) == ""
    chosen = Settings(volume=50, sounds=(("start", "bell"),))
    assert load_settings(file).settings == chosen


def test_a_change_keeps_the_line_ends_of_windows(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"# mine\r\nvolume = 50\r\n")
    assert change_settings({"volume": 60}, file) == ""
    assert file.read_bytes() == b"# mine\r\nvolume = 60\r\n"


def test_a_byte_order_mark_is_harmless(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xef\xbb\xbfvolume = 50\n")
    assert load_settings(file).settings.volume == 50
    assert change_settings({"volume": 60}, file) == ""
    assert load_settings(file).settings.volume == 60


def test_nothing_is_left_behind_beside_the_file(file: Path) -> None:
    change_settings({"volume": 10}, file)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_no_text_at_all_makes_loading_fail(tmp_path: Path, text: str) -> None:
    file = tmp_path / "any.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert isinstance(load_settings(file).settings, Settings)


def test_what_is_added_has_the_line_ends_and_the_mark_of_the_file(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xef\xbb\xbf# mine\r\nvolume = 50\r\n")
    assert change_settings({"muted": True, "sounds": {"start": "bell"}}, file) == ""
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# mine\r\nvolume = 50\r\nmuted = true\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 6
    loaded = load_settings(file)
    assert loaded.problems == ()
    assert loaded.settings == Settings(volume=50, muted=True, sounds=(("start", "bell"),))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_change_keeps_the_mode_of_the_file_and_the_link_to_it(file: Path) -> None:
    real = write(file.with_name("dotfiles.toml"), "volume = 50\n")
    real.chmod(0o640)
    file.symlink_to(real.name)
    assert change_settings({"volume": 60}, file) == ""
    assert file.is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("volume = 60\n", 0o640)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes no links like that")
def test_a_loop_of_links_is_a_problem_and_no_traceback(file: Path) -> None:
    file.parent.mkdir()
    file.symlink_to(file.name)
    assert f"{file}: the settings cannot be read (" in load_settings(file).problems[0]
    assert f"{file}: this setting could not be saved (" in change_settings({"volume": 1}, file)
    assert file.is_symlink()


def test_without_a_home_defaults_apply_and_a_change_says_why_it_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def homeless(*_: object, **__: object) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("platformdirs.user_config_dir", homeless)
    loaded = load_settings()
    assert loaded.settings == Settings()
    assert loaded.problems == ("your home folder cannot be found; set HOME to its path",)
    assert "home folder cannot be found" in change_settings({"volume": 10})

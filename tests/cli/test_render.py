"""`hamtimer render`, from the outside."""

import os
import signal
import stat
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from hamtimer.cli.main import main
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.settings import settings_path

SESSION = """\
name: Short
exercises:
  - name: Curl
    sets: 1
    reps: 2
    tempo: 2-0-1-0
    prepare: 5s
"""


def session(folder: Path, text: str = SESSION) -> Path:
    path = folder / "short.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def render(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["render", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_session_becomes_a_file_of_its_length(tmp_path: Path) -> None:
    file = session(tmp_path)
    status, said = render(file, "-o", tmp_path / "short.wav")
    assert (status, said.endswith(", 1 mark\n")) == (0, True)
    loaded = read_session(file)
    assert loaded.session is not None
    with wave.open(str(tmp_path / "short.wav")) as sound:
        length = compile_session(loaded.session).assumed_ms + 1_500
        assert sound.getnframes() == length * 48


def test_a_file_that_is_there_is_kept_unless_asked_otherwise(tmp_path: Path) -> None:
    there = tmp_path / "short.wav"
    there.write_bytes(b"mine")
    status, said = render(session(tmp_path), "-o", there)
    assert (status, "--force" in said) == (1, True)
    assert there.read_bytes() == b"mine"
    assert render(session(tmp_path), "-o", there, "--force")[0] == 0
    assert there.read_bytes()[:4] == b"RIFF"


def test_what_cannot_be_written_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    status, said = render(session(tmp_path), "-o", tmp_path / "short.aac")
    assert status == 1
    assert "choose one of .wav, .flac, .ogg, .mp3" in said
    (tmp_path / "blocked").write_text("")
    status, said = render(session(tmp_path), "-o", tmp_path / "blocked" / "short.wav")
    assert status == 1
    assert "blocked: there is no such folder" in said


def test_a_sound_that_cannot_be_had_is_reported_and_the_rest_is_written(tmp_path: Path) -> None:
    file = session(tmp_path, SESSION + "sounds:\n  start: gong.wav\n")
    status, said = render(file, "-o", tmp_path / "short.wav")
    assert status == 0
    assert "gong.wav: there is no such file" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")
@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "mp3"])
def test_a_file_that_is_replaced_keeps_its_mode_and_the_link_to_it(
    tmp_path: Path, ending: str
) -> None:
    real = tmp_path / f"real.{ending}"
    real.write_bytes(b"old")
    real.chmod(0o600)
    link = tmp_path / f"link.{ending}"
    link.symlink_to(real.name)
    assert render(session(tmp_path), "-o", link, "--force")[0] == 0
    assert link.is_symlink()
    assert real.stat().st_size > 1_000
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends a program at once there")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("ending", ["wav", "mp3"])
def test_a_signal_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, ending: str
) -> None:
    number = getattr(signal, name)

    def interrupted(*_: object) -> Iterator[bytes]:
        yield bytes(48_000)
        os.kill(os.getpid(), number)
        yield bytes(48_000)

    monkeypatch.setattr("hamtimer.audio.export.render.render", interrupted)
    folder = tmp_path / "out"
    folder.mkdir()
    there = folder / f"short.{ending}"
    there.write_bytes(b"old")
    before = signal.getsignal(number)
    status, said = render(session(tmp_path), "-o", there, "--force")
    assert (status, said) == (128 + number, "Stopped; nothing was written\n")
    assert there.read_bytes() == b"old"
    assert list(folder.iterdir()) == [there]
    assert signal.getsignal(number) is before


@pytest.mark.parametrize("name", ["a" * 300 + ".wav", "a\nb" * 2_000 + ".wav"])
def test_a_name_that_no_file_can_have_is_a_sentence_and_no_traceback(
    tmp_path: Path, name: str
) -> None:
    status, said = render(session(tmp_path), "-o", tmp_path / name)
    assert status == 1
    assert "this file cannot be written (File name too long)" in said


def test_the_signals_of_the_settings_are_heard(tmp_path: Path) -> None:
    file = session(tmp_path)

    def first_second_but_the_opening() -> bytes:
        assert render(file, "-o", tmp_path / "short.wav", "--force")[0] == 0
        with wave.open(str(tmp_path / "short.wav")) as sound:
            sound.setpos(48_000)
            return bytes(sound.readframes(4_800))

    before = first_second_but_the_opening()
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text("[signals]\ncountdown = 4\n")
    # Four seconds before the start of a get-ready of five.
    assert first_second_but_the_opening() != before


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    status, said = render(session(tmp_path), "-o", tmp_path / "tyop" / "short.wav")
    assert (status, said) == (
        1,
        f"{tmp_path / 'tyop'}: there is no such folder; make it first, or choose another\n",
    )
    assert not (tmp_path / "tyop").exists()

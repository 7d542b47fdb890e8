"""`hamtimer render`, from the outside."""

import wave
from pathlib import Path

from click.testing import CliRunner

from hamtimer.cli.main import main
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.timeline.compiler import compile_session

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
    assert (status, "marks" in said) == (0, True)
    loaded = read_session(file)
    assert loaded.session is not None
    with wave.open(str(tmp_path / "short.wav")) as sound:
        length = compile_session(loaded.session).assumed_ms + 1_500
        assert sound.getnframes() == length * 48


def test_a_file_that_is_there_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
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
    assert "it may end in .wav, .flac, .ogg, .mp3" in said
    (tmp_path / "blocked").write_text("")
    status, said = render(session(tmp_path), "-o", tmp_path / "blocked" / "short.wav")
    assert status == 1
    assert "cannot be written" in said


def test_a_sound_that_cannot_be_had_is_told_and_the_rest_is_written(tmp_path: Path) -> None:
    file = session(tmp_path, SESSION + "sounds:\n  start: gong.wav\n")
    status, said = render(file, "-o", tmp_path / "short.wav")
    assert status == 0
    assert "gong.wav: there is no such file" in said

"""Playing loads no more than it needs: numpy alone takes 13 MB and a tenth of a second."""

import subprocess
import sys
from pathlib import Path

import pytest

from hamtimer.audio.light_import import import_without

PLAYING = """
import sys
from hamtimer.audio.engines import file, stream
from hamtimer.audio.export import render
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.stream.arrange import Arranger
from hamtimer.audio.stream.device import import_miniaudio
from hamtimer.audio.stream.lookahead import Lookahead
from hamtimer.audio.stream.mixer import Mixer, Sound
from hamtimer.audio.stream.stream_clock import StreamClock
from hamtimer.core.timeline.cue_kinds import CueKind

bank, mixer = SoundBank(), Mixer()
bank.prepare()
mixer.place([Sound(0, bank.sound(CueKind.START)), Sound(0, bank.sound(CueKind.ECCENTRIC))], 0)
assert any(mixer.render(48_000, StreamClock(), {}))
assert "numpy" not in sys.modules
"""


def run(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)  # noqa: S603 - our own


def test_playing_does_without_numpy() -> None:
    run(PLAYING)


def test_the_stream_does_without_numpy_which_all_others_may_still_load() -> None:
    pytest.importorskip("miniaudio")
    run(
        "import sys\n"
        "from hamtimer.audio.stream.device import import_miniaudio\n"
        "assert import_miniaudio().SampleFormat\n"
        "assert 'numpy' not in sys.modules\n"
        "import numpy\n"
        "assert numpy.zeros(1)[0] == 0\n"
    )


def test_a_module_that_is_loaded_is_returned_as_it_is() -> None:
    assert import_without("numpy", "wave") is sys.modules["wave"]


def test_a_module_that_is_missing_or_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "needs_json.py").write_text("import json\n")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("no_such_module", "needs_json"):
        with pytest.raises(ImportError):
            import_without("json", name)
        assert name not in sys.modules

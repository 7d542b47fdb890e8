"""A long run with sound gives back what it takes from the audio server."""

from pathlib import Path

from benchmarks.audio_server import AudioServer
from benchmarks.sound_soak import holding, long_run, press_in_turn, settled

PAUSES = 60


def test_sixty_pauses_leave_no_descriptor_and_no_client_behind(
    audio_server: AudioServer, tmp_path: Path
) -> None:
    with long_run(audio_server, tmp_path) as terminal:
        before = holding(terminal.pid, audio_server)
        press_in_turn(terminal, ("space", "9", "space", "0") * PAUSES, every_s=0.08)
        after = settled(terminal.pid, audio_server, before)
    assert before.clients > 0
    assert not after.grew_beyond(before), f"{before} became {after}"

"""Whatever plays cues reads each of them once, and none that is void or late."""

from hamtimer.audio.cue_source import CueList, CueReader
from hamtimer.core.timeline.cue_kinds import Cue, CueKind

T0 = 1_000


def beats() -> CueList:
    """Return five cues, at 2, 3, 4, 5 and 6 s."""
    return CueList([Cue(CueKind.TICK, 0)] * 5, T0 + 1_000, 1_000)


def due(reader: CueReader, now: int, until: int) -> list[int]:
    return [event.due_ms for event in reader.read(now, until)]


def test_each_cue_is_read_once() -> None:
    reader, source = CueReader(), beats()
    assert reader.begins_anew(source, T0)
    assert due(reader, T0, T0 + 2_000) == [2_000, 3_000]
    assert not reader.begins_anew(source, T0 + 500)
    assert due(reader, T0 + 500, T0 + 3_500) == [4_000]
    assert due(reader, T0 + 500, T0 + 3_500) == []


def test_what_was_due_meanwhile_is_not_read_late() -> None:
    reader, source = CueReader(), beats()
    reader.begins_anew(source, T0)
    assert due(reader, T0 + 3_000, T0 + 5_000) == [4_000, 5_000, 6_000]


def test_another_source_an_epoch_and_a_restart_start_again() -> None:
    reader, source = CueReader(), beats()
    for change in ("source", "epoch", "restart"):
        reader.begins_anew(source, T0)
        reader.read(T0, T0 + 9_000)
        if change == "source":
            source = beats()
        elif change == "epoch":
            source.epoch += 1
        else:
            reader.restart()
        assert reader.begins_anew(source, T0 + 2_500)
        assert due(reader, T0 + 2_500, T0 + 4_500) == [4_000, 5_000]


def test_nothing_is_read_before_there_is_a_source() -> None:
    assert CueReader().read(T0, T0 + 9_000) == ()

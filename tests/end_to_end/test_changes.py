"""Changing a session: on the overview, in its file while it runs, and by what was done today."""

from pathlib import Path

from tests.end_to_end.conftest import StartHamtimer

SESSION = """\
name: Legs   # mine
exercises:
  # for the glutes
  - name: Bridge
    sets: 3
    reps: 2      # slowly
    tempo: 1-0-1-0
    rest: 30s
    prepare: 0s
  - name: Plank
    hold: 30s
"""
REST = r"(?s)Set {} of 3.*\+15 s"
"""The rest before a set: only a rest can be made longer."""


def test_a_session_is_changed_before_during_and_after_its_run(
    start_hamtimer: StartHamtimer, tmp_path: Path
) -> None:
    file = tmp_path / "legs.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SESSION.replace("\n", "\r\n").encode())

    def text() -> str:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")

    # On the overview: slower lowering, seen at once, shown as a difference and kept.
    terminal = start_hamtimer("run", file, columns=100, rows=30)
    terminal.wait_for("sets 3")
    terminal.press("right", "right", "+")
    terminal.wait_for("lower 2 s")
    terminal.press("K")
    terminal.wait_for(r"7 \+     tempo: 2-0-1-0")
    terminal.press("enter")
    terminal.wait_for("Kept in")
    kept = SESSION.replace("tempo: 1-", "tempo: 2-")
    assert text() == kept

    # In the run: a save of the file applies from the next set on.
    terminal.press("enter")
    terminal.wait_for(REST.format(2), 20)
    saved = kept.replace("rest: 30s", "rest: 20s")
    file.write_bytes(b"\xef\xbb\xbf" + saved.replace("\n", "\r\n").encode())
    terminal.wait_for("Reloaded: Bridge: rest 30 s → 20 s")
    file.write_text("name: [", encoding="utf-8")
    terminal.wait_for("Not reloaded")
    file.write_bytes(b"\xef\xbb\xbf" + saved.replace("\n", "\r\n").encode())

    # The second rest is made longer, and what is different today is kept.
    terminal.press("enter")
    terminal.wait_for(REST.format(3), 20)
    terminal.press("up")
    terminal.press("K")
    terminal.wait_for(r"\[x\] Bridge: rest 20 s → 35 s")
    terminal.press("enter")
    terminal.wait_for("Kept in", 20)
    assert text() == saved.replace("rest: 20s", "rest: 35s")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    terminal.press("q")
    terminal.press("e")
    terminal.wait_for("Close")
    terminal.press("enter")
    terminal.wait_for_exit()
    (record,) = tmp_path.rglob("runs/*.jsonl")
    lines = record.read_text(encoding="utf-8").splitlines()
    assert sum('"do": "reload"' in line for line in lines) == 1

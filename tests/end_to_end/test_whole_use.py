"""The whole use of one session: copied, edited, run, changed while it runs, kept, compared."""

from hamtimer.home.folders import sessions_folder
from tests.end_to_end.conftest import StartHamtimer


def test_a_bundled_session_becomes_ones_own(start_hamtimer: StartHamtimer) -> None:
    own = sessions_folder() / "first-steps.yaml"

    # It is copied and opened in the editor, where its lowering is slowed.
    terminal = start_hamtimer("edit", "first-steps", columns=120, rows=36)
    terminal.wait_for("your own copy")
    terminal.press(*["down"] * 11, "end", *["left"] * 6, "backspace", "3")
    terminal.wait_for("sink 3 s")
    terminal.press("ctrl+s")
    terminal.wait_for("Saved: ")
    terminal.press("escape")
    assert terminal.wait_for_exit() == 0
    edited = own.read_text(encoding="utf-8")
    assert "tempo: 3-1-2-1" in edited

    # While it runs, the rest is changed in its file.
    terminal = start_hamtimer("run", "first-steps", columns=120, rows=36)
    terminal.wait_for("sink 3 s")
    terminal.press("enter")
    terminal.wait_for("rep 1 of 2", 20)
    own.write_text(edited.replace("rest-after: 5s", "rest-after: 30s"), encoding="utf-8")
    terminal.wait_for("Reloaded: Standing heel raise: rest after.* 5 s → 30 s")
    terminal.wait_for(r"(?s)Rest.*\+15 s", 40)

    # What is different today is kept: there was more rest than planned.
    terminal.press("up")
    terminal.press("K")
    terminal.wait_for("rest after 30 s → 45 s")
    terminal.press("enter")
    terminal.wait_for("Kept in")
    assert "rest-after: 45s" in own.read_text(encoding="utf-8")
    terminal.press("q")
    terminal.press("e")
    terminal.wait_for("Close")
    terminal.press("enter")
    terminal.wait_for_exit()

    # And it is compared with the session it began as.
    terminal = start_hamtimer("diff", "first-steps", columns=120, rows=36)
    terminal.wait_for("sink 2 s, bottom 1 s → .*sink 3 s")
    terminal.wait_for(r"(?s)rest after\s+5 s → 45 s")
    terminal.wait_for("Length: 0:48 → 1:32")

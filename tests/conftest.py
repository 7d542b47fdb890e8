"""What every test shares."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# In CI a failure must come back when the same commit is tried again. Elsewhere every run tries
# other examples, fewer of them: over the days that is more.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", deadline=None, max_examples=30)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

# A shell that starts the tests in the background, or `nohup`, has these ignored, by every child of
# theirs as well; the program respects that.
for _name, _usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    _number = getattr(signal, _name, None)  # Windows has no SIGHUP
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        with suppress(ValueError):  # not the main thread
            signal.signal(_number, _usual)

_FOLDER_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    # Windows asks the system, not the environment, unless these say otherwise (platformdirs).
    "WIN_PD_OVERRIDE_APPDATA",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)
_DISPLAY_VARIABLES = ("COLORTERM", "FORCE_COLOR", "NO_COLOR", "TEXTUAL_ANIMATIONS", "TEXTUAL_THEME")


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the developer's own sessions, settings and records out of every test.

    Returns the home folder that the program under test sees.
    """
    home = tmp_path / "home"
    home.mkdir()
    for name in _FOLDER_VARIABLES:
        monkeypatch.setenv(name, str(home))
    for name in _DISPLAY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("HAMTIMER_")]:
        monkeypatch.delenv(name)
    return home

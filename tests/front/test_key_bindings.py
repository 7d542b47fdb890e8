"""The keys of the actions, as a person may choose them in the settings."""

import string

import pytest
from textual.keys import _character_to_key

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.front.actions import ACTIONS
from hamtimer.front.key_bindings import Keys, read_key, read_keys


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("m", "m"),
        ("M", "M"),
        ("]", "right_square_bracket"),
        ("+", "plus"),
        ("5", "5"),
        ("ü", "ü"),
        ("F5", "f5"),
        ("PgDn", "pagedown"),
        ("page down", "pagedown"),
        ("Page_Up", "pageup"),
        ("Space", "space"),
        ("Esc", "escape"),
        ("Return", "enter"),
        ("Ctrl+Z", "ctrl+z"),
        ("ctrl + z", "ctrl+z"),
        ("Shift+F5", "shift+f5"),
        ("Shift+Ctrl+Up", "ctrl+shift+up"),
        ("right_square_bracket", "right_square_bracket"),
        ("→", "right"),
        ("Ctrl++", "ctrl+plus"),
    ],
)
def test_a_key_is_read_as_people_write_it(written: str, key: str) -> None:
    assert read_key(written) == key


@pytest.mark.parametrize("character", [c for c in string.printable if not c.isspace()])
def test_every_sign_of_a_keyboard_is_named_as_textual_names_it(character: str) -> None:
    assert read_key(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("pagedwn", 'did you mean "pagedown"?'),
        ("spce", 'did you mean "space"?'),
        ("hello", "write a letter, a sign, or a name"),
        ("", "write a letter, a sign, or a name"),
        ("hyper+x", "write a letter"),
        ("shift+a", 'write "A"'),
    ],
)
def test_an_unknown_key_is_refused_with_what_to_write(written: str, advice: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_key(written)
    assert advice in refused.value.advice


def test_chosen_keys_take_the_place_of_the_usual_ones() -> None:
    keys, problems = read_keys({"mute": ("M", "F5")})
    assert problems == {}
    assert keys.of("mute") == ("M", "f5")
    assert keys.of("undo") == ("u", "ctrl+z")
    assert keys.keymap() == {"mute": "M,f5"}


def test_two_actions_may_swap_their_keys() -> None:
    keys, problems = read_keys({"mute": ("v",), "voice": ("m",)})
    assert problems == {}
    assert (keys.of("mute"), keys.of("voice")) == (("v",), ("m",))


def test_a_key_of_another_action_is_refused_and_the_usual_ones_stay() -> None:
    keys, problems = read_keys({"mute": ("v",)})
    assert keys == Keys()
    assert problems == {
        "mute": 'v is already the key for "Voice" (voice); choose another, '
        "or give voice another too"
    }


def test_of_two_that_chose_one_key_the_first_has_it() -> None:
    keys, problems = read_keys({"mute": ("M",), "voice": ("M",)})
    assert keys.keymap() == {"mute": "M"}
    assert list(problems) == ["voice"]


def test_a_refused_choice_may_free_no_key_for_another() -> None:
    # Voice stays at v, because its new key is none; so mute cannot have v.
    keys, problems = read_keys({"mute": ("v",), "voice": ("hello",)})
    assert keys == Keys()
    assert set(problems) == {"mute", "voice"}


@pytest.mark.parametrize(
    ("action", "key", "reason"),
    [
        ("mute", "ctrl+c", "leaves the program everywhere"),
        ("mute", "Ctrl+P", "opens the palette everywhere"),
        ("mute", "ctrl+i", "is tab"),
        ("mute", "p", "practice"),
        ("more-reps", "down", "down is already the key for"),
        ("mut", "M", 'did you mean "mute"?'),
        ("nonsense", "M", "choose toggle"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(action: str, key: str, reason: str) -> None:
    keys, problems = read_keys({action: (key,)})
    assert keys == Keys()
    assert reason in problems[action]


def test_an_action_on_the_summary_cannot_have_a_key_of_the_summary() -> None:
    keys, problems = read_keys({"more-reps": ("space",), "toggle": ("p",)})
    assert list(problems) == ["more-reps"]
    assert "summary" in problems["more-reps"]
    assert keys.keymap() == {"toggle": "p"}


def test_an_action_without_a_key_is_refused() -> None:
    _, problems = read_keys({"mute": ()})
    assert "at least one key" in problems["mute"]


def test_the_usual_keys_are_in_no_conflict() -> None:
    keys, problems = read_keys({action.id: action.keys for action in ACTIONS})
    assert problems == {}
    assert all(keys.of(action.id) == action.keys for action in ACTIONS)

"""What a screen offers at this moment, for its footer, its help and the palette alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from operator import itemgetter
from typing import Any, Protocol, runtime_checkable

from textual.app import SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from hamtimer.core.dataclass import dataclass
from hamtimer.front.key_bindings import Keys
from hamtimer.tui.key_names import key_name


@runtime_checkable
class NamesKeys(Protocol):
    """A screen whose keys change their titles."""

    def key_title(self, binding: Binding) -> str:
        """Return the current title of a key."""


@runtime_checkable
class ChoosesKeys(Protocol):
    """An app whose keys a person can choose."""

    keys: Keys


HERE = ".here"
"""The suffix of the id of a binding whose keys the screen itself determines."""


def keys_of(screen: Screen[Any], binding: Binding) -> tuple[str, ...]:
    """Return the keys of a binding: those chosen by the person, or else its own."""
    return _chosen_keys(screen, binding) or tuple(binding.key.split(","))


def _chosen_keys(screen: Screen[Any], binding: Binding) -> tuple[str, ...]:
    app = screen.app
    chosen = app.keys.chosen if isinstance(app, ChoosesKeys) else {}
    return chosen.get(binding.id or "", ())


@runtime_checkable
class LendsKeys(Protocol):
    """A screen on which a part sometimes takes the keys."""

    @property
    def key_owner(self) -> DOMNode:
        """Return the part that takes the keys now."""


def key_owner(screen: Screen[Any]) -> DOMNode:
    """Return the part of a screen that takes the keys now, or the screen itself."""
    return screen.key_owner if isinstance(screen, LendsKeys) else screen


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that would have an effect now."""

    binding: Binding
    """Its first key that works now."""
    title: str


def offers(screen: Screen[Any]) -> Iterator[Offer]:
    """Yield the actions that would have an effect on a screen now, each once, in key order.

    Bindings without a place in the footer and without a tooltip are left out.
    """
    owner = key_owner(screen)
    declared = list(Binding.make_bindings(owner.BINDINGS))
    own = {(one.key, one.action): (place, one) for place, one in enumerate(declared)}
    found: list[tuple[int, Binding]] = []
    # Without the keys that the focused widget takes for something else: letters are typed into a
    # filter. A key that does the same there, as undo in a text, is a key of the screen.
    for node, binding, enabled, _ in screen.active_bindings.values():
        place, declared_here = own.get((binding.key, binding.action), (-1, None))
        shown = binding if node is owner else declared_here
        if enabled and shown is not None and (shown.show or shown.tooltip):
            found.append((place, shown))
    usable: dict[str, Binding] = {}
    for _, binding in sorted(found, key=itemgetter(0)):
        usable.setdefault(binding.action, binding)
    for action in dict.fromkeys(binding.action for binding in declared):
        if action in usable:
            binding = usable[action]
            title = screen.key_title(binding) if isinstance(screen, NamesKeys) else ""
            chosen = _chosen_keys(screen, binding)
            shown = binding.with_key(chosen[0]) if chosen else binding
            yield Offer(shown, title or binding.description)


def key_of(screen: Screen[Any], binding_id: str) -> str:
    """Return the name of the key of an action on a screen; empty if it has none now."""
    active = screen.active_bindings.items()
    return next((key_name(key) for key, one in active if one.binding.id == binding_id), "")


def palette_commands(screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield the commands that the palette lists for a screen.

    System bindings are left out: they move in a list, or leave as the palette's own Quit does.
    """
    owner = key_owner(screen)
    found = [offer for offer in offers(screen) if not offer.binding.system]
    titles = Counter(offer.title for offer in found)
    for offer in found:
        binding = offer.binding
        run = partial(screen.app.run_action, binding.action, owner)
        words = binding.tooltip or offer.title
        # Keys that share a title in the footer, as for up and down, are told apart by their help.
        title = offer.title if titles[offer.title] == 1 else words.rstrip(".")
        yield SystemCommand(title, words, run)

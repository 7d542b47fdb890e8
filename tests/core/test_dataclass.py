"""The quick decorator makes the same classes as the standard one."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field, replace
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Load:
    """What a set is done with."""

    kg: float
    names: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict, compare=False)
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PairOfLoads(Load):
    """Two of them."""

    other: Load | None = None


def both(namespace: Mapping[str, object], kind: dict[str, bool]) -> tuple[Any, Any]:
    """Return a class made by the quick and one made by the standard decorator."""

    def new() -> type:
        return type("Shape", (), {"__doc__": "A shape.", "__module__": __name__, **namespace})

    return dataclass(**kind)(new()), dataclasses.dataclass(**kind)(new())


def kind_of_error(one: object, name: str) -> type[Exception] | None:
    """Return what is raised when a value is set."""
    try:
        setattr(one, name, 1)
    except (AttributeError, TypeError) as error:
        return type(error)
    return None


SHAPES = {
    "no fields": {},
    "one": {"__annotations__": {"a": "int"}},
    "several": {"__annotations__": {"a": "int", "b": "str"}, "b": "x"},
    "a factory": {
        "__annotations__": {"a": "int", "b": "list[int]"},
        "b": field(default_factory=list),
    },
    "not compared": {
        "__annotations__": {"a": "int", "b": "int"},
        "b": field(default=3, compare=False),
    },
    "not shown": {"__annotations__": {"a": "int", "b": "int"}, "b": field(default=3, repr=False)},
    "not given": {
        "__annotations__": {"a": "int", "b": "int", "c": "list[int]"},
        "b": field(default=3, init=False),
        "c": field(default_factory=list, init=False),
    },
    "only class variables": {"__annotations__": {"a": "ClassVar[int]"}, "a": 4},
}


def values_for(made: type) -> dict[str, int]:
    """Return a value for each field that needs one."""
    parameters = inspect.signature(made).parameters.values()
    return {p.name: 7 for p in parameters if p.default is inspect.Parameter.empty}


KINDS = [
    {"frozen": frozen, "slots": slots, "eq": eq}
    for frozen in (True, False)
    for slots in (True, False)
    for eq in (True, False)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: " ".join(k for k in kind if kind[k]))
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_class_is_as_the_standard_one(shape: dict[str, Any], kind: dict[str, bool]) -> None:
    ours, theirs = both(shape, kind)
    one, other = ours(**values_for(ours)), theirs(**values_for(theirs))
    assert repr(one) == repr(other)
    assert dataclasses.astuple(one) == dataclasses.astuple(other)
    assert list(inspect.signature(ours).parameters) == list(inspect.signature(theirs).parameters)
    assert getattr(ours, "__slots__", None) == getattr(theirs, "__slots__", None)
    assert (ours.__hash__ is None) is (theirs.__hash__ is None)
    for each in dataclasses.fields(ours):
        assert kind_of_error(one, each.name) is kind_of_error(other, each.name)
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__doc__ == theirs.__doc__
    assert (one == ours(**values_for(ours))) is (other == theirs(**values_for(theirs)))


@given(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
def test_equality_and_hash_follow_the_compared_values(kg: int, other_kg: int, line: int) -> None:
    one, other = Load(kg, ("bar",)), Load(other_kg, ("bar",), line=line)
    assert (one == other) is (kg == other_kg)
    if one == other:
        assert hash(one) == hash(other)
    assert one != PairOfLoads(kg, ("bar",))
    as_tuple: object = (kg, ("bar",))
    assert one != as_tuple


def test_values_cannot_be_set_added_or_deleted() -> None:
    load = Load(10)
    for name in ("kg", "unknown"):
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(load, name, 12)
    with pytest.raises(FrozenInstanceError, match="kg"):
        del load.kg
    assert load == Load(10)


@given(st.floats(0, 100), st.lists(st.text(max_size=3), max_size=3))
def test_copies_are_equal(kg: float, names: list[str]) -> None:
    load = PairOfLoads(kg, tuple(names), {"a": "b"}, 3, Load(1))
    for same in (copy.copy(load), copy.deepcopy(load), pickle.loads(pickle.dumps(load))):  # noqa: S301
        assert same == load
        assert (same.notes, same.line, same.other) == ({"a": "b"}, 3, Load(1))


def test_each_gets_a_new_default() -> None:
    assert Load(1).notes is not Load(1).notes


def test_a_changed_copy() -> None:
    assert replace(PairOfLoads(1, other=Load(2)), kg=3) == PairOfLoads(3, other=Load(2))


def test_types_are_known() -> None:
    assert get_type_hints(Load.__init__)["kg"] is float
    assert get_type_hints(PairOfLoads.__init__)["other"] == Load | None


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match=r"PairOfLoads.__init__\(\) missing .* 'kg'"):
        PairOfLoads()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'lb'"):
        Load(1, lb=2)  # type: ignore[call-arg]


def test_methods_of_a_class_are_kept() -> None:
    @dataclass(frozen=True, slots=True)
    class Folded:
        """A name without regard to capitals."""

        name: str
        length: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.name))

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Folded) and self.name.lower() == other.name.lower()

        def __hash__(self) -> int:
            return hash(self.name.lower())

        def __repr__(self) -> str:
            return f"<{self.name}>"

    assert Folded("Bar") == Folded("bar")
    assert hash(Folded("Bar")) == hash(Folded("bar"))
    assert (repr(Folded("Bar")), Folded("Bar").length) == ("<Bar>", 3)


def test_anything_else_is_the_standard_one() -> None:
    @dataclass
    class Count:
        """It changes."""

        n: int = 0

    @dataclass(frozen=True, slots=True, order=True)
    class Place:
        """It has an order."""

        n: int

    count = Count()
    count.n += 1
    assert count == Count(1)
    assert Place(1) < Place(2)

"""Data classes that are quick to define.

Before Python 3.13 the standard decorator compiles up to seven methods of a class one by one:
0.43 ms for frozen slots (attrs: 0.35 ms). The first screen needs about a hundred of them, which was
a seventh of the time to it. Here only `__init__` is compiled: 0.13 ms. The other methods are the
same functions for all classes and do what the standard ones do; all else of `dataclasses` works
with these classes.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

Decorator = Callable[[type], type]


def _dataclass(
    cls: type | None = None,
    /,
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
) -> type | Decorator:
    """Make a class a data class, as `dataclasses.dataclass` does."""

    def make(cls: type) -> type:
        if order:
            return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, order=True)(cls)
        return _make(cls, frozen=frozen, slots=slots, eq=eq)

    return make if cls is None else make(cls)


def _make(cls: type, *, frozen: bool, slots: bool, eq: bool) -> type:
    own = dict(cls.__dict__)
    if own.get("__hash__") is None:
        own.pop("__hash__", None)  # Python sets it where only `__eq__` is written
    cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    fields = dataclasses.fields(cls)
    methods: dict[str, Any] = {"__init__": _compile_init(cls, fields, frozen=frozen, slots=slots)}
    methods["__repr__"] = _repr
    if eq:
        methods["__eq__"], hash_of = _comparison(fields)
        methods["__hash__"] = hash_of if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        if slots:
            methods |= {"__getstate__": _state_of, "__setstate__": _set_state}
    for name in methods.keys() - own.keys():
        setattr(cls, name, methods[name])
    return cls


def _compile_init(
    cls: type, fields: tuple[dataclasses.Field[Any], ...], *, frozen: bool, slots: bool
) -> Callable[..., None]:
    """Return `__init__`. A field outside of it has its default, or is left to `__post_init__`."""
    missing = dataclasses.MISSING
    known: dict[str, Any] = {"_missing": missing, "_set": object.__setattr__}
    parameters, lines = ["self"], []
    for field in fields:
        parameter = value = name = field.name
        if field.default_factory is not missing:
            known[f"_make_{name}"] = field.default_factory
            parameter = f"{name}=_missing"
            value = f"_make_{name}()"
            value = f"{value} if {name} is _missing else {name}" if field.init else value
        elif field.default is not missing:
            known[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
            value = name if field.init else f"_default_{name}"
        elif not field.init:
            continue
        if field.init:
            parameters.append(parameter)
        if slots:
            known[f"_set_{name}"] = getattr(cls, name).__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_set(self, '{name}', {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    text = (
        f"def make({', '.join(known)}):\n"
        f" def __init__({', '.join(parameters)}):\n"
        f"  {'; '.join(lines) or 'pass'}\n"
        f" return __init__"
    )
    made: dict[str, Any] = {}
    exec(text, sys.modules[cls.__module__].__dict__, made)  # noqa: S102 - made of names of fields
    init: Callable[..., None] = made["make"](**known)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {field.name: field.type for field in fields if field.init}
    init.__annotations__["return"] = None
    return init


def _comparison(
    fields: tuple[dataclasses.Field[Any], ...],
) -> tuple[Callable[[object, object], bool], Callable[[object], int]]:
    """Return how data are compared, and their hash: by the values of their fields."""
    names = [field.name for field in fields if field.compare]
    values: Callable[[object], object] = attrgetter(*names) if names else _no_values

    def equals(self: object, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented  # type: ignore[no-any-return] # older mypy: Any
        return bool(values(self) == values(other))

    def hash_of(self: object) -> int:
        return hash(values(self))

    return equals, hash_of


def _no_values(_: object) -> tuple[()]:
    return ()


@recursive_repr()
def _repr(self: Any) -> str:  # noqa: ANN401 - of any class
    """Return the text that makes the same data."""
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _state_of(self: Any) -> list[Any]:  # noqa: ANN401
    """Return what a copy needs."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:  # noqa: ANN401
    """Fill a copy."""
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _refuse_to_set(_: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


if TYPE_CHECKING:
    # For type checkers it is the standard one.
    from dataclasses import dataclass
else:
    dataclass = _dataclass

"""Switching off a function of the claims engine: it answers no, wherever it is called from."""

from __future__ import annotations

import types
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from claims_bench import forget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ORIGINALS: dict[str, Callable[..., Any]] = {}
_YES: dict[str, int] = {}


def questions(modules: list[types.ModuleType]) -> dict[str, types.FunctionType]:
    """Every function of some modules that answers yes or no, by name."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": thing
        for module in modules
        for name, thing in vars(module).items()
        if isinstance(thing, types.FunctionType)
        and thing.__module__ == module.__name__
        and thing.__annotations__.get("return") == "bool"
    }


def _code(source: str) -> types.CodeType:
    found: dict[str, Any] = {}
    exec(source, found)
    code = found["stand_in"].__code__
    assert isinstance(code, types.CodeType)
    return code


@contextmanager
def off(function: types.FunctionType) -> Iterator[None]:
    """The engine with a function that always answers no."""
    code = function.__code__
    function.__code__ = _code("def stand_in(*args, **named):\n    return False\n")
    forget()
    try:
        yield
    finally:
        function.__code__ = code
        forget()


@contextmanager
def counted(functions: dict[str, types.FunctionType]) -> Iterator[dict[str, int]]:
    """How often each function answers yes."""
    codes = {name: function.__code__ for name, function in functions.items()}
    for name, function in functions.items():
        original = types.FunctionType(function.__code__, function.__globals__, name, function.__defaults__)
        original.__kwdefaults__ = function.__kwdefaults__
        _ORIGINALS[name] = original
        function.__code__ = _code(
            "def stand_in(*args, **named):\n"
            "    from claims_switches import ask\n"
            f"    return ask({name!r}, args, named)\n"
        )
    _YES.clear()
    try:
        yield _YES
    finally:
        for name, function in functions.items():
            function.__code__ = codes[name]
        _ORIGINALS.clear()


def ask(name: str, args: Any, named: Any) -> bool:
    answer = bool(_ORIGINALS[name](*args, **named))
    if answer:
        _YES[name] = _YES.get(name, 0) + 1
    return answer

"""Lazy types: the classes of lsprotocol get what attrs writes for them once they are used.

lsprotocol declares some 550 classes. attrs compiles the methods of each when it is imported, and
the first converter resolves the types of all, which was a third of the start of the server. A
session uses less than a hundred of them. The classes stay the same, but for their slots, which
attrs can give to a new class alone.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from threading import RLock
from typing import Any, get_type_hints

import attrs

_MODULE = "lsprotocol.types"
#: What a class has until it is used.
_PLACEHOLDERS = ("__attrs_attrs__", "__init__")
#: What gives a class its methods, and is held while that is done.
_define: Callable[..., type] = attrs.define
_lock = RLock()


def load() -> None:
    """Import the types of the protocol; must come before anything else imports them.

    Raises:
        ModuleNotFoundError: lsprotocol is not installed.
    """
    if _MODULE in sys.modules:
        return
    attrs.define = _defer
    try:
        importlib.import_module(_MODULE)
    finally:
        attrs.define = _define  # type: ignore[assignment]
    from lsprotocol import _hooks

    # Each class resolves its own types when it is used. A release that knows no such name resolves
    # those of all classes, which takes longer and comes to the same.
    _hooks._resolved_forward_references = True  # noqa: SLF001


def _defer(maybe_cls: type | None = None, **options: Any) -> Any:
    """Stand in for `attrs.define`."""

    def waiting(cls: type) -> type:
        if cls.__module__ != _MODULE or any(name in vars(cls) for name in _PLACEHOLDERS):
            return _define(cls, **options)
        build = _Build(cls, options)
        cls.__attrs_attrs__ = _Fields(build)  # type: ignore[attr-defined]
        cls.__init__ = build.first_call()  # type: ignore[misc]
        return cls

    return waiting if maybe_cls is None else waiting(maybe_cls)


class _Build:
    """Gives a class its methods, once.

    Args:
        cls: the class.
        options: what `attrs.define` was called with.
    """

    def __init__(self, cls: type, options: dict[str, Any]) -> None:
        self.cls = cls
        self.options = options
        self.is_done = False

    def __call__(self) -> None:
        with _lock:
            if self.is_done:
                return
            self.is_done = True
            # What stands there until then makes other threads wait, so it is replaced, and not
            # taken away before.
            options = {"slots": False, "init": True, "field_transformer": _resolved}
            _define(self.cls, **{**self.options, **options})

    def first_call(self) -> Callable[..., None]:
        """Return what makes the first instance of the class."""

        def __init__(instance: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it is one
            self()
            self.cls.__init__(instance, *given, **named)  # type: ignore[misc]

        return __init__


def _resolved(cls: type, fields: list[Any]) -> list[Any]:
    """Return the fields of a class with their types, as lsprotocol resolves them."""
    from lsprotocol.types import ALL_TYPES_MAP

    # The mapping that is given is changed.
    found = get_type_hints(cls, dict(ALL_TYPES_MAP), {}, include_extras=True)
    return [field.evolve(type=found[field.name]) for field in fields]


class _Fields:
    """The fields of a class that waits: who asks for them uses the class."""

    def __init__(self, build: _Build) -> None:
        self._build = build

    def __get__(self, instance: object, owner: type) -> Any:
        self._build()
        return owner.__attrs_attrs__  # type: ignore[attr-defined]

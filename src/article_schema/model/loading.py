"""Loading: the model class that a project names as `package.module:Class`."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from article_schema.errors import ModelError, UsageError
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import is_model, table_of
from article_schema.model.spelling import closest

_WORD = r"(?:[A-Za-z_]|[^\u0000-\u007f])(?:[A-Za-z0-9_]|[^\u0000-\u007f])*"
#: The name of a module and of a class in it.
MODEL_NAME = rf"{_WORD}(?:\.{_WORD})*:{_WORD}"


def load_model(name: str, folder: str = "") -> type[Record]:
    """Import a model class. The import runs the code of its module.

    Args:
        name: module and class, as in `courses.model:Course`.
        folder: where modules are looked for first; the current folder comes next.

    Raises:
        UsageError: the name has another form, the module cannot be imported, or there is no model
            class of that name in it.
    """
    if re.fullmatch(MODEL_NAME, name) is None:
        raise UsageError(f"not the name of a model: {name!r}; write it like `courses.model:Course`")
    home, _, class_name = name.partition(":")
    with _guarded(f"the module {home} cannot be imported"):
        module = _import(home, folder)
        found: Any = getattr(module, class_name, None)
        models = [key for key, value in vars(module).items() if is_model(value)]
        if is_model(found):
            table_of(found)
            model: type[Record] = found
            return model
    twin = closest(class_name, models)
    hint = f"did you mean {home}:{twin}?" if twin else "decorate a class with @record"
    state = "is no model class" if found is not None else "is not there"
    raise UsageError(f"{class_name} {state} in the module {home}; {hint}")


@contextmanager
def _guarded(what: str) -> Iterator[None]:
    """Turn whatever the code of a model raises into an error of the call.

    A `SystemExit(0)` would end a check as if nothing was found.
    """
    try:
        yield
    except (UsageError, KeyboardInterrupt):
        raise
    except ModelError as error:
        raise UsageError(f"the model cannot be used: {error}") from error
    except BaseException as error:
        raise UsageError(f"{what}: {type(error).__name__}: {error}") from error


def _import(module: str, folder: str) -> object:
    try:
        with _searched_first(os.path.abspath(folder), os.getcwd()):
            return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or not (module == error.name or module.startswith(f"{error.name}.")):
            raise
        message = f"there is no module {module}, neither in {folder or 'this folder'} nor installed"
        raise UsageError(message) from None


@contextmanager
def _searched_first(*folders: str) -> Iterator[None]:
    """Look for modules in some folders first, and afterwards in them last.

    Afterwards, because the functions of a model may import their neighbours. Last, because a file
    there must not stand in for a module that the checker imports later.
    """
    new = [folder for folder in dict.fromkeys(folders) if folder not in sys.path]
    sys.path[:0] = new
    try:
        yield
    finally:
        for folder in new:
            if folder in sys.path:
                sys.path.remove(folder)
        sys.path += new

"""Loading: the model class that a project names as `package.module:Class`."""

from __future__ import annotations

import importlib
import os
import re
import sys
from typing import Any

from article_schema.errors import ModelError, UsageError
from article_schema.model.fields import Record, is_model, table_of
from article_schema.model.spelling import closest

_NAME = re.compile(r"(?P<module>[^\W\d]\w*(?:\.[^\W\d]\w*)*):(?P<name>[^\W\d]\w*)")


def load_model(name: str, folder: str = "") -> type[Record]:
    """Import a model class. The import runs the code of its module.

    Args:
        name: module and class, as in `courses.model:Course`.
        folder: where modules are looked for first; the current folder comes next.

    Raises:
        UsageError: the name has another form, the module cannot be imported, or there is no model
            class of that name in it.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise UsageError(f"not the name of a model: {name!r}; write it like `courses.model:Course`")
    module = _import(match["module"], folder)
    found: Any = getattr(module, match["name"], None)
    if not is_model(found):
        models = [key for key, value in vars(module).items() if is_model(value)]
        twin = closest(match["name"], models)
        hint = (
            f"did you mean {match['module']}:{twin}?" if twin else "decorate a class with @record"
        )
        state = "is no model class" if found is not None else "is not there"
        raise UsageError(f"{match['name']} {state} in the module {match['module']}; {hint}")
    try:
        table_of(found)
    except ModelError as error:
        raise UsageError(f"the model {name} cannot be used: {error}") from error
    model: type[Record] = found
    return model


def _import(module: str, folder: str) -> object:
    for place in (os.getcwd(), os.path.abspath(folder)):
        if place not in sys.path:
            sys.path.insert(0, place)
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is not None and (module == error.name or module.startswith(f"{error.name}.")):
            message = (
                f"there is no module {module}, neither in {folder or 'this folder'} nor installed"
            )
            raise UsageError(message) from None
        raise UsageError(f"the module {module} cannot be imported: {error}") from error
    except Exception as error:
        raise UsageError(
            f"the module {module} cannot be imported: {type(error).__name__}: {error}"
        ) from error

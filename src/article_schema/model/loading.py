"""Loading: the model class that a project names by its module or by its file."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType
from typing import Any, TypeAlias

from article_schema.errors import UsageError
from article_schema.importing import guarded, import_file, import_named
from article_schema.model.shapes.tables import is_model, table_of
from article_schema.model.spelling import closest

_WORD = r"(?:[A-Za-z_]|[^\u0000-\u007f])(?:[A-Za-z0-9_]|[^\u0000-\u007f])*"
#: The name of a module and of a class in it.
MODEL_NAME = rf"{_WORD}(?:\.{_WORD})*:{_WORD}"
#: The path of a Python file and the name of a class in it.
MODEL_IN_FILE = rf"[^:\u0000-\u001f\u007f]+\.py:{_WORD}"


#: Makes a model of a class that is none; None for what nothing can be made of.
Adapt: TypeAlias = Callable[[Any], type | None]


def _never(_: Any) -> None:
    return None


def load_model(name: str, folder: str = "", adapt: Adapt = _never) -> type:
    """Import a model class from a module. The import runs the code of its module.

    Args:
        name: module and class, as in `courses.model:Course`.
        folder: where modules are looked for first; the current folder comes next.
        adapt: asked for a model where the class is none.

    Raises:
        UsageError: the name has another form, the module cannot be imported, or there is no model
            class of that name in it.
    """
    if re.fullmatch(MODEL_NAME, name) is None:
        raise UsageError(f"not the name of a model: {name!r}; write it like `courses.model:Course`")
    return _class_in(name, folder, import_named, "module", adapt)


def load_model_from_file(name: str, folder: str = "", adapt: Adapt = _never) -> type:
    """Import a model class from a Python file. The import runs the code of the file.

    Args:
        name: path and class, as in `checks/models.py:Course`.
        folder: the folder that the path starts from.
        adapt: asked for a model where the class is none.

    Raises:
        UsageError: there is no such file, it cannot be imported, or there is no model class of that
            name in it.
    """
    return _class_in(name, folder, import_file, "file", adapt)


def _class_in(
    name: str, folder: str, take: Callable[[str, str], ModuleType], kind: str, adapt: Adapt
) -> type:
    home, _, class_name = name.rpartition(":")
    with guarded(f"the {kind} {home} cannot be imported"):
        module = take(home, folder)
        found: Any = getattr(module, class_name, None)
        models = [key for key, value in vars(module).items() if is_model(value)]
        model: type | None = found if is_model(found) else adapt(found)
        if model is not None:
            table_of(model)
            return model
    twin = closest(class_name, models)
    hint = f"did you mean {home}:{twin}?" if twin else "decorate a class with @record"
    state = "is no model class" if found is not None else "is not there"
    raise UsageError(f"{class_name} {state} in the {kind} {home}; {hint}")

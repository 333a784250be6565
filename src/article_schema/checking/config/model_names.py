"""Names of models: the forms in which a configuration names one, and what loads each."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass

from article_schema.errors import UsageError
from article_schema.model.loading import (
    MODEL_IN_FILE,
    MODEL_NAME,
    load_model,
    load_model_from_file,
)

#: The name of a preset.
PRESET = r"preset:[^\u0000-\u001f\u007f]+"
#: The path of a file with a JSON Schema.
SCHEMA_FILE = r"[^\u0000-\u001f\u007f]+\.json"


@dataclass(frozen=True)
class NameForm:
    """One form of the names of models."""

    #: The expression that such a name matches as a whole, as `facets.Pattern` has it.
    pattern: str
    example: str
    #: Whether a name begins with a path.
    is_path: bool
    #: Makes the class of a name and the folder of the configuration; raises `UsageError`.
    load: Callable[[str, str], type]
    #: Whether loading one runs code of the site.
    runs_code: bool = False


def _from_schema(name: str, folder: str) -> type:
    # jsonschema takes longer to import than a hundred files take to check.
    from article_schema.schema.models.making import model_from_schema

    return model_from_schema(os.path.join(folder, name))


def _from_class(found: type) -> type | None:
    from article_schema.schema.models.borrowing import is_borrowed, model_from_class

    return model_from_class(found) if is_borrowed(found) else None


def _from_file(name: str, folder: str) -> type:
    return load_model_from_file(name, folder, _from_class)


def _from_module(name: str, folder: str) -> type:
    return load_model(name, folder, _from_class)


def _from_preset(name: str, _: str) -> type:
    from article_schema.model.spelling import closest
    from article_schema.presets import PRESETS, preset_class

    wanted = name.partition(":")[2]
    if wanted in PRESETS:
        return preset_class(wanted)
    twin = closest(wanted, list(PRESETS))
    hint = f"did you mean preset:{twin}?" if twin else f"there are {', '.join(PRESETS)}"
    raise UsageError(f"there is no preset {wanted!r}; {hint}")


#: The forms, the one that is asked first at the top.
FORMS = (
    NameForm(PRESET, "preset:hugo", False, _from_preset),
    NameForm(MODEL_IN_FILE, "models.py:Course", True, _from_file, runs_code=True),
    NameForm(MODEL_NAME, "courses.model:Course", False, _from_module, runs_code=True),
    NameForm(SCHEMA_FILE, "schemas/course.schema.json", True, _from_schema),
)
#: What the names are, for messages.
FORMS_IN_WORDS = "the name of a model, such as " + " or ".join(form.example for form in FORMS)
#: The names of all forms.
ANY_MODEL = "|".join(form.pattern for form in FORMS)


def model_named(name: str, folder: str, *, here: str | None = None) -> type:
    """Return the model class of a name.

    Args:
        name: the name, in one of the forms.
        folder: the folder of the configuration.
        here: the folder that a path starts from which the command line has; empty for the current
            one. None where the configuration itself has the name.

    Raises:
        UsageError: the name has no such form, or there is no such model.
    """
    form = _form_of(name)
    if form is not None:
        return form.load(name, here if form.is_path and here is not None else folder)
    examples = " or ".join(f"`{form.example}`" for form in FORMS)
    raise UsageError(f"not the name of a model: {name!r}; write it like {examples}")


def names_code(name: str) -> bool:
    """Tell whether the model of a name is code of the site, and no preset and no JSON Schema."""
    form = _form_of(name)
    return form is not None and form.runs_code


def _form_of(name: str) -> NameForm | None:
    return next((form for form in FORMS if re.fullmatch(form.pattern, name) is not None), None)

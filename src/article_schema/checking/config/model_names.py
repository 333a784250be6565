"""Names of models: the forms in which a configuration names one, and what loads each."""

from __future__ import annotations

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


@dataclass(frozen=True)
class NameForm:
    """One form of the names of models."""

    #: The expression that such a name matches as a whole, as `facets.Pattern` has it.
    pattern: str
    example: str
    #: Makes the class of a name and the folder of the configuration; raises `UsageError`.
    load: Callable[[str, str], type]


#: The forms, the one that is asked first at the top.
FORMS = (
    NameForm(MODEL_IN_FILE, "models.py:Course", load_model_from_file),
    NameForm(MODEL_NAME, "courses.model:Course", load_model),
)
#: The names of all forms.
ANY_MODEL = "|".join(form.pattern for form in FORMS)


def model_named(name: str, folder: str) -> type:
    """Return the model class of a name.

    Args:
        name: the name, in one of the forms.
        folder: the folder of the configuration.

    Raises:
        UsageError: the name has no such form, or there is no such model.
    """
    for form in FORMS:
        if re.fullmatch(form.pattern, name) is not None:
            return form.load(name, folder)
    examples = " or ".join(f"`{form.example}`" for form in FORMS)
    raise UsageError(f"not the name of a model: {name!r}; write it like {examples}")

"""Late patterns: regular expressions that are compiled when somebody first uses them.

The modules of a check hold three hundred, and one file asks for a fifth of them. To compile them
all takes longer than to check the file.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class LatePattern:
    """A regular expression that is not compiled yet.

    What is first asked of it is asked of the compiled one, and then kept.

    Args:
        expression: the regular expression.
        flags: those of `re.compile`.
    """

    def __init__(self, expression: Any, flags: int) -> None:
        self._given = expression, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Tools that copy or show objects ask for methods that patterns may not have.
            raise AttributeError(name)
        value = getattr(re.compile(*self._given), name)
        self.__dict__[name] = value
        return value


if TYPE_CHECKING:
    late_pattern = re.compile
else:
    late_pattern = lambda expression, flags=0: LatePattern(expression, flags)  # noqa: E731

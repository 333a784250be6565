"""Docstrings: the documentation and the test of a rule, read from its function."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from typing import Any, NamedTuple

from article_schema.errors import ModelError
from article_schema.late_pattern import late_pattern

#: Stands for a tab in an example: Python 3.13 turns the tabs of docstrings into spaces.
_TAB_SIGN = "␉"
_SECTION = late_pattern(r"^(Bad|Good|Source)(?: \(([^)]+)\))?:[ \t]*(?![ \t])(.*)$")


class RuleText(NamedTuple):
    """What the docstring of a rule says."""

    #: One sentence: what is wrong.
    summary: str
    #: Why it matters and what to do.
    explanation: str
    bad: str
    good: str
    #: Where the rule comes from: an RFC and section, a specification, or a measured count.
    source: str
    #: What the words in `Bad (...):` say: a file name, `whole file` or `own test`.
    example_note: str


def read_docstring(code: str, function: Callable[..., Any]) -> RuleText:
    """Read the docstring of a rule's function.

    It holds a one-sentence summary, an explanation, the blocks `Bad:` and `Good:` with YAML, and a
    line `Source:`. How examples become files is told in `examples.py`.

    Raises:
        ModelError: it lacks one of these.
    """
    if function.__doc__ is None and sys.flags.optimize > 1:
        raise ModelError(
            "Python runs with -OO, which drops the docstrings that rules take their pages "
            "from; run it without, or with -O"
        )
    summary, _, rest = (function.__doc__ or "").strip().partition("\n")
    sections: dict[str, list[str]] = {"": []}
    current = ""
    note = ""
    for line in textwrap.dedent(rest).splitlines():
        match = _SECTION.match(line)
        if match:
            current = match[1]
            note = match[2] or note
            sections[current] = [match[3]] if match[3] else []
        else:
            sections[current].append(line)
    texts = {
        name: textwrap.dedent("\n".join(lines)).strip("\n") for name, lines in sections.items()
    }
    missing = [name for name in ("Bad", "Good", "Source") if not texts.get(name)]
    if not summary or missing:
        raise ModelError(f"{code}: the docstring lacks {', '.join(missing) or 'a summary'}")
    return RuleText(
        summary=summary,
        explanation=texts[""].strip(),
        bad=f"{texts['Bad'].rstrip()}\n".replace(_TAB_SIGN, "\t"),
        good=f"{texts['Good'].rstrip()}\n".replace(_TAB_SIGN, "\t"),
        source=" ".join(texts["Source"].split()),
        example_note=note,
    )

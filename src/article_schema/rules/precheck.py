"""Prechecks: cheap tests that tell whether a rule has to look at all; and options of rules.

This module imports nothing, since the shortest way through a check uses it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    T = TypeVar("T")


class Precheck:
    """A cheap test before a rule: where its function returns false, the rule is not called.

    It only saves time, as most files have nothing wrong: the rule gives the same answer without it.
    So the function may let a sound value pass, and must never stop a faulty one.

    >>> from article_schema import Article
    >>> from article_schema.testing import make
    >>> shouts = Precheck(lambda article, at: article.title.isupper(), needs=("title",))
    >>> shouts.function(make(Article, title="Ahoy"), None)
    False

    Args:
        function: called with a value, or with a record and a `RuleContext`. Unless it is covered,
            it uses nothing but attributes of the record, and the options, `now` and `filename` of
            the context: the fast path passes objects that have no more.
        needs: attributes of a record; where it has none of them, the function returns false.
        sign: characters that stand in the file wherever the function returns true.
        passes: a regular expression; where it matches the beginning of a text, the function returns
            false.
        covered: whether the patterns of the fast path cover the test. The function returns false
            for each line of printable text without white space around it, and for each record in
            which all keys are known and current, and no value is null or a fraction.
    """

    __slots__ = ("covered", "function", "needs", "passes", "sign")

    def __init__(
        self,
        function: Callable[..., object],
        *,
        needs: tuple[str, ...] = (),
        sign: str = "",
        passes: str = "",
        covered: bool = False,
    ) -> None:
        self.function = function
        self.needs = needs
        self.sign = sign
        self.passes = passes
        self.covered = covered


class Options:
    """What reads the options of a rule in a run."""

    __slots__ = ()

    #: The options of the rule by name, in this run.
    options: Mapping[str, object]

    def option(self, name: str, kind: type[T]) -> T:
        """Return an option of the rule as the kind that it has.

        Args:
            name: the name of the option.
            kind: the type of its values, such as `int`; `float` takes whole numbers too.

        Raises:
            TypeError: the option has a value of another kind.
        """
        value = self.options[name]
        if isinstance(value, kind) or (kind is float and isinstance(value, int)):
            return value  # type: ignore[return-value]  # a whole number is a float to type checkers
        raise TypeError(f"the option {name} is of type {type(value).__name__}, not {kind.__name__}")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return an option of the rule that is a list of texts.

        Args:
            name: the name of the option.

        Raises:
            TypeError: the option is no list, or holds something else than text.
        """
        value = self.options[name]
        if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
            raise TypeError(f"the option {name} is no list of texts")
        return tuple(value)

"""Prechecks: cheap tests that tell whether a rule has to look at all.

This module imports nothing, since the shortest way through a check uses it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


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
            it uses nothing but attributes of the record, and `options`, `now` and `filename` of the
            context: the fast path passes objects that have no more.
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

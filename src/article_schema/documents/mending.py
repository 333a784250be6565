"""Checks, fixes and the style of a document, as the commands make them in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article_schema.documents.operations import Operations

if TYPE_CHECKING:
    from article_schema.checking.config.settings import Settings
    from article_schema.rules.findings import Finding, Fix


class Mending(Operations):
    """What is found in a document, and what mends it."""

    __slots__ = ()

    @property
    def filename(self) -> str:
        """The name that messages use."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """The whole text of the file, with all changes made so far."""
        raise NotImplementedError

    def check(self, settings: Settings | None = None) -> tuple[Finding, ...]:
        """Return what `article-schema check` finds in the text, with all changes made so far.

        Args:
            settings: which rules run; without them the defaults, with the model of the document.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            UsageError: a selector of the settings matches no rule.
        """
        from article_schema.checking.recent import recent_checker

        return (
            recent_checker(self._settings(settings)).check_text(self.text, self.filename).findings
        )

    def fix(self, settings: Settings | None = None, *, unsafe: bool = False) -> bool:
        """Make the fixes that `article-schema check --fix` makes, and tell whether there were any.

        Args:
            settings: as for `check`.
            unsafe: whether fixes are made too that may change what a reader gets.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            UsageError: a selector of the settings matches no rule.
        """
        from article_schema.checking.mending import fix_text

        before = self.text
        wanted = self._settings(settings)
        self._content.take(fix_text(before, self.filename, wanted, unsafe=unsafe))
        return self.text != before

    def apply(self, fix: Fix) -> None:
        """Make the fix of one finding, which `check` has returned for the present text.

        >>> document = load("examples/broken/bad-link.md")
        >>> document.apply(document.check()[0].fix)
        >>> document.article.web_url
        'https://www.example.com/news/harbour%20at%20dawn'

        Args:
            fix: the fix of a finding of the document.

        Raises:
            ValidationError: the article would break its contract; nothing is changed then.
            EditError: the fix cannot be made safely; nothing is changed then.
        """
        self._content.edit(fix.edits)

    def format(self, settings: Settings | None = None) -> bool:
        """Bring the text to its style as `article-schema fmt` does; tell whether it has changed.

        Args:
            settings: as for `check`; their style counts, and without them the house style.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            EditError: the text has a fault, such as a repeated key, that has to be fixed first.
        """
        from article_schema.checking.mending import format_text

        before = self.text
        self._content.take(format_text(before, self.filename, self._settings(settings)))
        return self.text != before

    def _settings(self, settings: Settings | None) -> Settings:
        from article_schema.checking.config.settings import Settings

        return settings or Settings(model=self._content.model)

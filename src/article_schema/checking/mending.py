"""Mending: texts that are fixed or formatted in memory, without a file."""

from __future__ import annotations

from article_schema.arguments import require
from article_schema.checking.config.settings import Settings
from article_schema.checking.fixing import fix_file
from article_schema.checking.recent import recent_checker
from article_schema.document.formats.registry import split
from article_schema.document.splicing.restyle import format_source
from article_schema.house_style import HouseStyle
from article_schema.style.values import Style


def fix_text(
    text: str,
    filename: str = "article.md",
    settings: Settings | None = None,
    *,
    unsafe: bool = False,
) -> str:
    r"""Return a text with its fixes made, as `article-schema check --fix` makes them.

    What has no fix stays, and so does a text that cannot be read; `check_text` tells of both. Only
    the lines of fixed values change.

    >>> text = "---\ntitle: Harbour\nwebUrl: https://example.com/a?b&#038;c\n---\n"
    >>> print(fix_text(text), end="")
    ---
    title: Harbour
    webUrl: https://example.com/a?b&c
    ---

    Args:
        text: the whole text of a file.
        filename: the name for messages; its ending decides the format of the text.
        settings: which rules run; the defaults where it is None.
        unsafe: whether fixes are made too that may change what a reader gets.

    Raises:
        UsageError: a selector of the settings matches no rule.
    """
    require(text, str, "fix_text() takes text", "decode it first")
    require(filename, str, "fix_text() takes the name of the file as text")
    checker = recent_checker(settings)
    fixed = fix_file(checker, checker.check_text(text, filename), unsafe=unsafe)
    source = fixed.result.source
    return text if source is None or not fixed.fixed else source.whole_text


def format_text(text: str, filename: str = "article.md", settings: Settings | None = None) -> str:
    r"""Return a text in its style, as `article-schema fmt` writes it.

    The data, the comments and the body stay as they are.

    >>> print(format_text("---\ntype: 'article'\ntitle: Harbour\n---\n"), end="")
    ---
    title: "Harbour"
    type: article
    ---

    Args:
        text: the whole text of a file.
        filename: the name for messages; its ending decides the format of the text.
        settings: their model, style and limits count; the defaults where it is None. A style that
            is to be learned is the house style here.

    Raises:
        DocumentError: the text cannot be read.
        EditError: it has a fault, such as a repeated key, that has to be fixed first.
    """
    require(text, str, "format_text() takes text", "decode it first")
    require(filename, str, "format_text() takes the name of the file as text")
    settings = settings or Settings()
    layout = HouseStyle(settings.model, settings.style or Style())
    return format_source(split(text, filename), layout, settings.limits).whole_text

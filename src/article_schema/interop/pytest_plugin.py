"""The plug-in for pytest: `pytest --article-schema content/` makes a test of each article file.

pytest imports this module in every run of an environment that has the package, so it holds the
options and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("article-schema")
    group.addoption(
        "--article-schema",
        action="store_true",
        help="check article files too: each that is collected becomes a test",
    )
    group.addoption(
        "--article-schema-isolated",
        action="store_true",
        help="read no configuration file of article-schema",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Take part in the collection, if asked to.

    Raises:
        pytest.UsageError: the configuration of the checks is wrong.
    """
    if config.getoption("article_schema"):
        from article_schema.errors import ArticleSchemaError
        from article_schema.interop.pytest_items import ArticleCollector

        try:
            config.pluginmanager.register(ArticleCollector(config))
        except ArticleSchemaError as error:
            raise pytest.UsageError(str(error)) from None


@pytest.fixture
def make_article() -> Callable[..., Any]:
    """Return a function that makes a valid article: `make_article(title="A quiet day")`."""
    from article_schema.model.article import Article
    from article_schema.testing import make

    return lambda **values: make(Article, **values)


@pytest.fixture
def article_file(tmp_path: Path, make_article: Callable[..., Any]) -> Callable[..., Path]:
    """Return a function that writes an article to a file of its own and returns the path.

    `article_file("a.md", body="It was quiet.", title="A quiet day")`
    """
    from article_schema.documents.writing import dump

    def write(name: str = "article.md", body: str = "", **values: Any) -> Path:
        path = tmp_path / name
        dump(make_article(**values), path, body)
        return path

    return write

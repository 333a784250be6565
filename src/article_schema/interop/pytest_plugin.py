"""The plug-in for pytest: `pytest --article-schema content/` makes a test of each article file.

pytest imports this module in every run of an environment that has the package, so it holds the
options and nothing else.
"""

from __future__ import annotations

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

"""A style that is learned, while its configuration changes or goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import Search
from article_schema.checking.learned import learned_style
from article_schema.style.values import Style

TWO = "---\nprovider:\n  name: a\ntopics:\n  - sea\n---\n"
FOUR = TWO.replace("  ", "    ")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "article-schema.toml"
    path.write_text('format = "learn"\n')
    return path


def learned(config: Path) -> Style:
    """Return the style of a file beside a configuration, as an editor that is open asks for it."""
    article = config.parent / "a.md"
    configurations = Configurations(Given(folder=str(config.parent)))
    found = Search(configurations).found(str(article))
    return learned_style(configurations, configurations.for_file(found.path))


def test_it_is_read_off_once_until_the_configuration_changes(config: Path) -> None:
    article = config.parent / "a.md"
    article.write_text(TWO)
    assert learned(config).indent == 2
    article.write_text(FOUR)
    assert learned(config).indent == 2
    os.utime(config, ns=(1, 1))
    assert learned(config).indent == 4


def test_a_configuration_that_goes_while_its_files_are_read_counts_to_the_end(
    config: Path,
) -> None:
    (config.parent / "a.md").write_text(TWO)
    configurations = Configurations(Given(folder=str(config.parent)))
    configuration = configurations.for_file(str(config.parent / "a.md"))
    config.unlink()
    assert learned_style(configurations, configuration).indent == 2
    # What was learned without a file is not kept for one that comes again.
    (config.parent / "a.md").write_text(FOUR)
    config.write_text('format = "learn"\n')
    assert learned(config).indent == 4

"""Trial: what a configuration would find today, before it is written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations
from article_schema.checking.config.reading import read_configuration
from article_schema.checking.discovery.search import find_files
from article_schema.checking.filters.baseline import Baseline
from article_schema.checking.run import Checkers


def findings_today(
    configuration: Callable[[str], str], models: Mapping[str, str], baseline: str
) -> Baseline:
    """Return the findings in the files of the current folder, as a baseline that is not written.

    Args:
        configuration: returns the text of the configuration; takes the folder of its models.
        models: the texts of the files with models, by name.
        baseline: the path of the baseline.

    Raises:
        UsageError: the configuration or a model is wrong.
    """
    found = Baseline(baseline)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in models.items():
            Path(folder, name).write_text(text, "utf-8", newline="\n")
        path = Path(folder, "article-schema.toml")
        path.write_text(configuration(os.path.join(folder, "")), "utf-8", newline="\n")
        read = read_configuration(os.fspath(path), required=True)
        configurations = Configurations.as_if(read or Configuration())
        for result, _ in Checkers(configurations).check(find_files(["."], configurations)):
            found.add(result)
    return found

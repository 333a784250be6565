"""The style of a site: a manner of writing that comes from a configuration, or from files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from article_schema.document.manner import Manner


class Style(Manner):
    """How the YAML and the TOML of a site are written.

    The fields are those of the table `[format]` in a configuration, with `_` for `-`. Each has the
    value of the house style unless another one is given.

    >>> provider = Provider(name="Example Times", domain="example.com")
    >>> print(dumps(provider, filename="provider.yaml", style=Style(text_quotes="double")), end="")
    name: "Example Times"
    domain: "example.com"

    Raises:
        UsageError: a value is none of those that its field may have.
    """

    @classmethod
    def of(cls, paths: Iterable[str | os.PathLike[str]], model: type | None = None) -> Style:
        """Read the style off files: of each choice, what most of them do.

        What fewer than 99 of 100 files do the same way is named in `keep`, so that `fmt` does not
        enforce it. Files that cannot be read, or that hold neither YAML nor TOML, are skipped.

        >>> from pathlib import Path
        >>> Style.of(Path("examples/adopt/jekyll/_posts").glob("*.md")).lists
        'flow'

        Args:
            paths: the files.
            model: the class of their records, whose order of keys, quotes and sections count as the
                style where files follow them.

        Raises:
            ModelError: the class is not a model.
        """
        # Whoever writes a style down waits for no reader of files.
        from article_schema.style.learning import learn

        return cls(**learn(paths, model).values)

    @staticmethod
    def explain(paths: Iterable[str | os.PathLike[str]], model: type | None = None) -> str:
        """Return the style of files as the table `[format]`, with the counts behind each choice.

        >>> from pathlib import Path
        >>> paths = sorted(Path("examples/adopt/jekyll/_posts").glob("*.md"))
        >>> print(Style.explain(paths), end="")
        [format]
        blank-lines = "sections"  # 6 of 6 files
        key-order = "keep"  # 6 of 6 files
        line-breaks = "lf"  # 6 of 6 files
        front-matter = "yaml"  # 6 of 6
        text-quotes = "plain"  # 24 of 24
        date-quotes = "plain"  # 6 of 6
        name-quotes = "plain"  # 30 of 30
        lists = "flow"  # 6 of 6

        Args:
            paths: as for `of`.
            model: as for `of`.

        Raises:
            ModelError: the class is not a model.
        """
        from article_schema.style.learning import learn

        return learn(paths, model).toml()

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> Style:
        """Return the style of a table `[format]`.

        >>> Style.from_table({"list-indent": 0}).list_indent
        0
        >>> Style.from_table({"list-indent": "two"})
        Traceback (most recent call last):
        article_schema.errors.UsageError: list_indent must be a whole number, not 'two'

        Args:
            table: the keys of the table, with `-`, and their values.

        Raises:
            UsageError: a value is none of those that its key may have.
        """
        values: dict[str, Any] = {key.replace("-", "_"): value for key, value in table.items()}
        return cls(**values)

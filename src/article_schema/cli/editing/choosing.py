"""Choosing: the option `--where`, which says the records that a command is about."""

from __future__ import annotations

import argparse

from article_schema.errors import UsageError
from article_schema.selecting.binding import Condition, condition
from article_schema.selecting.parsing import parse
from article_schema.selecting.tokens import ExpressionError


class Choice:
    """The records that the options choose; without an expression all.

    Args:
        options: the options of the command.
        whole: whether the routes of the command begin with the index of a record.

    Raises:
        UsageError: the expression cannot be read, or the routes choose the records already.
    """

    def __init__(self, options: argparse.Namespace, *, whole: bool) -> None:
        self._text: str | None = options.where
        if self._text is None:
            return
        if whole:
            raise UsageError(
                "--where chooses records, and so does the index that a route begins with: leave "
                "one of them out"
            )
        try:
            parse(self._text)
        except ExpressionError as error:
            raise _told(error) from None

    @property
    def is_given(self) -> bool:
        """Whether there is an expression."""
        return self._text is not None

    def condition(self, model: type) -> Condition:
        """Return the condition that records of a model have to keep.

        Raises:
            UsageError: the expression does not fit the model.
        """
        if self._text is None:
            return lambda _: True
        try:
            return condition(self._text, model)
        except ExpressionError as error:
            raise _told(error) from None


def _told(error: ExpressionError) -> UsageError:
    return UsageError(f"--where: {error}")

"""Testing: prove a rule of your own by the examples in its docstring, and by texts.

Write in a test of pytest, or of any other runner:

    RuleCase(my_rule).check()

A failure is an `AssertionError` with the expected and the actual findings.

`make` gives an instance of a model; `from_model` and `invalid` are strategies of hypothesis, which
has to be installed for them. With it, `hypothesis.strategies.from_type(Article)` works too.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from article_schema.arguments import require
from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import FoundFile
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.checking.run import check_files
from article_schema.conversion import fits, structure
from article_schema.errors import UsageError
from article_schema.model.article import Article, Author, Image, Provider, RelatedItem
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of
from article_schema.rules.examples import (
    ExampleFile,
    example_folders,
    example_options,
    marked_file,
)
from article_schema.rules.findings import Finding
from article_schema.rules.kinds import CorpusRule
from article_schema.rules.plugins import available_rules
from article_schema.rules.rule import Rule
from article_schema.schema.build import required_example, whole_example

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from article_schema.interop.hypothesis_data import Invalid

__all__ = ["RuleCase", "from_model", "invalid", "make"]

M = TypeVar("M", bound=Record)


def make(model: type[M], **values: object) -> M:
    """Return a valid instance of a model, made from the examples of its fields.

    Only what the model requires has a value, and what is given here.

    >>> from article_schema import Article, Image
    >>> make(Image, width=1200).width
    1200
    >>> article = make(Article, title="A quiet day")
    >>> article.title, article.provider.domain
    ('A quiet day', 'example.com')
    >>> make(Article, title="")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `title` is empty; write its text, or remove the key \
where it is optional

    Args:
        model: the class to build.
        values: attributes and their values, as in `make(Article, title="A quiet day")`.

    Raises:
        ModelError: the class is not a model.
        UsageError: a required field has no example, so that nothing valid can be made.
        AttributeError: the model has no such attribute.
        ValidationError: a value breaks the contract.
    """
    table = table_of(model)
    candidates = (required_example(table), whole_example(table))
    found = next((each for each in candidates if each is not None and fits(each, model)), None)
    if found is None:
        raise UsageError(
            f"no instance of {model.__name__} can be made of the examples of its fields; "
            "give each required field an Example"
        )
    record = structure(found, model)
    for name, value in values.items():
        setattr(record, name, value)
    return record


def from_model(model: type[M]) -> SearchStrategy[M]:
    """Return a strategy of hypothesis for valid instances of a model.

    They are made field by field from the declaration: any choice of optional fields, values at the
    bounds, conditions kept. From then on `from_type` of hypothesis knows the model too.

    >>> from hypothesis import given
    >>> from article_schema import Image, from_json, to_json
    >>> @given(from_model(Image))
    ... def test_json_holds_all_of_an_image(image):
    ...     assert from_json(to_json(image), Image) == image
    >>> test_json_holds_all_of_an_image()

    Args:
        model: the class of the instances.

    Raises:
        ModelError: the class is not a model.
        ModuleNotFoundError: hypothesis is not installed.
    """
    from article_schema.interop.hypothesis_data import models_of, register_types

    table_of(model)
    register_types(model)
    return models_of(model)


def invalid(model: type[Record]) -> SearchStrategy[Invalid]:
    """Return a strategy of hypothesis for data that break the contract of a model.

    Each has `data`, plain data with one change that breaks them; `faults`, all that is wrong with
    them; and `fault`, the first of these.

    >>> import pytest
    >>> from hypothesis import given
    >>> from article_schema import Image, ValidationError, structure
    >>> @given(invalid(Image))
    ... def test_each_fault_is_told(case):
    ...     with pytest.raises(ValidationError) as raised:
    ...         structure(case.data, Image)
    ...     assert case.fault.route in [fault.route for fault in raised.value.faults]
    >>> test_each_fault_is_told()

    Args:
        model: the class whose contract they break.

    Raises:
        ModelError: the class is not a model.
        ModuleNotFoundError: hypothesis is not installed.
    """
    from article_schema.interop.hypothesis_data import invalid_data

    table_of(model)
    return invalid_data(model)


class RuleCase:
    """Proves one rule. All rules that are on by default run too, and must find nothing.

    >>> from article_schema import Article, Severity
    >>> from article_schema.rules import record_rule
    >>> @record_rule("HRB004", "shouted-title", severity=Severity.INFO, on=Article)
    ... def shouted_title(article, at):
    ...     '''A title is in capitals.
    ...
    ...     Readers take it for shouting.
    ...
    ...     Bad:
    ...         title: "AHOY"
    ...         #      ^^^^^^
    ...
    ...     Good:
    ...         title: "Ahoy"
    ...
    ...     Source: style book, page 4
    ...     '''
    ...     if article.title.isupper():
    ...         yield at("title").finding("the title is in capitals", "write it small")
    >>> case = RuleCase(shouted_title)
    >>> case.check()
    >>> from pathlib import Path
    >>> case.good(Path("examples/articles/2020-06-12-the-harbour-at-dawn.md").read_text("utf-8"))

    Args:
        rule: what `record_rule` or another decorator of `article_schema.rules` has made of a
            function.
        model: the class that the records belong to.
        options: options of the rule by name. Those in its docstring hold for its docstring only.
        now: the current moment for the rule, with its zone; the clock's without one.

    Raises:
        TypeError: the first argument is not a rule.
    """

    def __init__(
        self,
        rule: Rule,
        *,
        model: type[Record] = Article,
        options: Mapping[str, object] | None = None,
        now: datetime | None = None,
    ) -> None:
        require(rule, Rule, "RuleCase takes a rule", "decorate the function with @rule(...)")
        self.rule = rule
        self.model = model
        self.options = options or {}
        self.now = now

    def check(self) -> None:
        """Prove the rule by its docstring.

        The bad example gives exactly the code of the rule, at the marked places; the good one gives
        nothing; and where the rule has a fix, it turns bad into good byte for byte.

        Raises:
            AssertionError: one of these is not true.
        """
        examples = example_folders(self.rule)
        if examples is None:
            raise AssertionError(f"{self.rule.code} says that its example needs a test of its own")
        bad, good = examples
        options = example_options(self.rule)
        self._expect(bad, options)
        self._expect(good, options)
        if self.rule.fix:
            self._expect_fix(bad[0], good[0].text, options)

    def bad(self, text: str, filename: str = "article.md") -> None:
        """Prove that a text gives exactly the code of the rule, where lines of marks say so.

        A line `#   ^^^` below a faulty one marks the columns of a finding; it is no part of the
        text.

        Args:
            text: the whole text of a file, with its marks.
            filename: its name; the ending decides the format.

        Raises:
            AssertionError: something else was found, or there is no mark.
        """
        file = marked_file(filename, text)
        if not file.marks:
            raise AssertionError("the text marks no place; write a line such as `#  ^^^`")
        self._expect([file], self.options)

    def good(self, text: str, filename: str = "article.md") -> None:
        """Prove that nothing is found in a text.

        Args:
            text: the whole text of a file.
            filename: its name; the ending decides the format.

        Raises:
            AssertionError: something was found.
        """
        self._expect([ExampleFile(filename, text, ())], self.options)

    def fixes(self, bad: str, good: str, filename: str = "article.md") -> None:
        """Prove that the fix of the rule turns one text into another, byte for byte.

        Args:
            bad: the whole text of a file, with or without marks.
            good: the text that the fix has to make of it.
            filename: the name of both; the ending decides the format.

        Raises:
            AssertionError: it makes another text of it.
        """
        self._expect_fix(marked_file(filename, bad), good, self.options)

    def _expect(self, files: Sequence[ExampleFile], options: Mapping[str, Any]) -> None:
        wanted = [
            f"{file.filename}:{line}:{start}-{end} {self.rule.code}"
            for file in files
            for line, start, end in file.marks
        ]
        found = self._found(files, options)
        shown = [_shown(finding) for finding in found]
        if sorted(shown) != sorted(wanted):
            messages = [f"{_shown(finding)} {finding.message}" for finding in found]
            raise AssertionError(
                f"{self.rule.code}: expected\n{_listed(wanted)}\nbut found\n{_listed(messages)}"
            )

    def _expect_fix(self, bad: ExampleFile, good: str, options: Mapping[str, Any]) -> None:
        checker = self._checker(options)
        result = checker.check_text(bad.text, bad.filename)
        fixed = fix_file(checker, result, unsafe=self.rule.fix == "unsafe").result
        text = fixed.source.whole_text if fixed.source is not None else bad.text
        if text != good:
            raise AssertionError(f"{self.rule.code}: the fix should make\n{good}\nbut made\n{text}")

    def _found(self, files: Sequence[ExampleFile], options: Mapping[str, Any]) -> list[Finding]:
        checker = self._checker(options)
        if not isinstance(self.rule, CorpusRule):
            return [
                finding
                for file in files
                for finding in checker.check_text(file.text, file.filename).findings
            ]
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, file.filename) for file in files]
            for path, file in zip(paths, files, strict=True):
                path.write_bytes(file.text.encode())
            found = [FoundFile(os.fspath(path), named=True) for path in paths]
            results = list(check_files(found, checker))
        return [finding for result in results for finding in result.findings]

    def _checker(self, options: Mapping[str, Any]) -> Checker:
        rules = available_rules()
        return Checker(
            Settings(
                extend_select=(self.rule.code,),
                options={self.rule.code: options},
                model=self.model,
                now=self.now,
                rules=rules if self.rule in rules else (*rules, self.rule),
            )
        )


def _shown(finding: Finding) -> str:
    name = Path(finding.file).name
    return f"{name}:{finding.line}:{finding.column}-{finding.end_column} {finding.code}"


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"  {line}" for line in lines) or "  nothing"


if find_spec("hypothesis") is not None:
    from article_schema.interop.hypothesis_data import register_types

    register_types(Article, Author, Image, Provider, RelatedItem)

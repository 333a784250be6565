"""What type checkers must see of the kinds of rules; checked by mypy, never run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, assert_type

from annotated_types import MinLen

from article_schema import Article, Fault, Finding, Fix, Image, RelatedItem, Severity
from article_schema.rules import (
    CorpusRule,
    FaultRule,
    IndexEntry,
    Member,
    RecordRule,
    RuleContext,
    ValueRule,
    corpus_rule,
    fault_rule,
    record_rule,
    value_rule,
)

INFO = Severity.INFO
Text = Annotated[str, MinLen(1)]


@record_rule("OWN001", "of-records", on=Image, severity=INFO)
def of_records(image: Image, at: RuleContext) -> Iterator[Finding]:
    yield at("url").finding(image.url, fix=at("url").replace("a", "write a"))


@record_rule("OWN002", "of-two-classes", on=(Article, RelatedItem), severity=INFO, enabled=False)
def of_two_classes(record: Article | RelatedItem, at: RuleContext) -> list[Finding]:
    return [at("images", 0).key.finding(record.title)]


@record_rule("OWN003", "of-another-class", on=Image, severity=INFO)  # type: ignore[arg-type]
def of_another_class(article: Article, at: RuleContext) -> Iterable[Finding]:
    return ()


@record_rule("OWN004", "of-one-of-two", on=(Article, RelatedItem), severity=INFO)  # type: ignore[arg-type]
def of_one_of_two(article: Article, at: RuleContext) -> Iterable[Finding]:
    return ()


@record_rule("OWN005", "without-context", on=Image, severity=INFO)  # type: ignore[arg-type]
def without_context(image: Image) -> Iterable[Finding]:
    return ()


@value_rule("OWN006", "of-values", on=MinLen, keys=("title",), severity=INFO, fix="safe")
def of_values(text: Text, at: RuleContext) -> Iterator[Finding]:
    yield at().subspan(0, 1).finding(text)


@value_rule("OWN007", "of-nothing", on=MinLen, severity=INFO)  # type: ignore[arg-type]
def of_nothing(text: str, at: RuleContext) -> str:
    return text


@fault_rule("OWN008", "of-faults", severity=INFO, fix="unsafe")
def of_faults(fault: Fault) -> Fix | None:
    return None


@fault_rule("OWN009", "of-findings", severity=INFO)  # type: ignore[arg-type]
def of_findings(finding: Finding) -> None: ...


def entries(article: Article) -> Iterator[IndexEntry]:
    yield IndexEntry(article.title, ("title",), (article.type,), is_reference=True)


@corpus_rule("OWN010", "of-several", on=Article, entries=entries, severity=INFO)
def of_several(members: Sequence[Member]) -> Iterator[Finding]:
    for member in members:
        yield member("title").finding(member.entry.key)


corpus_rule("OWN011", "of-images", on=Image, entries=entries, severity=INFO)  # type: ignore[arg-type]
fault_rule("OWN012", "with-screen", severity=INFO, screen=len)  # type: ignore[call-arg]

assert_type(of_records, RecordRule)
assert_type(of_values, ValueRule)
assert_type(of_faults, FaultRule)
assert_type(of_several, CorpusRule)

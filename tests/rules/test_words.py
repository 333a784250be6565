"""What the messages of rules say: what is wrong, and what to write instead."""

from __future__ import annotations

import json
from typing import Any

import pytest
from checks import article, check, checker, image, related

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.model.fields import Record, record
from article_schema.model.types import Name

CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("FLD001", article(provider=None), "`provider` is missing",
     'add it as `"provider": {"name": "Example Times", "domain": "example.com"}`'),
    ("FLD001", article(provider={"name": "Example Times"}), "`provider` has no `domain`",
     'add it, for example `"domain": "example.com"`'),
    ("FLD003", article(mood="calm"), "`mood` is not a known key",
     "remove it, or add `mood` to `known-keys` if your site uses it"),
    ("FLD003", article(provider={"name": "A", "domain": "example.com", "mood": 1}),
     "`provider.mood` is not a known key",
     "remove it, or add `provider.mood` to `known-keys` if your site uses it"),
    ("FLD003", article(source="NASA", sourceName="NASA"), "`source` is not a known key",
     "remove it, or add `source` to `known-keys` if your site uses it"),
    ("FLD003", article(images=[image(mood=1)]), "`images[0].mood` is not a known key",
     "remove it, or add `images.mood` to `known-keys` if your site uses it"),
    ("FLD012", article(quality=59, heat=12), "heat 12 is lower than quality 59",
     "write at least 59, or -1 to hold the article back"),
    ("REL002", article(related=[related(publishedDateTime="2019-06-13T16:36:00Z")]),
     "a related item is 365 days older than the article",
     "remove it, or check its date: others lie within 14 days"),
    ("IMG006", article(images=[image(width=1024)]),
     "the image is narrower than 1,200 pixels",
     "choose a wider one: search engines show it larger"),
    ("TXT010", article(title="The \u2067harbour"), "U+2067 is opened and never closed",
     "remove it: letters have their direction by themselves"),
    ("TXT010", article(title="The \u2069harbour"), "U+2069 closes what was never opened",
     "remove it: letters have their direction by themselves"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "data", "message", "advice"), CASES)
def test_a_message_names_the_fault_and_the_help_what_to_write(
    code: str, data: dict[str, Any], message: str, advice: str
) -> None:
    finding = check(code, data)[0]
    assert (finding.message, finding.help) == (message, advice)


def test_a_misspelt_key_is_missed_and_renamed_in_the_same_words() -> None:
    data = article(title=None, tittle="The harbour at dawn")
    found = checker("FLD002").check_text(json.dumps(data), "article.json").findings
    assert {(finding.code, finding.message, finding.help) for finding in found} == {
        ("FLD001", "`title` is missing", "rename `tittle` to `title`"),
        ("FLD002", "`tittle` is not a known key",
         "write `title`; or add `tittle` to `known-keys`, if it is right"),
    }  # fmt: skip


def test_a_misspelt_key_beside_the_right_one_is_to_be_removed() -> None:
    (finding,) = check("FLD002", article(Title="The harbour"))
    assert finding.fix is None
    assert finding.help == (
        "remove one of `Title` and `title`, which is there too; "
        "or add `Title` to `known-keys`, if it is right"
    )


def test_an_older_name_is_never_suggested() -> None:
    (finding,) = check("FLD003", article(source_ur="https://www.example.com/harbour"))
    assert finding.help == ("remove it, or add `source_ur` to `known-keys` if your site uses it")


@record
class News(Record):
    """A record whose name takes no article."""

    title: Name


def test_an_unknown_key_is_told_without_a_or_an_before_the_name_of_its_model() -> None:
    result = Checker(Settings(model=News)).check_text("title: x\nmood: calm\n", "a.yaml")
    assert [finding.message for finding in result.findings] == ["`mood` is not a known key"]


@pytest.mark.parametrize("page", [{"value": [{}]}, [{}]])
def test_a_key_of_an_article_in_a_list_is_named_inside_the_article(page: Any) -> None:
    provider = {"name": "A", "domain": "example.com", "mood": 1}
    data = article(provider=provider)
    (page["value"] if isinstance(page, dict) else page)[0] = data
    (finding,) = checker("FLD003").check_text(json.dumps(page), "article.json").findings
    assert finding.message == "`provider.mood` is not a known key"
    assert "`provider.mood` to `known-keys`" in finding.help


def test_a_boolean_in_quotes_is_to_be_written_plainly() -> None:
    (finding,) = check("FLD004", article(published="true"))
    assert finding.help == "write `true`, without quotes"
    assert finding.fix is not None
    assert finding.fix.title == "write `true`"


def test_a_file_name_that_does_not_match_its_title() -> None:
    text = (
        "category: news\ntitle: The harbour at dawn\nexcerpt: A walk.\n"
        "publishedDateTime: 2020-06-12T19:19:00Z\nwebUrl: https://www.example.com/harbour\n"
        "type: article\nprovider: {name: Example Times, domain: example.com}\ntopics: [Ports]\n"
    )
    checker = Checker(Settings(select=("SET004",)))
    (finding,) = checker.check_text(text, "2020-06-12-bridge-closes.yaml").findings
    assert finding.message == "the file name does not match the title"
    assert finding.help == (
        "rename the file after the title (`the-harbour-at-dawn`), or correct the title"
    )


@pytest.mark.parametrize(
    ("entity", "advice"),
    [
        ("&nbsp;", "write a space, or a no-break space"),
        ("&emsp;", "write a space"),
        ("&#8217;", "write `’`"),
        ("&quot;", 'write `"`'),
        ("&shy;", "write nothing, or the character U+00AD"),
        ("&nvlt;", "write `<\u20d2`"),
    ],
)
def test_an_entity_is_told_by_what_people_can_type(entity: str, advice: str) -> None:
    text = json.dumps(article(title=f"The{entity}harbour"))
    found = checker("TXT001").check_text(text, "article.json").findings
    assert [finding.help for finding in found if finding.code == "TXT001"] == [advice]


@pytest.mark.parametrize(
    ("code", "key", "value", "message"),
    [
        ("FLD009", "sourceUrl", "https://www.example.com/b", "is an older name"),
        ("DAT004", "publishedDateTime", "2999-01-01T00:00:00Z", "lies "),
        ("FLD011", "quality", 5.0, "must be written without fraction or exponent"),
        ("AMP002", "ampWebUrl", "https://www.example.com/amp/b", "comes without `cdnAmpWebUrl`"),
    ],
)
def test_keys_of_nested_records_are_named_with_their_whole_place(
    code: str, key: str, value: object, message: str
) -> None:
    text = json.dumps(article(related=[related(**{key: value})]))
    findings = checker(code).check_text(text, "a.json").findings
    messages = [finding.message for finding in findings if finding.code == code]
    assert messages
    assert messages[0].startswith(f"`related[0].{key}` {message}")

from __future__ import annotations

import json
from typing import Any

import pytest
from checks import article, check, fixed, related, routes

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file

PAGE = "https://www.example.com/amp/harbour"
#: The older form of the label of en-us.example.com.
HASHED = "covfmowbjemnekovz6xlilc56old3te5kbdukxjd6ypb7buewh5a"
CACHED = "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"


def amp(page: str | None, cached: str | None, **more: Any) -> dict[str, Any]:
    return article(ampWebUrl=page, cdnAmpWebUrl=cached, **more)


@pytest.mark.parametrize(
    ("page", "cached"),
    [
        (PAGE, CACHED),
        (None, None),
        ("https://en-us.example.com/amp",
         "https://0-en--us-example-com-0.cdn.ampproject.org/c/s/en-us.example.com/amp"),
        ("https://en-us.example.com/amp",
         f"https://{HASHED}.cdn.ampproject.org/c/s/en-us.example.com/amp"),
    ],
)  # fmt: skip
def test_right_pairs_pass(page: str | None, cached: str | None) -> None:
    assert check("AMP001", amp(page, cached)) == []


@pytest.mark.parametrize(
    ("cached", "shown"),
    [
        ("https://example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour", "example-com"),
        ("https://www-example-com.cdn.ampproject.org/c/www.example.com/amp/harbour", None),
        ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/bridge", None),
        ("https://www.example.com/amp/harbour", None),
    ],
)
def test_a_wrong_address_is_shown_where_it_is_wrong_and_computed(
    cached: str, shown: str | None
) -> None:
    (finding,) = check("AMP001", amp(PAGE, cached))
    text = cached[slice(*finding.subspan)] if finding.subspan else None
    assert (finding.route_text, text) == ("cdnAmpWebUrl", shown)
    assert fixed("AMP001", amp(PAGE, cached), unsafe=True) == amp(PAGE, CACHED)


@pytest.mark.parametrize(
    ("cached", "safe"),
    [
        ("https://example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour", True),
        ("https://www-example-com.cdn.ampproject.org/c/www.example.com/amp/harbour", True),
        ("https://www.example.com/amp/harbour", True),
        ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/bridge", False),
        ("https://www-example-com.cdn.ampproject.org/c/s/www.example.net/amp/harbour", False),
        ("https://www.example.com/amp/bridge", False),
    ],
)
def test_which_of_two_pages_is_meant_is_a_guess(cached: str, safe: bool) -> None:
    (finding,) = check("AMP001", amp(PAGE, cached))
    assert finding.fix is not None
    assert finding.fix.safe is safe


def test_related_items_are_checked_too() -> None:
    item = related(ampWebUrl=PAGE, cdnAmpWebUrl="https://www.example.com/amp")
    assert routes(
        "AMP001", article(related=[related(webUrl="https://www.example.com/a"), item])
    ) == ["related[1].cdnAmpWebUrl"]
    assert routes("AMP002", article(related=[related(ampWebUrl=PAGE)])) == ["related[0].ampWebUrl"]


def test_the_address_is_computed_in_both_directions() -> None:
    assert fixed("AMP002", amp(PAGE, None)) == amp(PAGE, CACHED)
    assert fixed("AMP002", amp(None, CACHED)) == amp(PAGE, CACHED)


def test_a_wrong_address_alone_has_no_fix() -> None:
    (finding,) = check("AMP002", amp(None, "https://www.example.com/amp"))
    assert (finding.route_text, finding.part, finding.fix) == ("cdnAmpWebUrl", "key", None)


def test_older_names_count() -> None:
    checker = Checker(Settings(select=("AMP",)))

    def found(**keys: str) -> list[tuple[str, str]]:
        lines = [f'{key}: "{value}"' for key, value in keys.items()]
        text = "\n".join([*lines, *(f"{k}: {v!r}" for k, v in article().items())])
        return [(f.code, f.route_text) for f in checker.check_text(text, "a.yaml").findings]

    assert found(ampUrl=PAGE, cdnAmpUrl=CACHED) == []
    assert found(ampUrl=PAGE, cdnAmpWebUrl=CACHED) == []
    assert found(ampUrl=PAGE, cdnAmpUrl=PAGE) == [("AMP001", "cdnAmpUrl")]
    assert found(ampUrl=PAGE) == [("AMP002", "ampUrl")]
    assert found(cdnAmpUrl=CACHED) == [("AMP002", "cdnAmpUrl")]


def test_urls_that_differ_in_their_spelling_only_agree() -> None:
    cached = CACHED.replace("/s/www.example.com", "/s/WWW.example.com")
    assert check("AMP001", amp(PAGE, cached)) == []


def test_a_broken_page_is_not_judged() -> None:
    text = json.dumps(amp("https://example", CACHED))
    codes = {finding.code for finding in Checker().check_text(text, "a.json").findings}
    assert codes == {"URL003"}


@pytest.mark.parametrize(
    "page", ["https://www.example.com:/../%25'", "https://WWW.example.com/a/./b?x=1&amp;y=2"]
)
def test_the_address_belongs_to_the_page_as_other_fixes_leave_it(page: str) -> None:
    checker = Checker()
    text = json.dumps(article(ampWebUrl=page))
    left = fix_file(checker, checker.check_text(text, "a.json")).result.findings
    assert [each.code for each in left if each.code.startswith(("AMP", "URL"))] == []

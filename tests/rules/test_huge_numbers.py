"""Numbers beyond those of floats and of dates: findings, never an error of Python."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from checks import article, check, image, related

from article_schema import Settings, check_text
from article_schema.checking.engine.checker import Checker

HUGE = [2**53, 10**309, 10**399, 1e308]


@pytest.mark.parametrize("key", ["width", "height"])
@pytest.mark.parametrize("number", HUGE)
def test_a_huge_picture_is_a_bad_size(key: str, number: float) -> None:
    found = check("IMG001", article(images=[image(**{key: number})]))
    assert [(finding.code, finding.route_text) for finding in found] == [
        ("IMG001", f"images[0].{key}")
    ]
    assert found[0].message.startswith(f"`images[0].{key}` must be at most 9007199254740991, not ")


@pytest.mark.parametrize(("width", "height"), [(2**53 - 1, 1), (1, 2**53 - 1), (2**53 - 1,) * 2])
def test_the_largest_sizes_are_only_implausible(width: int, height: int) -> None:
    found = check("IMG003", article(images=[image(width=width, height=height)]))
    assert {finding.code for finding in found} == {"IMG003"}


@pytest.mark.parametrize(("width", "height", "odd"), [
    (1200, 300, False), (1201, 300, True), (300, 1200, False), (300, 1201, True),
])  # fmt: skip
def test_the_ratio_is_compared_without_division(width: int, height: int, odd: bool) -> None:
    found = check("IMG004", article(images=[image(width=width, height=height)]))
    assert bool(found) is odd


@pytest.mark.parametrize("form", ["!!float {}", "{}", "!!int {}", "-{}", "{}.0", "{}e9"])
@pytest.mark.parametrize("digits", [16, 309, 399])
@pytest.mark.parametrize("key", ["quality", "heat", "title", "topics", "seo"])
def test_numbers_of_any_form_and_length_are_read(form: str, digits: int, key: str) -> None:
    data = "\n".join(
        f"{name}: {json.dumps(value)}" for name, value in article(**{key: None}).items()
    )
    text = f"{data}\n{key}: {form.format('9' * digits)}\n"
    codes = {f.code for f in check_text(text, "a.yaml").findings if f.route in ((), (key,))}
    assert codes <= {"FLD003", "FLD004", "FLD005", "FLD012", "DOC020"}
    # Nothing is said of a key that is known to nobody but that.
    assert codes & {"FLD003" if key == "seo" else "FLD004", "FLD005"}


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (10**9, set()),
        (10**12, set()),
        (2**53 - 1, set()),
        (-(10**12), {"DAT004"}),
        (2_900_000, {"DAT004"}),
    ],
)
def test_an_option_may_name_more_days_than_there_are(days: int, found: set[str]) -> None:
    options = {"DAT004": {"tolerance-days": days}, "REL002": {"days": days}}
    data = article(publishedDateTime="9999-12-31T23:59:59Z", related=[related()])
    checker = Checker(Settings(options=options))
    for text, name in ((json.dumps(data), "a.json"), (f"---\n{json.dumps(data)}\n---\n", "a.md")):
        codes = {finding.code for finding in checker.check_text(text, name).findings}
        assert codes - {"DAT007"} == found


@pytest.mark.parametrize(
    ("step", "value", "right"),
    [
        (0.1, 0.3, True), (0.1, 10**399, True), (3, 10**399, False), (3, 3 * 10**398, True),
        (1e-300, 10**399, True), (1e300, 10**399, True), (7, 1e308, False), (0.01, 19.99, True),
        (0.1, 0.30000000000000004, False), (2, True, True), (2, "x", True),
    ],
)  # fmt: skip
def test_a_schema_of_the_site_judges_multiples_exactly(
    tmp_path: Path, step: float, value: Any, right: bool
) -> None:
    schema = tmp_path / "site.json"
    schema.write_text(json.dumps({"properties": {"price": {"multipleOf": step}}}))
    report = check_text(json.dumps(article(price=value)), "a.json", Settings(schemas=(schema,)))
    assert ("SCH001" not in {finding.code for finding in report.findings}) is right

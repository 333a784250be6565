"""IMG008: the size of an image that its URL names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_schema.late_pattern import late_pattern
from article_schema.model.article import Article, RelatedItem
from article_schema.rules.contexts import RuleContext
from article_schema.rules.families.image_rules import HAS_IMAGES, WITH_IMAGES
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import record_rule

#: Sizes in the name of a file (`harbour-1024x576.jpg`) and in a query (`?w=1024&h=576`).
_SIZE_IN_NAME = late_pattern(
    r"[-_](?P<width>[0-9]{2,5})x(?P<height>[0-9]{2,5})\.(?:jpe?g|png|gif|webp|avif)(?![^?#])",
    re.IGNORECASE,
)
_SIZE_IN_QUERY = late_pattern(
    r"[?&](?:(?P<width>w|width)|h|height)=(?P<pixels>[0-9]{2,5})(?=[&#]|$)"
)


@record_rule(
    "IMG008",
    "size-against-url",
    severity=Severity.INFO,
    on=WITH_IMAGES,
    enabled=False,
    precheck=HAS_IMAGES,
)
def size_against_url(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """The size of an image is not the one that its URL names.

    Many hosts have the size in the name of the file or in the query. If `width` or `height`
    differs, one of the two is out of date. A size in the query is a maximum, so a smaller image is
    not reported. Some names have the size of the original, for which this rule is wrong, so it is
    off by default.

    Bad:
        images:
          - url: "https://media.example.com/harbour-1024x576.jpg"
            width: 1200
        #          ^^^^
            height: 675

    Good:
        images:
          - url: "https://media.example.com/harbour-1024x576.jpg"
            width: 1024
            height: 576

    Source: 0 of 192 measured files; two ask for more than the host has
    """
    for index, image in enumerate(record.images):
        for key, named, is_most in _named_sizes(image.url):
            more = (image.width if key == "width" else image.height) - named
            # Scaling rounds, so one pixel is no contradiction.
            if more > 1 or (more < -1 and not is_most):
                yield at("images", index, key).finding(
                    f"by its URL, the image has a {key} of {named} pixels",
                    "write the size of the image, or correct the URL",
                )
                break


def _named_sizes(url: str) -> Iterator[tuple[str, int, bool]]:
    """Yield the sizes that an address names: key, pixels, and whether they are only the most."""
    if "x" in url and (name := _SIZE_IN_NAME.search(url)):
        yield "width", int(name["width"]), False
        yield "height", int(name["height"]), False
    elif "?" in url and "dpr=" not in url:
        for match in _SIZE_IN_QUERY.finditer(url):
            yield "width" if match["width"] else "height", int(match["pixels"]), True


RULES = (size_against_url,)

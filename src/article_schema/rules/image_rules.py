"""IMG: pictures and their sizes."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.base import Kind, better_value, rule
from article_schema.rules.findings import Fix, Severity


@rule("IMG001", "bad-image-size", severity=Severity.ERROR, on=Kind.FAULT, fix="unsafe")
def bad_image_size(fault: Fault) -> Fix | None:
    """The width or height of a picture is not a positive whole number of pixels.

    Browsers reserve the space of a picture by its size; with a wrong one the page jumps while it
    loads.

    Bad:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: "1200"
        #          ^^^^^^
            height: 675

    Good:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
            height: 675

    Source: HTML Living Standard section 4.8.16, dimension attributes
    """
    return better_value(fault, "write the number without quotes", safe=False)


RULES = (bad_image_size,)

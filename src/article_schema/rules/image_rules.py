"""IMG: pictures and their sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_schema.document.compare import same
from article_schema.faults import Fault
from article_schema.model.addresses import normal_form
from article_schema.model.article import Article, Image, RelatedItem
from article_schema.rules import screens
from article_schema.rules.base import At, Kind, Option, better_value, rule
from article_schema.rules.findings import Finding, Fix, Severity

#: Records whose pictures fill a page; the logos of a provider are small on purpose.
_WITH_PICTURES = (Article, RelatedItem)

#: Sizes in the name of a file (`harbour-1024x576.jpg`) and in a query (`?w=1024&h=576`).
_SIZE_IN_NAME = re.compile(
    r"[-_](?P<width>[0-9]{2,5})x(?P<height>[0-9]{2,5})\.(?:jpe?g|png|gif|webp|avif)(?![^?#])",
    re.IGNORECASE,
)
_SIZE_IN_QUERY = re.compile(r"[?&](?:(?P<width>w|width)|h|height)=(?P<pixels>[0-9]{2,5})(?=[&#]|$)")


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


@rule(
    "IMG002",
    "insecure-image-url",
    severity=Severity.WARNING,
    on=Image,
    fix="unsafe",
    screen=screens.is_insecure,
)
def insecure_image_url(image: Image, at: At) -> Iterator[Finding]:
    """A picture is loaded over plain http.

    Browsers block or upgrade such a picture on a secure page, so readers may see a hole. Most hosts
    serve the same address over https; see that yours does.

    Bad:
        images:
          - url: "http://media.example.com/harbour.jpg"
        #         ^^^^^^^
            width: 1200
            height: 675

    Good:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
            height: 675

    Source: W3C Mixed Content, section 2; 5,140 of 5,141 measured pictures are https
    """
    if image.url[:7].lower() != "http://":
        return
    place = at("url").stretch(0, 7)
    plain = normal_form(image.url)
    authority = plain[7:].partition("/")[0]
    fix = None
    if ":" not in authority:
        fix = place.replace(f"https://{plain[7:]}", "load it over https", safe=False)
    yield place.finding("the picture is loaded over plain http", "write https://", fix)


@rule(
    "IMG003",
    "implausible-image-size",
    severity=Severity.WARNING,
    on=_WITH_PICTURES,
    screen=screens.has_odd_size,
    options=(
        Option("least", 10, "pixels that width and height have at least"),
        Option("most", 20_000, "pixels that width and height have at most"),
    ),
)
def implausible_image_size(record: Article | RelatedItem, at: At) -> Iterator[Finding]:
    """The width or height of a picture is one that no picture in an article has.

    One pixel is that of a tracking beacon, a hundred thousand a slip or a placeholder. The page
    would reserve such a space for it.

    Bad:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1
        #          ^
            height: 1

    Good:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
            height: 675

    Source: 80 by 80 to 4,912 by 3,736 in measured files
    """
    least, most = at.options["least"], at.options["most"]
    for index, image in enumerate(record.images):
        for key, pixels in (("width", image.width), ("height", image.height)):
            if not least <= pixels <= most:
                yield at("images", index, key).finding(
                    f"no picture of an article has a {key} of {pixels:,} pixels",
                    "write the size that the picture has",
                )
                break


@rule(
    "IMG004",
    "implausible-image-ratio",
    severity=Severity.WARNING,
    on=_WITH_PICTURES,
    screen=screens.has_odd_ratio,
    options=(
        Option("narrowest", 0.25, "width divided by height, at least"),
        Option("widest", 4.0, "width divided by height, at most"),
    ),
)
def implausible_image_ratio(record: Article | RelatedItem, at: At) -> Iterator[Finding]:
    """A picture is far too wide or too high.

    It is a banner or a strip of icons, or one of the two numbers is a slip. Cut to the frame of a
    page, it would show a sliver of itself.

    Bad:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
        #          ^^^^
            height: 67

    Good:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
            height: 675

    Source: 0.40 to 3.00 in measured files
    """
    for index, image in enumerate(record.images):
        if not screens.has_ratio(image, at) and _has_plausible_size(image):
            yield at("images", index, "width").finding(
                f"{image.width} by {image.height} pixels is {_shape(image)}",
                "check both numbers, or choose another picture",
            )


def _has_plausible_size(image: Image) -> bool:
    """Tell whether IMG003 leaves the picture to other rules."""
    least, most = implausible_image_size.defaults["least"], implausible_image_size.defaults["most"]
    return bool(least <= min(image.width, image.height) <= max(image.width, image.height) <= most)


def _shape(image: Image) -> str:
    """Describe a picture of a plausible size."""
    if image.width > image.height:
        return f"{image.width / image.height:.1f} times as wide as high"
    return f"{image.height / image.width:.1f} times as high as wide"


@rule(
    "IMG005",
    "small-image",
    severity=Severity.INFO,
    on=_WITH_PICTURES,
    screen=screens.has_small_image,
    options=(Option("area", 50_000, "pixels that a picture has at least, width times height"),),
)
def small_image(record: Article | RelatedItem, at: At) -> Iterator[Finding]:
    """A picture has too few pixels to stand above an article.

    It is likely a thumbnail or a logo; stretched to the page it is a blur, and search engines pass
    over it.

    Bad:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 200
        #          ^^^
            height: 200

    Good:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
            height: 675

    Source: Google Search Central, "Article structured data", image; all pictures of measured
        articles keep to it
    """
    for index, image in enumerate(record.images):
        area = image.width * image.height
        if area < at.options["area"] and _has_plausible_size(image):
            yield at("images", index, "width").finding(
                f"a picture of {image.width} by {image.height} pixels is small",
                f"choose one of {at.options['area']:,} pixels or more",
            )


@rule(
    "IMG006",
    "narrow-image",
    severity=Severity.INFO,
    on=_WITH_PICTURES,
    enabled=False,
    screen=screens.has_images,
    options=(Option("width", 1200, "pixels that a picture is wide at least"),),
)
def narrow_image(record: Article | RelatedItem, at: At) -> Iterator[Finding]:
    """A picture is narrower than search engines recommend.

    They show a large preview for pictures of 1,200 pixels and more.

    Bad:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1024
        #          ^^^^
            height: 576

    Good:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
            height: 675

    Source: Google Search Central, "Article structured data" and "Discover"; 86 % and 41 % of
        measured files keep to it
    """
    for index, image in enumerate(record.images):
        if image.width < at.options["width"]:
            yield at("images", index, "width").finding(
                f"the picture is narrower than {at.options['width']:,} pixels",
                "choose a wider one: search engines show it larger",
            )


@rule(
    "IMG007",
    "duplicate-image",
    severity=Severity.WARNING,
    on=_WITH_PICTURES,
    fix="safe",
    screen=screens.has_several_images,
)
def duplicate_image(record: Article | RelatedItem, at: At) -> Iterator[Finding]:
    """A picture stands in a list twice.

    Galleries would show it twice. The fix removes the later one; that is safe where the two agree
    in all they say, and something to look at where they differ.

    Bad:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
            height: 675
          - url: "https://media.example.com/harbour.jpg"
        #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            width: 1200
            height: 675

    Good:
        images:
          - url: "https://media.example.com/harbour.jpg"
            width: 1200
            height: 675

    Source: 0 of 192 measured files
    """
    first: dict[str, int] = {}
    for index, image in enumerate(record.images):
        before = first.setdefault(normal_form(image.url), index)
        if before != index:
            images = at.data["images"]
            equal = same(images[index], images[before])
            yield at("images", index, "url").finding(
                f"`images[{before}]` is the same picture",
                "remove one of the two",
                at("images", index).delete("remove the later one", safe=equal),
            )


@rule(
    "IMG008",
    "size-against-url",
    severity=Severity.INFO,
    on=_WITH_PICTURES,
    enabled=False,
    screen=screens.has_images,
)
def size_against_url(record: Article | RelatedItem, at: At) -> Iterator[Finding]:
    """The size of a picture is not the one that its address names.

    Many hosts write the size into the name of the file, or are asked for it in the query. Where
    `width` or `height` differs, one of the two is out of date. What is asked for is the most that
    a host gives, so a smaller picture is none. Names that tell the size of the original make this
    rule wrong, so it is off.

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
                    f"by its address, the picture has a {key} of {named} pixels",
                    "write the size of the picture, or correct the address",
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


RULES = (
    bad_image_size,
    insecure_image_url,
    implausible_image_size,
    implausible_image_ratio,
    small_image,
    narrow_image,
    duplicate_image,
    size_against_url,
)

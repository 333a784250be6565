"""IMG: images and their sizes."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document.compare import same
from article_schema.faults import Fault
from article_schema.model.article import Article, Image, RelatedItem
from article_schema.model.web.normal_form import normal_form
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.kinds import fault_rule, record_rule
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import Option, known_fix

#: Records whose images fill a page; the logos of a provider are small on purpose.
WITH_IMAGES = (Article, RelatedItem)

#: The pixels that width and height have at least and at most, unless configured otherwise.
_LEAST, _MOST = 10, 20_000


@fault_rule("IMG001", "bad-image-size", severity=Severity.ERROR, fix="unsafe")
def bad_image_size(fault: Fault) -> Fix | None:
    """The width or height of an image is not a positive whole number of pixels.

    Browsers reserve the space of an image by its size; with a wrong one the page jumps while it
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
    return known_fix(fault, "write the number without quotes", safe=False)


@record_rule(
    "IMG002",
    "insecure-image-url",
    severity=Severity.WARNING,
    on=Image,
    fix="unsafe",
    precheck=Precheck(lambda image, _: image.url[:7].lower() == "http://"),
)
def insecure_image_url(image: Image, at: RuleContext) -> Iterator[Finding]:
    """An image is loaded over plain http.

    Browsers block or upgrade such an image on a secure page, so readers may see a hole. Most hosts
    serve the same URL over https; see that yours does.

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

    Source: W3C Mixed Content, section 2; 5,140 of 5,141 measured images are https
    """
    if image.url[:7].lower() != "http://":
        return
    place = at("url").subspan(0, 7)
    plain = normal_form(image.url)
    authority = plain[7:].partition("/")[0]
    fix = None
    if ":" not in authority:
        fix = place.replace(f"https://{plain[7:]}", "load it over https", safe=False)
    yield place.finding("the image is loaded over plain http", "write https://", fix)


def has_odd_size(record: Article | RelatedItem, at: RuleContext) -> bool:
    """Tell whether an image is smaller or larger than images are."""
    least, most = at.option("least", int), at.option("most", int)
    for image in record.images:
        if not (least <= image.width <= most and least <= image.height <= most):
            return True
    return False


@record_rule(
    "IMG003",
    "implausible-image-size",
    severity=Severity.WARNING,
    on=WITH_IMAGES,
    precheck=Precheck(has_odd_size, needs=("images",)),
    options=(
        Option("least", _LEAST, "pixels that width and height have at least"),
        Option("most", _MOST, "pixels that width and height have at most"),
    ),
)
def implausible_image_size(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """The width or height of an image is implausible for an article.

    One pixel is a tracking beacon, and a hundred thousand a mistake or a placeholder. The page
    would reserve that space for it.

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
    least, most = at.option("least", int), at.option("most", int)
    for index, image in enumerate(record.images):
        for key, pixels in (("width", image.width), ("height", image.height)):
            if not least <= pixels <= most:
                yield at("images", index, key).finding(
                    f"no image of an article has a {key} of {pixels:,} pixels",
                    "write the size that the image has",
                )
                break


def has_ratio(image: Image, at: RuleContext) -> bool:
    """Tell whether an image is about as wide as high; whole numbers have no largest quotient."""
    narrowest, widest = at.option("narrowest", float), at.option("widest", float)
    return narrowest * image.height <= image.width <= widest * image.height


def has_odd_ratio(record: Article | RelatedItem, at: RuleContext) -> bool:
    """Tell whether an image is far too wide or too high."""
    return not all(has_ratio(image, at) for image in record.images)


@record_rule(
    "IMG004",
    "implausible-image-ratio",
    severity=Severity.WARNING,
    on=WITH_IMAGES,
    precheck=Precheck(has_odd_ratio, needs=("images",)),
    options=(
        Option("narrowest", 0.25, "width divided by height, at least"),
        Option("widest", 4.0, "width divided by height, at most"),
    ),
)
def implausible_image_ratio(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """An image is far too wide or too high.

    It is a banner or a strip of icons, or one of the two numbers is wrong. A page that crops it
    would show only a small part.

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
        if not has_ratio(image, at) and _has_plausible_size(image):
            yield at("images", index, "width").finding(
                f"{image.width} by {image.height} pixels is {_shape(image)}",
                "check both numbers, or choose another image",
            )


def _has_plausible_size(image: Image) -> bool:
    """Tell whether IMG003 leaves the image to other rules."""
    smaller, larger = sorted((image.width, image.height))
    return smaller >= _LEAST and larger <= _MOST


def _shape(image: Image) -> str:
    """Describe an image of a plausible size."""
    if image.width > image.height:
        return f"{image.width / image.height:.1f} times as wide as high"
    return f"{image.height / image.width:.1f} times as high as wide"


def has_small_image(record: Article | RelatedItem, at: RuleContext) -> bool:
    """Tell whether an image has few pixels."""
    area = at.option("area", int)
    for image in record.images:  # noqa: SIM110 - a generator takes twice as long
        if image.width * image.height < area:
            return True
    return False


@record_rule(
    "IMG005",
    "small-image",
    severity=Severity.INFO,
    on=WITH_IMAGES,
    precheck=Precheck(has_small_image, needs=("images",)),
    options=(Option("area", 50_000, "pixels that an image has at least, width times height"),),
)
def small_image(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """An image has too few pixels for the top of an article.

    It is likely a thumbnail or a logo; enlarged it is blurred, and search engines ignore it.

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

    Source: Google Search Central, "Article structured data", image; all images of measured
        articles keep to it
    """
    for index, image in enumerate(record.images):
        area = image.width * image.height
        if area < at.option("area", int) and _has_plausible_size(image):
            yield at("images", index, "width").finding(
                f"an image of {image.width} by {image.height} pixels is small",
                f"choose one of {at.option('area', int):,} pixels or more",
            )


HAS_IMAGES = Precheck(lambda record, _: record.images, needs=("images",))


@record_rule(
    "IMG006",
    "narrow-image",
    severity=Severity.INFO,
    on=WITH_IMAGES,
    enabled=False,
    precheck=HAS_IMAGES,
    options=(Option("width", 1200, "pixels that an image is wide at least"),),
)
def narrow_image(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """An image is narrower than search engines recommend.

    They show a large preview for images of 1,200 pixels and more.

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
        if image.width < at.option("width", int):
            yield at("images", index, "width").finding(
                f"the image is narrower than {at.option('width', int):,} pixels",
                "choose a wider one: search engines show it larger",
            )


@record_rule(
    "IMG007",
    "duplicate-image",
    severity=Severity.WARNING,
    on=WITH_IMAGES,
    fix="safe",
    precheck=Precheck(lambda record, _: len(record.images) > 1, needs=("images",)),
)
def duplicate_image(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """A list has an image twice.

    Galleries would show it twice. The fix removes the later one; it is safe if both are equal, and
    unsafe if they differ.

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
            equal = isinstance(images, list) and same(images[index], images[before])
            yield at("images", index, "url").finding(
                f"`images[{before}]` is the same image",
                "remove one of the two",
                at("images", index).delete("remove the later one", safe=equal),
            )


RULES = (
    bad_image_size,
    insecure_image_url,
    implausible_image_size,
    implausible_image_ratio,
    small_image,
    narrow_image,
    duplicate_image,
)

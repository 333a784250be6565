"""FLD: how an article is rated, and whether and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.model.article import Article
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import record_rule
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import Option

#: The heat of an article that is held back.
HELD_BACK = -1


def is_cooler_than_good(record: Article, _: RuleContext) -> bool:
    """Tell whether the heat of an article is lower than its quality."""
    heat, quality = record.heat, record.quality
    return heat is not None and quality is not None and -1 != heat < quality


@record_rule(
    "FLD012",
    "heat-below-quality",
    severity=Severity.WARNING,
    on=Article,
    precheck=Precheck(is_cooler_than_good, needs=("heat",)),
)
def heat_below_quality(article: Article, at: RuleContext) -> Iterator[Finding]:
    """The heat of an article is lower than its quality.

    Heat is quality plus the attention that the article gets, so it cannot be lower, except for -1,
    which marks an article that is held back. Lists sorted by heat would hide the article.

    Bad:
        quality: 59
        heat: 12
        #     ^^

    Good:
        quality: 59
        heat: 72

    Source: holds in 100 % of the measured files that have both
    """
    heat, quality = article.heat, article.quality
    if heat is None or quality is None or heat == HELD_BACK:
        return
    if heat < quality:
        yield at("heat").finding(
            f"heat {heat} is lower than quality {quality}",
            f"write at least {quality}, or {HELD_BACK} to hold the article back",
        )


@record_rule(
    "FLD013",
    "publish-threshold",
    severity=Severity.WARNING,
    on=Article,
    fix="unsafe",
    precheck=Precheck(lambda _, at: at.options["threshold"] is not None, needs=("heat",)),
    options=(
        Option("threshold", None, "heat from which the site publishes; nothing is checked without"),
    ),
)
def publish_threshold(article: Article, at: RuleContext) -> Iterator[Finding]:
    """An article is published although its heat is too low, or held back although it is not.

    Some sites publish exactly the articles whose heat reaches a threshold. Name yours in the
    option `threshold`; until then nothing is checked.

    Bad (threshold=70):
        heat: 12
        published: true
        #          ^^^^

    Good:
        heat: 12
        published: false

    Source: holds in all measured files, with 70 on two sites and 60 on another
    """
    heat, published = article.heat, article.published
    if at.options["threshold"] is None or heat is None or published is None:
        return
    threshold = at.option("threshold", int)
    if published != (heat >= threshold):
        state = "reaches" if heat >= threshold else "is below"
        word = "false" if published else "true"
        place = at("published")
        yield place.finding(f"heat {heat} {state} the threshold of {threshold}", f"write {word}",
                            place.replace(not published, f"write {word}", safe=False))  # fmt: skip


def is_bare_video(record: Article, _: RuleContext) -> bool:
    """Tell whether an article is a video with neither a player nor a page of its own."""
    pages = (record.featured_content, record.web_url, record.source_url)
    return record.type == "video" and not any(pages)


@record_rule(
    "FLD014",
    "video-without-player",
    severity=Severity.INFO,
    on=Article,
    precheck=Precheck(is_bare_video),
)
def video_without_player(article: Article, at: RuleContext) -> Iterator[Finding]:
    """A video has neither a player nor a page of its own.

    Most videos are on a platform and have no `webUrl`. Without `featuredContent`, the HTML of a
    player, readers cannot watch the video.

    Bad (whole file):
        ---
        category: news
        title: "The harbour at dawn"
        excerpt: "A walk along the quays."
        publishedDateTime: 2020-06-12T19:19:00Z
        originalUrl: "https://video.example.com/harbour"
        type: video
        #     ^^^^^
        provider:
          name: Example Times
          domain: example.com
        topics:
          - Ports
        ---

    Good:
        ---
        category: news
        title: "The harbour at dawn"
        excerpt: "A walk along the quays."
        publishedDateTime: 2020-06-12T19:19:00Z
        originalUrl: "https://video.example.com/harbour"
        type: video
        featuredContent: '<iframe src="https://video.example.com/embed/harbour"></iframe>'
        provider:
          name: Example Times
          domain: example.com
        topics:
          - Ports
        ---

    Source: all of 12 videos among 192 measured files have a player
    """
    if article.type == "video" and not (
        article.featured_content or article.web_url or article.source_url
    ):
        yield at("type").finding(
            "a video comes without `featuredContent`", "add the HTML of its player"
        )


RULES = (
    heat_below_quality,
    publish_threshold,
    video_without_player,
)

"""The format `newsarticle`: JSON-LD of schema.org, for `<script type="application/ld+json">`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.exchange.format import ObjectFormat, indented
from article_schema.interop.exchange.mapping import Object
from article_schema.interop.exchange.page_reading import articles_in, objects_in
from article_schema.interop.exchange.sources import Source
from article_schema.model.elsewhere.vocabularies import SchemaOrg
from article_schema.model.fields import Record
from article_schema.rules.codes import NOT_A_MAPPING

#: Signs that could end the script, or begin a comment in it; JSON has an escape for each.
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


class NewsArticle(ObjectFormat):
    """Writes an object for one article, and a list of them for several."""

    name: ClassVar[str] = "newsarticle"
    ending: ClassVar[str] = ".jsonld"
    spreads: ClassVar[bool] = True
    vocabulary = SchemaOrg

    def _objects(self, source: Source) -> Iterable[Any]:
        found = articles_in(objects_in(source))
        if not found:
            fault = Fault(NOT_A_MAPPING, "no article of schema.org is in it", "")
            raise DocumentError(source.name, 1, 1, fault)
        return found

    def _constants(self) -> Object:
        return {"@context": "https://schema.org", "@type": "NewsArticle"}

    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        first, number = "[]", 0
        for number, article in enumerate(articles, 1):
            text = indented(self.object_of(article)).translate(_ESCAPES)
            if number == 1:
                first = text
                continue
            if number == 2:
                yield f"[\n  {_deeper(first)}"
            yield f",\n  {_deeper(text)}"
        yield "\n]\n" if number > 1 else f"{first}\n"


def _deeper(text: str) -> str:
    return text.replace("\n", "\n  ")


FORMAT = NewsArticle()

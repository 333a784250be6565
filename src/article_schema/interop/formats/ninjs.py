"""The format `ninjs`: version 3.1 of the IPTC's news in JSON."""

from __future__ import annotations

from typing import ClassVar

from article_schema.interop.exchange.format import ObjectFormat
from article_schema.interop.exchange.mapping import Object
from article_schema.model.elsewhere.vocabularies import Ninjs


class NinjsItem(ObjectFormat):
    """Writes an object; the standard has no form for several."""

    name: ClassVar[str] = "ninjs"
    ending: ClassVar[str] = ".json"
    spreads: ClassVar[bool] = True
    holds_many: ClassVar[bool] = False
    vocabulary = Ninjs
    required = ("uri",)

    def _constants(self) -> Object:
        schema = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
        return {"standard": {"name": "ninjs", "version": "3.1", "schema": schema}}


FORMAT = NinjsItem()

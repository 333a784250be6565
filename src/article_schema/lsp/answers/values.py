"""Values: what fits a field, of the model, of the workspace and of the values beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timezone
from itertools import chain, islice
from typing import Any

from article_schema.checking.config.collections.site import Site
from article_schema.checking.elsewhere.entries import Entries
from article_schema.document.tree import Mapping, Scalar, key_text, target_of
from article_schema.errors import ValidationError
from article_schema.late_pattern import late_pattern
from article_schema.lsp.answers.trees import home_of, reading_of, shape_at
from article_schema.lsp.links.pictures import file_of, picture_size
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.lsp.workspace.around import Around
from article_schema.lsp.workspace.traces import word_field
from article_schema.model.dates.instants import read_instant, write_instant
from article_schema.model.elsewhere.pointers import OnDisk, Pointer, Ref, SiteLink
from article_schema.model.shapes.tables import Field, table_of
from article_schema.routes import Route
from article_schema.validators import amp_cache_url

_INSTANT = late_pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
#: The fields that another one determines, by their names in Python.
_CACHED = {"cdn_amp_web_url": "amp_web_url", "cdn_amp_url": "amp_url"}
#: The keys of a size.
_SIZES = ("width", "height")
#: So many files, words or entries are offered at once.
MOST = 500


@dataclass(frozen=True)
class Asked:
    """A value that somebody is about to write.

    Args:
        choice: what counts for the document.
        text: the document.
        route: the place of the value.
        typed: what stands there so far.
        around: the other files of the workspace.
    """

    choice: Choice
    text: Text
    route: Route
    typed: str
    around: Around

    def values(self) -> Iterator[Any]:
        """Yield values that fit, the likeliest first; one may come twice."""
        model, route = self.choice.model, self.route
        shape, found = shape_at(model, route), home_of(model, route)
        if shape is None or found is None or shape.is_collection:
            return
        home, field = found
        yield from self._computed(home, field)
        for part in shape.flat():
            yield from part.choices
            if part.is_instant:
                yield _now(self.text.content)
            for facet in part.facets:
                if isinstance(facet, Pointer):
                    yield from self._pointed(facet)
        inside = len([step for step in route if isinstance(step, str)]) > 1
        word = word_field(home, field, inside=inside)
        if word is not None:
            wanted = self.typed.casefold()
            words = self.around.words_of(word)
            yield from islice((each for each in words if wanted in each.casefold()), MOST)
        for example in field.examples:
            parts = example if isinstance(example, list) else [example]
            yield from (part for part in parts if isinstance(part, str))

    def _pointed(self, pointer: Pointer) -> Iterator[str]:
        """Yield what a value may point to."""
        site = self.choice.checker.settings.site
        if site is None:
            return
        if isinstance(pointer, Ref):
            entries = Entries(site, site.collections.named(pointer.collection))
            keys = tuple(pointer.key.split(".")) if pointer.key is not None else None
            yield from self._matching(entries.meant(keys).names)
        elif isinstance(pointer, OnDisk):
            yield from self._matching(self._files(site, pointer.path))
        elif isinstance(pointer, SiteLink):
            pages = (Entries(site, each).urls().values() for each in site.collections.all)
            yield from self._matching(chain.from_iterable(pages))

    def _matching(self, names: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
        """Yield the names that hold what is typed, of many only some."""
        return islice((name for name in names if self.typed.lstrip("/") in name), MOST)

    def _files(self, site: Site, pattern: str) -> Iterator[str]:
        """Yield the values for which a pattern names a file, those of a folder before its folders.

        Nothing leads out of the site, neither `..` nor a link.
        """
        start, _, end = pattern.partition("{}")
        relative = pattern.startswith(("./", "../"))
        if relative and self.text.path is None:
            return
        origin = os.path.dirname(str(self.text.path)) if relative else site.folder
        folder = os.path.normpath(os.path.join(origin, os.path.dirname(start).lstrip("/")))
        prefix = os.path.basename(start)
        top = os.path.realpath(site.folder)
        for home, folders, files in os.walk(folder):
            if not os.path.join(os.path.realpath(home), "").startswith(os.path.join(top, "")):
                return
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            below = os.path.relpath(home, folder).replace(os.sep, "/")
            for name in sorted(files):
                path = name if below == "." else f"{below}/{name}"
                if not name.startswith(".") and path.startswith(prefix) and path.endswith(end):
                    yield path[len(prefix) : len(path) - len(end)]

    def _computed(self, home: type, field: Field) -> Iterator[Any]:
        """Yield the value that others in the record determine."""
        by_name = table_of(home).by_name
        source = by_name.get(_CACHED.get(field.name, ""))
        if source is not None:
            url = self._beside().get(source.key)
            try:
                yield from [amp_cache_url(url)] if url else []
            except ValidationError:
                # A finding tells what is wrong with it.
                return
        elif field.key in _SIZES:
            yield from self._size(home, field.key)

    def _size(self, home: type, key: str) -> Iterator[int]:
        """Yield the width or the height of the picture that a value beside it names."""
        for field in table_of(home).fields:
            name = self._beside().get(field.key, "")
            size = picture_size(file_of(self.choice, self.text, field.shape, name))
            if size is not None:
                yield size[_SIZES.index(key)]

    def _beside(self) -> dict[str, str]:
        """Return the single values of the record, as texts by their keys."""
        route = self.route
        while route and isinstance(route[-1], int):
            route = route[:-1]
        reading = reading_of(self.choice, self.text)
        found = reading.tree.find(route[:-1]) if reading is not None else None
        record = target_of(found[1]) if found is not None else None
        if not isinstance(record, Mapping):
            return {}
        pairs = ((key_text(key), target_of(value)) for key, value in record.pairs)
        return {key: value.text for key, value in pairs if key and isinstance(value, Scalar)}


def _now(content: str) -> str:
    """Return the current moment, in the zone of the last one in a text, else in UTC."""
    now = datetime.now(UTC).replace(microsecond=0)
    known = _INSTANT.findall(content)
    if known:
        try:
            offset = read_instant(known[-1]).utcoffset()
        except ValueError:
            offset = None
        if offset:
            return write_instant(now.astimezone(timezone(offset)))
    return write_instant(now)

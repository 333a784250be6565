"""Pointers: what a field says about a value that points to another file of the site.

A pointer accepts every value by itself. A check with a configuration looks at the other side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from attrs import frozen

from article_schema.arguments import require
from article_schema.errors import ModelError
from article_schema.faults import Fault
from article_schema.rules.codes import OWN_CONSTRAINT

#: What stands for the value in the path of `OnDisk`.
_VALUE = "{}"


class Pointer:
    """The parent of all pointers: a facet that no value breaks by itself."""

    __slots__ = ()

    #: Around the type of a list it is about each item.
    of_items: ClassVar[bool] = True

    def accepts(self, value: object) -> bool:  # noqa: ARG002
        """Accept every value: whether the other side is there, the value does not tell."""
        return True

    def flaw(self, value: object) -> Fault:
        """Say that the value has no fault."""
        return Fault(OWN_CONSTRAINT, f"has no fault: {value!r:.40}")

    def keywords(self) -> Mapping[str, object]:
        """Return no keywords: a JSON Schema knows no other file."""
        return {}


@frozen
class Ref(Pointer):
    """The value names an entry of a collection: a file, by its name without ending.

    A file `index` or `_index` has the name of its folder. A path inside of the collection, without
    ending, is a name too.

    >>> from article_schema import check_paths
    >>> report = check_paths("examples/links", config="examples/links/article-schema.toml")
    >>> for finding in report.findings:
    ...     if finding.code == "REF001":
    ...         print(finding.sentence)
    `author` names no entry of `authors`: "ann-salor"; did you mean 'ann-sailor'?

    Args:
        collection: the name of the collection.
        key: the key of an entry whose value names it, instead of the name of its file.

    Raises:
        TypeError: the name or the key is not text.
    """

    collection: str
    key: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what names nothing."""
        require(
            self.collection, str, "Ref() takes the name of a collection", 'write Ref("authors")'
        )
        require(self.key, (str, type(None)), "the key of a Ref is text", 'write key="slug"')

    @property
    def sentence(self) -> str:
        """What the value names."""
        by = "" if self.key is None else f", by its `{self.key}`"
        return f"an entry of the collection `{self.collection}`{by}"


@frozen
class UniqueInCollection(Pointer):
    """No two files of a collection have the same value.

    >>> from article_schema import check_paths
    >>> report = check_paths("examples/links", config="examples/links/article-schema.toml")
    >>> for finding in report.findings:
    ...     if finding.code == "REF002":
    ...         print(finding.sentence)
    `slug` is "ferries" in examples/links/posts/tide.md too; write another one in one of them
    `slug` is "ferries" in examples/links/posts/ferries.md too; write another one in one of them
    """

    @property
    def sentence(self) -> str:
        """What no other file has."""
        return "in one file of its collection only"


@frozen
class OnDisk(Pointer):
    """The value names a file that is there.

    Where the record of the value has `width` and `height` too, these are compared with the size of
    the picture in the file; that needs the extra `images`.

    >>> from article_schema import check_paths
    >>> report = check_paths("examples/links", config="examples/links/article-schema.toml")
    >>> for finding in report.findings:
    ...     if finding.code == "REF004":
    ...         print(finding.sentence)
    `cover.width` is 1600, but examples/links/static/img/quay.png is 1200 pixels wide; write 1200

    Args:
        path: the path of the file, with `{}` for the value. It starts from the folder of the
            configuration, or from that of the file with the value if it begins with `./`.
        size: whether width and height are compared.

    Raises:
        TypeError: the path is not text.
        ModelError: it has no `{}`, or several.
    """

    path: str = _VALUE
    size: bool = True

    def __attrs_post_init__(self) -> None:
        """Refuse a path that says the same of every value."""
        require(self.path, str, "OnDisk() takes a path", 'write OnDisk("static/{}")')
        if self.path.count(_VALUE) != 1:
            raise ModelError(f"OnDisk({self.path!r}) has no {{}} for the value, or several")

    @property
    def sentence(self) -> str:
        """Where the file is."""
        return f"the name of a file that is there: `{self.path}`"


@frozen
class SiteLink(Pointer):
    """The value is a link. If it begins with `/`, a file of the site answers it.

    The key `url` of a collection says at which address each of its files is.

    >>> from article_schema import check_paths
    >>> report = check_paths("examples/links", config="examples/links/article-schema.toml")
    >>> for finding in report.findings:
    ...     if finding.code == "REF005":
    ...         print(finding.sentence)
    `see[0]` leads to no page of the site: "/news/feries/"; did you mean '/news/ferries/'?
    `see[1]` leads to no page of the site: "/img/map.png"; there are /news/ferries/, \
/people/ann-sailor/

    Args:
        files: where other files are that answer links, such as `static/{}`.

    Raises:
        TypeError: the path is not text.
        ModelError: it has no `{}`, or several.
    """

    files: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a path that says the same of every value."""
        require(self.files, (str, type(None)), "SiteLink() takes a path", 'write "static/{}"')
        if self.files is not None and self.files.count(_VALUE) != 1:
            raise ModelError(f"SiteLink({self.files!r}) has no {{}} for the value, or several")

    @property
    def sentence(self) -> str:
        """What such a link leads to."""
        return "a page of the site, if it begins with `/`"

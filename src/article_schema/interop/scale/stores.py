"""Stores: folders, zip and tar files, and whatever fsspec knows the addresses of."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple

from article_schema.document.files.packed import PACKED
from article_schema.errors import ArticleSchemaError, FileChangedError, SaveError, UsageError

#: What is read of a file at once.
BUFFER = 1 << 20
#: A file of a tree with more bytes is not read: a few packed ones can stand for any number.
LARGEST = 50_000_000
_CHAIN = "::"
#: Stores that replace an object only if it has the tag that was asked for.
_CONDITIONAL = ("s3://", "s3a://")
_CHANGED = "the object has changed since it was read"


class Row(NamedTuple):
    """A text in an archive."""

    path: str
    #: Its text or its bytes; None where the archive has none.
    content: str | bytes | None
    #: Whether it has to be an article; a file that a search came upon may be another text.
    is_named: bool = True
    #: Its path inside of what is packed or in a store; empty where that is `path`.
    inside: str = ""
    #: How many bytes it has, where they are too many to be read; else 0.
    unread: int = 0

    @property
    def place(self) -> str:
        """The path that its collection goes by."""
        return self.inside or self.path


@contextmanager
def told(name: str, *, is_local: bool) -> Iterator[None]:
    """Tell as a wrong call why something cannot be read.

    Args:
        name: what people call it.
        is_local: whether the system alone reads it; a store, and what unpacks a broken file, may
            raise anything.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        yield
    except ArticleSchemaError:
        raise
    except Exception as error:
        if is_local and not isinstance(error, OSError):
            raise
        raise UsageError(f"{name}: {_reason(error)}") from None


def is_local(url: str) -> bool:
    """Tell whether something is named by a path, and not by an address."""
    return "://" not in url


def _reason(error: Exception) -> str:
    """Return why something cannot be read, in one line."""
    if isinstance(error, FileNotFoundError):
        # Stores say the path alone.
        return "there is no such file or folder"
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return next(iter(text.strip().splitlines()), "") or type(error).__name__


def opened(url: str) -> BinaryIO:
    """Open a file, at a path or at an address.

    Raises:
        UsageError: nothing knows such addresses.
        OSError: it is not there.
    """
    if is_local(url):
        return open(url, "rb")
    system, path = _system_of(url)
    found: BinaryIO = system.open(path, "rb", block_size=BUFFER)
    return found


def _system_of(url: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it."""
    if any(part.startswith(("http://", "https://")) for part in url.split(_CHAIN)):
        raise UsageError(f"{url}: pages of the web are not read")
    with told(url.rpartition(_CHAIN)[2], is_local=False):
        try:
            import fsspec

            system, path = fsspec.core.url_to_fs(url, **_options(url))
        except ImportError as error:
            raise UsageError(
                f"{url}: {error}; install what reads it, such as: "
                'pip install "article-schema[archives]" s3fs'
            ) from None
    return system, path


def _options(url: str) -> dict[str, Any]:
    """Return what has to be said of an address beside it."""
    # Of this ending alone fsspec does not know what it means.
    return {"tar": {"compression": "gzip"}} if url.endswith(".tgz") else {}


class Tree:
    """A tree of files.

    Args:
        url: its path or its address; `zip://::site.zip` is what a zip file holds.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_packed = _CHAIN in url
        self._is_local = is_local(url)

    @classmethod
    def of(cls, source: str) -> Tree | None:
        """Return the tree that a source is; None for a single file.

        Raises:
            UsageError: nothing knows such addresses, or it cannot be read.
        """
        packed = cls._packed(source)
        if packed is not None:
            return packed
        if is_local(source):
            return cls(source) if os.path.isdir(source) else None
        system, path = _system_of(source)
        with told(source, is_local=False):
            return cls(source) if system.isdir(path) else None

    @classmethod
    def _packed(cls, source: str) -> Tree | None:
        for ending, scheme in PACKED.items():
            if source.endswith(ending):
                return cls(f"{scheme}://{_CHAIN}{source}")
        return None

    @classmethod
    def top_of(cls, source: str) -> str:
        """Return what stands before the paths of files in a source, in their names.

        It is empty for what is on disk, whose files go by their own names.

        Raises:
            UsageError: nothing knows such addresses.
        """
        packed = cls._packed(source)
        if packed is not None:
            return packed.name("")
        if is_local(source):
            return ""
        root = _system_of(source)[1].rstrip("/")
        return cls(source).name(f"{root}/")

    def files(self) -> list[tuple[str, int]]:
        """Return the paths of all files, in the order of their names, with their sizes in bytes.

        Hidden files and folders are passed over.

        Raises:
            UsageError: it cannot be read.
        """
        if self._is_local:
            return sorted(self._walk())
        with told(self._source, is_local=False):
            return sorted(self._found())

    def _walk(self) -> Iterator[tuple[str, int]]:
        for folder, folders, names in os.walk(self.url):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = os.path.join(folder, name)
                if not name.startswith(".") and os.path.isfile(path):
                    yield path, os.path.getsize(path)

    def _found(self) -> Iterator[tuple[str, int]]:
        system, path = _system_of(self.url)
        for name, known in system.find(path, detail=True).items():
            inside = name.removeprefix(path)
            if not any(step.startswith(".") for step in inside.split("/")):
                yield name, int(known.get("size") or 0)

    @property
    def _source(self) -> str:
        return self.url.rpartition(_CHAIN)[2]

    def name(self, path: str) -> str:
        """Return the name of a file as people find it."""
        if self._is_local:
            return path
        if self.is_packed:
            return f"{self._source}/{path}"
        return f"{self.url.partition('://')[0]}://{path.lstrip('/')}"

    def place(self, path: str) -> str:
        """Return the path of a file below the tree; on disk, as people find it."""
        if self._is_local or self.is_packed:
            return path
        root = _system_of(self.url)[1].rstrip("/")
        return path.removeprefix(root).lstrip("/")

    def rows(self, files: Sequence[tuple[str, int]]) -> list[Row]:
        """Return the texts of some files; one that cannot be read has none.

        Args:
            files: their paths and their sizes, as `files` tells them.
        """
        paths = [path for path, size in files if size <= LARGEST]
        if self._is_local:
            contents = dict(zip(paths, map(_content, paths), strict=True))
        else:
            system, _ = _system_of(self.url)
            contents = dict(zip(paths, _contents(system, paths), strict=True))
        return [
            Row(
                self.name(path),
                contents.get(path),
                is_named=False,
                inside="" if self._is_local else self.place(path),
                unread=size if size > LARGEST else 0,
            )
            for path, size in files
        ]


def _contents(system: Any, paths: Sequence[str]) -> Iterator[bytes | None]:
    try:
        # A store answers many questions at once.
        raw = system.cat(list(paths), on_error="return")
    except OSError:
        raw = {}
    for path in paths:
        found = raw.get(path, raw.get(path.lstrip("/")))
        if found is None:
            # A name with signs of patterns is taken for one.
            try:
                found = system.cat_file(path)
            except OSError:
                found = None
        yield found if isinstance(found, bytes) else None


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def tops_of(sources: Sequence[str]) -> tuple[str, ...]:
    """Return what stands before the paths of files in some trees, in the names of rows.

    Raises:
        UsageError: nothing knows such addresses.
    """
    return tuple(top for top in map(Tree.top_of, sources) if top)


def replace(url: str, new: bytes, expected: bytes) -> None:
    """Replace an object, whole or not at all, and only while it holds what is expected.

    Args:
        url: its address.
        new: what it shall hold.
        expected: what it must still hold.

    Raises:
        FileChangedError: it holds something else, or is gone.
        SaveError: it cannot be written, or stands where nobody can say what it must hold.
    """
    if not url.startswith(_CONDITIONAL):
        raise SaveError(url, "only files, and objects of an S3 store, are fixed where they are")
    system, path = _system_of(url)
    try:
        system.invalidate_cache()
        tag = system.info(path)["ETag"]
        if system.cat_file(path) != expected:
            raise FileChangedError(url, _CHANGED)
        system.pipe_file(path, new, IfMatch=tag)
    except FileNotFoundError:
        raise FileChangedError(url, _CHANGED) from None
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.EBUSY):
            # The store says that the object has another tag by now.
            raise FileChangedError(url, _CHANGED) from None
        raise SaveError(url, error.strerror or str(error)) from None

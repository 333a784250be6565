"""Documents: those of many files, opened one by one while somebody goes through them."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import Any, Generic, Literal, TypeVar, overload

from article_schema.arguments import path_of, require
from article_schema.checking.config.configurations import Given
from article_schema.checking.discovery.search import FoundFile, Search, find_files
from article_schema.collections.items import Errors, Failure, Items
from article_schema.collections.opener import Opened, Opener
from article_schema.documents.document import Document
from article_schema.errors import UsageError
from article_schema.model.article import Article
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of

M = TypeVar("M", bound=Record)


class Documents(Items[Document[M], M], Generic[M]):
    """The documents of files, opened one by one, in the order of their names.

    Each iteration looks for the files anew and opens them anew. `load_all` returns it.

    >>> videos = load_all("examples/articles", errors="skip").where(type="video")
    >>> [document.article.title for document in videos]
    ['The ferry in one minute']
    """

    def __init__(self, paths: tuple[str, ...], opener: Opener, errors: Errors, jobs: int) -> None:
        super().__init__(errors)
        require(jobs, int, "jobs is a number of processes")
        if jobs < 1:
            raise UsageError(f"jobs is a number of processes, at least 1, not {jobs}")
        if opener.model is not None:
            table_of(opener.model)
        self._paths = paths
        self._opener = opener
        self._jobs = jobs

    @property
    def _model(self) -> type | None:
        opener = self._opener
        return opener.model or (Article if opener.given is None else None)

    def _article(self, item: Document[M]) -> M:
        return item.article

    def _filename(self, item: Document[M]) -> str:
        return item.filename

    def _files(self) -> Iterator[FoundFile]:
        return find_files(self._paths, self._opener.configurations, must_exist=False)

    def _results(self) -> Iterator[Document[M] | Failure]:
        files, opener = self._files(), self._opener
        opened: Iterator[Opened]
        if self._jobs == 1:
            opened = map(opener.open, files)
        else:
            from article_schema.checking.workers import work_side_by_side

            opened = work_side_by_side(files, opener, self._jobs, _start())
        return (each for each in opened if each is not None)


def _start() -> Literal["fork", "spawn"]:
    """Return how processes start here: a fork of a process with several threads may hang."""
    forks = hasattr(os, "fork") and sys.platform == "linux" and threading.active_count() == 1
    return "fork" if forks else "spawn"


class Collection(Documents[M], Generic[M]):
    """The documents of a collection that a configuration declares.

    >>> posts = Collection("examples/site/article-schema.toml", "posts", errors="collect")
    >>> sorted(document.article.title for document in posts)
    ['The ferries are back']

    Args:
        config: the configuration file; without it that of the current folder, or the nearest above.
        name: the collection; without it all files count that a check of the folder looks at.
        model: the class of the articles, instead of that which the configuration has.
        errors: what happens with files that cannot be read, as for `load_all`.
        valid: as for `load_all`.
        jobs: as for `load_all`.

    Raises:
        UsageError: there is no configuration, it is wrong, or it has no such collection.
    """

    def __init__(
        self,
        config: str | os.PathLike[str] | None = None,
        name: str | None = None,
        *,
        model: type[M] | None = None,
        errors: Errors = "raise",
        valid: bool = True,
        jobs: int = 1,
    ) -> None:
        file = None if config is None else path_of(config, "Collection()")
        opener = Opener(Given(file=file), model, valid=valid)
        whole = opener.configurations.for_run()
        if whole.path is None:
            raise UsageError(
                "there is no configuration in the current folder or above it; write "
                "article-schema.toml, or open files with load_all()"
            )
        self.name = name
        self._declared = None if name is None else whole.collections.named(name)
        self._configured = None
        if self._declared is not None:
            part = opener.configurations.for_collection(whole, self._declared)
            self._configured = model or part.settings.model
        super().__init__((whole.folder or os.curdir,), opener, errors, jobs)

    def __repr__(self) -> str:
        return f"<Collection {self.name or 'of all files'}>"

    @property
    def _model(self) -> type | None:
        return self._configured or self._opener.model

    def _files(self) -> Iterator[FoundFile]:
        if self._declared is None:
            return super()._files()
        search = Search(self._opener.configurations)
        here = os.path.join(os.getcwd(), "")
        paths = search.of_collection(self._declared)
        return (search.found(path.removeprefix(here)) for path in paths)


@overload
def load_all(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    model: None = None,
    *,
    config: None = None,
    errors: Errors = "raise",
    valid: bool = True,
    jobs: int = 1,
) -> Documents[Article]: ...


@overload
def load_all(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    model: type[M],
    *,
    config: str | os.PathLike[str] | None = None,
    errors: Errors = "raise",
    valid: bool = True,
    jobs: int = 1,
) -> Documents[M]: ...


@overload
def load_all(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    model: None = None,
    *,
    config: str | os.PathLike[str],
    errors: Errors = "raise",
    valid: bool = True,
    jobs: int = 1,
) -> Documents[Record]: ...


def load_all(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    model: type[Record] | None = None,
    *,
    config: str | os.PathLike[str] | None = None,
    errors: Errors = "raise",
    valid: bool = True,
    jobs: int = 1,
) -> Documents[Any]:
    """Open article files one by one, those below folders too.

    >>> documents = load_all(["examples/articles", "examples/broken"], errors="collect")
    >>> for document in documents.where(type="article").sorted_by("quality", reverse=True)[:2]:
    ...     print(document.article.quality, document.article.title)
    118 Harbour bridge closes for repairs
    59 The harbour at dawn
    >>> "examples/broken/eight-faults.md" in [each.filename for each in documents.failures]
    True
    >>> load_all("examples/articles").where(qualty=5)
    Traceback (most recent call last):
    article_schema.errors.UsageError: Article has no field 'qualty'; did you mean 'quality'?

    Files are found as a check finds them. Text without front matter below a folder is skipped.

    Args:
        paths: files and folders, or a single one.
        model: the class of the articles: without one that of the configuration, or `Article`.
        config: a configuration file that says the class of each file, and which files count, as
            for `load`.
        errors: what happens with a file that cannot be read, or whose article breaks its contract:
            "raise" raises the error when it is that file's turn, "collect" keeps it in `failures`
            and goes on, "skip" goes on.
        valid: whether every article has to keep its contract. Else faulty documents come too, so
            that they can be fixed; `document.article` raises for them.
        jobs: how many processes open the files. They are forked, or started anew where that is not
            safe: on other systems than Linux, and beside other threads. Then a script needs its
            `if __name__ == "__main__":`.

    Raises:
        UsageError: an argument or the configuration is wrong.
        ModelError: the class is not a model.
        DocumentError: on the way, if errors are raised: a file cannot be read.
        ValidationError: on the way, if errors are raised: an article breaks its contract.
    """
    if isinstance(paths, str | bytes | os.PathLike):
        paths = [paths]
    require(paths, Iterable, "load_all() takes paths")
    names = tuple(path_of(path, "load_all()") for path in paths)
    given = None if config is None else Given(file=path_of(config, "load_all(config=...)"))
    opener = Opener(given, model, valid=valid)
    return Documents(names, opener, errors, jobs)

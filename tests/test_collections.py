"""Many documents: found as a check finds them, opened one by one, chosen, sorted and saved."""

from __future__ import annotations

import asyncio
import copy
import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from article_schema import (
    Article,
    ArticleSchemaError,
    Collection,
    DocumentError,
    Failure,
    UsageError,
    ValidationError,
    dumps,
    load,
    load_all,
    save_all,
    unstructure,
)
from article_schema.testing import make

FIRST = datetime(2020, 6, 12, tzinfo=UTC)
FAULTS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("title:", "titel:"),
    lambda text: text.replace("---\n", "---\n: [\n", 1),
    lambda text: text.replace("2020-06-", "2020-13-"),
)


def fill(folder: Path, files: int, bad: int) -> list[Path]:
    """Write articles, some of them bad; return all paths in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(files):
        article = make(
            Article, title=f"News {number}", published_date_time=FIRST + timedelta(hours=number),
            quality=number % 7, type="video" if number % 5 == 0 else "article",
            original_url="https://www.example.com/original",
        )  # fmt: skip
        text = dumps(article, body=f"Body {number}.\n")
        if number < bad:
            text = FAULTS[number % len(FAULTS)](text)
        paths.append(folder / f"{number:05d}.md")
        paths[-1].write_text(text, "utf-8")
    return paths


@pytest.fixture
def site(tmp_path: Path) -> list[Path]:
    """Return the paths of twelve articles, the first three of them bad."""
    return fill(tmp_path / "content", 12, 3)


def told(path: Path | str) -> tuple[str, Any]:
    """Return what a file holds, or why it cannot be read."""
    try:
        return Path(path).name, unstructure(load(path).article)
    except ArticleSchemaError as error:
        return Path(path).name, str(error)


class TestErrors:
    def test_the_first_one_ends_it_unless_something_else_is_said(self, site: list[Path]) -> None:
        with pytest.raises(ValidationError, match=r"00000\.md:1:1: FLD001 `title` is missing"):
            list(load_all(site[0].parent))

    def test_they_are_collected_with_file_and_line(self, site: list[Path]) -> None:
        documents = load_all(site[0].parent, errors="collect")
        assert [Path(each.filename).name for each in documents] == [p.name for p in site[3:]]
        assert [type(each.error) for each in documents.failures] == [
            ValidationError, DocumentError, ValidationError,
        ]  # fmt: skip
        assert str(documents.failures[1]).startswith(f"{site[1]}:2:")
        assert all(isinstance(each, Failure) for each in documents.failures)
        assert len(list(documents)) == 9
        assert len(documents.failures) == 3

    def test_they_are_skipped(self, site: list[Path]) -> None:
        documents = load_all(site[0].parent, errors="skip")
        assert len(list(documents)) == 9
        assert documents.failures == ()

    def test_faulty_documents_come_too_when_asked_for(self, site: list[Path]) -> None:
        documents = load_all(site[0].parent, errors="collect", valid=False)
        first = next(iter(documents))
        first.rename("titel", "title")
        assert save_all([first]).saved == [str(site[0])]
        assert load(site[0]).article.title == "News 0"
        assert len(list(documents)) == 11

    def test_a_path_that_is_not_there_is_a_failure(self, tmp_path: Path) -> None:
        documents = load_all([tmp_path / "no.md"], errors="collect")
        assert list(documents) == []
        assert "no such file" in str(documents.failures[0])

    @pytest.mark.parametrize(
        "call",
        [
            lambda: load_all(".", errors="ignore"),  # type: ignore[call-overload]
            lambda: load_all(".", jobs=0),
            lambda: load_all(".").where(qualty=5),
            lambda: load_all(".").sorted_by("publishedDateTime"),
        ],
    )
    def test_wrong_arguments_are_told_at_once(self, call: Callable[[], object]) -> None:
        with pytest.raises(UsageError):
            call()


class TestChoice:
    def test_by_fields_and_functions(self, site: list[Path]) -> None:
        documents = load_all(site[0].parent, errors="skip")
        videos = documents.where(type="video")
        assert [each.article.title for each in videos] == ["News 5", "News 10"]
        late = documents.where(lambda article: article.published_date_time.hour > 9, type="video")
        assert [each.article.title for each in late] == ["News 10"]

    def test_in_an_order(self, site: list[Path]) -> None:
        documents = load_all(site[0].parent, errors="skip")
        titles = [
            each.article.title
            for each in documents.sorted_by("quality", lambda article: article.title, reverse=True)
        ]
        assert titles[:3] == ["News 6", "News 5", "News 4"]
        assert titles[-1] == "News 7"

    def test_what_is_without_a_value_comes_last(self, tmp_path: Path) -> None:
        paths = fill(tmp_path, 3, 0)
        document = load(paths[1])
        document.article.quality = None
        document.save()
        found = load_all(tmp_path).sorted_by("quality")
        assert [each.article.quality for each in found] == [0, 2, None]

    def test_files_are_opened_one_by_one(self, site: list[Path]) -> None:
        documents = iter(load_all(site[3:]))
        next(documents)
        site[4].unlink()
        with pytest.raises(DocumentError):
            next(documents)


class TestCollections:
    def test_those_of_a_configuration(self, tmp_path: Path) -> None:
        fill(tmp_path / "posts", 3, 0)
        (tmp_path / "people").mkdir()
        (tmp_path / "people" / "ann.yml").write_text("name: Ann\n", "utf-8")
        (tmp_path / "models.py").write_text(
            "from article_schema import Record, record\n\n\n"
            "@record\nclass Person(Record):\n    name: str\n",
            "utf-8",
        )
        config = tmp_path / "article-schema.toml"
        config.write_text(
            '[[collections]]\nname = "people"\nfiles = "people/*"\nmodel = "models.py:Person"\n'
            '[[collections]]\nname = "posts"\nfiles = "posts/**"\n'
            'model = "article_schema:Article"\n',
            "utf-8",
        )
        people = Collection(config, "people")
        assert [each.article.name for each in people] == ["Ann"]  # type: ignore[attr-defined]
        assert len(list(Collection(config, "posts"))) == 3
        assert len(list(Collection(config))) == 4
        assert {type(each.article).__name__ for each in load_all(tmp_path, config=config)} == {
            "Person", "Article",
        }  # fmt: skip
        with pytest.raises(UsageError, match="people"):
            Collection(config, "peple")
        with pytest.raises(UsageError, match="has no field"):
            people.where(title="x")

    def test_without_a_configuration(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(UsageError, match="no configuration in the current folder"):
            Collection()


class TestSaving:
    def test_one_failure_does_not_keep_the_others(self, site: list[Path]) -> None:
        documents = list(load_all(site[3:]))
        for each in documents:
            each.article.heat = 5
        site[4].write_text("somebody else", "utf-8")
        documents[2].article.topics.append(5)  # type: ignore[arg-type]
        before = site[5].read_text("utf-8")
        report = save_all(documents)
        assert not report.ok
        assert [Path(each.filename).name for each in report.failures] == ["00004.md", "00005.md"]
        assert len(report.saved) == 7
        assert site[4].read_text("utf-8") == "somebody else"
        assert site[5].read_text("utf-8") == before
        assert save_all(load_all(site[6:])).unchanged == 6

    def test_what_is_no_document_is_refused(self) -> None:
        with pytest.raises(TypeError, match="save_all"):
            save_all([make(Article)])  # type: ignore[list-item]


def in_threads(paths: list[Path]) -> list[tuple[str, Any]]:
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(told, paths))


def in_processes(kind: str) -> Callable[[list[Path]], list[tuple[str, Any]]]:
    def run(paths: list[Path]) -> list[tuple[str, Any]]:
        context = multiprocessing.get_context(kind)
        with ProcessPoolExecutor(2, mp_context=context) as pool:
            return list(pool.map(told, map(str, paths), chunksize=50))

    return run


def in_asyncio(paths: list[Path]) -> list[tuple[str, Any]]:
    async def all_of_them() -> list[tuple[str, Any]]:
        return await asyncio.gather(*(asyncio.to_thread(told, path) for path in paths))

    return asyncio.run(all_of_them())


def copied(copy_of: Callable[[Any], Any]) -> Callable[[list[Path]], list[tuple[str, Any]]]:
    def run(paths: list[Path]) -> list[tuple[str, Any]]:
        documents = load_all(paths, errors="collect")
        found = {Path(each.filename).name: unstructure(copy_of(each).article) for each in documents}
        failed = {Path(each.filename).name: str(copy_of(each)) for each in documents.failures}
        return sorted((found | failed).items())

    return run


def side_by_side(paths: list[Path]) -> list[tuple[str, Any]]:
    documents = load_all(paths, errors="collect", jobs=2)
    found = {Path(each.filename).name: unstructure(each.article) for each in documents}
    failed = {Path(each.filename).name: str(each) for each in documents.failures}
    return sorted((found | failed).items())


@pytest.mark.filterwarnings(
    "ignore:This process:DeprecationWarning"
)  # the fork of one with threads
@pytest.mark.parametrize(
    "way",
    [
        in_threads, in_processes("fork"), in_processes("spawn"), in_asyncio, side_by_side,
        copied(copy.deepcopy), copied(lambda each: pickle.loads(pickle.dumps(each))),
    ],
    ids=["threads", "fork", "spawn", "asyncio", "jobs", "deepcopy", "pickle"],
)  # fmt: skip
def test_every_way_gives_the_same(
    way: Callable[[list[Path]], list[tuple[str, Any]]], site: list[Path]
) -> None:
    assert way(site) == [told(path) for path in site]

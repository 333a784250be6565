from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path

import pytest

from article_schema import (
    Article,
    Collection,
    Document,
    DocumentError,
    UsageError,
    ValidationError,
    dumps,
    load,
    load_all,
    save_all,
)
from article_schema.testing import make

#: Every 90th of 2,500 files is bad: 28 of them.
FILES, STEP = 2_500, 90


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    good = dumps(make(Article, title="NUMBER", heat=3), body="It was quiet.\n")
    bad = [good.replace("heat: 3", "heat: much"), '---\ntitle: "open\n---\n']
    for number in range(FILES):
        text = bad[number // STEP % 2] if number % STEP == 0 else good
        path = folder / f"{number:04}.md"
        path.write_text(text.replace("NUMBER", f"Day {number}"), encoding="utf-8")
    return folder


Told = list[tuple[str, str]]


def one(path: str) -> tuple[str, str]:
    try:
        document = load(path)
        return document.article.title, document.text
    except (DocumentError, ValidationError) as error:
        return type(error).__name__, str(error)


def in_order(site: Path, jobs: int = 1) -> Told:
    documents = load_all(site, errors="collect", jobs=jobs)
    told = [(each.article.title, each.text) for each in documents]
    return sorted(told + [(type(each.error).__name__, str(each)) for each in documents.failures])


def test_all_ways_to_open_many_files_give_the_same(site: Path) -> None:
    paths = sorted(map(str, site.iterdir()))
    alone = in_order(site)
    assert len(alone) == FILES
    assert sum(title in ("DocumentError", "ValidationError") for title, _ in alone) == 28
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(one, paths)) == alone
    for start in ("fork", "spawn"):
        if start in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context(start)
            with ProcessPoolExecutor(2, context) as processes:
                assert sorted(processes.map(one, paths, chunksize=500)) == alone
    assert in_order(site, jobs=2) == alone

    async def several() -> list[tuple[str, str]]:
        return list(await asyncio.gather(*(asyncio.to_thread(one, path) for path in paths)))

    assert sorted(asyncio.run(several())) == alone
    assert asyncio.run(asyncio.to_thread(in_order, site)) == alone
    kept = list(load_all(paths[1:20]))
    for copies in (pickle.loads(pickle.dumps(kept)), deepcopy(kept)):
        assert [(each.article, each.text) for each in copies] == [
            (each.article, each.text) for each in kept
        ]


def test_processes_beside_threads_are_started_anew(site: Path) -> None:
    names = [str(site / f"{number:04}.md") for number in range(300)]
    documents = load_all(names, errors="collect", jobs=2)

    async def opened() -> list[Document]:
        return await asyncio.to_thread(list, documents)

    assert [each.filename for each in asyncio.run(opened())] == [
        name for number, name in enumerate(names) if number % STEP
    ]
    assert len(documents.failures) == 4


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, heat in (("a", 5), ("b", "much"), ("c", 9), ("d", "null")):
        text = dumps(make(Article, title=name.upper(), heat=1)).replace("heat: 1", f"heat: {heat}")
        Path(f"{name}.md").write_text(text, encoding="utf-8")
    Path("README.md").write_text("# No article\n", encoding="utf-8")
    Path(".gitignore").write_text("drafts/\n", encoding="utf-8")
    Path("drafts").mkdir()
    Path("drafts/e.md").write_text("---\n", encoding="utf-8")
    return tmp_path


def titles(documents: object) -> list[str]:
    assert isinstance(documents, list) or hasattr(documents, "__iter__")
    return [document.article.title for document in documents]


def test_errors_are_raised_collected_or_skipped(folder: Path) -> None:
    begun = iter(load_all("."))
    assert next(begun).article.title == "A"
    with pytest.raises(ValidationError, match=r"b\.md:\d+:7: FLD004"):
        next(begun)
    collected = load_all(".", errors="collect")
    assert titles(collected) == titles(load_all(".", errors="skip")) == ["A", "C", "D"]
    assert [(each.filename, type(each.error)) for each in collected.failures] == [
        ("b.md", ValidationError)
    ]
    assert len(list(collected)) == 3
    assert len(collected.failures) == 1, "each iteration begins anew"
    assert load_all(".", errors="skip").failures == ()


def test_a_missing_file_is_a_failure_of_its_own(folder: Path) -> None:
    documents = load_all(["a.md", "gone.md", "c.md", "a.md"], errors="collect")
    assert titles(documents) == ["A", "C"]
    (failure,) = documents.failures
    assert str(failure).startswith("gone.md:1:1: DOC001")
    with pytest.raises(DocumentError, match=r"gone\.md"):
        list(load_all("gone.md"))


def test_faulty_documents_come_too_where_they_are_wanted(folder: Path) -> None:
    documents = list(load_all(".", valid=False))
    assert [document.filename for document in documents] == ["a.md", "b.md", "c.md", "d.md"]
    documents[1].set("heat", 7)
    assert save_all(documents).saved == ["b.md"]
    assert titles(load_all(".")) == ["A", "B", "C", "D"]


def test_filter_and_sort_by_fields(folder: Path) -> None:
    documents = load_all(".", errors="collect")
    assert titles(documents.where(heat=9)) == ["C"]
    assert len(documents.failures) == 1
    warm = documents.where(lambda article: article.heat is not None)
    assert titles(warm.where(title="A")) == ["A"]
    assert titles(documents.sorted_by("heat")) == ["A", "C", "D"]
    assert titles(documents.sorted_by("heat", reverse=True)) == ["C", "A", "D"]
    assert titles(documents.sorted_by("type", lambda article: article.title, reverse=True)) == [
        "D", "C", "A",
    ]  # fmt: skip
    with pytest.raises(UsageError, match="no field 'titel'; did you mean 'title'"):
        documents.where(titel="A")
    with pytest.raises(UsageError, match="did you mean 'published_date_time'"):
        documents.sorted_by("publishedDateTime")
    with pytest.raises(UsageError, match="the key has values that cannot be compared"):
        documents.sorted_by(lambda article: 1 if article.title == "A" else "x")
    faulty = load_all(".", valid=False, errors="collect")
    assert titles(faulty.where(type=make(Article).type)) == ["A", "C", "D"]
    assert [each.filename for each in faulty.failures] == ["b.md"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: load_all(".", errors="ignore"),  # type: ignore[call-overload]
        lambda: load_all(".", jobs=0),
        Collection,
    ],
)
def test_wrong_calls_are_told(folder: Path, wrong: object) -> None:
    with pytest.raises(UsageError):
        wrong()  # type: ignore[operator]


def test_what_cannot_be_saved_is_reported_and_stays(folder: Path) -> None:
    def changed() -> Iterator[Document]:
        for document in load_all(".", errors="skip"):
            if document.filename != "d.md":
                document.article.heat = 50
            if document.filename == "a.md":
                Path("a.md").write_text("somebody was faster", encoding="utf-8")
            yield document

    report = save_all(changed())
    assert not report.ok
    assert (report.saved, report.unchanged) == (["c.md"], 1)
    assert [str(each) for each in report.failures] == [
        "a.md: cannot be saved: the file on disk has changed since it was read"
    ]
    assert Path("a.md").read_text() == "somebody was faster"
    assert "heat: 50" in Path("c.md").read_text()


def test_a_collection_has_its_model_and_its_files(root: Path) -> None:
    config = os.path.relpath(root / "examples/site/article-schema.toml")
    posts = Collection(config, "posts", errors="collect")
    assert all(type(each.article).__name__ == "Post" for each in posts)
    assert [Path(each.filename).name for each in posts.failures] == ["crane.md"]
    everything = Collection(config, errors="collect")
    assert {type(each.article).__name__ for each in everything} == {"Post", "Author"}
    assert len(everything.failures) == 2
    with pytest.raises(UsageError, match="no collection 'post'; did you mean 'posts'"):
        Collection(config, "post")
    with pytest.raises(UsageError, match="no field 'titel'"):
        posts.where(titel="x")

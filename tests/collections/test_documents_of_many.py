"""Many documents: found as a check finds them, opened one by one, chosen, sorted and saved."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from article_schema import (
    Article,
    Collection,
    DocumentError,
    UsageError,
    dumps,
    load,
    load_all,
    save_all,
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


class TestChoice:
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
    def test_without_a_configuration(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(UsageError, match="no configuration in the current folder"):
            Collection()


class TestSaving:
    def test_what_is_no_document_is_refused(self) -> None:
        with pytest.raises(TypeError, match="save_all"):
            save_all([make(Article)])  # type: ignore[list-item]


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))], ids=["deep", "pickle"]
)
def test_copies_of_documents_and_failures_say_the_same(
    copied: Callable[[Any], Any], site: list[Path]
) -> None:
    documents = load_all(site, errors="collect")
    for each in documents:
        again = copied(each)
        assert again.article == each.article
        assert again.text == each.text
    assert len(documents.failures) == 3
    assert [str(copied(each)) for each in documents.failures] == [
        str(each) for each in documents.failures
    ]

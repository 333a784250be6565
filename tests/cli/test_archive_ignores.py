"""`per-file-ignores` count in archives for the path that collections go by."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fsspec
import pytest
from interop.scale.archives import write_files, write_lines, write_parquet, write_zip

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.interop.scale.kinds import Kinds, kinds_of
from article_schema.interop.scale.stores import tops_of
from cli.command import Done, run

BROKEN = "---\ntitle: [x]\n---\n"
TEXTS = {f"{folder}/a.md": BROKEN for folder in ("posts", "posts/old", "site.zip/posts/old")}
CONFIG = 'select = ["FLD"]\n[per-file-ignores]\n"posts/old/**" = ["FLD001"]\n'
#: How each archive is named, and what its findings name before the path.
ARCHIVES = {
    "site.parquet": "",
    "site.jsonl": "",
    "site.zip": "site.zip/",
    "memory://ignores": "memory://ignores/",
    "memory://ignores/": "memory://ignores/",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("ignores")
    (folder / "article-schema.toml").write_text(CONFIG)
    write_files(folder / "tree", TEXTS)
    write_parquet(folder / "site.parquet", TEXTS)
    write_lines(folder / "site.jsonl", TEXTS)
    write_zip(folder / "site.zip", TEXTS)
    memory = fsspec.filesystem("memory")
    memory.put(f"{folder}/tree/", "ignores/", recursive=True)
    yield folder
    memory.rm("ignores", recursive=True)


def complained_of(done: Done) -> set[str]:
    """Return the names of the files in which a key is missing."""
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)["findings"]
    return {each["file"] for each in found if each["code"] == "FLD001"}


@pytest.mark.parametrize("archive", ARCHIVES)
def test_a_pattern_is_asked_about_the_path_inside(site: Path, archive: str) -> None:
    done = run("check", "--output-format", "json", "--engine", "local", archive, cwd=site)
    top = ARCHIVES[archive]
    # A path that only looks like that of the archive is one of its own.
    assert complained_of(done) == {f"{top}posts/a.md", f"{top}site.zip/posts/old/a.md"}


def test_a_pattern_starts_from_the_folder_of_the_configuration(site: Path) -> None:
    (site / "posts").mkdir()
    config = ("--config", "../article-schema.toml")
    write_zip(site / "posts" / "below.zip", dict.fromkeys(("a.md", "old/a.md"), BROKEN))
    done = run("check", "--output-format", "json", *config, "below.zip", cwd=site / "posts")
    assert complained_of(done) == {"below.zip/a.md"}


def test_workers_ask_about_the_same_path(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    tops = tops_of(["site.zip"])
    kinds = Kinds(Configurations(Given(file="article-schema.toml")), tops=tops)
    sent = pickle.dumps(kinds.recipe())
    # A thread has kinds of its own, as the process of a worker has.
    with ThreadPoolExecutor(1) as worker:
        (settings,) = worker.submit(lambda: kinds_of(pickle.loads(sent)).settings).result()
    (ignore,) = settings.file_ignores
    names = [f"site.zip/{name}" for name in TEXTS]
    assert [name for name in names if ignore.holds(name)] == ["site.zip/posts/old/a.md"]


def test_only_trees_that_are_no_folders_have_a_top() -> None:
    sources = ["site.zip", "news", "a.parquet", "memory://site", "s.tgz"]
    assert tops_of(sources) == ("site.zip/", "memory://site/", "s.tgz/")

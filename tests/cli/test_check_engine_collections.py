"""`article-schema check --engine` with collections: the report that the rows get as files."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from interop.scale.archives import Texts, write_files, write_lines, write_parquet, write_zip

from article_schema.document.files.packed import is_archive
from cli.command import Done, run

CALL = ("check", "--now", "2021-01-01T00:00:00Z", "--output-format", "json")
MODELS = """
from typing import Annotated
import attrs
from article_schema import Record, record
from article_schema.fields import OnDisk, Ref, SiteLink, UniqueInCollection

@record
class Part(Record):
    code: Annotated[str, UniqueInCollection()]

@record
class Post(Record):
    title: str
    slug: Annotated[str, UniqueInCollection()]
    author: Annotated[str, Ref("authors")]
    editor: Annotated[str | None, Ref("authors", key="nick")] = None
    near: Annotated[str | None, Ref("posts", key="slug")] = None
    cover: Annotated[str | None, OnDisk("static/{}")] = None
    see: list[Annotated[str, SiteLink()]] = attrs.field(factory=list)
    parts: list[Part] = attrs.field(factory=list)

@record
class Author(Record):
    name: str
    nick: str | None = None
"""
CONFIG = """
severity = { REF003 = "warning" }
[[collections]]
name = "posts"
files = "posts/**"
model = "engine_models.py:Post"
url = "/news/{slug}/"
[collections.per-file-ignores]
"posts/old/**" = ["REF001"]
[[collections]]
name = "authors"
files = "authors/**/*.yml"
model = "engine_models.py:Author"
url = "/people/{name}/"
[[collections]]
name = "news"
files = "news/**"
"""
#: The same archive is checked by each engine that is here.
ENGINES = ["local", *(["dask"] if importlib.util.find_spec("distributed") else [])]


def rows(number: int = 40) -> Texts:
    """Return files of a site, of which many name what is not there."""
    found: Texts = {"authors/ann.yml": "name: Ann\nnick: a\n", "authors/x/index.yml": "name: X\n"}
    found["authors/bad.yml"] = "name: [\n"
    for at in range(number):
        folder = "old/" if at % 9 == 0 else ""
        slug = f"s{at if at % 5 else max(at - 5, 0)}"
        found[f"posts/{folder}p{at:02}.md"] = (
            f"---\ntitle: T\nslug: {slug}\nauthor: {('ann', 'x', 'anm')[at % 3]}\n"
            f"editor: {('a', 'b')[at % 2]}\nnear: s{at + 3}\ncover: {('a', 'b')[at % 2]}.png\n"
            f"see: [/news/s{at + 1}/, /people/{('ann', 'bob')[at % 2]}]\n"
            f"parts: [{{code: c{at // 2}}}, {{code: d{at}}}]\n---\n"
        )
    news = (
        "---\ncategory: news\ntitle: Dawn {0}\nexcerpt: Early\n"
        "publishedDateTime: 2020-06-12T19:19:00Z\nwebUrl: https://www.example.com/{1}\n"
        "type: article\nprovider: {{name: Example Times, domain: example.com}}\n"
        "topics: [Ports]\nsecured: x\n---\n"
    )
    found |= {f"news/n{at}.md": news.format(at, at // 2) for at in range(8)}
    return dict(sorted(found.items(), key=lambda item: _walked(item[0])))


def _walked(path: str) -> list[tuple[bool, str]]:
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site, and its rows in archives."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "engine_models.py").write_text(MODELS)
    (folder / "article-schema.toml").write_text(CONFIG)
    (folder / "static").mkdir()
    (folder / "static" / "a.png").write_bytes(b"x")
    write_files(folder, rows())
    # Beside the files, a search of the site must not find the archives.
    archives = folder / ".archives"
    archives.mkdir()
    write_parquet(archives / "a.parquet", rows(), group=7)
    write_lines(archives / "a.jsonl", rows())
    write_zip(
        archives / "a.zip",
        rows() | {"drafts/a.md": "---\ntitle: In no collection\n---\n"},
    )
    return folder


@pytest.fixture(scope="module")
def wanted(site: Path) -> Done:
    """The report on the files."""
    done = run(*CALL, ".", cwd=site)
    codes = {each["code"] for each in json.loads(done.stdout)["findings"]}
    assert {"REF001", "REF002", "REF003", "REF005", "SET001"} <= codes
    return done


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("archive", ["a.parquet", "a.jsonl"])
def test_rows_have_the_report_of_files(site: Path, wanted: Done, archive: str, engine: str) -> None:
    assert run(*CALL, "--engine", engine, f".archives/{archive}", cwd=site) == wanted


@pytest.mark.parametrize("engine", ENGINES)
def test_packed_files_have_the_report_of_files(site: Path, wanted: Done, engine: str) -> None:
    done = run(*CALL, "--engine", engine, ".archives/a.zip", cwd=site)
    assert _findings(done) == _findings(wanted)


def _findings(done: Done) -> list[tuple[str, str, str]]:
    found = json.loads(done.stdout.replace(".archives/a.zip/", ""))["findings"]
    # What is packed is read in the order of the whole names.
    return sorted((each["file"], each["code"], each["message"]) for each in found)


def test_the_current_folder_may_be_below_the_configuration(site: Path) -> None:
    below = {name.removeprefix("posts/"): text for name, text in rows().items() if "posts" in name}
    write_parquet(site / ".archives" / "below.parquet", below)
    config = ("--config", "../article-schema.toml")
    done = run(
        *CALL, *config, "--engine", "local", "../.archives/below.parquet", cwd=site / "posts"
    )
    codes = [each["code"] for each in json.loads(done.stdout)["findings"]]
    # No author is in this archive.
    assert codes.count("REF001") > 40
    assert "REF002" in codes
    assert "old/p00.md" in done.stdout


def test_a_row_in_no_collection_is_told(site: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.parquet"
    write_parquet(archive, {"drafts/a.md": "---\ntitle: x\n---\n"})
    assert is_archive(str(archive))
    done = run(*CALL, str(archive), cwd=site)
    assert "drafts/a.md: it is in no collection, so it is left out" in done.stderr
    assert json.loads(done.stdout)["findings"] == []


def test_a_row_in_two_collections_is_told(site: Path, tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", {"posts/a.md": "---\ntitle: x\n---\n"})
    config = tmp_path / "two.toml"
    config.write_text(
        '[[collections]]\nname = "a"\nfiles = "posts/**"\n'
        '[[collections]]\nname = "b"\nfiles = "**/*.md"\n'
    )
    done = run(*CALL, "--config", "two.toml", "a.parquet", cwd=tmp_path)
    assert done.returncode == 2
    assert "posts/a.md is in two collections, `a` and `b`" in done.stderr


MORE = {
    "beside": 'near: Annotated[str, OnDisk("./{}")]',
    "below": "inner: dict[str, Inner]",
    "deep": "inner: Inner",
}


@pytest.mark.parametrize(
    ("field", "archive", "reason"),
    [
        ("beside", "a.zip", "`near` of Post names files beside its article"),
        ("below", "a.parquet", "`inner` holds unique values below keys that the model does not"),
        ("deep", "a.parquet", "`inner.again` holds unique values below keys"),
    ],
)
def test_what_no_archive_has_is_told(tmp_path: Path, field: str, archive: str, reason: str) -> None:
    module = f"engine_{field}"
    (tmp_path / f"{module}.py").write_text(
        "from __future__ import annotations\nfrom typing import Annotated\n"
        "from article_schema import Record, record\n"
        "from article_schema.fields import OnDisk, UniqueInCollection\n"
        "@record\nclass Inner(Record):\n"
        "    code: Annotated[str, UniqueInCollection()]\n    again: Inner | None = None\n"
        f"@record\nclass Post(Record):\n    {MORE[field]}\n"
    )
    (tmp_path / "article-schema.toml").write_text(
        f'[[collections]]\nname = "posts"\nfiles = "posts/**"\nmodel = "{module}.py:Post"\n'
    )
    text = {"posts/a.md": "---\nnear: a\n---\n"}
    write_parquet(tmp_path / "a.parquet", text)
    write_zip(tmp_path / "a.zip", {"posts/a.md": text["posts/a.md"]})
    done = run(*CALL, archive, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr

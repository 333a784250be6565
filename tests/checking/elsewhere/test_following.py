"""Values that point elsewhere: the other side is looked at, whatever files are checked."""

from __future__ import annotations

import os
import re
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article_schema import ModelError, UsageError, check_paths, check_text, settings_for
from article_schema.checking.elsewhere import disk, entries, values
from article_schema.document.files.system import identity
from article_schema.fields import OnDisk, Ref, SiteLink

CONFIG = "article-schema.toml"
MODELS = """
from typing import Annotated
import attrs
from article_schema import Record, record
from article_schema.fields import OnDisk, Ref, SiteLink, UniqueInCollection

@record
class Cover(Record):
    src: Annotated[str, OnDisk("static/{}")]
    width: int | None = None
    height: int | None = None

@record
class Post(Record):
    title: str = "x"
    slug: Annotated[str, UniqueInCollection()] | None = None
    author: Annotated[str, Ref("authors")] | None = None
    number: Annotated[int, Ref("authors", key="id.number")] | None = None
    editors: list[Annotated[str, Ref("authors", key="nick")]] = attrs.field(factory=list)
    people: Annotated[str | list[str] | None, Ref("authors")] = None
    covers: dict[str, Cover | list[Cover]] = attrs.field(factory=dict)
    cover: Cover | None = None
    near: Annotated[str, OnDisk("./{}")] | None = None
    see: list[Annotated[str, SiteLink("static/{}")]] = attrs.field(factory=list)

@record
class Author(Record):
    name: str
    nick: str | None = None
"""
SITE = """
[[collections]]
name = "posts"
files = "posts/**"
model = "{module}:Post"
url = "/news/{{slug}}/"
[[collections]]
name = "authors"
files = "authors/**/*.yml"
model = "{module}:Author"
url = "/people/{{path}}"
known-keys = ["id"]
"""


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def png(path: Path, width: int, height: int) -> None:
    """Write the head of a picture; nobody looks further."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + crc)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Write a site of posts and authors, and go there."""
    monkeypatch.chdir(tmp_path)
    module = f"pointing_{abs(hash(tmp_path.name))}"
    write(tmp_path, f"{module}.py", MODELS)
    write(tmp_path, CONFIG, SITE.format(module=module))
    write(tmp_path, "authors/ann-sailor.yml", "name: Ann\nnick: ann\nid:\n  number: 7\n")
    write(tmp_path, "authors/crew/bob/index.yml", "name: Bob\nnick: bobby\n")
    write(tmp_path, "posts/quay.md", "---\nslug: quay\n---\n")
    png(tmp_path / "static/img/quay.png", 1200, 800)
    yield tmp_path
    sys.modules.pop(module, None)
    sys.path[:] = [entry for entry in sys.path if entry != str(tmp_path)]


def found(site: Path, post: str) -> list[tuple[str, str, str]]:
    """Check one post alone, and return code, place and help of its findings."""
    write(site, "posts/new.md", f"---\n{post}\n---\n")
    report = check_paths("posts/new.md", config=CONFIG)
    return [
        (each.code, f"{each.line}:{each.column} {each.message}", each.help)
        for each in report.findings
    ]


@pytest.mark.parametrize(
    "post",
    [
        "author: ann-sailor",
        "author: bob",
        "author: crew/bob",
        "number: 7",
        "editors: [ann, bobby]",
        "people: [bob, ann-sailor]",
        "people: bob",
        "covers: {a: {src: img/quay.png}, b: [{src: /img/quay.png}]}",
        "cover: {src: img/quay.png}",
        "cover: {src: /img/quay.png, width: 1200, height: 800}",
        "cover: {src: img%2fquay.png, width: 1200}",
        "near: quay.md",
        "near: ../static/img/quay.png",
        "see: [/news/quay, /news/quay/, '/news/quay/?a=1#b', /people/crew/bob, /img/quay.png]",
        "see: [https://example.com/x, x.html, //example.com/x, '#top']",
        "see: [/, '/#top', '/?page=2']",
        "slug: another",
    ],
)
def test_what_is_there_is_no_finding(site: Path, post: str) -> None:
    assert found(site, post) == []


def test_values_of_several_types_are_followed(site: Path) -> None:
    assert [(code, place[:4]) for code, place, _ in found(site, "people: bobb")] == [
        ("REF001", "2:9 ")
    ]
    post = "people: [bob, bobb]\ncovers:\n  a: [{src: img/quay.png}, {src: no.png}]"
    assert [(code, place[:5]) for code, place, _ in found(site, post)] == [
        ("REF001", "2:15 "),
        ("REF003", "4:34 "),
    ]


@pytest.mark.parametrize(
    ("post", "finding"),
    [
        (
            "author: ann-salor",
            (
                "REF001",
                '2:9 `author` names no entry of `authors`: "ann-salor"',
                "did you mean 'ann-sailor'?",
            ),
        ),
        (
            "author: zoe",
            (
                "REF001",
                '2:9 `author` names no entry of `authors`: "zoe"',
                "there are ann-sailor, bob, crew/bob",
            ),
        ),
        (
            "editors: [ann, bob]",
            (
                "REF001",
                '2:16 `editors[1]` names no entry of `authors` with this `nick`: "bob"',
                "there are ann, bobby",
            ),
        ),
        (
            "number: 8",
            (
                "REF001",
                "2:9 `number` names no entry of `authors` with this `id.number`: 8",
                "there are 7",
            ),
        ),
        (
            "slug: quay",
            (
                "REF002",
                '2:7 `slug` is "quay" in posts/quay.md too',
                "write another one in one of them",
            ),
        ),
        (
            "cover: {src: /img/quai.png}",
            (
                "REF003",
                "2:14 `cover.src` names no file: static/img/quai.png",
                "did you mean '/img/quay.png'?",
            ),
        ),
        (
            "cover: {src: img}",
            (
                "REF003",
                "2:14 `cover.src` names no file: static/img",
                "put the file there, or name another one",
            ),
        ),
        (
            "cover: {src: ../../x}",
            (
                "REF003",
                '2:14 `cover.src` leads out of the site: "../../x"',
                "name a file below the folder of the configuration",
            ),
        ),
        (
            "cover: {src: img/quay.png, width: 1200, height: 801}",
            (
                "REF004",
                "2:49 `cover.height` is 801, but static/img/quay.png is 800 pixels high",
                "write 800",
            ),
        ),
        (
            "see: ['/news/quai?a=1']",
            (
                "REF005",
                '2:7 `see[0]` leads to no page of the site: "/news/quai?a=1"',
                "did you mean '/news/quay/'?",
            ),
        ),
        (
            "see: [/../article-schema.toml]",
            (
                "REF005",
                '2:7 `see[0]` leads to no page of the site: "/../article-schema.toml"',
                "there are /news/quay/, /people/ann-sailor, /people/crew/bob",
            ),
        ),
    ],
)
def test_what_is_not_there_is_placed_at_its_value(
    site: Path, post: str, finding: tuple[str, str, str]
) -> None:
    assert found(site, post) == [finding]


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("ann-sailor.yml", "ann-sailor"),
        ("authors/ann-sailor.yml", "ann-sailor"),
        ("/authors/ann-sailor", "ann-sailor"),
        ("authors/crew/bob", "crew/bob"),
        ("crew/bob.yaml", "crew/bob"),
        ("ann-salor.yml", None),
        ("ann-sailor.v2", None),
        ("x/" * 5000 + "bob.yml", "bob"),
    ],
)
def test_the_file_of_an_entry_is_told_with_its_name(
    site: Path, value: str, meant: str | None
) -> None:
    settings = settings_for("posts/new.md")
    (finding,) = check_text(f"---\nauthor: {value}\n---\n", "posts/new.md", settings).findings
    assert finding.code == "REF001"
    assert (finding.help == f"did you mean {meant!r}?") is (meant is not None)
    assert (finding.fix is not None) is (meant is not None)


def test_a_fix_writes_what_was_meant(site: Path) -> None:
    from article_schema import Checker
    from article_schema.checking.fixing import fix_file

    text = "---\nauthor: ann-salor\ncover:\n  src: /img/quai.png\nsee:\n  - /news/quai?a=1\n---\n"
    checker = Checker(settings_for("posts/new.md"))
    fixed = fix_file(checker, checker.check_text(text, "posts/new.md"), unsafe=True).result
    assert fixed.findings == ()
    assert fixed.source is not None
    assert fixed.source.whole_text == (
        "---\nauthor: ann-sailor\ncover:\n  src: /img/quay.png\nsee:\n  - /news/quay/?a=1\n---\n"
    )


def test_a_run_over_all_files_finds_the_same(site: Path) -> None:
    write(site, "posts/one.md", "---\nslug: quay\nauthor: zoe\n---\n")
    whole = check_paths(".", config=CONFIG).findings
    alone = check_paths("posts/one.md", config=CONFIG).findings
    assert [each for each in whole if each.file == "posts/one.md"] == list(alone)
    assert [each.code for each in whole if each.file == "posts/quay.md"] == ["REF002"]


def test_a_value_that_changes_on_disk_is_seen(site: Path) -> None:
    wanted = settings_for("posts/new.md")
    text = "---\neditors: [ann]\n---\n"
    assert check_text(text, "posts/new.md", wanted).ok
    path = site / "authors/ann-sailor.yml"
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("nick: ann", "nick: amy"), "utf-8")
    # The content counts, whatever the time of the file says.
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not check_text(text, "posts/new.md", wanted).ok


def test_entries_that_cannot_be_read_are_passed_over(site: Path) -> None:
    (site / "authors/broken.yml").write_bytes(b"nick: '\xff")
    write(site, "authors/list.yml", "- nick: kim\n- 5\n")
    (site / "authors/gone.yml").symlink_to(site / "nowhere")
    assert found(site, "editors: [kim]") == []
    assert found(site, "author: broken") == []


def test_no_link_leads_out(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    png(outside, 1, 1)
    (site / "static" / "link.png").symlink_to(outside)
    assert [code for code, *_ in found(site, "cover: {src: link.png}")] == ["REF003"]
    (site / "static" / "in.png").symlink_to(site / "static" / "img" / "quay.png")
    assert found(site, "cover: {src: in.png}") == []
    assert [code for code, *_ in found(site, 'cover: {src: "a\\0b"}')] != []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no FIFOs")
def test_a_fifo_is_no_file(site: Path) -> None:
    os.mkfifo(site / "static" / "pipe.png")
    assert [code for code, *_ in found(site, "cover: {src: pipe.png}")] == ["REF003"]


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"<svg"])
def test_a_picture_that_tells_no_size_is_passed_over(site: Path, raw: bytes) -> None:
    (site / "static" / "odd.png").write_bytes(raw)
    assert found(site, "cover: {src: odd.png, width: 1, height: 1}") == []


def test_the_extra_is_asked_for_where_it_is_needed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'article-schema\[images\]'"):
        check_paths("posts/quay.md", config=CONFIG)
    assert check_paths("authors/ann-sailor.yml", config=CONFIG).ok


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'Ref("authors")',
            'Ref("autors")',
            "refers to the collection 'autors', which is not declared; did you mean 'authors'?",
        ),
        (
            'Ref("authors")',
            'Ref("tags")',
            "'tags', which is not declared; there are posts, authors; write [[collections]] for it",
        ),
        (
            'Ref("authors")',
            'Ref("authors", key="nic")',
            "refers to 'authors' by the key 'nic', which is none; did you mean 'nick'?",
        ),
    ],
)
def test_a_wrong_target_is_an_error_of_the_configuration(
    site: Path, old: str, new: str, message: str
) -> None:
    (path,) = site.glob("pointing_*.py")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(UsageError) as caught:
        check_paths("posts/quay.md", config=CONFIG)
    assert str(caught.value).startswith(f"{CONFIG}:5: collections[0].model: `author` of Post ")
    assert message in str(caught.value)


def test_links_and_unique_values_need_collections(site: Path) -> None:
    (module,) = (path.stem for path in site.glob("pointing_*.py"))
    write(site, CONFIG, f'model = "{module}:Post"\n')
    with pytest.raises(UsageError, match=r":1: model: `slug` of Post is unique in its collection"):
        check_paths("posts/quay.md", config=CONFIG)
    write(
        site,
        "plain_links.py",
        "from typing import Annotated\nfrom article_schema import Record, record\n"
        "from article_schema.fields import SiteLink\n\n"
        "@record\nclass Post(Record):\n    see: Annotated[str, SiteLink()]\n",
    )
    write(site, CONFIG, 'model = "plain_links:Post"\n')
    with pytest.raises(UsageError, match="`see` of Post links to pages of the site, and no coll"):
        check_paths("posts/quay.md", config=CONFIG)


def test_without_a_configuration_no_value_is_followed(site: Path) -> None:
    from article_schema import Settings

    model = settings_for("posts/quay.md").model
    assert check_text("---\nauthor: zoe\n---\n", "posts/x.md", Settings(model=model)).ok


def test_wrong_pointers_are_refused() -> None:
    for path in ("static", "{}/{}"):
        with pytest.raises(ModelError, match="for the value, or several"):
            OnDisk(path)
        with pytest.raises(ModelError, match="for the value, or several"):
            SiteLink(path)
    with pytest.raises(TypeError, match='write Ref\\("authors"\\)'):
        Ref(5)  # type: ignore[arg-type]


def test_files_of_large_collections_are_not_remembered(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        write(site, f"authors/{number}.yml", f"name: x\nnick: n{number}\n")
    values._known.clear()
    assert found(site, "editors: [n0, n4]") == []
    assert values._known
    values._known.clear()
    monkeypatch.setattr(entries, "MOST_REMEMBERED", 2)
    assert found(site, "editors: [n0, n4]") == []
    assert not values._known


def test_folders_that_lie_in_each_other_are_read_once(site: Path) -> None:
    path = site / CONFIG
    text = path.read_text("utf-8")
    inner = '"posts/old/**", "posts/**", "posts/old/deep/*.md", "posts/old/deep/a.md"'
    path.write_text(text.replace('"posts/**"', f"[{inner}]"), "utf-8")
    write(site, "posts/old/deep/a.md", "---\nslug: a\n---\n")
    assert found(site, "slug: b") == []
    assert check_paths("posts", config=CONFIG).ok
    ((_, message, _),) = found(site, "slug: a")
    assert message.endswith("posts/old/deep/a.md too")


def test_values_that_many_share_are_told_without_a_look_at_each_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        write(site, f"posts/{number}.md", "---\nslug: one\n---\n")
    monkeypatch.setattr(entries, "_MOST_SHARED", 1)
    looks = 0

    def counted(path: str) -> str:
        nonlocal looks
        looks += 1
        return identity(path)

    monkeypatch.setattr(entries, "identity", counted)
    ((_, message, _),) = found(site, "slug: one")
    assert message.endswith("0.md too, and in 39 more")
    assert looks == 1 + 40  # its own file, and those that share the value


@pytest.mark.parametrize(
    "url", ["news/{name}", "/a?b", "/{a", "/{}", "/{a b}", "https://example.com/{name}"]
)
def test_a_wrong_address_is_told(site: Path, url: str) -> None:
    path = site / CONFIG
    path.write_text(path.read_text("utf-8").replace("/news/{slug}/", url), "utf-8")
    with pytest.raises(UsageError, match=r":6: collections\[0\].url: must be an address"):
        check_paths("posts/quay.md", config=CONFIG)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("/{slg}", r"no file of `posts` has \{slg\}; did you mean \{slug\}\?"),
        ("/{nam}", r"no file of `posts` has \{nam\}; did you mean \{name\}\?"),
        (
            "/{colour}/{name}",
            r"no file of `posts` has \{colour\}; name \{name\}, \{path\} or a key",
        ),
    ],
)
def test_an_address_is_made_of_keys_that_the_files_have(site: Path, url: str, message: str) -> None:
    path = site / CONFIG
    text = path.read_text("utf-8")
    path.write_text(text.replace("/news/{slug}/", url), "utf-8")
    with pytest.raises(UsageError, match=rf":6: collections\[0\].url: {message}"):
        check_paths("posts/quay.md", config=CONFIG)
    key = re.findall(r"\{(\w+)\}", url)[0]
    path.write_text(f'known-keys = ["{key}"]\n{path.read_text("utf-8")}', "utf-8")
    assert {each.code for each in check_paths("posts/quay.md", config=CONFIG).findings} <= {
        "REF005"
    }


def test_a_name_is_found_in_either_form_of_its_letters(site: Path) -> None:
    write(site, "authors/Jose\u0301.yml", "name: José\n")
    assert found(site, "author: Jos\u00e9") == []
    assert found(site, "author: Jose\u0301") == []


def test_the_model_of_a_target_is_told_with_its_own_line(site: Path) -> None:
    path = site / CONFIG
    path.write_text(path.read_text("utf-8").replace(":Author", ":Autor"), "utf-8")
    with pytest.raises(UsageError, match=r":10: collections\[1\].model: Autor is not there"):
        check_paths("posts/quay.md", config=CONFIG)


def test_two_records_of_one_file_have_no_value_in_common(site: Path) -> None:
    write(site, "posts/list.json", '[{"slug": "one"}, {"slug": "two"}, {"slug": "one"}]')
    findings = check_paths("posts/list.json", config=CONFIG).findings
    assert [(each.code, each.route_text) for each in findings] == [
        ("REF002", "[0].slug"), ("REF002", "[2].slug"),
    ]  # fmt: skip
    assert "in posts/list.json too" in findings[0].message


def test_an_entry_behind_a_link_that_leads_out_is_none(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.yml"
    outside.write_text("nick: secret\n")
    (site / "authors" / "odd.yml").symlink_to(outside)
    for post in ("author: odd", "editors: [secret]"):
        (told,) = found(site, post)
        assert told[0] == "REF001"
        assert "secret" not in told[2]


@pytest.mark.parametrize("long", ["x" * 100_000, "a/" * 50_000, "../" * 30_000])
def test_a_long_value_gives_a_short_message(site: Path, long: str) -> None:
    (told,) = found(site, f"cover: {{src: {long}}}")
    assert told[0] == "REF003"
    assert len(told[1] + told[2]) < 500
    assert [code for code, *_ in found(site, f"author: {long}")] == ["REF001"]
    assert [code for code, *_ in found(site, f"see: [/{long}]")] == ["REF005"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["ann-sailor", "bob", "zoe"])),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_file_alone_has_the_findings_of_a_run_over_all(
    site: Path, posts: list[tuple[str, str]]
) -> None:
    for old in (site / "posts").iterdir():
        old.unlink()
    for number, (slug, author) in enumerate(posts):
        write(site, f"posts/{number}.md", f"---\nslug: {slug}\nauthor: {author}\n---\n")
    whole = check_paths(".", config=CONFIG).findings
    names = [f"posts/{number}.md" for number in range(len(posts))]
    assert [each for name in names for each in check_paths(name, config=CONFIG).findings] == whole
    twice = sum(1 for slug, _ in posts if [each for each, _ in posts].count(slug) > 1)
    gone = sum(1 for _, author in posts if author == "zoe")
    assert [each.code for each in whole].count("REF002") == twice
    assert [each.code for each in whole].count("REF001") == gone

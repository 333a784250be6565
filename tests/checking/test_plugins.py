"""Rules that installed packages bring, and rules that fail."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from article_schema import Article, Settings, Severity, UsageError, check_paths, check_text
from article_schema.checking.engine.checker import Checker
from article_schema.model.facets import NotBlank
from article_schema.rules import plugins
from article_schema.rules.catalogue import RULES
from article_schema.rules.contexts import IndexEntry
from article_schema.rules.kinds import corpus_rule, fault_rule, record_rule, value_rule
from article_schema.rules.precheck import Precheck

ARTICLE = """\
---
category: news
title: "The harbour at dawn."
excerpt: "A walk along the quays before the ferries leave."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Weather
---
"""
DOCSTRING = """A rule.

    Bad (own test):
        this

    Good:
        that

    Source: a test
    """


def own_rule(code: str, name: str, function, kind=record_rule, **settings):
    function.__doc__ = DOCSTRING
    return kind(code, name, severity=Severity.WARNING, on=Article, **settings)(function)


def breaks_at_once(article, at):
    yield at("title").finding("found before the fault")
    raise ValueError("no more\x1b[31m patience")


FAILING = own_rule("OWN001", "failing", breaks_at_once)


def with_rule(*own, **settings) -> Settings:
    return Settings(rules=(*RULES, *own), **settings)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A folder that holds the example plug-in as an installer leaves it."""
    folder = tmp_path_factory.mktemp("site-packages")
    example = root / "examples" / "plugin"
    project = tomllib.loads((example / "pyproject.toml").read_text())["project"]
    for name in ("harbour_rules.py", "test_harbour_rules.py"):
        shutil.copy(example / name, folder)
    info = folder / "harbour_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    lines = [
        f"[{group}]\n" + "\n".join(f"{key} = {value}" for key, value in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return folder


def run(installed: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_example_is_found_and_behaves_like_our_rules(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)

    def command(*arguments: str) -> str:
        return run(installed, "article_schema", *arguments, folder=tmp_path).stdout

    assert command("check", "--output-format", "concise", "a.md").splitlines()[:2] == [
        "a.md:3:28: HRB001 the title ends with a full stop",
        "a.md:12:5: HRB002 there is no page for the topic 'Weather'",
    ]
    assert "HRB001" not in command("check", "--ignore", "HRB", "a.md")
    assert "# HRB001 full-stop-in-title" in command("explain", "full-stop-in-title")
    assert "HRB003" in command("rules")
    assert command("check", "--select", "HRB001", "--fix", "a.md").startswith("Fixed 1 finding")
    assert 'title: "The harbour at dawn"\n' in (tmp_path / "a.md").read_text()


def test_a_configuration_can_name_plugin_rules(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    (tmp_path / "article-schema.toml").write_text(
        'select = ["HRB"]\nignore = ["full-stop-in-title"]\n'
        '[severity]\nHRB002 = "info"\n[options.unknown-topic]\ntopics = ["Ships"]\n'
    )
    arguments = ("check", "--output-format", "json", "a.md")
    done = run(installed, "article_schema", *arguments, folder=tmp_path)
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["code"], finding["severity"], finding["help"]) == (
        "HRB002", "info", "write one of Ships"
    )  # fmt: skip


def test_the_example_passes_its_own_tests(installed: Path, tmp_path: Path) -> None:
    test = str(installed / "test_harbour_rules.py")
    done = run(installed, "pytest", "-q", "-p", "no:cacheprovider", test, folder=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout


def test_nothing_is_looked_up_where_no_package_names_the_group(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "missing")])
    assert not plugins.may_have_plugins()
    info = tmp_path / "x-1.dist-info"
    info.mkdir()
    assert not plugins.may_have_plugins()
    (info / "entry_points.txt").write_text("[article_schema.rules]\nx = x:y\n")
    assert plugins.may_have_plugins()


def test_packages_in_an_archive_are_looked_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    archive = tmp_path / "x.zip"
    archive.write_bytes(b"")
    monkeypatch.setattr(sys, "path", [str(archive)])
    assert plugins.may_have_plugins()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("nowhere:RULES", "cannot be loaded: ModuleNotFoundError"),
        ("os:path_that_is_not_there", "cannot be loaded: AttributeError"),
        ("os:sep", "holds '/', which is not made with @rule"),
        ("os:getcwd", "cannot be loaded: TypeError"),
    ],
)
def test_a_plugin_that_cannot_be_used_is_told(value: str, message: str) -> None:
    entry = EntryPoint("harbour", value, plugins.GROUP)
    with pytest.raises(UsageError, match="the plug-in 'harbour'") as caught:
        list(plugins._rules_of(entry))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("code", "name", "told"), [("URL001", "mine", "code URL001"), ("OWN001", "blank", "")]
)
def test_codes_and_names_must_not_clash(code: str, name: str, told: str) -> None:
    twin = next(iter(RULES)).name if not told else name
    own = own_rule(code, twin, lambda article, at: iter(()))
    with pytest.raises(UsageError, match=told or f"name {twin}"):
        Checker(with_rule(own))


def test_a_rule_that_fails_is_a_finding_and_hides_no_other() -> None:
    text = ARTICLE.replace("type: article", "type: article\nmood: calm")
    report = check_text(text, settings=with_rule(FAILING))
    found = {finding.code: finding for finding in report.findings}
    assert set(found) == {"DOC016", "OWN001", "FLD003"}
    failure = found["DOC016"]
    assert failure.severity is Severity.ERROR
    assert (failure.line, failure.file) == (1, "article.md")
    assert failure.message == (
        "the rule OWN001 failing failed: ValueError: no more\\x1b[31m patience"
    )
    assert "it stopped in test_plugins.py, line " in failure.help


def test_a_failure_is_told_whatever_is_selected_unless_it_is_ignored() -> None:
    chosen = check_text(ARTICLE, settings=with_rule(FAILING, select=("OWN001",)))
    assert [finding.code for finding in chosen.findings] == ["DOC016", "OWN001"]
    ignored = check_text(ARTICLE, settings=with_rule(FAILING, ignore=("DOC016",)))
    assert [finding.code for finding in ignored.findings] == ["OWN001"]


def test_a_rule_that_asks_for_what_no_record_has_fails_too() -> None:
    own = own_rule("OWN002", "asking", lambda article, at: article.mood)
    codes = [finding.code for finding in check_text(ARTICLE, settings=with_rule(own)).findings]
    assert codes == ["DOC016"]


@pytest.mark.parametrize("text", [ARTICLE, ARTICLE.replace("type: article", "type: articel")])
def test_a_rule_about_values_that_fails_hides_no_other(text: str) -> None:
    """In a valid file, which is checked without its places at first, and in one with a fault."""

    def breaks(value, at):
        raise ValueError(value)

    breaks.__doc__ = DOCSTRING
    own = value_rule("OWN006", "breaking", severity=Severity.WARNING, on=NotBlank)(breaks)
    noisy = text.replace("dawn.", "dawn. ")
    found = check_text(noisy, settings=with_rule(own)).findings
    failed = [finding for finding in found if finding.code == "DOC016"]
    assert [(each.line, each.message) for each in failed if each.route == ("title",)] == [
        (3, "the rule OWN006 breaking failed: ValueError: The harbour at dawn. ")
    ]
    assert ("TXT003", 3) in [(finding.code, finding.line) for finding in found]


def test_a_precheck_that_fails_keeps_nothing_from_its_rule() -> None:
    def look(article, at):
        yield at("title").finding("looked")

    own = own_rule("OWN005", "screened", look, precheck=Precheck(lambda record, at: record.mood))
    codes = [finding.code for finding in check_text(ARTICLE, settings=with_rule(own)).findings]
    assert codes == ["OWN005"]


def test_a_fix_that_cannot_be_made_is_told_beside_the_fault() -> None:
    def mend(fault):
        raise KeyError("glue")

    mend.__doc__ = DOCSTRING
    own = fault_rule("FLD001", "missing", severity=Severity.ERROR)(mend)
    rules = (own, *(each for each in RULES if each.code != "FLD001"))
    text = ARTICLE.replace("type: article\n", "")
    report = check_text(text, settings=Settings(rules=rules))
    assert sorted(finding.code for finding in report.findings) == ["DOC016", "FLD001"]


def test_a_rule_about_several_files_that_fails_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE)
    (tmp_path / "b.md").write_text(ARTICLE)

    def facts(article):
        yield IndexEntry("same", ("title",))

    def facts_fail(article):
        raise KeyError("facts")

    def judge(members):
        raise KeyError("judge")

    own = [
        own_rule("OWN003", "judging", judge, corpus_rule, entries=facts),
        own_rule("OWN004", "remembering", lambda members: (), corpus_rule, entries=facts_fail),
    ]
    report = check_paths([tmp_path], with_rule(*own, ignore=("SET",)))
    assert [(finding.code, Path(finding.file).name) for finding in report.findings] == [
        ("DOC016", "a.md"),
        ("DOC016", "b.md"),
        ("DOC016", "a.md"),
    ]
    assert "OWN003 judging failed: KeyError: 'judge'" in report.findings[-1].message

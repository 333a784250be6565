"""Collections: several kinds of files, declared in one configuration."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import find_files
from article_schema.checking.run import Checkers
from article_schema.errors import UsageError
from article_schema.rules.findings import Finding, Severity

MODELS = """
from article_schema import Record, record

@record
class Post(Record):
    title: str
    author: str | None = None

@record
class Author(Record):
    name: str
"""
RULES = '''
from article_schema import Severity
from article_schema.rules import record_rule
from {module} import Post

@record_rule("HSE001", "loud-title", severity=Severity.WARNING, on=Post)
def loud_title(post, at):
    """A title is loud.

    Bad:
        title: HARBOUR

    Good:
        title: Harbour

    Source: the style book
    """
    if post.title.isupper():
        yield at("title").finding("the title is loud", "write it quietly")
'''
SITE = """
ignore = ["URL004"]
[[collections]]
name = "posts"
files = "posts/**"
model = "{module}.py:Post"

[[collections]]
name = "authors"
files = ["authors/*.yml", "!authors/_*"]
model = "{module}:Author"
"""


@pytest.fixture
def module(tmp_path: Path) -> Iterator[str]:
    """Write a module of models whose name no other test has."""
    name = f"models_{abs(hash(tmp_path.name))}"
    (tmp_path / f"{name}.py").write_text(MODELS, "utf-8")
    yield name
    for loaded in [each for each in sys.modules if name in each]:
        del sys.modules[loaded]


@pytest.fixture
def site(tmp_path: Path, module: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a site of two collections, and go there."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "article-schema.toml", SITE.format(module=module))
    write(tmp_path, "posts/quay.md", "---\ntitle: The quay\n---\n")
    write(tmp_path, "authors/ann.yml", "name: Ann\n")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def declare(site: Path, text: str) -> None:
    """Add to the configuration of the site."""
    path = site / "article-schema.toml"
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def found_in(*paths: str, given: Given | None = None) -> list[Finding]:
    configurations = Configurations(given)
    files = find_files(paths or ["."], configurations)
    return [
        finding
        for result, _ in Checkers(configurations).check(files)
        for finding in result.findings
    ]


def told(*paths: str) -> str:
    """Return what is wrong with the configuration, without the folder of the site."""
    with pytest.raises(UsageError) as caught:
        found_in(*paths)
    return str(caught.value).replace(f"{Path.cwd()}{os.sep}", "")


def of(path: str) -> Configuration:
    return Configurations().for_file(path)


@pytest.mark.usefixtures("site")
def test_each_file_has_the_model_of_its_collection() -> None:
    assert of("posts/quay.md").settings.model.__name__ == "Post"
    assert of("authors/ann.yml").settings.model.__name__ == "Author"
    assert of("posts/quay.md").settings.collection == "posts"
    assert of("posts/deep/er/x.md").settings.collection == "posts"
    assert of("authors/_draft.yml").settings.collection is None
    assert of("posts/quay.md").settings.ignore == ("URL004",)
    assert found_in() == []


def test_a_model_is_one_class_by_its_file_and_by_its_module(site: Path, module: str) -> None:
    write(site, "checks/house_rules.py", RULES.format(module=module))
    declare(site, '[[collections]]\nname = "guides"\nfiles = "guides/"\n')
    declare(site, f'model = "{module}.py:Post"\nrules = ["checks/house_rules.py"]\n')
    declare(site, 'severity = { loud-title = "error" }\n')
    write(site, "guides/loud.md", "---\ntitle: HARBOUR\n---\n")
    write(site, "posts/loud.md", "---\ntitle: HARBOUR\n---\n")
    findings = found_in()
    assert [(each.file, each.code, each.severity) for each in findings] == [
        ("guides/loud.md", "HSE001", Severity.ERROR)
    ]


@pytest.mark.usefixtures("site")
def test_a_search_leaves_out_what_is_in_no_collection(site: Path) -> None:
    write(site, "README.md", "---\nodd: 1\n---\n")
    assert [file.path for file in find_files(["."], Configurations())] == [
        "authors/ann.yml", "posts/quay.md",
    ]  # fmt: skip
    (named,) = find_files(["README.md"], Configurations())
    assert named.passed_over is not None
    assert "`posts`, `authors`" in named.passed_over
    assert found_in("README.md") == []


def test_a_collection_has_files_of_toml_unless_include_names_others(site: Path) -> None:
    path = site / "article-schema.toml"
    text = path.read_text("utf-8").replace('"authors/*.yml"', '"authors/*"')
    path.write_text(text, "utf-8")
    write(site, "authors/bo.toml", 'nme = "Bo"\n')
    assert "authors/bo.toml" in [file.path for file in find_files(["."], Configurations())]
    assert [finding.code for finding in found_in("authors/bo.toml")] == ["FLD001", "FLD002"]
    path.write_text(f'include = ["*.md", "*.yml"]\n{text}', "utf-8")
    assert "authors/bo.toml" not in [file.path for file in find_files(["."], Configurations())]


def test_keys_of_a_collection_add_merge_or_replace(site: Path) -> None:
    declare(
        site,
        """
        required = ["title"]
        ignore = ["FLD"]
        extend-select = ["TXT"]
        [collections.severity]
        URL = "info"
        [collections.options.FLD013]
        threshold = 70
        [collections.limits]
        depth = 5
        """,
    )
    path = site / "article-schema.toml"
    top = (
        'required = ["name"]\n[severity]\nURL = "error"\nDAT = "info"\n'
        "[options.publish-threshold]\nthreshold = 10\n[limits]\nfile-bytes = 1000\n"
    )
    text = path.read_text("utf-8")
    path.write_text(text.replace("\n[[", f"\n{top}\n[[", 1), "utf-8")
    settings = of("authors/ann.yml").settings
    assert settings.required == ("name", "title")
    assert settings.ignore == ("URL004", "FLD")
    assert settings.severity["URL005"] is Severity.INFO
    assert settings.severity["DAT001"] is Severity.INFO
    assert settings.options["FLD013"]["threshold"] == 70
    assert (settings.limits.depth, settings.limits.file_bytes) == (5, 1000)
    other = of("posts/quay.md").settings
    assert other.severity["URL005"] is Severity.ERROR
    assert other.options["FLD013"]["threshold"] == 10
    assert other.required == ("name",)


def test_select_of_a_collection_starts_anew(site: Path) -> None:
    declare(site, 'select = ["URL004"]\n')
    rules = of("authors/ann.yml").settings.active_rules()
    assert [rule.code for rule in rules] == ["URL004"]


@pytest.mark.usefixtures("site")
def test_the_command_line_comes_before_collections(site: Path) -> None:
    declare(site, '[collections.severity]\nURL = "info"\n')
    given = Given(lines=["severity.URL = 'warning'"], options={"ignore": ["DAT"]})
    settings = Configurations(given).for_file("authors/ann.yml").settings
    assert settings.severity["URL005"] is Severity.WARNING
    assert settings.ignore == ("URL004", "DAT")
    assert Configurations(Given(isolated=True)).for_file("posts/quay.md").collection is None


def test_rules_about_several_files_keep_to_a_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = """---
category: news
title: A quiet day
excerpt: Nothing happened in the harbour.
publishedDateTime: 2020-06-19T08:00:00Z
webUrl: https://www.example.com/news/quiet-day
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""
    for name in ("one/a.md", "two/b.md"):
        write(tmp_path, name, text)
    both = '[[collections]]\nname = "all"\nfiles = "*.md"\n'
    write(tmp_path, "article-schema.toml", both)
    twice = [finding.code for finding in found_in()]
    assert "SET001" in twice
    apart = "".join(f'[[collections]]\nname = "{each}"\nfiles = "{each}/"\n' for each in
                    ("one", "two"))  # fmt: skip
    write(tmp_path, "article-schema.toml", apart)
    assert "SET001" not in [finding.code for finding in found_in()]


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (
            '[[collections]]\nname = "posts"\nfiles = "x/"\n',
            (
                ":13: collections[2].name: 'posts' is the name of the collection "
                "in line 4 too; write another one"
            ),
        ),
        (
            '[[collections]]\nname = "all"\nfiles = "*.md"\n',
            (
                ":14: collections[2].files: posts/quay.md is in two collections, "
                "`posts` and `all`; leave it out of one, such as with "
                'files = ["*.md", "!posts/**"] for `all`'
            ),
        ),
        (
            '[[collections]]\nname = "more"\nfiles = ["authrs/x/*.md"]\n',
            (
                ":14: collections[2].files: 'authrs/x/*.md' matches no file; "
                "did you mean 'authors/x/*.md'?"
            ),
        ),
        (
            '[[collections]]\nname = "more"\nfiles = "*.mdx"\n',
            (
                ":14: collections[2].files: '*.mdx' matches no file; write one "
                "that does, or remove it"
            ),
        ),
        (
            '[[collections]]\nfiles = "x/"\n',
            ":12: collections[2].name: is missing",
        ),
        (
            '[[collections]]\nname = "a b"\nfiles = "x/"\n',
            ":13: collections[2].name: must be a name of letters, digits",
        ),
        (
            '[[collections]]\nname = "a"\nfiles = []\n',
            ":14: collections[2].files: must be a pattern of paths, or a list",
        ),
        (
            '[[collections]]\nname = "a"\nfiles = 5\n',
            ":14: collections[2].files: must be a pattern of paths, or a list",
        ),
        (
            '[[collections]]\nname = "a"\nfiles = "x"\nfail-on = "info"\n',
            ":15: collections[2].fail-on: there is no such key",
        ),
        (
            '[[collections]]\nname = "a"\nfiles = ["!x", "!y"]\n',
            ":14: collections[2].files: `!` takes files out; name some before, such as posts/**",
        ),
        (
            'rules = ["none.py"]\n',
            ":12: collections[1].rules: there is no file none.py in ",
        ),
        (
            '[[collections]]\nname = "a"\nfiles = "posts/*"\nmodel = "nowhere:Post"\n',
            ":14: collections[2].files: posts/quay.md is in two collections",
        ),
    ],
)
def test_what_is_wrong_has_file_line_and_advice(site: Path, added: str, message: str) -> None:
    declare(site, added)
    assert told().removeprefix("article-schema.toml").startswith(message)


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("nowhere:Post", "there is no module nowhere, neither in "),
        ("none.py:Post", "there is no file none.py in "),
        ("MODULE.py:Psot", "Psot is not there in the file MODULE.py; did you mean MODULE.py:Post?"),
        ("broken.py:Post", "the file broken.py cannot be imported: ZeroDivisionError: division"),
        ("broken:Post", "the module broken cannot be imported: ZeroDivisionError: division"),
    ],
)
def test_a_model_that_cannot_be_used_has_its_line(
    site: Path, module: str, model: str, message: str
) -> None:
    write(site, "broken.py", "1 / 0\n")
    model, message = model.replace("MODULE", module), message.replace("MODULE", module)
    path = site / "article-schema.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"{module}:Author", model), "utf-8")
    place = "article-schema.toml:11: collections[1].model: "
    assert told("authors/ann.yml").startswith(place + message)
    path.write_text(f'\nmodel = "{model}"\n', "utf-8")
    assert told("authors/ann.yml").startswith("article-schema.toml:2: model: " + message)


_SHARED = """\
from article_schema import Record, record


@record
class Post(Record):
    tags: list[str] = []
"""


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("x = 1\nx.y\n", "AttributeError: 'int' object has no attribute 'y' (odd.py, line 2)"),
        ("\n\nimport no_such\n", "ModuleNotFoundError: No module named 'no_such' (odd.py, line 3)"),
        # The last line of the site counts, and not that of a library below it.
        ("import json\njson.loads('[')\n", "line 1 column 2 (char 1) (odd.py, line 2)"),
        ("x = = 1\n", "SyntaxError: invalid syntax (odd.py, line 1)"),
        (
            _SHARED,
            (
                "the model cannot be used (odd.py, line 4): Post.tags: all records would share one "
                "list as default; write attrs.field(factory=list)"
            ),
        ),
    ],
)
def test_what_code_of_the_site_raises_has_the_line_of_the_site(
    site: Path, module: str, lines: str, message: str
) -> None:
    write(site, "odd.py", lines)
    path = site / "article-schema.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"{module}:Author", "odd.py:Post"), "utf-8")
    shown = told("authors/ann.yml")
    assert shown.startswith("article-schema.toml:11: collections[1].model: ")
    assert shown.endswith(message)


def test_only_the_run_names_models_and_rules_of_collections(site: Path) -> None:
    inner = '[[collections]]\nname = "a"\nfiles = "*"\nmodel = "x:Y"\nrules = ["r.py"]\n'
    write(site, "posts/article-schema.toml", inner + "limits.depth = 99\n")
    write(site, "posts/r.py", "raise SystemExit(0)\n")
    lines = told().splitlines()
    assert [line.partition(": only the")[0] for line in lines] == [
        f"posts/article-schema.toml:{line}: collections[0].{key}"
        for line, key in ((4, "model"), (5, "rules"), (6, "limits.depth"))
    ]


def test_an_unknown_name_is_told_with_the_names(site: Path) -> None:
    collections = Configurations().for_run().collections
    with pytest.raises(UsageError, match=r":3: collections: .*; did you mean 'posts'\?"):
        collections.named("psots")
    with pytest.raises(UsageError, match="no collection 'x'; there are posts, authors"):
        collections.named("x")
    (site / "article-schema.toml").unlink()
    with pytest.raises(UsageError, match="no configuration declares any"):
        Configurations().for_run().collections.named("posts")


def test_pyproject_may_declare_collections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = '[project]\nname = "x"\n[[tool.article-schema.collections]]\nname = "a"\nfiles = "a/"\n'
    write(tmp_path, "pyproject.toml", text)
    assert of("a/b.md").collection is not None
    assert told() == (
        "pyproject.toml:5: collections[0].files: 'a/' matches no file; write one that does, or "
        "remove it; what `include`, `exclude` and ignore files keep out of a search is in no "
        "collection"
    )


def test_two_rules_of_one_code_are_told_with_the_line(site: Path, module: str) -> None:
    write(site, "one.py", RULES.format(module=module))
    write(site, "two.py", RULES.format(module=module))
    declare(site, 'rules = ["one.py"]\n[[collections]]\nname = "x"\nfiles = "y"\n')
    declare(site, 'rules = ["two.py"]\n')
    assert told().startswith("article-schema.toml:16: collections[2].rules: 2 rules have the code")


@pytest.mark.parametrize("key", ["include", "fail-on", "baseline"])
def test_a_key_of_the_whole_run_is_sent_where_it_belongs(site: Path, key: str) -> None:
    path = site / "article-schema.toml"
    path.write_text(path.read_text("utf-8").replace("name =", f'{key} = "x"\nname =', 1), "utf-8")
    assert told("authors/ann.yml").endswith(
        f"collections[0].{key}: there is no such key; "
        "it is a key of the whole run; write it above the first [[collections]]"
    )


def test_a_table_instead_of_tables_is_told(site: Path) -> None:
    write(site, "article-schema.toml", '[collections]\nname = "a"\n')
    assert told() == (
        "article-schema.toml:1: collections: must be a list, not a table; write [[collections]] "
        "above the keys of each"
    )

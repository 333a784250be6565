"""The sources of the documentation site, and what the check of a built site finds.

`nox -s site` builds the whole site.
"""

from __future__ import annotations

import importlib
import json
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = ("site_check", "site_pages", "site_tables", "site_versions")


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return {name: importlib.import_module(name) for name in MODULES}


@pytest.fixture
def sources(tools: dict[str, ModuleType], tmp_path: Path) -> Path:
    tools["site_pages"].write_sources(ROOT, tmp_path / "sources")
    return tmp_path / "sources"


def test_each_page_is_once_in_the_navigation(sources: Path) -> None:
    settings = tomllib.loads((sources / "zensical.toml").read_text("utf-8"))
    listed = sorted(leaves(settings["project"]["nav"]))
    docs = sources / "docs"
    assert listed == sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))


def leaves(tree: list[dict[str, str | list[object]]]) -> Iterator[str]:
    for entry in tree:
        (inside,) = entry.values()
        if isinstance(inside, str):
            yield inside
        else:
            yield from leaves(inside)  # type: ignore[arg-type]


def test_each_generator_is_below_the_page_that_lists_them(sources: Path) -> None:
    settings = tomllib.loads((sources / "zensical.toml").read_text("utf-8"))
    (how_to,) = (each["How to"] for each in settings["project"]["nav"] if "How to" in each)
    (adopt,) = (each["Adopt it for a site"] for each in how_to if "Adopt it for a site" in each)
    assert {"Any site": "adopt.md"} in adopt
    assert {"Next.js": "adopt/next.md"} in adopt
    assert sorted(leaves(adopt))[1:] == sorted(
        f"adopt/{path.name}" for path in (ROOT / "docs/adopt").iterdir()
    )


def test_links_out_of_the_docs_stay_in_the_site(sources: Path) -> None:
    docs = sources / "docs"
    assert "](security.md)" in (docs / "robustness.md").read_text("utf-8")
    assert "](architecture.md)" in (docs / "contributing.md").read_text("utf-8")
    copied = docs / "files/examples/plugin/harbour_rules.py.txt"
    assert copied.read_bytes() == (ROOT / "examples/plugin/harbour_rules.py").read_bytes()
    assert "](files/examples/plugin/harbour_rules.py.txt)" in (
        docs / "rules-of-your-own.md"
    ).read_text("utf-8")
    assert "](../../" not in "".join(path.read_text("utf-8") for path in docs.rglob("*.md"))


PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>'
    '<body><p id="here">{}</p></body></html>'
)


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ('<a href="#here">x</a> <a href="other.html#here">x</a> <a href="note.txt">x</a>', None),
        ('<a href="https://www.example.com/">x</a>', None),
        ('<a href="gone.html">x</a>', "the link gone.html is dead"),
        ('<a href="other.html#gone">x</a>', "the link other.html#gone leads to no anchor"),
        ('<a href="#gone">x</a>', "the link #gone leads to no anchor"),
        ('<a href="/etc/">x</a>', "the link /etc/ leaves the site"),
        (
            '<script src="https://www.example.com/x.js"></script>',
            "loads https://www.example.com/x.js from another server",
        ),
        ('<b id="here">x</b>', "the id 'here' is used twice"),
        ('<img src="note.txt">', "the picture note.txt has no text for those who do not see it"),
        ("<b>x", "closing tag"),
    ],
)
def test_problems_of_a_built_site(
    tools: dict[str, ModuleType], tmp_path: Path, inside: str, problem: str | None
) -> None:
    (tmp_path / "page.html").write_text(PAGE.format(inside), encoding="utf-8")
    (tmp_path / "other.html").write_text(PAGE.format("x"), encoding="utf-8")
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    found = list(tools["site_check"].problems_of_site(tmp_path, tmp_path, "/docs/"))
    if problem is None:
        assert found == []
    elif "closing" in problem:
        assert any(line.startswith("page.html: line 1, column ") for line in found)
    else:
        assert found == [f"page.html: {problem}"]


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("/docs/1.0/page.html#here", None),
        ("/docs/1.0/gone.html", "the link /docs/1.0/gone.html is dead"),
        ("/1.0/page.html", "the link /1.0/page.html leaves the site"),
        ("1.0/page.html", None),
    ],
)
def test_links_of_the_pages_beside_the_versions(
    tools: dict[str, ModuleType], tmp_path: Path, link: str, problem: str | None
) -> None:
    (tmp_path / "1.0").mkdir()
    (tmp_path / "0.9").mkdir()
    (tmp_path / "1.0/page.html").write_text(PAGE.format("x"), encoding="utf-8")
    # What an older version has wrong is not asked again.
    (tmp_path / "0.9/page.html").write_text("<b>", encoding="utf-8")
    (tmp_path / "404.html").write_text(PAGE.format(f'<a href="{link}">x</a>'), encoding="utf-8")
    found = list(tools["site_check"].problems_of_site(tmp_path / "1.0", tmp_path, "/docs/"))
    assert found == ([] if problem is None else [f"404.html: {problem}"])


def test_the_newest_release_is_the_latest_version(
    tools: dict[str, ModuleType], tmp_path: Path
) -> None:
    for name in ("0.9.0", "0.10.0", "1.0.0rc1", "dev"):
        (tmp_path / name).mkdir()
        for page in ("index.html", "404.html"):
            (tmp_path / name / page).write_text(f"{page} of {name}", encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    tools["site_versions"].write_root(tmp_path)
    listed = json.loads((tmp_path / "versions.json").read_text("utf-8"))
    assert [each["version"] for each in listed] == ["0.10.0", "0.9.0", "1.0.0rc1", "dev"]
    assert [each["aliases"] for each in listed] == [["latest"], [], [], []]
    assert 'url=0.10.0/index.html"' in (tmp_path / "index.html").read_text("utf-8")
    assert (tmp_path / "404.html").read_text("utf-8") == "404.html of 0.10.0"


def test_the_page_for_lost_readers_leads_into_its_version(tools: dict[str, ModuleType]) -> None:
    page = '<a href="/index.html">/x</a><path d="M1"/><a href="#y"></a>{"base":"/","z":"//e"}'
    assert tools["site_versions"].with_base(page, "/docs/1.0/") == (
        '<a href="/docs/1.0/index.html">/x</a><path d="M1"/><a href="#y"></a>'
        '{"base":"/docs/1.0/","z":"//e"}'
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--version", "../x"], "'../x' is no name of a version"),
        (["--version", ""], "'' is no name of a version"),
        (["--base", "docs/"], "'docs/' is no path such as /docs/"),
        (["--base", "//other.example.com/"], "'//other.example.com/' is no path such as /docs/"),
    ],
)
def test_a_site_is_not_built_into_an_odd_place(
    tools: dict[str, ModuleType], arguments: list[str], told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    main = runpy.run_path(str(ROOT / "tools/site.py"))["main"]
    with pytest.raises(SystemExit) as ended:
        main(["build", *arguments])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (r"| `a` | `Name \| None` |", "| `a` | <code>Name &#124; None</code> |"),
        (r"| `<T> \| x` and `b \| c` |",
         "| <code>&lt;T&gt; &#124; x</code> and <code>b &#124; c</code> |"),
        (r"Outside of tables `a \| b` stays.", r"Outside of tables `a \| b` stays."),
    ],
)  # fmt: skip
def test_code_in_cells_has_no_backslash(tools: dict[str, ModuleType], row: str, shown: str) -> None:
    assert tools["site_pages"].with_code_in_cells(f"{row}\n") == f"{shown}\n"


def test_a_link_to_a_test_leads_to_its_words(sources: Path) -> None:
    page = (sources / "docs/compare.md").read_text("utf-8")
    name = "test_the_forms_of_a_moment"
    assert f"](files/tests/model/shapes/test_dates.py.txt#:~:text=def%20{name})" in page


TABLE = (
    "<table>\n<thead>\n<tr>\n<th>key</th>\n"
    "<th>what it &amp; others <em>mean</em></th>\n</tr>\n</thead>\n"
    "<tbody>\n<tr>\n<td><code>a</code></td>\n<td>{}</td>\n</tr>\n</tbody>\n</table>"
)


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        ("short", True),
        ("words " * 20, True),
        ("words " * 30, False),
        ("test_" * 12, False),
        ('<a href="x.html#' + "x" * 200 + '">a link</a>', True),
        ("", True),
    ],
)
def test_a_table_that_does_not_fit_a_phone_has_its_titles_in_its_cells(
    tools: dict[str, ModuleType], cell: str, fits: bool
) -> None:
    page = TABLE.format(cell)
    labelled = tools["site_tables"].with_labels(f"<p>{page}</p>")
    if fits:
        assert labelled == f"<p>{page}</p>"
    else:
        assert '<td data-label="key"><code>a</code></td>' in labelled
        assert f'<td data-label="what it &amp; others mean">{cell}</td>' in labelled
        assert labelled.replace(' data-label="key"', "").count("data-label") == 1


def test_the_playground_runs_the_pyodide_that_the_tests_run() -> None:
    package = json.loads((ROOT / "site/playground/package.json").read_text("utf-8"))
    version = package["dependencies"]["pyodide"]
    assert f'PYODIDE = "pyodide@{version}"' in (ROOT / "noxfile.py").read_text("utf-8")


def test_each_unsafe_fix_is_told() -> None:
    told = (ROOT / "docs/unsafe-fixes.md").read_text("utf-8")
    unsafe = [
        path.stem
        for path in (ROOT / "docs/rules").glob("*.md")
        if "\n- Fix: unsafe" in path.read_text("utf-8")
    ]
    assert [code for code in sorted(unsafe) if f"rules/{code}.md" not in told] == []


def test_the_picture_of_a_run_loads_nothing() -> None:
    picture = (ROOT / "docs/images/findings.svg").read_text("utf-8")
    root = ElementTree.fromstring(picture)
    assert root.get("aria-label") == "Two findings in a terminal"
    assert "exceprt:" in "".join(root.itertext())
    assert re.findall(r"https?:|url\((?!#)|@import|<script", picture) == ["http:"]  # the namespace


def test_the_badges_of_the_readme_are_true_and_load_nothing() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = {}
    readme = (ROOT / "README.md").read_text("utf-8").partition("Find broken")[0]
    for name in re.findall(r"\(docs/images/(\w+)\.svg\)", readme):
        picture = (ROOT / f"docs/images/{name}.svg").read_text("utf-8")
        told[name] = ElementTree.fromstring(picture).get("aria-label")
        assert re.findall(r"https?:|url\(|@import|<script", picture) == ["http:"]  # the namespace
    assert told == {
        "python": f"Python: ≥ {project['requires-python'].removeprefix('>=')}",
        "licence": f"licence: {project['license']}",
        "types": "types: in the package",
    }
    assert (ROOT / "src/article_schema/py.typed").is_file()
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


@pytest.mark.usefixtures("tools")
def test_the_playground_knows_what_the_page_lets_choose(checker: ModuleType) -> None:
    choices = importlib.import_module("site_playground").choices(ROOT)
    for example in choices["examples"]:
        asked = {key: example[key] for key in ("text", "name", "model")}
        own = "code" if example["model"] == "python" else "schema"
        told = ask(checker, **asked, schema=choices[own])
        assert bool(told["findings"]) == (example["title"] != "Nothing wrong"), example["title"]
    for model, _ in choices["models"]:
        own = "code" if model == "python" else "schema"
        assert "findings" in ask(checker, "---\na: 1\n---\n", model, schema=choices[own])


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "site" / "playground"))
    monkeypatch.chdir(tmp_path)  # it writes the schema of a reader there
    return importlib.import_module("checker")


def ask(checker: ModuleType, text: str, model: str = "", **others: Any) -> dict[str, Any]:
    asked = {"name": "article.md", "schema": "", "view": "findings", **others}
    told: dict[str, Any] = json.loads(
        checker.answer(json.dumps({**asked, "text": text, "model": model}))
    )
    return told


def test_the_playground_answers(checker: ModuleType) -> None:
    text = (ROOT / "examples/broken/eight-faults.md").read_text("utf-8")
    findings = ask(checker, text)["findings"]
    assert len(findings) == 8
    misspelt = next(each for each in findings if each["code"] == "FLD002")
    assert text[misspelt["from"] : misspelt["to"]] == "tittle"
    fix = ask(checker, text, view="fix", index=findings.index(misspelt))["view"]
    mended = text[: fix["from"]] + fix["text"] + text[fix["to"] :]
    assert "\ntitle: " in mended
    assert "FLD002" not in {each["code"] for each in ask(checker, mended)["findings"]}
    assert ask(checker, text, view="fix", index=0)["view"] is None
    assert ask(checker, text, view="fixed-all")["view"] == mended
    assert "+title:" in ask(checker, text, view="diff")["view"]
    assert json.loads(ask(checker, text, view="data")["view"])["category"] == "news"
    assert "cannot be formatted" in ask(checker, text, view="formatted")["problem"]
    assert ask(checker, "---\ntitle: Harbour\ndate: 2020-06-12\n---\n", "hugo")["findings"] == []


def test_the_playground_takes_a_schema_of_the_reader(checker: ModuleType) -> None:
    schema = '{"type": "object", "properties": {"tide": {"enum": ["high", "low"]}}}'
    text = "---\ntide: hihg\nnumber: 1\n---\n"
    (tide, number) = ask(checker, text, "own", schema=schema)["findings"]
    assert (tide["code"], text[tide["from"] : tide["to"]]) == ("FLD004", "hihg")
    assert (number["code"], number["severity"]) == ("FLD003", "warning")
    assert json.loads(ask(checker, text, "own", schema=schema, view="data")["view"]) == {
        "tide": "hihg",
        "number": 1,
    }
    assert ask(checker, "---\ntide: low\n---\n", "own", schema=schema)["findings"] == []


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ("", "own.schema.json"),
        ("{", "own.schema.json:1:"),
        ('{"type": "array"}', "a record is a mapping"),
        ('{"type": 3}', "own.schema.json:1:10"),
        ('{"$ref": "https://www.example.com/x.json"}', "schemas are never fetched"),
        ('{"$ref": "/etc/passwd"}', "schemas are never fetched"),
        ("[" * 5000, "own.schema.json"),
    ],
)
def test_a_schema_that_cannot_be_used_is_told(
    checker: ModuleType, schema: str, reason: str
) -> None:
    told = ask(checker, "---\na: 1\n---\n", "own", schema=schema)
    assert list(told) == ["refused"]
    assert reason in told["refused"]


SHIP = """
from article_schema import Record, record
@record
class Ship(Record):
    name: str
"""


def test_the_playground_takes_a_class_of_the_reader(checker: ModuleType) -> None:
    text = "---\nname: 1\nmast: 2\n---\n"
    faults = {each["code"] for each in ask(checker, text, "python", schema=SHIP)["findings"]}
    assert faults == {"FLD003", "FLD004"}
    changed = SHIP.replace("name: str", "name: int") + "    mast: int\n"
    assert ask(checker, text, "python", schema=changed)["findings"] == []
    plain = "import attrs\n@attrs.define\nclass Ship:\n    name: int\n    mast: int\n"
    assert ask(checker, text, "python", schema=plain)["findings"] == []
    twice = f"{SHIP}    mast: int\n{changed.replace('Ship', 'Boat')}"
    assert ask(checker, text, "python", schema=twice)["findings"] == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "there is no class in it"),
        ("x = 1", "there is no class in it"),
        ("class Ship(", "SyntaxError: '(' was never closed (own_model.py, line 1)"),
        ("class Ship: pass", "Ship is no model class in the file own_model.py"),
        ("\0", "null bytes"),
        ("(" * 5000, "too many nested parentheses"),
        ("raise SystemExit(0)\nclass Ship: pass", "SystemExit: 0 (own_model.py, line 1)"),
        ("1 / 0\nclass Ship: pass", "ZeroDivisionError: division by zero (own_model.py, line 1)"),
        ("import gone\nclass Ship: pass", "No module named 'gone'"),
        (SHIP.replace("str", "object()"), "the model cannot be used"),
    ],
)
def test_code_that_cannot_be_a_model_is_told(checker: ModuleType, code: str, reason: str) -> None:
    told = ask(checker, "---\na: 1\n---\n", "python", schema=code)
    assert list(told) == ["refused"]
    assert reason in told["refused"]


def test_warming_up_asks_each_question(
    checker: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    answer = checker.answer
    monkeypatch.setattr(
        checker, "answer", lambda question: asked.append(json.loads(answer(question)))
    )
    checker.warm_up()
    assert not any("refused" in told for told in asked)
    assert any(told.get("view") for told in asked)


#: Asks each question where the rooms of the package that a browser does not get cannot be imported.
WITHOUT_ROOMS = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        parts = name.split(".")
        if parts[0] == "article_schema" and len(parts) > 1 and parts[1] in LEFT_OUT:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
import checker
checker.warm_up()
"""


@pytest.mark.usefixtures("tools")
def test_the_playground_needs_no_upper_room_of_the_package(tmp_path: Path) -> None:
    rooms = [name.partition(".")[0] for name in importlib.import_module("site_playground").LEFT_OUT]
    for room in rooms:
        importlib.import_module(f"article_schema.{room}")
    path = [str(ROOT / "site" / "playground"), str(ROOT / "src")]
    program = f"import sys; sys.path[:0] = {path}; LEFT_OUT = {rooms}\n{WITHOUT_ROOMS}"
    subprocess.run([sys.executable, "-I", "-c", program], check=True, cwd=tmp_path)


#: What jsonschema judges with rpds, or with what stands in for it in a browser.
JUDGING = """
import json, rpds, sys
from jsonschema.validators import validator_for
from jsonschema_specifications import REGISTRY
verdicts = []
for schema in json.load(sys.stdin):
    judge = validator_for(schema)
    try:
        judge.check_schema(schema)
        validator = judge(schema, registry=REGISTRY)
        values = (None, 1, {"a": {"a": 1}})
        verdicts.append([len(list(validator.iter_errors(value))) for value in values])
    except Exception as error:
        verdicts.append(type(error).__name__)
print(json.dumps([rpds.__file__.rpartition(".")[2], verdicts]))
"""


def test_what_stands_in_for_rpds_gives_the_same_verdicts() -> None:
    dialects = [f"http://json-schema.org/draft-0{number}/schema#" for number in (3, 4, 6, 7)] + [
        f"https://json-schema.org/draft/{name}/schema" for name in ("2019-09", "2020-12")
    ]
    schemas: list[object] = [
        {"$schema": dialect, **rest}
        for dialect in dialects
        for rest in (
            {"type": "object", "additionalProperties": {"$ref": "#"}},
            {"$ref": dialect},
            {"type": "nothing"},
            {"$ref": "#/definitions/gone"},
            {"$defs": {"x": {"$id": "x:y", "$anchor": "z", "type": "null"}}, "$ref": "x:y#z"},
            {"$defs": {"x": {"$id": "x:y", "$dynamicAnchor": "z"}}, "$dynamicRef": "x:y#z"},
        )
    ]
    told = []
    for folder in ([], [str(ROOT / "site" / "playground")]):
        program = f"import sys; sys.path[:0] = {folder}\n{JUDGING}"
        run = subprocess.run(
            [sys.executable, "-I", "-c", program],
            input=json.dumps(schemas), capture_output=True, text=True, check=True,
        )  # fmt: skip
        told.append(json.loads(run.stdout))
    (_, real), (kind, stood_in) = told
    assert kind == "py"
    assert stood_in == real
    assert len({json.dumps(verdict) for verdict in real}) > 4


@pytest.mark.parametrize(
    "text", ["", "---", "\ufeff---\na: 1\n---\n", "---\ra: \u2028\r---\r", "\0"]
)
def test_places_in_the_playground_are_inside_the_text(checker: ModuleType, text: str) -> None:
    told = ask(checker, text, view="data")
    assert told["findings"]
    for finding in told["findings"]:
        assert 0 <= finding["from"] <= finding["to"] <= len(text)

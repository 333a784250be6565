from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.config.judging import judge
from article_schema.checking.config.published import config_schema
from article_schema.checking.config.reading import read_configuration
from article_schema.checking.config.settings import KEYS
from article_schema.checking.config.toml.places import KeyLines
from article_schema.errors import UsageError
from article_schema.rules.catalogue import RULES
from article_schema.rules.findings import Severity


def write(folder: Path, text: str, name: str = "article-schema.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    write(tmp_path, "fail-on = 'warning'")
    write(tmp_path / "inner", "[tool.article-schema]\nfail-on = 'info'", "pyproject.toml")
    write(tmp_path / "inner" / "deep", "[tool.other]\nkey = 1", "pyproject.toml")
    configurations = Configurations()
    assert configurations.for_file(str(tmp_path / "a.md")).fail_on is Severity.WARNING
    assert configurations.for_file(str(tmp_path / "inner" / "a.md")).fail_on is Severity.INFO
    assert configurations.for_file(str(tmp_path / "inner/deep/a.md")).fail_on is Severity.INFO
    one = configurations.for_file(str(tmp_path / "inner" / "a.md"))
    assert configurations.for_file(str(tmp_path / "inner" / "deep" / "a.md")) is one


def test_an_own_file_comes_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "fail-on = 'warning'")
    write(tmp_path, "[tool.article-schema]\nfail-on = 'info'", "pyproject.toml")
    assert Configurations().for_folder(str(tmp_path)).fail_on is Severity.WARNING


def test_isolated_and_named_files(tmp_path: Path) -> None:
    write(tmp_path, "fail-on = 'warning'")
    other = write(tmp_path / "other", "fail-on = 'info'", "strict.toml")
    isolated = Configurations(Given(isolated=True))
    assert isolated.for_folder(str(tmp_path)).fail_on is Severity.ERROR
    named = Configurations(Given(file=str(other)))
    assert named.for_folder(str(tmp_path)).fail_on is Severity.INFO


def test_inline_keys_and_options_come_before_files(tmp_path: Path) -> None:
    write(tmp_path, "select = ['URL']\nignore = ['URL004']\n[severity]\nURL = 'info'")
    given = Given(lines=["severity.DAT = 'warning'", "extend-select = ['DAT']"])
    configuration = Configurations(given).for_folder(str(tmp_path))
    assert configuration.data["severity"] == {"URL": "info", "DAT": "warning"}
    assert configuration.data["extend-select"] == ["DAT"]
    selected = Configurations(Given(options={"select": ["URL004"]})).for_folder(str(tmp_path))
    assert [rule.code for rule in selected.settings.active_rules()] == ["URL004"]
    write(tmp_path, "[severity]\nURL004 = 'info'\nURL005 = 'off'")
    selected = Configurations(Given(options={"select": ["URL"]})).for_folder(str(tmp_path))
    assert selected.data["severity"] == {"URL004": "info"}
    write(tmp_path, "ignore = ['URL004']")
    ignored = Configurations(Given(options={"ignore": ["URL005"]})).for_folder(str(tmp_path))
    assert ignored.data["ignore"] == ["URL004", "URL005"]


def test_settings(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        required = ["secured"]
        known-keys = ["seo"]
        baseline = "known.json"
        [severity]
        URL = "info"
        URL004 = "warning"
        [options.publish-threshold]
        threshold = 70
        [limits]
        depth = 5
        [per-file-ignores]
        "drafts/" = ["FLD"]
        """,
    )
    configuration = Configurations().for_folder(str(tmp_path))
    settings = configuration.settings
    assert settings.severity["URL004"] is Severity.WARNING
    assert settings.severity["URL005"] is Severity.INFO
    assert settings.options == {"FLD013": {"threshold": 70}}
    assert settings.limits.depth == 5
    assert settings.required == ("secured",)
    assert settings.known_keys == {"seo"}
    assert "FLD001" in settings.ignored_in(str(tmp_path / "drafts" / "a.md"))
    assert not settings.ignored_in(str(tmp_path / "a.md"))
    assert configuration.path_of("baseline") == str(tmp_path / "known.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = ['URL']", ":1: selct: there is no such key; did you mean 'select'?"),
        ("\n# x\nignore = [\n  'URL0044',\n]", ":4: ignore: no rule matches 'URL0044'"),
        ("select = 'URL'", ':1: select: must be a list, not the text "URL"'),
        ("ignore = 5", ":1: ignore: must be a list, not the number 5"),
        ("extend-exclude = true", ":1: extend-exclude: must be a list, not true"),
        (
            "required = ['provider..x']",
            ':1: required: must be keys with one dot between them, such as provider.images, not "p',
        ),
        ("known-keys = ['seo.']", ":1: known-keys: must be keys with one dot between them"),
        ("required = ['']", ":1: required: must be keys with one dot between them"),
        ("required = {}", ":1: required: must be a list, not a table"),
        ("select = [1]", ":1: select: must be text, not the number 1; write the code or name of"),
        (
            "fail-on = 'eror'",
            ':1: fail-on: must be one of error, warning, info, not the text "eror"; did you mean',
        ),
        (
            "[severity]\nURL004 = true",
            ":2: severity.URL004: must be one of error, warning, info, off, not true",
        ),
        ("[severity]\nIMG0 = 1\nURX = 'info'", ":3: severity.URX: no rule matches 'URX'"),
        ("severity = 1", ":1: severity: must be a table, not the number 1"),
        ("[options.URL0133]\na = 1", ":1: options.URL0133: there is no such rule"),
        ("[options]\nDOC001 = {a = 1}", ":2: options.DOC001: this rule has no options"),
        ("options = 1", ":1: options: must be a table, not the number 1"),
        (
            "[options.FLD013]\nthreshhold = 1",
            ":2: options.FLD013.threshhold: there is no such key",
        ),
        ("[options.FLD013]\nthreshold = true", ".threshold: must be a whole number, not true"),
        ("limits.depth = 0", ":1: limits.depth: must be at least 1, not 0"),
        ("limits = []", ":1: limits: must be a table, not a list"),
        ("baseline = 1", ":1: baseline: must be text, not the number 1; put it in quotes"),
        (
            "force-exclude = 'yes'",
            ':1: force-exclude: must be true or false, not the text "yes"; write `true`, w',
        ),
        ("a = ", ":1:5: not TOML: "),
        ("a = '", ":1:"),
        ("a = [\n", ":1:6: not TOML: "),
    ],
)
def test_what_is_wrong_has_a_line(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        Configurations().for_folder(str(tmp_path))
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{path}:")


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "one = 1\n\n[tool]\ntwo = 2")
    with pytest.raises(UsageError) as caught:
        Configurations().for_folder(str(tmp_path))
    assert [line.rpartition(": there")[0].rpartition(":")[0][-2:] for line in str(
        caught.value).splitlines()] == [":1", ":3"]  # fmt: skip


def test_a_long_key_is_told_as_far_as_there_is_room(tmp_path: Path) -> None:
    path = write(tmp_path, f"{'k' * 100} = 1\n{'k' * 101} = 1")
    with pytest.raises(UsageError) as caught:
        Configurations().for_folder(str(tmp_path))
    assert str(caught.value).splitlines() == [
        f"{path}:1: {'k' * 100}: there is no such key; remove it",
        f"{path}:2: {'k' * 99}…: there is no such key; remove it",
    ]


def test_mistakes_are_told_in_the_order_of_their_lines(tmp_path: Path) -> None:
    write(tmp_path, "colour = 1\nselect = 5\n[limits]\ndepth = 0\n[severity]\nURX = 'info'")
    with pytest.raises(UsageError) as caught:
        Configurations().for_folder(str(tmp_path))
    told = [line.partition(".toml:")[2].split(":")[:2] for line in str(caught.value).splitlines()]
    assert told == [["1", " colour"], ["2", " select"], ["4", " limits.depth"],
                    ["6", " severity.URX"]]  # fmt: skip


def test_wrong_inline_values() -> None:
    with pytest.raises(UsageError, match="--config 'selec=1': selec: there is no such key"):
        Configurations(Given(isolated=True, lines=["selec=1"]))
    with pytest.raises(UsageError, match="write a file name"):
        Configurations(Given(isolated=True, lines=["select=[URL]"]))


def test_an_older_name_of_an_option_counts_with_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, "[options]\nfuture-date.tolerance_days = 3")
    place = ":2: options.future-date.tolerance_days: "
    with pytest.warns(FutureWarning, match=f"{place}is an older name; write `tolerance-days`"):
        found = read_configuration(str(path), required=True)
    assert found is not None
    assert found.data["options"] == {"future-date": {"tolerance-days": 3}}
    assert found.settings.options == {"DAT004": {"tolerance-days": 3}}
    assert jsonschema.Draft7Validator(config_schema()).is_valid(tomllib.loads(path.read_text()))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_configuration(str(tmp_path / "none.toml"), required=True)
    path = tmp_path / "article-schema.toml"
    path.write_bytes(b"# ok\nselect = ['\xff']")
    with pytest.raises(UsageError, match=r":2: the configuration is not UTF-8"):
        read_configuration(str(path), required=True)


def test_a_byte_order_mark_and_crlf_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "article-schema.toml"
    path.write_bytes(b"\xef\xbb\xbffail-on = 'info'\r\n")
    found = read_configuration(str(path), required=True)
    assert found is not None
    assert found.fail_on is Severity.INFO


def test_a_foreign_pyproject_is_passed_over(tmp_path: Path) -> None:
    broken = write(tmp_path, "not toml at all", "pyproject.toml")
    assert read_configuration(str(broken), required=False) is None
    other = write(tmp_path, "[tool.x]\nname = 'article-schema'", "pyproject.toml")
    assert read_configuration(str(other), required=False) is None
    named = read_configuration(str(other), required=True)
    assert named is not None
    assert not named.data


def test_every_key_is_in_the_docs(root: Path) -> None:
    page = (root / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert [key for key in KEYS.table.by_key if f"\n| `{key}` |" not in page] == []
    example = page.partition("```toml\n")[2].partition("```")[0]
    assert not judge(KEYS, tomllib.loads(example), (), RULES).faults


def test_lines_of_keys() -> None:
    text = '[tool.a]\nb = """\nc = 1\n"""\nd = [\n 1,\n]\n[tool.a.e]\nf = {g = 1}\n'
    assert tomllib.loads(text)
    lines = {
        ("tool", "a"): 1, ("tool", "a", "b"): 2, ("tool", "a", "d"): 5,
        ("tool", "a", "e"): 8, ("tool", "a", "e", "f", "g"): 9, ("nowhere",): 1,
    }  # fmt: skip
    assert {path: KeyLines(text).line_of(path) for path in lines} == lines


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"select": ["URL", "ALL", "URL00", "space-in-url"], "fail-on": "info"},
        {"options": {"FLD013": {"threshold": 1}}, "severity": {"URL": "error"}},
        {"per-file-ignores": {"a/*": ["DOC"]}, "limits": {"depth": 3}},
        {"selct": []},
        {"select": "URL"},
        {"select": ["XYZ"]},
        {"options": {"FLD013": {"threshold": "1"}}},
        {"options": {"FLD014": {}}},
        {"severity": {"URL": "grave"}},
        {"limits": {"depth": 0}},
        {"required": [1]},
        {"required": ["a..b"]},
        {"required": ["a.b"]},
        {"collections": []},
        {"collections": [{"name": "a", "files": "x/**"}, {"name": "b", "files": ["y", "!z"]}]},
        {"collections": [{"name": "a", "files": "x", "severity": {"URL": "info"}, "ignore": []}]},
        {"collections": [{"name": "a", "files": "x", "url": "/{slug}/", "limits": {"depth": 3}}]},
        {"collections": [{"name": "a"}]},
        {"collections": [{"files": "x"}]},
        {"collections": [{"name": "a b", "files": "x"}]},
        {"collections": [{"name": "a", "files": []}]},
        {"collections": [{"name": "a", "files": 5}]},
        {"collections": [{"name": "a", "files": "x", "fail-on": "info"}]},
        {"collections": [{"name": "a", "files": "x", "url": "/{"}]},
        {"collections": {"name": "a", "files": "x"}},
    ],
)
def test_schema_and_reader_agree(data: dict[str, Any]) -> None:
    faults = judge(KEYS, data, (), RULES).faults
    jsonschema.Draft7Validator.check_schema(config_schema())
    assert jsonschema.Draft7Validator(config_schema()).is_valid(data) is not bool(faults)

"""Front matter without a key is a record like any other where no key is required."""

from __future__ import annotations

import attrs
import pytest

from article_schema import (
    Record,
    Settings,
    ValidationError,
    check_text,
    loads,
    record,
)


@record
class Note(Record):
    """A note, of which nothing is required."""

    title: str | None = None
    tags: list[str] = attrs.field(factory=list)


@record(one_of=[("title", "name")])
class Named(Record):
    """One of two keys has to be there."""

    title: str | None = None
    name: str | None = None


BLANK = {
    "nothing": "---\n---\nBody\n",
    "a blank line": "---\n\n---\nBody\n",
    "a comment": "---\n# none yet\n---\nBody\n",
    "dots": "---\n...\nBody\n",
    "CRLF": "---\r\n---\r\nBody\r\n",
    "no body": "---\n---",
    "braces": "---\n{}\n---\n",
}


@pytest.mark.parametrize("case", BLANK)
def test_it_has_no_finding_where_nothing_is_required(case: str) -> None:
    assert not check_text(BLANK[case], "note.md", Settings(model=Note)).findings


def test_a_yaml_file_without_a_key_has_no_finding_either() -> None:
    assert not check_text("# none yet\n", "note.yaml", Settings(model=Note)).findings


@pytest.mark.parametrize("case", BLANK)
def test_it_is_an_article_that_can_be_filled(case: str) -> None:
    document = loads(BLANK[case], model=Note)
    assert document.article == Note()
    assert document.data == {}
    assert document.text == BLANK[case]
    document.article.title = "Harbour"
    document.set("tags", ["Ports"])
    assert loads(document.text, model=Note).article == Note(title="Harbour", tags=["Ports"])
    assert document.body == loads(BLANK[case], model=Note).body
    document.delete("title")
    document.delete("tags")
    assert loads(document.text, model=Note).article == Note()


@pytest.mark.parametrize("case", ["nothing", "a blank line", "a comment"])
def test_where_something_is_required_it_is_reported(case: str) -> None:
    assert [f.code for f in check_text(BLANK[case], "a.md").findings] == ["DOC007"]
    assert check_text(BLANK[case], "a.md", Settings(model=Named)).findings
    with pytest.raises(ValidationError):
        _ = loads(BLANK[case], model=Named).article


def test_keys_that_the_settings_require_are_asked_for() -> None:
    report = check_text(BLANK["nothing"], "a.md", Settings(model=Note, required=("title",)))
    assert [(f.code, f.message) for f in report.findings] == [("FLD001", "`title` is missing")]


@pytest.mark.parametrize("text", ["---\nnull\n---\n", "---\n~\n---\n", "---\n[]\n---\n"])
def test_a_value_that_is_written_is_no_empty_record(text: str) -> None:
    assert [f.code for f in check_text(text, "a.md", Settings(model=Note)).findings] == ["DOC007"]

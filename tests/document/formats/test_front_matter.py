from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.formats.registry import split
from article_schema.errors import DocumentError


def error_of(text: str, filename: str = "a.md") -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        split(text, filename)
    return caught.value


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("closing", ["---", "...", "---  ", "---\t"])
def test_front_matter_and_body(newline: str, closing: str) -> None:
    source = split(newline.join(["---", "title: a", closing, "Body", "---", "more"]), "a.md")
    assert source.data_text == f"title: a{newline}"
    assert source.body == f"Body{newline}---{newline}more"
    assert source.newline == newline


def test_the_body_may_be_missing() -> None:
    for text in ("---\na: b\n---", "---\na: b\n---\n"):
        assert split(text, "a.md").body == ""


def test_front_matter_may_be_empty() -> None:
    source = split("---\n---\nBody", "a.md")
    assert source.data_text == ""
    assert source.body == "Body"


def test_fences_must_stand_alone_at_the_start_of_a_line() -> None:
    text = "---\na: b\n ---\n--- x\n----\nc: d\n---\nBody"
    assert split(text, "a.md").data_text == "a: b\n ---\n--- x\n----\nc: d\n"


def test_a_byte_order_mark_is_kept_apart() -> None:
    source = split("\ufeff---\na: b\n---\n", "a.md")
    assert source.has_bom
    assert source.data_text == "a: b\n"
    assert source.whole_text == "\ufeff---\na: b\n---\n"


@pytest.mark.parametrize("text", ["", "\n---\na: b\n---\n", "Text\n", "--\na: b\n", " ---\na: b"])
def test_no_front_matter(text: str) -> None:
    error = error_of(text)
    assert (error.code, error.line, error.column) == ("DOC003", 1, 1)


@pytest.mark.parametrize("text", ["---", "---\n", "---\na: b\n", "---\na: b\n c\n"])
def test_front_matter_without_end(text: str) -> None:
    error = error_of(text)
    assert (error.code, error.line, error.column) == ("DOC004", 1, 1)
    assert str(error).startswith("a.md:1:1: DOC004 ")


def test_yaml_needs_no_fences_but_may_have_them() -> None:
    assert split("a: b\n", "a.yaml").data_text == "a: b\n"
    assert split("---\na: b\n", "a.yaml").data_text == "a: b\n"
    assert split("---\na: b\n---\n", "a.yaml").data_text == "a: b\n"


def test_yaml_of_several_documents_is_left_whole() -> None:
    text = "---\na: b\n---\nc: d\n"
    assert split(text, "a.yaml").data_text == text


def test_json_has_no_fences() -> None:
    assert split("---\n{}", "a.json").data_text == "---\n{}"


@given(st.text(alphabet="-.a: \n\r\t", max_size=40), st.sampled_from(["a.md", "a.yaml", "a.json"]))
def test_the_parts_lie_in_order_and_lose_nothing(text: str, filename: str) -> None:
    try:
        source = split(text, filename)
    except DocumentError:
        return
    assert 0 <= source.block[0] <= source.block[1] <= source.body_start <= len(text)
    assert source.whole_text == text

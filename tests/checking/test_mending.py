"""Texts are mended in memory as the commands mend files."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema import (
    DocumentError,
    EditError,
    Record,
    Settings,
    Style,
    UsageError,
    check_text,
    fix_text,
    format_text,
    record,
)
from article_schema.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FAULTY = sorted((EXAMPLES / "broken").glob("*.md"))


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
@pytest.mark.parametrize("unsafe", [False, True])
def test_a_text_is_fixed_as_the_command_fixes_its_file(
    path: Path, unsafe: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = path.read_bytes().decode("utf-8")
    file = tmp_path / path.name
    file.write_bytes(text.encode())
    options = ["--unsafe-fixes"] if unsafe else []
    main(["check", "--fix", *options, "--isolated", str(file)])
    assert fix_text(text, path.name, unsafe=unsafe) == file.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    "path", sorted((EXAMPLES / "articles").iterdir()), ids=lambda path: path.name
)
def test_a_text_is_formatted_as_the_command_formats_its_file(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = path.read_bytes().decode("utf-8").replace("category: ", "category:   ")
    file = tmp_path / path.name
    file.write_bytes(text.encode())
    main(["fmt", "--isolated", str(file)])
    assert format_text(text, path.name) == file.read_bytes().decode("utf-8")


@record
class Page(Record):
    """A page with two keys."""

    name: str
    title: str | None = None


def test_the_settings_count() -> None:
    text = "---\ntitle: 'x'\nname: y\n---\n"
    settings = Settings(model=Page, style=Style(text_quotes="single"))
    assert format_text(text, settings=settings) == "---\nname: y\ntitle: 'x'\n---\n"
    link = "---\ntitle: x\nwebUrl: https://www.example.com/a?b&#038;c\n---\n"
    assert "&#038;" not in fix_text(link)
    assert fix_text(link, settings=Settings(ignore=("URL009",))) == link
    with pytest.raises(UsageError):
        fix_text(link, settings=Settings(select=("NOTHING",)))


@pytest.mark.parametrize("text", ["", "no front matter", "---\n: [\n---\n", "\ufeff", "---\n---\n"])
def test_what_cannot_be_read_is_left_by_fixes_and_refused_by_the_style(text: str) -> None:
    assert fix_text(text) == text
    if not check_text(text).ok and text != "---\n---\n":
        with pytest.raises(DocumentError):
            format_text(text)


def test_a_repeated_key_has_to_be_mended_first() -> None:
    with pytest.raises(EditError, match="cannot be formatted while"):
        format_text("---\ntitle: a\ntitle: b\n---\n")


def test_byte_order_mark_line_breaks_and_body_stay() -> None:
    text = "\ufeff---\r\ntitle: a\r\n---\r\n  body  \r\n\n"
    assert format_text(text) == text.replace("title: a", 'title: "a"')


@pytest.mark.parametrize("function", [fix_text, format_text])
def test_bytes_are_no_text(function) -> None:
    with pytest.raises(TypeError, match="decode it first"):
        function(b"---\n---\n")

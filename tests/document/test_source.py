from __future__ import annotations

import pytest

from article_schema.document.source import decode
from article_schema.errors import DocumentError


def undecoded(raw: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        decode(raw, "a.md")
    return caught.value


def test_utf_8_is_decoded() -> None:
    assert decode("Café 🙂".encode(), "a.md") == "Café 🙂"


def test_the_first_wrong_byte_is_named_with_its_place() -> None:
    error = undecoded(b"---\ntitle: \xc3\xa4 Caf\xe9\n---\n")
    assert (error.code, error.line, error.column) == ("DOC002", 2, 13)
    assert "0xE9" in error.reason
    assert "'é'" in error.reason


def test_a_byte_order_mark_counts_for_no_column() -> None:
    assert undecoded(b"\xef\xbb\xbf---\n\xe9").column == 1
    assert undecoded(b"\xef\xbb\xbf\xe9").column == 1


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-32"])
def test_other_encodings_are_named(encoding: str) -> None:
    error = undecoded("---\na: b\n".encode(encoding))
    assert encoding in error.reason
    assert (error.line, error.column) == (1, 1)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_named_too(encoding: str) -> None:
    error = undecoded("---\na: b\n".encode(encoding))
    assert "UTF-16 without a byte-order mark" in error.reason
    assert (error.line, error.column) == (1, 1)

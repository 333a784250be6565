"""Values of files, as others point to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema.checking.elsewhere import values

TEXT = "---\nid:\n  number: 7\nnicks: [zoe, 5, true]\n---\n"


@pytest.mark.parametrize("read", [values.values_of, values.remembered_values])
def test_the_values_of_keys_are_read(tmp_path: Path, read: object) -> None:
    assert callable(read)
    path = tmp_path / "a.md"
    path.write_text(TEXT, "utf-8")
    assert read(str(path), ("id", "number")) == (7,)
    assert read(str(path), ("nicks",)) == ("zoe", 5)
    assert read(str(path), ("id", "other")) == ()
    path.write_text("---\nnicks: [zoe\n---\n", "utf-8")
    assert read(str(path), ("nicks",)) == ()
    assert read(str(tmp_path / "b.md"), ("nicks",)) == ()


def test_what_is_remembered_is_that_of_the_text_that_a_file_has_now(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(TEXT, "utf-8")
    assert values.remembered_values(str(path), ("nicks",)) == ("zoe", 5)
    path.write_text(TEXT.replace("zoe", "ada"), "utf-8")
    assert values.remembered_values(str(path), ("nicks",)) == ("ada", 5)


def test_what_is_remembered_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MOST_REMEMBERED", 2)
    values._known.clear()
    for number in range(5):
        path = tmp_path / f"{number}.md"
        path.write_text(TEXT, "utf-8")
        assert values.remembered_values(str(path), ("id", "number")) == (7,)
    assert list(values._known) == [str(tmp_path / f"{number}.md") for number in (3, 4)]

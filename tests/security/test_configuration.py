"""A hostile configuration is told with its line, in time that grows with its length."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from timing import allowed

from article_schema.checking.config.files import files_above, speaks_of_us
from article_schema.checking.config.reading import read_configuration
from article_schema.document.files.side_files import MOST_BYTES
from article_schema.errors import UsageError

#: What a configuration may cost in seconds of a processor, with slack for a busy machine.
MOST_SECONDS = 2.0


def told(path: Path, text: str) -> str:
    path.write_bytes(text.encode())
    with pytest.raises(UsageError) as caught:
        read_configuration(str(path), required=False)
    return str(caught.value)


def lines(form: str, count: int) -> str:
    return "".join(form.format(number) + "\n" for number in range(count))


#: Texts of a length, each with the line that is told first.
HOSTILE: dict[str, tuple[Callable[[int], str], int]] = {
    "unknown keys": (lambda n: lines("key{} = 1", n // 12), 1),
    "misspelt keys": (lambda n: lines("selectt{} = 1", n // 16), 1),
    "unknown tables": (lambda n: "\n" + lines("[t{}]\na = 1", n // 14), 2),
    "unknown rules": (lambda n: "[severity]\n" + lines("URL9{} = 'error'", n // 20), 2),
    "options of no rule": (lambda n: lines("[options.URL{}]\na = 1", n // 24), 1),
    "patterns with unknown rules": (
        lambda n: "[per-file-ignores]\n" + lines("a{0} = ['X{0}']", n // 20), 2,
    ),
    "selectors of no rule": (lambda n: "select = [\n" + lines("'X{}',", n // 12) + "]\n", 2),
    "a long key": (lambda n: "\n" + "a" * n + " = 1\n", 2),
    "a key of many parts": (lambda n: "\n" + ".".join("a" * (n // 2)) + " = 1\n", 2),
    "a key of many parts in quotes": (lambda n: "\n" + ".".join(["'a b'"] * (n // 6)) + " = 1", 2),
    "a table of many parts": (lambda n: "\n[" + ' . "a"' [3:] + ' . "a"' * (n // 6) + "]\n", 2),
    "many keys of many parts": (
        lambda n: lines(".".join(f"a{part}" for part in range(90)) + ".k{} = 1", n // 400), 1,
    ),
    "hexadecimal digits": (lambda n: "[limits]\ndepth = 0x" + "f" * n + "\n", 2),
    "binary digits": (lambda n: "[limits]\ndepth = 0b" + "1" * n + "\n", 2),
    "octal digits in a list": (lambda n: "\nselect = [0o" + "7" * n + "]\n", 2),
    "decimal digits": (lambda n: "[limits]\ndepth = " + "9" * n + "\n", 2),
    "digits where a word belongs": (lambda n: "\nfail-on = 0x" + "f" * n + "\n", 2),
    "no number": (lambda n: "#" * n + "\n[limits]\ndepth = nan\n", 3),
    "an endless number": (lambda n: "#" * n + "\n[limits]\ndepth = -inf\n", 3),
    "a large exponent": (lambda n: "[limits]\ndepth = 1e" + "9" * n + "\n", 2),
    "lists inside of lists": (lambda n: "\na = " + "[" * (n // 2) + "]" * (n // 2), 2),
    "tables inside of tables": (lambda n: "\na = " + "{a=" * (n // 4) + "1" + "}" * (n // 4), 2),
    "a huge list": (lambda n: "\nselect = [" + "1," * (n // 2) + "]\n", 2),
    "a huge list of tables": (lambda n: "\n" + "[[a]]\n" * (n // 6), 2),
    "comments before a mistake": (lambda n: "# x\n" * (n // 4) + "x = 1\n", -1),
    "comments before a slip": (lambda n: "# x\n" * (n // 4) + "x = \n", -1),
    "a text without an end": (lambda n: 'a = """' + "x\n" * (n // 2), -1),
    "a list without an end": (lambda n: "a = [\n" + "1,\n" * (n // 3), -1),
    "a long text": (lambda n: "\nfail-on = '" + "x" * n + "'\n", 2),
    "quotes": (lambda n: "\n" + "'" * n, 2),
}  # fmt: skip


@pytest.mark.parametrize(("make", "line"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_configuration_is_told_with_its_line_and_in_time(
    tmp_path: Path, make: Callable[[int], str], line: int
) -> None:
    path = tmp_path / "article-schema.toml"
    for size in (9_000, 30_000, 90_000):
        text = make(size)
        assert len(text) <= MOST_BYTES
        start = process_time()
        message = told(path, text)
        assert process_time() - start < allowed(MOST_SECONDS * size / 90_000 + 0.2)
        expected = text.count("\n") + (not text.endswith("\n")) if line < 0 else line
        first = re.match(re.escape(str(path)) + r":(\d+):", message)
        assert first is not None, message
        assert abs(int(first[1]) - expected) <= (line < 0)
        assert len(message) < 8_000
        assert message.count("\n") <= 20


def test_of_very_many_mistakes_the_first_are_told_and_that_there_are_more(tmp_path: Path) -> None:
    path = tmp_path / "article-schema.toml"
    message = told(path, lines("key{} = 1", 2_000)).split("\n")
    assert message[:20] == [
        f"{path}:{number + 1}: key{number}: there is no such key; remove it" for number in range(20)
    ]
    assert message[20:] == [f"{path}: there are more mistakes; correct these first"]


@pytest.mark.parametrize("name", ["article-schema.toml", "pyproject.toml"])
def test_five_megabytes_of_comments_are_refused(tmp_path: Path, name: str) -> None:
    start = process_time()
    text = "# x\n" * 1_250_000 + "[tool.article-schema]\nfail-on = 'info'\n"
    assert "larger than 100,000 bytes" in told(tmp_path / name, text)
    assert process_time() - start < allowed(MOST_SECONDS)


FOREIGN = {
    "nothing of ours": "[project]\nname = 'harbour'\n",
    "a dependency": "[project]\ndependencies = [\n  'attrs',\n  \"article-schema==0.1\",\n]\n",
    "a dependency at an end": '[project]\ndependencies = [\n  "article-schema"]\n',
    "a table of dependencies": "[tool.poetry.dependencies]\narticle-schema = '^0.1'\n",
    "a source of it": "[tool.uv.sources]\narticle-schema = { path = '.' }\n",
    "a comment": "# see [tool.article-schema]\n",
    "another table": "[tool.article-schema-site]\na = 1\n",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("more", [0, 200_000, 3_000_000])
def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path, text: str, more: int) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text + "# x\n" * (more // 4))
    start = process_time()
    assert read_configuration(str(path), required=False) is None
    assert not more or not list(files_above(str(tmp_path)))
    assert process_time() - start < allowed(MOST_SECONDS)


OURS = [
    "[tool.article-schema]\nfail-on = 'info'\n",
    "[ tool . 'article-schema' ]\nfail-on = 'info'\n",
    '["tool"."article-schema".severity]\nURL004 = "info"\n',
    "tool.article-schema.fail-on = 'info'\n",
    "[tool]\narticle-schema.fail-on = 'info'\n",
    "[tool]\n# ours\nother.a = 1\narticle-schema = { fail-on = 'info' }\n",
    "tool = { article-schema = { fail-on = 'info' } }\n",
]


@pytest.mark.parametrize("text", OURS)
def test_a_large_pyproject_with_our_table_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text)
    assert read_configuration(str(path), required=False) is not None
    assert "larger than 100,000 bytes" in told(path, text + "# x\n" * 50_000)
    assert speaks_of_us(str(path))


@pytest.mark.parametrize("text", ["[ " * 40_000, "tool . " * 20_000, ". " * 60_000, "\n" * 200_000])
def test_our_table_is_looked_for_in_time_that_grows_with_the_length(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("# article-schema\n" + text * 3 + " " * 300_000)
    start = process_time()
    speaks_of_us(str(path))
    assert process_time() - start < allowed(MOST_SECONDS)

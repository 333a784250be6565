from __future__ import annotations

import tomllib
from random import Random

import pytest

from article_schema.document.compare import same
from article_schema.document.toml.glance import glance_at_toml

READ = (
    'title = "A walk"\nslug = \'a\\b\'\nquote = "a \\"b\\" \\n"\nempty = ""\n',
    "draft = true\nweight = -3\nratio = 0.50\n\n# a comment\nzero = 0 # none\n",
    "date = 2020-06-12\nat = 2020-06-12T10:00:00Z\nback = 2020-06-12 10:00:00.5-04:00\n",
    "local = 2020-06-12T10:00:00\n",
    'tags = ["a", "b, c", 1, true]\nnone = []\nmore = [\n  "x",\n  \'y\',\n]\n',
    'a = 1\n\n[extra]\nteam = "b"\na = 2\n[ other ]\nlist = ["c"]\n',
)
DOUBTFUL = (
    "", "a\n", "a = \n", "a = b\n", "a = 1\na = 2\n", "a.b = 1\n", '"a" = 1\n', "[[a]]\nb = 1\n",
    "[a.b]\nc = 1\n", "[a]\n[a]\n", "a = 1\n[a]\n", "a = 01\n", "a = 1_000\n", "a = 0x1F\n",
    "a = 1e3\n", "a = inf\n", "a = 10:00:00\n", "a = 2020-02-30\n", "a = 2020-06-12T25:00:00Z\n",
    'a = """b"""\n', "a = '''b'''\n", 'a = "\\u0041"\n', 'a = "b" c\n', "a = {b = 1}\n",
    "a = [[1]]\n", "a = [1 2]\n", "a = [,]\n", "a = [1, # b\n]\n", "a = 1\r\n", "a =\t1\n",
    "a = 1 b = 2\n", " a = \"b\n", "a = '\x0b'\n", 'a = ["b]"]\n', "= 1\n", "a = \"b\nc\"\n",
    "a = '" + "x" * 200_000 + "'\n", "a = 2020-06-12T24:00:00Z\n", "a = 2020-06-12T23:60:00Z\n",
    "a = 2020-06-12T20:00:00+01:60\n",
)  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_what_people_write_is_read_as_the_standard_library_reads_it(text: str) -> None:
    seen = glance_at_toml(text)
    assert seen is not None
    assert same(seen.data, tomllib.loads(text))
    assert list(seen.data) == list(tomllib.loads(text))


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubts_are_left_to_the_reader(text: str) -> None:
    assert glance_at_toml(text) is None


def test_mutants_are_read_alike_or_not_at_all() -> None:
    random = Random(4)
    pieces = [*"\n\t =\"'\\[]{},.#-+:01aTZ", '"""', "''", "2020-06-12", "[[", "true", "\n\n", ", "]
    read = 0
    for _ in range(4000):
        text = random.choice(READ)
        for _ in range(random.randint(1, 3)):
            at = random.randrange(len(text) + 1)
            text = text[:at] + random.choice(pieces) + text[at + random.choice((0, 0, 1, 2)) :]
        seen = glance_at_toml(text) if text.endswith("\n") else None
        if seen is not None:
            read += 1
            assert same(seen.data, tomllib.loads(text)), text
    assert read > 200

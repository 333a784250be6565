"""`fmt` in the style of a site: written down, or learned from its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command import run

POST = """\
---
title: 'The harbour at dawn'

tags:
- ports
slug: "harbour"
---
Body
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "models.py").write_text(
        "from article_schema import Record, record\n\n\n"
        "@record\nclass Post(Record):\n"
        '    """A post."""\n\n    slug: str\n    title: str\n    tags: list[str]\n'
    )
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text(POST)
    return tmp_path


def configure(site: Path, text: str) -> None:
    (site / "article-schema.toml").write_text(f'model = "models.py:Post"\n{text}')


def test_a_table_says_what_is_written(site: Path) -> None:
    configure(site, '[format]\ntext-quotes = "single"\nblank-lines = "none"\n')
    assert run("fmt", cwd=site).stderr == "3 files formatted, 0 left as they are.\n"
    assert (site / "a.md").read_text() == (
        "---\nslug: 'harbour'\ntitle: 'The harbour at dawn'\ntags:\n- 'ports'\n---\nBody\n"
    )


def test_what_is_kept_stays_as_it_is(site: Path) -> None:
    configure(site, '[format]\nkey-order = "keep"\ntext-quotes = "keep"\nblank-lines = "keep"\n')
    assert run("fmt", "--check", cwd=site).returncode == 0
    configure(site, '[format]\nkeep = ["key-order", "text-quotes", "blank-lines"]\n')
    assert run("fmt", "--check", cwd=site).returncode == 0


def test_learned_from_the_files_it_leaves_them_alone(site: Path) -> None:
    configure(site, "")
    assert run("fmt", "--check", cwd=site).returncode == 1
    configure(site, 'format = "learn"\n')
    assert run("fmt", "--check", cwd=site).returncode == 0


def test_what_all_others_do_is_brought_to_the_last(site: Path) -> None:
    configure(site, 'format = "learn"\n')
    for number in range(100):
        (site / f"{number:03}.md").write_text("---\nslug: x\ntitle: 'y: z'\ntags: []\n---\n")
    for name in ("b", "c"):
        (site / f"{name}.md").unlink()
    # The others are read even where only one is named.
    assert run("fmt", "a.md", cwd=site).stderr == "1 file formatted, 0 left as they are.\n"
    assert (site / "a.md").read_text() == (
        "---\nslug: harbour\ntitle: The harbour at dawn\ntags:\n- ports\n---\nBody\n"
    )


def test_each_collection_has_its_style(site: Path) -> None:
    (site / "article-schema.toml").write_text(
        '[[collections]]\nname = "a"\nfiles = "a.md"\nmodel = "models.py:Post"\nformat = "learn"\n'
        '[[collections]]\nname = "b"\nfiles = "b.md"\nmodel = "models.py:Post"\n'
        'format = { text-quotes = "double" }\n'
    )
    done = run("fmt", "--check", cwd=site)
    assert (done.returncode, done.stdout) == (1, "Would format b.md\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'format = "lern"\n',
            'article-schema.toml:2: format: must be a table, or "learn", not the text "lern"; ',
        ),
        (
            '[format]\ntext-quotes = "singel"\n',
            "article-schema.toml:3: format.text-quotes: must be one of model, double, single, ",
        ),
        (
            "[format]\nlist-indend = 2\n",
            "format.list-indend: there is no such key; did you mean 'list-indent'?",
        ),
        (
            "[format]\nindent = 0\n",
            "article-schema.toml:3: format.indent: must be at least 1, not 0",
        ),
        (
            '[format]\nkeep = ["quotes"]\n',
            "article-schema.toml:3: format.keep: must be one of key-order, text-quotes, ",
        ),
        (
            '[format.key-quotes]\ntitle = "x"\n',
            "article-schema.toml:3: format.key-quotes.title: must be one of model, double, ",
        ),
    ],
)
def test_mistakes_are_told_with_their_lines(site: Path, text: str, message: str) -> None:
    configure(site, text)
    done = run("fmt", cwd=site)
    assert done.returncode == 2
    assert message in done.stderr
    assert (site / "a.md").read_text() == POST


def test_what_infer_prints_is_what_fmt_keeps(site: Path) -> None:
    table = run("infer", "--as", "style", ".", cwd=site).stdout
    configure(site, table)
    assert run("fmt", "--check", cwd=site).returncode == 0

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from article_schema.cli import main

pytest.importorskip("watchfiles")

ARTICLE = """---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays before the ferries leave."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""
BAD = ARTICLE.replace("https:", "htps:")


class Watch:
    """A running watch, and the lines that it writes."""

    def __init__(self, folder: Path, path: str = ".", *options: str) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable, "-u", "-m", "article_schema",
                "check", "--watch", "--output-format", "concise", *options, path,
            ],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def wait_for(self, text: str, seconds: float = 20) -> str:
        """Return the next line that holds a text."""
        end = time.monotonic() + seconds
        seen = []
        while True:
            try:
                line = self.lines.get(timeout=max(end - time.monotonic(), 0.001))
            except queue.Empty:
                pytest.fail(f"no line with {text!r} in {seconds} s, only {seen}")
            seen.append(line)
            if text in line:
                return line


@contextmanager
def watching(folder: Path, path: str = ".", *options: str) -> Iterator[Watch]:
    """Watch a path below a folder, from the first check on."""
    # Where the tests run in the background, a child would inherit that Ctrl-C is ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = Watch(folder, path, *options)
    signal.signal(signal.SIGINT, before)
    try:
        running.wait_for("Watching")
        yield running
    finally:
        running.process.kill()
        running.process.wait()
        assert running.process.stdout is not None
        running.process.stdout.close()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "a.md").write_text(ARTICLE)
    (tmp_path / "b.md").write_text(BAD)
    with watching(tmp_path) as running:
        yield running


def test_a_saved_file_is_checked_at_once(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD)
    # A second is the promise; a busy machine may need more, which is not what is tested here.
    watch.wait_for("1 file changed", seconds=5)
    assert watch.wait_for("URL002").startswith("a.md:6:10: URL002")
    watch.wait_for("Found 2 errors in 2 files.")
    for path in (tmp_path / "a.md", tmp_path / "b.md"):
        new = path.with_suffix(".new")
        new.write_text(ARTICLE)
        os.replace(new, path)
    watch.wait_for("All checks passed in 2 files.")
    (tmp_path / "b.md").unlink()
    watch.wait_for("1 gone")
    watch.wait_for("All checks passed in 1 file.")


def test_a_configuration_counts_at_once(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "article-schema.toml").write_text('ignore = ["URL"]\n')
    watch.wait_for("All checks passed in 2 files.")
    (tmp_path / "article-schema.toml").write_text('ignor = ["URL"]\n')
    watch.wait_for("did you mean")
    (tmp_path / "article-schema.toml").unlink()
    watch.wait_for("Found 1 error in 2 files.")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_a_configuration_that_comes_above_the_watched_folder_counts_at_once(tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (content / "b.md").write_text(BAD)
    with watching(tmp_path, "site/content") as running:
        (tmp_path / "site" / "article-schema.toml").write_text('ignore = ["URL002"]\n')
        running.wait_for("All checks passed in 1 file.")
        (tmp_path / "site" / "article-schema.toml").unlink()
        running.wait_for("Found 1 error in 1 file.")
        (tmp_path / "pyproject.toml").write_text('[tool.article-schema]\nignore = ["URL002"]\n')
        running.wait_for("All checks passed in 1 file.")


@pytest.mark.parametrize("pause", [0.0, 0.5])
def test_a_folder_that_is_removed_and_made_again_is_watched_on(
    tmp_path: Path, pause: float
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.md").write_text(ARTICLE)
    with watching(tmp_path, "site") as running:
        for name in ("b.md", "c.md"):
            shutil.rmtree(site)
            time.sleep(pause)
            site.mkdir()
            (site / name).write_text(BAD)
            running.wait_for(f"site/{name}:")
            running.wait_for("Watching for changes")
        (site / "d.md").write_text(BAD)
        running.wait_for("site/d.md:")
        assert running.process.poll() is None


def test_ctrl_c_ends_it(watch: Watch) -> None:
    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(timeout=10) == 0
    rest = [watch.lines.get() for _ in range(watch.lines.qsize())]
    # The signal may come while the last line is on its way, which is then written once more.
    assert [line for line in rest if line and not line.startswith("Watching")] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fix"], ["--diff"], ["--output", "json:out"], ["--output-file", "out"],
        ["--output-format", "sarif"], ["-"], ["--statistics"], ["--since", "HEAD"], ["no-such"],
        ["--write-baseline", "out"], ["--add-ignores"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_has_no_meaning_is_refused(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--watch", *arguments]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_collections_and_their_mistakes_count_at_once(watch: Watch, tmp_path: Path) -> None:
    text = '[[collections]]\nname = "one"\nfiles = "{}.md"\nmodel = "models.py:{}"\n'
    configuration = tmp_path / "article-schema.toml"
    models = (
        "from article_schema import Record, record\n@record\nclass Any(Record):\n    x: int = 1\n"
    )
    (tmp_path / "models.py").write_text(models)
    configuration.write_text(text.format("a", "Ayn"))
    watch.wait_for("did you mean models.py:Any?")
    configuration.write_text(text.format("a", "Any"))
    watch.wait_for("a.md:2:1: FLD003")
    watch.wait_for("in 1 file.")
    configuration.write_text(text.format("c", "Any"))
    watch.wait_for("'c.md' matches no file")


def test_a_file_that_others_point_to_counts_at_once(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(
        "from typing import Annotated\n"
        "from article_schema import Record, record\n"
        "from article_schema.fields import Ref\n\n"
        "@record\nclass Post(Record):\n    by: Annotated[str, Ref('people')]\n\n"
        "@record\nclass Person(Record):\n    name: str\n"
    )
    (tmp_path / "a.md").write_text("---\nby: ann\n---\n")
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "bob.yml").write_text("name: Bob\n")
    (tmp_path / "article-schema.toml").write_text(
        '[[collections]]\nname = "posts"\nfiles = "/*.md"\nmodel = "models.py:Post"\n'
        '[[collections]]\nname = "people"\nfiles = "people/*"\nmodel = "models.py:Person"\n'
    )
    watch.wait_for("a.md:2:5: REF001 `by` names no entry of `people`")
    (tmp_path / "people" / "ann.yml").write_text("name: Ann\n")
    watch.wait_for("1 file changed")
    watch.wait_for("in 4 files.")
    (tmp_path / "people" / "ann.yml").unlink()
    watch.wait_for("0 files changed, 1 gone")
    watch.wait_for("a.md:2:5: REF001 `by` names no entry of `people`")


MODEL = """from article_schema import Record, record


@record
class Page(Record):
    title: str
    {field}
"""
RULES = '''from article_schema import Record, Severity
from article_schema.rules import record_rule


@record_rule("HSE001", "house-title", severity=Severity.ERROR, on=Record)
def house_title(page, at):
    """A title is one that the house does not want.

    The style book says so.

    Bad:
        title: {word}
        #      ^^^^^^^

    Good:
        title: Quay

    Source: the style book
    """
    if page.title == "{word}":
        yield at("title").finding("the house does not want it", "write another one")
'''


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with a configuration, a model of its own, and one page below."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text('---\ntitle: "Harbour"\n---\n')
    (tmp_path / "article-schema.toml").write_text('model = "models.py:Page"\n')
    (tmp_path / "models.py").write_text(MODEL.format(field="subtitle: str | None = None"))
    return tmp_path


def test_a_changed_model_is_loaded_again(site: Path) -> None:
    with watching(site, "content") as watch:
        (site / "models.py").write_text(MODEL.format(field="subtitle: str"))
        watch.wait_for("content/a.md:1:1: FLD001")
        (site / "models.py").write_text(MODEL.format(field="subtitle str"))
        watch.wait_for("the file models.py cannot be imported: SyntaxError")
        (site / "models.py").write_text(MODEL.format(field="pass"))
        watch.wait_for("All checks passed in 1 file.")
        (site / "models.py").unlink()
        watch.wait_for("there is no file models.py")
        (site / "models.py").write_text(MODEL.format(field="subtitle: str"))
        watch.wait_for("content/a.md:1:1: FLD001")


def test_what_a_model_imports_is_loaded_again_too(site: Path) -> None:
    (site / "parts.py").write_text("LONGEST = 20\n")
    (site / "models.py").write_text(
        "from typing import Annotated\nfrom annotated_types import MaxLen\n"
        "import parts\nfrom article_schema import Record, record\n\n\n"
        "@record\nclass Page(Record):\n    title: Annotated[str, MaxLen(parts.LONGEST)]\n"
    )
    with watching(site, "content") as watch:
        (site / "parts.py").write_text("LONGEST = 3\n")
        watch.wait_for("content/a.md:2:8: ")
        (site / "parts.py").write_text("LONGEST = 1 / 0\n")
        watch.wait_for("ZeroDivisionError")
        (site / "parts.py").write_text("LONGEST = 30\n")
        watch.wait_for("All checks passed in 1 file.")


def test_a_changed_schema_and_changed_rules_count_at_once(site: Path) -> None:
    (site / "article-schema.toml").write_text(
        '[[collections]]\nname = "pages"\nfiles = "content/**"\nmodel = "page.schema.json"\n'
        'rules = ["house.py"]\n'
    )
    schema = '{"type": "object", "properties": {"title": {"maxLength": %d}}}'
    (site / "page.schema.json").write_text(schema % 40)
    (site / "house.py").write_text(RULES.format(word="Nothing"))
    with watching(site, "content") as watch:
        (site / "page.schema.json").write_text(schema % 4)
        watch.wait_for("content/a.md:2:8: ")
        (site / "page.schema.json").write_text(schema % 40)
        watch.wait_for("All checks passed in 1 file.")
        (site / "house.py").write_text(RULES.format(word="Harbour"))
        watch.wait_for("HSE001")


def test_a_module_that_is_missing_is_waited_for(site: Path) -> None:
    (site / "parts").mkdir()
    (site / "models.py").write_text(
        "from parts import names\nfrom article_schema import record\n\n"
        "@record\nclass Page(names.Base):\n    day: int = 1\n"
    )
    base = "from article_schema import Record, record\n@record\nclass Base(Record):\n    {}: str\n"
    (site / "parts" / "names.py").write_text(base.format("title"))
    with watching(site, "content") as watch:
        (site / "models.py").write_text("from no_such import nothing\n")
        watch.wait_for("No module named 'no_such' (models.py, line 1)")
        (site / "no_such.py").write_text("from parts import names\nnothing = 1\n")
        watch.wait_for("Page is not there in the file models.py")
        (site / "parts" / "names.py").write_text(base.format("label"))
        (site / "models.py").write_text(
            "from no_such import names\nfrom article_schema import record\n\n"
            "@record\nclass Page(names.Base):\n    day: int = 1\n"
        )
        # The folder has no file of its own, and yet the new module in it counts.
        watch.wait_for("`label`")


def test_a_model_counts_whatever_the_command_says(site: Path) -> None:
    (site / "article-schema.toml").write_text('model = "models.py:Page"\nrules = ["house.py"]\n')
    (site / "house.py").write_text(RULES.format(word="Nothing"))
    with watching(site, "content", "--select", "HSE") as running:
        (site / "house.py").write_text(RULES.format(word="Harbour"))
        running.wait_for("HSE001")

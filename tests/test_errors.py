"""Errors keep everything they say on the way through a copy, a pickle and a process pool."""

from __future__ import annotations

import copy
import errno
import importlib
import json
import os
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import attrs
import pytest

import article_schema
from article_schema import load, loads
from article_schema.checking.run import check_paths
from article_schema.errors import (
    ArticleSchemaError,
    DocumentError,
    EditError,
    FileChangedError,
    FolderError,
    ForbiddenFileError,
    MissingFileError,
    ModelError,
    NoFolderError,
    SaveError,
    UnreadableFileError,
    UsageError,
    ValidationError,
    unreadable,
)
from article_schema.faults import Fault
from article_schema.selecting.tokens import ExpressionError


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
    unreadable(2, "No such file or directory", "a.md", FAULT),
    unreadable(5, "Input/output error", "a.md", FAULT),
    FolderError(21, "Is a directory", "a", FAULT),
    NoFolderError(20, "Not a directory", "a/b", FAULT),
    ForbiddenFileError(13, "Permission denied", "a.md", FAULT),
    ValidationError([FAULT, replace(FAULT, filename="a.md", line=3, column=5)]),
    ValidationError([]),
    EditError("related[2]", "the list has 1 items"),
    SaveError("a.md", "the file is read-only"),
    FileChangedError("a.md", "the file is gone"),
    ModelError("Page.size: no"),
    UsageError("write --fix"),
    ExpressionError(3, "a text has no end"),
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


ODD_PATHS: list[tuple[str, type[OSError], type[DocumentError], int]] = [
    ("missing.md", FileNotFoundError, MissingFileError, errno.ENOENT),
    ("folder", IsADirectoryError, FolderError, errno.EISDIR),
    ("file/article.md", NotADirectoryError, NoFolderError, errno.ENOTDIR),
    ("nul\0.md", OSError, UnreadableFileError, errno.EINVAL),
    ("n" * 300, OSError, UnreadableFileError, errno.ENAMETOOLONG),
    ("pipe", OSError, UnreadableFileError, errno.ENXIO),
]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system names its errors otherwise")
@pytest.mark.parametrize(("name", "builtin", "kind", "number"), ODD_PATHS)
def test_what_cannot_be_opened_is_an_error_of_the_system_too(
    name: str, builtin: type[OSError], kind: type[DocumentError], number: int, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    path = os.path.join(tmp_path, name)
    with pytest.raises(builtin) as raised:
        load(path)
    error = raised.value
    assert isinstance(error, DocumentError)
    assert type(error) is kind
    assert (error.errno, error.filename, error.code) == (number, path, "DOC001")
    assert error.strerror == os.strerror(number)
    assert str(error).startswith(f"{path}:1:1: DOC001 the file cannot be read: ")
    # Whoever asks for another error of the system does not get this one.
    others = {FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError} - {builtin}
    assert not isinstance(error, tuple(others))


def test_a_file_that_may_not_be_read_is_a_permission_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.touch()

    # The administrator, who may run the tests, may read everything.
    def refuse(name: str, *_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PermissionError) as raised:
        load(path)
    assert type(raised.value) is ForbiddenFileError
    assert (raised.value.errno, raised.value.filename) == (errno.EACCES, str(path))


def test_what_was_opened_is_no_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: [\n---\n")
    with pytest.raises(DocumentError) as raised:
        load(tmp_path / "a.md")
    assert not isinstance(raised.value, OSError)


def test_each_fault_of_a_document_says_where_it_is() -> None:
    text = '---\ntitle: 5\nimages:\n  - url: "https://www.example.com/a b"\n---\n'
    with pytest.raises(ValidationError) as raised:
        _ = loads(text, "harbour.md").article
    faults = {fault.route_text: fault for fault in raised.value.faults}
    told = faults["title"].to_dict()
    assert told == {
        "code": "FLD004", "message": "`title` must be text, not the number 5",
        "help": told["help"], "route": ["title"], "route_text": "title", "line": 2, "column": 8,
        "end_line": 2, "end_column": 9, "filename": "harbour.md",
    }  # fmt: skip
    assert {name: getattr(faults["title"], name) for name in told} == {**told, "route": ("title",)}
    space = faults["images[0].url"]
    assert (space.line, space.column, space.end_line, space.end_column) == (4, 36, 4, 37)
    # What is missing stands nowhere: the place is that of the record or the item.
    assert (faults["excerpt"].line, faults["images[0].width"].line) == (1, 4)
    assert raised.value.places == tuple(fault.place for fault in raised.value.faults)
    whole = raised.value.to_dict()
    assert json.loads(json.dumps(whole)) == whole
    assert [fault["route_text"] for fault in whole["faults"]] == [
        fault.route_text for fault in raised.value.faults
    ]


def test_faults_of_values_alone_have_no_place() -> None:
    with pytest.raises(ValidationError) as raised:
        article_schema.structure({"title": 5})
    fault = raised.value.faults[0]
    assert (fault.filename, fault.line, fault.column, fault.end_line, fault.end_column) == (
        "", 0, 0, 0, 0
    )  # fmt: skip
    assert (fault.place, raised.value.places) == ("", ())


def test_a_program_sees_that_a_file_has_changed(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes((root / "examples/articles/2020-06-12-the-harbour-at-dawn.md").read_bytes())
    document = load(path)
    document.set("title", "The harbour at noon")
    path.write_text("other")
    with pytest.raises(article_schema.FileChangedError):
        document.save()
    assert path.read_text() == "other"

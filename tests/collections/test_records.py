"""Records of large JSON files: read and written one by one, with the place of each fault."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import grows_linearly

from article_schema import (
    Article,
    DocumentError,
    Image,
    Limits,
    Record,
    UsageError,
    ValidationError,
    loads,
    read_records,
    write_records,
)
from article_schema.document.formats import json_stream
from article_schema.testing import from_model, make

GOOD = '{"url": "/a.png", "width": 1, "height": 2}'
BAD = '{"url": "/b.png",\n  "width": 0, "height": 2}'
LINE = BAD.replace("\n", "")
NO_JSON = '{"url": }'
ENDINGS = ("images.json", "images.jsonl")


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


@pytest.fixture(params=["list", "page", "lines"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes records in one of the forms that a file has."""

    def write(*records: str) -> Path:
        if request.param == "lines":
            return written(tmp_path / "a.jsonl", "\n\n".join(records).replace("\n  ", "  "))
        listed = ",\n".join(records)
        page = f'{{"next": {{"value": [1]}}, "value": [\n{listed}], "count": 2}}'
        text = page if request.param == "page" else f" [\n{listed}\n] "
        return written(tmp_path / "a.json", text)

    return write


def test_records_are_read_in_each_form(file: Callable[..., Path]) -> None:
    path = file(GOOD, GOOD.replace('"width": 1', '"width": 7'))
    assert [image.width for image in read_records(path, Image)] == [1, 7]


def test_a_fault_is_told_with_its_place_in_the_file(file: Callable[..., Path]) -> None:
    path = file(GOOD, BAD, NO_JSON, GOOD)
    records = read_records(path, Image, errors="collect")
    assert len(list(records)) == 2
    contract, syntax = (failure.error for failure in records.failures)
    assert isinstance(contract, ValidationError)
    assert isinstance(syntax, DocumentError)
    lines = path.read_text().splitlines()
    fault = contract.faults[0]
    assert lines[fault.line - 1][fault.column - 1 : fault.end_column - 1] == "0"
    assert lines[syntax.line - 1][syntax.column - 1] == "}"
    assert str(contract).startswith(f"{path}:{fault.line}:{fault.column}: IMG001")
    assert len(list(read_records(path, Image, errors="skip"))) == 2
    with pytest.raises(ValidationError):
        list(read_records(path, Image))


def test_each_place_is_that_of_the_whole_file(file: Callable[..., Path]) -> None:
    path = file(*[GOOD] * 30, NO_JSON)
    records = read_records(path, Image, errors="collect")
    list(records)
    (failure,) = records.failures
    assert isinstance(failure.error, DocumentError)
    if path.suffix == ".json":
        with pytest.raises(DocumentError) as whole:
            loads(path.read_text(), str(path))
        assert str(failure.error) == str(whole.value)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_no_piece_depends_on_how_much_is_read_at_once(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "_CHUNK", size)
    text = (
        '\ufeff{"a": "}\\"é", "value": [ {"url": "/\\\\é]\\".png", "width": 1, "height": 2} , {}]}'
    )
    path = written(tmp_path / "a.json", text)
    records = read_records(path, Image, errors="collect")
    assert [image.url for image in records] == []
    assert [failure.error.faults[0].line for failure in records.failures] == [1, 1]  # type: ignore[attr-defined]


def test_one_record_is_a_record_though_it_has_a_list_of_that_name(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", GOOD[:-1] + ', "value": [1]}')
    assert [image.extra for image in read_records(path, Image)] == [{"value": [1]}]


@pytest.mark.parametrize("text", ["", " \n", "[]", '{"value": []}'])
def test_a_file_may_have_no_records(text: str, tmp_path: Path) -> None:
    assert list(read_records(written(tmp_path / "a.json", text), Image)) == []


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (f"[{GOOD},]", "1:45", "a JSON value is missing here"),
        (f"[{GOOD}", "1:44", "a comma or `]` is missing"),
        (f"[{GOOD}\n{GOOD}]", "2:1", "a comma or `]` is missing"),
        (f"[{GOOD}] x", "1:46", "there is more text after the end"),
        (f'{{"value": [{GOOD}], "next" 1}}', "1:65", "a colon is missing"),
        (f"[{GOOD},\n\udcff]", "2:1", "byte 0xFF is not UTF-8"),
        (f'[{GOOD}, "\udcc3', "1:47", "byte 0xC3 is not UTF-8"),
    ],
)
def test_broken_brackets_end_the_reading_with_their_place(
    text: str, place: str, reason: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.json", text)
    records = read_records(path, Image, errors="collect")
    assert len(list(records)) == 1
    (failure,) = records.failures
    assert str(failure.error).startswith(f"{path}:{place}: ")
    assert reason in str(failure.error)


def test_a_record_beyond_the_limit_is_refused_with_its_place(file: Callable[..., Path]) -> None:
    long = GOOD.replace("/a", "/" + "a" * 400_000)
    path = file(GOOD, long, GOOD)
    limits = Limits(data_characters=2_000, file_bytes=2_000)
    records = read_records(path, Image, errors="collect", limits=limits)
    read = len(list(records))
    (failure,) = records.failures
    assert isinstance(failure.error, DocumentError)
    assert failure.error.code == "DOC012"
    assert (read, failure.error.line) == ((2, 3) if path.suffix == ".jsonl" else (1, 3))


def test_a_record_of_many_keys_takes_time_that_grows_with_their_number() -> None:
    def read(number: int) -> list[json_stream.Piece]:
        text = json.dumps({f"k{each}": 1 for each in range(number)})
        window = json_stream.Window(io.BytesIO(text.encode()), "a.json", Limits())
        return list(json_stream.pieces(window, "value", ()))

    assert grows_linearly(read)


@pytest.mark.parametrize("name", ENDINGS)
def test_a_file_that_is_missing_is_an_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_records(tmp_path / name))
    with pytest.raises(IsADirectoryError):
        list(read_records(tmp_path))


@pytest.mark.parametrize("name", [*ENDINGS, "page.json"])
@pytest.mark.parametrize("model", [Image, Article])
@given(data=st.data())
def test_what_was_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, model: type[Record], name: str, data: st.DataObject
) -> None:
    records = data.draw(st.lists(from_model(model), max_size=3))
    path = tmp_path_factory.getbasetemp() / name
    assert write_records(iter(records), path, page=name == "page.json") == len(records)
    assert list(read_records(path, model)) == records
    text = path.read_text("utf-8")
    texts = text.split("\n") if name == "images.jsonl" else [text]
    assert all(json.loads(each) is not None for each in texts if each)


def test_a_record_that_is_wrong_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", GOOD)
    image = make(Image)
    object.__setattr__(image, "width", 0)
    with pytest.raises(ValidationError):
        write_records([make(Image), image], path)
    with pytest.raises(TypeError, match="takes records or documents"):
        write_records([make(Image), 5], path)  # type: ignore[list-item]
    with pytest.raises(UsageError, match="have no page"):
        write_records([make(Image)], path, page=True)
    assert path.read_text() == GOOD
    assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize("name", ENDINGS)
def test_the_memory_does_not_grow_with_the_number_of_records(name: str, tmp_path: Path) -> None:
    def images(number: int) -> Iterator[Image]:
        for width in range(1, number + 1):
            yield Image(url="/a.png", width=width, height=2, title="The quay. " * 200)

    path = tmp_path / name
    # What is imported and built once does not count.
    write_records(images(10), path)
    assert len(list(read_records(path, Image))) == 10
    tracemalloc.start()
    write_records(images(2_000), path)
    assert sum(1 for _ in read_records(path, Image)) == 2_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 4_000_000
    assert most < 1_000_000

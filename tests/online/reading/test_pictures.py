"""Pictures over the wire: their size and type, from few bytes, against the whole file."""

from __future__ import annotations

import asyncio
import gzip
import io
import random
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import imagesize
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as PilImage

from article_schema import Article, Image, Settings
from article_schema.model.fields import record
from article_schema.online.answers import Answer, Kind, Picture
from article_schema.online.hosts import Hosts
from article_schema.online.reading.pictures import STEPS, picture_of

from ..server import Server, ask
from ..test_judging import article, codes, verified

TYPES = {
    "PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp",
    "TIFF": "image/tiff", "BMP": "image/bmp", "PPM": "image/x-portable-anymap",
    "JPEG2000": "image/jp2", "AVIF": "image/avif", "ICO": "image/x-icon",
}  # fmt: skip
#: An icon is at most as wide as one byte tells, where 0 is 256.
_MOST = {"ICO": 256}


@record
class Photo(Image):
    """A picture whose type is told."""

    mime_type: str | None = None


@record
class Report(Article):
    """An article with such a picture."""

    photo: Photo | None = None


def made(kind: str, chance: random.Random, **more: object) -> tuple[bytes, tuple[int, int]]:
    """Return a picture of some size, noise and all, so that it is not short."""
    most = _MOST.get(kind, 400)
    size = chance.randint(1, most), chance.randint(1, most)
    out = io.BytesIO()
    if kind == "ICO":
        more["sizes"] = [size]
    PilImage.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3)).save(out, kind, **more)
    return out.getvalue(), size


def serve(
    server: Server,
    path: str,
    raw: bytes,
    *,
    ranges: bool = True,
    sent_as: str = "application/octet-stream",
) -> list[int]:
    """Serve a picture, and return a list that gets the bytes of each answer."""
    sent: list[int] = []

    async def answer(request: web.Request) -> web.Response:
        part = request.http_range
        if not ranges or part.start is None:
            sent.append(len(raw))
            return web.Response(body=raw, content_type=sent_as)
        if part.start >= len(raw):
            return web.Response(status=416)
        piece = raw[part.start : part.stop]
        sent.append(len(piece))
        told = f"bytes {part.start}-{part.start + len(piece) - 1}/{len(raw)}"
        return web.Response(
            body=piece, status=206, content_type=sent_as, headers={"Content-Range": told}
        )

    server.on(path, answer)
    return sent


def picture(server: Server, path: str) -> Answer:
    (answer,) = ask(server.url(path), kind=Kind.PICTURE)
    return answer


def seen(server: Server, path: str) -> Picture:
    """Return what the bytes of a picture say, without what its server says."""
    found = picture(server, path).picture
    assert found is not None
    return replace(found, sent_as="", size=0)


def test_500_pictures_of_ten_types_are_measured_with_few_bytes(server: Server) -> None:
    chance = random.Random(22)
    expected, sent, urls = [], [], []
    for number in range(500):
        kind = list(TYPES)[number % len(TYPES)]
        raw, size = made(kind, chance)
        # Icons are none of the types that it knows.
        assert kind == "ICO" or imagesize.get(io.BytesIO(raw)) == size
        sent.append(serve(server, f"/{number}", raw))
        expected.append(Picture(TYPES[kind], *size, size=len(raw)))
        urls.append(server.url(f"/{number}"))
    answers = ask(*urls, kind=Kind.PICTURE, hosts=Hosts(per_host=8, delay=0))
    unnamed = [answer.picture and replace(answer.picture, sent_as="") for answer in answers]
    assert unnamed == expected
    assert all(answer.is_ok for answer in answers)
    assert sum(map(sum, sent)) / 500 <= 4096
    # Nobody asks robots.txt for pictures.
    assert "/robots.txt" not in server.asked


def test_a_size_after_long_notes_is_found_in_later_parts(server: Server) -> None:
    for number, length in enumerate((3_000, 60_000)):
        raw, size = made("JPEG", random.Random(number), comment=b"x" * length)
        sent = serve(server, f"/{number}", raw)
        assert seen(server, f"/{number}") == Picture("image/jpeg", *size)
        assert len(sent) == number + 2
        serve(server, f"/whole{number}", raw, ranges=False)
        assert seen(server, f"/whole{number}") == Picture("image/jpeg", *size)


def test_a_picture_is_turned_as_its_notes_say(server: Server) -> None:
    exif = PilImage.Exif()
    exif[0x0112] = 6
    raw, (width, height) = made("JPEG", random.Random(3), exif=exif.tobytes())
    serve(server, "/a", raw)
    assert seen(server, "/a") == Picture("image/jpeg", height, width)


def test_a_picture_without_an_end_is_left(server: Server) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"\xff\xd8\xff\xfe\xff\xff")
        while sent < 100_000_000:
            await response.write(b"\x00" * 50_000)
            sent += 50_000
        return response

    server.on("/a", endless)
    answer = picture(server, "/a")
    assert answer.picture is not None
    assert sent < 20_000_000


def test_a_picture_in_a_bomb_is_not_unpacked(server: Server) -> None:
    """Bytes are asked for as they are; a server may pack them all the same."""
    head, size = made("PNG", random.Random(4))
    bomb = gzip.compress(head + b"\x00" * 50_000_000)
    packed = web.Response(body=bomb, headers={"Content-Encoding": "gzip"})
    server.on("/a", packed)
    assert seen(server, "/a") == Picture("image/png", *size)
    assert server.requests[-1].headers["Accept-Encoding"] == "identity"


def test_a_picture_that_lies_of_its_length_is_there(server: Server) -> None:
    raw, size = made("PNG", random.Random(5))

    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n" + raw[:300])

    (answer,) = ask(
        f"http://www.example.com:{server.listen_raw(break_off)}/a.png", kind=Kind.PICTURE
    )
    assert answer.picture == Picture("image/png", *size, size=999_999)


def test_a_picture_that_trickles_is_left_when_the_time_is_over(server: Server) -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(3_000):
            await response.write(b"\xff")
            await asyncio.sleep(0.01)
        return response

    server.on("/a", trickle)
    begun = time.monotonic()
    (answer,) = ask(server.url("/a"), kind=Kind.PICTURE, timeout=0.4)
    assert time.monotonic() - begun < 3
    assert answer.picture is None


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b"\xff\xd8\xff", "image/jpeg"),
    ],
)
def test_a_picture_without_a_size_has_its_type(server: Server, raw: bytes, kind: str) -> None:
    serve(server, "/a", raw)
    assert seen(server, "/a") == Picture(kind)


@pytest.mark.parametrize("raw", [b"", b"<!doctype html><title>Sorry</title>", b"\x00" * 99])
@pytest.mark.parametrize("ranges", [True, False])
def test_what_is_no_picture_is_told_whatever_it_is_called(
    server: Server, tmp_path: Path, raw: bytes, ranges: bool
) -> None:
    serve(server, "/a.png", raw, ranges=ranges)
    server.on("/", web.Response(text="fine"))
    text = with_picture(server.url("/a.png"), server.url("/"), 5, 5)
    (finding,) = verified(tmp_path, text)
    assert (finding.code, finding.route_text) == ("NET012", "images[0].url")


def test_a_false_size_is_told_and_mended(server: Server, tmp_path: Path) -> None:
    raw, (width, height) = made("PNG", random.Random(1))
    serve(server, "/a.png", raw)
    server.on("/", web.Response(text="fine"))
    right = with_picture(server.url("/a.png"), server.url("/"), width, height)
    assert verified(tmp_path, right) == ()
    wrong = with_picture(server.url("/a.png"), server.url("/"), width + 1, 7000)
    found = verified(tmp_path, wrong)
    assert codes(found) == ["NET013", "NET013"]
    assert found[0].message == (
        f"`images[0].width` is {width + 1}, but the picture is {width} pixels wide"
    )
    assert found[0].help == f"write {width}"
    assert all(finding.fix is not None and not finding.fix.safe for finding in found)


@pytest.mark.parametrize(("status", "code"), [(404, "NET001"), (403, "NET002"), (500, "NET003")])
def test_a_picture_that_does_not_answer_is_told(
    server: Server, tmp_path: Path, status: int, code: str
) -> None:
    server.on("/a.png", web.Response(status=status))
    server.on("/", web.Response(text="fine"))
    text = with_picture(server.url("/a.png"), server.url("/"), 5, 5)
    assert codes(verified(tmp_path, text)) == [code]


@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xd8\xff\xe1", b"II*\x00", b"RIFF"]))
def test_any_bytes_are_judged(raw: bytes, start: bytes) -> None:
    found = picture_of(start + raw)
    assert found is None or (found.width >= 0 and found.height >= 0)


def test_the_steps_grow_up_to_a_bound() -> None:
    assert list(STEPS) == sorted(STEPS)
    assert STEPS[-1] == 256 * 1024


@pytest.mark.parametrize(
    ("path", "sent_as", "expected"),
    [
        ("/a.png", "image/png", []),
        ("/a.PNG?b=c.jpg", "image/x-png", []),
        ("/a", "application/octet-stream", []),
        ("/a.php", "binary/octet-stream", []),
        ("/a.jpg", "image/png", ["`images[0].url` ends in .jpg, but the picture is image/png"]),
        (
            "/a.png",
            "text/plain",
            ["`images[0].url` is sent as text/plain, but the picture is image/png"],
        ),
    ],
)
@pytest.mark.parametrize("ranges", [True, False])
def test_a_false_type_is_told(
    server: Server, tmp_path: Path, path: str, sent_as: str, expected: list[str], ranges: bool
) -> None:
    raw, size = made("PNG", random.Random(1))
    serve(server, path.partition("?")[0], raw, ranges=ranges, sent_as=sent_as)
    server.on("/", web.Response(text="fine"))
    found = verified(tmp_path, with_picture(server.url(path), server.url("/"), *size))
    assert [finding.message for finding in found] == expected
    assert set(codes(found)) <= {"NET018"}


def test_a_false_type_beside_a_picture_is_told_and_mended(server: Server, tmp_path: Path) -> None:
    raw, (width, height) = made("WEBP", random.Random(1))
    serve(server, "/a", raw)
    server.on("/", web.Response(text="fine"))
    photo = (
        f'photo:\n  url: "{server.url("/a")}"\n  width: {width}\n  height: {height}\n'
        "  mimeType: image/png\n"
    )
    text = article(server.url("/")).replace("provider:", f"{photo}provider:")
    settings = Settings(model=Report, extend_select=("NET",))
    (finding,) = verified(tmp_path, text, settings=settings)
    assert finding.message == "`photo.mimeType` is image/png, but the picture is image/webp"
    assert finding.fix is not None
    assert finding.fix.title == "write image/webp"
    right = text.replace("image/png", "image/webp")
    assert verified(tmp_path, right, settings=settings) == ()


@pytest.mark.parametrize("told", ["image/jpg", "image/pjpeg", "image/jpeg; q=1", "photo", "5"])
def test_another_name_of_its_type_and_what_is_no_type_are_fine(
    server: Server, tmp_path: Path, told: str
) -> None:
    raw, (width, height) = made("JPEG", random.Random(1))
    serve(server, "/a", raw)
    server.on("/", web.Response(text="fine"))
    text = with_picture(server.url("/a"), server.url("/"), width, height)
    text = text.replace("    width:", f"    type: {told}\n    width:")
    assert verified(tmp_path, text) == ()


@pytest.mark.parametrize("ranges", [True, False])
def test_a_heavy_picture_is_told(server: Server, tmp_path: Path, ranges: bool) -> None:
    raw, size = made("BMP", random.Random(2))
    serve(server, "/a.bmp", raw, ranges=ranges, sent_as="image/bmp")
    server.on("/", web.Response(text="fine"))
    text = with_picture(server.url("/a.bmp"), server.url("/"), *size)
    assert verified(tmp_path, text) == ()
    options = {"NET019": {"bytes": len(raw) - 1}}
    (finding,) = verified(
        tmp_path, text, settings=Settings(extend_select=("NET",), options=options)
    )
    assert finding.message == (
        f"`images[0].url` is a picture of {len(raw):,} bytes; {len(raw) - 1:,} are the most"
    )
    exact = {"heavy-picture": {"bytes": len(raw)}}
    assert verified(tmp_path, text, settings=Settings(extend_select=("NET",), options=exact)) == ()


def with_picture(picture_url: str, page_url: str, width: int, height: int) -> str:
    images = f'images:\n  - url: "{picture_url}"\n    width: {width}\n    height: {height}\n'
    return article(page_url).replace("provider:", f"{images}provider:")

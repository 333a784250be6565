"""Pictures: their type and size, from the first bytes."""

from __future__ import annotations

import io
from urllib.parse import urlsplit

from article_schema.online.answers import Picture

#: How far the reading goes in steps, in bytes. Few formats need more than the first.
STEPS = (2_048, 16_384, 262_144)

#: The bytes with which each type begins.
_HEADS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
    (b"\xff\x0a", "image/jxl"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl"),
)
#: The brands of `ftyp` (ISO/IEC 23008-12), each with its type.
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"mif1": "image/heic",
}
#: Other names of these types.
_OTHER_NAMES = {
    "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png",
    "image/apng": "image/png", "image/vnd.microsoft.icon": "image/x-icon",
    "image/ico": "image/x-icon", "image/x-ms-bmp": "image/bmp", "image/x-bmp": "image/bmp",
    "image/heif": "image/heic", "image/jpx": "image/jp2", "image/svg": "image/svg+xml",
    "image/x-portable-pixmap": "image/x-portable-anymap",
    "image/x-portable-graymap": "image/x-portable-anymap",
    "image/x-portable-bitmap": "image/x-portable-anymap",
}  # fmt: skip
#: The types that endings of addresses stand for.
TYPE_OF_ENDING = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "jpe": "image/jpeg", "jfif": "image/jpeg",
    "png": "image/png", "apng": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "heic": "image/heic", "heif": "image/heic", "svg": "image/svg+xml",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "ico": "image/x-icon",
    "jp2": "image/jp2", "jpx": "image/jp2", "j2k": "image/jp2", "jxl": "image/jxl",
    "ppm": "image/x-portable-anymap", "pgm": "image/x-portable-anymap",
    "pbm": "image/x-portable-anymap",
}  # fmt: skip


def usual(kind: str) -> str:
    """Return the usual name of a type of pictures, without parameters.

    >>> usual("image/jpg; q=1")
    'image/jpeg'
    """
    name = kind.partition(";")[0].strip().lower()
    return _OTHER_NAMES.get(name, name)


def ending_of(url: str) -> str:
    """Return the ending of the file that a URL names, in lower case; empty if it has none.

    >>> ending_of("https://example.com/a.b/harbour.JPG?width=5")
    'jpg'
    """
    name = urlsplit(url).path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def picture_of(head: bytes) -> Picture | None:
    """Return type and size of a picture; None for bytes that begin no picture.

    Args:
        head: its first bytes.
    """
    kind = _type_of(head)
    if not kind:
        return None
    if kind == "image/svg+xml":
        # It has the size that its page gives it.
        return Picture(kind)
    if kind == "image/x-icon":
        return Picture(kind, *_icon_size(head))
    import imagesize

    try:
        width, height = imagesize.get(io.BytesIO(head))
    except Exception:  # noqa: BLE001 - the bytes may be anything
        return Picture(kind)
    return Picture(kind, int(width), int(height)) if width > 0 and height > 0 else Picture(kind)


def is_told(head: bytes) -> bool:
    """Tell whether more bytes would say no more of a picture."""
    found = picture_of(head)
    return found is not None and (found.width > 0 or found.type == "image/svg+xml")


def _icon_size(head: bytes) -> tuple[int, int]:
    """Return the size of the largest picture of an icon, in which 0 stands for 256."""
    count = int.from_bytes(head[4:6], "little")
    entries = [head[at : at + 2] for at in range(6, min(6 + 16 * count, len(head) - 15), 16)]
    sizes = [(entry[0] or 256, entry[1] or 256) for entry in entries]
    return max(sizes, default=(0, 0))


def _type_of(head: bytes) -> str:
    for beginning, kind in _HEADS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "")
    if head[:1] == b"P" and head[1:2] in b"123456" and head[2:3].isspace():
        return "image/x-portable-anymap"
    text = head[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_svg = text.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--")) and b"<svg" in head
    return "image/svg+xml" if is_svg else ""

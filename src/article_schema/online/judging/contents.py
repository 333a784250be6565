"""Contents: what a page or a picture says of itself, against what a file says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.elsewhere.online import AmpPage, MainPage
from article_schema.online.answers import Answer, Kind, Picture, Question
from article_schema.online.claims import Claim
from article_schema.online.judging.saying import fault_of, shown
from article_schema.online.reading.frames import refusal
from article_schema.online.reading.pictures import TYPE_OF_ENDING, ending_of, usual
from article_schema.online.urls import without_fragment
from article_schema.rules.codes import (
    AMP_NOT_LINKED,
    FRAME_REFUSED,
    HEAVY_PICTURE,
    NO_PICTURE,
    OTHER_CANONICAL,
    OTHER_TITLE,
    TRUE_SIZE,
    TRUE_TYPE,
)

#: The keys of a type beside the address of a picture.
_TYPE_KEYS = ("type", "mimeType", "contentType", "encodingFormat")
#: The keys of a size, each with the word for it.
_WORDS = {"width": "wide", "height": "high"}
_WORD = late_pattern(r"\w{3,}")


def picture_faults(claim: Claim, answer: Answer, heaviest: int) -> Iterator[Fault]:
    """Yield what is wrong with a picture that answers.

    Args:
        claim: the address of the picture.
        answer: what its server says.
        heaviest: the most bytes that it may have; 0 without a bound.
    """
    picture = answer.picture
    if picture is None:
        yield fault_of(
            NO_PICTURE, claim, "answers, but what comes is no picture",
            "open it in a browser, and write the address of the picture itself",
        )  # fmt: skip
        return
    yield from _type_faults(claim, picture)
    if 0 < heaviest < picture.size:
        yield fault_of(
            HEAVY_PICTURE, claim, f"is a picture of {picture.size:,} bytes; {heaviest:,} are the "
            "most", "make it smaller, or save it as WebP or AVIF",
        )  # fmt: skip
    if not all(type(claim.record.get(key)) is int for key in _WORDS):
        return
    for key, real in zip(_WORDS, (picture.width, picture.height), strict=True):
        if real and claim.record[key] != real:
            yield fault_of(
                TRUE_SIZE, claim, f"is {claim.record[key]}, but the picture is {real} pixels "
                f"{_WORDS[key]}", f"write {real}", real, (*claim.route[:-1], key),
            )  # fmt: skip


def _type_faults(claim: Claim, picture: Picture) -> Iterator[Fault]:
    """Yield where a record, an address or a server gives a picture another type than its own."""
    real = f"the picture is {picture.type}"
    for key in _TYPE_KEYS:
        told = claim.record.get(key)
        if isinstance(told, str) and told.startswith("image/") and usual(told) != picture.type:
            yield fault_of(
                TRUE_TYPE, claim, f"is {shown(told)}, but {real}", f"write {picture.type}",
                picture.type, (*claim.route[:-1], key),
            )  # fmt: skip
    ending = ending_of(claim.question.target)
    if TYPE_OF_ENDING.get(ending, picture.type) != picture.type:
        yield fault_of(
            TRUE_TYPE, claim, f"ends in .{ending}, but {real}",
            "give the picture the ending of its type, and write its new address",
        )  # fmt: skip
    sent_as = usual(picture.sent_as)
    if sent_as not in {"", "application/octet-stream", "binary/octet-stream", picture.type}:
        yield fault_of(
            TRUE_TYPE, claim, f"is sent as {shown(picture.sent_as)}, but {real}",
            f"have its server send `Content-Type: {picture.type}`",
        )  # fmt: skip


def frame_faults(claim: Claim, answer: Answer, site: str) -> Iterator[Fault]:
    """Yield what keeps a page that answers out of a frame.

    Args:
        claim: the address of the page, in a frame.
        answer: what its server says.
        site: the address of the site that shows it; empty where it is unknown.
    """
    limit = refusal(answer.frame_limits, answer.final(claim.question.target), site)
    if limit is not None:
        yield fault_of(
            FRAME_REFUSED, claim, f"no {'page of this' if site else 'other'} site may show: "
            f"{shown(limit)}", "look for the address that its site gives for embedding, or write a "
            "link",
        )  # fmt: skip


def page_faults(
    claim: Claim, answer: Answer, answers: Mapping[Question, Answer]
) -> Iterator[Fault]:
    """Yield what a page that answers says otherwise than its record.

    Args:
        claim: the address of the page.
        answer: what its server says.
        answers: all that is known.
    """
    for note in claim.notes:
        if isinstance(note, MainPage):
            yield from _of_main_page(claim, answer, note)
        elif isinstance(note, AmpPage):
            yield from _of_amp_page(claim, answer, note, answers)


def _of_main_page(claim: Claim, answer: Answer, note: MainPage) -> Iterator[Fault]:
    page = answer.page
    if page is None:
        return
    url = claim.question.target
    canonical = page.canonical
    if canonical and not any(_is_same(canonical, each) for each in (url, answer.final(url))):
        yield fault_of(
            OTHER_CANONICAL, claim, f"is a page that calls another address its own: "
            f"{shown(canonical)}", "write that address, or tell the site",
        )  # fmt: skip
    title = claim.record.get(note.title) if note.title is not None else None
    if isinstance(title, str) and page.title:
        mine, theirs = _words(title), _words(page.title)
        if mine and theirs and not mine & theirs:
            yield fault_of(
                OTHER_TITLE, claim, f"is a page with another title: {shown(page.title)}",
                "look whether it is the page that is meant",
            )  # fmt: skip


def _of_amp_page(
    claim: Claim, answer: Answer, note: AmpPage, answers: Mapping[Question, Answer]
) -> Iterator[Fault]:
    page = answer.page
    main_url = claim.record.get(note.page)
    if page is None or not isinstance(main_url, str):
        return
    main_url = without_fragment(main_url)
    main = answers.get(Question(Kind.PAGE, main_url))
    mains = [main_url] if main is None else [main_url, main.final(main_url)]
    if page.canonical and not any(_is_same(page.canonical, each) for each in mains):
        yield fault_of(
            AMP_NOT_LINKED, claim, f"does not name `{note.page}` as canonical, but "
            f"{shown(page.canonical)}", "write the AMP form of this page, or tell the site",
        )  # fmt: skip
    if main is None or not main.is_ok or main.page is None:
        return
    url = claim.question.target
    if not any(_is_same(main.page.amp, each) for each in (url, answer.final(url))):
        found = f" but to {shown(main.page.amp)}" if main.page.amp else ""
        yield fault_of(
            AMP_NOT_LINKED, claim, f"is an AMP page that `{note.page}` does not link to{found}",
            'the page needs <link rel="amphtml"> with this address',
        )  # fmt: skip


def _is_same(one: str, other: str) -> bool:
    """Tell whether two URLs mean one page; `http` and a slash at the end make no other one."""
    return _meant(one) == _meant(other)


def _meant(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url, ""
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(":80").removesuffix(":443")
    return host, parts.path.rstrip("/"), parts.query


def _words(title: str) -> set[str]:
    return set(_WORD.findall(title.lower()))

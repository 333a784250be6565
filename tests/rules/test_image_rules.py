from __future__ import annotations

from typing import Any

import pytest
from checks import article, check, fixed, image, related, routes


def shown(*images: dict[str, Any]) -> dict[str, Any]:
    return article(images=list(images))


def test_pictures_and_logos_are_loaded_securely() -> None:
    plain = "http://media.example.com/a.jpg"
    data = article(
        images=[image(url=plain)],
        provider={"name": "Example Times", "domain": "example.com",
                  "images": [image(url=plain, width=50, height=50)]},
        related=[related(images=[image(url=plain)])],
    )  # fmt: skip
    assert routes("IMG002", data) == [
        "provider.images[0].url",
        "images[0].url",
        "related[0].images[0].url",
    ]


@pytest.mark.parametrize(
    ("url", "better"),
    [
        ("http://media.example.com/a.jpg", "https://media.example.com/a.jpg"),
        ("http://media.example.com:8080/a.jpg", None),
        ("/assets/a.jpg", "/assets/a.jpg"),
    ],
)
def test_the_scheme_is_mended_where_the_port_allows(url: str, better: str | None) -> None:
    data = fixed("IMG002", shown(image(url=url)), unsafe=True)
    assert data["images"][0]["url"] == (better or url)
    assert fixed("IMG002", shown(image(url=url)))["images"][0]["url"] == url


@pytest.mark.parametrize(
    ("code", "width", "height", "wrong"),
    [
        ("IMG003", 1, 1, "width"),
        ("IMG003", 1200, 9, "height"),
        ("IMG003", 20_001, 10_000, "width"),
        ("IMG004", 1200, 299, "width"),
        ("IMG004", 300, 1201, "width"),
        ("IMG005", 223, 224, "width"),
        ("IMG003", 20_000, 20_000, None),
        ("IMG004", 1200, 300, None),
        ("IMG004", 300, 1200, None),
        ("IMG005", 250, 200, None),
    ],
)
def test_sizes(code: str, width: int, height: int, wrong: str | None) -> None:
    data = shown(image(width=width, height=height))
    assert routes(code, data) == ([f"images[0].{wrong}"] if wrong else [])
    items = [related(images=[image(width=width, height=height)])]
    assert routes(code, article(related=items)) == (
        [f"related[0].images[0].{wrong}"] if wrong else []
    )


@pytest.mark.parametrize("code", ["IMG003", "IMG004", "IMG005", "IMG006"])
def test_logos_may_be_small(code: str) -> None:
    logos = [image(width=50, height=50), image(url="/logo.png", width=900, height=60)]
    provider = {"name": "Example Times", "domain": "example.com", "images": logos}
    assert check(code, article(provider=provider)) == []


def test_bounds_are_options() -> None:
    data = shown(image(width=600, height=400))
    assert routes("IMG003", data, least=401) == ["images[0].height"]
    assert routes("IMG003", data, most=599) == ["images[0].width"]
    assert routes("IMG004", data, widest=1.4) == ["images[0].width"]
    assert routes("IMG004", data, narrowest=1.6) == ["images[0].width"]
    assert routes("IMG005", data, area=240_001) == ["images[0].width"]
    assert routes("IMG006", data) == ["images[0].width"]
    assert routes("IMG006", data, width=600) == []


def test_a_picture_is_shown_once() -> None:
    other = image(url="https://media.example.com/bridge.jpg")
    data = shown(image(), other, image(), image(width=600, height=338))
    assert routes("IMG007", data) == ["images[2].url", "images[3].url"]
    assert [finding.fix and finding.fix.safe for finding in check("IMG007", data)] == [True, False]
    assert fixed("IMG007", data)["images"] == [image(), other, image(width=600, height=338)]


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("https://media.example.com/a-1200x675.jpg", None),
        ("https://media.example.com/a-1201x674.jpg", None),
        ("https://media.example.com/a-1024x675.jpg", "width"),
        ("https://media.example.com/a_1200x600.PNG?v=2", "height"),
        ("https://media.example.com/a-1024x576.jpg.html", None),
        ("https://media.example.com/1024x576/a.jpg", None),
        ("https://media.example.com/a.jpg?w=1024", "width"),
        ("https://media.example.com/a.jpg?crop=1&height=600", "height"),
        ("https://media.example.com/a.jpg?w=1200&h=675", None),
        ("https://media.example.com/a.jpg?fit=max&w=1600", None),
        ("https://media.example.com/a-1600x900.jpg?w=1200", "width"),
        ("https://media.example.com/a.jpg?w=600&dpr=2", None),
        ("https://media.example.com/a.jpg?shaw=1024", None),
        ("https://media.example.com/a.jpg?w=1024px", None),
        ("/assets/a-1024x576.jpg", "width"),
    ],
)
def test_the_size_in_the_address(url: str, wrong: str | None) -> None:
    assert routes("IMG008", shown(image(url=url))) == ([f"images[0].{wrong}"] if wrong else [])

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NEAR_MISSES, hosts, paths, texts, urls
from timing import grows_linearly

from article_schema.model.urls import HostName, HttpUrl, ImageUrl

nearly_urls = st.sampled_from(NEAR_MISSES) | texts | st.builds("".join, st.lists(urls() | texts))


@given(urls())
def test_every_url_of_the_strategy(url: str) -> None:
    assert HttpUrl().accepts(url)
    assert ImageUrl().accepts(url)


@given(paths())
def test_a_path_from_the_root_is_an_image_url_only(path: str) -> None:
    assert ImageUrl().accepts(path)
    assert not HttpUrl().accepts(path)


@given(hosts())
def test_every_host_of_the_strategy(host: str) -> None:
    assert HostName().accepts(host)
    assert HttpUrl().accepts(f"http://{host}")


# RFC 3986 appendix A gives the characters, RFC 9110 section 4.2 asks for a host.
@pytest.mark.parametrize(
    ("url", "code", "message", "stretch", "better"),
    [
        ("", "URL001", 'is not an absolute URL: ""', None, None),
        ("www.example.com/a", "URL001", 'is not an absolute URL: "www.example.com/a"', None, None),
        ("//example.com/a", "URL001", 'is not an absolute URL: "//example.com/a"', None, None),
        ("http:/x", "URL001", "needs two slashes after `http:`", "http:/", None),
        ("https:///a", "URL001", "needs two slashes after `https:`", "https:///", None),
        ("  http:/x", "URL001", "needs two slashes after `http:`", "  http:/", None),
        (
            "ftp://example.com/",
            "URL002",
            'must start with http:// or https://, not "ftp:"',
            "ftp:",
            None,
        ),
        (
            "  mailto:a@example.com",
            "URL002",
            'must start with http:// or https://, not "mailto:"',
            "mailto:",
            None,
        ),
        ("https://", "URL003", "has no host", "https://", None),
        ("https://?q", "URL003", "has no host", "https://", None),
        (
            "https://localhost/",
            "URL003",
            'has the host "localhost", which has no domain',
            "localhost",
            None,
        ),
        (
            "http://0300.1/",
            "URL003",
            'has the host "0300.1", which consists of numbers but is no IPv4 address',
            "0300.1",
            None,
        ),
        (
            "http://-a.com/",
            "URL003",
            'has the host "-a.com", of which one part begins or ends with a hyphen',
            "-a.com",
            None,
        ),
        ("http://[::1]/", "URL003", "has an IPv6 address as its host", "[::1]", None),
        (
            "https://bücher.example/",
            "URL003",
            'has the host "bücher.example", in which "ü" cannot stand',
            "bücher.example",
            None,
        ),
        (
            "https://example.com:65536/",
            "URL004",
            'has the port "65536", which is not a number from 0 to 65535',
            "65536",
            None,
        ),
        (
            "https://example.com:a",
            "URL004",
            'has the port "a", which is not a number from 0 to 65535',
            "a",
            None,
        ),
        ("https://example.com/a b", "URL005", "holds a space", " ", "https://example.com/a%20b"),
        (" https://example.com/", "URL005", "begins with a space", " ", "https://example.com/"),
        (
            "https://example.com/\n",
            "URL005",
            "ends with a line feed",
            "\n",
            "https://example.com/",
        ),
        (
            "https://example.com/\u200b",
            "URL005",
            "holds the invisible character U+200B",
            "\u200b",
            "https://example.com/%E2%80%8B",
        ),
        ("https://exa mple.com/", "URL005", "holds a space", " ", None),
        ("/a b", "URL001", 'is not an absolute URL: "/a b"', None, None),
        (
            "https://example.com/5%",
            "URL006",
            "holds a `%` that two hexadecimal digits do not follow",
            "%",
            "https://example.com/5%25",
        ),
        (
            "https://example.com/<a>",
            "URL007",
            'holds "<" and ">", which a URL cannot hold as they are',
            "<",
            "https://example.com/%3Ca%3E",
        ),
        (
            "https://example.com/é",
            "URL007",
            'holds "é", which a URL cannot hold as it is',
            "é",
            "https://example.com/%C3%A9",
        ),
        (
            "https://example.com/a#b#c",
            "URL007",
            "holds a second `#`, where only the first begins the fragment",
            "#",
            "https://example.com/a#b%23c",
        ),
        (
            "https://jo:secret@example.com/a",
            "URL008",
            "carries a user name or password",
            "jo:secret@",
            "https://example.com/a",
        ),
        (
            "https://jo@localhost/a",
            "URL008",
            "carries a user name or password",
            "jo@",
            "https://localhost/a",
        ),
    ],
)
def test_diagnosis(
    url: str, code: str, message: str, stretch: str | None, better: str | None
) -> None:
    assert not HttpUrl().accepts(url)
    flaw = HttpUrl().flaw(url)
    assert (flaw.code, flaw.message, flaw.replacement) == (code, message, better)
    assert (url[slice(*flaw.subspan)] if flaw.subspan else None) == stretch


def test_the_second_number_sign_is_meant() -> None:
    assert HttpUrl().flaw("https://example.com/#a#b").subspan == (22, 23)


@pytest.mark.parametrize(
    ("url", "code", "better"),
    [
        ("/a b", "URL005", "/a%20b"),
        (" /a", "URL005", "/a"),
        ("/é", "URL007", "/%C3%A9"),
        ("//cdn.example.com/a", "URL001", None),
        ("a/b.png", "URL001", None),
    ],
)
def test_diagnosis_of_image_urls(url: str, code: str, better: str | None) -> None:
    assert not ImageUrl().accepts(url)
    flaw = ImageUrl().flaw(url)
    assert (flaw.code, flaw.replacement) == (code, better)


@pytest.mark.parametrize("facet", [HttpUrl(), ImageUrl()])
@given(url=nearly_urls)
def test_a_flaw_is_whole(facet: HttpUrl | ImageUrl, url: str) -> None:
    if facet.accepts(url):
        return
    flaws = facet.flaws(url)
    assert facet.flaw(url) == flaws[0]
    codes = {flaw.code for flaw in flaws}
    for flaw in flaws:
        assert flaw.code.startswith("URL")
        assert flaw.message
        better = flaw.replacement
        if isinstance(better, str) and not facet.accepts(better):
            assert {left.code for left in facet.flaws(better)} <= codes
        if flaw.subspan is not None:
            start, end = flaw.subspan
            assert 0 <= start < end <= max(len(url), 1)


@pytest.mark.parametrize(
    ("host", "better"),
    [
        ("https://www.example.com/a?b", "www.example.com"),
        ("//example.com", "example.com"),
        ("example.com/", "example.com"),
        ("https://localhost/", None),
        ("example", None),
        ("jo@example.com", None),
        ("exa mple.com", None),
        ("300.1.1.1", None),
        ("example.com\n", "example.com"),
        ("", None),
    ],
)
def test_host_names(host: str, better: str | None) -> None:
    facet = HostName()
    assert not facet.accepts(host)
    flaw = facet.flaw(host)
    assert flaw.code == "PRV001"
    assert flaw.replacement == better
    assert better is None or facet.accepts(better)
    assert flaw.help.startswith(f"write {better}" if better else "write ")


@pytest.mark.parametrize(
    ("host", "cause"),
    [
        ("a.1b", ', whose last part "1b" does not start with a letter'),
        ("localhost", ", which has no domain"),
        ("300.1.1.1", ", which consists of numbers but is no IPv4 address"),
        ("exa mple.com", ', in which " " cannot stand'),
        ("a..b", ", in which a part between two dots is empty"),
        (".a.example", ", which begins with a dot"),
        ("a.example..", ", which ends with two dots"),
        ("-a.com", ", of which one part begins or ends with a hyphen"),
        ("abc-.com", ", of which one part begins or ends with a hyphen"),
    ],
)
def test_what_is_no_host_name_is_told_by_its_cause(host: str, cause: str) -> None:
    assert HostName().flaw(host).message == f'must be a host name, not "{host}"{cause}'


def test_no_text_at_all_is_no_host_name() -> None:
    assert HostName().flaw("").message == "is empty"


def test_sentences() -> None:
    sentences = [facet.sentence for facet in (HttpUrl(), ImageUrl(), HostName())]
    assert sentences == [
        "an http or https URL",
        "an http or https URL, or a path that starts with /",
        "a host name",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "&amp;",
        "&#9;",
        "{{",
        "{%",
        "<?",
        "[[",
        "\\",
        "\t",
        "a.",
        "a-",
        "1.",
        "%20",
        "/",
        "?",
        "#",
        ":",
        "@",
        "http://",
        " ",
        "_-",
        "é",
        "[",
        "0",
    ],
)
@pytest.mark.parametrize("facet", [HttpUrl(), ImageUrl(), HostName()])
def test_hostile_text_takes_linear_time(facet: HttpUrl, unit: str) -> None:
    def judge(count: int) -> None:
        for head in ("", "http://", "https://example.com/"):
            for tail in ("", "!", "\n"):
                value = head + unit * count + tail
                if not facet.accepts(value):
                    facet.flaw(value)

    assert grows_linearly(judge)

from __future__ import annotations

import pytest

from article_schema.faults import Fault
from article_schema.model.urls import HostName, HttpUrl, ImageUrl


def flaws(url: str, *, root_allowed: bool = False) -> list[Fault]:
    facet = ImageUrl() if root_allowed else HttpUrl()
    return [] if facet.accepts(url) else facet.flaws(url)


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("https://jo:secret@example.org/a b", ["URL008", "URL005"]),
        ("https://jo:secret@example.org/a b|c?%zz", ["URL008", "URL005", "URL006", "URL007"]),
        ("https://example.org/?w=1&#038;h=2&#038;", ["URL009"]),
        ("https://example.org/?w=1&#038;h=2 &#038;", ["URL009", "URL005"]),
        ("https://localhost/a b", ["URL003", "URL005"]),
        ("ftp://jo:secret@example.org/a", ["URL008", "URL002"]),
        ("https://example.org:99999/a b#c#d", ["URL004", "URL005", "URL007"]),
        ("https://example.org\\a b", ["URL005", "URL007"]),
        ("https://example.org/a\\b|c", ["URL007", "URL007"]),
        ("www.example.org\\a b", ["URL001", "URL005", "URL007"]),
        ("https://example.org/{{ page.slug }}/a b", ["URL012", "URL005"]),
        ("A walk along the quays", ["URL001"]),
    ],
)
def test_a_url_with_several_faults_tells_all_of_them(url: str, codes: list[str]) -> None:
    assert [flaw.code for flaw in flaws(url)] == codes


@pytest.mark.parametrize(
    ("url", "better"),
    [
        ("?w=1&#038;h=2&#038;s=1", "?w=1&h=2&s=1"),
        ("?w=1&#38;h=2&#x26;s=1&#X26;t", "?w=1&h=2&s=1&t"),
        ("?w=1&#038;h=2#part", "?w=1&h=2#part"),
        ("?w=1&amp;h=2&#38;s=1#a&#38;b", "?w=1&h=2&s=1#a&b"),
        ("?q=it&#39;s&#38;p=1#a", "?q=it's&p=1#a"),
        ("?q=1&lt;2&gt;1&quot;&#32;&#38;&#38;#a", "?q=1%3C2%3E1%22%20&&#a"),
        ("?q=caf&eacute;&#38;&#38;", "?q=caf%C3%A9&&"),
        ("?q=100&#37;&#38;&#38;", "?q=100%25&&"),
        ("?q=100&#37;20&#38;&#38;", "?q=100%20&&"),
        ("a&#92;b&#38;&#38;", "a/b&&"),
        ("a&#9;b&#10;c&#38;", "abc&"),
        ("a&#1;b&#xFDD0;c", "a%01b%EF%B7%90c"),
    ],
)
def test_entities_are_decoded_before_the_number_sign_is_judged(url: str, better: str) -> None:
    base = "https://example.com/"
    found = flaws(base + url)
    assert [(flaw.code, flaw.replacement, flaw.safe) for flaw in found] == [
        ("URL009", base + better, True)
    ]


def test_what_was_escaped_twice_is_a_guess() -> None:
    (flaw,) = flaws("https://example.com/?a=1&amp;#038;b=2&#038;c=3")
    assert (flaw.replacement, flaw.safe) == ("https://example.com/?a=1&b=2&c=3", False)


def test_an_entity_for_a_second_number_sign_is_a_guess() -> None:
    (flaw,) = flaws("https://example.com/#a&#35;b&#35;c")
    assert (flaw.replacement, flaw.safe) == ("https://example.com/#a%23b%23c", False)


# WHATWG URL Standard, section 4.4.
@pytest.mark.parametrize(
    ("url", "better"),
    [
        ("https://example.com/a\\b", "https://example.com/a/b"),
        ("https://example.com\\a", "https://example.com/a"),
        ("https:\\\\example.com/a", "https://example.com/a"),
        ("https://example.com/a?b\\c", "https://example.com/a?b%5Cc"),
        ("https://example.com/a#b\\c", "https://example.com/a#b%5Cc"),
        ("https://example.com/a\nb", "https://example.com/ab"),
        ("https://example.com/a\tb\r\n", "https://example.com/ab"),
        ("https://exa\nmple.com/a", "https://example.com/a"),
        ("\x1f https://example.com/a \x00", "https://example.com/a"),
        ("https://example.com/a%\n20b", "https://example.com/a%20b"),
        ("https://example.com/a\u00a0", "https://example.com/a%C2%A0"),
        ("https://example.com/a\x7fb", "https://example.com/a%7Fb"),
    ],
)
def test_what_is_written_instead_is_what_browsers_open(url: str, better: str) -> None:
    (flaw,) = flaws(url)
    assert (flaw.replacement, flaw.safe) == (better, True)


@pytest.mark.parametrize(
    "placeholder",
    [
        "{{ page.slug }}", "{{page.slug}}", "{{- page.slug -}}", "{% if a %}b{% endif %}",
        "{% a % b %}", "{{ a", "${slug}", "#{slug}", "{slug}", "<%= slug %>", "<?php echo 1 ?>",
        "[[ slug ]]", "{{{ slug }}}", "%(slug)s", "%s", "%d", "%SLUG%", "<slug>", "<post-name>",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "url", ["https://example.com/{}", "https://example.com/?a={}", "{}/a b", "https://{}/a", "/{}"]
)
def test_a_placeholder_is_reported_and_never_encoded(url: str, placeholder: str) -> None:
    found = flaws(url.format(placeholder), root_allowed=True)
    assert found[0].code == "URL012"
    assert [flaw.replacement for flaw in found] == [None] * len(found)


@pytest.mark.parametrize("rest", ["%", "100%-sure", "%zz", "%20%25", "a%so", "<>", "1<2>3", "%-a%"])
def test_a_percent_sign_or_an_angle_alone_is_no_placeholder(rest: str) -> None:
    assert "URL012" not in {flaw.code for flaw in flaws(f"https://example.com/{rest}")}


@pytest.mark.parametrize(
    ("url", "message", "help_"),
    [
        (
            "https://https://www.example.com/",
            'starts with two schemes, "https://https://"',
            "remove the first https://",
        ),
        (
            "https://http//www.example.com/",
            'starts with two schemes, "https://http//"',
            "remove the first https://",
        ),
        (
            "https://a.1b/",
            'has the host "a.1b", whose last part "1b" does not start with a letter',
            "write a host whose last part starts with a letter, such as .com",
        ),
        (
            "https://www..example.com/",
            'has the host "www..example.com", in which a part between two dots is empty',
            "remove the dot that is too many",
        ),
        (
            f"https://{'a' * 64}.example.com/",
            f'has the host "{"a" * 59}…", of which one part has 64 characters',
            "write the host's name; a part has at most 63 characters",
        ),
        (
            "https://www.example.com/a b",
            "holds a space",
            "replace the space with `%20`",
        ),
        ("https://www.example.com/ ", "ends with a space", "remove it"),
        ("https://www.example.com/a\tb", "holds a tab", "remove it"),
        (
            "https://www.example.com/a|b",
            'holds "|", which a URL cannot hold as it is',
            "write it percent-encoded, as %7C",
        ),
        (
            "https://www.example.com\\a",
            "holds a backslash, which browsers take for a slash and other programs do not",
            "write / instead of \\",
        ),
        (
            "https://exa^mple.com/",
            'has the host "exa^mple.com", in which "^" cannot stand',
            "remove it",
        ),
    ],
)
def test_messages_name_the_fault_and_what_to_write(url: str, message: str, help_: str) -> None:
    (flaw,) = flaws(url)
    assert (flaw.message, flaw.help) == (message, help_)


@pytest.mark.parametrize(
    ("port", "good"),
    [("", True), ("0", True), ("00080", True), ("065535", True), ("000", True),
     ("065536", False), ("0x50", False), ("-1", False)],
)  # fmt: skip
def test_a_port_may_have_zeros_in_front(port: str, good: bool) -> None:
    assert HttpUrl().accepts(f"https://example.com:{port}/a") is good


@pytest.mark.parametrize(
    "text",
    ["https://example.org@example.com/", "https://a.example:pw@example.com", "example.com evil.com",
     "example.com\\@example.org", "ftp://example.com/", "example.com, example.org"],
)  # fmt: skip
def test_no_host_is_guessed_where_a_browser_would_go_elsewhere(text: str) -> None:
    assert HostName().flaw(text).replacement is None


def test_a_character_that_is_half_of_one_is_not_encoded() -> None:
    assert [flaw.replacement for flaw in flaws("https://example.com/\ud83d a")] == [None, None]


def test_a_path_from_the_root_does_not_become_a_host() -> None:
    assert flaws("/\\example.org/a b", root_allowed=True)[0].code == "URL001"
    assert flaws("/a\\b c", root_allowed=True)[1].replacement == "/a/b c"
    assert flaws("/\n/example.org/", root_allowed=True)[0].code == "URL001"
    assert all(flaw.replacement is None for flaw in flaws("/\n/example.org/", root_allowed=True))


@pytest.mark.parametrize(
    "url",
    ["https://example.com/&copy b", "https://example.com/?a&lt\tb", "https://example.com/&co\tpy/",
     "https://example.com/?a&#38 b", "https://example.com/?a&#38"],
)  # fmt: skip
def test_an_entity_without_a_semicolon_is_read_in_two_ways(url: str) -> None:
    assert all(flaw.replacement is None for flaw in flaws(url))


def test_other_faults_wait_until_entities_are_decoded() -> None:
    found = flaws("https://example.com/a&#38;\\b#c d")
    assert [(flaw.code, flaw.replacement is None) for flaw in found] == [
        ("URL009", False), ("URL005", True), ("URL007", True),
    ]  # fmt: skip

from __future__ import annotations

import pytest
from checks import article, check, fixed, routes
from hypothesis import given
from hypothesis import strategies as st

LRE, RLE, PDF = "\u202a", "\u202b", "\u202c"
LRO, RLO = "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
ZWSP, ZWNJ, ZWJ = "\u200b", "\u200c", "\u200d"


def title(code: str, text: str, *, unsafe: bool = False) -> str:
    """The title after the fixes."""
    better = fixed(code, article(title=text), unsafe=unsafe)["title"]
    assert isinstance(better, str)
    return better


@pytest.mark.parametrize(
    ("text", "better", "safe"),
    [
        ("a\x00b", "ab", True),
        ("a\x7fb\x1b", "ab", True),
        ("a\x92s", "a’s", False),
        ("a\x81b", "ab", False),
        ("a\x85b", "a b", False),
        ("a\u2028b", "a b", False),
    ],
)
def test_control_characters(text: str, better: str, safe: bool) -> None:
    data = article(excerpt=text)
    (finding,) = check("TXT007", data)
    assert finding.fix is not None
    assert finding.fix.safe is safe
    assert fixed("TXT007", data, unsafe=True)["excerpt"] == better


def test_line_breaks_and_tabs_are_no_control_characters_here() -> None:
    assert check("TXT007", article(excerpt="a\r\nb\tc")) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        (f"har{ZWSP}bour", "harbour"),
        (f"har{ZWJ}bour{ZWNJ}", "harbour"),
        ("har\u00adbour", "harbour"),
        ("\ufeffharbour", "harbour"),
        ("har\u2060bour", "harbour"),
        ("harbour\u200e", "harbour"),
        ("\u200fharbour", "harbour"),
        (f"“{ZWSP}harbour”", "“harbour”"),
        ("har\U000e0041bour", "harbour"),
        (f"मी{ZWJ}{ZWJ}टर", "मीटर"),
        # Not in the context that needs them.
        (f"किताब{ZWJ} क", "किताब क"),
        (f"می{ZWNJ} م", "می م"),
        (f"a{ZWJ}क", "aक"),
        ("a\u180eb", "ab"),
        ("ᠬᠠ\u180e b", "ᠬᠠ b"),
        (f"ไทย{ZWSP}", "ไทย"),
        (f"\U0001f468{ZWJ} x", "\U0001f468 x"),
    ],
)
def test_invisible_characters(text: str, better: str) -> None:
    assert routes("TXT008", article(title=text)) == ["title"]
    assert title("TXT008", text) == better


@pytest.mark.parametrize(
    "text",
    [
        # A family, a technologist and the flag of Scotland.
        f"\U0001f468{ZWJ}\U0001f469{ZWJ}\U0001f467 in the harbour",
        f"\U0001f469\U0001f3fd{ZWJ}\U0001f4bb",
        f"\u2764\ufe0f{ZWJ}\U0001f525",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f Harbour",
        # Persian, Hindi, Thai.
        f"می{ZWNJ}خواهم",
        f"क्{ZWJ}ष",
        f"ท่าเรือ{ZWSP}ตอนเช้า",
        "השחר\u200e (dawn)",
        # Khanda ta as it was written before Unicode 4.1, ra with ya-phalaa (Bengali).
        f"হঠাত্{ZWJ}",
        f"র{ZWJ}্যাব",
        # Chillu letters as they were written before Unicode 5.1, and samvruthokaram (Malayalam).
        f"അവന്{ZWJ} വന്നു",
        f"അവന്{ZWJ}",
        f"അത്{ZWNJ} ഇത്",
        # Half forms, at the end, before a bracket, with a nukta (Marathi, Hindi).
        f"र्{ZWJ}य",
        f"क्{ZWJ}",
        f"(क्{ZWJ})",
        f"क़्{ZWJ} ख",
        # Explicit virama, Sinhala conjuncts, Kannada, Telugu, Tamil, Khmer.
        f"क्{ZWNJ}ष",
        f"ශ්{ZWJ}රී",
        f"ರ{ZWJ}್ಕ",
        f"సాఫ్ట్{ZWNJ}వేర్",
        f"க்{ZWNJ}ஷ",
        f"ភាសា{ZWSP}ខ្មែរ",
        f"ខ្{ZWNJ}មែរ",
        # Arabic letters that are to be shown as joined, at the end, before a space, at the start.
        f"ه{ZWJ}",
        f"سنة 1441 ه{ZWJ} (2020)",
        f"{ZWJ}ه",
        f"ب\u064e{ZWJ} ا",
        # Persian endings after a word, a number, a Latin word, a quotation, a vowel mark.
        f"کتاب{ZWNJ}ها",
        f"۱۰{ZWNJ}ها",
        f"HTML{ZWNJ}ها",
        f"«کتاب»{ZWNJ}ها",
        f"خانه\u0654{ZWNJ}ی",
        # Mongolian, with and without a variation selector; N'Ko; Adlam.
        "ᠬᠠᠭ\u180eᠠ",
        "ᠬᠠᠭ\u180b\u180eᠠ",
        f"ߞ{ZWJ} ߊ",
        f"\U0001e900{ZWJ}",
        # Scripts without spaces, next to others.
        f"ไทย{ZWSP}English",
        "ไทย\u2060ๆ",
        f"港{ZWSP}の朝",
    ],
)
def test_invisible_characters_that_scripts_and_pictures_need(text: str) -> None:
    assert check("TXT008", article(title=text)) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        (f"a {RLO}cba{PDF} b", "a cba b"),
        (f"a {LRO}b", "a b"),
        (f"{RLO}{LRO}a{PDF}{PDF}", "a"),
        (f"{RLE}a{RLO}b{PDF}{PDF}", f"{RLE}ab{PDF}"),
    ],
)
def test_overrides(text: str, better: str) -> None:
    assert routes("TXT009", article(title=text)) == ["title"]
    assert title("TXT009", text) == text
    assert title("TXT009", text, unsafe=True) == better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        (f"a {RLI}b", "a b"),
        (f"a {PDI}b", "a b"),
        (f"a {LRE}b{PDF}{PDF}", f"a {LRE}b{PDF}"),
        (f"{RLI}a{PDI}{FSI}b", f"{RLI}a{PDI}b"),
        (f"{LRI}a{PDF}b{PDI}", f"{LRI}ab{PDI}"),
        (f"{RLE}{LRI}a{PDI}b", f"{LRI}a{PDI}b"),
    ],
)
def test_half_pairs(text: str, better: str) -> None:
    assert routes("TXT010", article(title=text)) == ["title"]
    assert title("TXT010", text, unsafe=True) == better


@pytest.mark.parametrize(
    ("text", "safe"),
    [(f"a {PDI}b", True), (f"a {LRE}b{PDF}{PDF}", True), (f"a {RLI}b", False),
     (f"a{PDI} {RLE}b", False)],
)  # fmt: skip
def test_removing_what_turns_letters_around_is_not_safe(text: str, safe: bool) -> None:
    (finding,) = check("TXT010", article(title=text))
    assert finding.fix is not None
    assert finding.fix.safe is safe


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("TXT007", "a <\x07svg/onload=alert(1)>"),
        ("TXT007", "a &\x07lt;b"),
        ("TXT008", "a <\u200bscript>"),
        ("TXT008", "a <\u2060/p>"),
        ("TXT008", "a &\ufeff#60;b"),
        ("TXT008", "a &\xadcopy 2"),
        ("TXT008", "a &copy\u2060;"),
        ("TXT008", "a <har\u2060bour>b"),
        ("TXT008", "a &co\u2060py b"),
        ("TXT009", "a <\u202ep>"),
        ("TXT010", "a <\u2069!-- b"),
    ],
)
def test_no_fix_joins_characters_to_markup(code: str, text: str) -> None:
    (finding,) = check(code, article(title=text))
    assert finding.fix is None


@pytest.mark.parametrize(("control", "better"), [("\x0b", "a b"), ("\x0c", "a b"), ("\x07", "ab")])
def test_a_control_character_that_parts_words_becomes_a_space(control: str, better: str) -> None:
    assert title("TXT007", f"a{control}b") == better


@pytest.mark.parametrize(
    "text", [f"a {RLI}b{PDI} c", f"{FSI}{LRE}a{PDF}{PDI}", f"{LRI}a{RLE}b{PDI}"]
)
def test_whole_pairs_may_stand(text: str) -> None:
    assert check("TXT010", article(title=text)) == []
    assert check("TXT009", article(title=text)) == []


def test_a_text_of_nothing_else_has_no_fix() -> None:
    (finding,) = check("TXT007", article(title="\x07"))
    assert finding.fix is None


@given(st.text(st.sampled_from([LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI, "a"]), max_size=12))
def test_one_fix_brings_order(text: str) -> None:
    better = title("TXT009", f"a{text}", unsafe=True)
    assert check("TXT009", article(title=better)) == []
    assert check("TXT010", article(title=title("TXT010", better))) == []


@pytest.mark.parametrize(
    ("character", "message", "advice"),
    [
        ("\u2028", "the text holds a line separator (U+2028)", "write a space"),
        ("\u2029", "the text holds a paragraph separator (U+2029)", "write a space"),
        ("\x07", "the text holds the control character U+0007", "remove it"),
        ("\x0b", "the text holds the control character U+000B", "write a space"),
        ("\x85", "the text holds the control character U+0085", "write a space"),
    ],
)
def test_only_control_characters_are_called_so(character: str, message: str, advice: str) -> None:
    found = check("TXT007", article(excerpt=f"A walk{character}along."))
    assert [(finding.message, finding.help) for finding in found] == [(message, advice)]

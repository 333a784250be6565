from __future__ import annotations

import pytest

from article_schema import check_text

CASES = [
    ("a = x", "DOC005", 2, 5, "text without quotes is no value of TOML", 'write "x"'),
    ('a = "x', "DOC005", 2, 5, "the text has no closing quote", 'end it with "'),
    ("a", "DOC005", 2, 1, "this is not TOML: expected '='", "write `key = value`"),
    ("a: b", "DOC005", 2, 2, "`a` is followed by a colon", "TOML has `=` where YAML has a colon"),
    ("a = True", "DOC005", 2, 5, "`True` is no value of TOML", "write `true`"),
    ("a = off # x", "DOC005", 2, 5, "`off` is no value of TOML", "write `false`"),
    ("a = null", "DOC005", 2, 5, "`null` is no value of TOML", "leave the key out"),
    ("a =\nb = 1", "DOC005", 2, 4, "nothing is no value of TOML", "leave the key out"),
    ("a = 01", "DOC005", 2, 5, "the number `01` begins with 0", 'write "01" for a code'),
    ("date = {{ .D }}", "DOC005", 2, 8, "a placeholder of a template", "put it in quotes"),
    (
        "d = 2020-13-01\nb = 1",
        "DOC005",
        2,
        5,
        "there is no date or time `2020-13-01`",
        "no month 13",
    ),
    ('a = "\\q"', "DOC005", 2, 8, "unescaped '\\' in a string", "write `\\\\` for a backslash"),
    ("tags = [a]", "DOC005", 2, 9, "invalid value", "put text in quotes"),
    ("a = {b=1,}", "DOC005", 2, 10, "key part", "a table in braces ends without a comma"),
    ('a = "x" "y"', "DOC005", 2, 9, "expected newline", 'put a `"` in text as `\\"`'),
    ("[a", "DOC005", 2, 2, "expected ']'", "see toml.io"),
    ('t = "x"\nt = "y"', "DOC006", 3, 1, "the key `t` is defined twice", "keep one of the two"),
    ("[a]\n[a]", "DOC006", 3, 2, "the table `a` is defined twice", "keep one of the two"),
    ("<<<<<<< x\na=1\n=======\na=2\n>>>>>>> y", "DOC005", 2, 1, "merge conflict", "one version"),
    ("a." * 200 + "b=1", "DOC012", 2, 1, "more than a hundred parts", "write it shorter"),
    ("a=" + "[" * 3000, "DOC012", 2, 103, "it is nested too deeply", "write it shorter"),
    ("a=" + "1" * 5000, "DOC012", 2, 3, "more than 4300 digits", "write it shorter"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("text", "code", "line", "column", "message", "advice"), CASES)
def test_an_error_is_told_at_its_place_with_what_to_write(
    text: str, code: str, line: int, column: int, message: str, advice: str, newline: str
) -> None:
    whole = f"+++\n{text}\n+++\n".replace("\n", newline)
    (found,) = check_text(whole, "a.md").findings
    assert (found.code, found.line) == (code, line)
    assert found.column == column or newline == "\r\n"
    assert message in found.message
    assert advice in found.help

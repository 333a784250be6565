"""Every regular expression of the project takes time in proportion to what it reads.

The patterns are found, not listed: those that modules hold, and those that functions write down.
The hostile strings are made from each pattern itself: the way to each of its repeats, then what
the repeat takes, many times over, then something that must not follow.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import article_schema
from article_schema.checking.config.model_names import ANY_MODEL
from article_schema.checking.config.patterns import PATTERN
from article_schema.document.formats.json_files import JSON
from article_schema.late_pattern import LatePattern
from article_schema.model.article import Article
from article_schema.model.loading import MODEL_NAME
from article_schema.model.shapes.dates import Moment
from article_schema.model.shapes.tables import table_of

SOURCES = Path(article_schema.__file__).parent
METHODS = ("match", "fullmatch", "search", "sub", "split", "findall", "finditer")
#: Patterns that functions put together; each stands for what the function makes.
MADE = {
    "fast/fast_path.py": None,  # one for each set of settings; see its own test
    "schema/build.py": "name[0-9]*",
    "config/shapes.py": PATTERN,
    "config/model_names.py": ANY_MODEL,
    "model/facets.py": None,  # the expressions of facets, which are collected from the fields
    "schema/formats.py": None,  # one for each kind of address; see tests/schema/test_formats.py
    "article_schema/late_pattern.py": None,  # what modules hold
    "fast/compiling.py": None,  # expressions of facets, only compiled to see whether they can be
    "fast/steps.py": None,  # parts of the same pattern; see the same test
    "fast/values.py": None,  # parts of the pattern of the fast path, which has its own test
    "shapes/dates.py": Moment()._pattern.pattern,
    "model/loading.py": MODEL_NAME,
    "schema/matching.py": None,  # patterns of a site's schema; see tests/security/test_schemas.py
    "schema/pattern_process.py": None,  # the same, where a browser ends what takes too long
    "config/patterns.py": None,  # one for each line of a `.gitignore`; see its own test
    "reading/glance.py": r"\n {0,3}[^ \n]",
    "reading/recovery.py": None,  # `_KEY` behind spaces, at the start of a line
    "reading/readings.py": None,  # the forms of readers, which the module holds
    "schema/schema_file.py": None,  # patterns of a site's schema, only compiled
    "document/places.py": JSON.quoted_character,  # which has those of the other formats in it
    "formats/openings.py": r"[\r\n]\+\+\+[ \t]*(?=[\r\n]|\Z)",
    "model/urls.py": None,  # `PORT?`, of which the module holds the constant
}
#: Functions that make patterns and are not among them.
UNLISTED: list[str] = []
#: Signs that mean something to YAML, URLs and markup, and some of which nothing means anything.
SIGNS = "a0A. -_\t\n\r:/#?&%@[{(<'\"\\|*!,=;~^$é\xa0\u200b\ud800"


def _held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, LatePattern):
        yield re.compile(value.pattern, value.flags)
    elif isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for item in value.values():
            yield from _held(item, depth + 1)
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from _held(item, depth + 1)


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(article_schema.__path__, "article_schema."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _methods(name: str, source: str) -> set[str]:
    """Return how a module uses a pattern, be it by another name after handing it on."""
    ways = "|".join(METHODS)
    used = set(re.findall(rf"\b{name}\.({ways})\b", source))
    used |= set() if used else set(re.findall(rf"\b(?!re\.|text\.)[a-z]\w*\.({ways})\(", source))
    return used or {"match", "search", "fullmatch"}


def _calls(path: Path) -> Iterator[tuple[str, str]]:
    """Yield pattern and method of each `re.…("…")` inside of a function, or of a constant's."""
    tree = ast.parse(path.read_text("utf-8"))
    constants = {
        each.targets[0].id: each.value.value
        for each in tree.body
        if isinstance(each, ast.Assign)
        and isinstance(each.targets[0], ast.Name)
        and isinstance(each.value, ast.Constant)
    }
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and isinstance(call.func.value, ast.Name)
                and call.func.value.id == "re"
                and call.func.attr in (*METHODS, "compile")
            ):
                first = call.args[0]
                method = "search" if call.func.attr == "compile" else call.func.attr
                if isinstance(first, ast.Constant):
                    yield str(first.value), method
                elif isinstance(first, ast.Name) and first.id in constants:
                    yield str(constants[first.id]), method
                elif (place := f"{path.parent.name}/{path.name}") not in MADE:
                    UNLISTED.append(f"{place}:{call.lineno}")
                elif (made := MADE[place]) is not None:
                    yield made, method


def _all() -> dict[tuple[str, int, str], str]:
    """Return every pattern with its flags and a way in which it is used, and where."""
    found: dict[tuple[str, int, str], str] = {}
    for module in _modules():
        source = Path(module.__file__).read_text("utf-8")
        for name, value in vars(module).items():
            if f"\n{name} = " not in source and f"\n{name}: " not in source:
                continue  # it is imported here, and at home elsewhere
            for pattern in _held(value):
                text = pattern.pattern
                if isinstance(text, bytes):
                    text = text.decode("latin-1")
                for method in sorted(_methods(name, source)):
                    key = (text, pattern.flags & ~re.UNICODE, method)
                    found.setdefault(key, f"{module.__name__}.{name}")
    for path in sorted(SOURCES.rglob("*.py")):
        for text, method in _calls(path):
            found.setdefault((text, 0, method), f"{path.stem}, in a function")
    for field in table_of(Article).fields:
        for facet in field.shape.facets:
            expression = getattr(facet, "expression", None)
            if isinstance(expression, str):
                found.setdefault((expression, 0, "fullmatch"), f"the facet of {field.key}")
    return found


def _character(items: Any) -> str:
    """Return a character that a class takes."""
    negated = bool(items) and items[0][0] is codes.NEGATE
    for sign in SIGNS + "bT1\x00\x85\u2028\ufeff\u0590\U000e0020\U000e007f":
        if any(_takes(item, sign) for item in items) is not negated:
            return sign
    for code, value in items:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.RANGE:
            return chr(value[0])
    return "a"


def _takes(item: tuple[Any, Any], sign: str) -> bool:
    code, value = item
    if code is codes.LITERAL:
        return ord(sign) == value
    if code is codes.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    if code is codes.CATEGORY:
        name = str(value)
        kinds: dict[str, Callable[[str], bool]] = {
            "DIGIT": str.isdigit, "SPACE": str.isspace, "WORD": str.isalnum
        }  # fmt: skip
        kind = next(test for word, test in kinds.items() if word in name)
        return kind(sign) is ("NOT" not in name)
    return False


def _sample(tree: Any, pumps: list[tuple[str, str]], before: str) -> str:
    """Return a text that a pattern takes; note each repeat with the way to it."""
    text = ""
    for code, value in tree:
        if code is codes.LITERAL:
            text += chr(value)
        elif code is codes.NOT_LITERAL:
            text += "a" if value != ord("a") else "b"
        elif code is codes.ANY:
            text += "a"
        elif code is codes.IN:
            text += _character(value)
        elif code is codes.BRANCH:
            options = [_sample(branch, pumps, before + text) for branch in value[1]]
            text += options[0]
        elif code in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
            body = value[3] if code is codes.SUBPATTERN else value
            text += _sample(body, pumps, before + text)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, body = value
            for option in _options(body):
                once = _sample(option, pumps, before + text)
                if most is codes.MAXREPEAT or most > 100:
                    pumps.append((before + text, once))
            text += _sample(body, [], "") * max(least, 1)
    return text


def _options(body: Any) -> list[Any]:
    """Return the alternatives that a repeat may take each time."""
    if len(body) == 1 and body[0][0] is codes.SUBPATTERN:
        body = body[0][1][3]
    return body[0][1][1] if len(body) == 1 and body[0][0] is codes.BRANCH else [body]


def hostile(text: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Yield beginnings, what to repeat behind them, and endings."""
    pumps: list[tuple[str, str]] = []
    _sample(parser.parse(text, flags), pumps, "")
    starts = list(dict.fromkeys(start for start, _ in pumps))
    for start, once in dict.fromkeys(pumps):
        for end in ("", "!", "\x00", "\n", "a!", "\n\x00", "]"):
            yield start, once, end
        # As many places at which a search may begin, each of which reads what follows.
        for end in ("", "\x00", "\n\x00"):
            yield "", start + once, end
    for start in dict.fromkeys(["", *starts[:8]]):
        for sign in SIGNS:
            yield start, sign, "\x01"
            yield start, sign, ""
    for one, other in (("a", " "), ("a", "."), (" ", "\n"), ("-", " "), ("<", "a"), ("#", "\n"),
                       ("a", ":"), ("&", "!"), ("'", "'"), ("/", "."), ("[", "]")):  # fmt: skip
        yield "", one + other, "\x01"


#: A time of so many seconds is not uneven, and not that of a bounded repeat below its bound.
_LONG = 0.1


def _seconds(run: Callable[[str], object], text: str, most: int = 3) -> float:
    best = float("inf")
    for _ in range(most):
        began = time.thread_time()
        run(text)
        best = min(best, time.thread_time() - began)
        if best > _LONG:
            break
    return best


def _runner(pattern: re.Pattern[str], method: str) -> Callable[[str], object]:
    if method == "finditer":
        return lambda text: sum(1 for _ in pattern.finditer(text))
    if method == "sub":
        return lambda text: pattern.sub("", text)
    return getattr(pattern, method)  # type: ignore[no-any-return]


def slow(pattern: re.Pattern[str], method: str) -> str | None:
    """Return what makes a pattern slow, with the seconds that growing lengths take."""
    run = _runner(pattern, method)
    for start, once, end in hostile(pattern.pattern, pattern.flags & ~re.UNICODE):
        if _seconds(run, start + once * 25 + end, 1) > 0.1:
            return f"{start!r} + {once!r} × 25 + {end!r}: exponential"
        count = max(3000 // len(once), 1)
        # Linear patterns take some microseconds for this; only what takes longer is looked at.
        if _seconds(run, start + once * count + end, 1) < 0.002:
            continue
        # Short times are uneven, and a bounded repeat grows until its bound: growth has to be seen
        # at larger lengths too.
        for length in (count, 4 * count):
            times = [_seconds(run, start + once * (length * factor) + end) for factor in (1, 2, 4)]
            if not (times[2] > 0.008 and times[2] > 8 * times[0] and times[1] > 2.5 * times[0]):
                break
            if length > count or times[2] > _LONG:
                return f"{start!r} + {once!r} × n + {end!r}: {[round(s, 4) for s in times]}"
    return None


#: Where the signs of a repeat mean themselves: escapes, classes of characters, and parts of
#: classes, which alone have a group of nothing; and the fence of TOML.
_MEANS_ITSELF = re.compile(r"\+{3}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\)\*\+", re.DOTALL)
_HELD = re.compile(r"[*+?}]\+|\(\?>")


def holds_back(text: str) -> bool:
    """Tell whether an expression has a possessive repeat or an atomic group."""
    return _HELD.search(_MEANS_ITSELF.sub("c", text)) is not None


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts that a module writes down, apart from docstrings, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "c" for part in node.values]
            yield node.lineno, "".join(map(str, parts))
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        ):
            yield node.lineno, node.value


PATTERNS = _all()


@pytest.mark.parametrize(
    "text", ["[ab]*+c", "a++", "(?:a|b)?+", "a{1,3}+", "(?>a)", r"\[a\]*+", r"[\]]++", "[]a]*+"]
)
def test_possessive_repeats_and_atomic_groups_are_recognised(text: str) -> None:
    assert holds_back(text)


@pytest.mark.parametrize(
    "text", ["[*+]", r"\*+", "[a*+]+", r"a*\+", "(?:a)+", "(?=a)", r"[\]*+]", "a-z()*+,"]
)
def test_other_repeats_are_let_pass(text: str) -> None:
    assert not holds_back(text)


def test_no_pattern_is_possessive_or_atomic() -> None:
    """Early releases of Python get them wrong: see docs/decisions/patterns.md."""
    found = [
        f"{path.relative_to(SOURCES)}:{line}: {text}"
        for path in sorted(SOURCES.rglob("*.py"))
        for line, text in _texts(path)
        if holds_back(text)
    ]
    found += [f"{home}: {text}" for (text, *_), home in PATTERNS.items() if holds_back(text)]
    assert found == []


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 100
    homes = set(PATTERNS.values())
    assert {
        "article_schema.document.reading.house._LINE",
        "article_schema.model.urls._HTTP_URL",
    } <= homes


def test_what_functions_make_is_listed() -> None:
    assert UNLISTED == []


@pytest.mark.parametrize(
    ("pattern", "method"), [(r"(a+)+b", "match"), (r"\s+$", "search"), (r"a*a*b", "match")]
)
def test_slow_patterns_are_recognised(pattern: str, method: str) -> None:
    assert slow(re.compile(pattern), method)


@pytest.mark.parametrize(
    ("text", "flags", "method"),
    list(PATTERNS),
    ids=[f"{home.removeprefix('article_schema.')}.{key[2]}" for key, home in PATTERNS.items()],
)
def test_time_grows_with_length_only(text: str, flags: int, method: str) -> None:
    assert slow(re.compile(text, flags), method) is None

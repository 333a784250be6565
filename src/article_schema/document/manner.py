"""Manner: how a site writes its files, as far as layouts and the emitter need to know.

Each field is a choice that people name when they talk about files: quotes, indentation, blank
lines. The defaults are those of the house style. `style.Style` is a manner that can be learned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from article_schema.document.styling import (
    is_plain_date,
    is_timestamp,
    looks_like_another_value,
    plain_is_safe,
)
from article_schema.errors import UsageError
from article_schema.late_pattern import late_pattern

MODEL, KEEP, SORTED = "model", "keep", "sorted"
DOUBLE, SINGLE, PLAIN = "double", "single", "plain"
BLOCK, FLOW = "block", "flow"
SECTIONS, NONE = "sections", "none"
QUOTED, LITERAL, FOLDED = "quoted", "literal", "folded"
LF, CRLF = "lf", "crlf"
YAML, TOML, JSON = "yaml", "toml", "json"
LINE, LINES = "line", "lines"

#: The styles of scalars in a tree, by the words of a style.
SIGNS = {DOUBLE: '"', SINGLE: "'", PLAIN: ""}

#: What may be said of quotes.
QUOTES = (MODEL, DOUBLE, SINGLE, PLAIN, KEEP)
#: What may be said of lists.
LISTS = (BLOCK, FLOW)
#: The fields that say something of single keys.
TABLES = ("key_quotes", "key_lists")
_MARKS = (MODEL, DOUBLE, SINGLE, KEEP)
_URL = late_pattern(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")


def _words(default: str, words: tuple[str, ...], doc: str) -> Any:
    return field(default=default, metadata={"doc": doc, "words": words})


def _number(default: int | None, least: int, most: int, doc: str) -> Any:
    return field(default=default, metadata={"doc": doc, "least": least, "most": most})


@dataclass(frozen=True)
class Manner:
    """How files are written.

    Raises:
        UsageError: a value is none of those that its field may have.
    """

    #: `keep` writes new files in the order of the data.
    key_order: str = _words(
        MODEL, (MODEL, SORTED, KEEP), "the order of the keys: that of the model, or of the alphabet"
    )
    text_quotes: str = _words(
        MODEL, QUOTES, "the quotes of text; `model` puts into double quotes what the model says"
    )
    url_quotes: str = _words(MODEL, QUOTES, "the quotes of web addresses")
    date_quotes: str = _words(
        MODEL, QUOTES, "the quotes of dates; `model` leaves those plain that the model knows"
    )
    sign_quotes: str = _words(
        MODEL, _MARKS, "the quotes of text that cannot be plain; `model` takes those of text"
    )
    look_alike_quotes: str = _words(
        MODEL, _MARKS, "the quotes of text that looks like a number, a truth value or null"
    )
    empty_quotes: str = _words(MODEL, _MARKS, "the quotes of empty text")
    name_quotes: str = _words(PLAIN, (PLAIN, DOUBLE, SINGLE, KEEP), "the quotes of the keys")
    key_quotes: Mapping[str, str] = field(
        default_factory=dict,
        hash=False,
        metadata={"doc": "the quotes of the text below single keys, such as `images.url`"},
    )
    key_lists: Mapping[str, str] = field(
        default_factory=dict,
        hash=False,
        metadata={
            "doc": "`block` or `flow` for the lists below single keys, such as `images.tags`"
        },
    )
    null: str = _words("null", ("null", "~", "empty"), "how it is written that there is no value")
    indent: int = _number(2, 1, 8, "the spaces by which a nested mapping is indented")
    #: None writes two spaces in new files.
    list_indent: int | None = _number(
        None, 0, 8, "the spaces by which the dashes of a list are indented; 2 in new files without"
    )
    lists: str = _words(
        BLOCK, LISTS, "whether lists of single values have dashes, or stand in brackets"
    )
    flow_width: int = _number(
        0, 0, 10_000, "the longest line with a list in brackets; 0 for any length"
    )
    blank_lines: str = _words(
        SECTIONS, (SECTIONS, NONE, KEEP), "where blank lines stand: around sections, or nowhere"
    )
    multi_line: str = _words(
        QUOTED, (QUOTED, LITERAL, FOLDED), "how text with line breaks is written"
    )
    wrap: int = _number(
        0, 0, 10_000, "the column after which text goes on in the next line; 0 for never"
    )
    flow_items: int = _number(
        0, 0, 10_000, "the most values of a list in brackets, or of an array on one line; any for 0"
    )
    front_matter: str = _words(YAML, (YAML, TOML, JSON), "the language of new front matter")
    arrays: str = _words(
        KEEP,
        (LINE, LINES, KEEP),
        "whether arrays of TOML and JSON stand on one line, or have one for each value; with "
        "`keep` on one in new files of TOML, and on several in those of JSON",
    )
    #: None writes four spaces in new files.
    array_indent: int | None = _number(
        None, 0, 8,
        "the spaces before each value of an array with a line for each; 4 in new files without",
    )  # fmt: skip
    line_breaks: str = _words(LF, (LF, CRLF), "the line breaks of new files")
    #: `fmt` leaves them as they are written, and new files have them as the style says.
    keep: tuple[str, ...] = field(
        default=(), metadata={"doc": "the keys of this table that `fmt` does not enforce"}
    )

    def __post_init__(self) -> None:
        """Judge the values."""
        for choice in choices():
            choice.require(getattr(self, choice.name))
        quotes = dict(self.key_quotes)
        for key, word in quotes.items():
            Choice(f"key_quotes[{key!r}]", MODEL, "", QUOTES).require(word)
        lists = dict(self.key_lists)
        for key, word in lists.items():
            Choice(f"key_lists[{key!r}]", BLOCK, "", LISTS).require(word)
        known = {choice.key for choice in choices()} | {"key-quotes"}
        for word in self.keep:
            if word not in known:
                raise UsageError(f"keep: a style has no key {word!r}; it has {_told(known)}")
        object.__setattr__(self, "key_quotes", quotes)
        object.__setattr__(self, "key_lists", lists)
        object.__setattr__(self, "keep", tuple(self.keep))

    @property
    def list_step(self) -> int:
        """The spaces by which the dashes of a list are indented in new files."""
        return 2 if self.list_indent is None else self.list_indent

    @property
    def array_step(self) -> int:
        """The spaces before each value of an array with a line for each in new files."""
        return 4 if self.array_indent is None else self.array_indent

    def lists_at(self, path: str) -> str:
        """Return the form of the lists of single values at a path, `block` or `flow`."""
        return self.key_lists.get(path, self.lists)

    @property
    def newline(self) -> str:
        """The characters of a line break."""
        return "\r\n" if self.line_breaks == CRLF else "\n"

    def enforces(self, name: str) -> bool:
        """Tell whether `fmt` brings a field to what it says, by its Python name."""
        return getattr(self, name) not in (KEEP, None) and name.replace("_", "-") not in self.keep

    def kind_of(self, text: str) -> str:
        """Return the field that says which quotes a text has, were it not for its key."""
        if not text:
            return "empty_quotes"
        if is_timestamp(text):
            return "date_quotes"
        if looks_like_another_value(text):
            return "look_alike_quotes"
        return "url_quotes" if _URL.fullmatch(text) else "text_quotes"

    def wish(self, text: str, path: str, *, quoted: bool) -> Wish:
        """Return the quotes that a text should have.

        Args:
            text: the value.
            path: its keys with dots between them, as in `key_quotes`.
            quoted: whether the model wants double quotes there.
        """
        kind = self.kind_of(text)
        by_key = self.key_quotes.get(path, MODEL)
        # What cannot be plain asks further on for its quotes.
        rules_all = by_key != MODEL and (by_key != PLAIN or kind in ("text_quotes", "url_quotes"))
        name, word = ("key_quotes", by_key) if rules_all else (kind, getattr(self, kind))
        is_kept = KEEP in (by_key, word) or not self.enforces(name)
        is_explicit = word not in (MODEL, KEEP)
        if not is_explicit:
            word = DOUBLE if quoted else PLAIN
        if word == PLAIN and kind != "date_quotes" and not plain_is_safe(text):
            kind = kind if kind in ("empty_quotes", "look_alike_quotes") else "sign_quotes"
            given = getattr(self, kind)
            is_kept = is_kept if given == MODEL and kind == "sign_quotes" else False
            is_kept = is_kept or not self.enforces(kind)
            is_explicit = given in (DOUBLE, SINGLE)
            word = self.fallback(kind)
        return Wish(word, is_explicit, is_kept, kind == "date_quotes")

    def name_wish(self, key: str) -> str:
        """Return the quotes that a key should have."""
        if self.name_quotes in (DOUBLE, SINGLE):
            return self.name_quotes
        return PLAIN if plain_is_safe(key) else self.fallback("sign_quotes")

    def fallback(self, kind: str) -> str:
        """Return the quotes of a text that cannot be plain, by the field of its kind."""
        word: str = getattr(self, kind)
        if word in (DOUBLE, SINGLE):
            return word
        return SINGLE if self.text_quotes == SINGLE else DOUBLE

    def takes_plain_date(self, text: str, *, known: bool) -> bool:
        """Tell whether a date stands plain at a place of which no model says that it is one.

        Args:
            text: the value.
            known: whether the model knows the key, and so takes the value for text.
        """
        return self.date_quotes == PLAIN and not known and is_plain_date(text)


class Wish(NamedTuple):
    """The quotes that a text should have."""

    #: `double`, `single` or `plain`.
    word: str
    #: Whether the manner says so itself, and not the model.
    is_explicit: bool
    #: Whether `fmt` leaves a text as it is written.
    is_kept: bool
    #: Whether the text has the form of a date, so that plain it may be none.
    is_date: bool


class Choice(NamedTuple):
    """A field of a manner, with what it may be."""

    name: str
    default: Any
    doc: str
    #: The words that it may have; none for a number.
    words: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    @property
    def key(self) -> str:
        """Its name in a configuration."""
        return self.name.replace("_", "-")

    def require(self, value: Any) -> None:
        """Make sure that a value is one of those.

        Raises:
            UsageError: it is not.
        """
        if self.words:
            if value not in self.words:
                raise UsageError(f"{self.name} must be {_told(self.words)}, not {value!r:.100}")
        elif value is None and self.default is None:
            return
        elif not isinstance(value, int) or isinstance(value, bool):
            raise UsageError(f"{self.name} must be a whole number, not {value!r:.100}")
        elif not self.least <= value <= self.most:
            raise UsageError(f"{self.name} must be from {self.least} to {self.most:,}, not {value}")


def choices() -> Iterator[Choice]:
    """Yield the fields that are one word or one number."""
    for each in fields(Manner):
        if each.name not in (*TABLES, "keep"):
            yield Choice(each.name, each.default, **each.metadata)


def _told(words: Any) -> str:
    return f"one of {', '.join(sorted(words))}"


#: The manner of the house style.
HOUSE = Manner()

"""Values that a generator reads from text: dates in further forms, numbers, `true` and `false`."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from article_schema.fields import AnyMoment, Pattern
from article_schema.rules.codes import NOT_RFC_3339, WRONG_TYPE

#: Days that exist, since what a moment refuses as impossible must not pass as text.
_DAY_OF_YEAR = (
    "[0-9]{4}(?:-|/)(?:(?:0?[13578]|1[02])(?:-|/)(?:0?[1-9]|[12][0-9]|3[01])"
    "|(?:0?[469]|11)(?:-|/)(?:0?[1-9]|[12][0-9]|30)"
    "|0?2(?:-|/)(?:0?[1-9]|1[0-9]|2[0-8]))"
    "|[0-9]{2}(?:0[48]|[2468][048]|[13579][26])(?:-|/)0?2(?:-|/)29"
)
_MONTH_FIRST = "(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])/[0-9]{4}"
_DAY_FIRST = "(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])/[0-9]{4}"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_IN_WORDS = (
    "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?"
    f"(?:{_MONTH}[.]? [0-9]{{1,2}},? [0-9]{{4}}|[0-9]{{1,2}} {_MONTH}[.]?,? [0-9]{{4}})"
)
_TIME = (
    "(?:(?:T|,? )(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?"
    "(?: ?[AaPp][Mm])?(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?"
)


def _dates(*days: str) -> Pattern:
    phrase = "a date such as 2020-06-12, 2020-06-12 08:00 or June 12, 2020"
    return Pattern(f"(?:{'|'.join(days)}){_TIME}", NOT_RFC_3339, phrase)


#: A moment, or text that Ruby's `Time.parse` reads as one.
RubyMoment: TypeAlias = (
    AnyMoment | Annotated[str, _dates(_DAY_OF_YEAR, _MONTH_FIRST, _DAY_FIRST, _IN_WORDS)]
)
#: A moment, or text that `Date.parse` of JavaScript reads as one.
JavaScriptMoment: TypeAlias = (
    AnyMoment | Annotated[str, _dates(_DAY_OF_YEAR, _MONTH_FIRST, _IN_WORDS)]
)
#: True or false, or the text of one.
TextOrBool: TypeAlias = bool | Annotated[str, Pattern("true|false", WRONG_TYPE, "true or false")]
#: A number, or the text of one.
TextOrNumber: TypeAlias = (
    int | float | Annotated[str, Pattern("-?[0-9]+(?:[.][0-9]+)?", WRONG_TYPE, "a number")]
)
#: A whole number, or the text of one.
TextOrWhole: TypeAlias = int | Annotated[str, Pattern("-?[0-9]+", WRONG_TYPE, "a whole number")]
#: Text, or a single value of which a generator makes text.
AnyText: TypeAlias = str | int | float | bool

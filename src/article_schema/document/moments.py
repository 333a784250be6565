"""Moments: dates and times of Python as text, in the form of what stands in a file already."""

from __future__ import annotations

import re
from datetime import date, datetime

from article_schema.late_pattern import late_pattern

# RFC 3339, and the blanks and short offsets that readers of YAML 1.1 take.
_FORM = late_pattern(
    r"\d{4}-\d{1,2}-\d{1,2}(?P<gap>[Tt]|[ \t]+)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?"
    r"(?P<zone>(?P<space> ?)(?:(?P<utc>[Zz])|[-+]\d{1,2}(?P<minutes>:?\d{2})?))?",
    re.ASCII,
)


def written(moment: date, old: str) -> str:
    """Return a date, or a date and time, as text in the form of another one.

    The form says what stands between the date and the time, and how the zone is written. Neither
    the time nor the zone is added to a moment that has none, or taken from one that has.

    Args:
        moment: the new date, or date and time.
        old: the text of the old one; anything else stands for the form of RFC 3339.
    """
    if not isinstance(moment, datetime):
        return moment.isoformat()
    form = _FORM.fullmatch(old)
    gap = form["gap"] if form else "T"
    text = moment.replace(tzinfo=None).isoformat(gap[0]).replace(gap[0], gap, 1)
    offset = moment.isoformat()[len(moment.replace(tzinfo=None).isoformat()) :]
    if form is None or form["zone"] is None:
        return text + ("Z" if offset == "+00:00" else offset)
    if offset == "+00:00" and form["utc"]:
        offset = form["utc"]
    elif form["utc"] is None and form["minutes"] and ":" not in form["minutes"]:
        offset = offset.replace(":", "")
    elif form["utc"] is None and not form["minutes"] and offset.endswith(":00"):
        offset = offset[:-3]
    return text + (form["space"] + offset if offset else "")

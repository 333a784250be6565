"""A model of the site's own: reports of the tides, with the ships that come with them."""

import datetime as dt
from typing import Annotated, Literal

from annotated_types import Ge

from article_schema import Doc, Record, record
from article_schema.fields import Name


@record
class Ship(Record):
    """A ship that comes or goes."""

    name: Annotated[Name, Doc("As it is painted on the bow.")]
    length: Annotated[float, Ge(1), Doc("In metres.")]


@record
class Tide(Record):
    """A tide, and what it brings."""

    title: Annotated[Name, Doc("The headline.")]
    day: Annotated[dt.date, Doc("The day in the harbour.")]
    water: Annotated[Literal["high", "low"], Doc("Which of the two.")]
    ships: Annotated[list[Ship], Doc("The largest first.")]

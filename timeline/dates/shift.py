"""`Shift`: a date that still needs a reference time ("last month", "two days later", "that October", "14 July")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.dates.when import Grain

Base = Literal["document", "story", "either", "next"]
Direction = Literal["past", "future", "nearest", "same"]
Part = Literal["", "early", "mid", "late", "start", "end", "first half", "second half"]


@dataclass(frozen=True, slots=True)
class Pick:
    """The part of a calendar unit that the words name: a month, a day of it, a weekday 0..6, a season 21..24, a feast,
    the last two digits of a year ("'89"), and which part of all that ("early", "late")."""

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    feast: str = ""
    short_year: int | None = None
    part: Part = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """What to do with a reference time: move it `count` units, take the unit that it then lies in, pick a part of it.

    `base` says which reference time: of writing ("document": "last month", "ago"), of the story ("story": "the following
    year"), whichever the kind of text suggests ("either": "14 July", "on Monday"), or of the event that the next words
    name ("next": "two days after the invasion"). `direction` is where a picked part lies, seen from there. `up_to`
    keeps only what lies before the reference time within the unit ("earlier this year"), or, with a positive
    direction, after it ("later that year").
    """

    base: Base
    count: int = 0
    unit: Grain = "day"
    pick: Pick | None = None
    direction: Direction = "same"
    up_to: bool = False
